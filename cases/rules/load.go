package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"casedesk/cases"
)

// packFiles are the only files a pack may hold, beside tests/*.yaml.
var packFiles = []string{"pack.yaml", "articles.yaml", "severity.yaml", "criteria.yaml", "clocks.yaml", "objection.yaml", "provisions.yaml", "transition.yaml", "silent.yaml"}

// Load reads, proves and compiles every pack of fsys; each folder at its root
// that has a pack.yaml is one. The error is pack.faulty with all Complaints as
// its cause (errors.As), or pack.none.
func Load(fsys fs.FS) (*Book, error) {
	v, err := vocabulary()
	if err != nil {
		return nil, faulty(err)
	}
	dirs, err := fs.ReadDir(fsys, ".")
	if err != nil {
		return nil, cases.Fail(cases.NotFound, "pack.none").Because(err)
	}
	b := &Book{words: v}
	var out Complaints
	for _, d := range dirs {
		if _, err := fs.Stat(fsys, path.Join(d.Name(), "pack.yaml")); !d.IsDir() || err != nil {
			continue
		}
		sub, err := fs.Sub(fsys, d.Name())
		if err != nil {
			return nil, cases.Fail(cases.NotFound, "pack.none").Because(err)
		}
		b.packs = append(b.packs, readPack(v, sub, d.Name(), &out))
	}
	for _, p := range b.packs {
		b.succession(p)
	}
	b.proveOneTable(&out)
	b.proveReferences()
	if len(out) > 0 {
		return nil, faulty(out.sorted())
	}
	if len(b.packs) == 0 {
		return nil, cases.Fail(cases.NotFound, "pack.none")
	}
	return b.ordered(), nil
}

// succession complains where a pack comes into force before the end of one that
// it supersedes, so that both would claim the same day.
func (b *Book) succession(p *Pack) {
	for i, id := range p.Supersedes {
		old, ok := b.Pack(id)
		if ok && i < len(p.replaces) && (old.To.IsZero() || !old.To.Before(p.From)) {
			p.replaces[i].complain("pack.supersedes", "other", id, "from", p.From.String(), "to", old.To.String())
		}
	}
}

func (b *Book) ordered() *Book {
	sort.Slice(b.packs, func(i, j int) bool {
		p, q := b.packs[i], b.packs[j]
		if p.From != q.From {
			return p.From.Before(q.From)
		}
		return p.ID < q.ID
	})
	for _, p := range b.packs {
		b.hashes = append(b.hashes, cases.PackHash{Ruleset: p.ID, Hash: p.Hash})
		if p.turns != nil && b.turns == nil {
			b.turns, b.turnsOf = p.turns, p
		}
	}
	order := []int{0, 1, 2, 3, 4}
	if b.turns != nil {
		order = b.turns.order.levels
	}
	for _, level := range order {
		for i, p := range b.packs {
			if p.level == level {
				b.special = append(b.special, i)
			}
		}
	}
	return b
}

func faulty(err error) error {
	var cs Complaints
	errors.As(err, &cs)
	return cases.Fail(cases.Invalid, "pack.faulty", "count", strconv.Itoa(len(cs))).Because(err)
}

// packReader reads one pack; every file shares its list of complaints.
type packReader struct {
	*Vocabulary
	p    *Pack
	dir  string
	fsys fs.FS
	out  *Complaints
	ids  map[string]bool
	lack map[string]bool // files that the pack does not have
	bad  map[string]bool // files with a complaint

	aboutAt at // where the pack says what it is about
}

func newPackReader(v *Vocabulary, fsys fs.FS, dir string, out *Complaints) *packReader {
	return &packReader{Vocabulary: v, p: &Pack{files: fsys}, dir: dir, fsys: fsys, out: out, ids: map[string]bool{}, lack: map[string]bool{}, bad: map[string]bool{}}
}

func readPack(v *Vocabulary, fsys fs.FS, dir string, out *Complaints) *Pack {
	return newPackReader(v, fsys, dir, out).read()
}

