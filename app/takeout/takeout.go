// Package takeout writes all data of a store in an open format, for whoever must go
// on without this program: JSON Lines with a schema, a table for people, and
// letters and evidence as plain files, all of them named and summed in a signed
// manifest. assets/takeout describes the format.
package takeout

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// Format is the version of the layout; a reader refuses a higher one.
const Format = 1

// Wish says where all data is to go, and for whose eyes.
type Wish struct {
	To        string // a folder, or with a recipient or pass phrase a file; it must not exist yet
	Recipient string // age1…: only the holder of that identity reads it; "" for none
	Pass      string // a pass phrase of 12 characters or more instead; "" for none
}

// Sealed tells whether nothing will lie in clear.
func (w Wish) Sealed() bool { return w.Recipient != "" || w.Pass != "" }

// Taken tells what was written.
type Taken struct {
	Path       string     // the folder or file
	Cases      int        // whose log was written
	Unreadable int        // cases of which nothing could be read; they are named in it
	Events     int        // acts of the cases
	Files      int        // letters and pieces of evidence
	Missing    int        // files that the store names and does not have whole; they are named in it
	Bytes      int64      // before sealing
	Manifest   cases.Hash // SHA-256 of export.json, which names and sums all else
}

// Write takes all data of a session's store out. The target gets its name when all
// of it is on the disk; until then, and after a failure or the end of ctx, there
// is nothing under that name. It must have been logged before. Progress tells
// how many cases of how many are written.
func Write(ctx context.Context, s *sqlite.Session, w Wish, words assets.Words, now time.Time, progress func(done, total int)) (Taken, error) {
	to, err := open(w)
	if err != nil {
		return Taken{}, err
	}
	run := &run{s: s, words: words, now: now, to: to, progress: progress}
	if progress == nil {
		run.progress = func(int, int) {}
	}
	if err := run.all(ctx); err != nil {
		to.drop()
		return Taken{}, targetFault(ctx, w, err)
	}
	if err := to.appear(); err != nil {
		to.drop()
		return Taken{}, targetFault(ctx, w, err)
	}
	run.taken.Path = w.To
	return run.taken, nil
}

// targetFault tells errors of the target from those of the store.
func targetFault(ctx context.Context, w Wish, err error) error {
	var ours *cases.Error
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.As(err, &ours):
		return err
	}
	return cases.Fail(cases.Exhausted, "takeout.target", "file", filepath.Base(w.To)).Because(err)
}

// free refuses a target that is there already.
func free(path string) error {
	_, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return cases.Fail(cases.Conflict, "takeout.exists", "file", filepath.Base(path)).Because(err)
}
