package pagecipher_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/store/sqlite/pagecipher"

	driver "modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// TestMain lets the test program be the one that is killed.
func TestMain(m *testing.M) {
	if file := os.Getenv("CASEDESK_TEST_SEALED"); file != "" {
		writeForever(file)
	}
	os.Exit(m.Run())
}

// code is SQLite's number of an error, without its finer part.
func code(err error) int {
	var e *driver.Error
	if !errors.As(err, &e) {
		return -1
	}
	return e.Code() & 0xff
}

func fill(t testing.TB, db *sql.DB) {
	run(t, db, tables)
	for n := range 200 {
		run(t, db, "INSERT INTO note VALUES (?, ?, ?)", n, fmt.Sprint(planted, n), strings.Repeat(planted, 50))
		run(t, db, "INSERT INTO word (rowid, body) VALUES (?, ?)", n, "blue planted")
	}
}

// closeBadly leaves a copy of the files as a program that died would.
func closeBadly(t *testing.T, from, to string) {
	t.Helper()
	for _, end := range []string{"", "-wal", "-journal"} {
		if b, err := os.ReadFile(from + end); err == nil {
			must(t, os.WriteFile(to+end, b, 0o600))
		}
	}
}

// SQLite would delete a WAL that a wrong key makes look empty.
func TestAWrongKeyLeavesTheWALWhereItIs(t *testing.T) {
	right, wrong, dir := mount(t, pagecipher.Config{}).Name(), mount(t, pagecipher.Config{Key: key(2)}).Name(), t.TempDir()
	other := mount(t, pagecipher.Config{Kind: pagecipher.SM4}).Name()
	db := open(t, filepath.Join(dir, "a.db"), right, "journal_mode(WAL)", "wal_autocheckpoint(0)")
	fill(t, db)
	file := filepath.Join(dir, "b.db")
	closeBadly(t, filepath.Join(dir, "a.db"), file)
	wal, err := os.ReadFile(file + "-wal")
	must(t, err)
	for _, vfs := range []string{wrong, other} {
		bad := open(t, file, vfs)
		if _, err := bad.Exec("SELECT count(*) FROM note"); code(err) != lib.SQLITE_NOTADB {
			t.Errorf("%q: %v", vfs, err)
		}
		must(t, bad.Close())
		if left, err := os.ReadFile(file + "-wal"); err != nil || !bytes.Equal(left, wal) {
			t.Errorf("%q changed the WAL: %d bytes of %d, %v", vfs, len(left), len(wal), err)
		}
	}
	if got := answer(open(t, file, right), "SELECT count(*) FROM note"); got != "200\n" {
		t.Errorf("with the right key: %s", got)
	}
	plain := filepath.Join(dir, "plain.db")
	fill(t, open(t, plain, ""))
	if _, err := open(t, plain, right).Exec("SELECT count(*) FROM note"); code(err) != lib.SQLITE_NOTADB {
		t.Errorf("a plain database through the VFS: %v", err)
	}
}

// A first page that was torn while the WAL went into the database is mended from
// the WAL; it must not be taken for a wrong key.
func TestATornFirstPageIsMended(t *testing.T) {
	vfs, dir := mount(t, pagecipher.Config{}).Name(), t.TempDir()
	db := open(t, filepath.Join(dir, "a.db"), vfs, "journal_mode(WAL)", "wal_autocheckpoint(0)")
	fill(t, db)
	file := filepath.Join(dir, "b.db")
	closeBadly(t, filepath.Join(dir, "a.db"), file)
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	must(t, err)
	_, err = f.WriteAt(make([]byte, 512), 1024)
	must(t, err)
	must(t, f.Close())
	again := open(t, file, vfs)
	for _, q := range questions[:4] {
		if got, want := answer(again, q), answer(db, q); got != want {
			t.Errorf("%s: %s", q, got)
		}
	}
}

// A file that was cut anywhere opens with what is left or says what is wrong.
func TestACutFileIsAnErrorOrWhatIsLeft(t *testing.T) {
	vfs, dir := mount(t, pagecipher.Config{}).Name(), t.TempDir()
	db := open(t, filepath.Join(dir, "a.db"), vfs, "journal_mode(WAL)", "wal_autocheckpoint(0)")
	fill(t, db)
	for _, end := range []string{"", "-wal"} {
		info, err := os.Stat(filepath.Join(dir, "a.db"+end))
		must(t, err)
		for n := range int64(24) {
			file := filepath.Join(dir, fmt.Sprint("cut", n, end, ".db"))
			closeBadly(t, filepath.Join(dir, "a.db"), file)
			must(t, os.Truncate(file+end, info.Size()*n/24+n*37%512))
			cut := open(t, file, vfs)
			var rows int
			err := cut.QueryRow("SELECT count(*) FROM note").Scan(&rows)
			if known := code(err); err != nil && known != lib.SQLITE_NOTADB && known != lib.SQLITE_CORRUPT && known != lib.SQLITE_ERROR || rows > 200 {
				t.Errorf("cut %d of %q: %d rows, %v", n, end, rows, err)
			}
			must(t, cut.Close())
		}
	}
}

