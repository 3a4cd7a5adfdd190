package sqlite

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"testing"

	"casedesk/cases"
)

// formerStore unpacks a store that an earlier program made, in clear.
func formerStore(t *testing.T) (dir string) {
	t.Helper()
	z, err := zip.OpenReader("testdata/format1.zip")
	must(t, err)
	defer z.Close()
	dir = filepath.Join(t.TempDir(), "desk")
	for _, f := range z.File {
		to := filepath.Join(dir, filepath.FromSlash(f.Name))
		if f.FileInfo().IsDir() {
			must(t, os.MkdirAll(to, 0o700))
			continue
		}
		must(t, os.MkdirAll(filepath.Dir(to), 0o700))
		r, err := f.Open()
		must(t, err)
		b, err := io.ReadAll(r)
		must(t, errors.Join(err, r.Close()))
		must(t, os.WriteFile(to, b, 0o600))
	}
	return dir
}

// plainWords tells whether any file of a store holds what SQLite or people would write.
func plainWords(t *testing.T, dir string) (hits []string) {
	t.Helper()
	must(t, filepath.Walk(dir, func(path string, info os.FileInfo, err error) error {
		if err != nil || info.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		for _, s := range []string{"SQLite format 3", "CREATE TABLE", "case_row", "示例甲"} {
			if bytes.Contains(b, []byte(s)) {
				hits = append(hits, filepath.Base(path)+": "+s)
			}
		}
		return err
	}))
	return hits
}

// A store of the first format is sealed at the first sign-in, loses nothing, and
// nothing of it lies in clear any more.
func TestAFormerStoreIsSealed(t *testing.T) {
	dir := formerStore(t)
	if len(plainWords(t, dir)) == 0 {
		t.Fatal("the former store holds nothing in clear, so this proves nothing")
	}
	for range 2 { // the second time it is a store as any other
		st, s, err := entered(dir, Options{})
		must(t, err)
		rows, err := s.Rows(context.Background(), cases.Queue{})
		must(t, err)
		report, err := s.Check(context.Background())
		must(t, err)
		if len(rows) == 0 || report.Events == 0 || report.Blobs == 0 || len(report.Trouble) != 0 {
			t.Errorf("%d rows, %+v", len(rows), report)
		}
		if st.Cipher() != CipherAdiantum {
			t.Errorf("cipher %q", st.Cipher())
		}
		must(t, st.Close())
		if hits := plainWords(t, dir); len(hits) > 0 {
			t.Errorf("in clear: %v", hits)
		}
	}
}

// Wherever the program is stopped while it seals a former store, the store opens
// afterwards with all it held.
func TestSealingMayStopAnywhere(t *testing.T) {
	stops := map[string]func(dir string){
		"a copy half made": func(dir string) {
			must(t, os.WriteFile(filepath.Join(dir, sealedName), []byte("half"), 0o600))
		},
		"the copy made, not named": func(dir string) { halfway(t, dir, false, false) },
		"the copy named":           func(dir string) { halfway(t, dir, true, false) },
		"the plain file wiped":     func(dir string) { halfway(t, dir, true, true) },
	}
	for name, stop := range stops {
		t.Run(name, func(t *testing.T) {
			dir := formerStore(t)
			stop(dir)
			st, s, err := entered(dir, Options{})
			must(t, err)
			if report, err := s.Check(context.Background()); err != nil || report.Events == 0 || len(report.Trouble) != 0 {
				t.Errorf("%+v, %v", report, err)
			}
			must(t, st.Close())
			if hits := plainWords(t, dir); len(hits) > 0 {
				t.Errorf("in clear: %v", hits)
			}
		})
	}
}

// halfway goes as far as the sealed copy, as keys.json, or as wiping the plain file.
func halfway(t *testing.T, dir string, named, wiped bool) {
	t.Helper()
	k, err := readKeyFile(dir)
	must(t, err)
	data, _, err := k.Accounts[0].unseal(k.identity(), inHand{Proof: Proof{Pass: pass}})
	must(t, err)
	on, err := mount(CipherAdiantum, true, &data, trial{})
	must(t, err)
	defer on.Close()
	must(t, sealedCopy(context.Background(), filepath.Join(dir, dbName), plain{}, filepath.Join(dir, sealedName), on))
	if named {
		k.Format, k.Cipher = keyFormat, CipherAdiantum
		must(t, k.write(dir))
	}
	if wiped {
		overwrite(filepath.Join(dir, dbName))
		_ = os.Remove(filepath.Join(dir, dbName) + "-wal") // where there still was one
	}
}

// unproved takes a store back to the second format, whose pages carried no proof.
func unproved(t *testing.T, dir string) {
	t.Helper()
	k, err := readKeyFile(dir)
	must(t, err)
	data, _, err := k.Accounts[0].unseal(k.identity(), inHand{Proof: Proof{Pass: pass}})
	must(t, err)
	now, err := mount(k.Cipher, true, &data, trial{})
	must(t, err)
	defer now.Close()
	then, err := mount(k.Cipher, false, &data, trial{})
	must(t, err)
	defer then.Close()
	name := filepath.Join(dir, dbName)
	must(t, then.CopyFrom(now.Name(), name, name+".old"))
	must(t, os.Rename(name+".old", name))
	k.Format = sealedFormat
	must(t, k.write(dir))
}

// A sealed store without proofs gets them at the first sign-in, under its own cipher.
func TestASealedStoreGetsProofs(t *testing.T) {
	for _, cipher := range []string{CipherAdiantum, CipherSM4} {
		t.Run(cipher, func(t *testing.T) {
			ctx, w := context.Background(), newWorld(t)
			setup, dir := w.setup(windowID), filepath.Join(t.TempDir(), "desk")
			setup.Cipher = cipher
			_, err := Create(ctx, dir, setup)
			must(t, err)
			st := w.open(dir)
			s := w.signIn(st, clerkID)
			act(t, s, caseID(1), receivedAct("示例甲公司", "收1"), forwardAct("2026-11-26"))
			want := everything(t, s)
			must(t, st.Close())
			unproved(t, dir)
			st, s, err = entered(dir, Options{Now: w.clock})
			must(t, err)
			defer st.Close()
			if everything(t, s) != want || st.Cipher() != cipher || st.keyFile().Format != keyFormat {
				t.Errorf("it came forward otherwise: %q, format %d", st.Cipher(), st.keyFile().Format)
			}
			if report, err := s.Check(ctx); err != nil || report.Events != 2 || len(report.Trouble) != 0 {
				t.Errorf("%+v, %v", report, err)
			}
		})
	}
}
