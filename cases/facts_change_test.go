package cases

import (
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// A fact set is the only one that differs, taken away it is unknown and the rest
// stays; what Written writes Number reads.
func TestOneFactChanges(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := anyFacts(t)
		d := rapid.SampledFrom(FactDecls()).Draw(t, "fact")
		other := anyFacts(t)
		c, _ := other.Cells()
		at := 0
		for i := range FactDecls() {
			if FactDecls()[i].Key == d.Key {
				at = i
			}
		}
		x, _ := f.Cells()
		less, err := f.Without(d.Key)
		y, _ := less.Cells()
		if err != nil || y.Has(at) || !reflect.DeepEqual(less.ClassChosen, f.ClassChosen) {
			t.Fatalf("without %s: %v", d.Key, err)
		}
		x.Known, y.Known = x.Known&^(1<<at), y.Known&^(1<<at)
		x.N[at], y.N[at] = 0, 0
		if x != y {
			t.Fatalf("without %s other facts changed", d.Key)
		}
		if !c.Has(at) {
			return
		}
		more, ok := less.With(d.Key, c.N[at])
		z, _ := more.Cells()
		if !ok || !z.Has(at) || z.N[at] != c.N[at] {
			t.Fatalf("with %s: %v", d.Key, z.N[at])
		}
		written := strings.Split(d.Written(c.N[at]), ",")
		if d.Type == FactSet && written[0] == NoMember {
			written = nil
		}
		if n, ok := d.Number(written...); !ok || n != c.N[at] {
			t.Fatalf("%s is written %q and read as %d", d.Key, d.Written(c.N[at]), n)
		}
	})
	if _, ok := (Facts{}).With("duty", 1); ok {
		t.Error("a fact that is not declared was set")
	}
}
