package cases

import (
	"slices"
	"testing"
)

// forge writes an event that no desk of ours would write, with a real account's
// key, and reads it back as another desk does after Admit.
func (w *world) forge(c Case, by Hand, act Act) Event {
	w.t.Helper()
	of := c.ID
	if of.IsZero() {
		of = id(98)
	}
	env := w.event(of, c.Head, by, act)
	if _, err := Admit(env, w.dir); err != nil {
		w.t.Fatalf("%s: the forgery must get past Admit: %v", act.Kind(), err)
	}
	e, err := Read(env, w.caseKey)
	if err != nil {
		w.t.Fatal(err)
	}
	return e
}

// grant gives an account every role, in the directory that everybody holds.
func (w *world) grant(by Hand) Hand {
	for i := range w.dir.Offices {
		for j, a := range w.dir.Offices[i].Accounts {
			if a.ID == by.Account.ID {
				w.dir.Offices[i].Accounts[j].Roles = []Role{Clerk, Reviewer, Signer}
				by.Account = w.dir.Offices[i].Accounts[j]
			}
		}
	}
	return by
}

// Every one of these events is signed by a real account whose office has the
// power and which has the role: only the case itself tells that they are wrong.
func TestForgedEventsOfRealAccountsDoNotCount(t *testing.T) {
	w := newWorld(t)
	today := DayIn(w.now)
	counter, clerk := w.hand(w.window, Clerk), w.hand(w.authority, Clerk)
	reviewer, signer := w.hand(w.authority, Reviewer), w.hand(w.authority, Signer)
	fresh := w.must(Case{}, counter, w.receipt(Repair))
	sent := w.must(fresh, counter, ForwardedAct{To: w.authority.ID, On: today})
	taken := w.must(sent, clerk, AcceptedAct{On: today})
	judged := w.must(taken, clerk, w.judged(TriYes))
	proposed := w.must(judged, clerk, ProposedAct{Outcome: Granted, On: today})
	reviewed := w.must(proposed, reviewer, ReviewedAct{Approved: true, On: today})
	decided := w.must(reviewed, signer, DecidedAct{Outcome: Granted, From: today, On: today})
	maker, second := w.grant(clerk), w.grant(reviewer)

	stolen := w.receipt(Repair)
	stolen.Office = w.authority.ID
	l8 := LetterAct{Letter: "L8", Number: "示例政服修决〔2026〕1号", On: today}
	for _, s := range []struct {
		name string
		c    Case
		by   Hand
		act  Act
		key  string
		once bool // only on arrival, for the directory may have said otherwise later
	}{
		{"a receipt in another office's name", Case{}, counter, stolen, "decide.receipt_office", false},
		{"an office that does not have the case yet", fresh, clerk, AcceptedAct{On: today}, "decide.holder", false},
		{"an office that gave the case away", sent, counter, WithdrawnAct{On: today}, "decide.holder", false},
		{"forwarded to nobody", fresh, counter, ForwardedAct{On: today}, "decide.forward_where", false},
		{"proposed without a judgement", taken, clerk, ProposedAct{Outcome: Granted, On: today}, "decide.unjudged", false},
		{"a maker reviews", proposed, maker, ReviewedAct{Approved: true, On: today}, "decide.own_review", false},
		{"a maker signs", reviewed, maker, DecidedAct{Outcome: Granted, On: today}, "decide.own_sign", false},
		{"a maker declines", taken, maker, DeclinedAct{On: today}, "decide.own_sign", false},
		{"the reviewer signs", reviewed, second, DecidedAct{Outcome: Granted, On: today}, "decide.reviewer_signs", true},
		{"another outcome is signed", reviewed, signer, DecidedAct{Outcome: Refused, On: today}, "decide.other_outcome", false},
		{"a return without grounds", proposed, reviewer, ReviewedAct{On: today}, "decide.return_grounds", true},
		{"a window's decision letter", decided, counter, l8, "letter.office", false},
		{"a letter before its time", reviewed, signer, l8, "letter.early", false},
		{"a letter of no sort", decided, signer, LetterAct{Letter: "L99", On: today}, "letter.sort", false},
		{"a number of another office", decided, signer, l8, "letter.number", true},
		{"a clerk's decision letter", decided, w.hand(w.authority, Clerk), l8, "letter.role", true},
		{"a receipt with another number", fresh, counter, LetterAct{Letter: "L1", Number: "示例政服1", On: today}, "letter.number", true},
	} {
		if s.name == "a clerk's decision letter" { // back to the clerk that he was
			w.dir.Offices[1].Accounts[0].Roles = []Role{Clerk}
		}
		e := w.forge(s.c, s.by, s.act)
		if err := Check(s.c, e, w.dir); KeyOf(err) != s.key {
			t.Errorf("%s: %v, want %s", s.name, err, s.key)
		}
		if err := Bound(s.c, e, w.dir); (err == nil) != s.once || (err != nil && KeyOf(err) != s.key) {
			t.Errorf("%s, later: %v", s.name, err)
		}
	}
}

