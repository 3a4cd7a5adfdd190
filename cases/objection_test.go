package cases

import (
	"testing"

	"pgregory.net/rapid"
)

// disputed is an objection in three items with two papers.
func (w *world) disputed() ReceivedAct {
	r := w.receipt(Objection)
	r.Claims = []Claim{
		{Ground: "wrong", Field: "fine", Shown: "320000 元", Claimed: "32000 元", Request: "correct"},
		{Ground: "wrong", Field: "decided_on", Shown: "2026-03-02", Claimed: "2026-03-12", Request: "correct"},
		{Ground: "expired", Request: "stop"},
	}
	return r
}

// grounded is a verdict in which the period has not run out and nobody has
// compared the record with its source.
func (w *world) grounded() JudgedAct {
	j := w.judged(TriUnknown)
	j.Verdict.Rulesets[0].Criteria = []Criterion{
		{ID: "GR-WRONG", State: StateUnknown, Outcome: "corrected", Grounds: []string{"wrong"}, Verified: true},
		{ID: "GR-EXPIRED", State: Unmet, Outcome: "stopped", Grounds: []string{"expired"}, Verified: true},
	}
	return j
}

// atCentre is an objection that the centre has accepted.
func (w *world) atCentre() Case {
	on := DayIn(w.now)
	c := w.must(Case{}, w.hand(w.window, Clerk), w.disputed())
	for _, name := range []string{"决定书", "缴款凭证"} {
		c = w.must(c, w.hand(w.window, Clerk), EvidenceAct{Blob: Hash{1: byte(len(name))}, Name: name})
	}
	c = w.must(c, w.hand(w.window, Clerk), ForwardedAct{To: w.centre.ID, On: on})
	return w.must(c, w.hand(w.centre, Clerk), AcceptedAct{On: on})
}

func (w *world) inquiry(c Case) InquiredAct {
	return InquiredAct{To: w.authority.ID, ToName: w.authority.Name, Claims: []int{0, 1}, Question: "请核对罚款数额和决定日期",
		Papers: []Hash{c.Evidence[0].Blob, c.Evidence[1].Blob}, Clocks: []ClockRun{{ID: "C-OBJ-UNIT", Due: DayIn(w.now).Add(16)}}, On: DayIn(w.now)}
}

func checkedSame() CheckedAct {
	return CheckedAct{Finding: "same", Items: []ItemFinding{{0, FindingSame, ""}, {1, FindingSame, ""}, {2, FindingSame, ""}}}
}

func answered() AnsweredAct {
	return AnsweredAct{Items: []ItemFinding{{0, FindingHolds, "罚款 32000 元"}, {1, FindingDenied, "2026-03-02"}}, Text: "罚款数额录入有误，决定日期无误。"}
}

// The centre asks the source, which answers item by item; the objection is
// partly upheld, and each item has its own outcome.
func TestObjectionPartlyUpheldAfterTheSourceAnswered(t *testing.T) {
	w := newWorld(t)
	on := DayIn(w.now)
	clerk, unit := w.hand(w.centre, Clerk), w.hand(w.authority, Clerk)
	c := w.atCentre()
	if !c.Marked {
		t.Fatal("an accepted objection is not marked at once")
	}
	c = w.must(c, clerk, checkedSame())
	c = w.must(c, clerk, w.inquiry(c))
	if c.State != Inquiring || c.Holder != w.authority.ID || c.Asker != w.centre.ID || !c.Marked {
		t.Fatalf("asked: %s, with %v, asked by %v, marked %v", c.State, c.Holder, c.Asker, c.Marked)
	}
	if due, run := c.Due(); due != on.Add(16) || run.ID != "C-OBJ-UNIT" {
		t.Errorf("the source's clock ends %v (%s)", due, run.ID)
	}
	if _, err := w.do(c, clerk, answered()); KeyOf(err) != "decide.holder" {
		t.Errorf("the asker answers itself: %v", err)
	}
	c = w.must(c, unit, answered())
	if c.State != Accepted || c.Holder != w.centre.ID || !c.Asker.IsZero() || len(c.Clocks) != 0 {
		t.Fatalf("answered: %s, with %v, %d clocks", c.State, c.Holder, len(c.Clocks))
	}
	c = w.must(c, clerk, w.grounded())
	want := []Advice{{Met, Corrected, "GR-WRONG"}, {Unmet, Kept, "GR-WRONG"}, {Unmet, Kept, "GR-EXPIRED"}}
	for i, a := range want {
		if got := c.AdviceOn(i); got != a {
			t.Errorf("advice on claim %d: %+v, want %+v", i, got, a)
		}
	}
	items := []ItemOutcome{{0, Corrected, "32000 元"}, {1, Kept, ""}, {2, Kept, ""}}
	if _, err := w.do(c, clerk, ProposedAct{Outcome: Partly, Items: items[:2]}); KeyOf(err) != "decide.items_missing" {
		t.Errorf("a claim without an outcome: %v", err)
	}
	// The third claim was not asked about and is not the platform's own error.
	if _, err := w.do(c, clerk, ProposedAct{Outcome: Partly, Items: items}); KeyOf(err) != "decide.ask_source" {
		t.Errorf("a claim that nobody asked about: %v", err)
	}
}

