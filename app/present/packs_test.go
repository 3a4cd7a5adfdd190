package present_test

import (
	"context"
	"slices"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
	"casedesk/cases/rules"
)

// rack is a shelf of packs that answers as the test says.
type rack struct {
	versions []present.PackVersion
	ready    error
	used     []string
	seen     string
}

func (r *rack) Versions(context.Context) ([]present.PackVersion, error) { return r.versions, nil }

func (r *rack) Ready(_ context.Context, hashes []string) (out []rules.PackChanges, err error) {
	for _, h := range hashes {
		out = append(out, rules.PackChanges{Ruleset: "R" + h, Hash: h, Changes: []rules.RowChange{{Row: "ROW-" + h, Was: "3", Now: "5"}}})
	}
	return out, r.ready
}

func (r *rack) Rehearse(_ context.Context, hashes []string, each func(present.RehearsedCase) error) (present.RehearsalSum, error) {
	err := each(present.RehearsedCase{Number: "N1", On: cases.MustDate("2026-10-01"), Shifts: []rules.Shift{{What: "clock", Was: "3", Now: "5", Ruleset: "P22", Row: "P22-T-ACCEPT"}}})
	return present.RehearsalSum{Cases: 2, Judged: 2, Changed: 1, Seen: "seen" + hashes[0]}, err
}

func (r *rack) Activate(_ context.Context, hashes []string, seen string) error {
	r.used, r.seen = hashes, seen
	for i := range r.versions {
		r.versions[i].Active = r.versions[i].Active || slices.Contains(hashes, r.versions[i].Hash)
	}
	return nil
}

func versions(t *testing.T, r *rack, roles ...cases.Role) (*present.Packs, present.Session, *jobs) {
	s := sitting(t, &shelf{})
	s.Packs, s.Work.Account.Roles = r, roles
	job := &jobs{}
	p := present.NewPacks(job, s)
	p.Refresh()
	job.run()
	speak(t, p.View())
	return p, s, job
}

func shelved() *rack {
	return &rack{versions: []present.PackVersion{
		{Ruleset: "P22", Title: "甲", Hash: "000000000000000", From: cases.MustDate("2025-06-22"), Shipped: true, Active: true},
		{Ruleset: "P22", Title: "甲", Hash: "111111111111111", Made: cases.MustDate("2026-10-01"), Signer: "演示根"},
		{Ruleset: "R36", Title: "乙", Hash: "222222222222222", Made: cases.MustDate("2026-10-02"), Signer: "演示根"},
	}}
}

// Two versions that belong together are chosen, rehearsed, seen, and put into use in
// one act; another choice forgets the rehearsal.
func TestVersionsAreUsedTogetherOnceTheirRehearsalWasSeen(t *testing.T) {
	r := shelved()
	p, _, job := versions(t, r, cases.Reviewer)
	if v := p.View(); v.CanUse || v.CanTry || cases.KeyOf(v.Blocked) != "packs.choose" || v.Rows[0].CanBe || !v.Rows[1].CanBe {
		t.Errorf("at first: %+v", v)
	}
	p.Tick(0) // what is in use is not chosen
	p.Tick(1)
	p.Tick(2)
	job.run()
	speak(t, p.View())
	if v := p.View(); v.Chosen != 2 || !v.CanTry || v.CanUse || len(v.Changes) != 2 || cases.KeyOf(v.Blocked) != "packs.rehearse_first" {
		t.Fatalf("chosen: %+v", v)
	}
	p.Activate()
	if job.run(); r.used != nil {
		t.Fatal("used without a rehearsal")
	}
	p.Rehearse()
	job.run()
	speak(t, p.View())
	if v := p.View(); !v.CanUse || len(v.Lines) != 1 || v.Lines[0].Row != "P22-T-ACCEPT" {
		t.Fatalf("rehearsed: %+v", v)
	}
	p.Tick(2) // another set: what was seen is of another
	job.run()
	if p.View().CanUse || !p.View().Sum.IsZero() {
		t.Error("the rehearsal of two stands for one")
	}
	p.Tick(2)
	job.run()
	p.Rehearse()
	job.run()
	p.Activate()
	job.run()
	speak(t, p.View())
	if len(r.used) != 2 || r.seen != "seen111111111111111" || p.View().Said.Key != "packs.done" || p.View().Rows[1].CanBe {
		t.Errorf("used %v, seen %s, said %+v", r.used, r.seen, p.View().Said)
	}
}

// A version with a fault cannot be rehearsed or used, and the page names the row.
func TestAFaultyVersionIsNamedByItsRow(t *testing.T) {
	r := shelved()
	r.ready = cases.Fail(cases.Invalid, "pack.faulty").Because(rules.Complaints{{File: "R36/severity.yaml", Line: 12, Key: "pack.unreachable", Args: []cases.Arg{{Name: "row", Value: "R36-CLS-ELSE"}}}})
	p, _, job := versions(t, r, cases.Signer)
	p.Tick(2)
	job.run()
	speak(t, p.View())
	v := p.View()
	if v.CanTry || v.CanUse || cases.KeyOf(v.Blocked) != "pack.unreachable" || v.Where.Args[0].Value != "R36/severity.yaml:12" {
		t.Errorf("blocked by %v at %+v", v.Blocked, v.Where)
	}
	p.Rehearse()
	p.Activate()
	if job.run(); r.used != nil {
		t.Error("used all the same")
	}
}

// Only who reviews or signs has the page.
func TestOnlyReviewersAndSignersSeeTheVersions(t *testing.T) {
	for role, want := range map[cases.Role]bool{cases.Clerk: false, cases.Reviewer: true, cases.Signer: true, cases.Admin: false, cases.Auditor: false} {
		_, s, _ := versions(t, shelved(), role)
		if got := slices.Contains(present.Frame(s).Pages, present.PagePacks); got != want {
			t.Errorf("%s: %v", role, got)
		}
	}
}
