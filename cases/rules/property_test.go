package rules

import (
	"bytes"
	"encoding/json"
	"os"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// shipped loads the packs that ship, once for all tests.
var shipped = sync.OnceValues(func() (*Book, error) { return Load(os.DirFS("../../assets/packs")) })

func shippedBook(t testing.TB) *Book {
	t.Helper()
	b, err := shipped()
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// randomFacts draws facts of any kind, many of them unknown.
func randomFacts(t *rapid.T, b *Book) cases.Facts {
	var f cases.Facts
	for _, d := range cases.FactDecls() {
		if rapid.IntRange(0, 3).Draw(t, "know "+d.Key) == 0 {
			continue
		}
		f.SetFact(d.Key, randomValue(t, d))
	}
	if rapid.Bool().Draw(t, "chosen") {
		for _, p := range b.Packs() {
			if len(p.Classes) > 0 {
				c := rapid.SampledFrom(p.Classes).Draw(t, "class")
				f.ClassChosen = append(f.ClassChosen, cases.ClassChoice{Ruleset: p.ID, Class: c.ID, By: "a1", Reason: "按数额认定"})
			}
		}
	}
	return f
}

func randomValue(t *rapid.T, d cases.FactDecl) int64 {
	switch d.Type {
	case cases.FactSet:
		return rapid.Int64Range(0, 1<<len(d.Values)-1).Draw(t, d.Key)
	case cases.FactEnum:
		return rapid.Int64Range(0, int64(len(d.Values)-1)).Draw(t, d.Key)
	case cases.FactDate:
		return rapid.Int64Range(numberOf(cases.DateOf(2021, 1, 1)), numberOf(cases.DateOf(2030, 1, 1))).Draw(t, d.Key)
	case cases.FactTerm:
		return rapid.Int64Range(1, 60).Draw(t, d.Key)
	case cases.FactMoney:
		return rapid.SampledFrom([]int64{1, 5_000_000, 9_999_999, 10_000_000, 10_000_001, 900_000_000}).Draw(t, d.Key)
	}
	return rapid.Int64Range(0, 1).Draw(t, d.Key)
}

func judgeOn(t testing.TB, b *Book, f cases.Facts, on cases.Date) cases.Verdict {
	v, err := Assess(b, f, on, cases.Calendar{})
	if err != nil {
		t.Fatalf("%v", err)
	}
	return v
}

// The same facts give the same bytes, and the bytes give the same verdict back.
func TestVerdictIsOneRowOfBytes(t *testing.T) {
	b := shippedBook(t)
	rapid.Check(t, func(rt *rapid.T) {
		f := randomFacts(rt, b)
		on := dateOf(rapid.Int64Range(18700, 21900).Draw(rt, "on"))
		one, err := Assess(b, f, on, cases.Calendar{})
		if err != nil {
			rt.Fatal(err)
		}
		two, _ := Assess(b, f, on, cases.Calendar{})
		x, err1 := json.Marshal(one)
		y, err2 := json.Marshal(two)
		if err1 != nil || err2 != nil || !bytes.Equal(x, y) {
			rt.Fatalf("two verdicts on the same facts: %v %v\n%s\n%s", err1, err2, x, y)
		}
		var back cases.Verdict
		if err := json.Unmarshal(x, &back); err != nil {
			rt.Fatal(err)
		}
		if z, _ := json.Marshal(back); !bytes.Equal(x, z) {
			rt.Fatalf("not the same after reading:\n%s\n%s", x, z)
		}
	})
}

// On the first day, with the missing papers in, the answer is yes; a day before
// it is not; and without the papers of one criterion it is not.
func TestEarliestDayAndMissingPapersAreTheWholeGap(t *testing.T) {
	b := shippedBook(t)
	found := 0
	rapid.Check(t, func(rt *rapid.T) {
		f := randomFacts(rt, b)
		f.Matter = "repair"
		on := dateOf(rapid.Int64Range(19500, 21900).Draw(rt, "on"))
		v := mustAssess(rt, b, f, on)
		for _, r := range v.Rulesets {
			if r.Earliest.IsZero() {
				continue
			}
			full := f
			full.FiledOn = r.Earliest.Date
			for _, m := range r.Missing {
				grant(&full, m)
			}
			if full.SubjectKind == "person" && r.ID == "R36" {
				continue // unknown in law: no paper helps
			}
			found++
			then := mustAssess(rt, b, full, r.Earliest.Date)
			if got, ok := then.Ruleset(r.ID); ok && got.Repairable != cases.TriYes {
				rt.Fatalf("%s on %s with all papers: %v %+v", r.ID, r.Earliest, got.Repairable, got.Criteria)
			}
			full.FiledOn = r.Earliest.Add(-1)
			before := mustAssess(rt, b, full, r.Earliest.Add(-1))
			if got, ok := before.Ruleset(r.ID); ok && got.Repairable == cases.TriYes {
				rt.Fatalf("%s a day before %s: already yes", r.ID, r.Earliest)
			}
			if len(r.Missing) > 0 {
				short := f
				short.FiledOn = r.Earliest.Date
				without := papersFor(r.Missing, r.Missing[0].Criterion)
				for _, m := range r.Missing {
					if !has(without, m.Paper) {
						grant(&short, m)
					}
				}
				less := mustAssess(rt, b, short, r.Earliest.Date)
				if got, ok := less.Ruleset(r.ID); ok && got.Repairable == cases.TriYes {
					rt.Fatalf("%s without %v: yes", r.ID, without)
				}
			}
		}
	})
	if found == 0 {
		t.Error("no record had a first day; the property was never tried")
	}
}

// papersFor lists the papers that would satisfy a criterion, alternatives too.
func papersFor(missing []cases.Missing, criterion string) (out []string) {
	for _, m := range missing {
		if m.Criterion == criterion {
			out = append(out, m.Paper)
		}
	}
	return out
}

func grant(f *cases.Facts, m cases.Missing) {
	for _, key := range m.Facts {
		f.SetFact(key, 1)
	}
}

func mustAssess(rt *rapid.T, b *Book, f cases.Facts, on cases.Date) cases.Verdict {
	v, err := Assess(b, f, on, cases.Calendar{})
	if err != nil {
		rt.Fatal(err)
	}
	return v
}

// A class or an answer given on few facts stands when more become known.
func TestMoreFactsNeverOverturnAnAnswer(t *testing.T) {
	b := shippedBook(t)
	rapid.Check(t, func(rt *rapid.T) {
		full := randomFacts(rt, b)
		full.ClassChosen = nil
		full.DecidedOn = dateOf(rapid.Int64Range(19500, 20700).Draw(rt, "decided"))
		full.FiledOn, full.BarredSince = cases.Date{}, cases.Date{}
		full.Matter = "repair"
		less := full
		if rapid.Bool().Draw(rt, "no kinds") {
			less.PenaltyKinds = nil
		}
		if rapid.Bool().Draw(rt, "no procedure") {
			less.Procedure = ""
		}
		if rapid.Bool().Draw(rt, "no field") {
			less.Field, less.Fine = "", 0
		}
		on := dateOf(rapid.Int64Range(20700, 21900).Draw(rt, "on"))
		few, many := mustAssess(rt, b, less, on), mustAssess(rt, b, full, on)
		for i := range few.Rulesets {
			x, y := few.Rulesets[i], many.Rulesets[i]
			if x.Class != "" && x.Class != y.Class {
				rt.Fatalf("%s: %s on few facts, %s on more", x.ID, x.Class, y.Class)
			}
			if len(y.ClassAmong) > len(x.ClassAmong) {
				rt.Fatalf("%s: %v became %v", x.ID, x.ClassAmong, y.ClassAmong)
			}
		}
	})
}

// No class that hangs on a money line, and no open duty, is ever settled by the program.
func TestMoneyAndDutyAreNeverSettledByTheProgram(t *testing.T) {
	b := shippedBook(t)
	rapid.Check(t, func(rt *rapid.T) {
		f := randomFacts(rt, b)
		f.ClassChosen, f.Matter, f.RecordKind, f.Procedure = nil, "repair", "penalty", "ordinary"
		f.PenaltyKinds = []string{"fine"}
		f.DecidedOn, f.FiledOn = cases.MustDate("2026-05-05"), cases.Date{}
		v := mustAssess(rt, b, f, cases.MustDate("2026-11-22"))
		r, ok := v.Ruleset("R36")
		if !ok || r.Class != "" || r.Repairable == cases.TriYes || !r.Earliest.IsZero() || !v.Proposed.NeedsPerson {
			rt.Fatalf("a fine was classed without a person: %+v", r)
		}
		f.PenaltyKinds, f.DutyDone = []string{"confiscate_goods"}, cases.TriUnknown
		v = mustAssess(rt, b, f, cases.MustDate("2026-11-22"))
		if r, _ := v.Ruleset("R36"); r.Repairable == cases.TriYes {
			rt.Fatalf("repairable although nobody found the duty done: %+v", r.Criteria)
		}
	})
}
