package sqlite

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

func TestQueuesComeInOrderPageByPage(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	for n := range 23 {
		acts := []cases.Act{receivedAct(fmt.Sprintf("示例%02d公司", n), fmt.Sprintf("收%d", n))}
		if n%3 != 0 {
			acts = append(acts, forwardAct(fmt.Sprintf("2026-12-%02d", 1+n*7%28)))
		}
		act(t, s, caseID(n), acts...)
	}
	whole, err := s.Rows(ctx, cases.Queue{Limit: 100})
	must(t, err)
	var paged []cases.Row
	q := cases.Queue{Limit: 4}
	for {
		page, err := s.Rows(ctx, q)
		must(t, err)
		if len(page) == 0 {
			break
		}
		paged = append(paged, page...)
		q.After = &page[len(page)-1]
	}
	if len(whole) != 23 || !slices.Equal(whole, paged) {
		t.Fatalf("%d rows at once, %d by pages", len(whole), len(paged))
	}
	for i := 1; i < len(whole); i++ {
		a, b := whole[i-1], whole[i]
		if a.Due.IsZero() && !b.Due.IsZero() || !a.Due.IsZero() && !b.Due.IsZero() && b.Due.Before(a.Due) {
			t.Errorf("row %d: %s before %s", i, a.Due, b.Due)
		}
	}
	for match, want := range map[string]int{"示例07": 1, "〔2026〕41": 23, "收2": 4, " 示例０７ 公司": 1, "13800000000": 0, "%": 0} {
		if found, err := s.Find(ctx, match, 30); err != nil || len(found) != want {
			t.Errorf("%q finds %d, want %d (%v)", match, len(found), want, err)
		}
	}
	counts, err := s.Counts(ctx, cases.ID{}, cases.MustDate("2026-12-15"))
	must(t, err)
	overdue := 0
	for _, r := range whole {
		if !r.Due.IsZero() && r.Due.Before(cases.MustDate("2026-12-15")) {
			overdue++
		}
	}
	if counts.Overdue != overdue || counts.States[cases.Received] != 8 || counts.States[cases.Forwarded] != 15 || counts.Sync[cases.SyncLocal] != 23 {
		t.Errorf("%+v, want %d overdue", counts, overdue)
	}
	held, err := s.Rows(ctx, cases.Queue{Filter: cases.Filter{Holder: authorityID, States: []cases.State{cases.Forwarded, cases.Accepted}}})
	if err != nil || len(held) != 15 {
		t.Errorf("%d rows, %v", len(held), err)
	}
}

// Whichever way a queue is walked, in any order, it holds the same rows in the same
// places.
func TestQueuesAreWalkedBothWays(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	for n := range 17 {
		received := receivedAct(fmt.Sprintf("示例%02d公司", n), fmt.Sprintf("收%d", n))
		received.On = received.On.Add(-n * 5 % 7)
		acts := []cases.Act{received}
		if n%3 != 0 {
			acts = append(acts, forwardAct(fmt.Sprintf("2026-12-%02d", 1+n*7%5)))
		}
		act(t, s, caseID(n), acts...)
	}
	for _, order := range []cases.Order{cases.ByDue, cases.ByReceived, cases.ByOldest} {
		q := cases.Queue{Filter: cases.Filter{Order: order}, Limit: 100}
		whole, err := s.Rows(ctx, q)
		must(t, err)
		q.Limit, q.Back = 4, true
		var walked []cases.Row
		for {
			page, err := s.Rows(ctx, q)
			must(t, err)
			if len(page) == 0 {
				break
			}
			walked = append(page, walked...)
			q.After = &page[0]
		}
		if len(whole) != 17 || !slices.Equal(whole, walked) {
			t.Errorf("order %q: %d rows forth, %d back, or in other places", order, len(whole), len(walked))
		}
		if order == cases.ByOldest && !slices.IsSortedFunc(whole, func(a, b cases.Row) int { return strings.Compare(a.ReceivedOn.String(), b.ReceivedOn.String()) }) {
			t.Error("the earliest received does not come first")
		}
	}
}

