package sqlite

import (
	"context"
	"flag"
	"os"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

// A store that was made once must stay readable: the tables as they stand in a
// new store are held against a file that changes only by intent.
func TestTheTablesAreThoseThatWereShipped(t *testing.T) {
	w := newWorld(t)
	st := w.open(w.create(windowID))
	w.signIn(st, clerkID)
	rows, err := st.read.QueryContext(context.Background(), "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY type, name")
	must(t, err)
	defer rows.Close()
	var b strings.Builder
	for rows.Next() {
		var text string
		must(t, rows.Scan(&text))
		b.WriteString(text + ";\n")
		if strings.HasPrefix(text, "CREATE TABLE") && !strings.Contains(text, "_search_") && !strings.Contains(text, "STRICT") {
			t.Errorf("not strict: %s", text)
		}
	}
	must(t, rows.Err())
	const golden = "testdata/schema.sql"
	if *update {
		must(t, os.WriteFile(golden, []byte(b.String()), 0o644))
	}
	want, err := os.ReadFile(golden)
	must(t, err)
	if b.String() != string(want) {
		t.Error("the tables differ from testdata/schema.sql; write a new migration, then run with -update")
	}
}

// TestEverySettingHolds asks each kind of connection what it is set to.
func TestEverySettingHolds(t *testing.T) {
	w := newWorld(t)
	st := w.open(w.create(windowID))
	w.signIn(st, clerkID)
	for query, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "temp_store": "2"} {
		var got, read string
		must(t, st.write.db().QueryRow("PRAGMA "+query).Scan(&got))
		must(t, st.read.db().QueryRow("PRAGMA "+query).Scan(&read))
		if got != want || read != want {
			t.Errorf("%s is %s and %s, want %s", query, got, read, want)
		}
	}
	if _, err := st.read.db().Exec("DELETE FROM event"); err == nil {
		t.Error("a reader could write")
	}
}
