package pagecipher_test

import (
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"casedesk/store/sqlite/pagecipher"

	_ "modernc.org/sqlite"
	"pgregory.net/rapid"
)

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func key(first byte) []byte {
	k := make([]byte, pagecipher.KeySize)
	k[0] = first
	return k
}

func mount(t testing.TB, c pagecipher.Config) *pagecipher.VFS {
	t.Helper()
	if c.Key == nil {
		c.Key = key(1)
	}
	v, err := pagecipher.Mount(c)
	must(t, err)
	t.Cleanup(func() { must(t, v.Close()) })
	return v
}

// address is a DSN; vfs may be "".
func address(file, vfs string, pragmas ...string) string {
	file = filepath.ToSlash(file)
	if !strings.HasPrefix(file, "/") {
		file = "/" + file
	}
	q := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	if vfs != "" {
		q.Set("vfs", vfs)
	}
	return (&url.URL{Scheme: "file", Path: file, RawQuery: q.Encode()}).String()
}

func open(t testing.TB, file, vfs string, pragmas ...string) *sql.DB {
	t.Helper()
	db, err := sql.Open("sqlite", address(file, vfs, pragmas...))
	must(t, err)
	db.SetMaxOpenConns(1)
	t.Cleanup(func() { db.Close() })
	return db
}

func run(t testing.TB, db *sql.DB, statement string, args ...any) {
	t.Helper()
	if _, err := db.Exec(statement, args...); err != nil {
		t.Fatalf("%s: %v", statement, err)
	}
}

// answer is what a query says, in words.
func answer(db *sql.DB, query string) string {
	rows, err := db.Query(query)
	if err != nil {
		return err.Error()
	}
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		columns, _ := rows.Columns()
		row, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return err.Error()
		}
		fmt.Fprintln(&b, row...)
	}
	if err := rows.Err(); err != nil {
		return err.Error()
	}
	return b.String()
}

const tables = `CREATE TABLE note (id INTEGER PRIMARY KEY, title TEXT UNIQUE, body BLOB);
	CREATE INDEX by_body ON note (substr(body, 1, 9));
	CREATE VIRTUAL TABLE word USING fts5(body, content='', contentless_delete=1)`

// everything a database holds, and what SQLite itself thinks of it.
var questions = []string{
	"SELECT id, title, length(body), hex(substr(body, 1, 40)) FROM note ORDER BY id",
	"SELECT title FROM note ORDER BY title DESC",
	"SELECT rowid FROM word WHERE word MATCH 'blue' ORDER BY rowid",
	"PRAGMA integrity_check", "PRAGMA page_count", "PRAGMA freelist_count", "PRAGMA journal_mode",
}

// twins are a plain database and a sealed one that are told the same.
type twins struct {
	t             *rapid.T
	vfs           string
	files         [2]string
	plain, sealed *sql.DB
	pragmas       []string
	proved        bool
}

func (w *twins) open() {
	for i, db := range []**sql.DB{&w.plain, &w.sealed} {
		var err error
		*db, err = sql.Open("sqlite", address(w.files[i], []string{"", w.vfs}[i], w.pragmas...))
		if err != nil {
			w.t.Fatal(err)
		}
		(*db).SetMaxOpenConns(1)
	}
}

func (w *twins) close() { w.plain.Close(); w.sealed.Close() }

func (w *twins) tell(statement string, args ...any) {
	_, plain := w.plain.Exec(statement, args...)
	_, sealed := w.sealed.Exec(statement, args...)
	if fmt.Sprint(plain) != fmt.Sprint(sealed) {
		w.t.Fatalf("%s: plain says %v, sealed says %v", statement, plain, sealed)
	}
}

func (w *twins) compare() {
	for _, q := range questions {
		if strings.HasSuffix(q, "_count") && w.proved {
			continue // its pages hold less
		}
		if plain, sealed := answer(w.plain, q), answer(w.sealed, q); plain != sealed {
			w.t.Fatalf("%s\nplain says\n%ssealed says\n%s", q, plain, sealed)
		}
	}
}

func (w *twins) insert() {
	id := rapid.IntRange(1, 60).Draw(w.t, "id")
	body := fmt.Sprintf("%s %d ", rapid.SampledFrom([]string{"blue", "red"}).Draw(w.t, "word"), id)
	body = strings.Repeat(body, rapid.SampledFrom([]int{1, 30, 900, 9000}).Draw(w.t, "long"))
	w.tell("INSERT OR REPLACE INTO note VALUES (?, ?, ?)", id, fmt.Sprint("title ", id%40), body)
	w.tell("INSERT OR REPLACE INTO word (rowid, body) VALUES (?, ?)", id, body)
}

// Whatever is done to a database, sealed or not, it answers the same.
func TestASealedDatabaseAnswersAsAPlainOne(t *testing.T) {
	all := []string{}
	for _, c := range []pagecipher.Config{{}, {Kind: pagecipher.SM4}, proved["Adiantum"], proved["SM4"]} {
		all = append(all, mount(t, c).Name())
	}
	rapid.Check(t, func(t *rapid.T) {
		dir, err := os.MkdirTemp("", "twins")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(dir)
		mode := rapid.SampledFrom([]string{"WAL", "DELETE", "TRUNCATE", "PERSIST"}).Draw(t, "mode")
		w := &twins{t: t, vfs: rapid.SampledFrom(all).Draw(t, "vfs"),
			files:   [2]string{filepath.Join(dir, "plain.db"), filepath.Join(dir, "sealed.db")},
			pragmas: []string{"journal_mode(" + mode + ")", "synchronous(0)", "cache_size(8)", "temp_store(1)"}}
		w.proved = slices.Index(all, w.vfs) > 1
		w.open()
		defer func() { w.close() }()
		w.tell(tables)
		one := func(statement string) func(*rapid.T) { return func(*rapid.T) { w.tell(statement) } }
		t.Repeat(map[string]func(*rapid.T){
			"insert":     func(*rapid.T) { w.insert() },
			"many":       func(*rapid.T) { w.tell("BEGIN"); w.insert(); w.insert(); w.insert(); w.tell("COMMIT") },
			"take back":  func(*rapid.T) { w.tell("BEGIN"); w.insert(); w.insert(); w.tell("ROLLBACK") },
			"in part":    w.inPart,
			"delete":     one("DELETE FROM note WHERE id % 3 = 1"),
			"grow":       one("UPDATE note SET body = body || body WHERE id % 7 = 0 AND length(body) < 40000"),
			"sort":       one("CREATE TABLE IF NOT EXISTS sorted AS SELECT body FROM note ORDER BY body; DROP TABLE sorted"),
			"vacuum":     one("VACUUM"),
			"checkpoint": one("PRAGMA wal_checkpoint(TRUNCATE)"),
			"restart":    one("PRAGMA wal_checkpoint(RESTART)"),
			"wal":        one("PRAGMA journal_mode(WAL)"),
			"journal":    one("PRAGMA journal_mode(DELETE)"),
			"reopen":     func(*rapid.T) { w.close(); w.open(); w.compare() },
		})
		w.compare()
	})
}

func (w *twins) inPart(*rapid.T) {
	w.tell("BEGIN")
	w.insert()
	w.tell("SAVEPOINT a")
	w.insert()
	w.tell("ROLLBACK TO a")
	w.insert()
	w.tell("COMMIT")
}
