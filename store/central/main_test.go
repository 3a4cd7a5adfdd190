package central_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
	"casedesk/store/storetest"
)

var cluster *storetest.Cluster

func TestMain(m *testing.M) {
	c, err := storetest.StartPostgres()
	if err != nil {
		fmt.Fprintln(os.Stderr, "PostgreSQL:", err)
		os.Exit(1)
	}
	cluster = c
	code := m.Run()
	c.Stop()
	os.Exit(code)
}

func openSQLite(tb testing.TB) *central.Store {
	tb.Helper()
	s, err := central.OpenSQLite(context.Background(), filepath.Join(tb.TempDir(), "library.db"), cases.ID{1})
	return opened(tb, s, err)
}

func openPostgres(tb testing.TB) *central.Store {
	tb.Helper()
	s, err := central.OpenPostgres(context.Background(), cluster.Database(tb), cases.ID{1})
	return opened(tb, s, err)
}

func opened(tb testing.TB, s *central.Store, err error) *central.Store {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

func TestSQLite(t *testing.T)   { storetest.Central(t, openSQLite) }
func TestPostgres(t *testing.T) { storetest.Central(t, openPostgres) }
