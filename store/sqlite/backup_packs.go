package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"casedesk/cases"
)

// packFolder holds the signed rule packs beside the database, and which of them are
// in use; the store itself never reads it.
const packFolder = "packs"

// packs copies the rule packs: a verdict is shown with the pack it was judged by.
func (w *backupWork) packs(ctx context.Context) error {
	names, err := packNames(os.DirFS(w.s.store.dir))
	if err != nil || len(names) == 0 {
		return err
	}
	if err := w.root.Mkdir(path.Join(w.scratch, packFolder), 0o700); err != nil {
		return err
	}
	w.packSums = map[string]cases.Hash{}
	for _, name := range names {
		if err := ctx.Err(); err != nil {
			return err
		}
		b, err := os.ReadFile(filepath.Join(w.s.store.dir, packFolder, name))
		if errors.Is(err, fs.ErrNotExist) {
			continue // replaced meanwhile
		}
		if err != nil {
			return fault(err)
		}
		to := path.Join(w.scratch, packFolder, name)
		if err := w.put(to, b); err != nil {
			return err
		}
		if w.packSums[name], _, err = fileSum(w.root, to); err != nil {
			return err
		}
	}
	return nil
}

// packNames lists the files of the pack folder; nothing where there is none.
func packNames(store fs.FS) (names []string, err error) {
	all, err := fs.ReadDir(store, packFolder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, e := range all {
		if e.Type().IsRegular() && e.Name()[0] != '.' {
			names = append(names, e.Name())
		}
	}
	return names, fault(err)
}

// unpackPacks puts the packs back, each held against the sum that the backup's seal
// covers; whoever uses one checks its signature besides.
func unpackPacks(root *os.Root, name, into string, m manifest) error {
	if len(m.Packs) == 0 {
		return nil
	}
	if err := os.Mkdir(filepath.Join(into, packFolder), 0o700); err != nil {
		return fault(err)
	}
	for pack, sum := range m.Packs {
		if pack != path.Base(pack) || !filepath.IsLocal(pack) {
			return cases.Fail(cases.Damaged, "store.backup_damaged", "file", manifestName)
		}
		if err := unpackFile(root, path.Join(name, packFolder, pack), filepath.Join(into, packFolder, pack), sum); err != nil {
			return err
		}
	}
	return nil
}
