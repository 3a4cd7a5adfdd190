package present_test

import (
	"context"
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/cases"
)

func TestSyncBoardShowsEveryRecordsOwnState(t *testing.T) {
	f := queue()
	f.rows[1].Sync, f.rows[1].Position = cases.SyncConfirmed, 48_207
	f.rows[2].Sync = cases.SyncSent
	f.state = present.SyncState{Unsent: 8, Contact: cases.Tick(0, time.Date(2026, 10, 12, 2, 40, 0, 0, time.UTC)),
		Numbers: []present.NumbersLeft{{Series: "示例转", Left: 20}, {Series: "示例补告", Left: 11}},
		Aside:   []present.SetAside{{Case: f.rows[3].Case, Number: "N4", Party: "丁厂", Kind: cases.KindReceived, Reason: "sync.scope"}}}
	s := sitting(t, f)
	var fail error
	calls := 0
	s.Sync = func(context.Context) (present.SyncReport, error) {
		calls++
		return present.SyncReport{Pushed: 8, Pulled: 1}, fail
	}
	var job jobs
	b := present.NewSyncBoard(&job, s)
	b.Refresh()
	job.run()
	speak(t, b.View())
	v := b.View()
	if v.Rows[0].State != cases.SyncAside || v.Rows[0].Reason.Key != "sync.scope" || v.Rows[len(v.Rows)-1].Place != 48_207 || v.NeedAct != 1 || len(v.Rows) != 8 {
		t.Errorf("rows %+v", v.Rows)
	}
	if c := v.Connection; !c.Online || c.Line.Args[0].Value != "10:40" || c.Numbers != 31 || c.Unsent != 8 {
		t.Errorf("connection %+v", c)
	}
	b.Select(3)
	b.NextTrouble()
	if b.View().Selected != 0 {
		t.Errorf("trouble at %d", b.View().Selected)
	}
	b.SyncNow()
	b.SyncNow()
	if v := b.View(); !v.Connection.Busy || v.CanSync {
		t.Error("not busy while syncing")
	}
	job.run()
	if v := b.View(); calls != 1 || v.Report == nil || v.Report.Pushed != 8 || v.Said.IsZero() || !v.CanSync {
		t.Errorf("%d exchanges, %+v", calls, v.Report)
	}
	fail = cases.Fail(cases.Unreachable, "sync.down")
	b.SyncNow()
	job.run()
	speak(t, b.View())
	if v := b.View(); v.Connection.Online || cases.KeyOf(v.Problem) != "sync.down" || len(v.Rows) != 8 || !v.CanSync {
		t.Errorf("down: %+v, %v", v.Connection, v.Problem)
	}
	fail = nil
	b.SyncNow()
	job.run()
	if v := b.View(); !v.Connection.Online || v.Problem != nil {
		t.Errorf("up again: %+v, %v", v.Connection, v.Problem)
	}
}

func TestImportShowsFirstAndTakesThen(t *testing.T) {
	f := &shelf{}
	s := sitting(t, f)
	sheets := map[string]present.Sheet{
		"a.csv": {Name: "a.csv", Rows: 3, Records: []cases.Record{penalty()}, Aside: []present.AsideRow{{Row: 3, Field: "fine", Reason: cases.Fail(cases.Invalid, "money.form")}},
			Duplicates: []present.DuplicateRow{{Row: 4, Of: 2}}},
		"b.csv": {Name: "b.csv", Rows: 1, Aside: []present.AsideRow{{Row: 2}}},
	}
	s.ReadSheet = func(_ context.Context, path string) (present.Sheet, error) {
		sheet, ok := sheets[path]
		if !ok {
			return sheet, cases.Fail(cases.Invalid, "money.form")
		}
		return sheet, nil
	}
	var job jobs
	p := present.NewImport(&job, s)
	p.Choose("no.csv")
	p.Choose("a.csv")
	stale := job.take(0)
	job.run()
	stale()
	speak(t, p.View())
	if v := p.View(); v.Problem != nil || v.Sheet == nil || !v.CanTake || len(f.records) != 0 {
		t.Fatalf("dry run: %v, kept %d", v.Problem, len(f.records))
	}
	p.Take()
	p.Take()
	p.Choose("b.csv") // not while the rows are being kept
	job.run()
	speak(t, p.View())
	if v := p.View(); !v.Done || v.CanTake || len(f.records) != 1 || v.Path != "a.csv" {
		t.Errorf("taken: done %v, %d kept", v.Done, len(f.records))
	}
	p.Choose("b.csv")
	job.run()
	if p.View().CanTake {
		t.Error("a file without one good row can be taken")
	}
	p.Choose("no.csv")
	job.run()
	if v := p.View(); v.Problem == nil || v.Sheet != nil || v.Reading {
		t.Errorf("a file that is no sheet: %+v", v)
	}
}
