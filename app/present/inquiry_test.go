package present_test

import (
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
	"casedesk/cases/rules"
)

// studied is a case under inquiry whose rules answer with what the test says.
func studied(t testing.TB, verdict func(cases.Facts) cases.Verdict) (*present.Inquiry, *present.Severity, *present.Criteria, *jobs) {
	c := cases.Case{ID: cases.ID{0xc, 1}, Matter: cases.Repair, State: cases.Received, Holder: us, Record: penalty(), ReceivedOn: cases.MustDate("2026-10-12")}
	s := sitting(t, &shelf{cases: map[cases.ID]cases.Case{c.ID: c}})
	s.Work.Judge = judgeFunc(func(f cases.Facts, on cases.Date) (cases.Verdict, error) {
		v := verdict(f)
		v.On = on
		return v, nil
	})
	job := &jobs{}
	q := present.NewInquiry(job, s)
	severity, criteria := present.NewSeverity(q), present.NewCriteria(q)
	q.Open(c.ID)
	job.run()
	return q, severity, criteria, job
}

// echo is a verdict whose class is the procedure that was answered.
func echo(f cases.Facts) cases.Verdict {
	return cases.Verdict{
		Proposed: cases.Proposal{Ruleset: "R36"},
		Rulesets: []cases.RulesetVerdict{
			{ID: "R58", ClassTerm: "不分级", Covers: []string{"act"}, ClassBy: "table"},
			{ID: "R36", ClassTerm: cases.OptText(f.Procedure), Covers: []string{"filing", "today"}, ClassBy: "unknown", ClassAmong: []string{"R36.GENERAL", "R36.SERIOUS"}},
		},
	}
}

func TestLateVerdictIsDropped(t *testing.T) {
	q, severity, _, job := studied(t, echo)
	q.Answer("procedure", "summary")
	q.Answer("procedure", "ordinary")
	stale := job.take(0)
	job.run()
	stale()
	if v := severity.View(); v.Class != "ordinary" {
		t.Errorf("class %q is of an earlier answer", v.Class)
	}
}

func TestAnswersThatCannotBeReadAreKeptAndBlock(t *testing.T) {
	q, severity, criteria, job := studied(t, echo)
	find := func(key string) present.Question {
		for _, k := range append(severity.View().Questions, criteria.View().Others...) {
			if k.Key == key {
				return k
			}
		}
		t.Fatalf("nobody asks for %s", key)
		return present.Question{}
	}
	if k := find("fine"); k.Text != "32000" || k.State != present.Answered {
		t.Errorf("the fine of the record: %+v", k)
	}
	q.Answer("fine", "三万二")
	job.run()
	if k := find("fine"); k.Text != "三万二" || cases.KeyOf(k.Fault) != "money.form" || k.State != present.Unsure {
		t.Errorf("an amount that cannot be read: %+v", k)
	}
	if v := severity.View(); cases.KeyOf(v.Blocked) != "judge.faulty" || v.CanRecord {
		t.Errorf("blocked %v", v.Blocked)
	}
	speak(t, severity.View())
	q.Answer("fine", "3.2万元")
	q.Answer("shown_until", "2026-13-01")
	job.run()
	if k := find("shown_until"); cases.KeyOf(k.Fault) != "date.month" {
		t.Errorf("an impossible day: %+v", k)
	}
	q.Answer("shown_until", "")
	criteria.Mark("duty_done", "true")
	criteria.Mark("duty_done", "")
	job.run()
	if k := find("duty_done"); k.State != present.Unsure || !k.Options[2].Chosen {
		t.Errorf("a fact made unknown again: %+v", k)
	}
	if v := severity.View(); !v.CanRecord || !v.Dirty {
		t.Errorf("blocked %v, dirty %v", v.Blocked, v.Dirty)
	}
}

