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
}

// assessed is a verdict, and where it was asked for what is still to be done.
type assessed struct {
	cases.Verdict
	Slip *cases.Slip `json:"slip,omitempty"`
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
	if err := t.answer(out); err != nil {
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
