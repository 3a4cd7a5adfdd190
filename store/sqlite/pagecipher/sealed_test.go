package pagecipher_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"casedesk/store/sqlite/pagecipher"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

const planted = "示例当事人赵钱孙李"

// forms are the ways in which a name may stand in a file.
func forms(name string) map[string][]byte {
	wide := []byte{}
	for _, u := range utf16.Encode([]rune(name)) {
		wide = append(wide, byte(u), byte(u>>8))
	}
	return map[string][]byte{"UTF-8": []byte(name), "UTF-16": wide, "a part": []byte(string([]rune(name)[3:6]))}
}

// found names the files below dir that hold the planted name in any form.
func found(t *testing.T, dir string) (hits []string, files int) {
	t.Helper()
	must(t, filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path)
		files++
		for form, bytesOf := range forms(planted) {
			if bytes.Contains(b, bytesOf) {
				hits = append(hits, filepath.Base(path)+" holds "+form)
			}
		}
		return err
	}))
	return hits, files
}

// plant writes the name into table, index, full-text index, WAL and journal.
func plant(t *testing.T, file, vfs, mode string) {
	t.Helper()
	db := open(t, file, vfs, "journal_mode("+mode+")", "wal_autocheckpoint(20)", "temp_store(1)", "cache_size(8)")
	run(t, db, tables)
	for i := range 60 {
		body := strings.Repeat(planted, 1+i*7)
		run(t, db, "INSERT INTO note VALUES (?, ?, ?)", i, planted+string(rune('a'+i)), body)
		run(t, db, "INSERT INTO word (rowid, body) VALUES (?, ?)", i, body)
	}
	run(t, db, "BEGIN; UPDATE note SET body = body || title; SAVEPOINT a; DELETE FROM note WHERE id > 30; ROLLBACK TO a; COMMIT")
	run(t, db, "CREATE TABLE sorted AS SELECT title, body FROM note ORDER BY body")
}

func TestNothingOnTheDiskCanBeRead(t *testing.T) {
	for name, kind := range map[string]pagecipher.Kind{"Adiantum": pagecipher.Adiantum, "SM4": pagecipher.SM4} {
		for _, mode := range []string{"WAL", "PERSIST"} {
			t.Run(name+" "+mode, func(t *testing.T) {
				dir := t.TempDir()
				t.Setenv("SQLITE_TMPDIR", dir)
				vfs := mount(t, pagecipher.Config{Kind: kind})
				plant(t, filepath.Join(dir, "store.db"), vfs.Name(), mode)
				if hits, files := found(t, dir); len(hits) > 0 || files < 2 {
					t.Errorf("of %d files: %v", files, hits)
				}
			})
		}
	}
}

// The search above finds the name where nothing is sealed, or it would prove nothing.
func TestThePlantedNameIsFoundInAPlainDatabase(t *testing.T) {
	dir := t.TempDir()
	plant(t, filepath.Join(dir, "store.db"), "", "WAL")
	if hits, _ := found(t, dir); len(hits) < 2 {
		t.Errorf("found only %v", hits)
	}
}

func TestAWrongKeyOpensNothingAndHarmsNothing(t *testing.T) {
	file := filepath.Join(t.TempDir(), "store.db")
	right := mount(t, pagecipher.Config{})
	db := open(t, file, right.Name(), "journal_mode(WAL)")
	run(t, db, "CREATE TABLE a (b); INSERT INTO a VALUES (1)")
	must(t, db.Close())
	for name, c := range map[string]pagecipher.Config{"another key": {Key: key(2)}, "another cipher": {Kind: pagecipher.SM4}} {
		wrong := mount(t, c)
		other := open(t, file, wrong.Name(), "journal_mode(WAL)")
		err := other.QueryRow("SELECT count(*) FROM sqlite_schema").Err()
		var lite *driver.Error
		if !errors.As(err, &lite) || lite.Code()&0xff != lib.SQLITE_NOTADB {
			t.Errorf("%s: %v", name, err)
		}
		must(t, other.Close())
	}
	var n int
	must(t, open(t, file, right.Name()).QueryRow("SELECT b FROM a").Scan(&n))
}

// A plain database is refused by a sealed VFS and the other way round.
func TestAPlainDatabaseIsNotTakenForASealedOne(t *testing.T) {
	file := filepath.Join(t.TempDir(), "plain.db")
	run(t, open(t, file, ""), "CREATE TABLE a (b)")
	if err := open(t, file, mount(t, pagecipher.Config{}).Name()).Ping(); err == nil {
		t.Error("a plain database opened as a sealed one")
	}
}

