package present

import (
	"context"
	"io"
	"strings"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
)

// CriteriaView is what the criteria tab shows; for an objection its rows are the
// grounds.
type CriteriaView struct {
	Loading      bool
	Ready        bool
	Header       Header
	Objection    bool
	Rows         []CriterionRow
	Selected     int // -1 for none
	Met          int
	Unmet        int
	Unknown      int
	Possible     cases.Tri // repairable now, or the objection holds
	Says         Words     // 现在还不能修复
	Earliest     cases.Date
	EarliestNote Words // where the window is shut on that day: the next working day
	DaysLeft     int   // calendar days to Earliest; 0 when it has come
	Bar          CriteriaBar
	Ruleset      string
	Class        string
	Verified     bool
	Gaps         []MissingLine
	Others       []Question // facts that no row stands for
	Blocked      error
	CanRecord    bool
	Dirty        bool
	Busy         bool
	Said         Words
	Problem      error
}

// CriteriaBar is the way from the day of the act to the earliest day, to scale.
type CriteriaBar struct{ From, Today, To cases.Date }

// CriterionRow is one condition with its reason and proofs.
type CriterionRow struct {
	ID        string
	Term      string
	State     cases.CriterionState
	StateAs   Words // criterion.met
	Why       string
	Law       ArticleView
	ByPerson  bool // 由人认定，程序不代替
	Missing   []MissingLine
	Slots     []EvidenceSlot
	Questions []Question // the facts that a person can set here
	Outcome   Words      // of a ground that holds
}

// MissingLine is one paper or act that would satisfy a criterion.
type MissingLine struct {
	Criterion string
	Paper     string // id in the pack
	Term      string
	Article   string // only where it was checked
	Verified  bool
	Here      bool // a scan of it is in the file, but nobody recorded what it proves
}

// EvidenceSlot is a proof that is there, or the place of one that is wanted.
type EvidenceSlot struct {
	Paper  string
	Name   string
	Wanted bool
	Scan   EvidenceLine
}

// Criteria presents the criteria of repair, or the grounds of an objection.
type Criteria struct {
	*Inquiry
	Changed func(CriteriaView)

	selected int
	view     CriteriaView
}

// NewCriteria makes the tab of an inquiry.
func NewCriteria(q *Inquiry) *Criteria {
	p := &Criteria{Inquiry: q, Changed: func(CriteriaView) {}, selected: -1}
	q.watch(p.draw)
	p.draw()
	return p
}

// View gives the tab as it is.
func (p *Criteria) View() CriteriaView { return p.view }

// Select selects a row.
func (p *Criteria) Select(i int) {
	if i >= 0 && i < len(p.view.Rows) {
		p.selected = i
		p.draw()
	}
}

// NextGap selects the next row that is not met.
func (p *Criteria) NextGap() {
	for n := range p.view.Rows {
		i := (p.selected + 1 + n) % len(p.view.Rows)
		if p.view.Rows[i].State != cases.Met {
			p.Select(i)
			return
		}
	}
}

// Mark answers one of the tab's questions by an option, "" for not known.
func (p *Criteria) Mark(key, value string) { p.pick(p.question(key), value) }

// AddEvidence puts a scan into the file of the case.
func (p *Criteria) AddEvidence(paper, name, media string, file io.Reader) {
	if p.c.ID.IsZero() || p.busy {
		return
	}
	q, id := p.Inquiry, p.c.ID
	q.busy, q.problem = true, nil
	q.tell()
	q.write.ask(func() func() {
		c, err := q.s.Work.AddEvidence(context.Background(), id, office.Scan{Name: name, Paper: paper, Media: media, Bytes: file})
		return func() {
			if q.c.ID != id {
				return // another case was opened meanwhile
			}
			q.busy, q.problem = false, err
			if err == nil {
				q.c, q.said = c, Say("done.evidence")
			}
			q.tell()
			if err == nil {
				q.Moved(c)
			}
		}
	})
}

func (p *Criteria) draw() {
	q := p.Inquiry
	v := CriteriaView{Loading: q.loading, Selected: -1, Busy: q.busy, Dirty: q.dirty, Said: q.said, Problem: q.problem}
	if !q.c.ID.IsZero() {
		v.Ready, v.Header, v.Objection = true, q.s.header(q.c, nil), q.c.Matter == cases.Objection
		v.Blocked = q.blocked()
		v.CanRecord = v.Blocked == nil && !q.busy
	} else {
		p.selected = -1
	}
	if j := q.judgement(); j != nil {
		if r, ok := j.Chosen(); ok {
			p.answerView(&v, *j, r)
		}
	}
	p.selected = min(p.selected, len(v.Rows)-1)
	v.Selected = p.selected
	p.view = v
	p.Changed(v)
}

