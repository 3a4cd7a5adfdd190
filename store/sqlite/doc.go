// Package sqlite is the desk's local store: the log of events as the bytes that
// were signed, the tables that screens read, drafts, files, imported records and
// leased numbers, in one folder that one program opens at a time.
//
// A folder holds keys.json (who may open it, readable by anybody), store.db,
// lock, and blobs/ab/abcd… (sealed files). Bodies of events, drafts, imported
// records and secrets are sealed; the lines of the queues are not yet.
package sqlite