func TestACopyMadeBySQLiteIsSealedToo(t *testing.T) {
	dir := t.TempDir()
	vfs := mount(t, pagecipher.Config{})
	db := open(t, filepath.Join(dir, "store.db"), vfs.Name(), "journal_mode(WAL)")
	run(t, db, tables)
	run(t, db, "INSERT INTO note VALUES (1, ?, '')", planted)
	run(t, db, "VACUUM INTO ?", filepath.Join(dir, "copy.db"))
	run(t, db, "ATTACH ? AS other", filepath.Join(dir, "other.db"))
	run(t, db, "CREATE TABLE other.note AS SELECT * FROM main.note")
	if hits, files := found(t, dir); len(hits) > 0 || files < 4 {
		t.Errorf("of %d files: %v", files, hits)
	}
	var title string
	must(t, open(t, filepath.Join(dir, "copy.db"), vfs.Name()).QueryRow("SELECT title FROM note").Scan(&title))
	if title != planted {
		t.Errorf("the copy says %q", title)
	}
}

// What a desk that is killed has acknowledged is there after it, and the WAL that
// it left is read with the key.
func TestWhatIsLeftInTheWALIsThere(t *testing.T) {
	dir := t.TempDir()
	file, left := filepath.Join(dir, "store.db"), filepath.Join(dir, "left.db")
	vfs := mount(t, pagecipher.Config{})
	db := open(t, file, vfs.Name(), "journal_mode(WAL)", "wal_autocheckpoint(0)")
	run(t, db, "CREATE TABLE a (b)")
	for i := range 300 {
		run(t, db, "INSERT INTO a VALUES (?)", strings.Repeat(string(rune('a'+i%26)), i*9))
	}
	for _, end := range []string{"", "-wal"} { // as the disk is when the power goes
		b, err := os.ReadFile(file + end)
		must(t, err)
		must(t, os.WriteFile(left+end, b, 0o600))
	}
	var n int
	again := open(t, left, vfs.Name(), "journal_mode(WAL)")
	must(t, again.QueryRow("SELECT count(*) FROM a").Scan(&n))
	if n != 300 || answer(again, "PRAGMA integrity_check") != "ok\n" {
		t.Errorf("%d rows of 300", n)
	}
}

func TestAVFSInUseIsNotTakenAway(t *testing.T) {
	vfs, err := pagecipher.Mount(pagecipher.Config{Key: key(9)})
	must(t, err)
	db := open(t, filepath.Join(t.TempDir(), "store.db"), vfs.Name())
	run(t, db, "CREATE TABLE a (b)")
	if err := vfs.Close(); !errors.Is(err, pagecipher.ErrInUse) {
		t.Errorf("closed under an open database: %v", err)
	}
	must(t, db.Close())
	must(t, vfs.Close())
	must(t, vfs.Close())
	if err := open(t, filepath.Join(t.TempDir(), "store.db"), vfs.Name()).Ping(); err == nil {
		t.Error("a VFS that is gone still opens files")
	}
}

func TestWhatCannotBeMountedIsRefused(t *testing.T) {
	for name, c := range map[string]pagecipher.Config{
		"short key": {Key: make([]byte, 32)}, "unknown cipher": {Key: key(1), Kind: 7}, "unknown VFS": {Key: key(1), Over: "nothing"},
	} {
		if v, err := pagecipher.Mount(c); err == nil {
			must(t, v.Close())
			t.Errorf("%s was mounted", name)
		}
	}
}

// The driver works with one version of its C library only; a newer one that some
// other module asks for would break it.
func TestTheDriversLibraryIsTheOneItAsksFor(t *testing.T) {
	if _, err := exec.LookPath("go"); err != nil {
		return // no go command to ask
	}
	ask := func(args ...string) string {
		out, err := exec.Command("go", append([]string{"list", "-m", "-f"}, args...)...).Output()
		must(t, err)
		return strings.TrimSpace(string(out))
	}
	mod, err := os.ReadFile(ask("{{.GoMod}}", "modernc.org/sqlite"))
	must(t, err)
	if have := ask("{{.Path}} {{.Version}}", "modernc.org/libc"); !strings.Contains(string(mod), have) {
		t.Errorf("the build has %s, which the driver's go.mod does not name", have)
	}
}