func (pr *packReader) read() *Pack {
	pr.hash()
	for _, step := range []struct {
		file string
		read func(object)
		keys []string
	}{
		{"pack.yaml", pr.head, []string{"id", "title", "number", "issuer", "from", "dated", "in_force_on", "to", "supersedes", "level", "judges", "about", "covers", "min_period_inclusive"}},
		{"articles.yaml", pr.articles, []string{"articles"}},
		{"severity.yaml", pr.severity, []string{"mode", "classes", "rows", "periods", "start", "end"}},
		{"criteria.yaml", pr.criteria, []string{"criteria", "materials", "refusals"}},
		{"clocks.yaml", pr.procedure, []string{"clocks", "routes"}},
		{"objection.yaml", pr.objection, []string{"grounds"}},
		{"provisions.yaml", pr.provisions, provisionParts},
		{"transition.yaml", pr.transitions, []string{"rows", "favour", "procedure", "order"}},
		{"silent.yaml", pr.silences, []string{"silent"}},
	} {
		pr.file(step.file, step.keys, step.read)
	}
	pr.prove()
	pr.prime()
	return pr.p
}

// file reads one file; only pack.yaml and articles.yaml must be there.
func (pr *packReader) file(name string, keys []string, read func(object)) {
	text, err := fs.ReadFile(pr.fsys, name)
	r := newReader(path.Join(pr.dir, name), text, pr.out)
	if err != nil {
		pr.lack[name] = true
		if name == "pack.yaml" || name == "articles.yaml" {
			r.put(0, 0, 0, "pack.no_file", nil)
		}
		return
	}
	before := len(*pr.out)
	if body := r.parse(text); body != nil {
		read(r.object(body, keys...))
	}
	pr.bad[name] = len(*pr.out) > before
}

// hash names the bytes of the pack, and refuses files it does not know.
func (pr *packReader) hash() {
	sum := sha256.New()
	var names []string
	_ = fs.WalkDir(pr.fsys, ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			names = append(names, name)
		}
		return nil
	})
	sort.Strings(names)
	for _, name := range names {
		text, err := fs.ReadFile(pr.fsys, name)
		known := has(packFiles, name) || strings.HasPrefix(name, "tests/") && strings.HasSuffix(name, ".yaml")
		if err != nil || !known {
			newReader(path.Join(pr.dir, name), nil, pr.out).put(0, 0, 0, "pack.strange_file", nil)
			continue
		}
		sum.Write([]byte(name + "\x00" + strconv.Itoa(len(text)) + "\x00"))
		sum.Write(text)
	}
	pr.p.Hash = hex.EncodeToString(sum.Sum(nil))
}

// levels orders packs from the special to the general.
var levels = []string{"city", "province", "department", "nation", "policy"}

func (pr *packReader) head(o object) {
	p := pr.p
	p.ID, p.Title, p.Number, p.Issuer = o.must("id"), o.must("title"), o.must("number"), o.must("issuer")
	p.full = "《" + p.Title + "》（" + p.Number + "）"
	if p.ID != "" && p.ID != path.Base(pr.dir) {
		o.r.complain(o.keys["id"], "pack.folder", "id", p.ID)
	}
	pr.inForce(o)
	p.level = indexOf(levels, o.oneOf("level", levels...))
	p.judges, p.about = pr.matters(o, "judges"), pr.matters(o, "about")
	if n, ok := o.keys["about"]; ok {
		pr.aboutAt = at{o.r, n}
	}
	if n, ok := o.keys["supersedes"]; ok {
		var nodes []ast.Node
		p.Supersedes, nodes = o.r.words(n)
		for _, n := range nodes {
			p.replaces = append(p.replaces, at{o.r, n})
		}
	}
	p.covers = pr.when(o, "covers")
	p.inclusive = o.flag("min_period_inclusive")
}

// matters reads a list of matters.
func (pr *packReader) matters(o object, key string) (out []string) {
	for _, n := range o.items(key) {
		if s, ok := o.r.scalar(n); ok && !has(matters, s) {
			o.r.complain(n, "pack.value", "key", key, "value", s, "allowed", strings.Join(matters, " "))
		} else if ok {
			out = append(out, s)
		}
	}
	return out
}

