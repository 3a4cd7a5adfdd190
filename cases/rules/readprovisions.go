package rules

import "casedesk/cases"

// provisionParts are the lists of provisions.yaml.
var provisionParts = []string{"papers", "refusals", "effects", "remedies", "retention", "revocations", "consequences"}

// provisionPart says how a row of one list is read: the name of its part in a
// verdict, the key that says its kind and the kinds, and whether it has a period.
var provisionPart = map[string]struct {
	part, key string
	kinds     []string
	timed     bool
}{
	"papers":    {part: "paper"},
	"refusals":  {part: "refusal", timed: true},
	"effects":   {part: "effect"},
	"remedies":  {"remedy", "remedy", []string{"objection", "complaint", "reconsideration", "litigation"}, true},
	"retention": {"retention", "keep", []string{"shown", "file", "query_log"}, true},
	// of a repair that was got by false papers or a broken promise (撤销)
	"revocations":  {part: "revocation"},
	"consequences": {"consequence", "follow", []string{"state", "record", "bar", "period"}, true},
}

// provisions reads what a ruleset says beside class, criteria and clocks.
func (pr *packReader) provisions(o object) {
	for _, list := range provisionParts {
		as := provisionPart[list]
		keys := []string{"id", "term", "when", "cite"}
		if as.timed {
			keys = append(keys, "start", "period")
		}
		if as.key != "" {
			keys = append(keys, as.key)
		}
		for _, n := range o.items(list) {
			row := o.r.object(n, keys...)
			p := provision{id: pr.id(row), part: as.part, term: row.must("term"), when: pr.when(row, "when"), cite: pr.cite(row), start: -1, source: at{row.r, row.at}}
			if as.key != "" {
				p.kind = row.oneOf(as.key, as.kinds...)
			}
			if as.timed {
				pr.provisionTime(row, &p)
			}
			pr.p.provisions = append(pr.p.provisions, p)
			pr.p.rules++
		}
	}
}

// provisionTime reads the period, known or unknown, and the fact that starts it;
// a period of which every day is its own start (a log of queries) has none.
func (pr *packReader) provisionTime(row object, p *provision) {
	_, hasPeriod := row.keys["period"]
	if hasPeriod {
		var unread bool
		p.period, unread = pr.lengthOrUnknown(row, "period")
		p.known = !unread
	}
	if _, ok := row.keys["start"]; ok {
		p.start = pr.fact(row, "start", cases.FactDate)
		if !hasPeriod {
			row.r.complain(row.at, "pack.missing", "key", "period")
		}
	}
}
