// Package pagecipher keeps a SQLite database unreadable on the disk. It puts a
// VFS (SQLite's word for the layer that touches files) between SQLite and the
// driver's own one, which seals whatever is written and opens whatever is read:
// the database, its -wal, its -journal, and temporary files.
//
//	key := [pagecipher.KeySize]byte{…}  // random; it lies in the key slots
//	disk, err := pagecipher.Mount(pagecipher.Config{Key: key[:]})
//	db, err := sql.Open("sqlite", "file:/…/store.db?vfs="+disk.Name()+"&_pragma=…")
//	…
//	db.Close()                          // every handle: pools, backups, statements
//	disk.Close()                        // wipes the key; ErrInUse while a file is open
//
// # What a caller must know
//
//   - Pages have 4096 bytes, which is SQLite's own choice; a database with
//     another page size is refused with an I/O error at its first write.
//   - A wrong key, and a file that is no sealed database, is SQLITE_NOTADB when
//     it is opened. It must not come later: SQLite takes a WAL that it cannot
//     read for an empty one and deletes it, with what was acknowledged in it.
//   - What stands outside SQLite sees sealed bytes: the header of the file says
//     nothing, and its size is a multiple of 4096 unless it was cut.
//   - Another connection to the same or a new file needs the VFS by name as well:
//     a backup goes to "file:…?vfs="+Name(). ATTACH and VACUUM INTO on a sealed
//     connection seal by themselves. Serialize gives the plain bytes.
//   - A -shm file is not sealed; it holds page numbers and sums, no content.
//   - A transaction over several attached databases that are not in WAL mode is
//     refused, for the file that would join them (the super-journal) is.
//   - There is no memory mapping; PRAGMA mmap_size does nothing.
//
// # How it seals
//
// A unit is sealed as one: the database's pages of 4096 bytes, in other files
// sectors of 512. Its number on the disk is the tweak. Each kind of file has its
// own key, derived with HKDF-SHA256 from the data key; a temporary file has a
// random one, which is never written anywhere. The cipher changes every byte of
// the unit when one bit changes (Adiantum) or every block of 16 bytes (SM4-XTS);
// either shows that a page is as it was before.
//
// Neither shows by itself that one was changed. With Config.Proved each page of the
// database and of the WAL ends in 16 bytes that prove it, for which SQLite leaves room:
// under Adiantum zeros, which come out as zeros only if no bit of the whole page was
// changed; under SM4 a GMAC of the rest. A page that does not hold is an error to
// whoever reads it (SQLITE_IOERR_DATA), whatever it is part of: a row, an index, a
// list of free pages; VFS.Bad names it. What is not noticed is a page that is as it
// once was, because a write never came to the disk: neither would a hash of its rows.
// A database of the form without proofs is brought forward by VFS.CopyFrom.
//
// In a WAL the header and each frame's head get a sector of their own and each
// frame's page the eight sectors after it. SQLite's own packing would let two
// frames share a sector, and sealing the second would write the first one anew,
// under a reader's eyes, and at the risk of losing it should the power fail:
// yet it was acknowledged. A whole WAL is an eighth larger for it.
package pagecipher
