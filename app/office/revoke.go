package office

import (
	"context"
	"slices"

	"casedesk/cases"
)

// RevocationRules gives the grounds on which the packs let the grant of a case be
// revoked, and what follows from that today. The packs are those of the day of
// filing, as for the grant; the program never finds that one of the grounds holds.
func (d Desk) RevocationRules(c cases.Case) (grounds []cases.Ground, follows []cases.Provision, err error) {
	if c.Judgement == nil {
		return nil, nil, cases.Fail(cases.Invalid, "decide.unjudged")
	}
	f := filled(d, c, c.Judgement.Facts)
	f.AlreadyRepaired, f.BarredSince = cases.TriYes, d.Today()
	v, err := d.Judge.Assess(f, d.Today())
	if err != nil {
		return nil, nil, err
	}
	for _, p := range v.Provisions {
		switch p.Part {
		case "revocation":
			g := cases.Ground{Code: p.ID, Text: p.Term, Ruleset: p.Ruleset, Title: p.Title, Verified: p.Verified}
			if p.Verified {
				g.Article = string(p.Article)
			}
			grounds = append(grounds, g)
		case "consequence":
			follows = append(follows, p)
		}
	}
	return grounds, follows, nil
}

// Doubt 撤销立案: a grant is looked into.
func (d Desk) Doubt(ctx context.Context, id cases.ID, grounds []cases.Ground, facts string) (cases.Case, error) {
	return d.Do(ctx, id, cases.DoubtedAct{Grounds: grounds, Facts: facts, On: d.Today()})
}

// Hear 陈述申辩: records how the party was told and what it said; no words mean that it had
// nothing to say.
func (d Desk) Hear(ctx context.Context, id cases.ID, told cases.Date, way, said string) (cases.Case, error) {
	return d.Do(ctx, id, cases.HeardAct{ToldOn: told, Way: way, Said: said, Silent: said == "", On: d.Today()})
}

// restored says what undoes each effect of a grant.
var restored = map[string]string{
	"stop_publishing": "restore_publishing", "stop_sharing": "restore_sharing", "lift_measures": "restore_measures",
}

// EndOfDoubt is the act that makes a proposal on a doubted grant final.
func (d Desk) EndOfDoubt(c cases.Case, checked *cases.TextCheck) (cases.Act, error) {
	if c.Proposal.Outcome == cases.Stand {
		return cases.ClearedAct{On: d.Today()}, nil
	}
	_, follows, err := d.RevocationRules(c)
	if err != nil {
		return nil, err
	}
	a := cases.RevokedAct{Checked: checked, From: d.Today(), On: d.Today()}
	for _, e := range c.Decision.Effects {
		if back, ok := restored[e]; ok {
			a.Effects = append(a.Effects, back)
		}
	}
	for _, p := range follows { // of the rulesets whose grounds it rests on
		if slices.ContainsFunc(c.Proposal.Grounds, func(g cases.Ground) bool { return g.Ruleset == p.Ruleset }) {
			a.Follows = append(a.Follows, p)
		}
	}
	return a, nil
}
