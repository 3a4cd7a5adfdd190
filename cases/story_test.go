package cases

import (
	"slices"
	"testing"
)

// The whole way of a repair: window, authority, three hands, archive.
func TestRepairFromCounterToArchive(t *testing.T) {
	w := newWorld(t)
	counter, clerk := w.hand(w.window, Clerk), w.hand(w.authority, Clerk)
	reviewer, signer := w.hand(w.authority, Reviewer), w.hand(w.authority, Signer)
	today := DayIn(w.now)

	c := w.must(Case{}, counter, w.receipt(Repair))
	c = w.must(c, counter, AskedMoreAct{Missing: []Paper{{Code: "COMMITMENT", Name: "信用承诺书"}}, On: today})
	c = w.must(c, counter, CompletedAct{Papers: []Paper{{Code: "COMMITMENT", Name: "信用承诺书"}}, On: today})
	if len(c.Missing) != 0 || len(c.Papers) != 2 {
		t.Fatalf("after completion: missing %v, papers %v", c.Missing, c.Papers)
	}
	c = w.must(c, counter, w.judged(TriYes))
	c = w.must(c, counter, ForwardedAct{To: w.authority.ID, ToName: w.authority.Name, On: today})
	c = w.must(c, clerk, AcceptedAct{On: today})
	c = w.must(c, clerk, ProposedAct{Outcome: Granted, On: today})
	c = w.must(c, reviewer, ReviewedAct{Returned: []string{"class"}, Text: "金额依据再看", On: today})
	if c.State != Accepted {
		t.Fatalf("returned case is %s, want back with 经办", c.State)
	}
	c = w.must(c, clerk, ProposedAct{Outcome: Granted, On: today})
	c = w.must(c, reviewer, ReviewedAct{Approved: true, On: today})
	c = w.must(c, signer, DecidedAct{Outcome: Granted, Effects: []string{"stop_publishing"}, From: today, On: today})
	c = w.must(c, clerk, LiftedAct{Effects: []string{"stop_publishing"}, On: today})
	c = w.must(c, clerk, NotifiedAct{Way: "counter", On: today})
	c = w.must(c, clerk, ServedAct{Way: "counter", Receiver: "经办人", On: today})
	c = w.must(c, clerk, ArchivedAct{On: today})
	if c.State != Archived || len(c.Past) != 15 || c.Hands.Signer != signer.Account.ID {
		t.Errorf("end: %s after %d steps, signed by %v", c.State, len(c.Past), c.Hands.Signer)
	}
}

func TestObjectionIsMarkedAtOnceOnAcceptance(t *testing.T) {
	w := newWorld(t)
	counter, clerk := w.hand(w.window, Clerk), w.hand(w.authority, Clerk)
	c := w.must(Case{}, counter, w.receipt(Objection))
	c = w.must(c, counter, ForwardedAct{To: w.authority.ID, On: DayIn(w.now)})
	c = w.must(c, clerk, AcceptedAct{On: DayIn(w.now)})
	if !c.Marked {
		t.Error("an accepted objection is not marked (SZ2023 art. 50)")
	}
	today := DayIn(w.now)
	c = w.must(c, clerk, CheckedAct{Finding: "expired", On: today})
	c = w.must(c, clerk, w.judged(TriYes))
	c = w.must(c, clerk, ProposedAct{Outcome: Stopped, On: today})
	c = w.must(c, w.hand(w.authority, Reviewer), ReviewedAct{Approved: true, On: today})
	c = w.must(c, w.hand(w.authority, Signer), DecidedAct{Outcome: Stopped, On: today})
	if c = w.must(c, clerk, UnmarkedAct{On: today}); c.Marked {
		t.Error("the mark stayed after the decision")
	}
}

func TestWindowHasNoPowerToDecide(t *testing.T) {
	w := newWorld(t)
	// Even an account with every role cannot: the office lacks the power.
	all := w.hand(w.window, Clerk)
	all.Account.Roles = []Role{Clerk, Reviewer, Signer}
	c := w.must(Case{}, w.hand(w.window, Clerk), w.receipt(Repair))
	for _, wish := range []Act{AcceptedAct{}, DeclinedAct{}, MarkedAct{}, CheckedAct{}, InquiredAct{}, AnsweredAct{}, ProposedAct{}, ReviewedAct{}, DecidedAct{}} {
		if _, err := w.do(c, all, wish); KeyOf(err) != "decide.power" {
			t.Errorf("window %s: %v, want decide.power", wish.Kind(), err)
		}
	}
	for _, s := range []LetterSort{LetterAccept, LetterDecline, LetterGrant, LetterRefuse, LetterObjection} {
		if err := MayIssue(s, c, all); KeyOf(err) != "letter.power" {
			t.Errorf("window letter %s: %v, want letter.power", s, err)
		}
	}
	// An event forged past Decide is refused by everybody who checks it.
	e := w.event(c.ID, c.Head, all, DecidedAct{Outcome: Granted})
	if _, err := Admit(e, w.dir); KeyOf(err) != "admit.power" {
		t.Errorf("forged decision: %v, want admit.power", err)
	}
}

