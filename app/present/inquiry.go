package present

import (
	"context"
	"strings"

	"casedesk/app/office"
	"casedesk/cases"
)

// Inquiry is the look of the rules at one case while somebody answers their
// questions. The severity tab and the criteria tab share one, so that an answer
// in one shows in the other. Nothing is written before Record.
type Inquiry struct {
	// Moved is called after the judgement was recorded.
	Moved func(cases.Case)
	*Typing
	asking

	s           Session
	line, write errand
	c           cases.Case
	classes     map[string]cases.ClassChoice // may still lack a reason
	choice      office.Choice
	loading     bool
	busy        bool
	dirty       bool // answers that are not recorded
	said        Words
	problem     error
	watchers    []func()
}

// NewInquiry makes an inquiry without a case.
func NewInquiry(desk Desk, s Session) *Inquiry {
	q := &Inquiry{Moved: func(cases.Case) {}, asking: newAsking(s, cases.Facts{}), s: s, line: errand{desk: desk}, write: errand{desk: desk}}
	q.Typing = newTyping(desk, s, q.typed, q.retype, q.look)
	return q
}

// Open reads a case and asks the rules about it, with the recorded facts, or
// with what the record itself tells.
func (q *Inquiry) Open(id cases.ID) {
	q.leave()
	q.clear()
	q.loading = true
	q.tell()
	q.line.ask(func() func() {
		c, err := q.s.Store.Case(context.Background(), id)
		var typed cases.Draft
		if err == nil {
			typed, err = q.draftOf(string(ActJudge), id)
		}
		return func() {
			q.loading, q.problem = false, err
			if err == nil {
				q.take(c)
				if q.settled() {
					q.verdict = &c.Judgement.Verdict
					q.tell()
					return
				}
				damaged := q.begin(string(ActJudge), id, typed)
				q.dirty = !typed.ID.IsZero() && damaged == nil
				q.look()
				q.problem = damaged
			}
			q.tell()
		}
	})
}

func (q *Inquiry) clear() {
	q.c, q.asking, q.choice = cases.Case{}, newAsking(q.s, cases.Facts{}), office.Choice{}
	q.classes = map[string]cases.ClassChoice{}
	q.loading, q.busy, q.dirty, q.said, q.problem = false, false, false, Words{}, nil
}

func (q *Inquiry) take(c cases.Case) {
	q.c, q.facts = c, q.s.Work.StartFacts(c)
	if j := c.Judgement; j != nil {
		q.facts, q.choice = q.s.Work.Found(c, j.Facts), office.Choice{Ruleset: j.Ruleset, Reason: j.Reason}
		for _, k := range j.Facts.ClassChosen {
			q.classes[k.Ruleset] = k
		}
	}
}

// settled tells whether the case was judged and nothing more can be recorded:
// then what was recorded is shown, by the packs of that day.
func (q *Inquiry) settled() bool {
	if q.c.Judgement == nil {
		return false
	}
	_, err := cases.Decide(q.c, *q.c.Judgement, q.s.Work.Hand())
	return cases.KeyOf(err) == "decide.state"
}

// Answer sets a fact to one value, or a set to several; none makes it unknown.
// Days are written 2026-10-12 and money in 元; what cannot be read is kept as
// typed and said, and the fact is unknown meanwhile.
func (q *Inquiry) Answer(key string, values ...string) {
	d, ok := declared(key)
	if !ok || q.c.ID.IsZero() || q.busy {
		return
	}
	q.dirty, q.said = true, Words{}
	q.answer(d, values...)
	q.look()
}

// ChooseRuleset takes the ruleset that a person chose.
func (q *Inquiry) ChooseRuleset(id string) {
	q.choice.Ruleset, q.dirty, q.said = id, true, Words{}
	q.tell()
}

// Reason takes why that ruleset was chosen.
func (q *Inquiry) Reason(text string) {
	q.choice.Reason, q.dirty, q.said = text, true, Words{}
	q.tell()
}

