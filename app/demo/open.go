package demo

import (
	"context"
	"os"
	"path/filepath"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// ImportSamples takes the shipped sheets into the window's store, so that a
// person who opens the demo finds records to work on.
func ImportSamples(ctx context.Context, tools wire.Tools, dir string) error {
	p, done, err := sitDown(ctx, tools, dir)
	if err != nil {
		return err
	}
	defer done()
	return p.importSamples(ctx)
}

// Export writes the letters of all cases in clear to the folder out and reports
// for each whether it verifies.
func Export(ctx context.Context, tools wire.Tools, dir, out string, report func(Done)) error {
	p, done, err := sitDown(ctx, tools, dir)
	if err != nil {
		return err
	}
	defer done()
	p.Report = report
	if err := os.MkdirAll(out, 0o700); err != nil {
		return cases.Fail(cases.NotFound, "demo.write").Because(err)
	}
	for _, who := range []string{"window/clerk", "authority/clerk"} {
		d := p.desks[who]
		rows, err := d.Store.(*sqlite.Session).Rows(ctx, cases.Queue{Limit: 500})
		if err != nil {
			return err
		}
		for _, r := range rows {
			if err := p.exportCase(ctx, d, r.Case, out); err != nil {
				return err
			}
		}
	}
	return nil
}

// exportCase writes the letters whose files are here; those of the other office
// may not have come yet.
func (p *Player) exportCase(ctx context.Context, d office.Desk, id cases.ID, out string) error {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return err
	}
	for _, l := range c.Letters {
		name := filepath.Join(out, string(c.Matter)+"-"+l.Letter+".pdf")
		if _, err := os.Stat(name); err == nil {
			continue
		}
		b, err := d.LetterBytes(ctx, l)
		if cases.KindOf(err) == cases.NotFound {
			continue
		}
		if err != nil {
			return err
		}
		if err := os.WriteFile(name, b, 0o600); err != nil {
			return cases.Fail(cases.Exhausted, "demo.write").Because(err)
		}
		p.Report(Done{Step: "verify", OK: p.verifies(b), Case: c.ID.String(), File: name})
	}
	return nil
}

// sitDown opens both stores with all their accounts; done closes them.
func sitDown(ctx context.Context, tools wire.Tools, dir string) (p *Player, done func(), err error) {
	p = &Player{Tools: tools, Dir: dir, Report: func(Done) {}, desks: map[string]office.Desk{}}
	var open []*sqlite.Store
	done = func() {
		for _, s := range open {
			s.Close()
		}
	}
	for _, folder := range Folders() {
		store, err := sqlite.Open(ctx, filepath.Join(dir, folder), sqlite.Options{Now: tools.Now})
		if err == nil {
			open = append(open, store)
			err = p.signIn(ctx, folder, store)
		}
		if err != nil {
			done()
			return nil, nil, err
		}
	}
	return p, done, nil
}
