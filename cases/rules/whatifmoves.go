package rules

import "casedesk/cases"

// moving compares two verdicts on one record by one book, answer by answer.
type moving struct {
	rehearsal
	out []Move
}

func (m *moving) all() {
	for i := range m.was.Rulesets {
		o := &m.was.Rulesets[i]
		if n, ok := m.now.Ruleset(o.ID); ok {
			m.one(o, n)
		} else {
			m.note(Move{Ruleset: o.ID, What: "covers", Row: headRow, Was: "true", Now: "false"})
		}
	}
	for i := range m.now.Rulesets {
		if id := m.now.Rulesets[i].ID; !m.covered(id) {
			m.note(Move{Ruleset: id, What: "covers", Row: headRow, Was: "false", Now: "true"})
		}
	}
	m.clockMoves()
	m.answer("", "route", "route", string(m.was.Channel), string(m.now.Channel))
	m.answer("", "proposed", "transition", string(m.was.Proposed.Ruleset), string(m.now.Proposed.Ruleset))
	m.answer("", "procedure", "transition", string(m.was.Proposed.Procedure), string(m.now.Proposed.Procedure))
}

func (m *moving) covered(id string) bool {
	_, ok := m.was.Ruleset(id)
	return ok
}

// one compares the answers of one ruleset, causes before effects.
func (m *moving) one(o, n *cases.RulesetVerdict) {
	for _, x := range []struct{ what, part, was, now string }{
		{"class_row", "class", string(o.ClassRow), string(n.ClassRow)},
		{"class", "class", string(o.ClassTerm), string(n.ClassTerm)},
		{"published", "period", o.Published, n.Published},
		{"shortest", "period", string(o.Shortest), string(n.Shortest)},
		{"shortest_until", "period", o.ShortestUntil.String(), n.ShortestUntil.String()},
		{"longest", "period", string(o.Longest), string(n.Longest)},
		{"longest_until", "period", o.LongestUntil.String(), n.LongestUntil.String()},
	} {
		m.answer(n.ID, x.what, x.part, x.was, x.now)
	}
	m.criteria(o, n)
	for _, x := range []struct{ what, was, now string }{
		{"repairable", triCode(o.Repairable), triCode(n.Repairable)},
		{"earliest", o.Earliest.String(), n.Earliest.String()},
		{"supported", triCode(o.Supported), triCode(n.Supported)},
	} {
		m.answer(n.ID, x.what, "", x.was, x.now)
	}
}

// criteria compares conditions, and grounds, by their ids; one that stands no
// more, or did not stand, has no state.
func (m *moving) criteria(o, n *cases.RulesetVerdict) {
	was := map[string]cases.Criterion{}
	for _, c := range o.Criteria {
		was[c.ID] = c
	}
	put := func(c cases.Criterion, was, now cases.CriterionState) {
		what := "criterion"
		if len(c.Grounds) > 0 {
			what = "ground"
		}
		m.out = append(m.out, Move{Ruleset: n.ID, What: what, Row: c.ID, Term: c.Term, Was: string(was), Now: string(now),
			Article: c.Article, Cite: c.Cite, Verified: c.Verified})
	}
	for _, c := range n.Criteria {
		if old := was[c.ID]; old.State != c.State {
			put(c, old.State, c.State)
		}
		delete(was, c.ID)
	}
	for _, c := range o.Criteria {
		if _, gone := was[c.ID]; gone {
			put(c, c.State, "")
		}
	}
}

func (m *moving) clockMoves() {
	was := map[string]*cases.ClockRule{}
	for i := range m.was.Clocks {
		was[m.was.Clocks[i].ID] = &m.was.Clocks[i]
	}
	put := func(c *cases.ClockRule, was, now string) {
		m.out = append(m.out, Move{Ruleset: c.Ruleset, What: "clock", Row: c.ID, Term: c.Term, Was: was, Now: now,
			Article: c.Article, Cite: c.Cite, Verified: c.Verified})
	}
	for i := range m.now.Clocks {
		c := &m.now.Clocks[i]
		if o := was[c.ID]; o == nil {
			put(c, "", clockEnd(c))
		} else if clockEnd(o) != clockEnd(c) {
			put(c, clockEnd(o), clockEnd(c))
		}
		delete(was, c.ID)
	}
	for i := range m.was.Clocks {
		if c := &m.was.Clocks[i]; was[c.ID] != nil {
			put(c, clockEnd(c), "")
		}
	}
}

// answer notes an answer that differs, with the row of a part that gives it now;
// an effect without a part has the row of the cause noted last.
func (m *moving) answer(ruleset, what, part, was, now string) {
	if was == now {
		return
	}
	rs, row := ruleset, ""
	if part != "" {
		rs, row = m.fired(ruleset, part)
	} else {
		for _, cause := range m.out {
			if cause.Ruleset == ruleset {
				row = cause.Row
			}
		}
	}
	m.note(Move{Ruleset: rs, What: what, Row: row, Was: was, Now: now})
}

// note adds a move with the article of its row.
func (m *moving) note(x Move) {
	for _, v := range []*cases.Verdict{m.was, m.now} {
		for _, t := range v.Trace {
			if t.Ruleset == x.Ruleset && t.Rule == x.Row {
				x.Article, x.Cite, x.Verified = t.Article, t.Cite, t.Verified
			}
		}
	}
	m.out = append(m.out, x)
}

func triCode(t cases.Tri) string { return [...]string{"", "true", "false"}[t] }

// rowMoves lists the rows of the trace that come out otherwise, in the order of
// the trace that is now; rows that are tried no more come last.
func rowMoves(was, now *cases.Verdict) (out []RowMove) {
	type key struct{ ruleset, part, rule string }
	old := map[key]cases.TraceRow{}
	for _, t := range was.Trace {
		old[key{t.Ruleset, t.Part, t.Rule}] = t
	}
	for _, t := range now.Trace {
		o, tried := old[key{t.Ruleset, t.Part, t.Rule}]
		delete(old, key{t.Ruleset, t.Part, t.Rule})
		if tried && o.Result == t.Result && o.Fired == t.Fired {
			continue
		}
		out = append(out, RowMove{t, o.Result, o.Given, o.Fired})
	}
	for _, t := range was.Trace {
		if o, gone := old[key{t.Ruleset, t.Part, t.Rule}]; gone {
			t.Result, t.Given, t.Fired = "", "", false
			out = append(out, RowMove{t, o.Result, o.Given, o.Fired})
		}
	}
	return out
}

// clockEnd is the day that a clock ends on, or that it runs without one.
func clockEnd(c *cases.ClockRule) string {
	switch {
	case !c.Due.IsZero():
		return c.Due.String()
	case c.Known:
		return "waiting" // for the day it starts on
	}
	return "unread" // nobody has read its figure
}
