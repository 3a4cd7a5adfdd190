package present

import (
	"context"

	"casedesk/cases"
)

// UndoLine is the last act of a case that the account can take back.
type UndoLine struct {
	Event cases.Hash
	Kind  cases.Kind
	What  Words // 撤回“转办”
}

func (s Session) undoLine(c cases.Case) *UndoLine {
	a, err := cases.Undo(c, "", s.Work.Hand())
	if err != nil {
		return nil
	}
	return &UndoLine{Event: a.Event, Kind: a.Done, What: Say("undo.offer").With("kind", under("kind", string(a.Done)))}
}

// Undo takes the case's last act back by an event of its own; the history shows
// both. Where it cannot be, the page says why.
func (p *CaseFile) Undo() {
	c := p.view.Case
	if !p.view.Ready || p.view.Busy {
		return
	}
	act, err := cases.Undo(c, "", p.s.Work.Hand())
	if err != nil {
		p.view.Problem = err
		p.Changed(p.view)
		return
	}
	p.view.Busy, p.view.Problem, p.view.Said = true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		after, err := p.s.Work.Do(context.Background(), c.ID, act)
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err != nil {
				p.Changed(p.view)
				return
			}
			p.view.Said = Say("done.undo").With("kind", under("kind", string(act.Done)))
			p.Show(after)
			p.Moved(after)
		}
	})
}
