package sqlite

import (
	"context"
	"flag"
	"strconv"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

// Whatever is done at two desks and in whatever order it travels, the tables
// that screens read are what the log says, and both desks agree in the end.
func TestTablesAlwaysFollowFromTheLog(t *testing.T) {
	w := newWorld(t)
	fewer(t, 10) // each makes two stores on the disk
	rapid.Check(t, func(r *rapid.T) {
		ctx := context.Background()
		w.positions = 0
		desks := []*Session{w.desk(windowID, clerkID), w.desk(authorityID, handlerID)}
		for range rapid.IntRange(1, 60).Draw(r, "steps") {
			desk := desks[rapid.IntRange(0, 1).Draw(r, "desk")]
			if rapid.IntRange(0, 4).Draw(r, "share") == 0 {
				w.exchange(desks)
				continue
			}
			id := caseID(rapid.IntRange(1, 3).Draw(r, "case"))
			c, err := desk.Case(ctx, id)
			if cases.KindOf(err) == cases.NotFound && desk != desks[0] {
				continue // only the window makes cases: no two desks make one id
			}
			if err != nil && cases.KindOf(err) != cases.NotFound {
				r.Fatal(err)
			}
			if _, err := desk.Act(ctx, id, c.Head, nil, anyAct(r)); cases.KindOf(err) == 0 && err != nil {
				r.Fatal(err)
			}
		}
		for _, desk := range desks {
			before, err := projectionSum(ctx, desk.store.read)
			must(t, err)
			must(t, desk.Rebuild(ctx))
			after, err := projectionSum(ctx, desk.store.read)
			must(t, err)
			if before != after {
				r.Fatal("the tables do not follow from the log")
			}
		}
		w.exchange(desks)
		w.exchange(desks)
		agree(r, desks)
		for _, desk := range desks {
			must(t, desk.store.Close())
		}
	})
}

// fewer makes a property that writes to the disk run n times, unless told otherwise.
func fewer(t *testing.T, n int) {
	checks := flag.Lookup("rapid.checks")
	if before := checks.Value.String(); before == checks.DefValue {
		must(t, checks.Value.Set(strconv.Itoa(n)))
		t.Cleanup(func() { must(t, checks.Value.Set(before)) })
	}
}

func (w *world) exchange(desks []*Session) {
	ctx := context.Background()
	for i, from := range desks {
		ids, err := caseIDs(ctx, from.store.read)
		must(w.t, err)
		for _, id := range ids {
			must(w.t, from.ShareCase(ctx, id, desks[1-i].store.Office()))
		}
		w.share(from, desks[1-i], "c")
	}
}

func agree(r *rapid.T, desks []*Session) {
	ctx := context.Background()
	sums := [2]cases.Hash{}
	for i, desk := range desks {
		sum := newTableHash()
		err := sum.add(ctx, desk.store.read, "SELECT case_id, head, state, holder, due, changed, sync, conflicts FROM case_row ORDER BY case_id")
		if err != nil {
			r.Fatal(err)
		}
		sums[i] = sum.sum()
	}
	if sums[0] != sums[1] {
		r.Fatal("two desks see two cases")
	}
}

func anyAct(r *rapid.T) cases.Act {
	on := cases.MustDate("2026-11-23")
	return rapid.SampledFrom([]cases.Act{
		receivedAct("示例甲公司", "收1"), cases.EvidenceAct{Blob: cases.Hash{7}, Name: "缴款凭证"}, forwardAct("2026-11-26"),
		cases.AskedMoreAct{Missing: []cases.Paper{{Code: "P1"}}, On: on}, cases.CompletedAct{On: on}, cases.JudgedAct{},
		cases.AcceptedAct{On: on}, cases.ProposedAct{Outcome: cases.Granted, On: on}, cases.WithdrawnAct{On: on},
		cases.LetterAct{Letter: "L1", Number: "收1", Blob: cases.Hash{8}},
	}).Draw(r, "act")
}
