package rules

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"casedesk/cases"
)

// ordinary is a repair under R36 that lacks only time: decided in October 2026, all papers in.
func ordinary() cases.Facts {
	return cases.Facts{Matter: "repair", City: "440300", SubjectKind: "organisation", RecordKind: "penalty", Procedure: "ordinary",
		PenaltyKinds: []string{"confiscate_income"}, Field: "housing", Owner: "housing", DecidedOn: cases.MustDate("2026-10-01"),
		FiledOn: cases.MustDate("2026-11-20"), DutyDone: cases.TriYes, Rectified: cases.TriYes, ProofHeld: cases.TriYes,
		Commitment: cases.TriYes, OtherConditionsMet: cases.TriYes}
}

func find(t *testing.T, list []Move, ruleset, what, row string) Move {
	t.Helper()
	i := slices.IndexFunc(list, func(m Move) bool { return m.Ruleset == ruleset && m.What == what && m.Row == row })
	if i < 0 {
		t.Fatalf("no %s %s %s among %+v", ruleset, what, row, list)
	}
	return list[i]
}

// One fact is changed: the rows that move are told with what they said before and
// say then, causes before effects, each with its article where that was checked.
func TestWhatIfTellsWhichRowsMove(t *testing.T) {
	b, on := shippedBook(t), cases.MustDate("2026-11-22")
	got, err := WhatIf(b, ordinary(), on, cases.Calendar{}, Change{"penalty_kinds", []string{"revoke_licence"}})
	if err != nil {
		t.Fatal(err)
	}
	row := find(t, got.Moves, "R36", "class_row", "R36-CLS-SER")
	if row.Was != "R36-CLS-GEN" || row.Now != "R36-CLS-SER" || row.Verified || row.Article != "" {
		t.Errorf("the row: %+v", row)
	}
	if m := find(t, got.Moves, "R36", "class", "R36-CLS-SER"); m.Was != "一般" || m.Now != "严重" {
		t.Errorf("the class: %+v", m)
	}
	if m := find(t, got.Moves, "R36", "shortest_until", "R36-PUB-SER"); m.Was != "2027-01-01" || m.Now != "2027-10-01" || !m.Verified {
		t.Errorf("the shortest period: %+v", m)
	}
	if m := find(t, got.Moves, "R36", "earliest", "R36-PUB-SER"); m.Was != "2027-01-02" || m.Now != "2027-10-02" {
		t.Errorf("the first day: %+v", m)
	}
	c := got.Changes[0]
	if c.Fact != "penalty_kinds" || c.Was != "没收违法所得" || c.Now != "吊销许可证件" || c.Value != "revoke_licence" || c.Nature != Past {
		t.Errorf("the change: %+v", c)
	}
	if !slices.ContainsFunc(got.Rows, func(r RowMove) bool { return r.Rule == "R36-CLS-GEN" && r.Was == cases.Hit && r.WasFired && !r.Fired }) {
		t.Errorf("the row that fires no more is not told: %+v", got.Rows)
	}
	// The duty undone, and a year later: two changes at once.
	got, err = WhatIf(b, ordinary(), on, cases.Calendar{}, Change{"duty_done", []string{"false"}}, Change{Day, []string{"2027-01-02"}})
	if err != nil {
		t.Fatal(err)
	}
	if m := find(t, got.Moves, "R36", "criterion", "R36-COND-2"); m.Was != "met" || m.Now != "unmet" || m.Term == "" {
		t.Errorf("the condition: %+v", m)
	}
	if m := find(t, got.Moves, "R36", "criterion", "R36-COND-1"); m.Was != "unmet" || m.Now != "met" {
		t.Errorf("the shortest period: %+v", m)
	}
	if got.Changes[0].Nature != Wait || got.Changes[1].Nature != Free || got.Was.On != on || got.Then.On.String() != "2027-01-02" {
		t.Errorf("the changes: %+v", got.Changes)
	}
	_, err = WhatIf(b, ordinary(), on, cases.Calendar{}, Change{"duty_don", []string{"true"}})
	if cases.KeyOf(err) != "facts.unknown_near" {
		t.Errorf("a fact that is not declared: %v", err)
	}
	_, err = WhatIf(b, ordinary(), on, cases.Calendar{}, Change{"procedure", []string{"quick"}})
	if cases.KeyOf(err) != "facts.value" {
		t.Errorf("a value outside the list: %v", err)
	}
}

