package rules

import (
	"slices"
	"sort"

	"casedesk/cases"
)

// layDays adds the days on both sides of each day that the ruleset's periods set,
// of the day they count from, of the days that bars count from, and of today.
func (s *search) layDays() {
	for _, p := range s.b.packs {
		if p != s.p && !s.objection() || len(p.table.rows) == 0 {
			continue
		}
		start := dateOf(s.cells.N[p.start.fact])
		s.put(p.start.fact, p.From.Add(-1), p.From)
		if !p.To.IsZero() {
			s.put(p.start.fact, p.To, p.To.Add(1))
		}
		for i := range p.periods {
			per := &p.periods[i]
			s.around(p.start.fact, func(d cases.Date) bool { return !p.firstDay(d, per).After(s.on) })
			s.around(p.start.fact, func(d cases.Date) bool { return addPeriod(d, per.max).Before(s.on) })
			if s.cells.Has(p.start.fact) {
				s.put(dayAxis, p.firstDay(start, per), addPeriod(start, per.max), addPeriod(start, per.max).Add(1))
			}
		}
	}
	if s.objection() {
		s.layShown()
		return
	}
	for i := range s.p.criteria {
		s.layBar(&s.p.criteria[i])
	}
}

// layBar adds the days around the end of a bar, and the lengths around today.
func (s *search) layBar(c *criterion) {
	if c.test != "bar" {
		return
	}
	length := c.length
	if c.lengthFact >= 0 {
		length = cases.Period{N: int(s.cells.N[c.lengthFact]), Unit: cases.Months}
		if s.cells.Has(c.since) {
			n := sort.Search(1200, func(n int) bool {
				return !addPeriod(dateOf(s.cells.N[c.since]), cases.Period{N: n + 1, Unit: cases.Months}).Before(s.on)
			})
			s.add(c.lengthFact, int64(n), int64(n+1))
		}
	}
	s.around(c.since, func(d cases.Date) bool { return addPeriod(d, length).Before(s.on) })
	if s.cells.Has(c.since) {
		end := addPeriod(dateOf(s.cells.N[c.since]), length)
		s.put(dayAxis, end, end.Add(1))
	}
}

// layShown adds what the grounds of an objection look at: the day until which a
// record may be shown.
func (s *search) layShown() {
	for _, p := range s.b.packs {
		for i := range p.provisions {
			row := &p.provisions[i]
			if row.kind != "shown" || row.start < 0 || !row.known {
				continue
			}
			s.around(row.start, func(d cases.Date) bool { return addPeriod(d, row.period).Before(s.on) })
			if s.cells.Has(row.start) {
				s.put(dayAxis, addPeriod(dateOf(s.cells.N[row.start]), row.period).Add(1))
			}
		}
	}
	shown := s.b.words.index["shown_until"]
	s.put(shown, s.on.Add(-1), s.on)
	if s.cells.Has(shown) {
		s.put(dayAxis, dateOf(s.cells.N[shown]).Add(1))
	}
}

// around adds the last day that something holds for, and the day after it. What
// holds for a day must hold for every day before.
func (s *search) around(fact int, holds func(cases.Date) bool) {
	first := cases.DateOf(1950, 1, 1)
	n := sort.Search(200*366, func(i int) bool { return !holds(first.Add(i)) })
	if n > 0 && n < 200*366 {
		s.put(fact, first.Add(n-1), first.Add(n))
	}
}

func (s *search) put(fact int, days ...cases.Date) {
	for _, d := range days {
		if !d.IsZero() && (fact != dayAxis || d.After(s.on)) {
			s.add(fact, numberOf(d))
		}
	}
}

// add takes values into the axis of a fact, but for the one it has.
func (s *search) add(fact int, numbers ...int64) {
	i := slices.IndexFunc(s.axes, func(a axis) bool { return a.fact == fact })
	if i < 0 {
		i = len(s.axes)
		s.axes = append(s.axes, axis{fact: fact})
	}
	for _, n := range numbers {
		now := fact != dayAxis && s.cells.Has(fact) && s.cells.N[fact] == n
		if !now && n != 0 && !slices.Contains(s.axes[i].numbers, n) {
			s.axes[i].numbers = append(s.axes[i].numbers, n)
		}
	}
}
