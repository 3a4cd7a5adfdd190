package rules

import (
	"fmt"
	"io/fs"
	"path"
	"strings"

	"casedesk/cases"
)

// Report is the outcome of checking one pack.
type Report struct {
	Rules   int       `json:"rules"`   // rows of every kind
	Stories int       `json:"stories"` // tests of the pack
	Passed  int       `json:"passed"`
	Failed  []Failure `json:"failed"`
	Unhit   []string  `json:"unhit"` // rows that no story of the pack makes fire
}

// Failure is one thing a story expected in vain.
type Failure struct {
	Story string `json:"story"`
	Where string `json:"where"` // file:line:column
	What  string `json:"what"`
	Want  string `json:"want"`
	Got   string `json:"got"`
}

// OK tells whether every story passed and every row was hit.
func (r Report) OK() bool { return len(r.Failed) == 0 && len(r.Unhit) == 0 }

// Check checks the pack in folder dir of fsys (syntax, citations, gaps, overlaps,
// dates) and runs its stories beside the sound packs next to it. A faulty pack is
// an error with Complaints as its cause, as in Load.
func Check(fsys fs.FS, dir string, cal cases.Calendar) (Report, error) {
	report := Report{Failed: []Failure{}, Unhit: []string{}}
	v, err := vocabulary()
	if err != nil {
		return report, faulty(err)
	}
	entries, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return report, cases.Fail(cases.NotFound, "pack.none").Because(err)
	}
	b := &Book{words: v}
	var target *packReader
	var found Complaints
	for _, e := range entries {
		sub, err := fs.Sub(fsys, e.Name())
		if err != nil || !e.IsDir() {
			continue
		}
		if _, err := fs.Stat(sub, "pack.yaml"); err != nil && e.Name() != dir {
			continue
		}
		if e.Name() == dir {
			target = newPackReader(v, sub, dir, &found)
			b.packs = append(b.packs, target.read())
			continue
		}
		var others Complaints
		if p := readPack(v, sub, e.Name(), &others); len(others) == 0 {
			b.packs = append(b.packs, p)
		}
	}
	if target == nil {
		return report, cases.Fail(cases.NotFound, "pack.none")
	}
	stories := target.readStories()
	b.succession(target.p)
	b.proveOneTable(&found)
	if len(found) > 0 {
		return report, faulty(found.sorted())
	}
	b.ordered()
	return b.tell(target.p, stories, cal, report), nil
}

// tell runs the stories of one pack.
func (b *Book) tell(p *Pack, stories []story, cal cases.Calendar, report Report) Report {
	report.Rules, report.Stories = p.rules, len(stories)
	hit := map[string]bool{}
	for _, s := range stories {
		v, err := Assess(b, s.facts, s.on, cal)
		if err != nil {
			report.Failed = append(report.Failed, s.failure("facts", "", err.Error()))
			continue
		}
		p.hits(&v, hit)
		failures := s.compare(p, &v)
		report.Failed = append(report.Failed, failures...)
		if len(failures) == 0 {
			report.Passed++
		}
	}
	for _, id := range p.rowIDs() {
		if !hit[id] {
			report.Unhit = append(report.Unhit, id)
		}
	}
	return report
}

// hits adds the rows of the pack that gave a part of the verdict. A criterion that
// stands only in some cases is hit when it stands: many can never be met then.
func (p *Pack) hits(v *cases.Verdict, hit map[string]bool) {
	some := map[string]bool{}
	for i := range p.criteria {
		c := &p.criteria[i]
		some[c.id] = c.onlyWhen.op != opAlways || c.test == "shown" || c.test == "class" || c.test == "within_longest" && p.noLongest()
	}
	for _, row := range v.Trace {
		if row.Ruleset == p.ID && row.Fired && (row.Result == cases.Hit || some[row.Rule]) {
			hit[row.Rule] = true
		}
	}
	for _, row := range v.Provisions {
		if row.Ruleset == p.ID {
			hit[row.ID] = true
		}
	}
	if r, ok := v.Ruleset(p.ID); ok {
		for _, m := range r.Missing {
			hit[m.Paper] = true
		}
		for _, f := range r.Refusals {
			hit[f.ID] = true
		}
	}
}

// noLongest tells whether nobody has read the longest period of any class.
func (p *Pack) noLongest() bool {
	for i := range p.periods {
		if !p.periods[i].noMax {
			return false
		}
	}
	return true
}

func (s *story) failure(what, want, got string) Failure {
	var out Complaints
	(&reader{s.r.file, s.r.lines, &out}).complain(s.name, "")
	return Failure{Story: s.title, Where: fmt.Sprintf("%s:%d:%d", path.Clean(out[0].File), out[0].Line, out[0].Column), What: what, Want: want, Got: got}
}

// compare holds a verdict against every expectation of the story.
func (s *story) compare(p *Pack, v *cases.Verdict) (out []Failure) {
	r, ok := v.Ruleset(p.ID)
	if !ok {
		r = &cases.RulesetVerdict{ID: p.ID}
	}
	for _, what := range s.expect.list {
		words, _ := s.r.words(s.expect.keys[what])
		want := strings.Join(words, " ")
		if want == "none" {
			want = ""
		}
		got := p.unread()
		if tell := expectations[what]; tell != nil {
			got = tell(v, r)
		}
		if got != want {
			out = append(out, s.failure(what, want, got))
		}
	}
	return out
}

// rowIDs lists the rows that stories must make fire: every row of every table.
func (p *Pack) rowIDs() (out []string) {
	for i := range p.table.rows {
		out = append(out, p.table.rows[i].id)
	}
	for i := range p.periods {
		out = append(out, p.periods[i].id)
	}
	for i := range p.criteria {
		out = append(out, p.criteria[i].id)
	}
	for i := range p.materials {
		out = append(out, p.materials[i].id)
	}
	for i := range p.refusals {
		out = append(out, p.refusals[i].id)
	}
	for i := range p.routes {
		out = append(out, p.routes[i].id)
	}
	for i := range p.clocks {
		out = append(out, p.clocks[i].id)
	}
	for i := range p.grounds {
		out = append(out, p.grounds[i].id)
	}
	for i := range p.provisions {
		out = append(out, p.provisions[i].id)
	}
	if t := p.turns; t != nil {
		for i := range t.rows {
			out = append(out, t.rows[i].id)
		}
		for i := range t.favour {
			out = append(out, t.favour[i].id)
		}
		out = append(out, t.day.id, t.order.id)
	}
	return out
}
