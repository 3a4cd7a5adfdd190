package rules

import (
	"strings"

	"casedesk/cases"
)

// silence says of one part that a text must have for a matter why no row has it: the
// text has it and nobody has read it, it has none, or another text has it.
type silence struct {
	id, part, says, term string
	see                  []string // rulesets that have it, where says is elsewhere
	checked              cases.Date
	source               at
}

// partsOf are what a text about a matter must tell (design.md §4): each is there as
// rows, or a row of silence says why not.
var partsOf = map[string][]string{
	"repair":    {"classes", "periods", "start", "criteria", "materials", "refusals", "clocks", "routes", "remedies", "retention"},
	"objection": {"grounds", "materials", "refusals", "clocks", "routes", "remedies", "retention"},
}

// deciding are the parts without which there is no verdict: a pack that judges the
// matter has rows for them, and says unknown in the row where a figure was not read.
var deciding = []string{"classes", "periods", "start", "criteria", "grounds"}

var matters = []string{"repair", "objection"}

func (pr *packReader) silences(o object) {
	var parts []string
	for _, m := range matters {
		for _, p := range partsOf[m] {
			parts = append(parts, m+"."+p)
		}
	}
	for _, n := range o.items("silent") {
		r := o.r.object(n, "id", "part", "says", "term", "see", "last_checked")
		s := silence{id: pr.id(r), part: r.oneOf("part", parts...), says: r.oneOf("says", "unread", "nothing", "elsewhere"), term: r.must("term"),
			checked: r.date("last_checked"), source: at{r.r, r.at}}
		if _, ok := r.keys["last_checked"]; !ok {
			r.r.complain(r.at, "pack.missing", "key", "last_checked")
		}
		if see, ok := r.keys["see"]; ok {
			s.see, _ = r.r.words(see)
		}
		if (s.says == "elsewhere") != (len(s.see) > 0) {
			r.r.complain(r.at, "pack.missing", "key", "see")
		}
		pr.p.silent = append(pr.p.silent, s)
	}
}

// proveParts refuses a pack that lacks a part of a matter it is about, by name, one
// that is silent on what it has, and one that judges without what decides.
func (pr *packReader) proveParts() {
	p := pr.p
	for _, matter := range p.about {
		for _, part := range partsOf[matter] {
			name := matter + "." + part
			has, told := pr.hasPart(matter, part), p.silence(name)
			switch {
			case !has && told == nil:
				pr.aboutAt.complain("pack.lacks_part", "ruleset", p.ID, "part", name)
			case has && told != nil:
				told.source.complain("pack.not_silent", "part", name)
			case told != nil && p.judgesMatter(matter) && indexOf(deciding, part) >= 0:
				told.source.complain("pack.must_decide", "part", name)
			}
		}
	}
	for _, matter := range p.judges {
		if len(p.about) > 0 && !has(p.about, matter) {
			pr.aboutAt.complain("pack.missing", "key", matter)
		}
	}
}

func (p *Pack) silence(part string) *silence {
	for i := range p.silent {
		if p.silent[i].part == part {
			return &p.silent[i]
		}
	}
	return nil
}

// hasPart tells whether a row of that part can speak of the matter.
func (pr *packReader) hasPart(matter, part string) bool {
	p := pr.p
	switch part {
	case "classes":
		return len(p.Classes) > 0 && len(p.table.rows) > 0
	case "periods":
		return len(p.periods) > 0
	case "start":
		return p.start.cite != nil
	case "criteria":
		return len(p.criteria) > 0
	case "grounds":
		return len(p.grounds) > 0
	case "materials":
		return matter == "repair" && len(p.materials) > 0 || pr.provides(matter, "paper")
	case "refusals":
		return matter == "repair" && len(p.refusals) > 0 || pr.provides(matter, "refusal")
	case "clocks":
		for i := range p.clocks {
			if pr.speaksOf(matter, &p.clocks[i].when) {
				return true
			}
		}
		return false
	case "routes":
		for i := range p.routes {
			if pr.speaksOf(matter, &p.routes[i].when) {
				return true
			}
		}
		return false
	}
	return pr.provides(matter, strings.NewReplacer("remedies", "remedy").Replace(part))
}

func (pr *packReader) provides(matter, part string) bool {
	for i := range pr.p.provisions {
		if row := &pr.p.provisions[i]; row.part == part && pr.speaksOf(matter, &row.when) {
			return true
		}
	}
	return false
}

// speaksOf tells whether a condition can hold in a matter.
func (pr *packReader) speaksOf(matter string, when *condition) bool {
	var x cases.FactCells
	at := pr.index["matter"]
	x.Put(at, int64(indexOf(pr.facts[at].Values, matter)))
	return when.eval(&x) != cases.TriNo
}

// proveReferences complains of a row of silence that names a ruleset which is not there.
func (b *Book) proveReferences() {
	for _, p := range b.packs {
		for i := range p.silent {
			for _, id := range p.silent[i].see {
				if _, ok := b.Pack(id); !ok {
					p.silent[i].source.complain("pack.no_ruleset", "ruleset", id)
				}
			}
		}
	}
}

// faulty tells whether a file of the pack has a complaint, so that rows may lack.
func (pr *packReader) faulty() bool {
	for _, bad := range pr.bad {
		if bad {
			return true
		}
	}
	return false
}