// inForce reads from and to. A pack whose first day nobody has read says from:
// unknown, and between which days it is: not before its text is dated, and in
// force when it was looked at (in_force_on).
func (pr *packReader) inForce(o object) {
	p := pr.p
	if o.text("from") == "unknown" {
		p.From, p.SureFrom = o.date("dated"), o.date("in_force_on")
		for _, key := range []string{"dated", "in_force_on"} {
			if _, ok := o.keys[key]; !ok {
				o.r.complain(o.keys["from"], "pack.missing", "key", key)
			}
		}
	} else {
		p.From = o.date("from")
		for _, key := range []string{"dated", "in_force_on"} {
			if at, ok := o.name[key]; ok {
				o.r.complain(at, "pack.unknown_key", "key", key, "allowed", "from to")
			}
		}
	}
	p.To = o.date("to")
	if _, ok := o.keys["from"]; !ok {
		o.r.complain(o.at, "pack.missing", "key", "from")
	}
	if !p.SureFrom.IsZero() && p.SureFrom.Before(p.From) {
		o.r.complain(o.keys["in_force_on"], "pack.backwards", "from", p.From.String(), "to", p.SureFrom.String())
	}
	if !p.To.IsZero() && p.To.Before(p.From) {
		o.r.complain(o.keys["to"], "pack.backwards", "from", p.From.String(), "to", p.To.String())
	}
}

// when reads a condition that may be left out.
func (pr *packReader) when(o object, key string) condition {
	n, ok := o.keys[key]
	if !ok {
		return condition{}
	}
	return pr.condition(o.r, n)
}

func indexOf(list []string, s string) int {
	for i, v := range list {
		if v == s {
			return i
		}
	}
	return -1
}

func (pr *packReader) articles(o object) {
	for _, n := range o.items("articles") {
		a := o.r.object(n, "id", "number", "paraphrase", "source", "verified", "last_checked")
		art := Article{ID: pr.id(a), Number: a.text("number"), Paraphrase: a.must("paraphrase"), Source: a.must("source"),
			Verified: a.flag("verified"), LastChecked: a.date("last_checked")}
		for _, key := range []string{"verified", "last_checked"} {
			if _, ok := a.keys[key]; !ok {
				a.r.complain(a.at, "pack.missing", "key", key)
			}
		}
		pr.p.Articles = append(pr.p.Articles, art)
	}
}

// id reads the id of a row, which must be new in its pack and file.
func (pr *packReader) id(o object) string {
	id := o.must("id")
	key := o.r.file + " " + id
	if id != "" && pr.ids[key] {
		o.r.complain(o.keys["id"], "pack.twice", "key", id)
	}
	pr.ids[key] = true
	return id
}

// cite reads the article a row stands on; every row must have one.
func (pr *packReader) cite(o object) *Article {
	id := o.text("cite")
	if _, ok := o.keys["cite"]; !ok {
		o.r.complain(o.at, "pack.no_citation")
		return nil
	}
	for i := range pr.p.Articles {
		if pr.p.Articles[i].ID == id {
			return &pr.p.Articles[i]
		}
	}
	o.r.complain(o.keys["cite"], "pack.no_article", "article", id)
	return nil
}

// fact reads the key of a fact of one type.
func (pr *packReader) fact(o object, key string, t cases.FactType) int {
	s := o.must(key)
	i, ok := pr.index[s]
	if s != "" && (!ok || pr.facts[i].Type != t) {
		pr.unknownFact(o.r, o.keys[key], s)
	}
	return i
}

// length reads {n: 3, unit: month}; a missing key is the zero period.
func (pr *packReader) length(o object, key string) cases.Period {
	n, ok := o.keys[key]
	if !ok {
		return cases.Period{}
	}
	m := o.r.object(n, "n", "unit")
	unit := m.oneOf("unit", "day", "workday", "month", "year")
	count, err := strconv.Atoi(m.must("n"))
	p := cases.Period{N: count, Unit: cases.Unit(unit)}
	if err != nil || p.Check() != nil {
		o.r.complain(n, "pack.period", "key", key)
	}
	return p
}

// at is a place to complain about later.
type at struct {
	r *reader
	n ast.Node
}

func (a at) complain(key string, args ...string) { a.r.complain(a.n, key, args...) }
