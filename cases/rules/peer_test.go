package rules

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/vm"

	"casedesk/cases"
)

// BenchmarkPeer tries the severity tables and the conditions of the criteria of every
// ruleset on the records of the mix, here and in expr-lang/expr, turn by turn. Both
// get the record as it comes and make their own form of it. x-whole is a whole verdict,
// with its trace, days, clocks and sentences, beside the peer's tables alone.
func BenchmarkPeer(b *testing.B) {
	book, d := shippedBook(b), newDrawn(b, 2000)
	peer := newPeer(b, book)
	var ours, theirs, whole time.Duration
	i, known := 0, 0
	for b.Loop() {
		n := i % len(d.facts)
		start := b.Elapsed()
		mine := rowsHere(b, book, &d.facts[n])
		ours += b.Elapsed() - start
		start = b.Elapsed()
		other := peer.rows(b, &d.facts[n])
		theirs += b.Elapsed() - start
		start = b.Elapsed()
		d.judge(b, book, n)
		whole += b.Elapsed() - start
		for k, row := range mine {
			if row.sure && row.place != other[k] {
				b.Fatalf("%s: row %d here, %d there: %+v", peer.packs[k].p.ID, row.place, other[k], d.facts[n])
			} else if row.sure {
				known++
			}
		}
		i++
	}
	if known == 0 {
		b.Fatal("no record had the answer of both")
	}
	per := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / float64(i) / 1000 }
	b.ReportMetric(per(ours), "µs-tables")
	b.ReportMetric(per(theirs), "µs-peer")
	b.ReportMetric(float64(theirs)/float64(ours), "x-tables")
	b.ReportMetric(per(whole)/per(theirs), "x-whole")
}

// fell is the row of a table that a record falls on; sure where no unknown fact
// stood before it.
type fell struct {
	place int
	sure  bool
}

// rowsHere finds the row of every table, and tries every criterion.
func rowsHere(t testing.TB, b *Book, f *cases.Facts) (out []fell) {
	x, err := f.Cells()
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range b.packs {
		if len(p.table.rows) == 0 {
			continue
		}
		row := fell{-1, true}
		if p.covers.eval(&x) == cases.TriYes {
			for i := range p.table.rows {
				held := p.table.rows[i].when.eval(&x)
				row.sure = row.sure && held != cases.TriUnknown
				if held == cases.TriYes {
					row.place = i
					break
				}
			}
			for i := range p.criteria {
				p.criteria[i].met.eval(&x)
			}
		}
		out = append(out, row)
	}
	return out
}

// peer is the same tables as programs of the other engine.
type peer struct {
	words *Vocabulary
	packs []peerPack
}

type peerPack struct {
	p              *Pack
	covers         *vm.Program
	rows, criteria []*vm.Program
}

func newPeer(t testing.TB, b *Book) peer {
	out := peer{words: b.words}
	for _, p := range b.packs {
		if len(p.table.rows) == 0 {
			continue
		}
		one := peerPack{p: p, covers: out.program(t, &p.covers)}
		for i := range p.table.rows {
			one.rows = append(one.rows, out.program(t, &p.table.rows[i].when))
		}
		for i := range p.criteria {
			one.criteria = append(one.criteria, out.program(t, &p.criteria[i].met))
		}
		out.packs = append(out.packs, one)
	}
	return out
}

func (p peer) program(t testing.TB, c *condition) *vm.Program {
	t.Helper()
	code := p.source(c)
	out, err := expr.Compile(code, expr.Env(p.env(&cases.Facts{})), expr.AsBool())
	if err != nil {
		t.Fatalf("%s: %v", code, err)
	}
	return out
}

// source writes a condition in the peer's language.
func (p peer) source(c *condition) string {
	var kids []string
	for i := range c.kids {
		kids = append(kids, "("+p.source(&c.kids[i])+")")
	}
	switch c.op {
	case opAlways:
		return "true"
	case opAll:
		return strings.Join(kids, " && ")
	case opAny:
		return strings.Join(kids, " || ")
	case opNone:
		return "!(" + strings.Join(kids, " || ") + ")"
	}
	f := &p.words.facts[c.fact]
	var values []string
	for i, v := range f.Values {
		if c.mask>>i&1 == 1 {
			values = append(values, fmt.Sprintf("%q", v))
		}
	}
	list := "[" + strings.Join(values, ", ") + "]"
	switch c.op {
	case opIn:
		return f.Key + " in " + list
	case opHasAny:
		return "any(" + f.Key + ", # in " + list + ")"
	case opHasAll:
		return "all(" + list + ", # in " + f.Key + ")"
	case opHasNone:
		return "none(" + f.Key + ", # in " + list + ")"
	case opOnly:
		return "len(" + f.Key + ") > 0 && all(" + f.Key + ", # in " + list + ")"
	}
	var parts []string
	if c.lo != math.MinInt64 {
		parts = append(parts, fmt.Sprintf("%s >= %d", f.Key, c.lo))
	}
	if c.hi != math.MaxInt64 {
		parts = append(parts, fmt.Sprintf("%s <= %d", f.Key, c.hi))
	}
	return strings.Join(parts, " && ")
}

// env gives the facts as the peer wants them: text, lists of text, whole numbers;
// -1 is a number that is not known.
func (p peer) env(f *cases.Facts) map[string]any {
	x, _ := f.Cells()
	out := make(map[string]any, p.words.declared)
	for i := range p.words.facts[:p.words.declared] {
		d := &p.words.facts[i]
		switch {
		case d.Type == cases.FactSet:
			list := []string{}
			for k, v := range d.Values {
				if x.N[i]>>k&1 == 1 {
					list = append(list, v)
				}
			}
			out[d.Key] = list
		case d.Type == cases.FactEnum && x.Has(i):
			out[d.Key] = d.Values[x.N[i]]
		case d.Type == cases.FactEnum:
			out[d.Key] = ""
		case x.Has(i):
			out[d.Key] = int(x.N[i])
		default:
			out[d.Key] = -1
		}
	}
	return out
}

// rows finds the row of every table, and tries every criterion.
func (p peer) rows(t testing.TB, f *cases.Facts) (out []int) {
	env, machine := p.env(f), vm.VM{}
	holds := func(program *vm.Program) bool {
		v, err := machine.Run(program, env)
		if err != nil {
			t.Fatal(err)
		}
		return v.(bool)
	}
	for i := range p.packs {
		pack := &p.packs[i]
		row := -1
		if holds(pack.covers) {
			for k, r := range pack.rows {
				if holds(r) {
					row = k
					break
				}
			}
			for _, c := range pack.criteria {
				holds(c)
			}
		}
		out = append(out, row)
	}
	return out
}
