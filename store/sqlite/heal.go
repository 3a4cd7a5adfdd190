package sqlite

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"casedesk/cases"
	"casedesk/store/sqlite/pagecipher"
)

// Harm is what the last check found damaged, and what could not be read since somebody
// signed in.
type Harm struct {
	Pages  int          // of the database that cannot be read, or parts that hold some
	Events int          // that are not what was signed
	Lists  bool         // a line says something else than the log
	Files  []cases.Hash // sealed files
}

// None tells that nothing is known to be damaged.
func (h Harm) None() bool { return h.Pages == 0 && h.Events == 0 && !h.Lists && len(h.Files) == 0 }

// Harm tells what is known to be damaged; it looks at nothing anew.
func (s *Session) Harm(ctx context.Context) (h Harm, err error) {
	if _, err := s.keys(); err != nil {
		return h, err
	}
	if on, ok := s.store.disk.(*pagecipher.VFS); ok {
		h.Pages = len(on.Bad())
	}
	f, err := s.roundFact(ctx)
	if isRot(err) {
		return h, nil // the page with the findings is one of them
	}
	if err != nil {
		return h, err
	}
	for _, e := range f.Trouble {
		h.add(e)
	}
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	for name := range s.store.spoilt {
		if !slices.Contains(h.Files, name) {
			h.Files = append(h.Files, name)
		}
	}
	return h, nil
}

func (h *Harm) add(e *cases.Error) {
	switch {
	case strings.HasPrefix(e.Key, "store.rot_"):
		h.Pages++
	case e.Key == "store.projection":
		h.Lists = true
	case e.Key == "store.event_name" || strings.HasPrefix(e.Key, "event.") && e.Kind == cases.Damaged:
		h.Events++
	case isOfFile(e):
		var name cases.Hash
		if len(e.Args) > 0 && name.UnmarshalText([]byte(e.Args[0].Value)) == nil {
			h.Files = append(h.Files, name)
		}
	}
}

func isOfFile(e *cases.Error) bool {
	return e.Key == "store.blob_damaged" || e.Key == "store.blob_missing"
}

// aboutFile says of which file an error is.
func aboutFile(h cases.Hash, err error) error {
	var e *cases.Error
	if !errors.As(err, &e) || !isOfFile(e) {
		return err
	}
	return cases.Fail(e.Kind, e.Key, "file", h.String())
}

// noteSpoilt remembers a file that is not what was recorded.
func (s *Store) noteSpoilt(h cases.Hash) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.spoilt == nil {
		s.spoilt = map[cases.Hash]bool{}
	}
	s.spoilt[h] = true
}

// Heal mends what is known to be damaged, from a backup ("" for none) and so that the
// next sync brings the rest from the central library. Without a backup it leaves the
// store as it is where something would be lost for good: a backup may turn up, and a
// person decides (Mend). It gives nil where there was nothing to do or nothing it may do.
func (s *Session) Heal(ctx context.Context, backup string) (*Mended, error) {
	h, err := s.Harm(ctx)
	if err != nil || h.None() {
		return nil, err
	}
	if h.Pages == 0 && h.Events == 0 {
		return s.healFiles(ctx, h, backup)
	}
	tried := fmt.Sprint(h)
	s.store.mu.Lock()
	again := s.store.unhealed == tried
	s.store.mu.Unlock()
	if again && backup == "" {
		return nil, nil
	}
	m, done, err := s.mend(ctx, backup, backup == "")
	if err != nil {
		return nil, err
	}
	s.store.mu.Lock()
	defer s.store.mu.Unlock()
	if !done {
		s.store.unhealed = tried
		return nil, nil
	}
	s.store.spoilt, s.store.unhealed = nil, ""
	return &m, nil
}

// healFiles takes damaged files from the backup, or lets the library send them again;
// one that neither has is left and named. Lists are made anew.
func (s *Session) healFiles(ctx context.Context, h Harm, backup string) (*Mended, error) {
	if h.Lists {
		if err := s.Rebuild(ctx); err != nil {
			return nil, err
		}
	}
	var from *os.Root
	if backup != "" && len(h.Files) > 0 {
		root, _, err := openBackup(backup)
		if err != nil {
			return nil, err
		}
		defer root.Close()
		from = root
	}
	out := Mended{}
	for _, name := range h.Files {
		if err := s.healFile(ctx, name, from, &out); err != nil {
			return nil, err
		}
	}
	if !h.Lists && out.Files == 0 && !out.Pull {
		return nil, nil
	}
	return &out, s.forget(ctx, out.Lost)
}

func (s *Session) healFile(ctx context.Context, name cases.Hash, from *os.Root, out *Mended) error {
	var sent bool
	var there int
	err := s.store.read.QueryRowContext(ctx, "SELECT count(*), coalesce(max(sent), 0) FROM blob WHERE hash = ?", name[:]).Scan(&there, &sent)
	if err != nil {
		return fault(err)
	}
	if there == 0 || s.store.soundBlob(name) == nil {
		return nil // put right meanwhile
	}
	back, err := s.store.blobFrom(from, name)
	switch {
	case err != nil:
		return err
	case back:
		out.Files++
		return nil
	case !sent:
		out.Lost = append(out.Lost, cases.Fail(cases.Damaged, "store.mend_file", "file", name.String()[:12]))
		return nil
	}
	if _, err := s.store.write.ExecContext(ctx, "DELETE FROM blob WHERE hash = ?", name[:]); err != nil {
		return fault(err)
	}
	out.Pull = true
	if err := os.Remove(s.store.blobPath(name)); err != nil && !os.IsNotExist(err) {
		return fault(err)
	}
	return nil
}

// blobFrom takes a file from a backup, where that has it whole.
func (s *Store) blobFrom(from *os.Root, h cases.Hash) (bool, error) {
	if from == nil {
		return false, nil
	}
	f, err := from.Open(blobName(h))
	if err != nil {
		return false, nil // made before the file came
	}
	b, err := io.ReadAll(f)
	if err = errors.Join(err, f.Close()); err != nil || cases.Hash(sha256.Sum256(b)) != h {
		return false, nil
	}
	return true, writeFile(filepath.Join(s.dir, blobFolder), s.blobPath(h), b)
}

// forget takes what was put right out of the last check's findings.
func (s *Session) forget(ctx context.Context, lost []*cases.Error) error {
	s.store.mu.Lock()
	s.store.spoilt = nil
	s.store.mu.Unlock()
	f, err := s.roundFact(ctx)
	if err != nil || f.Began == 0 {
		return err
	}
	f.Trouble = slices.DeleteFunc(f.Trouble, func(e *cases.Error) bool { return isOfFile(e) || e.Key == "store.projection" })
	return s.keepRound(ctx, f)
}
