package sqlite

import (
	"bytes"
	"context"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"
)

// secretWords are what a thief would look for: names, numbers, words of a decision,
// what the search goes by, what somebody typed.
var secretWords = []string{"示例某", "示例建罚〔2026〕42号", "示例政服20261123", "440301199001010018", "13800000006", "示例代理人", "缴款凭证", "示例局"}

// written gives the forms in which a word may lie in a file.
func written(word string) (all [][]byte) {
	wide := []byte{}
	for _, u := range utf16.Encode([]rune(word)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	return [][]byte{[]byte(word), wide, []byte(strings.ToLower(word))}
}

// lyingIn looks through every byte of every file below the folders.
func lyingIn(t *testing.T, dirs ...string) (hits []string, files int) {
	t.Helper()
	for _, dir := range dirs {
		must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			files++
			if closedToUs(d) {
				return nil
			}
			b, err := os.ReadFile(path)
			for _, word := range secretWords {
				for _, form := range written(word) {
					if bytes.Contains(b, form) {
						hits = append(hits, filepath.Base(path)+": "+word)
						break
					}
				}
			}
			return err
		}))
	}
	return hits, files
}

// Nothing that a store leaves on the disk can be read: not while somebody works,
// not in what SQLite sorts outside, not in copies, not afterwards.
func TestAThiefReadsNothing(t *testing.T) {
	for _, cipher := range []string{CipherAdiantum, CipherSM4} {
		t.Run(cipher, func(t *testing.T) {
			ctx, w, temp := context.Background(), newWorld(t), t.TempDir()
			t.Setenv("SQLITE_TMPDIR", temp)
			t.Setenv("TMPDIR", temp)
			setup := w.setup(windowID)
			setup.Cipher = cipher
			dir := filepath.Join(t.TempDir(), "desk")
			_, err := Create(ctx, dir, setup)
			must(t, err)
			st := w.open(dir)
			s := w.signIn(st, clerkID)
			fillPrivate(t, s)
			for n := 2; n < 60; n++ {
				act(t, s, caseID(n), receivedAct("示例某", "示例政服20261123-1-0002"))
			}
			_, err = s.Find(ctx, "示例某", 0)
			must(t, err)
			_, err = keepCopy(ctx, st.write.db(), dir, 7)
			must(t, err)
			must(t, s.Rebuild(ctx))
			look := func(when string, least int) {
				if hits, files := lyingIn(t, dir, temp); len(hits) > 0 || files < least {
					t.Errorf("%s, of %d files: %v", when, files, hits)
				}
			}
			look("while somebody works", 6) // keys, lock, ballast, database, WAL, copy …
			must(t, s.Cover())
			look("covered", 5)
			must(t, st.Close())
			look("afterwards", 5)
		})
	}
}

// The search above finds the words where they lie in clear, or it would prove nothing.
func TestAThiefReadsAPlainStore(t *testing.T) {
	w, dir := newWorld(t), t.TempDir()
	s := w.desk(windowID, clerkID)
	fillPrivate(t, s)
	vfs := "unix"
	if runtime.GOOS == "windows" {
		vfs = "win32"
	}
	_, err := s.store.write.db().Exec("ATTACH ? AS clear", address(filepath.Join(dir, "clear.db"), clearly(vfs), "", nil))
	must(t, err)
	_, err = s.store.write.db().Exec("CREATE TABLE clear.case_row AS SELECT * FROM case_row")
	must(t, err)
	if hits, _ := lyingIn(t, dir); len(hits) < 2 {
		t.Errorf("found only %v", hits)
	}
}

// clearly is one of SQLite's own ways to the disk.
type clearly string

func (c clearly) Name() string { return string(c) }
func (clearly) Close() error   { return nil }

// A store that holds no sample opens as any other: the whole of it is sealed.
func TestAStoreOfRealCasesOpens(t *testing.T) {
	w := newWorld(t)
	w.dir.Sample, w.dir.Offices[0].Sample = false, false
	setup := w.setup(windowID)
	setup.Sample = false
	dir := filepath.Join(t.TempDir(), "desk")
	_, err := Create(context.Background(), dir, setup)
	must(t, err)
	st := w.open(dir)
	act(t, w.signIn(st, clerkID), caseID(1), receivedAct("示例甲公司", "收1"))
	if st.Sample() {
		t.Error("it says that it is a sample")
	}
}
