package takeout

import (
	"context"
	"crypto/sha256"
	"errors"
	"time"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// run is one Write under way.
type run struct {
	s        *sqlite.Session
	words    assets.Words
	now      time.Time
	to       sink
	progress func(done, total int)
	taken    Taken

	cases, events, deadlines, prints, files, unreadable, manifest *lines
	table                                                         *table
}

func (r *run) all(ctx context.Context) error {
	for name, into := range map[string]**lines{"cases": &r.cases, "events": &r.events, "deadlines": &r.deadlines,
		"prints": &r.prints, "files": &r.files, "unreadable": &r.unreadable} {
		*into = &lines{folder: name, put: r.put}
	}
	// The manifest does not name itself.
	r.manifest = &lines{folder: "manifest", put: r.bare}
	r.table = newTable(r.words, r.put)
	for name, text := range assets.Takeout() {
		if err := r.put(name, text); err != nil {
			return err
		}
	}
	err := r.s.TakeOut(ctx, func(c sqlite.TakenCase, done, total int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.one(ctx, c); err != nil {
			return err
		}
		r.progress(done, total)
		return nil
	})
	if err := errors.Join(err, ctx.Err()); err != nil {
		return err
	}
	return r.end()
}

// one writes one case.
func (r *run) one(ctx context.Context, c sqlite.TakenCase) error {
	if c.Trouble != nil {
		r.taken.Unreadable++
		return r.unreadable.add(unreadableLine{c.Case.ID, cases.KeyOf(c.Trouble)})
	}
	r.taken.Cases++
	if err := r.cases.add(caseLineOf(c)); err != nil {
		return err
	}
	for i, e := range c.Events {
		r.taken.Events++
		if err := r.events.add(eventLineOf(c.Case.ID, i+1, e)); err != nil {
			return err
		}
	}
	for _, run := range c.Case.Clocks {
		if err := r.deadlines.add(deadlineLine{c.Case.ID, c.Case.Number, run}); err != nil {
			return err
		}
	}
	copies, err := r.s.CopiesOf(ctx, c.Case.ID)
	if err != nil {
		return err
	}
	for _, k := range copies {
		if err := r.prints.add(printLineOf(k)); err != nil {
			return err
		}
	}
	if err := r.filesOf(ctx, c.Case); err != nil {
		return err
	}
	return r.table.add(c.Case)
}

// put writes one file and its line of the manifest.
func (r *run) put(name string, b []byte) error {
	if err := r.bare(name, b); err != nil {
		return err
	}
	return r.manifest.add(manifestLine{name, int64(len(b)), sha256.Sum256(b)})
}

// bare writes one file.
func (r *run) bare(name string, b []byte) error {
	r.taken.Bytes += int64(len(b))
	return r.to.put(name, b)
}
