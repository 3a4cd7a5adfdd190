package main

import (
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

type assessCall struct {
	File string `arg:"" help:"Facts as JSON (see: deskctl schema assess); - for standard input."`
	On   string `help:"The day of judging; today if left out."`
	Slip bool   `help:"Also what is still to be done, and the first day of a yes, under the proposed ruleset."`

	Table  bool     `help:"Also the trace as a lawyer reads it: rule row, condition, value given, result, article, source."`
	WhatIf []string `sep:"none" placeholder:"FACT=VALUE" help:"Also what moves with this change (试算); members of a set with commas, FACT= for not known, on=DATE for another day. The record stays as it is."`
	Also   []string `arg:"" optional:"" help:"Further FACT=VALUE of --what-if."`
	Flip   bool     `help:"Also the fewest facts whose change turns the outcome or the class."`
}

// assessed is a verdict, and beside it what else was asked for.
type assessed struct {
	cases.Verdict
	Slip   *cases.Slip      `json:"slip,omitempty"`
	Table  []rules.TableRow `json:"table,omitempty"`
	WhatIf *rules.Trial     `json:"what_if,omitempty"`
	Flip   []rules.Flips    `json:"flip,omitempty"`
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
	out := assessed{Verdict: v}
	if id := string(v.Proposed.Ruleset); c.Slip && id != "" {
		s, err := rules.Slip(book, facts, on, cal, id)
		if err != nil {
			return err
		}
		out.Slip = &s
	}
	if err := c.more(&out, book, facts, on, cal); err != nil {
		return err
	}
	if err := t.assessed(out); err != nil {
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
