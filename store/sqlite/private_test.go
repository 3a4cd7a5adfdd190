package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/cases"
)

// Made-up values, one for each place where an identity or telephone number may
// be written; none may stand anywhere in clear.
var planted = []string{
	"440301199001010018", "13800000001", // the party
	"44030119850505001X", "13800000002", // the agent
	"440301197001010013",        // the record's person
	"13800000003",               // the applicant's own words
	"13800000004",               // in a letter's data
	"13800000005",               // a draft
	"13800000006",               // in a file
	"0755-00000007",             // the receiver of a service
	"示例巷 9 号 302 室", "示例路甲 8 号", // addresses
}

// fillPrivate writes every planted value where a clerk would.
func fillPrivate(t *testing.T, s *Session) {
	ctx, on := context.Background(), cases.MustDate("2026-11-23")
	hash, key, _, err := s.PutBlob(ctx, strings.NewReader("电话 "+planted[7]))
	must(t, err)
	person, err := cases.ParseResidentID(planted[4], cases.MustDate("2026-11-23"))
	must(t, err)
	a := receivedAct("示例某", "示例政服20261123-1-0001")
	a.Party.IDNumber, a.Party.Phone, a.Party.Address = planted[0], planted[1], planted[10]
	a.Agent = &cases.Agent{Name: "示例代理人", IDNumber: planted[2], Phone: planted[3]}
	a.Record.PersonID = person
	a.Statement = "请打 " + planted[5] + "，住 " + planted[11]
	act(t, s, caseID(1), a, cases.EvidenceAct{Blob: hash, Key: key, Name: "缴款凭证"},
		cases.LetterAct{Letter: "L1", Number: a.Number, Data: []byte(`{"phone":"` + planted[6] + `"}`), On: on},
		cases.AskedMoreAct{Missing: []cases.Paper{{Name: "承诺书"}}, Grounds: []cases.Ground{{Text: "致电 " + planted[9]}}, On: on})
	must(t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{9}, Body: []byte(`{"phone":"` + planted[7] + `"}`)}))
	record := cases.Record{Party: "示例某", PersonID: person, DocNumber: "示例建罚〔2026〕42号", Body: "示例局", Remark: planted[5]}
	if n, err := s.KeepRecords(ctx, []cases.Record{record}); err != nil || n != 1 {
		t.Fatalf("%d kept, %v", n, err)
	}
}

// inClear names the planted values that b holds.
func inClear(b []byte) (found []int) {
	for i, value := range planted {
		if bytes.Contains(b, []byte(value)) {
			found = append(found, i)
		}
	}
	return found
}

// columns gives every column of every table.
func columns(t testing.TB, db *sql.DB) (all [][2]string) {
	rows, err := db.Query("SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c WHERE m.type = 'table' ORDER BY 1, 2")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var table, column string
		must(t, rows.Scan(&table, &column))
		all = append(all, [2]string{table, column})
	}
	must(t, rows.Err())
	return all
}

func TestNoColumnHoldsAnIdentityOrTelephoneNumber(t *testing.T) {
	w := newWorld(t)
	s := w.desk(windowID, clerkID)
	fillPrivate(t, s)
	looked := 0
	for _, c := range columns(t, s.store.read.db()) {
		rows, err := s.store.read.db().Query(fmt.Sprintf("SELECT CAST(%s AS BLOB) FROM %s", c[1], c[0]))
		must(t, err)
		for rows.Next() {
			var b []byte
			must(t, rows.Scan(&b))
			looked++
			if found := inClear(b); len(found) != 0 {
				t.Errorf("%s.%s holds planted values %v", c[0], c[1], found)
			}
		}
		must(t, rows.Err())
		must(t, rows.Close())
	}
	if looked < 60 {
		t.Errorf("only %d values were looked at", looked)
	}
	for i, value := range planted { // only who knows the party's own number finds the case by it
		cases, records := map[int]int{0: 1, 4: 1}[i], map[int]int{4: 1}[i]
		if found, err := s.Find(context.Background(), value, 0); err != nil || len(found) != cases {
			t.Errorf("planted value %d finds %d cases, %v", i, len(found), err)
		}
		if found, err := s.FindRecords(context.Background(), value, 0); err != nil || len(found) != records {
			t.Errorf("planted value %d finds %d records, %v", i, len(found), err)
		}
	}
}

// Whatever lies in the folder, while the store is open and after: keys.json,
// the database, its journal, the sealed files, and no scratch file.
func TestNoFileHoldsAnIdentityOrTelephoneNumber(t *testing.T) {
	w := newWorld(t)
	dir := w.create(windowID)
	st := w.open(dir)
	fillPrivate(t, w.signIn(st, clerkID))
	look := func(when string) {
		names := []string{}
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return err
			}
			names = append(names, d.Name())
			if closedToUs(d) {
				return nil
			}
			b, err := os.ReadFile(path)
			if found := inClear(b); len(found) != 0 {
				t.Errorf("%s, %s: planted values %v", when, d.Name(), found)
			}
			return err
		})
		must(t, err)
		if len(names) < 4 || strings.Contains(strings.Join(names, " "), ".new-") {
			t.Errorf("%s there are %v", when, names)
		}
	}
	look("open")
	must(t, st.Close())
	look("closed")
}

// The values are not lost either: who may read the case reads them.
func TestWhatIsHiddenIsStillThere(t *testing.T) {
	w := newWorld(t)
	s := w.desk(windowID, clerkID)
	fillPrivate(t, s)
	c, err := s.Case(context.Background(), caseID(1))
	must(t, err)
	found, err := s.FindRecords(context.Background(), "建罚〔2026〕42", 0)
	must(t, err)
	if c.Party.IDNumber != planted[0] || c.Party.Phone != planted[1] || c.Agent.IDNumber != planted[2] || len(found) != 1 || found[0].PersonID != c.Record.PersonID {
		t.Error("the case or the record came back otherwise")
	}
}
