package storetest

import (
	"testing"

	"casedesk/cases"
)

func heldOnce(t *testing.T, r *Room) {
	d := r.Window
	events := []cases.Envelope{d.Received(t, ID(1)), d.Received(t, ID(2)), d.Received(t, ID(1)), d.Received(t, ID(3))}
	first := r.MustPush(t, d, events[:3])
	again := r.MustPush(t, d, events[:3])
	if first.AcceptedTo != 3 || again.AcceptedTo != 3 || len(first.Receipts) != 3 {
		t.Fatalf("got %+v and %+v", first, again)
	}
	for i := range first.Receipts {
		a, b := first.Receipts[i], again.Receipts[i]
		if a.Event != b.Event || a.Position != b.Position || a.At != b.At || string(a.Sig) != string(b.Sig) || a.Verify(&r.Key.PublicKey) != nil {
			t.Errorf("receipt %d: %+v, then %+v", i, a, b)
		}
	}
	half := r.MustPush(t, d, events[1:]) // held, held, new
	if half.AcceptedTo != 4 || len(half.Receipts) != 3 || half.Receipts[2].Position != 4 {
		t.Errorf("got %+v", half)
	}
	same(t, "events", r.All(t), hashes(events...))
}

func forked(t *testing.T, r *Room) {
	clone := *r.Window
	first := r.Window.Received(t, ID(1))
	second := r.Window.Received(t, ID(2))
	r.MustPush(t, r.Window, []cases.Envelope{first, second})

	events := []cases.Envelope{clone.Write(t, ID(1), cases.KindEvidence, clone.Key), clone.Received(t, ID(2)), clone.Received(t, ID(3))}
	for name, batch := range map[string][]cases.Envelope{"same place": events, "next place": events[2:]} {
		_, err := r.Push(&clone, batch)
		if cases.KindOf(err) != cases.Conflict || cases.KeyOf(err) != "sync.fork" {
			t.Errorf("%s: got %v", name, err)
		}
	}
	same(t, "events", r.All(t), hashes(first, second))

	anew := &Desk{Device: clone.Device, Office: clone.Office, Account: clone.Account, Key: clone.Key, Epoch: 2}
	third := anew.Received(t, ID(4))
	r.MustPush(t, anew, []cases.Envelope{third})
	same(t, "events with the new epoch", r.All(t), hashes(first, second, third))
}

func gap(t *testing.T, r *Room) {
	d := r.Window
	events := []cases.Envelope{d.Received(t, ID(1)), d.Received(t, ID(1)), d.Received(t, ID(1))}
	if got := r.MustPush(t, d, events[1:]); got.FromSeq != 1 || got.AcceptedTo != 0 || len(got.Receipts) != 0 {
		t.Errorf("got %+v", got)
	}
	same(t, "events", r.All(t), nil)
	if got := r.MustPush(t, d, events); got.AcceptedTo != 3 || got.FromSeq != 0 {
		t.Errorf("got %+v", got)
	}
}

func aside(t *testing.T, r *Room) {
	d := r.Window
	good := d.Received(t, ID(1))
	noPower := d.Write(t, ID(1), cases.KindDecided, d.Key) // a window never decides
	badSig := d.Write(t, ID(1), cases.KindEvidence, NewKey(t))
	tooNew := d.Received(t, ID(1))
	tooNew.Header = append([]byte{99}, tooNew.Header[1:]...)
	d.Prev = tooNew.Hash()
	last := d.Received(t, ID(1))
	batch := []cases.Envelope{good, noPower, badSig, tooNew, last}
	want := map[cases.Hash]string{noPower.Hash(): "admit.power", badSig.Hash(): "event.signature", tooNew.Hash(): "event.version"}
	for range 2 { // the answer to a repeated question is the same
		got := r.MustPush(t, d, batch)
		if got.AcceptedTo != 5 || len(got.Receipts) != 2 || len(got.SetAside) != 3 {
			t.Fatalf("got %+v", got)
		}
		for _, a := range got.SetAside {
			if want[a.Event] != a.Key {
				t.Errorf("set aside %v for %s, want %s", a.Event, a.Key, want[a.Event])
			}
		}
	}
	same(t, "events", r.All(t), hashes(good, last))
	seen, _ := r.Sees(t, d.Office)
	same(t, "what the office sees", seen, hashes(good, last))
}

func broken(t *testing.T, r *Room) {
	d := r.Window
	first := d.Received(t, ID(1))
	d.Prev = cases.Hash{1}
	loose := d.Received(t, ID(1))
	other := r.Authority.Received(t, ID(2))
	for name, batch := range map[string][]cases.Envelope{
		"prev is not the hash before": {first, loose},
		"one event twice":             {first, first},
		"another device's event":      {first, other},
	} {
		if _, err := r.Push(d, batch); cases.KeyOf(err) != "sync.chain" {
			t.Errorf("%s: got %v", name, err)
		}
	}
	same(t, "events", r.All(t), nil)
}
