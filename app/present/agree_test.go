package present_test

import (
	"regexp"
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/forms/letter"
)

func textOf(l letter.Letter) string {
	var b strings.Builder
	for _, p := range l.Paragraphs {
		b.WriteString(p.Label + p.Text + "\n")
		if p.Table != nil {
			for _, r := range p.Table.Rows {
				b.WriteString(strings.Join(r, "|") + "\n")
			}
		}
	}
	return b.String()
}

// One judged case: the screen's conditions, the lawyer's table, the applicant's slip
// and the letter tell the same from the same trace.
func TestScreenTableSlipAndLetterAgree(t *testing.T) {
	w := newWorld(t)
	clerk, c := proposable(w)
	c, err := clerk.Store.Case(w.Context(), c.ID)
	must(t, err)
	q := present.NewInquiry(&w.job, clerk)
	criteria := present.NewCriteria(q)
	q.Open(c.ID)
	w.job.run()
	r, _ := c.Judgement.Chosen()
	rows, table := criteria.View().Rows, q.Lawyer()
	speak(t, table)
	if len(rows) != len(r.Criteria) || len(rows) == 0 {
		t.Fatalf("%d rows of %d conditions", len(rows), len(r.Criteria))
	}
	wording, err := letter.LoadWording(assets.Wording())
	must(t, err)
	slip, err := wording.Sheet(cases.SheetOrder{Sort: cases.SheetGap, Case: c, Office: clerk.Work.Office, Account: clerk.Work.Account, On: clerk.Work.Today()})
	must(t, err)
	c.Proposal = &cases.ProposedAct{Outcome: cases.Refused, Grounds: []cases.Ground{{Code: "x", Text: "信用承诺还没有作出", Ruleset: "R36"}}}
	c.Decision = &cases.DecidedAct{Outcome: cases.Refused, On: clerk.Work.Today()}
	refusal, err := wording.Compile(cases.LetterOrder{Sort: cases.LetterRefuse, Case: c, Office: clerk.Work.Office, Account: clerk.Work.Account, On: clerk.Work.Today()})
	must(t, err)
	said, told := textOf(slip), textOf(refusal)
	results := map[cases.CriterionState]cases.TraceResult{cases.Met: cases.Hit, cases.Unmet: cases.Miss, cases.StateUnknown: cases.HitOrMiss}
	articles := map[string]bool{}
	for i, k := range r.Criteria {
		if rows[i].ID != k.ID || rows[i].State != k.State || rows[i].Why != k.Why {
			t.Errorf("%s: the screen says %s, the verdict %s", k.ID, rows[i].State, k.State)
		}
		in := false
		for _, g := range table.Groups {
			for _, x := range g.Rows {
				if x.Number != "" {
					articles[x.Number] = true
				}
				if g.Ruleset == r.ID && x.Rule == k.ID {
					in = true
					if x.Result != results[k.State] || x.Number != rows[i].Law.Number || x.Verified != k.Verified {
						t.Errorf("%s: the table says %s %q, the verdict %s", k.ID, x.Result, x.Number, k.State)
					}
				}
			}
		}
		if !in {
			t.Errorf("%s stands in no row of the table", k.ID)
		}
		if listed := strings.Contains(said, "|"+k.Term+"|"); listed != (k.State != cases.Met) {
			t.Errorf("%s is %s; on the slip: %v\n%s", k.ID, k.State, listed, said)
		}
	}
	for _, cited := range regexp.MustCompile(`》（[^）]*）(第[一二三四五六七八九十百]+条)`).FindAllStringSubmatch(told, -1) {
		if !articles[cited[1]] {
			t.Errorf("the letter cites %s, which no checked row of the table has\n%s", cited[1], told)
		}
	}
	if day := r.Earliest; !day.IsZero() && !strings.Contains(said, day.Chinese()) {
		t.Errorf("the slip lacks the first day %s:\n%s", day.Chinese(), said)
	}
}
