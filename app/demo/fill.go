package demo

import (
	"context"
	"iter"
	"path/filepath"
	"time"

	"casedesk/cases"
	"casedesk/store/sample"
	"casedesk/store/sqlite"
)

// Crowd says what made-up cases a store is filled with.
type Crowd struct {
	Cases int
	Seed  uint64    // one seed makes the same cases again, with other keys and signatures
	Today time.Time // the day on which the last of them came
	Done  func(int) // told now and then how many are taken in
}

// crowdLong is how many events the longest case of a crowd has, one less than these
// papers.
const crowdLong = 1999

// Fill takes a crowd into the authority's store below dir, signed by its three
// accounts, and gives the store's folder. It is Forbidden where the store is
// no sample and a Conflict where it has cases.
func Fill(ctx context.Context, dir string, c Crowd) (string, error) {
	folder := filepath.Join(dir, "authority")
	store, err := sqlite.Open(ctx, folder, sqlite.Options{})
	if err != nil {
		return "", err
	}
	defer store.Close()
	if !store.Sample() {
		return "", cases.Fail(cases.Forbidden, "demo.not_sample")
	}
	hands := map[cases.Role]*sqlite.Session{}
	p := sample.Plan{Cases: c.Cases, Seed: c.Seed, Office: store.Office(), Today: c.Today, Long: min(crowdLong, c.Cases)}
	var first *sqlite.Session
	for _, a := range store.Accounts() {
		s, err := store.Unlock(ctx, a.ID, PassPhrase)
		if err != nil {
			return "", err
		}
		defer s.Close()
		o, account, _ := store.Directory().OfficeOf(a.ID)
		hands[account.Roles[0]], first, p.Short = s, s, o.Short
		p.Hands = append(p.Hands, account.Roles[0])
	}
	n, err := first.Count(ctx, cases.Filter{})
	if err != nil {
		return "", err
	}
	if n > 0 {
		return "", cases.Fail(cases.Conflict, "demo.not_empty")
	}
	return folder, first.FileAll(ctx, filed(hands, p.All(), c.Done))
}

// filed gives each act to the session of its hand.
func filed(hands map[cases.Role]*sqlite.Session, all iter.Seq[sample.Case], done func(int)) iter.Seq[sqlite.Filed] {
	const beat = 50_000
	return func(yield func(sqlite.Filed) bool) {
		n := 0
		for c := range all {
			f := sqlite.Filed{Case: c.ID, Acts: make([]sqlite.FiledAct, len(c.Acts))}
			for i, a := range c.Acts {
				f.Acts[i] = sqlite.FiledAct{By: hands[a.By], At: a.At, Does: a.Does}
			}
			if !yield(f) {
				return
			}
			if n++; n%beat == 0 && done != nil {
				done(n)
			}
		}
	}
}