func (p *Criteria) answerView(v *CriteriaView, j cases.JudgedAct, r cases.RulesetVerdict) {
	v.Met, v.Unmet, v.Unknown = tally(r.Criteria)
	v.Ruleset, v.Class, v.Verified = r.ID, string(r.ClassTerm), !cases.Unverified(j)
	v.Possible, v.Earliest = r.Repairable, r.Earliest.Date
	area := "criteria"
	if v.Objection {
		v.Possible, area = r.Supported, "grounds"
	}
	v.Says = Say(under(area, triKey(v.Possible)))
	today := p.s.Work.Today()
	if !v.Earliest.IsZero() {
		v.DaysLeft = max(0, v.Earliest.Sub(today))
		v.Bar = CriteriaBar{p.c.Record.DecidedOn, today, v.Earliest}
		v.EarliestNote = p.openDay(v.Earliest)
	}
	v.Gaps = missingLines(r, p.c)
	taken := map[string]bool{}
	for _, k := range r.Criteria {
		row := p.row(k, r, v.Gaps)
		for _, question := range row.Questions {
			taken[question.Key] = true
		}
		v.Rows = append(v.Rows, row)
	}
	for _, key := range p.asked() {
		if !taken[key] {
			v.Others = append(v.Others, p.question(key))
		}
	}
}

// asked gives the facts that this tab asks for.
func (q *Inquiry) asked() []string {
	if q.c.Matter == cases.Objection {
		return groundFacts
	}
	return q.withRare(criteriaFacts, rareCriteriaFacts)
}

// openDay says where the window is shut on a day, and when it opens next.
func (p *Criteria) openDay(d cases.Date) Words {
	if p.s.Work.Calendar.IsWorkday(d) {
		return Words{}
	}
	next := d
	for !p.s.Work.Calendar.IsWorkday(next) {
		next = next.Add(1)
	}
	return Say("criteria.shut", "next", next.String()).With("weekday", weekdayKey(d))
}

func weekdayKey(d cases.Date) string {
	return [...]string{"weekday.0", "weekday.1", "weekday.2", "weekday.3", "weekday.4", "weekday.5", "weekday.6"}[d.Weekday()%time.Weekday(7)]
}

func triKey(t cases.Tri) string { return [...]string{"unknown", "yes", "no"}[t] }

// row shows one criterion with its proofs and the facts that a person can set.
func (p *Criteria) row(k cases.Criterion, r cases.RulesetVerdict, gaps []MissingLine) CriterionRow {
	row := CriterionRow{
		ID: k.ID, Term: k.Term, State: k.State, StateAs: Say(under("criterion", string(k.State))), Why: k.Why,
		Law: p.s.article(p.verdict, r.ID, k.Cite, k.Verified), ByPerson: k.ByPerson,
	}
	if k.Outcome != "" {
		row.Outcome = Say(under("outcome", string(k.Outcome)))
	}
	wants := map[string]bool{}
	for _, m := range r.Missing {
		if m.Criterion == k.ID {
			for _, f := range m.Facts {
				wants[f] = true
			}
		}
	}
	for _, g := range gaps {
		if g.Criterion != k.ID {
			continue
		}
		row.Missing = append(row.Missing, g)
		if !g.Here {
			row.Slots = append(row.Slots, EvidenceSlot{Paper: g.Paper, Name: g.Term, Wanted: true})
		}
		for _, e := range evidenceLines(p.c) {
			if e.Paper == g.Paper {
				row.Slots = append(row.Slots, EvidenceSlot{Paper: e.Paper, Name: e.Name, Scan: e})
			}
		}
	}
	for _, key := range p.asked() {
		if wants[key] || p.tries(r.ID, k.ID, key) {
			row.Questions = append(row.Questions, p.question(key))
		}
	}
	return row
}

// tries tells whether the rule of a criterion looks at a fact.
func (p *Criteria) tries(ruleset, criterion, key string) bool {
	term := p.s.Chinese(under("fact", key))
	for _, t := range p.verdict.Trace {
		if t.Ruleset == ruleset && t.Rule == criterion && strings.Contains(t.Condition, term) {
			return true
		}
	}
	return false
}

// missingLines lists what is missing, and whether a scan of it came already.
func missingLines(r cases.RulesetVerdict, c cases.Case) []MissingLine {
	var out []MissingLine
	for _, m := range r.Missing {
		line := MissingLine{Criterion: m.Criterion, Paper: m.Paper, Term: m.Term, Verified: m.Verified}
		if m.Verified {
			line.Article = string(m.Article)
		}
		for _, e := range c.Evidence {
			line.Here = line.Here || e.Paper == m.Paper
		}
		out = append(out, line)
	}
	return out
}

// gapsOf lists what the recorded verdict misses, each paper once.
func gapsOf(c cases.Case) []MissingLine {
	if c.Judgement == nil {
		return nil
	}
	r, ok := c.Judgement.Chosen()
	if !ok {
		return nil
	}
	var out []MissingLine
	seen := map[string]bool{}
	for _, m := range missingLines(r, c) {
		if !seen[m.Paper] {
			seen[m.Paper] = true
			out = append(out, m)
		}
	}
	return out
}
