package rules

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"casedesk/assets"
	"casedesk/cases"
)

// One value changed anywhere in a pack breaks a story of that pack: at least 95 of
// a hundred changed numbers and dates are caught, as many turned yes and no (the
// marks of checked articles among them) and exchanged words. The shares and the survivors are
// logged; BenchmarkMutants prints the share of the numbers.
func TestStoriesCatchAChangedValue(t *testing.T) {
	for _, name := range []string{"number", "flag", "word"} {
		c := changed(t, name)
		t.Logf("%s: %s", name, c)
		for _, s := range c.survivors {
			t.Log(s)
		}
		if c.total() < 200 || c.share() < 95 {
			t.Errorf("too few changed values are caught: %s: %s", name, c)
		}
	}
}

// BenchmarkMutants prints how many of a hundred changed figures the stories catch.
func BenchmarkMutants(b *testing.B) {
	for b.Loop() {
		c := changed(b, "number")
		b.ReportMetric(c.share(), "%caught")
		b.ReportMetric(float64(c.total()), "figures")
	}
}

// catch is what became of all mutants.
type catch struct {
	story, refused int
	survivors      []string
}

func (c catch) total() int     { return c.story + c.refused + len(c.survivors) }
func (c catch) share() float64 { return 100 * float64(c.story+c.refused) / float64(c.total()) }
func (c catch) String() string {
	return fmt.Sprintf("%d changed: %d break a story, %d are refused, %d survive: %.1f %% are caught",
		c.total(), c.story, c.refused, len(c.survivors), c.share())
}

// changed tries every mutant of one sort in every pack, on all cores.
func changed(t testing.TB, sort string) (c catch) {
	t.Helper()
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t, cal)
	var wait sync.WaitGroup
	var one sync.Mutex
	for _, p := range b.packs {
		all := mutants(t, p.ID)
		wait.Go(func() {
			for _, m := range all {
				if m.sort != sort {
					continue
				}
				how := b.caught(p, m)
				one.Lock()
				switch how {
				case "story":
					c.story++
				case "refused":
					c.refused++
				default:
					c.survivors = append(c.survivors, fmt.Sprintf("%s/%s:%d: %s is taken as %s", p.ID, m.file, m.line, m.was, m.is))
				}
				one.Unlock()
			}
		})
	}
	wait.Wait()
	slices.Sort(c.survivors)
	return c
}

// Each of the ten conflicts between old and new rules that the standards committee
// named has a story by its name.
func TestEachNamedConflictHasAStory(t *testing.T) {
	b := newBench(t, cases.Calendar{})
	told := map[string]int{}
	for _, stories := range b.stories {
		for _, s := range stories {
			name, _, _ := strings.Cut(s.title, " ")
			told[name]++
		}
	}
	for i := range 10 {
		if name := fmt.Sprintf("T%d", i+1); told[name] == 0 {
			t.Errorf("no story is named %s", name)
		}
	}
}
