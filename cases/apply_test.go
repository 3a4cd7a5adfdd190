package cases

import (
	"reflect"
	"strings"
	"testing"
)

// A stored log never holds what has no place; where one does, reading it stops
// and says which act stood where.
func TestWhatHasNoPlaceInALogIsNamed(t *testing.T) {
	s := newWorld(t).stages()
	e := Event{Hash{1}, Header{Case: s.fresh.ID, Base: s.fresh.Head, Kind: KindDecided}, DecidedAct{}}
	after, err := Apply(s.fresh, e)
	if err == nil || err.Error() != "apply.state kind=decided state=received" || !reflect.DeepEqual(after, s.fresh) {
		t.Errorf("decided out of received: %v", err)
	}
	e.Header.Kind = "pardoned"
	if _, err := Apply(s.fresh, e); KindOf(err) != TooNew || KeyOf(err) != "act.kind" {
		t.Errorf("an act of a newer program: %v", err)
	}
	first := Event{Hash{2}, Header{Kind: KindReceived}, s.w.receipt(Repair)}
	if c, err := Fold([]Event{first, {Hash{3}, Header{Kind: KindServed, Base: Hash{2}}, ServedAct{}}}); err == nil || c.State != Received {
		t.Errorf("a fold past a fault: %v, %v", c.State, err)
	}
}

// A case that was handed on keeps what it was: applying to it never reaches back.
func TestACaseIsNeverChangedBehindItsHoldersBack(t *testing.T) {
	s := newWorld(t).stages()
	on := DayIn(s.w.now)
	c := s.fresh
	for n := range 8 { // some lengths leave room behind a slice, others do not
		one := s.w.must(c, s.counter, EvidenceAct{Name: "乙"})
		two := s.w.must(c, s.counter, EvidenceAct{Name: "丙"})
		if one.Evidence[n].Name != "乙" || two.Evidence[n].Name != "丙" || len(c.Evidence) != n || one.Past[len(c.Past)].Event == two.Past[len(c.Past)].Event {
			t.Errorf("two futures of a case with %d papers share them: %v %v", n, one.Evidence, two.Evidence)
		}
		c = one
	}
	extended := s.w.must(s.taken, s.signer, longer(s.taken.Clocks[0], on.Add(30), "核查", on))
	if s.taken.Clocks[0].Due != on.Add(14) || extended.Clocks[0].Due != on.Add(30) || !reflect.DeepEqual(extended.Clocks[1], s.taken.Clocks[1]) {
		t.Errorf("before %v, after %v", s.taken.Clocks, extended.Clocks)
	}
	if due, run := extended.Due(); due != on.Add(5) || run.ID != "C-CHECK" {
		t.Errorf("the nearest day is %v of %s", due, run.ID)
	}
	if due, _ := (Case{Clocks: []ClockRun{{ID: "C-OPEN"}}}).Due(); !due.IsZero() {
		t.Errorf("a clock without a figure is due %v", due)
	}
}

// The latest letter of a sort is the one that counts, and only of that sort.
func TestTheLastLetterOfASortIsFound(t *testing.T) {
	c := Case{Letters: []LetterAct{{Letter: "L2", Number: "1"}, {Letter: "L2", Number: "2"}, {Letter: "L1", Number: "3"}}}
	if l, ok := c.Letter("L2"); !ok || l.Number != "2" {
		t.Errorf("%+v %v", l, ok)
	}
	if _, ok := c.Letter("L8"); ok {
		t.Error("a letter that was never made")
	}
}

// places is law.md §11 read the other way round: what may happen to a case that
// stands so. Letters and papers are told apart below.
var places = map[State]string{
	"":            "received",
	Received:      "evidence asked_more judged forwarded accepted declined letter withdrawn undone",
	Supplementing: "evidence completed judged letter withdrawn undone",
	Forwarded:     "evidence judged accepted declined paused resumed letter withdrawn undone",
	Accepted:      "evidence judged forwarded marked checked inquired proposed extended paused resumed letter withdrawn undone",
	Inquiring:     "evidence answered extended paused resumed letter withdrawn undone",
	Proposed:      "evidence reviewed extended paused resumed letter withdrawn undone",
	Reviewed:      "evidence extended paused resumed decided letter withdrawn revoked cleared undone",
	Decided:       "evidence lifted unmarked letter notified doubted undone",
	Carried:       "evidence unmarked letter notified doubted undone",
	Declined:      "evidence letter notified",
	Notified:      "evidence letter served doubted undone",
	Served:        "evidence letter archived doubted undone",
	Archived:      "doubted undone",
	Doubted:       "evidence proposed heard undone",
	Revoked:       "evidence letter notified restored",
	Withdrawn:     "undone",
}

func TestEachStateAllowsItsActsAndNoOthers(t *testing.T) {
	for state, kinds := range places {
		var got []string
		for _, r := range kindRules {
			if _, ok := next(state, r.Kind); ok {
				got = append(got, string(r.Kind))
			}
		}
		if strings.Join(got, " ") != kinds {
			t.Errorf("%q allows %v, want %s", state, got, kinds)
		}
	}
}

// Logs grow a case in place; whoever goes on from what one gave, or adds the same
// log up again, gets a case of his own.
func TestALogIsAddedUpAsOftenAsOneLikes(t *testing.T) {
	s := newWorld(t).stages()
	received := s.w.receipt(Repair)
	received.Papers = append(make([]Paper, 0, 9), Paper{Code: "PROOF"}) // room behind
	log := []Event{{Hash{1}, Header{Kind: KindReceived, Case: id(99)}, received}}
	for n := byte(2); n < 40; n++ {
		log = append(log, Event{Hash{n}, Header{Kind: KindEvidence, Case: id(99)}, EvidenceAct{Name: string(rune(0x7532 + int(n)))}})
	}
	one, err := Fold(log)
	if err != nil {
		t.Fatal(err)
	}
	more := func(n byte, name string) (Case, error) {
		return FoldLog(one, []Event{{Hash{n}, Header{Kind: KindEvidence, Case: id(99), Actor: s.counter.Account.ID}, EvidenceAct{Name: name}}}, s.w.dir)
	}
	b, err1 := more(50, "乙")
	c, err2 := more(51, "丙")
	if err1 != nil || err2 != nil || b.Evidence[38].Name != "乙" || c.Evidence[38].Name != "丙" || len(b.Conflicts)+len(c.Conflicts) > 0 {
		t.Errorf("two futures of a log share its papers: %v %v %v", b.Evidence[38], c.Evidence[38], b.Conflicts)
	}
	completed := func(code string) Event {
		return Event{Hash{90}, Header{Kind: KindCompleted, Base: Hash{1}}, CompletedAct{Papers: []Paper{{Code: code}}}}
	}
	asked := Event{Hash{89}, Header{Kind: KindAskedMore, Base: Hash{1}}, AskedMoreAct{}}
	first := log[0]
	first.Header.Base = Hash{}
	fold := func(code string) Case {
		done := completed(code)
		done.Header.Base = Hash{89}
		c, err := Fold([]Event{first, asked, done})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	x, y := fold("X"), fold("Y")
	if x.Papers[1].Code != "X" || y.Papers[1].Code != "Y" {
		t.Errorf("two sums of one log share what its first event brought: %v %v", x.Papers, y.Papers)
	}
}