func TestThreeHandsStayApart(t *testing.T) {
	w := newWorld(t)
	clerk, reviewer := w.hand(w.authority, Clerk), w.hand(w.authority, Reviewer)
	today := DayIn(w.now)
	everything := clerk
	everything.Account.Roles = []Role{Clerk, Reviewer, Signer}
	c := w.must(Case{}, w.hand(w.window, Clerk), w.receipt(Repair))
	c = w.must(c, w.hand(w.window, Clerk), ForwardedAct{To: w.authority.ID, On: today})
	c = w.must(c, clerk, AcceptedAct{On: today})
	c = w.must(c, clerk, w.judged(TriYes))
	c = w.must(c, clerk, ProposedAct{Outcome: Granted, On: today})
	if _, err := Decide(c, ReviewedAct{Approved: true}, everything); KeyOf(err) != "decide.own_review" {
		t.Errorf("own review: %v", err)
	}
	c = w.must(c, reviewer, ReviewedAct{Approved: true, On: today})
	if _, err := Decide(c, DecidedAct{Outcome: Granted}, everything); KeyOf(err) != "decide.own_sign" {
		t.Errorf("own signature: %v", err)
	}
	joined := reviewer
	joined.Account.Roles = []Role{Reviewer, Signer}
	if _, err := Decide(c, DecidedAct{Outcome: Granted}, joined); KeyOf(err) != "decide.reviewer_signs" {
		t.Errorf("reviewer signs: %v", err)
	}
	joined.Office.JoinReviewSign = true
	if _, err := Decide(c, DecidedAct{Outcome: Granted}, joined); err != nil {
		t.Errorf("joined 审核 and 签发 by configuration: %v", err)
	}
}

func TestDecisionNeedsReasons(t *testing.T) {
	w := newWorld(t)
	clerk, today := w.hand(w.authority, Clerk), DayIn(w.now)
	base := w.must(Case{}, w.hand(w.window, Clerk), w.receipt(Repair))
	base = w.must(base, w.hand(w.window, Clerk), ForwardedAct{To: w.authority.ID, On: today})
	base = w.must(base, clerk, AcceptedAct{On: today})
	if _, err := Decide(base, ProposedAct{Outcome: Granted}, clerk); KeyOf(err) != "decide.unjudged" {
		t.Errorf("unjudged: %v", err)
	}
	no := w.must(base, clerk, w.judged(TriNo))
	for _, s := range []struct {
		wish ProposedAct
		key  string
	}{
		{ProposedAct{Outcome: Stopped}, "decide.outcome"},
		{ProposedAct{Outcome: Refused}, "decide.refuse_grounds"},
		{ProposedAct{Outcome: Granted}, "decide.against_verdict"},
		{ProposedAct{Outcome: Granted, Text: "处罚机关已书面确认"}, ""},
		{ProposedAct{Outcome: Refused, Grounds: []Ground{{Code: "TOO-EARLY", Text: "最短公示期未满"}}}, ""},
	} {
		if _, err := Decide(no, s.wish, clerk); KeyOf(err) != s.key {
			t.Errorf("%v: %v, want %q", s.wish.Outcome, err, s.key)
		}
	}
}

func TestStaleActBecomesAConflictNotAWinner(t *testing.T) {
	w := newWorld(t)
	counter, clerk, today := w.hand(w.window, Clerk), w.hand(w.authority, Clerk), DayIn(w.now)
	c := w.must(Case{}, counter, w.receipt(Repair))
	c = w.must(c, counter, ForwardedAct{To: w.authority.ID, On: today})
	seen := c.Head
	c = w.must(c, clerk, AcceptedAct{On: today})
	stale, err := Read(w.event(c.ID, seen, w.hand(w.authority, Signer), DeclinedAct{Grounds: []Ground{{Code: "X"}}}), w.caseKey)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Apply(c, stale)
	if err != nil || after.State != Accepted || !slices.Contains(after.Conflicts, stale.Hash) || after.Head != c.Head {
		t.Errorf("stale refusal: state %s, conflicts %d, %v", after.State, len(after.Conflicts), err)
	}
}

