package central

import (
	"crypto/sha256"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sync"

	"casedesk/cases"
)

// Blobs keeps sealed files in a folder, named by the SHA-256 of their bytes. A
// file that is still coming lies apart and becomes one only when its hash is right.
type Blobs struct {
	dir  string
	lock sync.Mutex // one piece is written at a time
}

// OpenBlobs opens or makes the folder.
func OpenBlobs(dir string) (*Blobs, error) {
	if err := os.MkdirAll(filepath.Join(dir, "part"), 0o700); err != nil {
		return nil, cases.Fail(cases.NotFound, "central.open").Because(err)
	}
	return &Blobs{dir: dir}, nil
}

func (b *Blobs) whole(h cases.Hash) string {
	return filepath.Join(b.dir, h.String()[:2], h.String())
}

func (b *Blobs) part(h cases.Hash) string { return filepath.Join(b.dir, "part", h.String()) }

// Size tells how many bytes of a file are here, and whether that is all of it.
func (b *Blobs) Size(h cases.Hash) (at int64, complete bool, err error) {
	for _, path := range []string{b.whole(h), b.part(h)} {
		info, err := os.Stat(path)
		if err == nil {
			return info.Size(), path == b.whole(h), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return 0, false, cases.Fail(cases.Damaged, "central.blob", "blob", h.String()[:12]).Because(err)
		}
	}
	return 0, false, nil
}

// Append writes a piece at its offset. A piece that does not begin where the file
// ends is a Conflict; with the last one, a wrong hash is Damaged and what came is
// thrown away.
func (b *Blobs) Append(h cases.Hash, at, size int64, piece []byte) (next int64, complete bool, err error) {
	b.lock.Lock()
	defer b.lock.Unlock()
	have, done, err := b.Size(h)
	if err != nil || done {
		return have, done, err
	}
	next = at + int64(len(piece))
	if have != at || next > size {
		return have, false, cases.Fail(cases.Conflict, "sync.blob_offset", "blob", h.String()[:12])
	}
	if err := b.write(h, piece); err != nil {
		return have, false, cases.Fail(cases.Exhausted, "central.full").Because(err)
	}
	if next < size {
		return next, false, nil
	}
	return next, true, b.finish(h)
}

// write appends and reaches the disk; a piece that was written in part is taken
// back, so that the offset stays true.
func (b *Blobs) write(h cases.Hash, piece []byte) error {
	f, err := os.OpenFile(b.part(h), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		if _, err = f.Write(piece); err != nil {
			err = errors.Join(err, f.Truncate(info.Size()))
		}
	}
	return errors.Join(err, f.Sync(), f.Close())
}

func (b *Blobs) finish(h cases.Hash) error {
	f, err := os.Open(b.part(h))
	if err != nil {
		return cases.Fail(cases.Damaged, "central.blob", "blob", h.String()[:12]).Because(err)
	}
	sum := sha256.New()
	_, err = io.Copy(sum, f)
	err = errors.Join(err, f.Close())
	if err == nil && cases.Hash(sum.Sum(nil)) != h {
		return errors.Join(cases.Fail(cases.Damaged, "sync.blob_hash", "blob", h.String()[:12]), os.Remove(b.part(h)))
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(b.whole(h)), 0o700)
	}
	if err == nil {
		err = os.Rename(b.part(h), b.whole(h))
	}
	if err != nil {
		return cases.Fail(cases.Exhausted, "central.full").Because(err)
	}
	return nil
}

// Open opens a whole file for reading; NotFound while it is not all here.
func (b *Blobs) Open(h cases.Hash) (*os.File, error) {
	f, err := os.Open(b.whole(h))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cases.Fail(cases.NotFound, "sync.no_blob", "blob", h.String()[:12])
	}
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "central.blob", "blob", h.String()[:12]).Because(err)
	}
	return f, nil
}
