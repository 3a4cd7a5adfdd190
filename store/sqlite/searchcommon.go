package sqlite

import (
	"context"
	"slices"
	"strings"

	"casedesk/cases"
)

// commonness tells how many of a sample of lines hold a gram. A company's name has
// a dozen, and to walk the lists of 公司 and 深圳 at every step for the sake of the
// one rare gram is what a search in a million cases would spend its time on.
type commonness struct {
	of map[string]int
	to int64 // the last line when the sample was taken
}

const (
	samplePlaces = 40
	sampleRun    = 25 // lines from each place on
	mostAsked    = 4  // grams of one way that the index is asked for; hits are verified anyway
)

// rarest gives those of the grams, of which a hit holds every one, that tell most.
// Where the sample tells nothing, the end tells more than the beginning.
func (c commonness) rarest(grams []string) []string {
	slices.Reverse(grams)
	slices.SortStableFunc(grams, func(a, b string) int { return c.of[a] - c.of[b] })
	out := grams[:0]
	for _, g := range grams {
		if len(out) < mostAsked && !slices.Contains(out, g) {
			out = append(out, g)
		}
	}
	return out
}

// is tells whether a gram is one of those that tell little.
func (c commonness) is(gram string) bool { return c.of[gram] > sampleRun*samplePlaces/50 }

// common gives the sample, which is taken anew once the store has doubled.
func (s *Session) common(ctx context.Context) (commonness, error) {
	var last int64
	err := s.store.read.QueryRowContext(ctx, "SELECT coalesce(max(id), 0) FROM case_row").Scan(&last)
	if err != nil {
		return commonness{}, fault(err)
	}
	s.mu.RLock()
	held := s.grams
	s.mu.RUnlock()
	if held.of != nil && last <= 2*held.to {
		return held, nil
	}
	fresh := commonness{map[string]int{}, last}
	seen := int64(0)
	for place := range int64(samplePlaces) {
		if seen, err = s.sample(ctx, fresh, max(seen+1, place*(last/samplePlaces))); err != nil {
			return fresh, err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.data == nil {
		return fresh, cases.Fail(cases.Locked, "store.closed") // grams are of names: they go with the keys
	}
	s.grams = fresh
	return fresh, nil
}

// WarmSearch gets ready what a first search needs: the word files and the sample. It
// may be called behind the first page; a search that does not wait for it does the same.
func (s *Session) WarmSearch(ctx context.Context) error {
	if _, err := s.caseKeys(); err != nil {
		return err
	}
	_, err := s.common(ctx)
	return err
}

// sample counts the grams of a run of lines and gives the last of them.
func (s *Session) sample(ctx context.Context, into commonness, from int64) (last int64, err error) {
	last = from
	rows, err := s.store.read.QueryContext(ctx, "SELECT id, party, number, doc_number, words FROM case_row WHERE id >= ? ORDER BY id LIMIT ?", from, sampleRun)
	if err != nil {
		return last, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		var party, number, document, words string
		if err := rows.Scan(&last, &party, &number, &document, &words); err != nil {
			return last, fault(err)
		}
		code, _, _ := strings.Cut(words, "\n")
		for gram := range strings.FieldsSeq(soughtIn(party, code, nil, numbersIn(number, document, words)...).grams()) {
			into.of[gram]++
		}
	}
	return last, fault(rows.Err())
}