// Evidence and letters may come in between without making anybody's act stale.
func TestPapersDoNotMakeActsStale(t *testing.T) {
	w := newWorld(t)
	counter, clerk, today := w.hand(w.window, Clerk), w.hand(w.authority, Clerk), DayIn(w.now)
	c := w.must(Case{}, counter, w.receipt(Repair))
	c = w.must(c, counter, ForwardedAct{To: w.authority.ID, On: today})
	accept := w.event(c.ID, c.Head, clerk, AcceptedAct{On: today})
	c = w.must(c, counter, LetterAct{Letter: "L5", Number: "示例政服转〔2026〕1号", Data: []byte(`{}`), On: today})
	e, err := Read(accept, w.caseKey)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = Apply(c, e); err != nil || c.State != Accepted || len(c.Conflicts) != 0 {
		t.Errorf("acceptance after a letter: %s, %d conflicts, %v", c.State, len(c.Conflicts), err)
	}
}

// A decision that rests on an unverified value needs a person's word that the
// text was compared (design.md §5).
func TestUnverifiedLawNeedsACheckedText(t *testing.T) {
	w := newWorld(t)
	clerk, today := w.hand(w.authority, Clerk), DayIn(w.now)
	c := w.must(Case{}, w.hand(w.window, Clerk), w.receipt(Repair))
	c = w.must(c, w.hand(w.window, Clerk), ForwardedAct{To: w.authority.ID, On: today})
	c = w.must(c, clerk, AcceptedAct{On: today})
	j := w.judged(TriYes)
	j.Verdict.Rulesets[0].Criteria = []Criterion{{ID: "C1", State: Met, Verified: false}}
	c = w.must(c, clerk, j)
	c = w.must(c, clerk, ProposedAct{Outcome: Granted, On: today})
	c = w.must(c, w.hand(w.authority, Reviewer), ReviewedAct{Approved: true, On: today})
	signer := w.hand(w.authority, Signer)
	if _, err := Decide(c, DecidedAct{Outcome: Granted}, signer); KeyOf(err) != "decide.unverified" {
		t.Errorf("without a check: %v", err)
	}
	if _, err := Decide(c, DecidedAct{Outcome: Granted, Checked: &TextCheck{Text: "官方文本", On: today}}, signer); err != nil {
		t.Errorf("with a check: %v", err)
	}
	if _, err := Decide(c, DecidedAct{Outcome: Refused, Checked: &TextCheck{}}, signer); KeyOf(err) != "decide.other_outcome" {
		t.Errorf("another outcome than proposed: %v", err)
	}
}

// A letter is made only while the case is open, by the office whose letter it is.
func TestLettersBelongToTheirOffice(t *testing.T) {
	w := newWorld(t)
	counter, clerk, today := w.hand(w.window, Clerk), w.hand(w.authority, Clerk), DayIn(w.now)
	c := w.must(Case{}, counter, w.receipt(Repair))
	c = w.must(c, counter, AskedMoreAct{Missing: []Paper{{Code: "X"}}, On: today})
	if err := MayIssue(LetterMissing, c, counter); err != nil {
		t.Errorf("the notice of missing papers: %v", err)
	}
	gone := w.must(c, counter, WithdrawnAct{On: today})
	if err := MayIssue(LetterMissing, gone, counter); KeyOf(err) != "letter.early" {
		t.Errorf("a letter of a withdrawn case: %v", err)
	}
	c = w.must(c, counter, CompletedAct{On: today})
	c = w.must(c, counter, ForwardedAct{To: w.authority.ID, On: today})
	if err := MayIssue(LetterForward, c, clerk); KeyOf(err) != "letter.office" {
		t.Errorf("the authority's forwarding slip: %v", err)
	}
	if err := MayIssue(LetterForward, c, counter); err != nil {
		t.Errorf("the window's forwarding slip: %v", err)
	}
	c = w.must(c, clerk, AcceptedAct{On: today})
	if err := MayIssue(LetterAccept, c, clerk); err != nil {
		t.Errorf("the notice of acceptance: %v", err)
	}
}