func TestChangesAreReadAsTheyAreWritten(t *testing.T) {
	for in, want := range map[string]string{
		"duty_done=true": "[true]", "penalty_kinds = fine, warning": "[fine warning]", "fine=": "[]", "penalty_kinds=none": "[none]", "on=2027-01-01": "[2027-01-01]",
	} {
		if c, err := ParseChange(in); err != nil || fmt.Sprint(c.Values) != want || strings.Contains(c.Fact, " ") {
			t.Errorf("%s: %+v, %v", in, c, err)
		}
	}
	for _, in := range []string{"", "duty_done", "=true"} {
		if _, err := ParseChange(in); cases.KeyOf(err) != "whatif.form" {
			t.Errorf("%q: %v", in, err)
		}
	}
	f, _, err := Change{"penalty_kinds", []string{"none"}}.apply(ordinary(), cases.Date{})
	if err != nil || f.PenaltyKinds == nil || len(f.PenaltyKinds) != 0 {
		t.Errorf("no kinds: %#v, %v", f.PenaltyKinds, err)
	}
	f, _, err = Change{"penalty_kinds", nil}.apply(ordinary(), cases.Date{})
	if err != nil || f.PenaltyKinds != nil || f.Procedure != "ordinary" {
		t.Errorf("kinds not known: %#v, %v", f.PenaltyKinds, err)
	}
}

// Whatever is changed, moves are told exactly where the two verdicts differ, the
// way back tells the same moves the other way round, and the record stays as it is.
func TestMovesAreTheWholeDifference(t *testing.T) {
	r := record{t: t, b: shippedBook(t), rand: rand.New(rand.NewPCG(rand.Uint64(), 4))}
	for range 1500 {
		r.draw()
		before := asJSON(r.f)
		d := cases.FactDecls()[r.rand.IntN(len(cases.FactDecls()))]
		c := Change{d.Key, strings.Split(d.Written(r.value(d)), ",")}
		got, err := WhatIf(r.b, r.f, r.on, r.cal, c)
		if err != nil {
			t.Fatal(err)
		}
		if string(before) != string(asJSON(r.f)) {
			t.Fatalf("the facts were changed: %s", before)
		}
		if same := told(&got.Was) == told(&got.Then); same != (len(got.Moves) == 0) {
			t.Fatalf("%+v: the answers are the same: %v, moves %+v\n%s\n%s", c, same, got.Moves, told(&got.Was), told(&got.Then))
		}
		for _, m := range got.Moves {
			if m.Was == m.Now || m.Row == "" && m.What != "repairable" && m.What != "earliest" && m.What != "supported" {
				t.Fatalf("%+v: a move without a row or a difference: %+v", c, m)
			}
		}
		then, day, err := c.apply(r.f, r.on)
		if err != nil {
			t.Fatal(err)
		}
		back := moving{rehearsal: rehearsal{was: &got.Then, now: &got.Was}}
		if back.all(); len(back.out) != len(got.Moves) || len(r.b.words.changed(then, r.f, day, r.on)) != len(got.Changes) {
			t.Fatalf("%+v: %d moves there, %d back", c, len(got.Moves), len(back.out))
		}
	}
}

// told is all of a verdict that a move can be about.
func told(v *cases.Verdict) string {
	s := fmt.Sprint(v.Channel, v.Proposed.Ruleset, v.Proposed.Procedure)
	for _, r := range v.Rulesets {
		s += fmt.Sprint("\n", r.ID, r.ClassRow, r.ClassTerm, r.Published, r.Shortest, r.ShortestUntil, r.Longest, r.LongestUntil, r.Repairable, r.Earliest, r.Supported)
		for _, c := range r.Criteria {
			s += fmt.Sprint(" ", c.ID, c.State)
		}
	}
	for _, c := range v.Clocks {
		s += fmt.Sprint("\n", c.ID, clockEnd(&c))
	}
	return s
}
