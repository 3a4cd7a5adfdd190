package office

import (
	"context"
	"slices"

	"casedesk/cases"
)

// Forward 转办: gives the deciding authority the case's key and the case.
func (d Desk) Forward(ctx context.Context, id cases.ID, to cases.Office) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	wish := cases.ForwardedAct{To: to.ID, ToName: to.Name, Clocks: d.clocks(c, "C-ACCEPT", "C-TOTAL"), On: d.Today()}
	if _, err := cases.Decide(c, wish, d.Hand()); err != nil {
		return c, err
	}
	if err := d.Store.ShareCase(ctx, id, to.ID); err != nil {
		return c, err
	}
	return d.write(ctx, c, wish)
}

// Accept 受理: starts the clock of the decision.
func (d Desk) Accept(ctx context.Context, id cases.ID) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	clock := "C-DECIDE"
	if c.Matter == cases.Objection {
		clock = "C-OBJ-UNIT"
	}
	seen := c
	seen.AcceptedOn = d.Today()
	return d.write(ctx, c, cases.AcceptedAct{Clocks: d.clocks(seen, clock), On: d.Today()})
}

// clocks starts the deadlines of these names that the packs know for the case,
// each from the day that its ruleset counts from. A clock without a known figure
// starts without a due day.
func (d Desk) clocks(c cases.Case, names ...string) []cases.ClockRun {
	f := d.StartFacts(c)
	if c.Judgement != nil {
		f = filled(d, c, c.Judgement.Facts)
	}
	if f.PushedOn.IsZero() { // it goes there now
		f.PushedOn, f.PassedOn = d.Today(), d.Today()
	}
	v, err := d.Judge.Assess(f, d.Today())
	if err != nil {
		return nil // without facts to judge by there is no clock to show
	}
	var runs []cases.ClockRun
	for _, r := range v.Clocks {
		if !r.Proposed || !slices.Contains(names, r.Clock) {
			continue
		}
		runs = append(runs, cases.ClockRun{
			ID: r.Clock, Period: r.Period, From: r.From.Date, Due: r.Due.Date, Provisional: r.Provisional,
			Verified: r.Verified, Ruleset: r.Ruleset, Title: r.Title, Article: string(r.Article),
		})
	}
	return runs
}

// Propose 拟办.
func (d Desk) Propose(ctx context.Context, id cases.ID, o cases.Outcome, grounds []cases.Ground, text string) (cases.Case, error) {
	return d.Do(ctx, id, cases.ProposedAct{Outcome: o, Grounds: grounds, Text: text, On: d.Today()})
}

// Review 审核: approves, or returns with the places to mend.
func (d Desk) Review(ctx context.Context, id cases.ID, approved bool, returned []string, text string) (cases.Case, error) {
	return d.Do(ctx, id, cases.ReviewedAct{Approved: approved, Returned: returned, Text: text, On: d.Today()})
}

// effects says what follows from an outcome (36号令 art. 3 for repair).
var effects = map[cases.Outcome][]string{
	cases.Granted:   {"stop_publishing", "stop_sharing", "lift_measures"},
	cases.Corrected: {"correct"},
	cases.Added:     {"add"},
	cases.Stopped:   {"stop_publishing"},
	cases.Removed:   {"remove_from_list"},
}

// Sign 签发: makes the reviewed proposal the decision. checked tells which text
// was compared where the basis is unverified.
func (d Desk) Sign(ctx context.Context, id cases.ID, checked *cases.TextCheck) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	if c.Proposal == nil {
		return c, cases.Fail(cases.Conflict, "decide.state", "kind", string(cases.KindDecided), "state", string(c.State))
	}
	o := c.Proposal.Outcome
	return d.write(ctx, c, cases.DecidedAct{Outcome: o, Effects: effects[o], Checked: checked, From: d.Today(), On: d.Today()})
}

// CarryOut records that the effects of a decision were carried out, and lifts
// the mark of an objection. Cut short between the two, it goes on with the second.
func (d Desk) CarryOut(ctx context.Context, id cases.ID) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	if c.State == cases.Decided && c.Decision != nil && len(c.Decision.Effects) > 0 {
		if c, err = d.write(ctx, c, cases.LiftedAct{Effects: c.Decision.Effects, On: d.Today()}); err != nil {
			return c, err
		}
	}
	if c.Marked {
		return d.write(ctx, c, cases.UnmarkedAct{On: d.Today()})
	}
	return c, nil
}
