package present

import (
	"context"
	"slices"

	"casedesk/cases"
)

// FilterFormView is a filter that is being made or changed.
type FilterFormView struct {
	Open   bool
	New    bool
	Name   string
	Digit  int // of the key Alt+digit
	Fields []FilterField
	Stages []StageLine
	Count  int // cases that pass, -1 while not known
	// Problem is why it cannot be kept yet.
	Problem error
}

// FilterField asks one thing of the cases that pass; the first choice is that it does
// not matter.
type FilterField struct {
	Key     string // holder, clerk, matter, party, sync, order
	Name    Words
	Chosen  string
	Choices []FieldChoice
}

// FieldChoice is one answer.
type FieldChoice struct {
	Value string
	Name  Words
}

// StageLine is a state that passes or does not. No state at all means any.
type StageLine struct {
	State cases.State
	Name  Words
	On    bool
}

// FilterForm presents the making and changing of one of the account's own filters.
type FilterForm struct {
	Changed func(FilterFormView)
	// Kept is called after a filter was kept or forgotten.
	Kept func()

	s      Session
	write  errand
	count  errand
	was    int // the digit that it had; 0 for a new one
	filter cases.Filter
	view   FilterFormView
}

// NewFilterForm makes a form that is closed.
func NewFilterForm(desk Desk, s Session) *FilterForm {
	return &FilterForm{Changed: func(FilterFormView) {}, Kept: func() {}, s: s, write: errand{desk: desk}, count: errand{desk: desk}}
}

// View gives the form as it is.
func (f *FilterForm) View() FilterFormView { return f.view }

// Open shows a filter of the workbench: one of the account's own to change it, a
// built-in one to make another from.
func (f *FilterForm) Open(from Filter, order cases.Order) {
	f.filter, f.was = from.asks(f.s.Work.Office.ID), 0
	f.filter.States, f.filter.Order = slices.Clone(f.filter.States), order
	f.view = FilterFormView{Open: true, New: !from.Saved, Count: -1}
	if from.Saved {
		f.view.Name, f.view.Digit, f.was = from.Name.In(nil), from.Digit, from.Digit
	}
	f.fill()
	f.write.ask(func() func() {
		own, err := f.s.Store.Filters(context.Background())
		return func() {
			for digit := 9; digit > 0 && f.view.Digit == 0; digit-- { // the built-in ones stand in front
				if !slices.ContainsFunc(own, func(o cases.SavedFilter) bool { return o.Key == digit }) {
					f.view.Digit = digit
				}
			}
			if f.view.Digit == 0 {
				err = cases.Fail(cases.Exhausted, "filter.full")
			}
			f.view.Problem = err
			f.Changed(f.view)
		}
	})
}

// Close leaves everything as it was.
func (f *FilterForm) Close() {
	f.count.forget()
	f.view = FilterFormView{}
	f.Changed(f.view)
}

// Rename gives the filter a name.
func (f *FilterForm) Rename(name string) {
	f.view.Name, f.view.Problem = name, nil
	f.Changed(f.view)
}

// Take answers a field.
func (f *FilterForm) Take(key, value string) {
	q := &f.filter
	switch key {
	case "holder":
		q.Holder = cases.ID{}
		if value == "here" {
			q.Holder = f.s.Work.Office.ID
		}
	case "clerk":
		q.Clerk = cases.ID{}
		if value == "me" {
			q.Clerk = f.s.Work.Account.ID
		}
	case "matter":
		q.Matter = cases.Matter(value)
	case "party":
		q.Parties = nil
		if value != "" {
			q.Parties = []cases.PartyKind{cases.PartyKind(value)}
		}
	case "sync":
		q.Sync = syncKinds(value)
	case "order":
		q.Order = cases.Order(value)
	}
	f.fill()
}

// Toggle lets a state pass, or no longer.
func (f *FilterForm) Toggle(s cases.State) {
	if i := slices.Index(f.filter.States, s); i >= 0 {
		f.filter.States = slices.Delete(f.filter.States, i, i+1)
	} else {
		f.filter.States = append(f.filter.States, s)
	}
	f.fill()
}

// Save keeps the filter under its digit.
func (f *FilterForm) Save() {
	if f.view.Digit == 0 || !f.view.Open {
		return
	}
	kept := cases.SavedFilter{Key: f.view.Digit, Name: f.view.Name, Filter: f.filter}
	f.done(func() error { return f.s.Store.SaveFilter(context.Background(), kept) })
}

// Drop forgets the filter; no case changes.
func (f *FilterForm) Drop() {
	if f.was == 0 {
		return
	}
	f.done(func() error { return f.s.Store.DropFilter(context.Background(), f.was) })
}

func (f *FilterForm) done(write func() error) {
	f.write.ask(func() func() {
		err := write()
		return func() {
			if f.view.Problem = err; err != nil {
				f.Changed(f.view)
				return
			}
			f.Close()
			f.Kept()
		}
	})
}

// fill makes the fields of the filter, and counts what passes.
func (f *FilterForm) fill() {
	q := f.filter
	f.view.Fields = []FilterField{
		field("holder", pick(!q.Holder.IsZero(), "here"), "", "here"), field("clerk", pick(!q.Clerk.IsZero(), "me"), "", "me"),
		field("matter", string(q.Matter), "", string(cases.Repair), string(cases.Objection)),
		field("party", string(first(q.Parties)), "", string(cases.PartyOrganisation), string(cases.PartySoleTrader), string(cases.PartyPerson)),
		field("sync", syncValue(q.Sync), "", "behind", "aside"),
		field("order", string(q.Order), string(cases.ByDue), string(cases.ByReceived), string(cases.ByOldest)),
	}
	f.view.Stages = nil
	for _, s := range allStates {
		f.view.Stages = append(f.view.Stages, StageLine{s, stage(s), slices.Contains(q.States, s)})
	}
	f.Changed(f.view)
	f.count.ask(func() func() {
		n, err := f.s.Store.Count(context.Background(), q)
		return func() {
			if f.view.Count = n; err != nil {
				f.view.Count = -1
			}
			f.Changed(f.view)
		}
	})
}

var allStates = append(slices.Clone(working), cases.Served, cases.Archived, cases.Withdrawn, cases.Destroyed)

// field makes a field whose choices are named field_key.value, any for the empty one.
func field(key, chosen string, values ...string) FilterField {
	f := FilterField{Key: key, Name: Say(under("filterform", key)), Chosen: chosen}
	for _, v := range values {
		name := under("filterform."+key, v)
		if v == "" {
			name = under("filterform."+key, "any")
		}
		f.Choices = append(f.Choices, FieldChoice{v, Say(name)})
	}
	return f
}

func pick(is bool, value string) string {
	if is {
		return value
	}
	return ""
}

func first[T any](list []T) (x T) {
	if len(list) > 0 {
		return list[0]
	}
	return x
}

// syncKinds are the states that a choice stands for: behind is whatever the library
// has not confirmed.
func syncKinds(value string) []cases.SyncState {
	switch value {
	case "behind":
		return []cases.SyncState{cases.SyncLocal, cases.SyncSent, cases.SyncAside}
	case "aside":
		return []cases.SyncState{cases.SyncAside}
	}
	return nil
}

func syncValue(kinds []cases.SyncState) string {
	switch len(kinds) {
	case 0:
		return ""
	case 1:
		return "aside"
	}
	return "behind"
}