// Everything was asked about, so the three hands may decide; what they sign is
// what was proposed, item by item.
func TestItemsAreDecidedAsProposed(t *testing.T) {
	w := newWorld(t)
	on := DayIn(w.now)
	clerk := w.hand(w.centre, Clerk)
	c := w.must(w.atCentre(), clerk, checkedSame())
	ask := w.inquiry(c)
	ask.Claims = []int{0, 1, 2}
	c = w.must(c, clerk, ask)
	a := answered()
	a.Items = append(a.Items, ItemFinding{2, FindingDenied, ""})
	c = w.must(c, w.hand(w.authority, Clerk), a)
	c = w.must(c, clerk, w.grounded())
	items := []ItemOutcome{{0, Corrected, "32000 元"}, {1, Kept, ""}, {2, Kept, ""}}
	wrong := []ItemOutcome{{0, Corrected, "32000 元"}, {1, Corrected, "2026-03-12"}, {2, Kept, ""}}
	if _, err := w.do(c, clerk, ProposedAct{Outcome: Partly, Items: wrong}); KeyOf(err) != "decide.against_verdict" {
		t.Errorf("against the source's answer without a word: %v", err)
	}
	c = w.must(c, clerk, ProposedAct{Outcome: Partly, Items: items, On: on})
	c = w.must(c, w.hand(w.centre, Reviewer), ReviewedAct{Approved: true, On: on})
	signer := w.hand(w.centre, Signer)
	other := append([]ItemOutcome{}, items...)
	other[1] = ItemOutcome{1, Corrected, "2026-03-12"}
	if _, err := w.do(c, signer, DecidedAct{Outcome: Partly, Items: other, On: on}); KeyOf(err) != "decide.other_outcome" {
		t.Errorf("other items are signed: %v", err)
	}
	c = w.must(c, signer, DecidedAct{Outcome: Partly, Items: items, Effects: []string{"correct"}, On: on})
	if l, _ := DecisionLetter(c); l != LetterObjection || c.Decision.Items[0].Value != "32000 元" {
		t.Errorf("letter %s, decision %+v", l, c.Decision)
	}
	c = w.must(c, clerk, LiftedAct{Effects: []string{"correct"}, On: on})
	if c = w.must(c, clerk, UnmarkedAct{On: on}); c.Marked || c.State != Carried {
		t.Errorf("marked %v, %s", c.Marked, c.State)
	}
}

// Shenzhen's way (SZ2023 art. 51): what agrees with its source is passed on, and
// the providing unit decides; the platform's own error it corrects itself.
func TestObjectionPassedOnToItsSource(t *testing.T) {
	w := newWorld(t)
	on := DayIn(w.now)
	clerk, unit := w.hand(w.centre, Clerk), w.hand(w.authority, Clerk)
	c := w.atCentre()
	pass := ForwardedAct{To: w.authority.ID, Clocks: []ClockRun{{ID: "C-OBJ-UNIT", Due: on.Add(2)}}, On: on}
	if _, err := w.do(c, clerk, pass); KeyOf(err) != "decide.state" {
		t.Errorf("passed on before its own check: %v", err)
	}
	c = w.must(c, clerk, checkedSame())
	c = w.must(c, clerk, pass)
	if c.State != Accepted || c.Holder != w.authority.ID || !c.Marked {
		t.Fatalf("passed on: %s with %v, marked %v", c.State, c.Holder, c.Marked)
	}
	own := CheckedAct{Finding: "differs", Items: []ItemFinding{{0, FindingHolds, "32000 元"}, {1, FindingDenied, ""}, {2, FindingDenied, ""}}, On: on}
	c = w.must(c, unit, own)
	c = w.must(c, unit, w.grounded())
	items := []ItemOutcome{{0, Corrected, "32000 元"}, {1, Kept, ""}, {2, Kept, ""}}
	w.must(c, unit, ProposedAct{Outcome: Partly, Items: items, On: on})

	c = w.must(w.atCentre(), clerk, CheckedAct{Finding: "differs", On: on})
	c = w.must(c, clerk, w.judged(TriYes))
	w.must(c, clerk, ProposedAct{Outcome: Corrected, On: on})
}

