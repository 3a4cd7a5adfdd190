package cases

import "testing"

// register is a case's file with events by two offices' keepers and chiefs.
func (n Ending) with(t *testing.T, act Act, actor, office ID, base Hash, want string) Ending {
	t.Helper()
	e := Event{Hash: Hash{byte(len(n.Holds)), actor[15], office[15], string(act.Kind())[0]}, Act: act,
		Header: Header{Case: id(9), Kind: act.Kind(), Actor: actor, Base: base}}
	after, err := n.After(e, office)
	if KeyOf(err) != want {
		t.Errorf("%s: %v, want %q", act.Kind(), err, want)
	}
	return after
}

func TestAFileEndsByTwoPeopleAndNoHold(t *testing.T) {
	ask := EndAskedAct{Number: "收1", Received: MustDate("2026-03-02"), Ground: EndOrder, Basis: "示例函", On: MustDate("2026-11-23")}
	grant := DestroyedAct{Number: "收1", Received: ask.Received, Ground: EndOrder, Basis: "示例函", On: ask.On}
	keeper, chief, office, other := id(21), id(22), id(1), id(2)
	n := Ending{}.with(t, grant, chief, office, Hash{}, "ending.not_asked")
	n = n.with(t, ReleasedAct{}, keeper, office, Hash{}, "ending.not_held")
	n = n.with(t, ask, keeper, office, Hash{}, "")
	n.with(t, grant, chief, office, Hash{1}, "ending.not_asked") // another wish was meant
	changed := grant
	changed.Number = "收2"
	n.with(t, changed, chief, office, n.AskedAs, "ending.not_asked")
	n.with(t, grant, keeper, office, n.AskedAs, "ending.own")
	n.with(t, grant, chief, other, n.AskedAs, "ending.other_office")
	held := n.with(t, HeldAct{}, id(31), other, Hash{}, "")
	held.with(t, grant, chief, office, n.AskedAs, "ending.held")
	held.with(t, ReleasedAct{}, keeper, office, Hash{}, "ending.not_held") // not this office's to release
	if free := held.with(t, ReleasedAct{}, id(31), other, Hash{}, ""); len(free.Holds) != 0 {
		t.Error("a released file is held")
	}
	n = n.with(t, grant, chief, office, n.AskedAs, "")
	n.with(t, HeldAct{}, keeper, office, Hash{}, "ending.destroyed")
	if stub := n.Stub(id(9)); stub.State != Destroyed || stub.Number != "收1" || stub.ReceivedOn != ask.Received || stub.Holder != office {
		t.Errorf("%+v", stub)
	}
}

// What is said of a file can be read without the case's key, and nothing else can.
func TestABodyThatOutlivesTheCaseNeedsNoKey(t *testing.T) {
	w := newWorld(t)
	for _, act := range []Act{HeldAct{Basis: "示例函"}, ReceivedAct{Number: "收1"}} {
		e := w.event(id(9), Hash{}, w.hand(w.window, Clerk), act)
		got, err := Read(e, CaseKey{1, 2, 3})
		if open := err == nil && got.Act == Act(HeldAct{Basis: "示例函"}); open != IsEnding(act.Kind()) {
			t.Errorf("%s without its key: %v, %v", act.Kind(), got.Act, err)
		}
	}
}

func TestOnlyACheckedPeriodProposesAnything(t *testing.T) {
	ended := MustDate("2020-02-29")
	rules := []Retention{
		{ID: "unknown", What: "case"}, {ID: "unchecked", What: "case", Years: 1},
		{ID: "elsewhere", What: "case", City: "440100", Years: 1, Verified: true}, {ID: "log", What: "access_log", Years: 1, Verified: true},
	}
	if until, by, known := KeptUntil(rules, "440300", ended); known {
		t.Errorf("%s by %s", until, by.ID)
	}
	rules = append(rules, Retention{ID: "ten", What: "case", Years: 10, Verified: true}, Retention{ID: "one", What: "case", City: "440300", Years: 1, Verified: true})
	if until, by, known := KeptUntil(rules, "440300", ended); !known || by.ID != "ten" || until != MustDate("2030-02-28") {
		t.Errorf("%s by %s, %v", until, by.ID, known)
	}
}
