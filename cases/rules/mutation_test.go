package rules

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"casedesk/assets"
	"casedesk/cases"
)

// One figure changed anywhere in a pack breaks a story of that pack: at least 95
// of a hundred such changes are caught. The figure and the survivors are printed.
func TestStoriesCatchAChangedFigure(t *testing.T) {
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	b := newBench(t, cal)
	var wait sync.WaitGroup
	type answer struct {
		m     mutant
		pack  string
		found string
	}
	answers := make(chan answer)
	for _, p := range b.packs {
		all := mutants(t, p.ID)
		wait.Go(func() {
			for _, m := range all {
				answers <- answer{m, p.ID, b.caught(p, m)}
			}
		})
	}
	go func() { wait.Wait(); close(answers) }()
	count := map[string]int{}
	var survivors []string
	for a := range answers {
		count[a.found]++
		if a.found == "" {
			survivors = append(survivors, fmt.Sprintf("%s/%s:%d: %s is taken as %s", a.pack, a.m.file, a.m.line, a.m.was, a.m.is))
		}
	}
	total := count[""] + count["refused"] + count["story"]
	share := 100 * float64(total-count[""]) / float64(total)
	t.Logf("%d changed figures: %d break a story, %d are refused, %d survive: %.1f %% are caught", total, count["story"], count["refused"], count[""], share)
	for _, s := range survivors {
		t.Log(s)
	}
	if total < 200 || share < 95 {
		t.Errorf("only %.1f %% of %d changed figures are caught", share, total)
	}
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
