CREATE INDEX case_row_behind ON case_row (sync, due, received_on, cell) WHERE sync <> 'confirmed';
CREATE INDEX case_row_by_due ON case_row (cell, due, received_on);
CREATE INDEX case_row_by_number ON case_row (cell, number);
CREATE INDEX case_row_by_received ON case_row (cell, received_on);
CREATE INDEX event_by_case ON event (case_id, id);
CREATE INDEX print_copy_by_case ON print_copy (case_id, batch, place);
CREATE INDEX print_copy_open ON print_copy (batch, place) WHERE state IN ('made', 'handing', 'sent');
CREATE TABLE aside (
  hash     BLOB    PRIMARY KEY,
  case_id  BLOB    NOT NULL,
  reason   TEXT    NOT NULL,                            -- key of the sentence that says why
  header   BLOB    NOT NULL,
  sig      BLOB    NOT NULL,
  body     BLOB,
  position INTEGER NOT NULL,
  at       INTEGER NOT NULL,
  receipt  BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE attempt (
  account BLOB    PRIMARY KEY,
  wrong   INTEGER NOT NULL,
  last    INTEGER NOT NULL                              -- milliseconds since 1970
) STRICT, WITHOUT ROWID;
CREATE TABLE blob (
  hash BLOB    PRIMARY KEY CHECK (length(hash) = 32),
  size INTEGER NOT NULL,                                -- sealed bytes
  sent INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE blob_gone (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
CREATE TABLE case_blob (
  case_id BLOB NOT NULL,
  blob    BLOB NOT NULL CHECK (length(blob) = 32),
  PRIMARY KEY (blob, case_id)
) STRICT, WITHOUT ROWID;
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
CREATE TABLE case_end (
  case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
  state   TEXT NOT NULL CHECK (state IN ('open', 'held', 'asked', 'granted', 'destroyed'))
) STRICT, WITHOUT ROWID;
CREATE TABLE case_key (
  case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
  sealed  BLOB NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE VIRTUAL TABLE case_search USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE TABLE 'case_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'case_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'case_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'case_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE VIRTUAL TABLE case_search_term USING fts5vocab (case_search, row);
CREATE TABLE case_sum (
  case_id BLOB    PRIMARY KEY,
  events  INTEGER NOT NULL,                             -- how many are in it
  last    INTEGER NOT NULL,                             -- id of the last of them; every later event has a higher one
  plain   BLOB    NOT NULL,                             -- SHA-256 of what is sealed
  sealed  BLOB    NOT NULL
) STRICT;
CREATE TABLE case_tally (
  what   TEXT    NOT NULL,                              -- due, conflict
  holder BLOB    NOT NULL,
  value  TEXT    NOT NULL,
  n      INTEGER NOT NULL,
  PRIMARY KEY (what, holder, value)
) STRICT, WITHOUT ROWID;
CREATE TABLE directory (
  version INTEGER PRIMARY KEY,
  raw     BLOB NOT NULL,
  sig     BLOB NOT NULL
) STRICT;
CREATE TABLE draft (
  id      BLOB    PRIMARY KEY,
  account BLOB    NOT NULL,
  saved   INTEGER NOT NULL,
  sealed  BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE event (
  id      INTEGER PRIMARY KEY,                          -- order of arrival here
  hash    BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
  device  BLOB    NOT NULL CHECK (length(device) = 16),
  epoch   INTEGER NOT NULL,
  seq     INTEGER NOT NULL CHECK (seq > 0),
  case_id BLOB    NOT NULL CHECK (length(case_id) = 16),
  clock   INTEGER NOT NULL,
  header  BLOB    NOT NULL,
  sig     BLOB    NOT NULL,
  body    BLOB,                                         -- sealed under the key of the case
  UNIQUE (device, epoch, seq)
) STRICT;
CREATE TABLE fact (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE key_wrap (
  case_id BLOB    NOT NULL,
  office  BLOB    NOT NULL,
  sealed  BLOB    NOT NULL,
  sent    INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (case_id, office)
) STRICT, WITHOUT ROWID;
CREATE TABLE number (
  series TEXT    NOT NULL,
  year   INTEGER NOT NULL,
  n      INTEGER NOT NULL,
  text   TEXT    NOT NULL UNIQUE,
  state  TEXT    NOT NULL CHECK (state IN ('taken', 'issued', 'void')),
  event  BLOB,                                          -- the letter that bears it
  PRIMARY KEY (series, year, n)
) STRICT, WITHOUT ROWID;
CREATE TABLE number_block (
  series  TEXT    NOT NULL,
  year    INTEGER NOT NULL,
  from_no INTEGER NOT NULL CHECK (from_no > 0),
  to_no   INTEGER NOT NULL,
  office  BLOB    NOT NULL,
  device  BLOB    NOT NULL,
  PRIMARY KEY (series, year, from_no),
  CHECK (to_no >= from_no)
) STRICT, WITHOUT ROWID;
CREATE TABLE "print_copy" (
  id       BLOB    PRIMARY KEY CHECK (length(id) = 16),
  batch    BLOB    NOT NULL,
  place    INTEGER NOT NULL,
  of_all   INTEGER NOT NULL,
  case_id  BLOB    NOT NULL,
  letter   BLOB    NOT NULL,                            -- hash of the event that issued it
  sort     TEXT    NOT NULL,
  number   TEXT    NOT NULL,
  name     TEXT    NOT NULL CHECK (name IN ('original', 'duplicate', 'file', 'receipt')),
  pages    INTEGER NOT NULL,
  state    TEXT    NOT NULL CHECK (state IN ('made', 'handing', 'sent', 'in_hand', 'spoiled', 'cancelled')),
  printer  TEXT    NOT NULL DEFAULT '',
  job      TEXT    NOT NULL DEFAULT '',
  note     TEXT    NOT NULL DEFAULT '',
  replaces BLOB    NOT NULL,                            -- the spoiled copy that it stands for; zeros for none
  by_whom  BLOB    NOT NULL,
  changed  INTEGER NOT NULL,                            -- milliseconds since 1970
  UNIQUE (batch, place)
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt (
  event    BLOB    PRIMARY KEY REFERENCES event (hash),
  position INTEGER NOT NULL UNIQUE,
  at       INTEGER NOT NULL,                            -- milliseconds since 1970, the library's clock
  sig      BLOB    NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE receipt_number (
  prefix TEXT    NOT NULL,
  year   INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  PRIMARY KEY (prefix, year)
) STRICT, WITHOUT ROWID;
CREATE TABLE record (
  id         INTEGER PRIMARY KEY,
  key        TEXT NOT NULL UNIQUE,                      -- a hash: the same decision imported twice is one record
  party      TEXT NOT NULL,
  doc_number TEXT NOT NULL,
  search     TEXT NOT NULL,
  sealed     BLOB NOT NULL
) STRICT;
CREATE VIRTUAL TABLE record_search USING fts5 (grams, content='', contentless_delete=1, detail=none, tokenize='ascii');
CREATE TABLE 'record_search_config'(k PRIMARY KEY, v) WITHOUT ROWID;
CREATE TABLE 'record_search_data'(id INTEGER PRIMARY KEY, block BLOB);
CREATE TABLE 'record_search_docsize'(id INTEGER PRIMARY KEY, sz BLOB, origin INTEGER);
CREATE TABLE 'record_search_idx'(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID;
CREATE TABLE saved_filter (
  account BLOB    NOT NULL,
  key     INTEGER NOT NULL CHECK (key BETWEEN 1 AND 9),
  sealed  BLOB    NOT NULL,
  PRIMARY KEY (account, key)
) STRICT, WITHOUT ROWID;
CREATE TABLE secret (
  name   TEXT PRIMARY KEY,
  sealed BLOB NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sending (
  event  BLOB PRIMARY KEY REFERENCES event (hash),
  state  TEXT NOT NULL CHECK (state IN ('sent', 'aside')),
  reason TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;
