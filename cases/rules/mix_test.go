package rules

import (
	"math/rand/v2"

	"casedesk/cases"
)

// mix draws records as a window meets them: most are repairs of fines with the
// papers half in, some objections, few lists; every city and kind comes up.
type mix struct{ rand *rand.Rand }

func newMix(seed uint64) mix { return mix{rand.New(rand.NewPCG(seed, 36))} }

// weighted is a value and how often it comes up beside the others.
type weighted struct {
	value string
	times int
}

func (m mix) pick(list ...weighted) string {
	sum := 0
	for _, w := range list {
		sum += w.times
	}
	n := m.rand.IntN(sum)
	for _, w := range list {
		if n -= w.times; n < 0 {
			return w.value
		}
	}
	return ""
}

func (m mix) chance(percent int) bool { return m.rand.IntN(100) < percent }

// found is what a person has found of a duty or a paper.
func (m mix) found() cases.Tri {
	switch n := m.rand.IntN(10); {
	case n < 5:
		return cases.TriYes
	case n < 7:
		return cases.TriNo
	}
	return cases.TriUnknown
}

// draw gives the facts of one record and the day it is judged on.
func (m mix) draw() (cases.Facts, cases.Date) {
	var f cases.Facts
	on := cases.DateOf(2024, 1, 1).Add(m.rand.IntN(1060))
	f.Matter = m.pick(weighted{"repair", 7}, weighted{"objection", 3})
	f.City = []string{"440100", "440200", "440300", "440300", "440400", "440600", "440800", "441900", "445300"}[m.rand.IntN(9)]
	if m.chance(50) {
		cities := cases.FactDecls()[1].Values
		f.City = cities[m.rand.IntN(len(cities))]
	}
	f.SubjectKind = m.pick(weighted{"organisation", 80}, weighted{"sole_trader", 15}, weighted{"person", 5})
	f.RecordKind = m.pick(weighted{"penalty", 85}, weighted{"abnormal_list", 8}, weighted{"serious_list", 5}, weighted{"other", 2})
	f.Owner = m.pick(weighted{"market_regulation", 30}, weighted{"housing", 15}, weighted{"environment", 15}, weighted{"transport", 10},
		weighted{"emergency_management", 10}, weighted{"labour", 8}, weighted{"fire_rescue", 5}, weighted{"tax", 3}, weighted{"court", 2}, weighted{"other", 2})
	f.DecidedOn = on.Add(-m.rand.IntN(1400))
	f.FiledOn = on.Add(-m.rand.IntN(15))
	if f.FiledOn.Before(f.DecidedOn) {
		f.FiledOn = on
	}
	if f.RecordKind == "penalty" {
		m.penalty(&f)
	}
	m.progress(&f, on)
	if f.Matter == "objection" {
		m.objection(&f, on)
	}
	if m.chance(20) {
		f.ClassChosen = []cases.ClassChoice{{Ruleset: "R36", Class: m.pick(weighted{"R36.MINOR", 3}, weighted{"R36.GENERAL", 5}, weighted{"R36.SERIOUS", 2}), By: "a1", Reason: "按行业标准认定"}}
	}
	return f, on
}

func (m mix) penalty(f *cases.Facts) {
	f.Procedure = m.pick(weighted{"ordinary", 85}, weighted{"summary", 10}, weighted{"", 5})
	f.Field = m.pick(weighted{"market", 20}, weighted{"food", 20}, weighted{"housing", 15}, weighted{"environment", 15}, weighted{"work_safety", 10},
		weighted{"fire", 5}, weighted{"drug", 3}, weighted{"special_equipment", 2}, weighted{"other", 10})
	kinds := []string{m.pick(weighted{"fine", 70}, weighted{"warning", 15}, weighted{"suspend_business", 5}, weighted{"revoke_licence", 3}, weighted{"criticism", 2}, weighted{"confiscate_income", 5})}
	if m.chance(30) {
		kinds = append(kinds, "confiscate_income")
	}
	if m.chance(95) {
		f.PenaltyKinds = kinds
	}
	if kinds[0] == "fine" && m.chance(90) {
		f.Fine = cases.Fen(10_000 * (1 + m.rand.Int64N(5_000)))
	}
}

// progress is how far the desk has come with it.
func (m mix) progress(f *cases.Facts, on cases.Date) {
	f.DutyDone, f.Rectified, f.ProofHeld = m.found(), m.found(), m.found()
	f.Commitment, f.OtherConditionsMet, f.Authorised = m.found(), m.found(), m.found()
	if m.chance(60) {
		f.PushedOn = f.FiledOn.Add(1)
	}
	if m.chance(50) {
		f.AcceptedOn = f.FiledOn.Add(2)
	}
	if m.chance(5) {
		f.BarredSince = on.Add(-m.rand.IntN(1500))
	}
	if m.chance(5) {
		f.ReviewPending = cases.TriYes
	}
	if m.chance(3) {
		f.PlanApproved = cases.TriYes
	}
	if m.chance(10) {
		f.ResultOn, f.ServedOn = on, on
	}
}

func (m mix) objection(f *cases.Facts, on cases.Date) {
	grounds := []string{m.pick(weighted{"wrong", 40}, weighted{"expired", 20}, weighted{"missing", 10}, weighted{"duplicate", 10},
		weighted{"should_not_show", 10}, weighted{"penalty_changed", 5}, weighted{"list_wrong", 5})}
	if m.chance(20) {
		grounds = append(grounds, "other")
	}
	f.Grounds = grounds
	f.SourceDiffers, f.DuplicateFound, f.ItemMissing = m.found(), m.found(), m.found()
	f.StillShown = cases.TriYes
	if m.chance(40) {
		f.ShownUntil = f.DecidedOn.Add(365)
	}
	if m.chance(40) {
		f.PassedOn = f.FiledOn.Add(3)
	}
	if grounds[0] == "penalty_changed" {
		f.PenaltyNow, f.ChangedOn = m.pick(weighted{"changed", 1}, weighted{"revoked", 1}), on.Add(-20)
	}
}
