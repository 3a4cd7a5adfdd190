package rules

import (
	"slices"

	"casedesk/cases"
)

// maxFlip is how many facts a change that is looked for has at most, maxTries how
// many records one search judges; what lies beyond is not known, and said so.
const (
	maxFlip  = 6
	maxTries = 8_000
)

// maxShown is how many changes of the smallest size are handed back.
const maxShown = 12

// Flip is one change of facts after which the outcome is another.
type Flip struct {
	Changes []FactChange `json:"changes"`
	Then    string       `json:"then"` // the outcome then: the id of a class, true or false
}

// Doable tells whether nothing of the change is past.
func (f Flip) Doable() bool {
	return !slices.ContainsFunc(f.Changes, func(c FactChange) bool { return !c.Nature.Doable() })
}

// Found is what one search found: all changes of the smallest size, at most
// maxShown of them. Searched says that no change of so many facts does it, or of
// fewer, but for those listed; None that no change at all does.
type Found struct {
	Flips    []Flip `json:"flips"`
	Size     int    `json:"size"`  // facts that each changes; 0: none found
	Count    int    `json:"count"` // how many there are, also those not listed
	Searched int    `json:"searched"`
	None     bool   `json:"none"`
}

// Flips is the nearest other outcome of one record under one ruleset. Smallest are
// the changes of the fewest facts, whoever could make them; Doable those of the
// fewest facts that are not past.
type Flips struct {
	Ruleset  string `json:"ruleset"`
	Goal     string `json:"goal"` // class: a class other than now; outcome: repairable, or the objection holds, turned round
	Was      string `json:"was"`  // as Flip.Then; empty is not known
	Smallest Found  `json:"smallest"`
	Doable   Found  `json:"doable"`
	Tried    int    `json:"tried"` // records judged

	ClassOpen bool `json:"class_open"` // a person must set the class first; no fact does that for him
}

// The goals of a flip.
const (
	FlipClass   = "class"   // the class that the ruleset's table gives is another one
	FlipOutcome = "outcome" // yes becomes no; no, and not known, become yes
)

// Nearest finds the smallest changes of facts after which a ruleset says
// otherwise. It tries every value that the ruleset's conditions can tell apart and,
// of days, those on both sides of each day that its periods set; a class that a
// person has set no fact can move. It fails as Assess does, and with NotFound for a
// ruleset that does not cover the record.
func Nearest(b *Book, f cases.Facts, on cases.Date, cal cases.Calendar, ruleset, goal string) (Flips, error) {
	out := Flips{Ruleset: ruleset, Goal: goal}
	v, err := Assess(b, f, on, cal)
	if err != nil {
		return out, err
	}
	p, known := b.Pack(ruleset)
	r, covered := v.Ruleset(ruleset)
	if !known || !covered || goal != FlipClass && goal != FlipOutcome {
		return out, cases.Fail(cases.NotFound, "slip.ruleset", "ruleset", ruleset)
	}
	s := &search{b: b.alone(p, f.Matter), p: p, cal: cal, goal: goal, facts: f, on: on, was: r}
	if s.cells, err = f.Cells(); err != nil {
		return out, err
	}
	if !s.objection() { // classes that were set under other rulesets
		s.facts.ClassChosen = slices.DeleteFunc(slices.Clone(f.ClassChosen), func(c cases.ClassChoice) bool { return c.Ruleset != ruleset })
	}
	out.Was, out.ClassOpen = s.outcome(r), r.Class == "" && len(r.ClassAmong) > 1
	s.lay()
	if out.Smallest, err = s.run(); err != nil {
		return out, err
	}
	s.doable()
	out.Doable, err = s.run()
	out.Tried = s.tried
	return out, err
}

// alone gives the packs that an answer of one ruleset hangs on: of repair that
// ruleset only, of an objection all.
func (b *Book) alone(p *Pack, matter string) *Book {
	if matter == string(cases.Objection) {
		return b
	}
	one := *b
	one.packs, one.special = []*Pack{p}, []int{0}
	return &one
}

