package main

import (
	"errors"
	"os"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
)

type storeRecoveryCall struct {
	Dir   string `arg:"" type:"path" help:"The store's folder."`
	As    string `required:"" help:"Account name of a 系统管理员."`
	Print string `help:"The printer that the sheet goes to at once; it is written nowhere."`
	Out   string `type:"path" help:"A file for the sheet where no printer is here: on a stick, deleted once printed."`
}

// Run makes the code at the moment of its printing. The printer is looked for first: a
// new code makes the old one void.
func (c storeRecoveryCall) Run(t *terminal) error {
	if (c.Print == "") == (c.Out == "") {
		return cases.Fail(cases.Invalid, "deskctl.recovery_where")
	}
	var printer office.Printer
	var err error
	if c.Print != "" {
		if printer, err = printerNamed(t, c.Print); err != nil {
			return err
		}
	}
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	tools, err := wire.LoadWith(t.fonts)
	if err != nil {
		return err
	}
	tools.Now = t.now
	if c.Out != "" {
		if err := wire.WriteFile(c.Out, nil); err != nil { // can it be written to?
			return err
		}
	}
	code, sheet, err := tools.RecoverySheet(t, s)
	if code != "" { // whatever becomes of the sheet: it counts from now on
		said := t.answer(struct {
			Code string `json:"code"`
			File string `json:"file,omitempty"`
		}{code, c.Out})
		if err == nil {
			err = said
		}
	}
	if err != nil {
		if c.Out != "" {
			err = errors.Join(err, os.Remove(c.Out))
		}
		return err
	}
	if printer == nil {
		return wire.WriteFile(c.Out, sheet)
	}
	_, err = printer.Print(t, sheet, "Casedesk")
	return err
}
