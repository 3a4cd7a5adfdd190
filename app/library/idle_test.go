package library_test

import (
	"context"
	"crypto/sha256"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casedesk/cases"
)

// counted remembers which paths were asked for.
type counted struct{ paths []string }

func (c *counted) RoundTrip(r *http.Request) (*http.Response, error) {
	c.paths = append(c.paths, r.Method+" "+r.URL.Path)
	return http.DefaultTransport.RoundTrip(r)
}

// bytesOf gives the hash of every file under a folder, but for SQLite's shared
// memory, which says only who reads.
func bytesOf(t *testing.T, folder string) map[string]cases.Hash {
	t.Helper()
	sums := map[string]cases.Hash{}
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) == ".db-shm" {
			return err
		}
		b, err := os.ReadFile(path)
		sums[path] = sha256.Sum256(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// A desk with nothing to say asks twice and writes nothing, here or there.
func TestAnIdleSyncIsTwoQuestionsAndNoWriting(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	desk, folder := s.desktopIn(t, s.Window)
	newCase(t, s, desk, 1)
	for range 2 {
		if _, err := s.client(s.Window, nil).Sync(ctx, desk); err != nil {
			t.Fatal(err)
		}
	}
	here, there := bytesOf(t, folder), bytesOf(t, s.config.Data)
	for range 3 {
		road := &counted{}
		report, err := s.client(s.Window, road).Sync(ctx, desk)
		if err != nil || report.Pushed+report.Pulled+report.Blobs != 0 {
			t.Fatalf("%+v, %v", report, err)
		}
		if want := []string{"GET /v1/directory", "GET /v1/pull"}; !slices.Equal(road.paths, want) {
			t.Errorf("asked %v, want %v", road.paths, want)
		}
	}
	if !maps.Equal(here, bytesOf(t, folder)) {
		t.Error("the desk's files changed")
	}
	if !maps.Equal(there, bytesOf(t, s.config.Data)) {
		t.Error("the library's files changed")
	}
}
