package cases

import (
	"reflect"
	"slices"
	"testing"
	"time"
)

// The table of what may be taken back has every kind in it, one way or the other.
func TestEveryKindIsTakenBackOrNever(t *testing.T) {
	for _, r := range kindRules {
		_, may := UndoRuleOf(r.Kind)
		no := IsAccess(r.Kind) || IsEnding(r.Kind)
		for _, k := range never {
			no = no || k == r.Kind
		}
		if may == no || may && !r.Legal {
			t.Errorf("%s: may be undone %v, never %v", r.Kind, may, no)
		}
	}
}

// Each act that may be taken back: the case is as before but for its history, and
// taking the taking back again brings the act back.
func TestAnActIsTakenBackAndDoneAgain(t *testing.T) {
	w := newWorld(t)
	s, on := w.stages(), DayIn(w.now)
	served := w.must(w.must(w.must(s.decided, s.clerk, LiftedAct{On: on}), s.clerk, NotifiedAct{Way: "post", On: on}), s.clerk, ServedAct{Way: "post", Receiver: "甲", On: on})
	asked := w.must(s.fresh, s.counter, AskedMoreAct{Missing: []Paper{{Code: "PROOF"}}, On: on})
	for _, c := range []struct {
		from Case
		by   Hand
		act  Act
	}{
		{s.fresh, s.counter, AskedMoreAct{Missing: []Paper{{Code: "PROOF"}}, On: on}},
		{asked, s.counter, CompletedAct{Papers: []Paper{{Code: "PROOF"}}, On: on}},
		{s.fresh, s.counter, w.judged(TriYes)},
		{s.fresh, s.counter, ForwardedAct{To: w.authority.ID, On: on}},
		{s.sent, s.clerk, AcceptedAct{On: on}},
		{s.objectionTaken(), s.clerk, CheckedAct{Finding: "expired", On: on}},
		{s.judged, s.clerk, ProposedAct{Outcome: Granted, On: on}},
		{s.proposed, s.reviewer, ReviewedAct{Returned: []string{"V1"}, On: on}},
		{served, s.clerk, ArchivedAct{On: on}},
		{s.fresh, s.counter, WithdrawnAct{On: on}},
		{s.decided, s.clerk, s.doubt()},
		{s.heard(), s.clerk, ProposedAct{Outcome: Stand, Text: "查无实据", On: on}},
		{s.doubted(), s.clerk, HeardAct{ToldOn: on, Way: "post", Silent: true, On: on}},
	} {
		done := w.must(c.from, c.by, c.act)
		back := w.undo(done, c.by)
		again := w.undo(back, c.by)
		if !sameCase(back, c.from) || !sameCase(again, done) {
			t.Errorf("%s: from %s over %s back to %s and again %s", c.act.Kind(), c.from.State, done.State, back.State, again.State)
		}
		n := len(c.from.Past)
		if len(again.Past) != n+3 || again.Past[n].Undone || !back.Past[n].Undone || !again.Past[n+1].Undone {
			t.Errorf("%s: the history does not show both", c.act.Kind())
		}
	}
}

// undo takes the last act back.
func (w *world) undo(c Case, by Hand) Case {
	w.t.Helper()
	a, err := Undo(c, "点错了", by)
	if err != nil {
		w.t.Fatalf("in %s: %v", c.State, err)
	}
	return w.must(c, by, a)
}

// sameCase compares all but history, head and makers: those only grow.
func sameCase(a, b Case) bool {
	for _, c := range []*Case{&a, &b} {
		c.Past, c.Head, c.before, c.Hands.Makers = nil, Hash{}, nil, nil
	}
	return reflect.DeepEqual(a, b)
}

func TestWhatCannotBeTakenBack(t *testing.T) {
	w := newWorld(t)
	s, on := w.stages(), DayIn(w.now)
	late := s.counter
	late.Today = on.Add(1)
	nextDay := s.clerk
	nextDay.Today = on.Add(1)
	asked := w.must(s.fresh, s.counter, AskedMoreAct{Missing: []Paper{{Code: "PROOF"}}, On: on})
	lettered := asked
	lettered.Past = append(slices.Clip(asked.Past), Happening{Event: Hash{1}, Kind: KindLetter})
	scanned := w.must(asked, s.counter, EvidenceAct{Name: "凭证"})
	for name, c := range map[string]struct {
		of   Case
		by   Hand
		want string
	}{
		"nothing done":            {Case{}, s.counter, "undo.nothing"},
		"a receipt":               {s.fresh, s.counter, "undo.never"},
		"a signed decision":       {s.decided, s.signer, "undo.never"},
		"a mark":                  {w.must(s.objectionTaken(), s.clerk, MarkedAct{On: on}), s.clerk, "undo.never"},
		"another's act":           {s.sent, s.clerk, "undo.other"},
		"told in a letter":        {lettered, s.counter, "undo.letter"},
		"the day after":           {asked, late, "undo.late"},
		"a judgement, a day late": {s.judged, nextDay, ""},
		"with a scan since":       {scanned, s.counter, ""},
	} {
		if _, err := Undo(c.of, "", c.by); KeyOf(err) != c.want {
			t.Errorf("%s: %v, want %q", name, err, c.want)
		}
	}
	if back := w.undo(scanned, s.counter); len(back.Evidence) != 1 || back.State != Received {
		t.Errorf("the scan was lost: %+v", back)
	}
	if _, err := Decide(asked, UndoneAct{Event: Hash{9}, Done: KindAskedMore, On: on}, s.counter); KeyOf(err) != "undo.not_last" {
		t.Errorf("an act that is not the last: %v", err)
	}
	if back := w.undo(asked, s.counter); MayIssue(LetterMissing, back, s.counter) == nil {
		t.Error("a notice may be issued although nothing is asked for any more")
	}
}

// objectionTaken is an objection at the authority, accepted and marked.
func (s *stages) objectionTaken() Case {
	on := DayIn(s.w.now)
	return s.w.must(s.w.must(s.objection, s.counter, ForwardedAct{To: s.w.authority.ID, On: on}), s.clerk, AcceptedAct{On: on})
}

// Two desks, one head: one takes the forwarding back while the other accepts. The
// library puts one first; the other waits for a person and changes nothing.
func TestTakingBackAndAcceptingAtOnce(t *testing.T) {
	w := newWorld(t)
	s, on := w.stages(), DayIn(w.now)
	a, err := Undo(s.sent, "", s.counter)
	if err != nil {
		t.Fatal(err)
	}
	read := func(by Hand, act Act) Event {
		w.now = w.now.Add(time.Second)
		e, err := Read(w.event(s.sent.ID, s.sent.Head, by, act), w.caseKey)
		if err != nil {
			t.Fatal(err)
		}
		return e
	}
	back, accepted := read(s.counter, a), read(s.clerk, AcceptedAct{On: on})
	for _, order := range [][]Event{{back, accepted}, {accepted, back}} {
		c := s.sent
		for _, e := range order {
			if err := Bound(c, e, w.dir); err != nil {
				t.Fatal(err)
			}
			if c, err = Apply(c, e); err != nil {
				t.Fatal(err)
			}
		}
		if len(c.Conflicts) != 1 || c.Conflicts[0] != order[1].Hash {
			t.Errorf("conflicts %v", c.Conflicts)
		}
	}
	// An act of another's that claims to take one back is refused wherever it comes from.
	if err := Bound(s.sent, read(s.clerk, a), w.dir); KeyOf(err) != "undo.other" {
		t.Errorf("another's taking back: %v", err)
	}
}
