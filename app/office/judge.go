package office

import (
	"context"
	"slices"

	"casedesk/cases"
)

// Choice is what a person decides about the rules' answer.
type Choice struct {
	Ruleset string
	Reason  string
}

// Look asks the rules about the case with these facts, today, and changes
// nothing. Dates that the case itself knows are filled in.
func (d Desk) Look(c cases.Case, f cases.Facts) (cases.Verdict, error) {
	return d.Judge.Assess(filled(d, c, f), d.Today())
}

// Known gives the facts that Look judges by: f, and the dates that the case itself knows.
func (d Desk) Known(c cases.Case, f cases.Facts) cases.Facts { return filled(d, c, f) }

// JudgeCase records facts, verdict and the person's choice.
func (d Desk) JudgeCase(ctx context.Context, id cases.ID, f cases.Facts, choice Choice) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	f = filled(d, c, f)
	v, err := d.Judge.Assess(f, d.Today())
	if err != nil {
		return c, err
	}
	act := cases.JudgedAct{Facts: f, Verdict: v, Ruleset: choice.Ruleset, Reason: choice.Reason}
	if r, ok := act.Chosen(); ok {
		act.Class = string(r.Class)
	}
	return d.write(ctx, c, act)
}

// StartFacts gives the facts that the record and the case already tell.
func (d Desk) StartFacts(c cases.Case) cases.Facts {
	f := cases.Facts{
		SubjectKind: string(c.Party.Kind), RecordKind: "penalty", Field: c.Record.Field,
		Fine: c.Record.Fine, Confiscated: c.Record.Confiscated, DecidedOn: c.Record.DecidedOn,
	}
	for _, k := range c.Record.PenaltyKinds {
		f.PenaltyKinds = append(f.PenaltyKinds, string(k))
	}
	for _, claim := range c.Claims {
		if !slices.Contains(f.Grounds, claim.Ground) {
			f.Grounds = append(f.Grounds, claim.Ground)
		}
		if claim.Ground == "penalty_changed" {
			f.ChangedOn = claim.On
		}
	}
	return filled(d, c, d.Found(c, f))
}

// shows names the fact that a finding on a claim of this ground tells.
var shows = map[string]func(*cases.Facts) *cases.Tri{
	"wrong":           func(f *cases.Facts) *cases.Tri { return &f.SourceDiffers },
	"differs":         func(f *cases.Facts) *cases.Tri { return &f.SourceDiffers },
	"not_mine":        func(f *cases.Facts) *cases.Tri { return &f.SourceDiffers },
	"missing":         func(f *cases.Facts) *cases.Tri { return &f.ItemMissing },
	"duplicate":       func(f *cases.Facts) *cases.Tri { return &f.DuplicateFound },
	"should_not_show": func(f *cases.Facts) *cases.Tri { return &f.OutsideCatalogue },
	"list_wrong":      func(f *cases.Facts) *cases.Tri { return &f.ListTestFailed },
	"repair_result":   func(f *cases.Facts) *cases.Tri { return &f.OtherBreachFound },
	"other":           func(f *cases.Facts) *cases.Tri { return &f.OtherBreachFound },
}

// Found puts what was found about an objection's claims into facts that are not
// known yet, so that nobody answers twice: a ground holds where one of its claims
// does, and fails where all of them do.
func (d Desk) Found(c cases.Case, f cases.Facts) cases.Facts {
	told := map[*cases.Tri]cases.Tri{}
	for i, claim := range c.Claims {
		at, ok := shows[claim.Ground]
		if !ok {
			continue
		}
		t := cases.TriUnknown
		switch c.FindingOn(i) {
		case cases.FindingHolds:
			t = cases.TriYes
		case cases.FindingDenied:
			t = cases.TriNo
		}
		if before, again := told[at(&f)]; again {
			t = t.Or(before)
		}
		told[at(&f)] = t
	}
	for p, t := range told {
		if *p == cases.TriUnknown {
			*p = t
		}
	}
	return f
}

func filled(d Desk, c cases.Case, f cases.Facts) cases.Facts {
	f.Matter, f.City = string(c.Matter), d.Office.City
	f.FiledOn, f.AcceptedOn = c.ReceivedOn, c.AcceptedOn
	for _, p := range c.Past {
		if p.Undone {
			continue
		}
		if p.Kind == cases.KindForwarded {
			f.PushedOn = cases.DayIn(p.At.Time())
		}
		if c.Matter == cases.Objection && (p.Kind == cases.KindForwarded || p.Kind == cases.KindInquired) {
			f.PassedOn = cases.DayIn(p.At.Time())
		}
	}
	// What was only forwarded to the platform has not come to its source yet.
	if o, ok := d.Directory.Office(c.Holder); ok && o.Kind == cases.Centre && c.Inquiry == nil {
		f.PassedOn = cases.Date{}
	}
	return f
}
