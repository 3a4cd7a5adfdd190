package present

import (
	"context"
	"errors"
	"slices"

	"casedesk/cases"
	"casedesk/cases/rules"
)

// Tick chooses a version, or not; several chosen belong together. What they change
// is looked up at once.
func (p *Packs) Tick(i int) {
	if i < 0 || i >= len(p.view.Rows) || !p.view.Rows[i].CanBe {
		return
	}
	p.view.Rows = slices.Clone(p.view.Rows)
	p.view.Rows[i].Chosen = !p.view.Rows[i].Chosen
	p.forget()
	p.view.Said, p.view.Problem = Words{}, nil
	hashes := p.hashes()
	if len(hashes) == 0 {
		p.show()
		return
	}
	p.view.Busy = true
	p.show()
	p.line.ask(func() func() {
		all, err := p.s.Packs.Ready(context.Background(), hashes)
		return func() {
			p.view.Busy, p.view.Ready = false, err == nil
			p.view.Where, p.view.Faulty = fault(err)
			for _, pack := range all {
				for _, c := range pack.Changes {
					p.view.Changes = append(p.view.Changes, PackChange{pack.Ruleset, c.Row, c.Was, c.Now, c.Article})
				}
			}
			p.show()
		}
	})
}

// fault gives the first complaint of a faulty pack in place of "there are faults",
// for it names the row; where is its place, and how many there are.
func fault(err error) (where Words, first error) {
	var found rules.Complaints
	if !errors.As(err, &found) || len(found) == 0 {
		return Words{}, err
	}
	var args []string
	for _, a := range found[0].Args {
		args = append(args, a.Name, a.Value)
	}
	return Say("packs.where", "where", found[0].File+":"+itoa(found[0].Line), "n", itoa(len(found))), cases.Fail(cases.Invalid, found[0].Key, args...)
}

// Rehearse judges the closed cases by the chosen versions and lists what changes.
func (p *Packs) Rehearse() {
	if !p.view.CanTry {
		return
	}
	hashes := p.hashes()
	p.view.Busy, p.view.Problem, p.view.Lines, p.view.Sum, p.seen = true, nil, nil, Words{}, ""
	p.show()
	p.line.ask(func() func() {
		var lines []ShiftLine
		sum, err := p.s.Packs.Rehearse(context.Background(), hashes, func(c RehearsedCase) error {
			for _, x := range c.Shifts {
				if len(lines) < mostShifts {
					lines = append(lines, ShiftLine{c.Number, c.On, x.Ruleset, Say(under("shift", x.What)), x.Row, x.Article, x.Was, x.Now})
				}
			}
			return nil
		})
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err == nil {
				p.seen, p.view.Lines = sum.Seen, lines
				p.view.Sum = Say("packs.sum", "cases", itoa(sum.Cases), "judged", itoa(sum.Judged), "changed", itoa(sum.Changed))
			}
			p.show()
		}
	})
}

// mostShifts is how many changed answers the page lists; the sum counts all.
const mostShifts = 500

// Activate puts the chosen versions into use, all or none.
func (p *Packs) Activate() {
	if !p.view.CanUse {
		return
	}
	hashes, seen := p.hashes(), p.seen
	p.view.Busy, p.view.Problem = true, nil
	p.show()
	p.line.ask(func() func() {
		err := p.s.Packs.Activate(context.Background(), hashes, seen)
		return func() {
			p.view.Busy = false
			p.view.Where, p.view.Problem = fault(err)
			if err == nil {
				p.view.Said = Say("packs.done", "n", itoa(len(hashes)))
				p.Refresh()
				return
			}
			p.show()
		}
	})
}

// recountAll lists the clocks of all open cases of the office that end on another
// day by the holiday table in use than was recorded.
func (s Session) recountAll(ctx context.Context) (out []MovedClock, err error) {
	q := cases.Queue{Filter: cases.Filter{States: runningStates}, Limit: 200}
	for {
		rows, err := s.Store.Rows(ctx, q)
		if err != nil {
			return out, err
		}
		for _, r := range rows {
			c, err := s.Store.Case(ctx, r.Case)
			if err != nil {
				return out, err
			}
			out = append(out, s.recounted(c)...)
		}
		if len(rows) < q.Limit {
			return out, nil
		}
		q.After = &rows[len(rows)-1]
	}
}

// runningStates are those in which a clock may run.
var runningStates = []cases.State{cases.Forwarded, cases.Accepted, cases.Inquiring, cases.Proposed, cases.Reviewed, cases.Decided, cases.Carried}
