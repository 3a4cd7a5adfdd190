package present

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// QuestionState says how far a question is answered.
type QuestionState uint8

// The states of a question.
const (
	Unseen   QuestionState = iota // 未查看
	Unsure                        // looked at, not known
	Answered                      // known
)

// Question is one fact that the rules ask for.
type Question struct {
	Key     string // of the fact
	Title   Words  // fact.procedure
	Type    cases.FactType
	State   QuestionState
	Options []Option // of an enum, a set, or yes, no and not known
	Several bool     // more than one option may be chosen
	Text    string   // of a day or an amount, as typed
	Answer  []Words  // the chosen options or the text, for the list of questions
	Fault   error    // why the text cannot be read
	Law     []ArticleView
}

// severityFacts are asked to find the class, in this order.
var severityFacts = []string{"record_kind", "procedure", "penalty_kinds", "field", "owner", "fine", "confiscated", "shown_until", "still_shown"}

// criteriaFacts are asked to try the criteria of repair.
var criteriaFacts = []string{
	"duty_done", "rectified", "proof_held", "commitment", "other_conditions_met", "authorised", "excluded_by_law", "already_repaired", "barred_since",
}

// groundFacts are asked to try the grounds of an objection.
var groundFacts = []string{
	"shown_until", "still_shown", "source_differs", "item_missing", "duplicate_found", "outside_catalogue", "list_test_failed", "penalty_now", "changed_on", "other_breach_found",
}

// Some rulesets have conditions that no other knows. What they look at is asked
// only where one of their rules was tried.
var (
	rareSeverityFacts = []string{"found_serious"}
	rareCriteriaFacts = []string{"trained", "credit_report", "punished_again", "on_other_list"}
)

// asking is the facts of one record as somebody tells them, and the answer that
// the rules gave to them.
type asking struct {
	from    Session
	facts   cases.Facts
	texts   map[string]string // answers as typed, where they are not yet values
	faults  map[string]error
	seen    map[string]bool
	verdict *cases.Verdict
}

func newAsking(s Session, f cases.Facts) asking {
	return asking{from: s, facts: f, texts: map[string]string{}, faults: map[string]error{}, seen: map[string]bool{}}
}

// answer sets a fact as somebody says it; what cannot be read is kept as typed.
func (q *asking) answer(d cases.FactDecl, values ...string) {
	q.seen[d.Key] = true
	delete(q.texts, d.Key)
	delete(q.faults, d.Key)
	facts, err := withFact(q.facts, d, values)
	if err != nil {
		q.texts[d.Key], q.faults[d.Key] = strings.Join(values, " "), err
	}
	q.facts = facts
}

// withRare gives the facts of a tab and, of the rare ones, those that a rule looks at.
func (q *asking) withRare(usual, rare []string) []string {
	out := slices.Clone(usual)
	for _, key := range rare {
		if len(q.law(key)) > 0 {
			out = append(out, key)
		}
	}
	return out
}

func declared(key string) (cases.FactDecl, bool) {
	for _, d := range cases.FactDecls() {
		if d.Key == key {
			return d, true
		}
	}
	return cases.FactDecl{}, false
}

// withFact gives facts with one of them set, or made unknown where there is no
// value. A value that cannot be read makes the fact unknown and is an error.
func withFact(f cases.Facts, d cases.FactDecl, values []string) (cases.Facts, error) {
	var err error
	if len(values) == 1 && strings.TrimSpace(values[0]) == "" {
		values = nil
	}
	if len(values) == 1 && d.Type == cases.FactMoney {
		var fen cases.Fen
		if fen, err = cases.ParseYuan(values[0]); err == nil {
			f.SetFact(d.Key, int64(fen))
			return f, nil
		}
		values = nil
	}
	if len(values) == 1 && d.Type == cases.FactDate {
		var day cases.Date
		if day, err = cases.ParseDate(values[0]); err == nil {
			values = []string{day.String()}
		} else {
			values = nil
		}
	}
	if len(values) == 0 {
		return withoutFact(f, d.Key), err
	}
	n, ok := d.Number(values...)
	if !ok {
		return withoutFact(f, d.Key), cases.Fail(cases.Invalid, "facts.value", "key", d.Key, "allowed", strings.Join(d.Values, " "))
	}
	f.SetFact(d.Key, n)
	return f, nil
}

// withoutFact makes a fact unknown.
func withoutFact(f cases.Facts, key string) cases.Facts {
	out, err := f.Without(key)
	if err != nil {
		return f
	}
	return out
}

// question shows one fact with its present answer.
func (q *asking) question(key string) Question {
	d, _ := declared(key)
	k := Question{Key: key, Title: Say(under("fact", key)), Type: d.Type, Several: d.Type == cases.FactSet, Fault: q.faults[key]}
	n, known := q.number(key)
	switch d.Type {
	case cases.FactEnum, cases.FactSet:
		for i, v := range d.Values {
			on := known && (d.Type == cases.FactEnum && n == int64(i) || d.Type == cases.FactSet && n>>i&1 == 1)
			k.Options = append(k.Options, Option{Value: v, Name: Say(under("fact."+key, v)), Chosen: on})
		}
	case cases.FactBool:
		k.Options = []Option{
			{Value: "true", Name: Say("answer.yes"), Chosen: known && n == 1},
			{Value: "false", Name: Say("answer.no"), Chosen: known && n == 0},
			{Value: "", Name: Say("answer.unknown"), Note: Say("answer.unknown_note"), Chosen: !known && q.seen[key]},
		}
	case cases.FactMoney:
		if known {
			k.Text = cases.Fen(n).Yuan()
		}
	case cases.FactDate:
		if known {
			k.Text = cases.DateOf(1970, 1, 1).Add(int(n)).String()
		}
	}
	if typed, ok := q.texts[key]; ok {
		k.Text = typed
	}
	switch {
	case known:
		k.State = Answered
	case q.seen[key]:
		k.State = Unsure
	}
	k.Answer = k.answer(known)
	k.Law = q.law(key)
	return k
}

func (k Question) answer(known bool) []Words {
	var out []Words
	for _, o := range k.Options {
		if o.Chosen {
			out = append(out, o.Name)
		}
	}
	if k.Type == cases.FactMoney && known && k.Fault == nil {
		return []Words{Say("amount", "yuan", k.Text)}
	}
	if k.Text != "" {
		return []Words{Plain(k.Text)}
	}
	return out
}

// number gives a fact in the form of FactCells.
func (q *asking) number(key string) (n int64, known bool) {
	cells, err := q.facts.Cells()
	if err != nil {
		return 0, false
	}
	for i, d := range cases.FactDecls() {
		if d.Key == key {
			return cells.N[i], cells.Has(i)
		}
	}
	return 0, false
}

// law gives the places that the rules about a fact stand on. The engine writes
// its conditions with the same Chinese terms that the facts have here.
func (q *asking) law(key string) []ArticleView {
	if q.verdict == nil {
		return nil
	}
	term := q.from.Chinese(under("fact", key))
	var out []ArticleView
	seen := map[string]bool{}
	for _, t := range q.verdict.Trace {
		if strings.Contains(t.Condition, term) && !seen[t.Ruleset+t.Cite] {
			seen[t.Ruleset+t.Cite] = true
			out = append(out, q.from.article(q.verdict, t.Ruleset, t.Cite, t.Verified))
		}
	}
	return out
}
