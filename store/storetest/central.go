package storetest

import (
	"context"
	"slices"
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
)

// Room is one empty central store with the desks that write to it.
type Room struct {
	*World
	Store *central.Store
}

// Central runs the contract of the central store. open gives an empty one, which
// lives as long as the test.
func Central(t *testing.T, open func(testing.TB) *central.Store) {
	for _, story := range []struct {
		name string
		run  func(*testing.T, *Room)
	}{
		{"a batch is held once however often it comes", heldOnce},
		{"another hash in the same place is a fork and takes nothing", forked},
		{"a gap is asked for", gap},
		{"a bad record keeps its place and the rest go on", aside},
		{"a broken chain is the whole batch's error", broken},
		{"only offices that share a case write to it and see it", scope},
		{"an office that is given the key late sees the case from its start", late},
		{"keys are taken only from an office that shares the case", wraps},
		{"a destroyed case leaves no key to anybody", ended},
		{"a page ends where it must and the next goes on", pages},
		{"a reader never skips while writers write", prefixes},
		{"number blocks never overlap and a lost answer costs none", numbers},
		{"a code serves one device", codes},
		{"the directory's versions follow each other", directory},
	} {
		t.Run(story.name, func(t *testing.T) { story.run(t, &Room{NewWorld(t), open(t)}) })
	}
}

// Push sends a batch of a desk's events through all that the library does.
func (r *Room) Push(d *Desk, events []cases.Envelope, wraps ...cases.KeyWrap) (central.Pushed, error) {
	log := central.Log{Device: d.Device, Epoch: d.Epoch, First: 1}
	if len(events) > 0 {
		h, err := cases.DecodeHeader(events[0].Header)
		if err != nil {
			return central.Pushed{}, err
		}
		log.First, log.Prev = h.Seq, h.Prev
	}
	arrived, err := central.Examine(log, events, r.Directory)
	if err != nil {
		return central.Pushed{}, err
	}
	return r.Store.Push(context.Background(), central.Push{Log: log, Office: d.Office, Directory: r.Directory, Events: arrived, Wraps: wraps, At: 1_700_000_000_000, Sign: r.Sign})
}

// MustPush is Push where nothing may go wrong.
func (r *Room) MustPush(t testing.TB, d *Desk, events []cases.Envelope, wraps ...cases.KeyWrap) central.Pushed {
	t.Helper()
	out, err := r.Push(d, events, wraps...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// Sees pulls all that an office may see, a few items at a time, and gives the
// events' hashes and the cases it was given keys of.
func (r *Room) Sees(t testing.TB, office cases.ID) (events []cases.Hash, keys []cases.ID) {
	t.Helper()
	ask := central.Pull{Office: office, Limit: 3, Bytes: 1 << 20}
	for {
		got, err := r.Store.Pull(context.Background(), ask)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range got.Events {
			if err := got.Receipts[i].Verify(&r.Key.PublicKey); err != nil || got.Receipts[i].Event != e.Hash() {
				t.Fatalf("receipt of %v: %v", e.Hash(), err)
			}
			events = append(events, e.Hash())
		}
		for _, w := range got.Wraps {
			keys = append(keys, w.Case)
		}
		if ask.After = got.Next; !got.More {
			return events, keys
		}
	}
}

// All lists every event's hash in the library's order.
func (r *Room) All(t testing.TB) (out []cases.Hash) {
	t.Helper()
	list, err := r.Store.Events(context.Background(), 0, 100_000)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range list {
		if e.Position != uint64(i+1) {
			t.Fatalf("position %d at place %d", e.Position, i+1)
		}
		out = append(out, e.Hash)
	}
	return out
}

func hashes(events ...cases.Envelope) (out []cases.Hash) {
	for _, e := range events {
		out = append(out, e.Hash())
	}
	return out
}

func same[T comparable](t *testing.T, what string, got, want []T) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: got %v, want %v", what, got, want)
	}
}
