package present

import (
	"context"

	"casedesk/cases"
)

// FlowView is what every page for one act on a case shows besides its own part.
type FlowView struct {
	Loading bool
	Ready   bool // a case is shown
	Header  Header
	Case    cases.Case
	Blocked error // why the act cannot be done as it stands; nil when it can
	CanDo   bool
	Busy    bool
	Done    bool
	Said    Words // what was just done
	Problem error
}

// flow carries one act on one case from the opened page to the written event.
type flow struct {
	s     Session
	line  errand
	view  FlowView
	moved func(cases.Case)
	drawn func() // tells the screen
	taken func() // fills the page's own part after a case came in
	check func() error
	pen   *Typing
}

// open reads the case afresh, and what was typed about this act before.
func (f *flow) open(id cases.ID, form ActionID) {
	f.view = FlowView{Loading: true}
	f.drawn()
	f.line.ask(func() func() {
		c, err := f.s.Store.Case(context.Background(), id)
		var typed cases.Draft
		if err == nil {
			typed, err = f.pen.draftOf(string(form), id)
		}
		return func() {
			f.view.Loading, f.view.Problem = false, err
			if err == nil {
				f.take(c)
				f.view.Problem = f.pen.begin(string(form), id, typed)
			}
			f.show()
		}
	})
}

func (f *flow) take(c cases.Case) {
	f.view.Ready, f.view.Case, f.view.Header = true, c, f.s.header(c, nil)
	f.taken()
}

// show judges whether the act can be done and tells the screen.
func (f *flow) show() {
	f.pen.noted()
	f.view.Blocked, f.view.CanDo = nil, false
	if f.view.Ready && !f.view.Done {
		f.view.Blocked = f.check()
		f.view.CanDo = f.view.Blocked == nil && !f.view.Busy
	}
	f.drawn()
}

// run does the work once; said is what to say when it is done.
func (f *flow) run(said Words, work func(ctx context.Context, id cases.ID) (cases.Case, error)) {
	if !f.view.CanDo {
		return
	}
	id := f.view.Case.ID
	f.view.Busy, f.view.Problem = true, nil
	f.show()
	f.line.ask(func() func() {
		c, err := work(context.Background(), id)
		return func() {
			f.view.Busy, f.view.Problem = false, err
			if err != nil {
				f.show()
				return
			}
			f.view.Done, f.view.Said = true, said
			f.pen.done()
			f.view.Case, f.view.Header = c, f.s.header(c, nil)
			f.show()
			f.moved(c)
		}
	})
}

// may asks cases.Decide whether the act can be done.
func (f *flow) may(act cases.Act) error {
	_, err := cases.Decide(f.view.Case, act, f.s.Work.Hand())
	return err
}

// do writes an act as it is.
func (f *flow) do(said Words, act cases.Act) {
	f.run(said, func(ctx context.Context, id cases.ID) (cases.Case, error) { return f.s.Work.Do(ctx, id, act) })
}
