package main

import (
	"context"

	"casedesk/cases"
	"casedesk/forms/intake"
)

type importCall struct {
	File   string `arg:"" help:"An .xlsx or .csv file; - for standard input."`
	DryRun bool   `help:"Read and judge, but keep nothing."`
	Store  string `type:"path" help:"The store that takes the records."`
	As     string `help:"Account name, with --store."`
	Sample bool   `help:"Mark every record as a sample."`
}

// problemLine is one row that was set aside, in words.
type problemLine struct {
	Row    int    `json:"row"`
	Field  string `json:"field"`
	Value  string `json:"value"`
	Reason string `json:"reason"`

	More []problemLine `json:"more,omitempty"` // further trouble in the same row
}

// Run answers what became of the sheet. Bad rows are set aside; the rest go in.
func (c importCall) Run(t *terminal) error {
	b, err := t.read(c.File)
	if err != nil {
		return err
	}
	options := intake.Options{Today: t.today(), Sample: c.Sample}
	keep := func(context.Context, []cases.Record) (int, error) { return 0, nil }
	if c.Store != "" && !c.DryRun {
		s, done, err := t.signIn(c.Store, c.As)
		if err != nil {
			return err
		}
		defer done()
		keep = s.KeepRecords
		options.Sample = options.Sample || s.Store().Sample()
	}
	in, err := intake.Read(b, options)
	if err != nil {
		return err
	}
	added, err := keep(t, in.Records)
	if err != nil {
		return err
	}
	return t.answer(struct {
		intake.Import
		SetAside []problemLine `json:"set_aside"`
		Remarks  []problemLine `json:"remarks"`
		Added    int           `json:"added"` // new in the store
	}{in, t.problems(in.SetAside), t.problems(in.Remarks), added})
}

func (t *terminal) problems(all []intake.Problem) []problemLine {
	out := []problemLine{}
	for _, p := range all {
		line := problemLine{Row: p.Row, Field: p.Field, Value: p.Value}
		if p.Reason != nil {
			line.Reason = t.words.Sentence(p.Reason)
		}
		if len(p.More) > 0 {
			line.More = t.problems(p.More)
		}
		out = append(out, line)
	}
	return out
}
