-- Projection: what the acts about a case's file add up to; cases without any have no row.
CREATE TABLE case_end (
  case_id BLOB PRIMARY KEY CHECK (length(case_id) = 16),
  state   TEXT NOT NULL CHECK (state IN ('open', 'held', 'asked', 'granted', 'destroyed'))
) STRICT, WITHOUT ROWID;

-- Files whose last key is destroyed, until they are off the disk.
CREATE TABLE blob_gone (
  hash BLOB PRIMARY KEY CHECK (length(hash) = 32)
) STRICT, WITHOUT ROWID;
