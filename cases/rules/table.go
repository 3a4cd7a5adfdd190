package rules

import "casedesk/cases"

// TableRow is one row of a trace as a lawyer reads it: beside the rule, its
// condition, the value given and the result stand where the rule is written and
// who compared it with the official text.
type TableRow struct {
	cases.TraceRow
	Title       string        `json:"title"` // the instrument by full name and number
	Paraphrase  string        `json:"paraphrase"`
	Source      string        `json:"source"`
	LastChecked cases.OptDate `json:"last_checked"`
}

// Table gives the trace of a verdict as a table, in the order in which the rules
// were tried. pack finds the version of a ruleset that the verdict was made by;
// what it does not find has no source.
func Table(v *cases.Verdict, pack func(ruleset string) (*Pack, bool)) []TableRow {
	out := make([]TableRow, 0, len(v.Trace))
	for _, t := range v.Trace {
		row := TableRow{TraceRow: t}
		if p, ok := pack(t.Ruleset); ok {
			row.Title = p.FullTitle()
			if a, ok := p.Article(t.Cite); ok {
				row.Paraphrase, row.Source, row.LastChecked.Date = a.Paraphrase, a.Source, a.LastChecked
			}
		}
		out = append(out, row)
	}
	return out
}
