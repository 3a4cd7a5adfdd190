package demo

import (
	"bytes"
	"context"
	"crypto/x509"
	"io/fs"
	"time"

	"casedesk/app/office"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/forms/intake"
	"casedesk/forms/pdf"
	"casedesk/store/sqlite"
)

// script is the way of one case: how it opens and what follows.
type script struct {
	matter cases.Matter
	find   string // the record, as the window's clerk looks for it
	open   func(cases.Record) office.Application
	steps  []scene
}

// scene is one step: who does it, how to tell that it was done, and the doing.
type scene struct {
	name string
	who  string // folder/role
	done func(cases.Case) bool
	do   func(context.Context, office.Desk, cases.Case) (cases.Case, error)
}

// run plays a script from where an earlier run stopped.
func (p *Player) run(ctx context.Context, s script) error {
	c, err := p.opened(ctx, s)
	if err != nil {
		return err
	}
	for _, sc := range s.steps {
		d := p.desks[sc.who]
		if c, err = d.Store.Case(ctx, c.ID); err != nil {
			return err
		}
		if !sc.done(c) {
			if c, err = sc.do(ctx, d, c); err != nil {
				p.Report(Done{Step: sc.name, Case: c.ID.String()})
				return err
			}
		}
		p.Report(Done{Step: sc.name, OK: true, Case: c.ID.String()})
		if err := p.sync(ctx); err != nil {
			return err
		}
	}
	return p.export(ctx, p.desks["authority/clerk"], c)
}

// opened finds the script's case, or receives it at the window.
func (p *Player) opened(ctx context.Context, s script) (cases.Case, error) {
	d := p.desks["window/clerk"]
	store := d.Store.(*sqlite.Session)
	rows, err := store.Rows(ctx, cases.Queue{Limit: 500})
	if err != nil {
		return cases.Case{}, err
	}
	for _, r := range rows {
		if r.Matter == s.matter {
			p.Report(Done{Step: "receive", OK: true, Case: r.Case.String()})
			return store.Case(ctx, r.Case)
		}
	}
	records, err := store.FindRecords(ctx, s.find, 1)
	if err != nil {
		return cases.Case{}, err
	}
	if len(records) == 0 {
		return cases.Case{}, cases.Fail(cases.NotFound, "demo.record", "record", s.find)
	}
	c, err := d.Receive(ctx, s.open(records[0]))
	if err != nil {
		return c, err
	}
	p.Report(Done{Step: "receive", OK: true, Case: c.ID.String()})
	return c, p.sync(ctx)
}

// importSamples takes both shipped sheets into the window's store.
func (p *Player) importSamples(ctx context.Context) error {
	d := p.desks["window/clerk"]
	files, err := fs.Glob(assets.Sample(), "*.csv")
	if err != nil {
		return err
	}
	for _, name := range files {
		b, err := fs.ReadFile(assets.Sample(), name)
		if err != nil {
			return err
		}
		in, err := intake.Read(b, intake.Options{Today: d.Today(), Sample: true})
		if err != nil {
			return err
		}
		if _, err := d.Store.(*sqlite.Session).KeepRecords(ctx, in.Records); err != nil {
			return err
		}
		p.Report(Done{Step: "import", OK: true, File: name})
	}
	return nil
}

// verifies checks a letter as anybody would: offline, against the shipped root.
func (p *Player) verifies(b []byte) bool {
	root, _, err := assets.DemoRoot()
	if err != nil {
		return false
	}
	now := time.Now
	if p.Tools.Now != nil {
		now = p.Tools.Now
	}
	_, _, err = pdf.VerifyLetter(b, []*x509.Certificate{root}, now())
	return err == nil
}

func happened(k cases.Kind) func(cases.Case) bool {
	return func(c cases.Case) bool {
		for _, p := range c.Past {
			if p.Kind == k {
				return true
			}
		}
		return false
	}
}

func issued(l cases.LetterSort) func(cases.Case) bool {
	return func(c cases.Case) bool { _, ok := c.Letter(string(l)); return ok }
}

func issue(l cases.LetterSort) func(context.Context, office.Desk, cases.Case) (cases.Case, error) {
	return func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
		c, _, err := d.Issue(ctx, c.ID, l)
		return c, err
	}
}

// act does one act whose day is today.
func act(make func(d office.Desk) cases.Act) func(context.Context, office.Desk, cases.Case) (cases.Case, error) {
	return func(ctx context.Context, d office.Desk, c cases.Case) (cases.Case, error) {
		return d.Do(ctx, c.ID, make(d))
	}
}

// scan is a picture that says what it is; the demo has no real papers.
func scan(name, paper string) office.Scan {
	return office.Scan{Name: name, Paper: paper, Media: "image/svg+xml", Bytes: bytes.NewReader([]byte(
		`<svg xmlns="http://www.w3.org/2000/svg" width="210" height="297"><text x="40" y="80">演示：` + name + `</text></svg>`))}
}
