-- The print ledger takes the sheet that goes with a letter (送达回证) as a copy too.
CREATE TABLE print_copy_7 (
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
INSERT INTO print_copy_7 SELECT id, batch, place, of_all, case_id, letter, sort, number, name, pages, state, printer, job, note, replaces, by_whom, changed FROM print_copy;
DROP TABLE print_copy;
ALTER TABLE print_copy_7 RENAME TO print_copy;
CREATE INDEX print_copy_by_case ON print_copy (case_id, batch, place);
CREATE INDEX print_copy_open ON print_copy (batch, place) WHERE state IN ('made', 'handing', 'sent');
