package main

import (
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

type assessCall struct {
	File string `arg:"" help:"Facts as JSON (see: deskctl schema assess); - for standard input."`
	On   string `help:"The day of judging; today if left out."`
}

// Run answers the verdict; it is no unless the record is repairable, or the
// objection's grounds hold.
func (c assessCall) Run(t *terminal) error {
	on := t.today()
	if c.On != "" {
		var err error
		if on, err = cases.ParseDate(c.On); err != nil {
			return err
		}
	}
	b, err := t.read(c.File)
	if err != nil {
		return err
	}
	facts, err := cases.ReadFacts(b)
	if err != nil {
		return err
	}
	book, err := rules.Load(assets.Packs())
	if err != nil {
		return err
	}
	cal, err := assets.Calendar()
	if err != nil {
		return err
	}
	v, err := rules.Assess(book, facts, on, cal)
	if err != nil {
		return err
	}
	if err := t.answer(v); err != nil {
		return err
	}
	yes := v.Repairable
	if facts.Matter == string(cases.Objection) {
		yes = v.Supported
	}
	if yes != cases.TriYes {
		return errNo
	}
	return nil
}
