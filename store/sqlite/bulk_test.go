package sqlite

import (
	"context"
	"iter"
	"testing"
	"time"

	"casedesk/cases"
	"casedesk/store/sample"
)

// crowd is a store of the authority with n made-up cases.
func crowd(t testing.TB, w *world, st *Store, n, long int) map[cases.Role]*Session {
	hands := map[cases.Role]*Session{cases.Clerk: w.signIn(st, handlerID), cases.Reviewer: w.signIn(st, reviewerID), cases.Signer: w.signIn(st, signerID)}
	plan := sample.Plan{Cases: n, Seed: 7, Office: authorityID, Short: "示例认定", Hands: []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer},
		Today: time.Date(2026, 11, 20, 1, 0, 0, 0, time.UTC), Long: long}
	must(t, hands[cases.Clerk].FileAll(context.Background(), filedBy(hands, plan.All())))
	return hands
}

// filedBy gives each act to the session of its hand.
func filedBy(hands map[cases.Role]*Session, all iter.Seq[sample.Case]) iter.Seq[Filed] {
	return func(yield func(Filed) bool) {
		for c := range all {
			f := Filed{Case: c.ID}
			for _, a := range c.Acts {
				f.Acts = append(f.Acts, FiledAct{hands[a.By], a.At, a.Does})
			}
			if !yield(f) {
				return
			}
		}
	}
}

// A store that was filled at once is what acts one by one would have made: whole
// chain, sound events, tables that follow from the log.
func TestManyCasesTakenInAtOnceAreSound(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(authorityID))
	hands := crowd(t, w, st, 300, 200)
	s := hands[cases.Clerk]
	before, err := projectionSum(ctx, st.read)
	must(t, err)
	must(t, s.Rebuild(ctx))
	after, err := projectionSum(ctx, st.read)
	must(t, err)
	if before != after {
		t.Error("a rebuild changes the tables")
	}
	if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 || report.Cases != 300 || report.Events < 600 {
		t.Errorf("%+v, %v", report, err)
	}
	rows, err := s.Rows(ctx, cases.Queue{Limit: 500})
	if err != nil || len(rows) != 300 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	c := act(t, s, rows[0].Case, cases.EvidenceAct{Name: "缴款凭证"}) // and work goes on from there
	if len(c.Evidence) == 0 {
		t.Error("the next act is lost")
	}
}
