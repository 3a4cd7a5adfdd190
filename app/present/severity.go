package present

import "casedesk/cases"

// SeverityView is what the severity tab shows.
type SeverityView struct {
	Loading   bool
	Ready     bool
	Header    Header
	Questions []Question
	Now       int // the question in front, -1 for none
	Known     int // questions answered
	Rows      []TraceLine
	Class     string // the class under the ruleset in use, in the pack's words; "" where a person must say
	Ruleset   string // the ruleset in use: chosen, or else proposed
	Columns   []RulesetColumn
	Differ    bool // the columns differ, so the table is worth its room
	Proposal  ProposalNote
	Choice    string // ruleset chosen by a person, "" for none
	Reason    string
	MustSay   bool // a person must choose the ruleset
	Classes   []ClassQuestion
	Blocked   error
	CanRecord bool
	Dirty     bool // something is not recorded
	Busy      bool
	Said      Words
	Problem   error
}

// TraceLine is one rule that was tried.
type TraceLine struct {
	cases.TraceRow
	Mark Words // trace.hit, trace.unknown, trace.miss
	Law  ArticleView
}

// RulesetColumn is the answer of the ruleset in force on one of the days.
type RulesetColumn struct {
	Day           Words      // cover.act: 认定日
	On            cases.Date // that day; zero for "between"
	Ruleset       string
	Title         string
	Class         string // in the pack's words
	ClassBy       string // table, person or unknown
	Shortest      string // in the pack's words
	ShortestUntil cases.Date
	Longest       string
	LongestUntil  cases.Date
	Earliest      cases.Date
	Possible      cases.Tri
	Met, Unmet    int
	Unknown       int
	Verified      bool
	Proposed      bool
	Chosen        bool
}

// ProposalNote is which ruleset the program proposes, and why.
type ProposalNote struct {
	Ruleset     string
	Why         string
	Article     string // only where it was checked
	Verified    bool
	NeedsPerson bool
}

// ClassQuestion is a class that a person must set under one ruleset.
type ClassQuestion struct {
	Ruleset string
	Row     string   // the row of the pack that asks
	Options []Option // nothing is chosen beforehand
	Hint    string   // the class that a known money line points to; never a decision
	Reason  string
	Lacks   bool // chosen, but without a reason
}

// Severity presents the classification of a record step by step.
type Severity struct {
	*Inquiry
	Changed func(SeverityView)

	now   int
	among map[string][]string // classes that a ruleset left open in this case, before one was chosen
	view  SeverityView
}

// NewSeverity makes the tab of an inquiry.
func NewSeverity(q *Inquiry) *Severity {
	p := &Severity{Inquiry: q, Changed: func(SeverityView) {}, among: map[string][]string{}}
	q.watch(p.draw)
	p.draw()
	return p
}

// View gives the tab as it is.
func (p *Severity) View() SeverityView { return p.view }

// Goto puts a question in front; it counts as looked at.
func (p *Severity) Goto(i int) {
	if i < 0 || i >= len(p.view.Questions) {
		return
	}
	p.now = i
	p.seen[p.view.Questions[i].Key] = true
	p.draw()
}

// Pick answers the question in front by an option; a set's option is turned on or off.
func (p *Severity) Pick(value string) {
	if p.now >= len(p.view.Questions) {
		return
	}
	p.pick(p.view.Questions[p.now], value)
}

// Type answers the question in front by what was typed.
func (p *Severity) Type(text string) {
	if p.now < len(p.view.Questions) {
		p.Answer(p.view.Questions[p.now].Key, text)
	}
}

// pick answers a question by an option; "" makes it unknown.
func (q *Inquiry) pick(k Question, value string) {
	switch {
	case value == "":
		q.Answer(k.Key)
	case k.Several:
		q.Answer(k.Key, chosen(toggle(k.Options, value))...)
	default:
		q.Answer(k.Key, value)
	}
}
