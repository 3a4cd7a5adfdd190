package pagecipher_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/store/sqlite/pagecipher"
)

var proved = map[string]pagecipher.Config{
	"Adiantum": {Proved: true},
	"SM4":      {Proved: true, Kind: pagecipher.SM4},
}

// flip turns one bit of a file around.
func flip(t testing.TB, file string, bit int64) {
	t.Helper()
	f, err := os.OpenFile(file, os.O_RDWR, 0)
	must(t, err)
	defer f.Close()
	var b [1]byte
	_, err = f.ReadAt(b[:], bit/8)
	must(t, err)
	b[0] ^= 1 << (bit % 8)
	_, err = f.WriteAt(b[:], bit/8)
	must(t, err)
}

// asked gives the answers to all questions but those that are about the file.
func asked(t testing.TB, file, vfs string) (all []string) {
	db := open(t, file, vfs)
	defer db.Close()
	for _, q := range questions[:4] {
		all = append(all, answer(db, q))
	}
	return all
}

// Whatever bit of a database turns around, each answer is the right one or an error,
// and the page is named.
func TestNoFlippedBitGivesAWrongAnswer(t *testing.T) {
	for name, c := range proved {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			file := filepath.Join(dir, "a.db")
			db := open(t, file, mount(t, c).Name(), "journal_mode(WAL)")
			fill(t, db)
			for n := range 3 {
				run(t, db, "UPDATE note SET body = ? WHERE id = ?", strings.Repeat(planted, 400), n) // pages beyond pages
			}
			must(t, db.Close())
			whole, err := os.ReadFile(file)
			must(t, err)
			want := asked(t, file, mount(t, c).Name())
			chance, harmless := rand.New(rand.NewPCG(1, 2)), 0
			for n := range 150 {
				bad := filepath.Join(dir, fmt.Sprint("bad", n, ".db"))
				must(t, os.WriteFile(bad, whole, 0o600))
				bit := chance.Int64N(int64(len(whole)) * 8)
				flip(t, bad, bit)
				vfs := mount(t, c)
				got := asked(t, bad, vfs.Name())
				wrong := 0
				for i := range got {
					if got[i] == want[i] {
						continue
					}
					wrong++
					if !strings.Contains(got[i], "disk I/O error") && !strings.Contains(got[i], "not a database") && !strings.Contains(got[i], "error code=8202") {
						t.Errorf("bit %d: %s\nsays %.200s", bit, questions[i], got[i])
					}
				}
				page := bit/8/4096 + 1
				if found := vfs.Bad(); wrong > 0 && page > 1 && (len(found) != 1 || found[0] != (pagecipher.Bad{File: bad, Page: page})) {
					t.Errorf("bit %d of page %d: found %v", bit, page, found)
				}
				if wrong == 0 {
					harmless++
				}
				must(t, os.Remove(bad))
			}
			if harmless > 15 { // pages that hold nothing
				t.Errorf("%d of 150 were not noticed at all", harmless)
			}
		})
	}
}

// The same for what lies in the WAL while the database is in use.
func TestNoFlippedBitInAWALGivesAWrongAnswer(t *testing.T) {
	for name, c := range proved {
		t.Run(name, func(t *testing.T) {
			chance, noticed := rand.New(rand.NewPCG(3, 4)), 0
			for n := range 25 {
				dir := t.TempDir()
				file := filepath.Join(dir, "a.db")
				db := open(t, file, mount(t, c).Name(), "journal_mode(WAL)", "wal_autocheckpoint(0)", "cache_size(1)")
				run(t, db, tables)
				for i := range 30 {
					run(t, db, "INSERT INTO note VALUES (?, ?, ?)", i, fmt.Sprint(planted, i), strings.Repeat(planted, 50))
				}
				want := answer(db, questions[0])
				info, err := os.Stat(file + "-wal")
				must(t, err)
				flip(t, file+"-wal", chance.Int64N(info.Size()*8))
				run(t, db, "PRAGMA shrink_memory")
				switch got := answer(db, questions[0]); {
				case got == want:
				case strings.Contains(got, "disk I/O error"):
					noticed++
				default:
					t.Errorf("%d: %.200s", n, got)
				}
				must(t, db.Close())
			}
			if noticed == 0 {
				t.Error("nothing was noticed in any WAL")
			}
		})
	}
}

// A database of the first form gets proofs by being copied.
func TestACopyGetsProofs(t *testing.T) {
	for name, c := range proved {
		t.Run(name, func(t *testing.T) {
			dir, first := t.TempDir(), c
			first.Proved = false
			from, to := mount(t, first), mount(t, c)
			file, fresh := filepath.Join(dir, "它's.db"), filepath.Join(dir, "fresh 1%.db")
			db := open(t, file, from.Name(), "journal_mode(WAL)")
			fill(t, db)
			must(t, db.Close())
			must(t, to.CopyFrom(from.Name(), file, fresh))
			for i, got := range asked(t, fresh, to.Name()) {
				if want := asked(t, file, from.Name())[i]; got != want {
					t.Errorf("%s: %.100s", questions[i], got)
				}
			}
			if got := asked(t, fresh, from.Name()); !strings.Contains(got[0], "not a database") {
				t.Errorf("a page of one form passes for the other: %.100s", got[0])
			}
			if err := to.CopyFrom(from.Name(), file, fresh); err == nil {
				t.Error("a copy wrote over another")
			}
		})
	}
}
