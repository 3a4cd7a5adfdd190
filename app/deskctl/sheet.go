package main

import (
	"casedesk/app/wire"
	"casedesk/cases"
)

type sheetCall struct {
	Sheet  string `arg:"" help:"Which sheet: S1 … S3, F1 … F6, L12, A1 … A4."`
	Store  string `required:"" type:"path" help:"The store's folder."`
	As     string `required:"" help:"Account name."`
	Case   string `help:"The case's id; an empty form where it is left out."`
	Matter string `help:"Of an empty form: repair or objection." enum:"repair,objection" default:"repair"`
	Route  string `help:"Of a referral slip: where the visitor is sent." enum:"court,pboc,tax,other" default:"other"`
	Out    string `required:"" type:"path" help:"The PDF to write, in clear."`
}

// Run makes a sheet.
func (c sheetCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	desk, err := t.desk(s)
	if err != nil {
		return err
	}
	of := cases.Case{Matter: cases.Matter(c.Matter)}
	if c.Case != "" {
		id, err := cases.ParseID(c.Case)
		if err != nil {
			return err
		}
		if of, err = s.Case(t, id); err != nil {
			return err
		}
	}
	p, err := desk.Sheet(of, cases.SheetSort(c.Sheet), c.Route)
	if err != nil {
		return err
	}
	if !of.ID.IsZero() {
		if err := s.LogAccess(t, desk.Exported(of, "sheet."+c.Sheet)); err != nil {
			return err
		}
	}
	if err := wire.WriteFile(c.Out, p.PDF); err != nil {
		return err
	}
	return t.answer(struct {
		File  string `json:"file"`
		Sheet string `json:"sheet"`
		Pages int    `json:"pages"`
	}{c.Out, c.Sheet, p.Pages})
}
