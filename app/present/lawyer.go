package present

import (
	"casedesk/cases/rules"
)

// LawyerView is the trace of the present answer as a lawyer reads it: the rows of
// the ruleset in use first, then those of the others.
type LawyerView struct {
	Title  Words
	Groups []LawyerGroup
}

// LawyerGroup is the rows of one part of one ruleset.
type LawyerGroup struct {
	Ruleset string
	Title   string // the instrument by full name and number
	Part    Words  // lawyer.part.class
	Rows    []LawyerRow
}

// LawyerRow is one rule that was tried.
type LawyerRow struct {
	rules.TableRow
	Mark    Words  // trace.hit, trace.unknown, trace.miss
	Number  string // of the article, only where it was checked
	Checked Words  // law.verified or law.unverified
}

// Lawyer gives the whole trace behind both tabs.
func (q *Inquiry) Lawyer() LawyerView {
	j := q.judgement()
	if j == nil {
		return LawyerView{}
	}
	first := ""
	if r, ok := j.Chosen(); ok {
		first = r.ID
	}
	v := LawyerView{Title: Say("lawyer.title", "ruleset", first)}
	all := rules.Table(&j.Verdict, func(id string) (*rules.Pack, bool) { return q.s.packOf(&j.Verdict, id) })
	for _, own := range []bool{true, false} {
		for _, r := range all {
			if (r.Ruleset == first) == own {
				v.add(r)
			}
		}
	}
	return v
}

func (v *LawyerView) add(r rules.TableRow) {
	row := LawyerRow{TableRow: r, Mark: Say(under("trace", string(r.Result))), Checked: mark(r.Verified)}
	if r.Verified {
		row.Number = string(r.Article)
	}
	part := Say(under("lawyer.part", r.Part))
	if n := len(v.Groups); n > 0 && v.Groups[n-1].Ruleset == r.Ruleset && v.Groups[n-1].Part.Key == part.Key {
		v.Groups[n-1].Rows = append(v.Groups[n-1].Rows, row)
		return
	}
	v.Groups = append(v.Groups, LawyerGroup{Ruleset: r.Ruleset, Title: r.Title, Part: part, Rows: []LawyerRow{row}})
}
