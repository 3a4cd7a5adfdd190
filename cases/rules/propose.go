package rules

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// propose names the ruleset for class and periods and the one for procedure, each
// with the clause that chose it.
func (j *judge) propose() {
	out, t := &j.out.Proposed, j.book.turns
	procedure := j.procedurePack()
	if procedure != nil {
		out.Procedure = cases.OptText(procedure.ID)
	}
	if t == nil {
		out.NeedsPerson = true // no clause chooses
		return
	}
	x := j.situation(procedure)
	for i := range t.rows {
		if row := &t.rows[i]; row.when.eval(&x) == cases.TriYes {
			j.turn(t, row)
			break
		}
	}
	if procedure != nil {
		j.procedureClause(t)
	}
}

// turn takes the ruleset that a row says.
func (j *judge) turn(t *transitions, row *turn) {
	out, best := &j.out.Proposed, -1
	at := len(j.out.Trace)
	j.out.Trace = append(j.out.Trace, cases.TraceRow{}) // before the measures that it leans on
	switch row.takes {
	case "newest":
		best = len(j.given) - 1
	case "procedure":
		best = slices.IndexFunc(j.out.Rulesets, func(r cases.RulesetVerdict) bool { return r.ID == string(out.Procedure) })
	case "favourable":
		best = j.favourable(t)
	}
	if best >= 0 {
		r := &j.out.Rulesets[best]
		out.Ruleset = cases.OptText(r.ID)
		j.out.Repairable, j.out.Earliest = r.Repairable, r.Earliest
	}
	out.Rule, out.Article, out.Cite, out.Verified = row.id, row.cite.printed(), row.cite.id(), row.cite.verified()
	others := j.others()
	out.Why = j.say(row.why, func(name string) string {
		switch name {
		case "on":
			return j.on.String()
		case "ruleset":
			if best >= 0 {
				return j.out.Rulesets[best].ID
			}
		case "others":
			return others
		}
		return j.words["unknown"]
	})
	out.NeedsPerson = row.person || j.facts.Matter == "objection" && j.out.Supported == cases.TriUnknown
	said := j.book.turnsOf.said("transition", row.id, out.Why, row.cite)
	said.Given, said.Result, said.Fired = others, cases.Hit, true
	j.out.Trace[at] = said
}

// procedureClause notes why that ruleset rules the procedure: the day and, where
// several were in force on it, the order from the special to the general.
func (j *judge) procedureClause(t *transitions) {
	out := &j.out.Proposed
	out.ProcedureRule, out.ProcedureCite = t.day.id, t.day.cite.id()
	out.ProcedureArticle, out.ProcedureVerified = t.day.cite.printed(), t.day.cite.verified()
	j.trace(&t.day.said, j.givenFact(t.day.fact), cases.TriYes, true)
	ids := ""
	for _, i := range j.book.special {
		if j.judges(i) {
			if ids != "" {
				ids += j.words["list"]
			}
			ids += j.book.packs[i].ID
		}
	}
	if ids != string(out.Procedure) {
		j.trace(&t.order.said, ids, cases.TriYes, true)
	}
}

// others lists the rulesets that gave an answer.
func (j *judge) others() string {
	names := make([]string, 0, 8)
	for i := range j.out.Rulesets {
		names = append(names, j.out.Rulesets[i].ID)
	}
	return strings.Join(names, j.words["list"])
}