func TestSetIsTurnedOnAndOff(t *testing.T) {
	_, severity, _, job := studied(t, echo)
	for i, k := range severity.View().Questions {
		if k.Key != "penalty_kinds" {
			continue
		}
		severity.Goto(i)
		severity.Pick("warning")
		job.run()
		severity.Pick("fine")
		job.run()
		k = severity.View().Questions[i]
		if len(k.Answer) != 1 || k.Answer[0].Key != "fact.penalty_kinds.warning" {
			t.Errorf("answers %+v", k.Answer)
		}
	}
}

func TestAPersonChoosesTheRulesetWithAReason(t *testing.T) {
	q, severity, _, job := studied(t, func(f cases.Facts) cases.Verdict {
		v := echo(f)
		v.Proposed.NeedsPerson = true
		return v
	})
	if v := severity.View(); !v.MustSay || v.Choice != "" || cases.KeyOf(v.Blocked) != "judge.choose_ruleset" || !v.Differ || len(v.Columns) != 3 {
		t.Errorf("at first: choice %q, %v, %d columns", v.Choice, v.Blocked, len(v.Columns))
	}
	q.ChooseRuleset("R58")
	if v := severity.View(); cases.KeyOf(v.Blocked) != "judge.ruleset_reason" || v.Class != "不分级" || !v.Columns[0].Chosen {
		t.Errorf("without a reason: %v, class %s", v.Blocked, v.Class)
	}
	q.Reason("  ")
	if severity.View().CanRecord {
		t.Error("blanks are a reason")
	}
	q.Reason("从旧从轻")
	speak(t, severity.View())
	if !severity.View().CanRecord || len(job.list) != 0 {
		t.Errorf("blocked %v", severity.View().Blocked)
	}
}

func TestTheAskedClassCountsOnlyWithItsReason(t *testing.T) {
	var told []cases.ClassChoice
	q, severity, _, job := studied(t, func(f cases.Facts) cases.Verdict {
		told = f.ClassChosen
		return echo(f)
	})
	if k := severity.View().Classes; len(k) != 1 || k[0].Ruleset != "R36" || len(k[0].Options) != 2 || k[0].Options[0].Chosen || k[0].Options[1].Chosen {
		t.Fatalf("classes %+v", k)
	}
	q.ChooseClass("R36", "R36.GENERAL")
	job.run()
	if k := severity.View().Classes[0]; len(told) != 0 || !k.Lacks || !k.Options[0].Chosen {
		t.Errorf("told %v, %+v", told, k)
	}
	q.ClassReason("R36", "数额不大")
	job.run()
	if len(told) != 1 || told[0].By != me.String() || told[0].Class != "R36.GENERAL" {
		t.Errorf("told %+v", told)
	}
}

func TestCriteriaShowTheWayToTheEarliestDay(t *testing.T) {
	_, _, criteria, job := studied(t, func(cases.Facts) cases.Verdict {
		return cases.Verdict{Proposed: cases.Proposal{Ruleset: "R36"}, Rulesets: []cases.RulesetVerdict{{
			ID: "R36", Repairable: cases.TriNo, Earliest: cases.OptDate{Date: cases.MustDate("2026-11-21")},
			Criteria: []cases.Criterion{
				{ID: "C1", Term: "最短公示期已满", State: cases.Unmet}, {ID: "C2", Term: "已纠正", State: cases.Met, Verified: true},
				{ID: "C3", Term: "承诺", State: cases.StateUnknown},
			},
			Missing: []cases.Missing{{Criterion: "C3", Paper: "P2", Term: "信用承诺书", Facts: []string{"commitment"}, Article: "第九条"}},
		}}}
	})
	speak(t, criteria.View())
	v := criteria.View()
	if v.Met != 1 || v.Unmet != 1 || v.Unknown != 1 || v.DaysLeft != 40 || v.Says.Key != "criteria.no" || v.EarliestNote.IsZero() {
		t.Errorf("%d %d %d, %d days, %+v, %+v", v.Met, v.Unmet, v.Unknown, v.DaysLeft, v.Says, v.EarliestNote)
	}
	if r := v.Rows[2]; len(r.Questions) != 1 || r.Questions[0].Key != "commitment" || len(r.Slots) != 1 || !r.Slots[0].Wanted || r.Missing[0].Article != "" {
		t.Errorf("row %+v", r)
	}
	for _, k := range v.Others {
		if k.Key == "commitment" {
			t.Error("a fact is asked twice")
		}
	}
	criteria.NextGap()
	criteria.NextGap()
	if criteria.View().Selected != 2 {
		t.Errorf("the second gap is row %d", criteria.View().Selected)
	}
	criteria.NextGap()
	if criteria.View().Selected != 0 || len(job.list) != 0 {
		t.Errorf("after the last gap comes row %d", criteria.View().Selected)
	}
}

