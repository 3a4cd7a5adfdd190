package wire

import (
	"context"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/sqlite"
)

// closed receives n repairs and withdraws them; every tenth was judged before.
func closed(w *world, n int) *sqlite.Session {
	ctx, step := context.Background(), must[cases.Case](w.t)
	d := w.sit(cases.Authority, cases.Clerk)
	for i := range n {
		c := step(d.Receive(ctx, repairApplication()))
		if i%10 == 0 {
			c = step(d.JudgeCase(ctx, c.ID, fulfilled(d.StartFacts(c)), office.Choice{Ruleset: "R36", Reason: "申请日在 2026-04-01 之后"}))
		}
		step(d.Do(ctx, c.ID, cases.WithdrawnAct{On: d.Today()}))
	}
	return d.Store.(*sqlite.Session)
}

// shorter is R36 with another shortest period; it need not pass its stories here.
func shorter(t testing.TB) rules.Bundle {
	b, err := rules.Bundled(assets.Packs(), "R36", cases.MustDate("2026-10-12"), "试")
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Files {
		b.Files[i].Text = strings.Replace(b.Files[i].Text, "class: GENERAL, min: {n: 3, unit: month}", "class: GENERAL, min: {n: 2, unit: month}", 1)
	}
	fsys, err := b.FS()
	if err != nil {
		t.Fatal(err)
	}
	if b, err = rules.Bundled(fsys, "R36", b.On, b.Correction); err != nil {
		t.Fatal(err)
	}
	return b
}

// A rehearsal goes through every page of the closed cases, leaves open ones
// alone, and says the same digest whenever nothing changed.
func TestRehearsalGoesThroughEveryClosedCase(t *testing.T) {
	w := newWorld(t)
	s := closed(w, 503) // one page and a little more
	must[cases.Case](t)(w.sit(cases.Authority, cases.Clerk).Receive(context.Background(), repairApplication()))
	var seen []Rehearsed
	first, err := w.tools.Rehearse(context.Background(), s, shorter(t), func(r Rehearsed) error { seen = append(seen, r); return nil })
	if err != nil || first.Cases != 503 || first.Judged != 51 || first.Changed != 51 || len(seen) != 51 || first.Rows["R36/R36-PUB-GEN"] != 51 {
		t.Fatalf("%+v, %d listed, %v", first, len(seen), err)
	}
	for _, r := range seen {
		if r.Number == "" || r.Case.IsZero() || r.Shifts[0].Row != "R36-PUB-GEN" {
			t.Errorf("listed %+v", r)
		}
	}
	again, err := w.tools.Rehearse(context.Background(), s, shorter(t), func(Rehearsed) error { return nil })
	if err != nil || again.Seen != first.Seen {
		t.Errorf("the digest is another: %v", err)
	}
	stop := cases.Fail(cases.Exhausted, "deskctl.stopped")
	if _, err := w.tools.Rehearse(context.Background(), s, shorter(t), func(Rehearsed) error { return stop }); cases.KeyOf(err) != "deskctl.stopped" {
		t.Errorf("whoever lists is not heard: %v", err)
	}
}

// BenchmarkRehearse judges the closed cases of a store again by two books.
func BenchmarkRehearse(b *testing.B) {
	w := newWorld(b)
	const n = 200
	s, pack := closed(w, n), shorter(b)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := w.tools.Rehearse(context.Background(), s, pack, func(Rehearsed) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N)/n, "µs/case")
}
