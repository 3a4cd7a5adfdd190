package present

import (
	"context"
	"slices"
	"strconv"
	"time"

	"casedesk/cases"
)

// PolicyView is what the page of the store's care shows.
type PolicyView struct {
	Figures   []FigureLine
	Second    []Option
	Certified []SummaryLine // what the library settled for the office: read only
	Sets      bool          // this account may change it
	By        Words         // who settled it last, and when
	Dirty     bool
	Loading   bool
	Busy      bool
	Said      Words
	Problem   error
}

// FigureLine is one figure of the policy.
type FigureLine struct {
	Key   string
	Label Words
	Note  Words // what it does, and its span
	Value string
	Fault error
}

// PolicyPage presents the policy: the security keeper changes it, others look.
type PolicyPage struct {
	Changed func(PolicyView)
	// Settled is told of a new policy.
	Settled func(cases.Policy)

	s     Session
	line  errand
	was   cases.Settled
	next  cases.Policy
	typed map[string]string
	view  PolicyView
}

// NewPolicyPage makes a page that has read nothing yet.
func NewPolicyPage(desk Desk, s Session) *PolicyPage {
	p := &PolicyPage{Changed: func(PolicyView) {}, Settled: func(cases.Policy) {}, s: s, line: errand{desk: desk}}
	p.view.Sets = s.Work.Account.Must(cases.DutyPolicy) == nil
	p.view.Certified = s.certified()
	return p
}

// View gives the page as it is.
func (p *PolicyPage) View() PolicyView { return p.view }

// certified lists what only the library can change.
func (s Session) certified() []SummaryLine {
	o := s.Work.Office
	join := Say("policy.apart")
	if o.JoinReviewSign {
		join = Say("policy.joined")
	}
	out := []SummaryLine{{Say("policy.powers"), officeLine(o)}, {Say("policy.hands"), join}, {Say("policy.roles"), Say("policy.roles_from")}}
	return out
}

// Refresh reads the policy; what was typed and not kept is given up.
func (p *PolicyPage) Refresh() {
	if p.s.Policies == nil {
		return
	}
	p.view.Loading = true
	p.Changed(p.view)
	p.line.ask(func() func() {
		now, err := p.s.Policies.Policy(context.Background())
		return func() {
			p.view.Loading, p.view.Problem = false, err
			if err == nil {
				p.take(now)
			}
			p.Changed(p.view)
		}
	})
}

func (p *PolicyPage) take(now cases.Settled) {
	p.was, p.next, p.typed = now, now.Policy, map[string]string{}
	p.view.By = Say("policy.ships")
	if !now.By.IsZero() {
		at := time.UnixMilli(now.At)
		p.view.By = Say("policy.by", "name", p.s.person(now.By), "day", cases.DayIn(at).String(), "time", clockTime(at))
	}
	p.fill()
}

// figures pairs each figure with its name and its span.
func (p *PolicyPage) figures() (keys []string, at []*int, in []cases.Span) {
	idle, tries, reveal, late := p.next.Spans()
	return []string{"idle", "tries", "reveal", "late"}, []*int{&p.next.Idle, &p.next.Tries, &p.next.Reveal, &p.next.Late},
		[]cases.Span{idle, tries, reveal, late}
}

func (p *PolicyPage) fill() {
	p.view.Figures, p.view.Second = nil, nil
	keys, at, in := p.figures()
	for i, key := range keys {
		l := FigureLine{Key: key, Label: Say(under("policy", key)), Value: strconv.Itoa(*at[i]),
			Note: Say(under("policy.note", key), "least", itoa(in[i].Least), "most", itoa(in[i].Most))}
		if text, ok := p.typed[key]; ok {
			l.Value = text
			if n, err := strconv.Atoi(text); err != nil || !in[i].Holds(n) {
				l.Fault = cases.Fail(cases.Invalid, "policy.span", "least", itoa(in[i].Least), "most", itoa(in[i].Most))
			}
		}
		p.view.Figures = append(p.view.Figures, l)
	}
	for _, who := range []cases.SecondFor{cases.SecondNobody, cases.SecondKeepers, cases.SecondEverybody} {
		p.view.Second = append(p.view.Second, Option{Value: string(who), Name: Say(under("policy.second", string(who))), Chosen: who == p.next.Second})
	}
	p.view.Dirty = p.next != p.was.Policy || p.bad()
}

func (p *PolicyPage) bad() bool {
	return slices.ContainsFunc(p.view.Figures, func(l FigureLine) bool { return l.Fault != nil })
}

// Set takes a figure as it is typed.
func (p *PolicyPage) Set(key, text string) {
	if !p.view.Sets {
		return
	}
	p.typed[key] = text
	keys, at, _ := p.figures()
	if n, err := strconv.Atoi(text); err == nil {
		*at[slices.Index(keys, key)] = n
	}
	p.view.Said, p.view.Problem = Words{}, nil
	p.fill()
	p.Changed(p.view)
}

// SetSecond says who signs in with a second factor.
func (p *PolicyPage) SetSecond(who string) {
	if p.view.Sets {
		p.next.Second = cases.SecondFor(who)
		p.view.Said = Words{}
		p.fill()
		p.Changed(p.view)
	}
}

// Save settles what was typed.
func (p *PolicyPage) Save() {
	if !p.view.Sets || p.view.Busy || p.bad() || !p.view.Dirty {
		return
	}
	p.view.Busy, p.view.Problem = true, nil
	p.Changed(p.view)
	was, next := p.was, p.next
	p.line.ask(func() func() {
		now, err := p.s.Policies.SetPolicy(context.Background(), was, next)
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err == nil {
				p.take(now)
				p.view.Said = Say("policy.saved")
				p.Settled(now.Policy)
			}
			p.Changed(p.view)
		}
	})
}