// What only some rulesets look at is asked only where one of them was tried.
func TestRareFactsAreAskedOnlyWhereARuleLooksAtThem(t *testing.T) {
	for name, condition := range map[string]string{
		"trained": "已参加信用修复专题培训 = 是", "found_serious": "决定书或者法律法规规章载明情节严重 = 是", "": "义务全部履行 = 是",
	} {
		_, severity, criteria, _ := studied(t, func(f cases.Facts) cases.Verdict {
			v := echo(f)
			v.Trace = []cases.TraceRow{{Ruleset: "R527", Rule: "R527-X", Condition: condition, Cite: "R527-MAT-S"}}
			return v
		})
		var asked []string
		for _, k := range append(severity.View().Questions, criteria.View().Others...) {
			if k.Key == "trained" || k.Key == "found_serious" || k.Key == "credit_report" {
				asked = append(asked, k.Key)
			}
		}
		if strings.Join(asked, " ") != name {
			t.Errorf("a rule about %q: %v was asked", condition, asked)
		}
	}
}

// What nobody can judge any more is shown as it was recorded, by the packs of
// its day; the rules of today are not asked.
func TestASettledCaseShowsItsRecordedVerdict(t *testing.T) {
	recorded := echo(cases.Facts{Procedure: "summary"})
	recorded.PackHashes = cases.PackHashes{{Ruleset: "R36", Hash: "old"}}
	recorded.Rulesets[1].Criteria = []cases.Criterion{{ID: "C1", Cite: "R36-MAT", State: cases.Met}}
	c := cases.Case{ID: cases.ID{0xc, 2}, Matter: cases.Repair, State: cases.Archived, Holder: us, Record: penalty(),
		Judgement: &cases.JudgedAct{Verdict: recorded, Ruleset: "R36"}}
	s := sitting(t, &shelf{cases: map[cases.ID]cases.Case{c.ID: c}})
	s.Work.Judge = judgeFunc(func(cases.Facts, cases.Date) (cases.Verdict, error) {
		t.Error("the rules of today are asked about a closed case")
		return cases.Verdict{}, nil
	})
	loaded, err := tools()
	must(t, err)
	s.Book = loaded.Book
	asked := ""
	s.Version = func(ruleset, hash string) (*rules.Pack, bool) {
		asked = ruleset + " " + hash
		return &rules.Pack{ID: ruleset, Title: "旧版办法", Articles: []rules.Article{{ID: "R36-MAT", Paraphrase: "旧版大意"}}}, true
	}
	job := &jobs{}
	q := present.NewInquiry(job, s)
	severity, criteria := present.NewSeverity(q), present.NewCriteria(q)
	q.Open(c.ID)
	job.run()
	if v := severity.View(); v.Class != "summary" || v.CanRecord {
		t.Errorf("class %q, can record %v", v.Class, v.CanRecord)
	}
	if r := criteria.View().Rows; len(r) != 1 || r[0].Law.Title != "旧版办法" || r[0].Law.Paraphrase != "旧版大意" || asked != "R36 old" {
		t.Errorf("the article is not of the pack it was judged by: %+v, asked %q", r, asked)
	}
}
