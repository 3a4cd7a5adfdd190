package present

import (
	"context"
	"image"

	"casedesk/cases"
)

// TabID names a tab of the case page.
type TabID string

// The tabs; each has words tab.<id>.
const (
	TabOverview  TabID = "overview"
	TabSeverity  TabID = "severity"
	TabCriteria  TabID = "criteria"
	TabDeadlines TabID = "deadlines"
	TabDecide    TabID = "decide"
	TabEvidence  TabID = "evidence"
	TabLetters   TabID = "letters"
)

// Tab is one tab with its count.
type Tab struct {
	ID    TabID
	Name  Words
	Count int // 0 shows none
}

// CaseFileView is what the case page shows.
type CaseFileView struct {
	Loading  bool
	Ready    bool // a case is shown
	Case     cases.Case
	Header   Header
	Stages   []StageStep
	Next     Words
	Tabs     []Tab
	Tab      TabID
	Actions  []Action
	People   []PersonLine // who applies, and who comes for them
	History  []HistoryLine
	Clocks   []ClockLine
	Verdict  *VerdictLine
	Days     []RulesetColumn // the three dates, where a verdict is recorded
	Letters  []LetterLine
	Evidence []EvidenceLine
	Undo     *UndoLine // the last act, where this hand can take it back
	Busy     bool
	Said     Words // what was just done
	Problem  error
}

// StageStep is one step of the way of a case.
type StageStep struct {
	Name Words
	On   cases.Date // the day it happened; zero where it has not
	Done bool
	Now  bool
}

// CaseFile presents one case: where it stands, what happened, what can be done.
type CaseFile struct {
	Changed func(CaseFileView)
	// Moved is called after an act of this page changed the case.
	Moved func(cases.Case)

	s    Session
	line errand
	row  *cases.Row
	view CaseFileView

	pictures errand
	glyphs   map[string]image.Image // of the case shown
	drawn    int                    // how many files the case had then

	eye    errand
	bare   bareField
	logged cases.ID // the case whose opening is in the access log
}

// NewCaseFile makes a case page without a case.
func NewCaseFile(desk Desk, s Session) *CaseFile {
	p := &CaseFile{Changed: func(CaseFileView) {}, Moved: func(cases.Case) {}, s: s, line: errand{desk: desk}, eye: errand{desk: desk}, pictures: errand{desk: desk}}
	p.view.Tab = TabOverview
	return p
}

// View gives the page as it is.
func (p *CaseFile) View() CaseFileView { return p.view }

// Open shows a case.
func (p *CaseFile) Open(id cases.ID) {
	if p.view.Case.ID != id {
		p.another()
	}
	p.eye.forget()
	p.bare = bareField{}
	p.view.Loading, p.view.Problem = true, nil
	p.Changed(p.view)
	visit := p.logged != id // reading it again after a sync or an act is the same look
	p.line.ask(func() func() {
		c, err := p.s.Store.Case(context.Background(), id)
		if err == nil && visit {
			err = p.s.opened(c) // no line in the log, no look
		}
		var row *cases.Row
		if err == nil {
			row = p.s.rowOf(c)
		}
		return func() {
			p.view.Loading, p.view.Problem = false, err
			if err == nil {
				p.row, p.logged = row, id
				p.take(c)
			}
			p.Changed(p.view)
		}
	})
}

// another lets go of the case that was shown.
func (p *CaseFile) another() {
	p.view = CaseFileView{Tab: TabOverview}
	p.pictures.forget()
	p.row, p.glyphs, p.drawn = nil, nil, 0
}

// rowOf finds the queue's row of a case, for its sync state; nil where there is none.
func (s Session) rowOf(c cases.Case) *cases.Row {
	row, err := s.Store.Row(context.Background(), c.ID)
	if err != nil {
		return nil // the sync state is then shown as local, which promises least
	}
	return &row
}

// Show takes a case that another page has just changed.
func (p *CaseFile) Show(c cases.Case) {
	if c.ID != p.view.Case.ID {
		p.another()
		p.bare = bareField{}
	}
	p.line.forget()
	p.view.Loading = false
	if p.row != nil {
		p.row.Sync = cases.SyncLocal // a new event has been nowhere yet
	}
	p.take(c)
	p.Changed(p.view)
}

// Choose opens a tab.
func (p *CaseFile) Choose(tab TabID) {
	p.view.Tab = tab
	p.Changed(p.view)
}

// draw reads the pictures of characters that no font has, where the case has other ones
// than before; the name shows them a little later.
func (p *CaseFile) draw(c cases.Case) {
	if len(c.GlyphFiles()) == 0 || len(c.Evidence) == p.drawn {
		return
	}
	p.drawn = len(c.Evidence)
	p.pictures.ask(func() func() {
		all := p.s.Work.GlyphPictures(context.Background(), c)
		return func() {
			p.glyphs, p.view.Header.Glyphs = all, all
			p.Changed(p.view)
		}
	})
}

func (p *CaseFile) take(c cases.Case) {
	s, v := p.s, &p.view
	v.People = personLines(c, p.bare.key)
	v.Ready, v.Case, v.Header = true, c, s.header(c, p.row)
	v.Header.Glyphs = p.glyphs
	p.draw(c)
	v.Stages, v.Next, v.Actions = stages(c), nextStep(c, s.Work.Office), s.actions(c)
	v.History, v.Clocks, v.Verdict = s.history(c), s.clockLines(c), verdictLine(c.Judgement, true)
	v.Evidence, v.Letters = evidenceLines(c), s.letterLines(c)
	v.Undo, v.Days = s.undoLine(c), nil
	if c.Judgement != nil {
		v.Days = columns(*c.Judgement, c)
	}
	v.Tabs = []Tab{
		{ID: TabOverview}, {ID: TabSeverity}, {ID: TabCriteria}, {ID: TabDeadlines, Count: len(c.Clocks)},
		{ID: TabDecide}, {ID: TabEvidence, Count: len(c.Evidence)}, {ID: TabLetters, Count: len(c.Letters)},
	}
	for i := range v.Tabs {
		v.Tabs[i].Name = Say(under("tab", string(v.Tabs[i].ID)))
	}
	if c.Matter == cases.Objection {
		v.Tabs[2].Name = Say("tab.grounds")
	}
}