// What Decide lets through, every other desk lets through.
func TestWhatDecideAllowsPassesCheck(t *testing.T) {
	w := newWorld(t)
	today := DayIn(w.now)
	counter, clerk, signer := w.hand(w.window, Clerk), w.hand(w.authority, Clerk), w.hand(w.authority, Signer)
	receipt := w.receipt(Repair)
	var c Case
	for _, s := range []struct {
		by  Hand
		act Act
	}{
		{counter, receipt},
		{counter, LetterAct{Letter: "L1", Number: receipt.Number, Data: []byte("{}"), On: today}},
		{counter, EvidenceAct{Name: "缴款凭证"}},
		{counter, ForwardedAct{To: w.authority.ID, On: today}},
		{counter, LetterAct{Letter: "L5", Number: "示例政服转〔2026〕1号", Data: []byte("{}"), On: today}},
		{clerk, AcceptedAct{On: today}},
		{clerk, w.judged(TriYes)},
		{clerk, ProposedAct{Outcome: Granted, On: today}},
		{w.hand(w.authority, Reviewer), ReviewedAct{Approved: true, On: today}},
		{signer, DecidedAct{Outcome: Granted, From: today, On: today}},
		{signer, LetterAct{Letter: "L8", Number: "示例住建修决〔2026〕1号", Data: []byte("{}"), On: today}},
	} {
		before := c
		c = w.must(c, s.by, s.act)
		e := w.forge(before, s.by, s.act)
		if err := Check(before, e, w.dir); err != nil {
			t.Errorf("%s: %v", s.act.Kind(), err)
		}
		if err := Bound(before, e, w.dir); err != nil {
			t.Errorf("%s, later: %v", s.act.Kind(), err)
		}
	}
	again := w.forge(c, signer, LetterAct{Letter: "L8", Number: "示例住建修决〔2026〕2号", Data: []byte("{}"), On: today})
	if err := Bound(c, again, w.dir); KeyOf(err) != "letter.made" {
		t.Errorf("the same letter by a second desk: %v", err)
	}
	// What saw an older case is Apply's to put aside, whoever wrote it.
	stale := w.forge(Case{ID: c.ID}, counter, WithdrawnAct{On: today})
	if err := Check(c, stale, w.dir); err != nil {
		t.Errorf("stale: %v", err)
	}
	if after, err := Apply(c, stale); err != nil || !slices.Contains(after.Conflicts, stale.Hash) {
		t.Errorf("stale: %v", err)
	}
	stranger := stale
	stranger.Header.Actor = id(77)
	for _, check := range []func(Case, Event, Directory) error{Check, Bound} {
		if err := check(c, stranger, w.dir); KeyOf(err) != "admit.actor" {
			t.Errorf("an unknown hand: %v", err)
		}
	}
}
