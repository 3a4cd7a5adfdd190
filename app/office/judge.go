package office

import (
	"context"

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
		f.Grounds = append(f.Grounds, claim.Ground)
	}
	return filled(d, c, f)
}

func filled(d Desk, c cases.Case, f cases.Facts) cases.Facts {
	f.Matter, f.City = string(c.Matter), d.Office.City
	f.FiledOn, f.AcceptedOn = c.ReceivedOn, c.AcceptedOn
	for _, p := range c.Past {
		if p.Kind == cases.KindForwarded {
			f.PushedOn = cases.DayIn(p.At.Time())
			if c.Matter == cases.Objection {
				f.PassedOn = f.PushedOn
			}
		}
	}
	return f
}
