package main

import (
	"strings"
	"testing"

	"casedesk/cases/rules"
)

// waiting is a repair whose duty is done, and which lacks two papers and time.
const waiting = `{"matter":"repair","city":"440300","subject_kind":"organisation","record_kind":"penalty","penalty_kinds":["confiscate_income"],
"procedure":"ordinary","field":"housing","owner":"housing","decided_on":"2026-10-20","filed_on":"2026-11-12","duty_done":true,
"rectified":true,"proof_held":true}`

type moreAnswer struct {
	Repairable any
	Trace      []any
	Table      []rules.TableRow
	What_if    struct {
		Changes []rules.FactChange
		Moves   []rules.Move
		Rows    []rules.RowMove
	}
	Flip []rules.Flips
}

// A trial tells what moves and leaves the verdict as it is.
func TestWhatIfLeavesTheVerdictAlone(t *testing.T) {
	plain := desk(waiting, "assess", "-", "--on", "2026-11-22")
	s := desk(waiting, "assess", "-", "--on", "2026-11-22", "--what-if", "penalty_kinds=revoke_licence,fine", "commitment=true")
	a := one[moreAnswer](t, s)
	if s.code != 1 || len(a.What_if.Changes) != 2 || len(a.What_if.Moves) == 0 || len(a.What_if.Rows) == 0 {
		t.Fatalf("exit %d: %+v", s.code, a.What_if)
	}
	verdict, _, _ := strings.Cut(s.out, `,"what_if"`)
	if strings.TrimSuffix(strings.TrimSpace(plain.out), "}") != verdict {
		t.Error("the verdict is another one beside a trial")
	}
	// The same by repeating the flag, and in words.
	again := desk(waiting, "assess", "-", "--on", "2026-11-22", "--what-if", "penalty_kinds=revoke_licence,fine", "--what-if", "commitment=true")
	if again.out != s.out {
		t.Error("the flag repeated says something else")
	}
	said := desk(waiting, "--text", "assess", "-", "--on", "2026-11-22", "--what-if", "penalty_kinds=revoke_licence").out
	for _, want := range []string{"试算", "记录本身没有变", "处罚种类：没收违法所得 → 吊销许可证件", "程度", "一般", "严重", "R36-CLS-SER", "2027-10-21"} {
		if !strings.Contains(said, want) {
			t.Errorf("lacks %s:\n%s", want, said)
		}
	}
	for call, names := range map[string]string{"comitment=true": "commitment", "commitment=maybe": "commitment", "commitment": "commitment", "on=2026-13-01": "13"} {
		oneSentence(t, call, desk(waiting, "assess", "-", "--what-if", call), names)
	}
	oneSentence(t, "no flag", desk(waiting, "assess", "-", "commitment=true"), "commitment=true")
}

// The nearest flips: what can be done, apart from what can only be supposed.
func TestFlipTellsWhatCanBeDone(t *testing.T) {
	a := one[moreAnswer](t, desk(waiting, "assess", "-", "--on", "2026-11-22", "--flip"))
	if len(a.Flip) != 2 || a.Flip[0].Goal != rules.FlipOutcome || a.Flip[1].Goal != rules.FlipClass {
		t.Fatalf("flips %+v", a.Flip)
	}
	done := a.Flip[0].Doable
	if done.Size != 3 || done.Count != 1 || done.Searched < 2 || done.Flips[0].Then != "true" {
		t.Fatalf("what can be done: %+v", done)
	}
	for i, want := range []struct {
		fact, value string
		nature      rules.Nature
	}{{"on", "2027-01-21", rules.Wait}, {"commitment", "true", rules.Step}, {"other_conditions_met", "true", rules.Step}} {
		if c := done.Flips[0].Changes[i]; c.Fact != want.fact || c.Value != want.value || c.Nature != want.nature {
			t.Errorf("change %d: %+v", i, c)
		}
	}
	class := a.Flip[1]
	if class.Was != "R36.GENERAL" || class.Smallest.Size != 1 || !class.Doable.None {
		t.Errorf("class: %+v", class)
	}
	said := desk(waiting, "--text", "assess", "-", "--on", "2026-11-22", "--flip").out
	for _, want := range []string{"结论相反：做得到的，最少 3 项", "等到那天", "已经发生，不能改", "改什么都不会这样"} {
		if !strings.Contains(said, want) {
			t.Errorf("lacks %s:\n%s", want, said)
		}
	}
}

// The table has every row of the trace, with its source, and lines up.
func TestTableIsTheTraceWithItsSources(t *testing.T) {
	a := one[moreAnswer](t, desk(waiting, "assess", "-", "--on", "2026-11-22", "--table"))
	if len(a.Table) == 0 || len(a.Table) != len(a.Trace) {
		t.Fatalf("%d rows of %d", len(a.Table), len(a.Trace))
	}
	for _, r := range a.Table {
		if r.Source == "" || r.Title == "" || r.Verified != !r.LastChecked.IsZero() && r.Verified {
			t.Errorf("a row without a source: %+v", r)
		}
		if !r.Verified && r.Article != "" {
			t.Errorf("an article that nobody checked is named: %+v", r)
		}
	}
	said := desk(waiting, "--text", "assess", "-", "--on", "2026-11-22", "--table").out
	head, rows := -1, 0
	for _, line := range strings.Split(said, "\n") {
		switch {
		case strings.HasPrefix(line, "规则行"):
			head = places(line[:strings.Index(line, "结果")])
		case strings.HasPrefix(line, "R36-") && head >= 0:
			rows++
			cut := -1
			for _, mark := range []string{"▶ 命中", "▶ 未命中", "▶ 待核", "未命中", "命中", "待核 "} {
				if i := strings.Index(line, mark); i >= 0 && cut < 0 {
					cut = places(line[:i])
				}
			}
			if cut != head {
				t.Errorf("the result stands at %d, its head at %d: %s", cut, head, line)
			}
		}
	}
	if rows < 15 {
		t.Errorf("only %d rows in words:\n%s", rows, said)
	}
}