// objectionRefusals tells every way in which an objection's acts are refused.
func (s *stages) objectionRefusals() []refusal {
	w, on := s.w, DayIn(s.w.now)
	clerk, unit := w.hand(w.centre, Clerk), w.hand(w.authority, Clerk)
	fresh := w.atCentre()
	c := w.must(fresh, clerk, checkedSame())
	ask := func(change func(*InquiredAct)) InquiredAct {
		a := w.inquiry(c)
		change(&a)
		return a
	}
	asked := w.must(c, clerk, ask(func(*InquiredAct) {}))
	judged := w.must(c, clerk, w.grounded())
	whole := []ItemOutcome{{0, Kept, ""}, {1, Kept, ""}, {2, Kept, ""}}
	unitHas := w.must(w.must(c, clerk, ForwardedAct{To: w.authority.ID, On: on}), unit, w.grounded())
	items := func(o ...Outcome) (out []ItemOutcome) {
		for i, o := range o {
			out = append(out, ItemOutcome{Claim: i, Outcome: o})
		}
		return out
	}
	return []refusal{
		{s.taken, s.clerk, CheckedAct{Finding: "same"}, "decide.objection_only kind=checked", Invalid},
		{s.taken, s.clerk, InquiredAct{To: w.centre.ID}, "decide.objection_only kind=inquired", Invalid},
		{s.taken, s.clerk, ForwardedAct{To: w.centre.ID}, "decide.state kind=forwarded state=accepted", Conflict},
		{fresh, clerk, w.inquiry(fresh), "decide.check_first", Invalid},
		{fresh, clerk, AnsweredAct{}, "decide.state kind=answered state=accepted", Conflict},
		{fresh, clerk, CheckedAct{Finding: "same", Items: checkedSame().Items[:2]}, "decide.findings", Invalid},
		{fresh, clerk, CheckedAct{Items: []ItemFinding{{0, "so what", ""}, {1, FindingSame, ""}, {2, FindingSame, ""}}}, "decide.findings", Invalid},
		{fresh, clerk, CheckedAct{Items: []ItemFinding{{0, FindingSame, ""}, {0, FindingSame, ""}, {2, FindingSame, ""}}}, "decide.findings", Invalid},
		{c, clerk, ask(func(a *InquiredAct) { a.To = w.centre.ID }), "decide.forward_where", Invalid},
		{c, clerk, ask(func(a *InquiredAct) { a.To = ID{} }), "decide.forward_where", Invalid},
		{c, clerk, ask(func(a *InquiredAct) { a.Claims = nil }), "decide.inquiry_claims", Invalid},
		{c, clerk, ask(func(a *InquiredAct) { a.Claims = []int{1, 1} }), "decide.findings", Invalid},
		{c, clerk, ask(func(a *InquiredAct) { a.Claims = []int{3} }), "decide.findings", Invalid},
		{c, clerk, ask(func(a *InquiredAct) { a.Papers = a.Papers[:1] }), "decide.inquiry_papers paper=缴款凭证", Invalid},
		{asked, unit, AnsweredAct{Items: answered().Items[:1]}, "decide.findings", Invalid},
		{asked, unit, AnsweredAct{Items: []ItemFinding{{0, FindingSame, ""}, {1, FindingHolds, ""}}}, "decide.findings", Invalid},
		{asked, unit, AnsweredAct{Items: []ItemFinding{{0, FindingHolds, ""}, {2, FindingHolds, ""}}}, "decide.findings", Invalid},
		{asked, clerk, AnsweredAct{}, "decide.holder kind=answered", Forbidden},
		{judged, clerk, ProposedAct{Outcome: Kept, Items: whole, Text: "说明"}, "decide.ask_source", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Partly, Text: "说明"}, "decide.items_missing", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Kept, Items: whole[1:], Text: "说明"}, "decide.items_missing", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Kept, Items: []ItemOutcome{whole[0], whole[2], whole[1]}}, "decide.items_missing", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Partly, Items: items(Kept, Granted, Kept), Text: "说明"}, "decide.outcome outcome=granted", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Partly, Items: items(Kept, Upheld, Kept), Text: "说明"}, "decide.outcome outcome=upheld", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Kept, Items: items(Kept, Corrected, Kept), Text: "说明"}, "decide.items_overall outcome=kept", Invalid},
		{unitHas, unit, ProposedAct{Outcome: Partly, Items: items(Corrected, Kept, Kept)}, "decide.against_verdict", Invalid},
	}
}

// A forged answer to a question that nobody asked is an error, never a crash.
func TestAnAnswerWithoutAQuestionIsRefusedOnArrival(t *testing.T) {
	w := newWorld(t)
	c, clerk := w.atCentre(), w.hand(w.centre, Clerk)
	e, err := Read(w.event(c.ID, c.Head, clerk, answered()), w.caseKey)
	if err != nil {
		t.Fatal(err)
	}
	for name, check := range map[string]func(Case, Event, Directory) error{"check": Check, "bound": Bound} {
		if err := check(c, e, w.dir); KeyOf(err) != "decide.state" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The whole is partly upheld exactly where some items are kept and others not.
func TestOverallFollowsTheItems(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		of := rapid.SliceOfN(rapid.SampledFrom([]Outcome{Corrected, Added, Stopped, Removed, Kept}), 1, 6).Draw(t, "outcomes")
		var items []ItemOutcome
		seen := map[Outcome]bool{}
		for i, o := range of {
			items, seen[o] = append(items, ItemOutcome{Claim: i, Outcome: o}), true
		}
		want := Upheld
		switch {
		case len(seen) == 1:
			want = of[0]
		case seen[Kept]:
			want = Partly
		}
		if got := Overall(items); got != want {
			t.Fatalf("%v is %s as a whole, want %s", of, got, want)
		}
	})
	if Overall(nil) != "" {
		t.Error("no items have an outcome")
	}
}
