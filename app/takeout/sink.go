package takeout

import (
	"archive/tar"
	"bufio"
	"errors"
	"io"
	"os"
	"path/filepath"
	"time"

	"filippo.io/age"

	"casedesk/cases"
)

// leastPass is how many characters a pass phrase has at least: whoever finds the
// stick tries as often as he likes.
const leastPass = 12

// sink is where files go, one after the other.
type sink interface {
	put(name string, b []byte) error
	// appear gives the whole its name; drop takes away what has none.
	appear() error
	drop()
}

// open begins a target of the sort that a wish asks for.
func open(w Wish) (sink, error) {
	if w.To == "" {
		return nil, cases.Fail(cases.Invalid, "takeout.where")
	}
	if w.Recipient != "" && w.Pass != "" {
		return nil, cases.Fail(cases.Invalid, "takeout.both")
	}
	if err := free(w.To); err != nil {
		return nil, err
	}
	if !w.Sealed() {
		building, err := os.MkdirTemp(filepath.Dir(w.To), ".takeout-*")
		if err != nil {
			return nil, targetError(w, err)
		}
		return &folder{at: w.To, building: building}, nil
	}
	reader, err := recipient(w)
	if err != nil {
		return nil, err
	}
	f, err := os.CreateTemp(filepath.Dir(w.To), ".takeout-*")
	if err != nil {
		return nil, targetError(w, err)
	}
	a := &archive{at: w.To, file: f, buffer: bufio.NewWriterSize(f, 1<<16)}
	if a.seal, err = age.Encrypt(a.buffer, reader); err != nil {
		a.drop()
		return nil, targetError(w, err)
	}
	a.tar = tar.NewWriter(a.seal)
	return a, nil
}

func targetError(w Wish, err error) error {
	return cases.Fail(cases.Exhausted, "takeout.target", "file", filepath.Base(w.To)).Because(err)
}

// recipient gives whom the whole is sealed to (age-encryption.org/v1).
func recipient(w Wish) (age.Recipient, error) {
	if w.Recipient != "" {
		r, err := age.ParseX25519Recipient(w.Recipient)
		if err != nil {
			return nil, cases.Fail(cases.Invalid, "takeout.recipient").Because(err)
		}
		return r, nil
	}
	if len([]rune(w.Pass)) < leastPass {
		return nil, cases.Fail(cases.Invalid, "takeout.pass", "n", "12")
	}
	r, err := age.NewScryptRecipient(w.Pass)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "takeout.pass", "n", "12").Because(err)
	}
	return r, nil
}

// folder is plain files in a folder.
type folder struct{ at, building string }

func (f *folder) put(name string, b []byte) error {
	path := filepath.Join(f.building, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	out, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = out.Write(b)
	return errors.Join(err, out.Sync(), out.Close())
}

func (f *folder) appear() error {
	if err := free(f.at); err != nil {
		return err
	}
	return os.Rename(f.building, f.at)
}

func (f *folder) drop() { os.RemoveAll(f.building) }

// archive is one sealed file: a tar of the same files, encrypted as it is written,
// so that nothing of it touches the disk in clear.
type archive struct {
	at     string
	file   *os.File
	buffer *bufio.Writer
	seal   io.WriteCloser
	tar    *tar.Writer
}

func (a *archive) put(name string, b []byte) error {
	head := &tar.Header{Name: name, Mode: 0o600, Size: int64(len(b)), ModTime: time.Unix(0, 0), Format: tar.FormatPAX}
	if err := a.tar.WriteHeader(head); err != nil {
		return err
	}
	_, err := a.tar.Write(b)
	return err
}

func (a *archive) appear() error {
	if err := errors.Join(a.tar.Close(), a.seal.Close(), a.buffer.Flush(), a.file.Sync(), a.file.Close()); err != nil {
		return err
	}
	if err := free(a.at); err != nil {
		return err
	}
	return os.Rename(a.file.Name(), a.at)
}

func (a *archive) drop() {
	a.file.Close()
	os.Remove(a.file.Name())
}
