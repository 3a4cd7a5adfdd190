package sqlite

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/sha256"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"casedesk/cases"

	"github.com/tink-crypto/tink-go/v2/streamingaead/subtle"
)

// MaxBlob is the largest file that a case may hold, in bytes, and MaxSealed what it
// takes at most when it is sealed.
const (
	MaxBlob   = 512 << 20
	MaxSealed = MaxBlob + 256<<10
)

// segmented is the last byte of the key of a file that is sealed in segments; files of
// earlier programs were sealed as one piece, and their keys have 32 bytes.
const segmented = 2

const segmentSize = 64 << 10

// blobPlace is bound to every segment.
const blobPlace = "casedesk file 2"

// stream seals in segments of 64 KiB (AES-GCM-HKDF streaming): one that was changed,
// left out, doubled or moved, and an end that is missing, are noticed where they lie.
func stream(key []byte) (*subtle.AESGCMHKDF, error) {
	if len(key) != 33 || key[32] != segmented {
		return nil, cases.Fail(cases.Invalid, "store.blob_key")
	}
	s, err := subtle.NewAESGCMHKDF(key[:32], "SHA256", 32, segmentSize, 0)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "store.blob_key").Because(err)
	}
	return s, nil
}

// PutBlob seals a file under a random key of its own and lays it on the disk, segment
// by segment as it is read. It gives the hash of the sealed bytes, which names it, the
// key, which belongs in the event that names it, and the size in clear. The file is
// safe on the disk before PutBlob returns, so no event ever names a file that is not
// there. Scans are refused with Exhausted
// (store.disk_low) when the disk is nearly full: what is typed still needs room.
func (s *Session) PutBlob(ctx context.Context, r io.Reader) (hash cases.Hash, key []byte, size int64, err error) {
	if _, err := s.keys(); err != nil {
		return hash, nil, 0, err
	}
	key = make([]byte, 33)
	if _, err := io.ReadFull(s.store.random, key[:32]); err != nil {
		return hash, nil, 0, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	key[32] = segmented
	f, err := s.store.newBlob()
	if err != nil {
		return hash, nil, 0, err
	}
	defer f.drop()
	most, larger := s.store.mostOfFile()
	if size, err = f.seal(ctx, key, io.LimitReader(r, most+1)); err == nil && size > most {
		err = larger
	}
	if err != nil {
		return hash, nil, 0, s.store.relieve(fault(err))
	}
	hash = cases.Hash(f.sum.Sum(nil))
	return hash, key, size, s.keepBlob(ctx, hash, f, false)
}

// newFile is a sealed file that has no name yet.
type newFile struct {
	*os.File
	sum  hash.Hash // over what was written
	size int64     // bytes written
}

func (s *Store) newBlob() (*newFile, error) {
	f, err := os.CreateTemp(filepath.Join(s.dir, blobFolder), scratchFiles)
	if err != nil {
		return nil, s.relieve(fault(err))
	}
	return &newFile{File: f, sum: sha256.New()}, nil
}

// Write adds sealed bytes.
func (f *newFile) Write(b []byte) (int, error) {
	n, err := f.File.Write(b)
	f.sum.Write(b[:n])
	f.size += int64(n)
	return n, err
}

// drop takes away what got no name.
func (f *newFile) drop() {
	f.Close()
	_ = os.Remove(f.Name()) // nothing is there any more after the rename
}

// seal reads r to its end.
func (f *newFile) seal(ctx context.Context, key []byte, r io.Reader) (size int64, err error) {
	s, err := stream(key)
	if err != nil {
		return 0, err
	}
	w, err := s.NewEncryptingWriter(f, []byte(blobPlace))
	if err != nil {
		return 0, err
	}
	size, err = io.CopyBuffer(onlyWriter{w}, untilDone{ctx, r}, make([]byte, segmentSize))
	if err != nil {
		return size, err
	}
	return size, w.Close()
}

// onlyWriter hides what else a writer can, so that the buffer is the one given.
type onlyWriter struct{ io.Writer }

// untilDone stops reading when nobody waits for it any more.
type untilDone struct {
	ctx context.Context
	r   io.Reader
}

func (u untilDone) Read(b []byte) (int, error) {
	if err := u.ctx.Err(); err != nil {
		return 0, err
	}
	return u.r.Read(b)
}

// blobPath spreads files over folders by the first byte of their hash.
func (s *Store) blobPath(hash cases.Hash) string {
	name := hash.String()
	return filepath.Join(s.dir, blobFolder, name[:2], name)
}

// keepBlob gives the file its name first and names it in a row afterwards.
func (s *Session) keepBlob(ctx context.Context, hash cases.Hash, f *newFile, sent bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	path := s.store.blobPath(hash)
	folder := filepath.Dir(path)
	if err := os.Mkdir(folder, 0o700); err == nil {
		if err := syncDir(filepath.Dir(folder)); err != nil {
			return fault(err)
		}
	} else if !errors.Is(err, fs.ErrExist) {
		return s.store.relieve(fault(err))
	}
	err := errors.Join(f.Sync(), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err == nil {
		err = syncDir(folder)
	}
	if err != nil {
		return s.store.relieve(fault(err))
	}
	_, err = s.store.write.ExecContext(ctx, "INSERT INTO blob (hash, size, sent) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", hash[:], f.size, sent)
	return fault(err)
}

// Blob gives a file in clear, whole in memory: letters, and what must be. It fails
// with NotFound while the file has not come, and with Damaged when its bytes are not
// those that were named.
func (s *Session) Blob(ctx context.Context, hash cases.Hash, key []byte) ([]byte, error) {
	r, err := s.ReadBlob(ctx, hash, key)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r)
}

// ReadBlob gives a file in clear as it is read, a segment at a time. Its errors are
// those of Blob; Damaged may come in the middle: what was read before it is genuine,
// but not all.
func (s *Session) ReadBlob(ctx context.Context, hash cases.Hash, key []byte) (io.ReadCloser, error) {
	if _, err := s.caseKeys(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(key) == 32 {
		plain, err := s.store.onePiece(hash, key)
		return io.NopCloser(bytes.NewReader(plain)), err
	}
	in, err := stream(key)
	if err != nil {
		return nil, err
	}
	f, err := s.store.openBlob(hash)
	if err != nil {
		return nil, err
	}
	out := &segments{ctx: ctx, file: f, spoilt: func() { s.store.noteSpoilt(hash) }}
	if out.opened, err = in.NewDecryptingReader(onDisk{out}, []byte(blobPlace)); err != nil {
		if err == io.EOF { // not even its head is there
			err = io.ErrUnexpectedEOF
		}
		return nil, errors.Join(out.said(err), f.Close())
	}
	return out, nil
}

// segments reads opened segments of a file.
type segments struct {
	ctx    context.Context
	file   *os.File
	opened io.Reader
	spoilt func() // tells that the file is damaged
	disk   error  // what the disk said, which is no damage of what lies there
}

// Read tells damage in the store's words.
func (s *segments) Read(b []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := s.opened.Read(b)
	return n, s.said(err)
}

// Close closes the file.
func (s *segments) Close() error { return s.file.Close() }

func (s *segments) said(err error) error {
	switch {
	case err == nil || err == io.EOF:
		return err
	case s.disk != nil:
		return fault(s.disk)
	}
	s.spoilt()
	return cases.Fail(cases.Damaged, "store.blob_damaged").Because(err)
}

// onDisk reads the sealed bytes.
type onDisk struct{ s *segments }

func (o onDisk) Read(b []byte) (int, error) {
	n, err := o.s.file.Read(b)
	if err != nil && err != io.EOF {
		o.s.disk = err
	}
	return n, err
}

// onePiece opens a file of an earlier program.
func (s *Store) onePiece(hash cases.Hash, key []byte) ([]byte, error) {
	sealed, err := s.readBlob(hash)
	if err != nil {
		return nil, err
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "store.blob_key").Because(err)
	}
	aead, err := cipher.NewGCM(block)
	if err != nil {
		return nil, err
	}
	n := aead.NonceSize()
	if len(sealed) < n {
		return nil, cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	plain, err := aead.Open(nil, sealed[:n], sealed[n:], nil)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return plain, nil
}

// BlobSealed gives the sealed bytes of a file; they need no key.
func (s *Session) BlobSealed(ctx context.Context, hash cases.Hash) ([]byte, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return s.store.readBlob(hash)
}

// OpenBlob opens the sealed bytes of a file, checked, for sending in parts.
func (s *Session) OpenBlob(ctx context.Context, hash cases.Hash) (io.ReadSeekCloser, error) {
	if _, err := s.keys(); err != nil {
		return nil, err
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if err := s.store.soundBlob(hash); err != nil {
		return nil, err
	}
	return s.store.openBlob(hash)
}

func (s *Store) openBlob(hash cases.Hash) (*os.File, error) {
	f, err := os.Open(s.blobPath(hash))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, cases.Fail(cases.NotFound, "store.blob_missing")
	}
	return f, fault(err)
}

// soundBlob reads a file to its end and holds it against its name.
func (s *Store) soundBlob(hash cases.Hash) error {
	f, err := s.openBlob(hash)
	if err != nil {
		return err
	}
	defer f.Close()
	sum := sha256.New()
	if _, err := io.Copy(sum, f); err != nil {
		return fault(err)
	}
	if cases.Hash(sum.Sum(nil)) != hash {
		s.noteSpoilt(hash)
		return cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return nil
}

func (s *Store) readBlob(hash cases.Hash) ([]byte, error) {
	f, err := s.openBlob(hash)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	sealed, err := io.ReadAll(io.LimitReader(f, MaxSealed+1))
	if err != nil {
		return nil, fault(err)
	}
	if sha256.Sum256(sealed) != hash {
		s.noteSpoilt(hash)
		return nil, cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	return sealed, nil
}
