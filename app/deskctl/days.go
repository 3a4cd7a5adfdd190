package main

import (
	"casedesk/assets"
	"casedesk/cases"
)

type daysCall struct {
	From string `required:"" help:"The start day, not counted."`
	Add  int    `required:"" help:"How many."`
	Unit string `default:"workday" enum:"workday,day,month,year" help:"workday, day, month or year."`
}

// Run answers the due day with its ledger.
func (c daysCall) Run(t *terminal) error {
	from, err := cases.ParseDate(c.From)
	if err != nil {
		return err
	}
	cal, err := assets.Calendar()
	if err != nil {
		return err
	}
	p := cases.Period{N: c.Add, Unit: cases.Unit(c.Unit)}
	if err := p.Check(); err != nil {
		return err
	}
	d := cases.Due(from, p, cal, nil)
	if d.Due.IsZero() && d.Reason != nil {
		return d.Reason
	}
	line := struct {
		cases.Deadline
		Reason string `json:"reason"`
	}{Deadline: d}
	if d.Reason != nil {
		line.Reason = t.words.Sentence(d.Reason)
	}
	return t.answer(line)
}
