package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

type packCall struct {
	Check packCheckCall `cmd:"" help:"Check a rule pack and run its stories."`
}

type packCheckCall struct {
	Dir string `arg:"" type:"existingdir" help:"A pack's folder, beside the packs it refers to."`
}

// Run answers what was found; any complaint or failed story makes it no.
func (c packCheckCall) Run(t *terminal) error {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return cases.Fail(cases.NotFound, "file.open", "file", c.Dir).Because(err)
	}
	cal, err := assets.Calendar()
	if err != nil {
		return err
	}
	report, err := rules.Check(os.DirFS(filepath.Dir(dir)), filepath.Base(dir), cal)
	var complaints rules.Complaints
	if errors.As(err, &complaints) {
		report.Failed = []rules.Failure{}
		for _, c := range complaints {
			where := fmt.Sprintf("%s:%d:%d", c.File, c.Line, c.Column)
			report.Failed = append(report.Failed, rules.Failure{Where: where, What: t.words.Say(c.Key, c.Args...)})
			fmt.Fprintf(t.errs, "%s:%d:%d: %s\n%s\n", c.File, c.Line, c.Column, t.words.Say(c.Key, c.Args...), c.Excerpt())
		}
		if err := t.answer(report); err != nil {
			return err
		}
		return errNo
	}
	if err != nil {
		return err
	}
	if err := t.answer(report); err != nil {
		return err
	}
	if !report.OK() {
		return errNo
	}
	return nil
}
