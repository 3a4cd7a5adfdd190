package present

import "casedesk/cases"

func (p *Severity) draw() {
	q := p.Inquiry
	v := SeverityView{Loading: q.loading, Now: -1, Busy: q.busy, Dirty: q.dirty, Said: q.said, Problem: q.problem}
	if !q.c.ID.IsZero() {
		v.Ready, v.Header = true, q.s.header(q.c, nil)
		for _, key := range q.withRare(severityFacts, rareSeverityFacts) {
			k := q.question(key)
			if k.State == Answered {
				v.Known++
			}
			v.Questions = append(v.Questions, k)
		}
		p.now = min(p.now, len(v.Questions)-1)
		v.Now, v.Choice, v.Reason = p.now, q.choice.Ruleset, q.choice.Reason
		v.Blocked = q.blocked()
		v.CanRecord = v.Blocked == nil && !q.busy
	} else {
		p.now = 0
		clear(p.among)
	}
	if j := q.judgement(); j != nil {
		p.answerView(&v, *j)
	}
	p.view = v
	p.Changed(v)
}

// answerView shows what the rules say.
func (p *Severity) answerView(v *SeverityView, j cases.JudgedAct) {
	v.Columns = columns(j, p.c)
	v.Differ = differ(v.Columns)
	pr := j.Verdict.Proposed
	v.Proposal = ProposalNote{Ruleset: string(pr.Ruleset), Why: pr.Why, Verified: pr.Verified, NeedsPerson: pr.NeedsPerson}
	if pr.Verified {
		v.Proposal.Article = string(pr.Article)
	}
	v.MustSay = pr.NeedsPerson || pr.Ruleset == ""
	if r, ok := j.Chosen(); ok {
		v.Ruleset, v.Class = r.ID, string(r.ClassTerm)
	}
	for _, t := range j.Verdict.Trace {
		if t.Ruleset == v.Ruleset && (t.Part == "class" || t.Part == "period") {
			v.Rows = append(v.Rows, TraceLine{t, Say(under("trace", string(t.Result))), p.s.article(&j.Verdict, t.Ruleset, t.Cite, t.Verified)})
		}
	}
	for _, r := range j.Verdict.Rulesets {
		if k, asks := p.classQuestion(r); asks {
			v.Classes = append(v.Classes, k)
		}
	}
}

// classQuestion shows the class that a person must set, where the pack asks for
// one, or that a person has set.
func (p *Severity) classQuestion(r cases.RulesetVerdict) (ClassQuestion, bool) {
	choice := p.classes[r.ID]
	if r.ClassBy != "person" && (r.ClassBy != "unknown" || len(r.ClassAmong) < 2) && choice.Class == "" {
		return ClassQuestion{}, false
	}
	k := ClassQuestion{Ruleset: r.ID, Row: string(r.ClassRow), Hint: string(r.ClassHint), Reason: choice.Reason}
	among := p.amongOf(r)
	for _, class := range p.s.classes(r.ID, among) {
		class.Chosen = class.Value == choice.Class
		k.Options = append(k.Options, class)
	}
	k.Lacks = choice.Class != "" && choice.Reason == ""
	return k, true
}

// amongOf gives the classes to choose from: those that the rules left open, also
// after one was chosen, so that a choice can be changed.
func (p *Severity) amongOf(r cases.RulesetVerdict) []string {
	if len(r.ClassAmong) > 1 {
		p.among[r.ID] = r.ClassAmong
	}
	if list := p.among[r.ID]; len(list) > 0 {
		return list
	}
	var out []string
	if p.s.Book != nil {
		if pack, ok := p.s.Book.Pack(r.ID); ok {
			for _, c := range pack.Classes {
				out = append(out, c.ID)
			}
		}
	}
	if len(out) == 0 && r.Class != "" {
		out = []string{string(r.Class)}
	}
	return out
}

// classes names classes of a ruleset in the pack's words.
func (s Session) classes(ruleset string, among []string) []Option {
	terms := map[string]string{}
	if s.Book != nil {
		if pack, ok := s.Book.Pack(ruleset); ok {
			for _, c := range pack.Classes {
				terms[c.ID] = c.Term
			}
		}
	}
	var out []Option
	for _, id := range among {
		term := terms[id]
		if term == "" {
			term = id
		}
		out = append(out, Option{Value: id, Name: Plain(term)})
	}
	return out
}

// columns gives the answers of the rulesets in force on the day of the act, the
// day of filing and today.
func columns(j cases.JudgedAct, c cases.Case) []RulesetColumn {
	days := []struct {
		cover string
		on    cases.Date
	}{{"act", c.Record.DecidedOn}, {"filing", c.ReceivedOn}, {"today", j.Verdict.On}, {"between", cases.Date{}}}
	var out []RulesetColumn
	for _, d := range days {
		for _, r := range j.Verdict.Rulesets {
			for _, cover := range r.Covers {
				if cover == d.cover {
					out = append(out, column(j, r, d.cover, d.on))
				}
			}
		}
	}
	return out
}

func column(j cases.JudgedAct, r cases.RulesetVerdict, cover string, on cases.Date) RulesetColumn {
	k := RulesetColumn{
		Day: Say(under("cover", cover)), On: on, Ruleset: r.ID, Title: r.Title, Class: string(r.ClassTerm), ClassBy: r.ClassBy,
		Shortest: string(r.Shortest), ShortestUntil: r.ShortestUntil.Date, Longest: string(r.Longest), LongestUntil: r.LongestUntil.Date,
		Earliest: r.Earliest.Date, Possible: r.Repairable, Verified: r.Verified,
		Proposed: string(j.Verdict.Proposed.Ruleset) == r.ID, Chosen: j.Ruleset == r.ID,
	}
	if j.Facts.Matter == string(cases.Objection) {
		k.Possible = r.Supported
	}
	k.Met, k.Unmet, k.Unknown = tally(r.Criteria)
	return k
}

// differ tells whether the columns do not all say the same.
func differ(list []RulesetColumn) bool {
	for _, k := range list {
		f := list[0]
		if k.Class != f.Class || k.ShortestUntil != f.ShortestUntil || k.LongestUntil != f.LongestUntil || k.Earliest != f.Earliest || k.Possible != f.Possible {
			return true
		}
	}
	return false
}
