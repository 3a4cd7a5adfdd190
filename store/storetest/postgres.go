package storetest

import (
	"context"
	"database/sql"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"sync/atomic"
	"testing"
)

// Cluster is a PostgreSQL server for tests.
type Cluster struct {
	dsn   string // of the database postgres
	count atomic.Int64
	stop  func()
}

// StartPostgres finds a PostgreSQL server: the one that the environment names in
// CASEDESK_TEST_POSTGRES, or else a private one made from the binaries of this
// machine. Without either it fails: what ships is tested.
func StartPostgres() (*Cluster, error) {
	if dsn := os.Getenv("CASEDESK_TEST_POSTGRES"); dsn != "" {
		return &Cluster{dsn: dsn, stop: func() {}}, nil
	}
	bins, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if os.Getenv("CI") == "true" && len(bins) == 0 {
		return nil, fmt.Errorf("CASEDESK_TEST_POSTGRES is not set and no PostgreSQL is installed")
	}
	if len(bins) == 0 {
		return nil, fmt.Errorf("set CASEDESK_TEST_POSTGRES or install PostgreSQL (Debian: postgresql)")
	}
	bin := filepath.Dir(bins[len(bins)-1])
	dir, err := os.MkdirTemp("", "casedesk-pg-")
	if err != nil {
		return nil, err
	}
	as := func(name string, args ...string) error {
		command := append([]string{filepath.Join(bin, name)}, args...)
		if os.Geteuid() == 0 { // PostgreSQL refuses to run as root
			command = append([]string{"setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"}, command...)
		}
		c := exec.Command(command[0], command[1:]...)
		c.Dir = "/"
		log, err := os.CreateTemp("", "casedesk-pg-out-")
		if err != nil {
			return err
		}
		defer os.Remove(log.Name())
		defer log.Close()
		c.Stdout, c.Stderr = log, log // a file, not a pipe: the server keeps it open
		if err := c.Run(); err != nil {
			text, _ := os.ReadFile(log.Name())
			return fmt.Errorf("%s: %w: %s", name, err, text)
		}
		return nil
	}
	return start(dir, as)
}

func start(dir string, as func(string, ...string) error) (*Cluster, error) {
	if os.Geteuid() == 0 {
		if err := exec.Command("chown", "postgres", dir).Run(); err != nil {
			return nil, err
		}
	}
	data := filepath.Join(dir, "data")
	port, err := freePort()
	if err != nil {
		return nil, err
	}
	if err := as("initdb", "-D", data, "-U", "postgres", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8"); err != nil {
		return nil, err
	}
	options := fmt.Sprintf("-c listen_addresses=127.0.0.1 -c port=%d -c unix_socket_directories=%s -c max_connections=100", port, dir)
	if err := as("pg_ctl", "-D", data, "-w", "-l", filepath.Join(dir, "log"), "-o", options, "start"); err != nil {
		return nil, err
	}
	return &Cluster{
		dsn: fmt.Sprintf("postgres://postgres@127.0.0.1:%d/postgres?sslmode=disable", port),
		stop: func() {
			_ = as("pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")
			_ = os.RemoveAll(dir)
		},
	}, nil
}

func freePort() (int, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return 0, err
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// Stop ends the server if this package started it.
func (c *Cluster) Stop() { c.stop() }

// Database makes an empty schema and gives a DSN that sees only it; the test's
// end drops it.
func (c *Cluster) Database(tb testing.TB) string {
	tb.Helper()
	db, err := sql.Open("pgx", c.dsn)
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("casedesk_test_%d_%d", os.Getpid(), c.count.Add(1))
	if _, err := db.ExecContext(context.Background(), "CREATE SCHEMA "+name); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		db, err := sql.Open("pgx", c.dsn)
		if err != nil {
			tb.Error(err)
			return
		}
		defer db.Close()
		if _, err := db.Exec("DROP SCHEMA " + name + " CASCADE"); err != nil {
			tb.Error(err)
		}
	})
	at, err := url.Parse(c.dsn)
	if err != nil {
		tb.Fatal(err)
	}
	q := at.Query()
	q.Set("search_path", name)
	at.RawQuery = q.Encode()
	return at.String()
}
