-- The lines of the queues get a number that grows with time and a cell; the program
-- writes them anew from the log when the store is next unlocked.
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
  search      TEXT    NOT NULL                          -- name, code and numbers as the search folds them, a line each
) STRICT;
CREATE INDEX case_row_by_due ON case_row (cell, due, received_on);
CREATE INDEX case_row_by_received ON case_row (cell, received_on);
CREATE INDEX case_row_behind ON case_row (sync, due, received_on) WHERE sync <> 'confirmed';

-- Projection: how many cases there are of each sort, so that nothing is counted case by case.
CREATE TABLE case_cell (
  id         INTEGER PRIMARY KEY,                       -- a hash of the sort that the next five columns tell
  holder     BLOB    NOT NULL,
  state      TEXT    NOT NULL,
  matter     TEXT    NOT NULL,
  party_kind TEXT    NOT NULL,
  clerk      BLOB    NOT NULL,
  local      INTEGER NOT NULL,                          -- cases by how far they have come
  sent       INTEGER NOT NULL,
  aside      INTEGER NOT NULL,
  confirmed  INTEGER NOT NULL
) STRICT;

-- Projection: how many cases an office holds by day due and with conflicts.
CREATE TABLE case_tally (
  what   TEXT    NOT NULL,                              -- due, conflict
  holder BLOB    NOT NULL,
  value  TEXT    NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (what, holder, value)
) STRICT, WITHOUT ROWID;

-- Projection: grams of names, initials, codes and numbers; rowid is case_row.id.
CREATE VIRTUAL TABLE case_search USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE VIRTUAL TABLE case_search_term USING fts5vocab (case_search, row);

-- The same for imported records; rowid is record.id.
CREATE VIRTUAL TABLE record_search USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');

-- Projection: a long case as its first events add up to, sealed under the data key.
CREATE TABLE case_sum (
  case_id BLOB    PRIMARY KEY,
  events  INTEGER NOT NULL,                             -- how many are in it
  last    INTEGER NOT NULL,                             -- id of the last of them; every later event has a higher one
  plain   BLOB    NOT NULL,                             -- SHA-256 of what is sealed
  sealed  BLOB    NOT NULL
) STRICT;

-- What each account keeps under a key of its own, sealed under the data key.
CREATE TABLE saved_filter (
  account BLOB    NOT NULL,
  key     INTEGER NOT NULL CHECK (key BETWEEN 1 AND 9),
  sealed  BLOB    NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