// ChooseClass takes the class that a person set under a ruleset; it counts once
// it has a reason.
func (q *Inquiry) ChooseClass(ruleset, class string) {
	k := q.classes[ruleset]
	k.Ruleset, k.Class, k.By = ruleset, class, q.s.Work.Account.ID.String()
	q.setClass(k)
}

// ClassReason takes why the class was set.
func (q *Inquiry) ClassReason(ruleset, text string) {
	k := q.classes[ruleset]
	k.Ruleset, k.Reason = ruleset, text
	q.setClass(k)
}

func (q *Inquiry) setClass(k cases.ClassChoice) {
	if q.c.ID.IsZero() || q.busy {
		return
	}
	q.classes[k.Ruleset] = k
	q.dirty, q.said, q.facts.ClassChosen = true, Words{}, nil
	if q.verdict != nil {
		for _, r := range q.verdict.Rulesets { // in the verdict's order, so that the same choices give the same bytes
			if k := q.classes[r.ID]; k.Class != "" && strings.TrimSpace(k.Reason) != "" {
				q.facts.ClassChosen = append(q.facts.ClassChosen, k)
			}
		}
	}
	q.look()
}

// look asks the rules; only the answer to the latest facts is shown.
func (q *Inquiry) look() {
	c, f := q.c, q.facts
	q.tell()
	q.line.ask(func() func() {
		v, err := q.s.Work.Look(c, f)
		return func() {
			q.problem = err
			if err == nil {
				q.verdict = &v
			}
			q.tell()
		}
	})
}

// judgement is what would be recorded now; nil before the rules answered.
func (q *Inquiry) judgement() *cases.JudgedAct {
	if q.verdict == nil {
		return nil
	}
	return &cases.JudgedAct{Facts: q.facts, Verdict: *q.verdict, Ruleset: q.choice.Ruleset, Reason: q.choice.Reason}
}

// blocked tells why the judgement cannot be recorded as it stands, or nil.
func (q *Inquiry) blocked() error {
	j := q.judgement()
	if j == nil {
		return cases.Fail(cases.Invalid, "judge.no_answer")
	}
	if _, err := cases.Decide(q.c, *j, q.s.Work.Hand()); err != nil {
		return err
	}
	for key := range q.faults {
		return cases.Fail(cases.Invalid, "judge.faulty", "fact", q.s.Chinese(under("fact", key)))
	}
	for _, k := range q.classes {
		if k.Class != "" && strings.TrimSpace(k.Reason) == "" {
			return cases.Fail(cases.Invalid, "judge.class_reason")
		}
	}
	proposed := string(j.Verdict.Proposed.Ruleset)
	if q.choice.Ruleset == "" && (j.Verdict.Proposed.NeedsPerson || proposed == "") {
		return cases.Fail(cases.Invalid, "judge.choose_ruleset")
	}
	if q.choice.Ruleset != "" && (q.choice.Ruleset != proposed || j.Verdict.Proposed.NeedsPerson) && strings.TrimSpace(q.choice.Reason) == "" {
		return cases.Fail(cases.Invalid, "judge.ruleset_reason")
	}
	return nil
}

// Record writes facts, verdict and choice into the case.
func (q *Inquiry) Record() {
	if q.busy || q.blocked() != nil {
		return
	}
	id, f, choice := q.c.ID, q.facts, q.choice
	q.busy, q.problem = true, nil
	q.tell()
	q.write.ask(func() func() {
		c, err := q.s.Work.JudgeCase(context.Background(), id, f, choice)
		return func() {
			if q.c.ID != id {
				return // another case was opened meanwhile
			}
			q.busy, q.problem = false, err
			if err != nil {
				q.tell()
				return
			}
			q.c, q.verdict, q.dirty, q.said = c, &c.Judgement.Verdict, false, Say("done.judge")
			q.done()
			_ = q.begin(string(ActJudge), id, cases.Draft{}) // from here on it is a new draft
			q.tell()
			q.Moved(c)
		}
	})
}

func (q *Inquiry) watch(f func()) { q.watchers = append(q.watchers, f) }

func (q *Inquiry) tell() {
	if !q.busy {
		q.noted()
	}
	for _, f := range q.watchers {
		f()
	}
}
