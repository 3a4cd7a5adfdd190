package library_test

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"testing"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// Work, back up, work on, sync, lose the machine, restore, sync: nothing is there
// twice, what came after the backup comes back, the library takes the new epoch,
// and no number is given twice.
func TestALostMachineComesBackFromItsBackup(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	window, authority := s.desktop(t, s.Window), s.desktop(t, s.Authority)
	sync := func(local *sqlite.Session) replica.Report {
		t.Helper()
		d := s.Window
		if local == authority {
			d = s.Authority
		}
		report, err := s.client(d, nil).Sync(ctx, local)
		if err != nil {
			t.Fatal(err)
		}
		return report
	}
	sync(window)
	sync(authority)
	day := cases.MustDate("2026-03-02")
	receive := func(local *sqlite.Session, id cases.ID) cases.Hash {
		t.Helper()
		number, err := local.NextReceiptNumber(ctx, "示例", day)
		if err != nil {
			t.Fatal(err)
		}
		made, err := local.Act(ctx, id, cases.Hash{}, nil, cases.ReceivedAct{Number: number, Matter: cases.Repair, Office: s.Window.Office,
			Party: cases.Party{Name: "示例商贸有限公司"}, On: day})
		if err != nil {
			t.Fatal(err)
		}
		return made[0].Hash
	}
	sent, unsent, later, never := caseOf(1), caseOf(2), caseOf(3), caseOf(4)
	receive(window, sent)
	sync(window)
	head := receive(window, unsent)
	dir := t.TempDir()
	if _, err := window.Backup(ctx, sqlite.Backups{Dir: dir}, nil); err != nil {
		t.Fatal(err)
	}
	blob, key, size, err := window.PutBlob(ctx, bytes.NewReader([]byte("scan")))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := window.Act(ctx, unsent, head, nil, cases.EvidenceAct{Blob: blob, Key: key, Size: size},
		cases.ForwardedAct{To: s.Authority.Office, ToName: "示例", On: day}); err != nil {
		t.Fatal(err)
	}
	if err := window.ShareCase(ctx, unsent, s.Authority.Office); err != nil {
		t.Fatal(err)
	}
	receive(window, later)
	sync(window)
	sync(authority)
	c, err := authority.Case(ctx, unsent)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := authority.Act(ctx, unsent, c.Head, nil, cases.AcceptedAct{On: day}); err != nil {
		t.Fatal(err)
	}
	sync(authority)
	receive(window, never) // lost with the machine
	lost, err := window.Headers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	window.Store().Close()

	to := filepath.Join(t.TempDir(), "store")
	unlock := func(st *sqlite.Store) (*sqlite.Session, error) { return st.Unlock(ctx, s.Window.Account, "demo") }
	restored, err := sqlite.Restore(ctx, dir, to, sqlite.Options{}, unlock)
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(ctx, to, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	back, err := unlock(store)
	if err != nil {
		t.Fatal(err)
	}
	fresh := caseOf(5)
	receive(back, fresh) // at once, before any sync
	report := sync(back)
	if report.Pushed != 2 || report.Conflicts != 0 || len(report.SetAside) != 0 {
		t.Errorf("the first sync after the restore: %+v", report)
	}
	is, err := back.Case(ctx, unsent)
	if err != nil || is.State != cases.Accepted || len(is.Evidence) != 1 || len(is.Conflicts) != 0 {
		t.Fatalf("the case came back %s, %v", is.State, err)
	}
	if file, err := back.Blob(ctx, blob, key); err != nil || string(file) != "scan" {
		t.Errorf("the file came back as %q, %v", file, err)
	}
	if _, err := back.Case(ctx, later); err != nil {
		t.Error(err)
	}
	if _, err := back.Case(ctx, never); cases.KindOf(err) != cases.NotFound {
		t.Errorf("what was never sent: %v", err)
	}
	s.proveRestored(t, back, lost, restored)
	sync(authority)
	if again := sync(back); again.Pushed != 0 || again.Pulled != 0 {
		t.Errorf("again: %+v", again)
	}
}

// proveRestored holds the restored log against the library's and the lost one.
func (s *town) proveRestored(t *testing.T, back *sqlite.Session, lost []sqlite.Listed, r sqlite.Restored) {
	t.Helper()
	ctx := context.Background()
	at, seen := atCentre(t, s), map[cases.Hash]bool{}
	for _, h := range at {
		if seen[h] {
			t.Error("an event is at the library twice")
		}
		seen[h] = true
	}
	have, err := back.Headers(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if len(have) != len(at) {
		t.Errorf("%d events here, %d at the library", len(have), len(at))
	}
	for _, e := range lost[:len(lost)-1] {
		if !slices.ContainsFunc(have, func(h sqlite.Listed) bool { return h.Hash == e.Hash && h.Position != 0 }) {
			t.Errorf("event %d did not come back", e.Header.Seq)
		}
	}
	if epoch, err := back.Epoch(ctx); err != nil || epoch != r.Epoch || epoch == 1 {
		t.Errorf("epoch %d, %v", epoch, err)
	}
	numbers := map[string]bool{}
	for n := range 6 {
		if c, err := back.Case(ctx, caseOf(n)); err == nil && c.Number != "" {
			if numbers[c.Number] {
				t.Errorf("the 收件号 %s stands on two cases", c.Number)
			}
			numbers[c.Number] = true
		}
	}
	if report, err := back.Check(ctx); err != nil || len(report.Trouble) != 0 || len(numbers) != 4 {
		t.Errorf("%v, %v, numbers %v", report.Trouble, err, numbers)
	}
}

func caseOf(n int) cases.ID { return cases.ID{1, 0x9b, 0, 0, 0, byte(n), 0x70, 0, 0x80, 1} }
