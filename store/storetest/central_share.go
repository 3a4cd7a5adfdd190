package storetest

import (
	"context"
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
)

func scope(t *testing.T, r *Room) {
	mine := r.Window.Received(t, ID(1))
	r.MustPush(t, r.Window, []cases.Envelope{mine}, Wrap(ID(1), r.Window.Office))
	intruder := r.Stranger.Write(t, ID(1), cases.KindEvidence, r.Stranger.Key)
	own := r.Stranger.Received(t, ID(2))
	got := r.MustPush(t, r.Stranger, []cases.Envelope{intruder, own})
	if len(got.SetAside) != 1 || got.SetAside[0].Key != "sync.scope" || len(got.Receipts) != 1 {
		t.Fatalf("got %+v", got)
	}
	events, keys := r.Sees(t, r.Window.Office)
	same(t, "the window's events", events, hashes(mine))
	same(t, "the window's keys", keys, []cases.ID{ID(1)})
	events, keys = r.Sees(t, r.Stranger.Office)
	same(t, "the stranger's events", events, hashes(own))
	same(t, "the stranger's keys", keys, nil)
}

func late(t *testing.T, r *Room) {
	w, a := r.Window, r.Authority
	one := w.Received(t, ID(1))
	r.MustPush(t, w, []cases.Envelope{one}, Wrap(ID(1), w.Office))
	busy := a.Received(t, ID(9))
	r.MustPush(t, a, []cases.Envelope{busy})
	ask := central.Pull{Office: a.Office, Limit: 100, Bytes: 1 << 20}
	before, err := r.Store.Pull(context.Background(), ask)
	if err != nil || len(before.Events) != 1 {
		t.Fatalf("before: %+v, %v", before, err)
	}
	two := w.Write(t, ID(1), cases.KindForwarded, w.Key)
	r.MustPush(t, w, []cases.Envelope{two}, Wrap(ID(1), a.Office))

	ask.After = before.Next // behind event one already
	after, err := r.Store.Pull(context.Background(), ask)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "events since", hashes(after.Events...), hashes(one, two))
	if len(after.Wraps) != 1 || after.Wraps[0].Case != ID(1) {
		t.Errorf("keys since: %+v", after.Wraps)
	}
	accepted := a.Write(t, ID(1), cases.KindAccepted, a.Key)
	r.MustPush(t, a, []cases.Envelope{accepted})
	events, _ := r.Sees(t, w.Office)
	same(t, "the window sees the answer", events, hashes(one, two, accepted))
	ask = central.Pull{Office: a.Office, Device: a.Device, Epoch: 1, Limit: 100, Bytes: 1 << 20}
	others, err := r.Store.Pull(context.Background(), ask)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "without one's own", hashes(others.Events...), hashes(one, two))
}

func wraps(t *testing.T, r *Room) {
	w, s := r.Window, r.Stranger
	one := w.Received(t, ID(1))
	r.MustPush(t, w, []cases.Envelope{one}, Wrap(ID(1), w.Office))
	got := r.MustPush(t, s, nil, Wrap(ID(1), s.Office), Wrap(ID(7), s.Office))
	if len(got.WrapsRefused) != 2 {
		t.Errorf("refused: %+v", got.WrapsRefused)
	}
	if events, keys := r.Sees(t, s.Office); len(events)+len(keys) != 0 {
		t.Errorf("the stranger sees %v %v", events, keys)
	}
	second := Wrap(ID(1), w.Office)
	second.Sealed = []byte("another")
	for range 2 { // the first key stands, and none comes twice
		if got := r.MustPush(t, w, nil, second, Wrap(ID(1), r.Authority.Office)); len(got.WrapsRefused) != 0 {
			t.Errorf("refused: %+v", got.WrapsRefused)
		}
	}
	for _, office := range []cases.ID{w.Office, r.Authority.Office} {
		pulled, err := r.Store.Pull(context.Background(), central.Pull{Office: office, Limit: 9, Bytes: 1 << 20})
		if err != nil || len(pulled.Wraps) != 1 || string(pulled.Wraps[0].Sealed) != string(Wrap(ID(1), office).Sealed) {
			t.Errorf("pulled %+v, %v", pulled, err)
		}
		same(t, "events", hashes(pulled.Events...), hashes(one))
	}
}

func pages(t *testing.T, r *Room) {
	var batch []cases.Envelope
	for i := range 40 {
		batch = append(batch, r.Window.Received(t, ID(i%7)))
	}
	r.MustPush(t, r.Window, batch)
	ask := central.Pull{Office: r.Window.Office, Limit: 100, Bytes: 1} // one item at a time even so
	var seen []cases.Hash
	for n := 0; ; n++ {
		got, err := r.Store.Pull(context.Background(), ask)
		if err != nil || n > 40 || len(got.Events) > 1 {
			t.Fatalf("page %d: %d events, %v", n, len(got.Events), err)
		}
		seen = append(seen, hashes(got.Events...)...)
		if ask.After = got.Next; !got.More {
			break
		}
	}
	same(t, "events", seen, hashes(batch...))
}
