package present

import (
	"context"
	"reflect"
	"slices"

	"casedesk/cases"
)

// Filter is a filter of the workbench, reached by Alt and its digit.
type Filter struct {
	Key    string // mine; saved.3 for one of the account's own
	Name   Words
	Count  int  // -1 while not known
	Digit  int  // 1 to 9; 0 where all are taken
	Saved  bool // the account's own
	filter cases.Filter
	mine   bool // only what this office has now
}

var working = []cases.State{
	cases.Received, cases.Supplementing, cases.Forwarded, cases.Accepted, cases.Proposed, cases.Reviewed,
	cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Doubted, cases.Revoked,
}

// filters gives the saved filters of an account: first what waits for it.
func filters(o cases.Office, a cases.Account) []Filter {
	mine := builtIn("mine", true, working...)
	if !o.May(cases.MayAccept) {
		return []Filter{
			mine,
			builtIn("checking", true, cases.Received),
			builtIn("supplementing", true, cases.Supplementing),
			builtIn("forwarded", false, cases.Forwarded, cases.Accepted, cases.Proposed, cases.Reviewed),
			builtIn("decided", false, cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Doubted, cases.Revoked),
			builtIn("closed", false, cases.Served, cases.Archived, cases.Withdrawn, cases.Destroyed),
		}
	}
	waits := map[cases.Role]Filter{
		cases.Clerk:    builtIn("accept", true, cases.Forwarded),
		cases.Reviewer: builtIn("review", true, cases.Proposed),
		cases.Signer:   builtIn("sign", true, cases.Reviewed),
	}
	var first, last []Filter
	for _, r := range []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer} {
		if a.Has(r) {
			first = append(first, waits[r])
		} else {
			last = append(last, waits[r])
		}
	}
	out := append(first, mine)
	out = append(out, builtIn("accepted", true, cases.Accepted, cases.Doubted))
	out = append(out, last...)
	return append(out,
		builtIn("carry_out", true, cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Revoked),
		builtIn("closed", false, cases.Served, cases.Archived, cases.Withdrawn, cases.Destroyed),
	)
}

func builtIn(key string, mine bool, states ...cases.State) Filter {
	return Filter{Key: key, Name: Say(under("filter", key)), Count: -1, filter: cases.Filter{States: states}, mine: mine}
}

// placed gives every filter its digit: those of the account stand where it put them,
// the others take what is left, in their order.
func placed(builtIn []Filter, own []cases.SavedFilter) []Filter {
	at := map[int]Filter{}
	for _, o := range own {
		at[o.Key] = Filter{Key: "saved." + itoa(o.Key), Name: Plain(o.Name), Count: -1, Digit: o.Key, Saved: true, filter: o.Filter}
	}
	out := make([]Filter, 0, len(builtIn)+len(own))
	for digit := 1; digit <= 9; digit++ {
		f, saved := at[digit]
		if !saved {
			if len(builtIn) == 0 {
				continue
			}
			f, builtIn = builtIn[0], builtIn[1:]
			f.Digit = digit
		}
		out = append(out, f)
	}
	return append(out, builtIn...)
}

// asks is the question that a filter asks the store.
func (f Filter) asks(office cases.ID) cases.Filter {
	q := f.filter
	if f.mine {
		q.Holder = office
	}
	return q
}

// LoadFilters asks for the account's own filters, and counts what each filter holds.
func (w *Workbench) LoadFilters() {
	builtIn := filters(w.s.Work.Office, w.s.Work.Account)
	w.keep.ask(func() func() {
		own, err := w.s.Store.Filters(context.Background())
		return func() {
			if err != nil {
				own = nil // the queue's own question tells the trouble
			}
			chosen, before := w.view.Filters[w.view.Filter], w.view.Filters
			w.view.Filters = placed(builtIn, own)
			w.view.Filter = slices.IndexFunc(w.view.Filters, func(f Filter) bool { return f.Key == chosen.Key })
			for i, f := range w.view.Filters {
				if j := slices.IndexFunc(before, func(b Filter) bool { return b.Key == f.Key }); j >= 0 {
					w.view.Filters[i].Count = before[j].Count
				}
			}
			switch {
			case w.view.Filter < 0: // it was forgotten
				w.Choose(0)
			case !reflect.DeepEqual(w.view.Filters[w.view.Filter].filter, chosen.filter):
				w.Choose(w.view.Filter) // it was changed
			}
			w.countAll()
		}
	})
}

// MoveFilter gives one of the account's own filters the digit beside its own; another
// of them that stands there changes places with it.
func (w *Workbench) MoveFilter(i, by int) {
	f := w.view.Filters[i]
	to := f.Digit + by
	if !f.Saved || to < 1 || to > 9 {
		return
	}
	w.keep.ask(func() func() {
		err := w.s.moveFilter(f.Digit, to)
		return func() {
			w.view.Problem = err
			moved := map[string]int{f.Key: to, "saved." + itoa(to): f.Digit}
			if chosen := w.view.Filters[w.view.Filter]; err == nil && moved[chosen.Key] > 0 {
				chosen.Key = "saved." + itoa(moved[chosen.Key])
				w.view.Filters = slices.Clone(w.view.Filters)
				w.view.Filters[w.view.Filter] = chosen
			}
			w.LoadFilters()
		}
	})
}

// moveFilter puts the filter at one digit to another, and what was there to the first.
func (s Session) moveFilter(from, to int) error {
	ctx := context.Background()
	own, err := s.Store.Filters(ctx)
	if err != nil {
		return err
	}
	at := func(key int) int {
		return slices.IndexFunc(own, func(o cases.SavedFilter) bool { return o.Key == key })
	}
	moved, other := at(from), at(to)
	if moved < 0 {
		return cases.Fail(cases.NotFound, "filter.gone")
	}
	m := own[moved]
	m.Key = to
	if other < 0 {
		if err := s.Store.SaveFilter(ctx, m); err != nil {
			return err
		}
		return s.Store.DropFilter(ctx, from)
	}
	o := own[other]
	o.Key = from
	if err := s.Store.SaveFilter(ctx, m); err != nil {
		return err
	}
	return s.Store.SaveFilter(ctx, o)
}
