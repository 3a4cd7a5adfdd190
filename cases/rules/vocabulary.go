package rules

import (
	_ "embed" // for the vocabulary below
	"strconv"
	"strings"
	"sync"

	"casedesk/cases"
)

//go:embed vocabulary.yaml
var vocabularyFile []byte

// Vocabulary gives every declared fact and value its Chinese term, and turns
// conditions into Chinese.
type Vocabulary struct {
	facts    []factTerm // declared facts, then derived ones
	declared int
	grounds  int // the fact of that key
	index    map[string]int
	words    map[string]string
	units    map[string]string
	past     map[string]bool // facts that nobody can change any more

	situation *Vocabulary // how the answers of several rulesets stand to each other
}

type factTerm struct {
	cases.FactDecl
	term, unit string
	terms      []string // beside Values
	unsaid     string   // the fact while it is not known: 处罚种类为未知
	said       []string // an enum or boolean with each of its values
}

// vocabulary reads the embedded file once; it never changes afterwards.
var vocabulary = sync.OnceValues(func() (*Vocabulary, error) {
	var out Complaints
	v := readVocabulary(vocabularyFile, &out)
	if len(out) > 0 {
		return nil, out
	}
	return v, nil
})

func readVocabulary(text []byte, out *Complaints) *Vocabulary {
	r := newReader("vocabulary.yaml", text, out)
	v := &Vocabulary{index: map[string]int{}, words: map[string]string{}, units: map[string]string{}, past: map[string]bool{}}
	body := r.parse(text)
	if body == nil {
		return v
	}
	top := r.object(body, "words", "units", "facts", "derived", "past", "situation")
	if len(top.list) < 6 {
		r.complain(body, "pack.missing", "key", "words units facts derived past situation")
		return v
	}
	v.words = r.texts(top, "words")
	v.units = r.texts(top, "units")
	named := r.object(top.keys["facts"])
	for _, d := range cases.FactDecls() {
		v.add(named, d)
	}
	v.declared = len(v.facts)
	for _, key := range named.list {
		if _, ok := v.index[key]; !ok {
			r.complain(named.name[key], "pack.unknown_fact", "fact", key)
		}
	}
	derived := r.object(top.keys["derived"])
	for _, key := range derivedFacts {
		v.add(derived, cases.FactDecl{Key: key, Type: cases.FactBool})
	}
	v.readPast(r, top)
	v.grounds = v.index["grounds"]
	v.situation = &Vocabulary{index: map[string]int{}, words: v.words, units: v.units}
	for _, d := range situationFacts {
		v.situation.add(r.object(top.keys["situation"]), d)
	}
	return v
}

func (v *Vocabulary) readPast(r *reader, top object) {
	keys, at := r.words(top.keys["past"])
	for i, key := range keys {
		if _, ok := v.index[key]; !ok {
			r.complain(at[i], "pack.unknown_fact", "fact", key)
		}
		v.past[key] = true
	}
}

// derivedFacts are booleans that the engine works out; packs may name them in
// objection grounds, nobody may hand them in.
var derivedFacts = []string{pastLongest: "past_longest", pastRetention: "past_retention", pastStated: "past_stated", neverPublished: "never_published"}

// Their places after the declared facts.
const (
	pastLongest = iota
	pastRetention
	pastStated
	neverPublished
)

func (v *Vocabulary) add(named object, d cases.FactDecl) {
	f := factTerm{FactDecl: d}
	if n, ok := named.keys[d.Key]; ok {
		o := named.r.object(n, "term", "unit", "values")
		f.term, f.unit = o.must("term"), o.text("unit")
		if len(d.Values) > 0 {
			terms := o.r.texts(o, "values")
			for _, value := range d.Values {
				f.terms = append(f.terms, terms[value])
				if terms[value] == "" {
					o.r.complain(n, "pack.missing", "key", value)
				}
			}
		}
	} else {
		named.r.complain(named.at, "pack.missing", "key", d.Key)
	}
	f.unsaid = f.term + v.words["equals"] + v.words["unknown"]
	for n := range f.choices() {
		f.said = append(f.said, f.term+v.words["equals"]+f.text(v, int64(n)))
	}
	v.index[d.Key] = len(v.facts)
	v.facts = append(v.facts, f)
}

// choices is how many values an enum or a boolean has; 0 for other facts.
func (f *factTerm) choices() int {
	switch f.Type {
	case cases.FactEnum:
		return len(f.terms)
	case cases.FactBool:
		return 2
	}
	return 0
}

func (r *reader) texts(o object, key string) map[string]string {
	out := map[string]string{}
	n, ok := o.keys[key]
	if !ok {
		return out
	}
	m := r.object(n)
	for _, k := range m.list {
		out[k] = m.text(k)
	}
	return out
}

// period gives 3 个月, or the word for nothing.
func (v *Vocabulary) period(n int, unit string) string {
	if n == 0 {
		return v.words["nothing"]
	}
	return strconv.Itoa(n) + " " + v.units[unit]
}

// value gives a fact's value in Chinese.
func (v *Vocabulary) value(fact int, x *cases.FactCells) string {
	f := &v.facts[fact]
	if !x.Has(fact) {
		return v.words["unknown"]
	}
	return f.text(v, x.N[fact])
}

func (f *factTerm) text(v *Vocabulary, n int64) string {
	switch f.Type {
	case cases.FactEnum:
		return f.terms[n]
	case cases.FactSet:
		if n == 0 {
			return v.words["nothing"]
		}
		return f.named(v, uint64(n))
	case cases.FactDate:
		return dateOf(n).String()
	case cases.FactMoney:
		return yuan(n) + v.words["unit_money"]
	case cases.FactTerm:
		return v.period(int(n), string(cases.Months))
	}
	if n == 1 {
		return v.words["yes"]
	}
	return v.words["no"]
}

// named lists the values of a mask.
func (f *factTerm) named(v *Vocabulary, mask uint64) string {
	var out []string
	for i, t := range f.terms {
		if mask>>i&1 == 1 {
			out = append(out, t)
		}
	}
	return strings.Join(out, v.words["list"])
}

// yuan prints 分 as 元, with two decimals only where there are 分.
func yuan(fen int64) string {
	s := strconv.FormatInt(fen/100, 10)
	if rest := fen % 100; rest != 0 {
		s += "." + strconv.Itoa(int(rest/10)) + strconv.Itoa(int(rest%10))
	}
	return s
}

var epoch = cases.DateOf(1970, 1, 1)

func dateOf(n int64) cases.Date   { return epoch.Add(int(n)) }
func numberOf(d cases.Date) int64 { return int64(d.Sub(epoch)) }
