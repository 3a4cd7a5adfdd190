package central_test

import (
	"context"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
	"casedesk/store/central"
	"casedesk/store/storetest"
)

// However a log is cut into batches, and whichever of them come again, the
// library ends with the same events in the same order, and so does each feed.
func TestAnySplitGivesTheSameState(t *testing.T) {
	room := &storetest.Room{World: storetest.NewWorld(t), Store: openSQLite(t)}
	desk := room.Window
	var all []cases.Hash // of every run so far
	var feed uint64
	rapid.Check(t, func(rt *rapid.T) {
		desk.Epoch, desk.Seq, desk.Prev = desk.Epoch+1, 0, cases.Hash{} // a fresh log
		var log []cases.Envelope
		var good []cases.Hash
		for n := range 24 {
			kind := cases.KindReceived
			if n%5 == 3 {
				kind = cases.KindDecided // refused to a window, but it keeps its place
			}
			log = append(log, desk.Write(t, storetest.ID(n%3), kind, desk.Key))
			if kind == cases.KindReceived {
				good = append(good, log[n].Hash())
			}
		}
		for known := 0; known < len(log); {
			from := rapid.IntRange(0, known).Draw(rt, "from")
			to := rapid.IntRange(max(from, known-3)+1, len(log)).Draw(rt, "to")
			got, err := room.Push(desk, log[from:to])
			if err != nil {
				rt.Fatal(err)
			}
			if known = max(known, to); got.AcceptedTo != uint64(known) || len(got.Receipts)+len(got.SetAside) != to-from {
				rt.Fatalf("%d to %d: %+v", from, to, got)
			}
		}
		all = append(all, good...)
		seen, err := room.Store.Pull(context.Background(), central.Pull{Office: desk.Office, After: feed, Limit: 100, Bytes: 1 << 20})
		if err != nil {
			rt.Fatal(err)
		}
		feed = seen.Next
		if !slices.Equal(room.All(t), all) || !slices.EqualFunc(seen.Events, good, func(e cases.Envelope, h cases.Hash) bool { return e.Hash() == h }) {
			rt.Fatalf("%d at the centre, %d wanted; %d in the feed, %d wanted", len(room.All(t)), len(all), len(seen.Events), len(good))
		}
	})
}
