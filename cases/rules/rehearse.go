package rules

import (
	"strconv"

	"casedesk/cases"
)

// Shift is one thing that another book of packs says otherwise about a record,
// and the row that makes it so.
type Shift struct {
	What    string `json:"what"` // class, published, shortest, longest, criterion, repairable, earliest, supported, clock, route, proposed, covers
	Was     string `json:"was"`
	Now     string `json:"now"`
	Ruleset string `json:"ruleset"`
	Row     string `json:"row"`
	Article string `json:"article"` // only where verified
}

// Rehearse judges one record on its day by two books and lists what differs. It
// needs the facts alone, which the event that judged the case has stored.
func Rehearse(old, next *Book, f cases.Facts, on cases.Date, cal cases.Calendar) ([]Shift, error) {
	was, err := Assess(old, f, on, cal)
	if err != nil {
		return nil, err
	}
	now, err := Assess(next, f, on, cal)
	if err != nil {
		return nil, err
	}
	r := rehearsal{was: &was, now: &now}
	for i := range was.Rulesets {
		o := &was.Rulesets[i]
		if n, ok := now.Ruleset(o.ID); ok {
			r.ruleset(o, n)
		} else {
			r.put("covers", o.ID, headRow, "true", "false")
		}
	}
	for i := range now.Rulesets {
		if _, ok := was.Ruleset(now.Rulesets[i].ID); !ok {
			r.put("covers", now.Rulesets[i].ID, headRow, "false", "true")
		}
	}
	r.clocks()
	r.differ("route", "", "route", string(was.Route), string(now.Route))
	r.differ("proposed", "", "transition", string(was.Proposed.Ruleset), string(now.Proposed.Ruleset))
	r.differ("procedure", "", "transition", string(was.Proposed.Procedure), string(now.Proposed.Procedure))
	return r.out, nil
}

type rehearsal struct {
	was, now *cases.Verdict
	out      []Shift
}

// ruleset compares the answers of one ruleset, causes before effects.
func (r *rehearsal) ruleset(o, n *cases.RulesetVerdict) {
	r.differ("class", o.ID, "class", string(o.Class), string(n.Class))
	r.differ("published", o.ID, "period", o.Published, n.Published)
	r.differ("shortest", o.ID, "period", string(o.Shortest)+" "+o.ShortestUntil.String(), string(n.Shortest)+" "+n.ShortestUntil.String())
	r.differ("longest", o.ID, "period", string(o.Longest)+" "+o.LongestUntil.String(), string(n.Longest)+" "+n.LongestUntil.String())
	states := map[string]cases.Criterion{}
	for _, c := range o.Criteria {
		states[c.ID] = c
	}
	for _, c := range n.Criteria {
		if old := states[c.ID]; old.State != c.State || old.Outcome != c.Outcome {
			r.put("criterion", n.ID, c.ID, string(old.State)+" "+string(old.Outcome), string(c.State)+" "+string(c.Outcome))
		}
		delete(states, c.ID)
	}
	for _, c := range o.Criteria {
		if _, gone := states[c.ID]; gone {
			r.put("criterion", o.ID, c.ID, string(c.State)+" "+string(c.Outcome), "")
		}
	}
	r.differ("repairable", o.ID, "", triWord(o.Repairable), triWord(n.Repairable))
	r.differ("earliest", o.ID, "", o.Earliest.String(), n.Earliest.String())
	r.differ("supported", o.ID, "", triWord(o.Supported), triWord(n.Supported))
}

func (r *rehearsal) clocks() {
	said := func(c *cases.ClockRule) string {
		return strconv.Itoa(c.Period.N) + string(c.Period.Unit) + " +" + strconv.Itoa(c.Extend.N) + string(c.Extend.Unit) + " " + string(c.Approver) + " " + c.Due.String()
	}
	old := map[string]string{}
	for i := range r.was.Clocks {
		old[r.was.Clocks[i].ID] = said(&r.was.Clocks[i])
	}
	for i := range r.now.Clocks {
		c := &r.now.Clocks[i]
		if s := said(c); old[c.ID] != s {
			r.put("clock", c.Ruleset, c.ID, old[c.ID], s)
		}
		delete(old, c.ID)
	}
	for i := range r.was.Clocks {
		if c := &r.was.Clocks[i]; old[c.ID] != "" {
			r.put("clock", c.Ruleset, c.ID, old[c.ID], "")
		}
	}
}

// differ notes a difference with the row of the part that gave the new answer;
// of an effect ("") the cause noted last.
func (r *rehearsal) differ(what, ruleset, part, was, now string) {
	if was == now {
		return
	}
	if part == "" {
		for i := len(r.out) - 1; i >= 0; i-- {
			if r.out[i].Ruleset == ruleset {
				r.put(what, ruleset, r.out[i].Row, was, now)
				return
			}
		}
	}
	rs, row := r.fired(ruleset, part)
	r.put(what, rs, row, was, now)
}

// fired finds the row behind a new answer: the one that fires now and did not
// fire so before, else the one that fires no more.
func (r *rehearsal) fired(ruleset, part string) (string, string) {
	for _, side := range [][2]*cases.Verdict{{r.now, r.was}, {r.was, r.now}} {
		for _, t := range side[0].Trace {
			if (ruleset == "" || t.Ruleset == ruleset) && (part == "" || t.Part == part) && t.Fired && !traced(side[1], t) {
				return t.Ruleset, t.Rule
			}
		}
	}
	for _, t := range r.now.Trace { // the row is the same, only its value is another
		if (ruleset == "" || t.Ruleset == ruleset) && (part == "" || t.Part == part) && t.Fired {
			return t.Ruleset, t.Rule
		}
	}
	return ruleset, headRow
}

func traced(v *cases.Verdict, row cases.TraceRow) bool {
	for _, t := range v.Trace {
		if t.Ruleset == row.Ruleset && t.Rule == row.Rule && t.Result == row.Result && t.Condition == row.Condition && t.Fired == row.Fired {
			return true
		}
	}
	return false
}

func (r *rehearsal) put(what, ruleset, row, was, now string) {
	s := Shift{What: what, Was: was, Now: now, Ruleset: ruleset, Row: row}
	for _, v := range []*cases.Verdict{r.was, r.now} {
		for _, t := range v.Trace {
			if t.Ruleset == ruleset && t.Rule == row {
				s.Article = string(t.Article)
			}
		}
	}
	r.out = append(r.out, s)
}
