package present

import "casedesk/cases"

// placesToCheck lists what a reviewer should look at: the proposal, then
// whatever in the verdict is not simply met and checked.
func placesToCheck(c cases.Case) []PlaceToCheck {
	if c.Proposal == nil {
		return nil
	}
	out := []PlaceToCheck{{
		Title: Say("check.outcome"), Now: Say(under("outcome", string(c.Proposal.Outcome))), Tab: TabDecide,
	}}
	if c.Proposal.Text != "" {
		out = append(out, PlaceToCheck{Title: Say("check.text"), Now: Plain(c.Proposal.Text), Tone: Info, Tab: TabDecide})
	}
	for _, g := range c.Proposal.Grounds {
		out = append(out, PlaceToCheck{Title: Say("check.ground"), Now: Plain(g.Text), Tone: tone(g.Verified), Tab: TabDecide})
	}
	if c.Doubt != nil {
		return append(out, placesOfDoubt(c)...)
	}
	if c.Judgement == nil {
		return out
	}
	r, ok := c.Judgement.Chosen()
	if !ok {
		return out
	}
	if c.Judgement.Ruleset != "" && c.Judgement.Ruleset != string(c.Judgement.Verdict.Proposed.Ruleset) {
		out = append(out, PlaceToCheck{
			Title: Say("check.ruleset"), Now: Say("check.ruleset_now", "ruleset", r.ID, "reason", c.Judgement.Reason), Was: Plain(string(c.Judgement.Verdict.Proposed.Ruleset)),
			Tone: Warn, Tab: TabSeverity,
		})
	}
	if r.ClassBy == "person" {
		out = append(out, PlaceToCheck{Title: Say("check.class"), Now: Plain(string(r.ClassTerm)), Tone: Warn, Tab: TabSeverity})
	}
	for _, k := range r.Criteria {
		if k.State == cases.Met && k.Verified && !k.ByPerson {
			continue
		}
		out = append(out, PlaceToCheck{Title: Plain(k.Term), Now: Plain(k.Why), Tone: criterionTone(k), Tab: TabCriteria})
	}
	return out
}

// placesOfDoubt is what stands behind a proposal on a doubted grant.
func placesOfDoubt(c cases.Case) []PlaceToCheck {
	out := []PlaceToCheck{{Title: Say("check.doubt"), Now: Plain(c.Doubt.Facts), Tone: Warn, Tab: TabDecide}}
	heard := PlaceToCheck{Title: Say("check.heard"), Now: Say("check.unheard"), Tone: Bad, Tab: TabDecide}
	if h := c.Hearing; h != nil {
		heard.Now, heard.Tone = Say("check.silent", "day", h.ToldOn.String()), Info
		if h.Said != "" {
			heard.Now = Plain(h.Said)
		}
	}
	return append(out, heard, PlaceToCheck{Title: Say("check.proof"), Now: Say("check.proofs", "n", itoa(len(filesSince(c)))), Tab: TabEvidence})
}

func tone(verified bool) Tone {
	if verified {
		return Neutral
	}
	return Warn
}

func criterionTone(k cases.Criterion) Tone {
	switch {
	case k.State == cases.Unmet:
		return Bad
	case k.State == cases.Met && k.Verified:
		return Good
	}
	return Warn
}
