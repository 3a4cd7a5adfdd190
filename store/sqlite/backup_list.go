package sqlite

import (
	"bytes"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"casedesk/cases"
)

const (
	manifestName   = "backup.json"
	filesName      = "files.txt"
	manifestFormat = 2 // 2 since there are packs
	backupStamp    = "20060102-150405"
)

// manifest is backup.json: what a backup is and the sums of its parts. The last
// line is the SHA-256 of all before it; Seal proves that the store itself wrote it.
type manifest struct {
	Format int                   `json:"format"`
	Tables int                   `json:"tables"` // version of the database
	Store  cases.ID              `json:"store"`
	Office cases.ID              `json:"office"`
	Device cases.ID              `json:"device"`
	Sample bool                  `json:"sample"`
	At     int64                 `json:"at"`     // milliseconds since 1970
	Tested int64                 `json:"tested"` // milliseconds since 1970
	Epoch  uint32                `json:"epoch"`
	Seq    uint64                `json:"seq"`
	Last   cases.Hash            `json:"last"`
	Events int                   `json:"events"`
	Cases  int                   `json:"cases"`
	Files  int                   `json:"files"`
	Bytes  int64                 `json:"bytes"` // of store.db
	DB     cases.Hash            `json:"db"`
	Keys   cases.Hash            `json:"keys"`
	List   cases.Hash            `json:"list"` // of files.txt
	Packs  map[string]cases.Hash `json:"packs,omitempty"`
	Seal   []byte                `json:"seal"`
}

// backupPlace binds a manifest's seal to what the manifest says.
func (m manifest) place() (string, error) {
	m.Seal = nil
	b, err := json.Marshal(m)
	return "backup " + string(b), err
}

func (m manifest) encode() ([]byte, error) {
	b, err := json.MarshalIndent(m, "", " ")
	if err != nil {
		return nil, err
	}
	b = bytes.TrimSuffix(b, []byte("\n}"))
	return append(b, sumLine(b)...), nil
}

// decodeManifest refuses a file of which any byte was changed, then one that a
// newer program wrote.
func decodeManifest(b []byte) (m manifest, err error) {
	cut := bytes.LastIndex(b, []byte(",\n \"sum\": "))
	if cut < 0 || !bytes.Equal(b[cut:], sumLine(b[:cut])) {
		return m, cases.Fail(cases.Damaged, "store.backup_damaged", "file", manifestName)
	}
	if err := json.Unmarshal(b, &m); err != nil {
		return m, cases.Fail(cases.Damaged, "store.backup_damaged", "file", manifestName).Because(err)
	}
	if m.Format > manifestFormat {
		return m, cases.Fail(cases.TooNew, "store.backup_newer")
	}
	return m, nil
}

func readManifest(root *os.Root, name string) (m manifest, err error) {
	b, err := root.ReadFile(path.Join(name, manifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return m, cases.Fail(cases.NotFound, "store.no_backup", "dir", root.Name())
	}
	if err != nil {
		return m, ofBackup(manifestName, err)
	}
	return decodeManifest(b)
}

// backupNames lists the folders of a target that are named as backups are, the
// oldest first.
func backupNames(root *os.Root) (names []string, err error) {
	all, err := fs.ReadDir(root.FS(), ".")
	for _, e := range all {
		if _, bad := time.Parse(backupStamp, firstPart(e.Name())); e.IsDir() && bad == nil {
			names = append(names, e.Name())
		}
	}
	slices.Sort(names)
	return names, err
}

// firstPart drops the "-2" of a second backup within one second.
func firstPart(name string) string { return name[:min(len(name), len(backupStamp))] }

func fsGlob(root *os.Root, pattern string) ([]string, error) { return fs.Glob(root.FS(), pattern) }

// manifest writes what the backup is, last of all its parts.
func (w *backupWork) manifest(context.Context) error {
	keys, d := w.s.store.keyFile(), w.done
	m := manifest{Format: manifestFormat, Store: keys.Store, Office: keys.Office, Device: keys.Device, Sample: keys.Sample,
		At: d.At.UnixMilli(), Tested: d.Tested.UnixMilli(), Epoch: d.Epoch, Seq: d.Seq, Last: d.Last, Events: d.Events, Cases: d.Cases, Files: d.Files, Packs: w.packSums}
	all, err := steps(migrations)
	if err != nil {
		return err
	}
	m.Tables = len(all)
	for name, into := range map[string]*cases.Hash{dbName: &m.DB, keyFileName: &m.Keys, filesName: &m.List} {
		sum, size, err := fileSum(w.root, path.Join(w.scratch, name))
		if err != nil {
			return err
		}
		*into = sum
		if name == dbName {
			m.Bytes = size
		}
	}
	place, err := m.place()
	if err != nil {
		return err
	}
	if m.Seal, err = w.k.data.seal(w.s.store.random, place, nil); err != nil {
		return err
	}
	b, err := m.encode()
	if err != nil {
		return err
	}
	return w.put(path.Join(w.scratch, manifestName), b)
}

// appear gives the backup its name, and lets go of those that are too many.
func (w *backupWork) appear(ctx context.Context) error {
	stamp := w.done.At.UTC().Format(backupStamp)
	name := stamp
	for n := '2'; n <= '9'; n++ {
		if _, err := w.root.Lstat(name); errors.Is(err, fs.ErrNotExist) {
			break
		}
		name = stamp + "-" + string(n)
	}
	if err := w.root.Rename(w.scratch, name); err != nil {
		return err
	}
	w.done.Dir = filepath.Join(w.to.Dir, name)
	_ = syncDir(w.to.Dir) // some sticks and shares cannot; what was tested stands
	if err := w.prune(); err != nil {
		return err
	}
	return w.s.noteBackup(ctx, w.done)
}

// prune removes the oldest backups beyond those to keep, and the files that no
// backup names any more.
func (w *backupWork) prune() error {
	names, err := backupNames(w.root)
	if err != nil || w.to.Keep <= 0 || len(names) <= w.to.Keep {
		return err
	}
	cut := len(names) - w.to.Keep
	for _, name := range names[:cut] {
		if err := w.root.RemoveAll(name); err != nil {
			return err
		}
	}
	used := map[string]bool{}
	for _, name := range names[cut:] {
		b, err := w.root.ReadFile(path.Join(name, filesName))
		if err != nil {
			return nil // an unreadable list: rather a file too many than one too few
		}
		for line := range strings.Lines(string(b)) {
			used[strings.TrimSpace(line)] = true
		}
	}
	there, err := fsGlob(w.root, blobRoom+"/??/*")
	for _, name := range there {
		if _, bad := hex.DecodeString(path.Base(name)); bad == nil && !used[path.Base(name)] {
			err = errors.Join(err, w.root.Remove(name))
		}
	}
	return err
}

func sortHashes(all []cases.Hash) {
	slices.SortFunc(all, func(a, b cases.Hash) int { return bytes.Compare(a[:], b[:]) })
}
