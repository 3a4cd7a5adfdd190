-- The library itself: its name, the version of these tables, and the last numbers given out.
-- Who writes holds this row's lock until the commit.
CREATE TABLE IF NOT EXISTS library (
  solo     INTEGER PRIMARY KEY CHECK (solo = 1),
  id       BLOB    NOT NULL,
  version  INTEGER NOT NULL,
  position INTEGER NOT NULL,
  feed     INTEGER NOT NULL
) STRICT;

-- How far each device's log is known: the last place, taken or set aside, and its hash.
CREATE TABLE IF NOT EXISTS log (
  device BLOB    NOT NULL,
  epoch  INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  hash   BLOB    NOT NULL,
  PRIMARY KEY (device, epoch)
) STRICT;

-- Every event that was taken, as the bytes that came, in the library's order.
CREATE TABLE IF NOT EXISTS event (
  position INTEGER PRIMARY KEY,
  device   BLOB    NOT NULL,
  epoch    INTEGER NOT NULL,
  seq      INTEGER NOT NULL,
  hash     BLOB    NOT NULL CHECK (length(hash) = 32),
  case_id  BLOB    NOT NULL,
  kind     TEXT    NOT NULL,
  header   BLOB    NOT NULL,
  sig      BLOB    NOT NULL,
  body     BLOB,
  at       INTEGER NOT NULL,
  receipt  BLOB    NOT NULL
) STRICT;
CREATE UNIQUE INDEX IF NOT EXISTS event_in_log ON event (device, epoch, seq);
CREATE INDEX IF NOT EXISTS event_by_case ON event (case_id, position);
CREATE INDEX IF NOT EXISTS event_destroyed ON event (case_id) WHERE kind = 'destroyed';

-- Events that were refused: their place and hash, so that the log stays whole, and why.
CREATE TABLE IF NOT EXISTS aside (
  device BLOB    NOT NULL,
  epoch  INTEGER NOT NULL,
  seq    INTEGER NOT NULL,
  hash   BLOB    NOT NULL,
  reason TEXT    NOT NULL,
  at     INTEGER NOT NULL,
  PRIMARY KEY (device, epoch, seq)
) STRICT;

-- Which offices share a case; sealed is the case's key for that office, once it came.
CREATE TABLE IF NOT EXISTS scope (
  case_id BLOB NOT NULL,
  office  BLOB NOT NULL,
  sealed  BLOB,
  PRIMARY KEY (case_id, office)
) STRICT;

-- What each office is to see, in order: an event by its position, or with position 0 a case's key.
CREATE TABLE IF NOT EXISTS feed (
  id       INTEGER PRIMARY KEY,
  office   BLOB    NOT NULL,
  case_id  BLOB    NOT NULL,
  position INTEGER NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS feed_by_office ON feed (office, id);

-- Blocks of document numbers, each leased to one epoch of one device for good.
CREATE TABLE IF NOT EXISTS block (
  series TEXT    NOT NULL,
  year   INTEGER NOT NULL,
  first  INTEGER NOT NULL,
  last   INTEGER NOT NULL,
  office BLOB    NOT NULL,
  device BLOB    NOT NULL,
  epoch  INTEGER NOT NULL DEFAULT 1,
  PRIMARY KEY (series, year, first)
) STRICT;

-- Every version of the directory of offices, as the bytes that were signed.
CREATE TABLE IF NOT EXISTS directory (
  version INTEGER PRIMARY KEY,
  body    BLOB NOT NULL,
  sig     BLOB NOT NULL
) STRICT;

-- One-time codes by which a device enrols, as hashes; device is who used it.
CREATE TABLE IF NOT EXISTS code (
  hash    BLOB    PRIMARY KEY,
  office  BLOB    NOT NULL,
  expires INTEGER NOT NULL,
  device  BLOB
) STRICT;

-- Signed rule packs in the order in which they were handed out.
CREATE TABLE IF NOT EXISTS pack (
  n    INTEGER PRIMARY KEY,
  hash BLOB    NOT NULL UNIQUE CHECK (length(hash) = 32),
  body BLOB    NOT NULL,
  sig  BLOB    NOT NULL
) STRICT;
