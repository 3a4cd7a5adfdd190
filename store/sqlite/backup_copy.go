package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"casedesk/cases"
)

// database copies the store's tables as they stand at one moment, without what
// was deleted in them; whoever works meanwhile is not kept waiting. The copy is
// sealed as the store is.
func (w *backupWork) database(ctx context.Context) error {
	total, err := w.s.store.databaseSize(ctx)
	if err != nil {
		return err
	}
	to := filepath.Join(w.to.Dir, w.scratch, dbName)
	stop, stopped := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(stopped)
		w.watch(to, total, stop)
	}()
	err = w.s.store.copyDatabase(ctx, to)
	close(stop)
	<-stopped
	if err != nil {
		return err
	}
	f, err := w.root.OpenFile(path.Join(w.scratch, dbName), os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	w.copied = info.Size()
	w.done.Bytes = info.Size()
	return f.Sync() // SQLite does not
}

// watch tells the progress of a copy by the size of its file.
func (w *backupWork) watch(file string, total int64, stop <-chan struct{}) {
	beat := time.NewTicker(200 * time.Millisecond)
	defer beat.Stop()
	for {
		select {
		case <-stop:
			return
		case <-beat.C:
			if info, err := os.Stat(file); err == nil {
				w.progress(min(info.Size(), total), total)
			}
		}
	}
}

func (s *Store) databaseSize(ctx context.Context) (size int64, err error) {
	err = s.read.QueryRowContext(ctx, "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").Scan(&size)
	return size, fault(err)
}

// copyDatabase writes a copy of the database to a file that is not there yet.
func (s *Store) copyDatabase(ctx context.Context, to string) error {
	db, err := s.another()
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", to)
	return err
}

func (w *backupWork) keyFile(context.Context) error {
	b, err := os.ReadFile(filepath.Join(w.s.store.dir, keyFileName))
	if err != nil {
		return fault(err)
	}
	return w.put(path.Join(w.scratch, keyFileName), b)
}

// put writes a small file to the target and sees it onto the disk.
func (w *backupWork) put(name string, b []byte) error {
	f, err := w.root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	w.done.Bytes += int64(len(b))
	return errors.Join(err, f.Sync(), f.Close())
}

// blobs copies the sealed files that the copied tables name and that the target
// does not have yet.
func (w *backupWork) blobs(ctx context.Context) error {
	db, err := w.openCopy()
	if err != nil {
		return err
	}
	defer db.Close()
	sizes, err := blobSizes(ctx, db)
	if err != nil {
		return err
	}
	total, todo := w.copied, []namedFile{}
	for _, b := range sizes {
		if info, err := w.root.Lstat(blobName(b.hash)); err == nil && info.Mode().IsRegular() && info.Size() == b.size {
			w.files = append(w.files, b.hash)
			continue
		}
		todo, total = append(todo, b), total+b.size
	}
	done := w.copied
	for _, b := range todo {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch err := w.blob(b.hash); {
		case cases.KeyOf(err) == "store.blob_damaged" || cases.KeyOf(err) == "store.blob_missing":
			w.done.Missing = append(w.done.Missing, b.hash)
		case err != nil:
			return err
		default:
			w.files = append(w.files, b.hash)
			w.done.Copied++
			w.done.Bytes += b.size
		}
		done += b.size
		w.progress(done, total)
	}
	w.done.Files = len(w.files)
	sortHashes(w.files)
	return w.put(path.Join(w.scratch, filesName), listOf(w.files))
}

// namedFile is a sealed file by its hash and its size in bytes.
type namedFile struct {
	hash cases.Hash
	size int64
}

func blobSizes(ctx context.Context, db *sql.DB) (all []namedFile, err error) {
	rows, err := db.QueryContext(ctx, "SELECT hash, size FROM blob ORDER BY hash")
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var b namedFile
		var h []byte
		if err := rows.Scan(&h, &b.size); err != nil {
			return nil, fault(err)
		}
		copy(b.hash[:], h)
		all = append(all, b)
	}
	return all, fault(rows.Err())
}

func blobName(h cases.Hash) string {
	name := h.String()
	return path.Join(blobRoom, name[:2], name)
}

// blob copies one sealed file whole or not at all.
func (w *backupWork) blob(h cases.Hash) error {
	from, err := os.Open(w.s.store.blobPath(h))
	if errors.Is(err, fs.ErrNotExist) {
		return cases.Fail(cases.NotFound, "store.blob_missing")
	}
	if err != nil {
		return fault(err)
	}
	defer from.Close()
	if err := w.root.Mkdir(path.Dir(blobName(h)), 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	scratch := path.Join(w.scratch, "file")
	sum, err := w.stream(from, scratch)
	if err == nil && sum != h {
		err = cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	if err != nil {
		return errors.Join(err, w.root.Remove(scratch))
	}
	return w.root.Rename(scratch, blobName(h))
}

func (w *backupWork) stream(from io.Reader, to string) (sum cases.Hash, err error) {
	f, err := w.root.OpenFile(to, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return sum, err
	}
	h := sha256.New()
	_, err = io.Copy(io.MultiWriter(f, h), from)
	return cases.Hash(h.Sum(nil)), errors.Join(err, f.Sync(), f.Close())
}

// fileSum gives the SHA-256 of a file in a root, read to the end.
func fileSum(root *os.Root, name string) (sum cases.Hash, size int64, err error) {
	f, err := root.Open(name)
	if err != nil {
		return sum, 0, err
	}
	defer f.Close()
	var h hash.Hash = sha256.New()
	size, err = io.Copy(h, f)
	return cases.Hash(h.Sum(nil)), size, err
}

// listOf writes hashes one a line, in order.
func listOf(all []cases.Hash) []byte {
	var b strings.Builder
	for _, h := range all {
		b.WriteString(h.String() + "\n")
	}
	return []byte(b.String())
}
