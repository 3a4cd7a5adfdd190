package rules

import (
	"bytes"
	"encoding/json"
	"math/rand/v2"
	"sync"
	"testing"

	"casedesk/assets"
	"casedesk/cases"
)

// records is how many random records one run judges; tenth of them are judged
// again in other ways.
const records = 100_000

// Whatever is known of a record, every ruleset judges it without a fault, the same
// way each time, with days in their order; and the ruleset proposed is the one that
// frees the subject first.
func TestAHundredThousandRecords(t *testing.T) {
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	b, seed := shippedBook(t), rand.Uint64()
	var wait sync.WaitGroup
	for part := range uint64(4) {
		wait.Go(func() {
			r := record{t: t, b: b, cal: cal, rand: rand.New(rand.NewPCG(seed, part))}
			for i := range records / 4 {
				if r.try(i%10 == 0); t.Failed() {
					t.Logf("seed %d, part %d, record %d: %s on %s", seed, part, i, asJSON(r.f), r.on)
					return
				}
			}
			if r.proposed < records/400 || r.freed < records/400 {
				t.Errorf("only %d records had a ruleset to choose and %d a first day", r.proposed, r.freed)
			}
		})
	}
	wait.Wait()
}

// record draws one record after another.
type record struct {
	t               *testing.T
	b               *Book
	cal             cases.Calendar
	rand            *rand.Rand
	f               cases.Facts
	on              cases.Date
	proposed, freed int
}

func (r *record) draw() {
	r.f = cases.Facts{}
	known := 4 + r.rand.IntN(60) // some records are told almost whole, some hardly at all
	for _, d := range cases.FactDecls() {
		if r.rand.IntN(64) < known {
			r.f.SetFact(d.Key, r.value(d))
		}
	}
	if r.rand.IntN(2) == 0 {
		for _, p := range r.b.packs {
			if n := len(p.Classes); n > 0 && r.rand.IntN(3) > 0 {
				c := p.Classes[r.rand.IntN(n)]
				r.f.ClassChosen = append(r.f.ClassChosen, cases.ClassChoice{Ruleset: p.ID, Class: c.ID, By: "a1", Reason: "按数额认定"})
			}
		}
	}
	r.on = r.day()
}

func (r *record) day() cases.Date {
	return cases.DateOf(2019, 1, 1).Add(r.rand.IntN(4000))
}

func (r *record) value(d cases.FactDecl) int64 {
	switch d.Type {
	case cases.FactSet:
		set := int64(1) << r.rand.IntN(len(d.Values))
		if r.rand.IntN(3) == 0 {
			set |= r.rand.Int64N(1 << len(d.Values))
		}
		return set
	case cases.FactEnum:
		return r.rand.Int64N(int64(len(d.Values)))
	case cases.FactDate:
		return numberOf(r.day())
	case cases.FactTerm:
		return 1 + r.rand.Int64N(60)
	case cases.FactMoney:
		return 1 + r.rand.Int64N(20_000_000)
	}
	return r.rand.Int64N(2)
}

func (r *record) try(closely bool) {
	r.draw()
	v := r.judge(r.f)
	for i := range v.Rulesets {
		r.ordered(&v.Rulesets[i])
	}
	for _, c := range v.Clocks {
		if !c.Due.IsZero() && (c.From.IsZero() || !c.Known || c.Due.Before(c.From.Date)) {
			r.t.Errorf("clock %s ends on %s before it starts on %s", c.ID, c.Due, c.From)
		}
	}
	r.favourable(&v)
	if closely {
		if again := r.judge(r.f); !bytes.Equal(asJSON(v), asJSON(again)) {
			r.t.Errorf("two verdicts on the same record")
		}
		r.later(&v)
		r.better(&v)
	}
}

func (r *record) judge(f cases.Facts) cases.Verdict {
	v, err := Assess(r.b, f, r.on, r.cal)
	if err != nil {
		r.t.Error(err)
	}
	return v
}

func asJSON(x any) []byte {
	text, err := json.Marshal(x)
	if err != nil {
		return []byte(err.Error())
	}
	return text
}