// A transaction that would need a file of plain names beside the databases is
// refused whole.
func TestATransactionOverTwoJournalsIsRefused(t *testing.T) {
	vfs, dir := mount(t, pagecipher.Config{}).Name(), t.TempDir()
	db := open(t, filepath.Join(dir, "a.db"), vfs)
	run(t, db, "CREATE TABLE here (n)")
	run(t, db, "ATTACH '"+filepath.ToSlash(filepath.Join(dir, "b.db"))+"' AS other")
	run(t, db, "CREATE TABLE other.there (n)")
	run(t, db, "BEGIN; INSERT INTO here VALUES (1); INSERT INTO there VALUES (1)")
	if _, err := db.Exec("COMMIT"); code(err) != lib.SQLITE_CANTOPEN {
		t.Errorf("got %v", err)
	}
	db.Exec("ROLLBACK")
	if got := answer(db, "SELECT (SELECT count(*) FROM here) + (SELECT count(*) FROM there)"); got != "0\n" {
		t.Errorf("half of it stayed: %s", got)
	}
}

// Some read while one writes, each on a connection of its own.
func TestReadersSeeWholeTransactions(t *testing.T) {
	vfs, file := mount(t, pagecipher.Config{}).Name(), filepath.Join(t.TempDir(), "a.db")
	write := open(t, file, vfs, "journal_mode(WAL)", "synchronous(0)", "wal_autocheckpoint(20)", "busy_timeout(5000)")
	run(t, write, "CREATE TABLE pair (id INTEGER PRIMARY KEY, n INT, body TEXT); INSERT INTO pair (n) VALUES (0), (0), (0)")
	done := make(chan error, 3)
	for range 3 {
		read := open(t, file, vfs, "query_only(1)", "cache_size(2)", "busy_timeout(5000)")
		go func() {
			for range 300 {
				var least, most int
				if err := read.QueryRow("SELECT min(n), max(n) FROM pair").Scan(&least, &most); err != nil || least != most {
					done <- fmt.Errorf("%d to %d, %v", least, most, err)
					return
				}
			}
			done <- nil
		}()
	}
	for n := range 300 {
		run(t, write, "UPDATE pair SET n = ?, body = ?", n+1, strings.Repeat(planted, n%90))
	}
	for range 3 {
		must(t, <-done)
	}
}

func writeForever(file string) {
	v, err := pagecipher.Mount(pagecipher.Config{Key: key(1)})
	if err != nil {
		panic(err)
	}
	db, err := sql.Open("sqlite", address(file, v.Name(), "journal_mode(WAL)", "synchronous(2)", "wal_autocheckpoint(30)"))
	if err != nil {
		panic(err)
	}
	for {
		r, err := db.Exec("INSERT INTO note (body) VALUES (?)", strings.Repeat(planted, 60))
		if err != nil {
			panic(err)
		}
		n, _ := r.LastInsertId()
		fmt.Println(n)
	}
}

func TestAKilledProgramLosesNothing(t *testing.T) {
	vfs, file := mount(t, pagecipher.Config{}).Name(), filepath.Join(t.TempDir(), "a.db")
	db := open(t, file, vfs, "journal_mode(WAL)")
	run(t, db, tables)
	must(t, db.Close())
	for round := range 5 {
		child := another(file)
		out, err := child.StdoutPipe()
		must(t, err)
		must(t, child.Start())
		lines, last := bufio.NewScanner(out), 0
		for n := 0; lines.Scan(); n++ {
			fmt.Sscan(lines.Text(), &last)
			if n == 20+11*round {
				must(t, child.Process.Kill())
			}
		}
		child.Wait()
		db := open(t, file, vfs)
		if got := answer(db, "SELECT count(*) >= "+fmt.Sprint(last)+", count(*) = max(id) FROM note"); last == 0 || got != "1 1\n" {
			t.Errorf("round %d, %d acknowledged: %s", round, last, got)
		}
		if got := answer(db, "PRAGMA integrity_check"); got != "ok\n" {
			t.Error(got)
		}
		must(t, db.Close())
	}
}

func another(file string) *exec.Cmd {
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "CASEDESK_TEST_SEALED="+file)
	child.Stderr = os.Stderr
	return child
}