// Each order goes through all cases page by page, as a plain
// sort of all of them has it; what it reads stays within an index.
func TestEveryOrderIsAPlainSort(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(authorityID))
	s := crowd(t, w, st, 400, 0)[cases.Clerk]
	for _, f := range []cases.Filter{{}, {States: []cases.State{cases.Received, cases.Accepted}}, {Matter: cases.Objection, Holder: authorityID},
		{Parties: []cases.PartyKind{cases.PartyPerson}, Sync: []cases.SyncState{cases.SyncLocal}}} {
		whole, err := s.Rows(ctx, cases.Queue{Filter: f, Limit: 1000})
		must(t, err)
		if n, err := s.Count(ctx, f); err != nil || n != len(whole) || n == 0 {
			t.Fatalf("%+v: %d counted, %d there, %v", f, n, len(whole), err)
		}
		for _, f.Order = range []cases.Order{cases.ByDue, cases.ByReceived, cases.ByOldest, cases.ByNumber, cases.FromNumber} {
			want := slices.SortedFunc(slices.Values(whole), plainSort(t, st, f.Order))
			var got []cases.Row
			for q := (cases.Queue{Filter: f, Limit: 37}); ; q.After = &got[len(got)-1] {
				page, err := s.Rows(ctx, q)
				must(t, err)
				if got = append(got, page...); len(page) < q.Limit {
					break
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%+v: %d rows, %d wanted, in another order", f, len(got), len(want))
			}
		}
	}
}

// A page is what a plain sort and cut gives, whichever index it was read by and
// wherever it begins.
func TestAPageIsTheSameByEveryIndex(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(authorityID))
	s := crowd(t, w, st, 400, 0)[cases.Clerk]
	all, err := s.Rows(ctx, cases.Queue{Limit: 1000})
	must(t, err)
	rapid.Check(t, func(r *rapid.T) {
		q := cases.Queue{Limit: rapid.IntRange(1, 30).Draw(r, "limit"), After: rapid.SampledFrom([]*cases.Row{nil, &all[rapid.IntRange(0, len(all)-1).Draw(r, "place")]}).Draw(r, "after")}
		q.Sync = []cases.SyncState{cases.SyncLocal}
		q.Order = rapid.SampledFrom([]cases.Order{cases.ByDue, cases.ByReceived, cases.ByOldest, cases.ByNumber, cases.FromNumber}).Draw(r, "order")
		q.Matter = rapid.SampledFrom([]cases.Matter{"", cases.Objection}).Draw(r, "matter")
		if rapid.Bool().Draw(r, "window") {
			q.From = cases.MustDate("2026-11-20").Add(rapid.IntRange(-10, 30).Draw(r, "from"))
			q.Before = q.From.Add(rapid.IntRange(1, 40).Draw(r, "days"))
		}
		sort := plainSort(t, st, q.Order)
		var want []cases.Row
		for _, row := range slices.SortedFunc(slices.Values(all), sort) {
			due := cmp.Or(row.Due.String(), never)
			if (q.Matter != "" && row.Matter != q.Matter) || (!q.From.IsZero() && (due < q.From.String() || due >= q.Before.String())) ||
				(q.After != nil && sort(row, *q.After) <= 0) || len(want) == q.Limit {
				continue
			}
			want = append(want, row)
		}
		walked, err := s.queueIndex(ctx, cases.Queue{Filter: cases.Filter{Order: q.Order}})
		must(t, err)
		for _, index := range []string{walked, indexBehind} {
			text, args := pageQuery(q, index)
			rows, err := st.read.QueryContext(ctx, text, args...)
			must(t, err)
			var got []cases.Row
			for rows.Next() {
				row, err := scanRow(rows)
				must(t, err)
				got = append(got, row)
			}
			must(t, rows.Close())
			if !slices.Equal(got, want) {
				r.Errorf("by %s: %d rows, want %d, or others", index, len(got), len(want))
			}
		}
	})
}

// A page far down begins where the one before ended, in every order: nothing on the
// way there is read but cases of the very same day.
func TestAPageFarDownIsJumpedTo(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	row, err := s.Row(ctx, caseID(1))
	must(t, err)
	for order, jump := range map[cases.Order]string{
		cases.ByDue: "(cell=? AND (due,received_on)>(?,?))", cases.ByReceived: "(cell=? AND received_on<?)", cases.ByOldest: "(cell=? AND received_on>?)",
		cases.ByNumber: "(cell=? AND number>?)", cases.FromNumber: "(cell=? AND number<?)",
	} {
		q := cases.Queue{Filter: cases.Filter{Order: order, Holder: windowID}, From: cases.MustDate("2026-01-01"), After: &row}
		index, err := s.queueIndex(ctx, q)
		must(t, err)
		text, args := pageQuery(q, index)
		rows, err := s.store.read.QueryContext(ctx, "EXPLAIN QUERY PLAN "+text, args...)
		must(t, err)
		plan := ""
		for rows.Next() {
			var step string
			must(t, rows.Scan(new(int), new(int), new(int), &step))
			plan += step + "\n"
		}
		must(t, rows.Close())
		if !strings.Contains(plan, index+" "+jump) {
			t.Errorf("order %q:\n%s", order, plan)
		}
	}
}

