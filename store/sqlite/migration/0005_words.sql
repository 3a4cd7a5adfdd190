-- The lines of the queues no longer hold a second time what is searched, and may be
-- sorted by 收件号; the program writes them and the grams anew from the log when the store is next unlocked.
DROP TABLE case_row;
DELETE FROM fact WHERE name = 'projected';

-- Projection: one line a case, as the queues show it; no number of an identity document and no telephone.
CREATE TABLE case_row (
  id          INTEGER PRIMARY KEY,                      -- of the case's first event here: a newer case has a higher one
  case_id     BLOB    NOT NULL UNIQUE,
  log         BLOB    NOT NULL,                         -- a hash over its events in the order in which they count
  head        BLOB    NOT NULL,
  matter      TEXT    NOT NULL,
  state       TEXT    NOT NULL,
  number      TEXT    NOT NULL,
  party       TEXT    NOT NULL,
  party_kind  TEXT    NOT NULL,
  doc_number  TEXT    NOT NULL,
  body        TEXT    NOT NULL,
  penalty     TEXT    NOT NULL,
  home        BLOB    NOT NULL,
  holder      BLOB    NOT NULL,
  clerk       BLOB    NOT NULL,                         -- whose hand as 经办 was on it last
  received_on TEXT    NOT NULL,                         -- 2026-10-12
  due         TEXT    NOT NULL,                         -- 2026-10-12; 9999-12-31 where no clock runs
  clock       TEXT    NOT NULL,
  provisional INTEGER NOT NULL,
  changed     INTEGER NOT NULL,
  sync        TEXT    NOT NULL,
  position    INTEGER NOT NULL,
  conflicts   INTEGER NOT NULL,
  cell        INTEGER NOT NULL,                         -- case_cell: all that a filter asks of the case
  words       TEXT    NOT NULL                          -- what is searched and stands in no column above, folded, a line each: code, numbers of letters
) STRICT;
CREATE INDEX case_row_by_due ON case_row (cell, due, received_on);
CREATE INDEX case_row_by_received ON case_row (cell, received_on);
CREATE INDEX case_row_behind ON case_row (sync, due, received_on) WHERE sync <> 'confirmed';
CREATE INDEX case_row_by_number ON case_row (cell, number);
