package present

import (
	"slices"

	"casedesk/cases"
	"casedesk/cases/rules"
)

// pastFacts are what a trial can suppose otherwise besides what the tabs ask for.
var pastFacts = []string{"decided_on", "filed_on"}

// draw shows the trial's facts; which answers move, look has put into the view.
func (p *WhatIf) draw() {
	v := &p.view
	v.Questions, v.Changed = nil, nil
	for _, key := range p.keys() {
		k, was := p.question(key), p.base.question(key)
		v.Questions = append(v.Questions, k)
		v.Changed = append(v.Changed, !slices.EqualFunc(k.Answer, was.Answer, sameWords))
	}
	v.Now = min(v.Now, max(0, len(v.Questions)-1))
	v.Day = Question{Key: rules.Day, Title: Say("whatif.day"), Type: cases.FactDate, State: Answered, Text: p.typedDay, Fault: p.badDay}
	p.Changed(*v)
}

// keys are the facts of both tabs, and those of past days.
func (p *WhatIf) keys() (out []string) {
	list := slices.Concat(p.base.withRare(severityFacts, rareSeverityFacts), p.of.asked(), pastFacts)
	for _, key := range list {
		if !slices.Contains(out, key) {
			out = append(out, key)
		}
	}
	return out
}

func sameWords(a, b Words) bool { return a.Key == b.Key && sameArgs(a, b) }

func (p *WhatIf) changeLines(list []rules.FactChange) (out []ChangeLine) {
	for _, c := range list {
		line := ChangeLine{Fact: c.Fact, Title: Say(under("fact", c.Fact)), Nature: Say(under("nature", string(c.Nature))), Paper: string(c.Paper)}
		if c.Fact == rules.Day {
			line.Title, line.Was, line.Now = Say("whatif.day"), []Words{Plain(c.Was)}, []Words{Plain(c.Now)}
		} else {
			then := newAsking(p.from(), p.base.facts)
			d, _ := declared(c.Fact)
			if n, ok := d.Number(written(d, c.Value)...); ok && c.Value != "" {
				then.facts, _ = then.facts.With(c.Fact, n)
			} else {
				then.facts = withoutFact(then.facts, c.Fact)
			}
			line.Was, line.Now = p.base.said(c.Fact), then.said(c.Fact)
		}
		if c.Nature == rules.Past {
			line.Tone = Warn
		}
		out = append(out, line)
	}
	return out
}

// said gives the present answer of a fact in words, also where there is none.
func (q *asking) said(key string) []Words {
	k := q.question(key)
	_, known := q.number(key)
	switch {
	case !known:
		return []Words{Say("answer.unknown")}
	case len(k.Answer) == 0:
		return []Words{Say("whatif.no_member")}
	}
	return k.Answer
}

func (p *WhatIf) moveLines(t rules.Trial) (out []MoveLine) {
	for _, m := range t.Moves {
		of := &t.Then
		if _, still := t.Then.Ruleset(m.Ruleset); !still {
			of = &t.Was
		}
		line := MoveLine{Ruleset: m.Ruleset, Term: m.Term, Row: m.Row, Law: p.from().article(of, m.Ruleset, m.Cite, m.Verified)}
		line.What, line.Was, line.Now = MoveWords(m)
		out = append(out, line)
	}
	return out
}

// MoveWords says what moved, what it was and what it is then.
func MoveWords(m rules.Move) (what, was, now Words) {
	return Say(under("move", m.What)), moveValue(m.What, m.Was), moveValue(m.What, m.Now)
}

func moveValue(what, value string) Words {
	switch {
	case what == "criterion" || what == "ground":
		if value == "" {
			return Say("move.not_asked")
		}
		return Say(under("criterion", value))
	case value == "" && what == "clock":
		return Say("move.no_clock")
	case value == "":
		return Say("answer.unknown")
	case value == "true":
		return Say("answer.yes")
	case value == "false":
		return Say("answer.no")
	case what == "published":
		return Say(under("text.published", value))
	case what == "clock" && (value == "waiting" || value == "unread"):
		return Say(under("move", value))
	}
	return Plain(value)
}
