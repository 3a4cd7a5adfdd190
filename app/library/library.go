// Package library is the central library as a running server: it checks who
// asks, examines what comes, and keeps it in store/central. The mains only parse
// flags and call Run.
package library

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"casedesk/cases"
	"casedesk/store/central"
)

// Config says where a library runs and who it is.
type Config struct {
	Listen   string            // HOST:PORT; "" means a free port of the loopback
	Data     string            // folder of the embedded database and the files
	Database string            // PostgreSQL's DSN; "" means the embedded database
	Cert     *x509.Certificate // the root that devices keep from their enrolment
	Key      crypto.Signer     // its key, P-256; signs receipts, directory and accounts
	Sample   bool              // made-up offices: the sample calls are open on the loopback
	Log      *slog.Logger      // method, path, status, duration, error key; nil means silence
	Now      func() time.Time
	Random   io.Reader
	Ready    func(url string, l *Library) // called once the library answers; may be nil
}

// Library is an open central library. It is safe for concurrent use.
type Library struct {
	Config
	store   *central.Store
	blobs   *central.Blobs
	guard   *guard
	change  sync.Mutex // one change of the directory at a time
	current atomic.Pointer[edition]
}

// edition is one version of the directory, ready for use.
type edition struct {
	dir  cases.Directory
	sent central.Published
	keys map[cases.ID]*ecdsa.PublicKey // of the devices
}

// Open opens the tables and files and reads the directory; a new library gets an
// empty, signed directory as version 1.
func Open(ctx context.Context, c Config) (*Library, error) {
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, cases.Fail(cases.NotFound, "central.open").Because(err)
	}
	blobs, err := central.OpenBlobs(filepath.Join(c.Data, "blobs"))
	if err != nil {
		return nil, err
	}
	id, err := newID(c.Random, c.Now())
	if err != nil {
		return nil, err
	}
	var store *central.Store
	if c.Database == "" {
		store, err = central.OpenSQLite(ctx, filepath.Join(c.Data, "library.db"), id)
	} else {
		store, err = central.OpenPostgres(ctx, c.Database, id)
	}
	if err != nil {
		return nil, err
	}
	l := &Library{Config: c, store: store, blobs: blobs, guard: newGuard(c.Now())}
	if err := l.load(ctx); err != nil {
		_ = store.Close()
		return nil, err
	}
	return l, nil
}

// Close ends the library's use of its store.
func (l *Library) Close() error { return l.store.Close() }

// newID makes a UUID of version 7 (RFC 9562) from the time and randomness.
func newID(random io.Reader, now time.Time) (id cases.ID, err error) {
	if _, err := io.ReadFull(random, id[6:]); err != nil {
		return id, cases.Fail(cases.Exhausted, "central.random").Because(err)
	}
	ms := now.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6], id[8] = id[6]&0x0f|0x70, id[8]&0x3f|0x80
	return id, nil
}
