package present

import (
	"slices"

	"casedesk/cases"
)

// way is the usual way of a case: a step and the kinds of acts that end it.
type way struct {
	key   string
	kinds []cases.Kind
}

var repairWay = []way{
	{"received", []cases.Kind{cases.KindReceived}},
	{"forwarded", []cases.Kind{cases.KindForwarded}},
	{"accepted", []cases.Kind{cases.KindAccepted, cases.KindDeclined}},
	{"proposed", []cases.Kind{cases.KindProposed}},
	{"reviewed", []cases.Kind{cases.KindReviewed}},
	{"decided", []cases.Kind{cases.KindDecided}},
	{"carried", []cases.Kind{cases.KindLifted}},
	{"served", []cases.Kind{cases.KindServed}},
	{"archived", []cases.Kind{cases.KindArchived}},
}

var objectionWay = []way{
	{"received", []cases.Kind{cases.KindReceived}},
	{"forwarded", []cases.Kind{cases.KindForwarded}},
	{"accepted", []cases.Kind{cases.KindAccepted, cases.KindDeclined}},
	{"checked", []cases.Kind{cases.KindChecked}},
	{"inquired", []cases.Kind{cases.KindAnswered}},
	{"proposed", []cases.Kind{cases.KindProposed}},
	{"reviewed", []cases.Kind{cases.KindReviewed}},
	{"decided", []cases.Kind{cases.KindDecided}},
	{"carried", []cases.Kind{cases.KindLifted, cases.KindUnmarked}},
	{"served", []cases.Kind{cases.KindServed}},
	{"archived", []cases.Kind{cases.KindArchived}},
}

// revocationWay is the way of a grant under doubt.
var revocationWay = []way{
	{"doubted", []cases.Kind{cases.KindDoubted}},
	{"heard", []cases.Kind{cases.KindHeard}},
	{"proposed", []cases.Kind{cases.KindProposed}},
	{"reviewed", []cases.Kind{cases.KindReviewed}},
	{"revoked", []cases.Kind{cases.KindRevoked}},
	{"restored", []cases.Kind{cases.KindRestored}},
	{"served", []cases.Kind{cases.KindServed}},
	{"archived", []cases.Kind{cases.KindArchived}},
}

// sinceDoubt is the history from the last doubt on.
func sinceDoubt(c cases.Case) []cases.Happening {
	for i, p := range slices.Backward(c.Past) {
		if p.Kind == cases.KindDoubted && !p.Undone {
			return c.Past[i:]
		}
	}
	return nil
}

// stages shows how far a case has come on its way. A review that returned the
// case takes the steps after acceptance back.
func stages(c cases.Case) []StageStep {
	steps, past := repairWay, c.Past
	switch {
	case c.Matter == cases.Objection:
		steps = objectionWay
	case c.Doubt != nil:
		steps, past = revocationWay, sinceDoubt(c)
	}
	days := map[cases.Kind]cases.Date{}
	for _, p := range past {
		days[p.Kind] = cases.DayIn(p.At.Time())
		if p.Undone {
			continue
		}
		if p.Kind == cases.KindReviewed && p.State != cases.Reviewed {
			delete(days, cases.KindReviewed)
			delete(days, cases.KindProposed)
		}
	}
	if c.Inquiry == nil { // most objections never ask another office
		steps = slices.DeleteFunc(slices.Clone(steps), func(w way) bool { return w.key == "inquired" })
	}
	out := make([]StageStep, len(steps))
	last := -1
	for i, w := range steps {
		out[i].Name = Say(under("stage", w.key))
		for _, k := range w.kinds {
			if day, ok := days[k]; ok {
				out[i].On, out[i].Done, last = day, true, i
			}
		}
	}
	if last+1 < len(out) && !closed(c.State) {
		out[last+1].Now = true
	}
	return out
}
