package central_test

import (
	"context"
	"database/sql"
	"path/filepath"
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
)

// A library whose tables are of version 1 comes forward and knows its blocks as
// those of the first epoch.
func TestTablesOfVersionOneComeForward(t *testing.T) {
	ctx, path := context.Background(), filepath.Join(t.TempDir(), "library.db")
	lease := central.Lease{Office: cases.ID{2}, Device: cases.ID{3}, Series: "示例修决", Year: 2026, Want: 10}
	s, err := central.OpenSQLite(ctx, path, cases.ID{1})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Lease(ctx, lease); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", "file:"+filepath.ToSlash(path))
	if err != nil {
		t.Fatal(err)
	}
	_, err = db.Exec("ALTER TABLE block DROP COLUMN epoch; UPDATE library SET version = 1")
	if closing := db.Close(); err != nil || closing != nil {
		t.Fatal(err, closing)
	}
	for range 2 {
		s, err = central.OpenSQLite(ctx, path, cases.ID{1})
		if err != nil {
			t.Fatal(err)
		}
		if b, err := s.Lease(ctx, lease); err != nil || b.From != 1 {
			t.Errorf("the block that was given: %+v, %v", b, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
