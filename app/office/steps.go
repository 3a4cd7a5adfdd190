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
	names := []string{cases.ClockAccept, cases.ClockTotal, cases.ClockObjAccept}
	if c.State == cases.Accepted { // an objection passed on to its source, which goes on from here
		names = []string{cases.ClockObjUnit, cases.ClockChanged}
	}
	wish := cases.ForwardedAct{To: to.ID, ToName: to.Name, Clocks: d.clocks(c, names...), On: d.Today()}
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
	names := []string{cases.ClockDecide}
	switch {
	case c.Matter == cases.Objection && d.Office.Kind == cases.Centre:
		names = []string{cases.ClockObjPlatform, cases.ClockChanged}
	case c.Matter == cases.Objection:
		names = []string{cases.ClockObjUnit, cases.ClockChanged}
	}
	seen := c
	seen.AcceptedOn = d.Today()
	return d.write(ctx, c, cases.AcceptedAct{Clocks: d.clocks(seen, names...), On: d.Today()})
}

// Inquire 协查: asks the providing unit about some claims and hands it the case
// with all its papers. The unit's clock starts.
func (d Desk) Inquire(ctx context.Context, id cases.ID, to cases.Office, claims []int, question string) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	wish := cases.InquiredAct{To: to.ID, ToName: to.Name, Claims: claims, Question: question, On: d.Today()}
	for _, e := range c.Evidence {
		wish.Papers = append(wish.Papers, e.Blob)
	}
	wish.Clocks = d.clocks(c, cases.ClockObjUnit, cases.ClockChanged)
	if _, err := cases.Decide(c, wish, d.Hand()); err != nil {
		return c, err
	}
	if err := d.Store.ShareCase(ctx, id, to.ID); err != nil {
		return c, err
	}
	return d.write(ctx, c, wish)
}

// Answer 协查答复: the providing unit says what it found about each claim.
func (d Desk) Answer(ctx context.Context, id cases.ID, items []cases.ItemFinding, text string) (cases.Case, error) {
	return d.Do(ctx, id, cases.AnsweredAct{Items: items, Text: text, On: d.Today()})
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
		f.PushedOn = d.Today()
	}
	if f.PassedOn.IsZero() {
		f.PassedOn = d.Today()
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
		runs = append(runs, cases.StartClock(r, d.Calendar))
	}
	return runs
}

// ProposeItems 拟办 of an objection, claim by claim.
func (d Desk) ProposeItems(ctx context.Context, id cases.ID, items []cases.ItemOutcome, grounds []cases.Ground, text string) (cases.Case, error) {
	return d.Do(ctx, id, cases.ProposedAct{Outcome: cases.Overall(items), Items: items, Grounds: grounds, Text: text, On: d.Today()})
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

// effectsOf gives what follows from a proposal; of one in items, what follows
// from each, once.
func effectsOf(p cases.ProposedAct) (out []string) {
	if len(p.Items) == 0 {
		return effects[p.Outcome]
	}
	for _, it := range p.Items {
		for _, e := range effects[it.Outcome] {
			if !slices.Contains(out, e) {
				out = append(out, e)
			}
		}
	}
	return out
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
	if c.Doubt != nil {
		act, err := d.EndOfDoubt(c, checked)
		if err != nil {
			return c, err
		}
		return d.write(ctx, c, act)
	}
	p := *c.Proposal
	return d.write(ctx, c, cases.DecidedAct{Outcome: p.Outcome, Items: p.Items, Effects: effectsOf(p), Checked: checked, From: d.Today(), On: d.Today()})
}

// CarryOut records that the effects of a decision or a revocation were carried out,
// and lifts the mark of an objection. Cut short between the two, it goes on with the second.
func (d Desk) CarryOut(ctx context.Context, id cases.ID) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	if c.State == cases.Revoked {
		return d.write(ctx, c, cases.RestoredAct{Effects: c.Revocation.Effects, On: d.Today()})
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