// plainSort compares rows as an order promises.
func plainSort(t *testing.T, st *Store, o cases.Order) func(a, b cases.Row) int {
	id := func(r cases.Row) int64 {
		l, err := readLine(context.Background(), st.read, r.Case)
		must(t, err)
		return l.at.first
	}
	return func(a, b cases.Row) int {
		by := cmp.Or(cmp.Compare(a.ReceivedOn.String(), b.ReceivedOn.String()), cmp.Compare(id(a), id(b)))
		switch o {
		case cases.ByReceived:
			return -by
		case cases.ByOldest:
			return by
		case cases.ByNumber:
			return cmp.Or(cmp.Compare(a.Number, b.Number), by)
		case cases.FromNumber:
			return cmp.Or(cmp.Compare(b.Number, a.Number), -by)
		}
		day := func(r cases.Row) string { return cmp.Or(r.Due.String(), never) }
		return cmp.Or(cmp.Compare(day(a), day(b)), by)
	}
}

func TestNumbersAreGivenOnce(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	block := cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 11, To: 12}
	must(t, s.AddBlock(ctx, block))
	must(t, s.AddBlock(ctx, block))
	earlier := block
	earlier.From, earlier.To = 1, 2
	overlap := block
	overlap.From = 12
	wants(t, s.AddBlock(ctx, overlap), cases.Conflict, "store.block_overlap")
	foreign := block
	foreign.Device = authDev
	wants(t, s.AddBlock(ctx, foreign), cases.Forbidden, "store.block_other")
	var given []string
	take := func() string {
		n, err := s.TakeNumber(ctx, "示例转", 2026)
		must(t, err)
		given = append(given, n)
		return n
	}
	take()
	must(t, s.AddBlock(ctx, earlier)) // a block that comes late is used up too
	take()
	take()
	if left, err := s.NumbersLeft(ctx, "示例转", 2026); err != nil || left != 1 {
		t.Errorf("%d left, %v", left, err)
	}
	take()
	_, err := s.TakeNumber(ctx, "示例转", 2026)
	wants(t, err, cases.Exhausted, "store.no_numbers")
	_, err = s.TakeNumber(ctx, "示例转", 2027)
	wants(t, err, cases.Exhausted, "store.no_numbers")
	slices.Sort(given)
	if want := []string{"示例转〔2026〕11号", "示例转〔2026〕12号", "示例转〔2026〕1号", "示例转〔2026〕2号"}; !slices.Equal(given, want) {
		t.Errorf("given %v", given)
	}
	series, err := s.Series(ctx)
	if err != nil || len(series) != 1 || series[0] != (SeriesLeft{"示例转", 2026, 0, 0, 12}) {
		t.Errorf("%+v, %v", series, err)
	}
}

func TestAnIssuedOrVoidNumberIsNeverUsedAgain(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	must(t, s.AddBlock(ctx, cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 11, To: 14}))
	var first string
	for n := range 4 {
		number, err := s.TakeNumber(ctx, "示例转", 2026)
		must(t, err)
		if n == 0 {
			first = number
		}
	}
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"),
		cases.AskedMoreAct{Missing: []cases.Paper{{Code: "PROOF"}}}, cases.LetterAct{Letter: "L2", Number: first})
	must(t, s.VoidNumber(ctx, "示例转〔2026〕12号"))
	wants(t, s.VoidNumber(ctx, first), cases.Conflict, "store.number_used")
	events, err := s.Events(ctx, caseID(1))
	must(t, err)
	c, err := s.Case(ctx, caseID(1))
	must(t, err)
	for _, number := range []string{first, "示例转〔2026〕12号"} {
		_, err := s.Act(ctx, c.ID, c.Head, nil, cases.LetterAct{Letter: "L2", Number: number})
		wants(t, err, cases.Conflict, "store.number_used")
	}
	_, err = s.Act(ctx, c.ID, c.Head, nil, cases.LetterAct{Letter: "L2", Number: "示例转〔2026〕99号"})
	wants(t, err, cases.Conflict, "store.number_unknown")
	used, err := s.Numbers(ctx, "示例转", 2026)
	must(t, err)
	states := []string{}
	for _, u := range used {
		states = append(states, u.State)
	}
	if !slices.Equal(states, []string{NumberIssued, NumberVoid, NumberTaken, NumberTaken}) || used[0].Event != events[2].Hash {
		t.Errorf("%v", used)
	}
}
