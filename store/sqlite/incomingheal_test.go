package sqlite

import (
	"context"
	"testing"

	"casedesk/cases"
)

// confirmed gives the events of a store that have a receipt, in the library's order.
func confirmed(t testing.TB, s *Session) (events []cases.Envelope, receipts []cases.Receipt) {
	t.Helper()
	rows, err := s.store.read.QueryContext(context.Background(),
		"SELECT e.header, e.sig, e.body, r.event, r.position, r.at, r.sig FROM event e JOIN receipt r ON r.event = e.hash ORDER BY r.position")
	must(t, err)
	defer rows.Close()
	for rows.Next() {
		var e cases.Envelope
		var r cases.Receipt
		var h []byte
		must(t, rows.Scan(&e.Header, &e.Sig, &e.Body, &h, &r.Position, &r.At, &r.Sig))
		r.Event = cases.Hash(h)
		events, receipts = append(events, e), append(receipts, r)
	}
	must(t, rows.Err())
	return events, receipts
}

// spoil changes rows of the log behind the store's back.
func spoil(dir, change string) error {
	return run(dir, `DROP TRIGGER event_is_never_changed; `+change+`;
		CREATE TRIGGER event_is_never_changed BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, 'the log is never changed'); END;`)
}

// An event that is here, but not as it was signed, is put right when it comes again;
// the same bytes with a mistake in them change nothing.
func TestAnEventThatComesAgainHealsADamagedOne(t *testing.T) {
	ctx := context.Background()
	w, dir, _, want := rotting(t, CipherAdiantum)
	sound, first, err := entered(dir, Options{Now: w.clock, Ballast: -1})
	must(t, err)
	events, receipts := confirmed(t, first)
	must(t, sound.Close())
	// Event 5 is the second of the second case.
	for name, change := range map[string]string{
		"header":   "header = CAST(header || x'00' AS BLOB)",
		"no head":  "header = x'00'",
		"sig":      "sig = zeroblob(length(sig))",
		"body":     "body = zeroblob(length(body))",
		"no body":  "body = NULL",
		"case":     "case_id = (SELECT case_id FROM event WHERE id = 20)",
		"new case": "case_id = zeroblob(16)",
		"place":    "seq = seq + 90000",
		"clock":    "clock = clock + 1",
	} {
		t.Run(name, func(t *testing.T) {
			bad := copyStore(t, dir)
			must(t, spoil(bad, "UPDATE event SET "+change+" WHERE id IN (5, 12)"))
			st, s, err := entered(bad, Options{Now: w.clock, Ballast: -1})
			must(t, err)
			defer st.Close()
			if report, err := s.Check(ctx); err != nil || len(report.Trouble) == 0 {
				t.Errorf("the check found %v, %v", report.Trouble, err)
			}
			wrong := append([]cases.Envelope{}, events...)
			for _, i := range []int{4, 11} {
				wrong[i].Body = append([]byte{1}, wrong[i].Body...)
			}
			if _, err := s.Receive(ctx, wrong, receipts, nil, "1"); err != nil {
				t.Errorf("with a mistake: %v", err)
			}
			if all(t, s) == want {
				t.Error("bytes that prove nothing healed it")
			}
			if _, err := s.Receive(ctx, events, receipts, nil, "2"); err != nil {
				t.Fatal(err)
			}
			if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 || all(t, s) != want {
				t.Errorf("it is not what it was; the check found %v, %v", report.Trouble, err)
			}
			_, err = st.write.ExecContext(ctx, "UPDATE event SET clock = 1 WHERE id = 1")
			if err == nil {
				t.Error("the log may be changed now")
			}
		})
	}
}
