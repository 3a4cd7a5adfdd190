package present

import "casedesk/cases"

// Filter is a saved filter of the workbench, reached by Alt and its place.
type Filter struct {
	Key    string // filter.mine; saved.3 for one of the account's own
	Name   Words
	Count  int  // -1 while not known
	Saved  bool // the account's own
	filter cases.Filter
	states []cases.State
	mine   bool // only what this office has now
}

var working = []cases.State{
	cases.Received, cases.Supplementing, cases.Forwarded, cases.Accepted, cases.Proposed, cases.Reviewed,
	cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Doubted, cases.Revoked,
}

// filters gives the saved filters of an account: first what waits for it.
func filters(o cases.Office, a cases.Account) []Filter {
	mine := Filter{Key: "mine", states: working, mine: true}
	if !o.May(cases.MayAccept) {
		return named([]Filter{
			mine,
			{Key: "checking", states: []cases.State{cases.Received}, mine: true},
			{Key: "supplementing", states: []cases.State{cases.Supplementing}, mine: true},
			{Key: "forwarded", states: []cases.State{cases.Forwarded, cases.Accepted, cases.Proposed, cases.Reviewed}},
			{Key: "decided", states: []cases.State{cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Doubted, cases.Revoked}},
			{Key: "closed", states: []cases.State{cases.Served, cases.Archived, cases.Withdrawn, cases.Destroyed}},
		})
	}
	waits := map[cases.Role]Filter{
		cases.Clerk:    {Key: "accept", states: []cases.State{cases.Forwarded}, mine: true},
		cases.Reviewer: {Key: "review", states: []cases.State{cases.Proposed}, mine: true},
		cases.Signer:   {Key: "sign", states: []cases.State{cases.Reviewed}, mine: true},
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
	out = append(out, Filter{Key: "accepted", states: []cases.State{cases.Accepted, cases.Doubted}, mine: true})
	out = append(out, last...)
	return named(append(out,
		Filter{Key: "carry_out", states: []cases.State{cases.Decided, cases.Carried, cases.Declined, cases.Notified, cases.Revoked}, mine: true},
		Filter{Key: "closed", states: []cases.State{cases.Served, cases.Archived, cases.Withdrawn, cases.Destroyed}},
	))
}

func named(list []Filter) []Filter {
	for i := range list {
		list[i].Name, list[i].Count = Say(under("filter", list[i].Key)), -1
	}
	return list
}

// queue is the question that a filter asks the store.
func (f Filter) asks(office cases.ID) cases.Filter {
	if f.Saved {
		return f.filter
	}
	q := cases.Filter{States: f.states}
	if f.mine {
		q.Holder = office
	}
	return q
}