// search looks for changes of the fewest facts, one size after the other.
type search struct {
	b     *Book
	p     *Pack
	cal   cases.Calendar
	goal  string
	facts cases.Facts
	cells cases.FactCells
	on    cases.Date
	was   *cases.RulesetVerdict
	axes  []axis // the facts that matter, with the values to try; fact dayAxis is the day
	reach map[string]uint64
	table uint64 // axes that the class hangs on
	whole uint64 // all axes

	picked []int // of each axis the place of its value, -1 for as it is
	seen   map[string]bool
	found  []Flip
	deeper bool // some change of more facts was left untried
	tried  int
	limit  int
	err    error
}

// run searches size by size until something is found, nothing is left, or the
// bound is reached.
func (s *search) run() (Found, error) {
	out := Found{Flips: []Flip{}}
	s.limit = s.tried + maxTries
	for size := 1; size <= maxFlip && !out.None; size++ {
		s.picked, s.seen, s.found, s.deeper = slices.Repeat([]int{-1}, len(s.axes)), map[string]bool{}, nil, false
		s.dig(size)
		if s.err != nil {
			return out, s.err
		}
		whole := s.tried < s.limit
		if whole {
			out.Searched = size
		}
		if list := s.leanest(); len(list) > 0 {
			out.Size, out.Count, out.Flips = size, len(list), list[:min(len(list), maxShown)]
			return out, nil
		}
		if !whole {
			return out, nil
		}
		out.None = !s.deeper
	}
	return out, nil
}

// dig judges the record as picked so far and, where that is not the outcome looked
// for, changes one more of the facts that stand in its way: whatever larger change
// reaches it must change one of them.
func (s *search) dig(left int) {
	key := s.key()
	if s.err != nil || s.seen[key] {
		return
	}
	if s.tried >= s.limit {
		return
	}
	s.seen[key] = true
	s.tried++
	f, on := s.record()
	v, err := Assess(s.b, f, on, s.cal)
	if err != nil {
		s.err = err
		return
	}
	r, covered := v.Ruleset(s.p.ID)
	if covered && s.reached(r) {
		s.found = append(s.found, s.flip(f, on, r))
		return
	}
	way := s.whole
	if covered {
		way = s.inTheWay(r, &v, &f, left)
	}
	for i := range s.axes {
		if way>>i&1 == 0 || s.picked[i] >= 0 {
			continue
		}
		if left == 0 {
			s.deeper = true
			return
		}
		for k := range s.axes[i].numbers {
			s.picked[i] = k
			s.dig(left - 1)
		}
		s.picked[i] = -1
	}
}

func (s *search) key() string {
	b := make([]byte, 0, 2*len(s.picked))
	for _, k := range s.picked {
		b = append(b, byte(k+1), byte((k+1)>>8))
	}
	return string(b)
}

// record gives the facts and the day as picked.
func (s *search) record() (cases.Facts, cases.Date) {
	f, on := s.facts, s.on
	for i, k := range s.picked {
		switch {
		case k < 0:
		case s.axes[i].fact == dayAxis:
			on = dateOf(s.axes[i].numbers[k])
		default:
			f, _ = f.With(s.b.words.facts[s.axes[i].fact].Key, s.axes[i].numbers[k])
		}
	}
	return f, on
}

func (s *search) flip(f cases.Facts, on cases.Date, r *cases.RulesetVerdict) Flip {
	out := Flip{Changes: s.b.words.changed(s.facts, f, s.on, on), Then: s.outcome(r)}
	for i := range out.Changes {
		s.b.words.judgeNature(&out.Changes[i], s.p, s.facts)
	}
	return out
}

func (s *search) outcome(r *cases.RulesetVerdict) string {
	switch {
	case s.goal == FlipClass:
		return string(r.Class)
	case s.objection():
		return triCode(r.Supported)
	}
	return triCode(r.Repairable)
}

func (s *search) objection() bool { return s.facts.Matter == string(cases.Objection) }

// reached tells whether an answer is the one looked for.
func (s *search) reached(r *cases.RulesetVerdict) bool {
	is, was := s.outcome(r), s.outcome(s.was)
	switch {
	case s.goal == FlipClass:
		return is != "" && is != was
	case was == "true":
		return is == "false"
	}
	return is == "true"
}