// ordered holds the days of one answer against each other.
func (r *record) ordered(v *cases.RulesetVerdict) {
	p, _ := r.b.Pack(v.ID)
	decided, first := r.f.DecidedOn, v.Earliest.Date
	switch {
	case !v.ShortestUntil.IsZero() && v.ShortestUntil.Before(decided),
		!v.LongestUntil.IsZero() && !v.ShortestUntil.IsZero() && v.LongestUntil.Before(v.ShortestUntil.Date):
		r.t.Errorf("%s: decided %s, shortest until %s, longest until %s", v.ID, decided, v.ShortestUntil, v.LongestUntil)
	case first.IsZero() && v.Repairable == cases.TriYes:
		r.t.Errorf("%s: repairable, with no first day", v.ID)
	case first.IsZero():
	case first.Before(p.From) || first.Before(v.ShortestUntil.Date) || first.After(v.LongestUntil.Date):
		r.t.Errorf("%s: first day %s, shortest until %s, longest until %s", v.ID, first, v.ShortestUntil, v.LongestUntil)
	case v.Repairable == cases.TriYes && r.on.Before(first):
		r.t.Errorf("%s: repairable before the first day %s", v.ID, first)
	default:
		r.freed++
	}
}

// free is the first day, today or later, without the record under a ruleset: the
// day after the shortest or the longest period, worked out from the verdict's days.
func (r *record) free(v *cases.RulesetVerdict) (day cases.Date, known bool) {
	p, _ := r.b.Pack(v.ID)
	i := p.classIndex(string(v.Class))
	if i < 0 || p.periods[i].noMin || p.periods[i].noMax || r.f.DecidedOn.IsZero() {
		return day, false
	}
	if v.Published == "no" {
		return later(r.on, p.From), true
	}
	day = v.ShortestUntil.Date
	if p.periods[i].min.N > 0 {
		day = day.Add(1)
	}
	if end := v.LongestUntil.Add(1); end.Before(day) || p.periods[i].barred {
		day = end
	}
	return later(later(day, p.From), r.on), true
}

func later(a, b cases.Date) cases.Date {
	if b.After(a) {
		return b
	}
	return a
}

// favourable: of the rulesets whose days are known none frees the subject before
// the one proposed.
func (r *record) favourable(v *cases.Verdict) {
	best, ok := v.Ruleset(string(v.Proposed.Ruleset))
	if !ok || v.Proposed.Rule != "TR-DIFFER" || r.f.DecidedOn.After(r.on) {
		return // there was nothing to choose
	}
	mine, known := r.free(best)
	if !known {
		return
	}
	r.proposed++
	for i := range v.Rulesets {
		if day, known := r.free(&v.Rulesets[i]); known && day.Before(mine) {
			r.t.Errorf("%s frees on %s, but %s is proposed, which frees on %s", v.Rulesets[i].ID, day, best.ID, mine)
		}
	}
}

// later: a document of the day after gives no earlier day under the same ruleset.
func (r *record) later(v *cases.Verdict) {
	if r.f.DecidedOn.IsZero() || !r.f.DecidedOn.Before(r.on.Add(-1)) {
		return
	}
	f := r.f
	f.DecidedOn = f.DecidedOn.Add(1)
	next := r.judge(f)
	for i := range v.Rulesets {
		a := &v.Rulesets[i]
		b, ok := next.Ruleset(a.ID)
		if !ok || a.Class != b.Class {
			continue
		}
		if b.ShortestUntil.Before(a.ShortestUntil.Date) || b.LongestUntil.Before(a.LongestUntil.Date) {
			r.t.Errorf("%s: a day later, but %s and %s instead of %s and %s", a.ID, b.ShortestUntil, b.LongestUntil, a.ShortestUntil, a.LongestUntil)
		}
	}
}

// better: what speaks for the applicant never makes the answer worse.
func (r *record) better(v *cases.Verdict) {
	f := r.f
	f.DutyDone, f.Rectified, f.ProofHeld, f.Commitment, f.OtherConditionsMet = cases.TriYes, cases.TriYes, cases.TriYes, cases.TriYes, cases.TriYes
	f.Authorised, f.Trained, f.CreditReport = cases.TriYes, cases.TriYes, cases.TriYes
	f.PunishedAgain, f.OnOtherList = cases.TriNo, cases.TriNo
	good := r.judge(f)
	for i := range v.Rulesets {
		a := &v.Rulesets[i]
		if b, ok := good.Ruleset(a.ID); !ok || a.Repairable == cases.TriYes && b.Repairable != cases.TriYes {
			r.t.Errorf("%s: with everything done, yes becomes %v", a.ID, b.Repairable)
		}
	}
}
