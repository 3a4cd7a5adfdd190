package present

import (
	"context"
	"errors"
	"strconv"
	"sync/atomic"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
)

// BackupView is what the page of backups shows.
type BackupView struct {
	Dir     string
	Hours   string // from one to the next; 0 by hand
	Keep    string // how many stay; 0 all
	Dirty   bool   // typed and not kept yet
	Lines   []BackupRow
	Last    Words
	Late    bool // the last one is too old, or there is none
	Running bool
	Done    float32 // of 1
	Size    Words   // 12 MB / 40 MB
	Keeps   bool    // this account settles where to and when
	Loading bool
	Said    Words
	Problem error
	Broken  bool // Problem is one of a backup that was begun: nothing else was harmed
}

// BackupRow is one finished backup.
type BackupRow struct {
	Name  string
	At    string
	Size  string
	Holds Words // 12 cases, 30 files
	Proof Words // test-restored on …
	Tone  Tone
}

// BackupBoard presents backups, and makes those that are due.
type BackupBoard struct {
	Changed func(BackupView)

	s      Session
	line   errand
	run    errand
	plan   office.BackupPlan
	last   time.Time
	cancel context.CancelFunc
	done   atomic.Int64
	total  atomic.Int64
	tried  time.Time // when a due backup was last begun
	view   BackupView
}

// NewBackupBoard makes a page that has read nothing yet.
func NewBackupBoard(desk Desk, s Session) *BackupBoard {
	p := &BackupBoard{Changed: func(BackupView) {}, s: s, line: errand{desk: desk}, run: errand{desk: desk}}
	p.view.Keeps = s.Work.Account.Must(cases.DutyStore) == nil
	return p
}

// View gives the page as it is.
func (p *BackupBoard) View() BackupView { return p.view }

// Refresh reads plan and backups; what was typed and not kept is given up.
func (p *BackupBoard) Refresh() { p.read(true) }

func (p *BackupBoard) read(plan bool) {
	if p.s.Backups == nil {
		return
	}
	p.view.Loading = true
	p.Changed(p.view)
	p.line.ask(func() func() {
		ctx := context.Background()
		kept, err := p.s.Backups.Plan(ctx)
		var last time.Time
		if err == nil {
			last, _, err = p.s.Backups.Last(ctx)
		}
		var all []office.Backup
		if err == nil && kept.Dir != "" {
			if all, err = p.s.Backups.List(ctx, kept.Dir); cases.KindOf(err) == cases.NotFound {
				err = nil // the stick is not plugged in, or nothing was made there yet
			}
		}
		return func() {
			p.view.Loading = false
			if err != nil {
				p.view.Problem = err
			}
			p.plan, p.last = kept, last
			if plan {
				p.view.Dir, p.view.Hours, p.view.Keep = kept.Dir, strconv.Itoa(int(kept.Every/time.Hour)), strconv.Itoa(kept.Keep)
				p.view.Dirty = false
			}
			p.rows(all)
			p.Changed(p.view)
		}
	})
}

func (p *BackupBoard) rows(all []office.Backup) {
	p.view.Lines = nil
	for _, b := range all {
		r := BackupRow{Name: b.Dir, At: stamp(b.At), Size: megabytes(b.Bytes), Holds: Say("backup.holds", "cases", itoa(b.Cases), "files", itoa(b.Files)),
			Proof: Say("backup.proved", "time", stamp(b.Tested)), Tone: Good}
		if b.Trouble != nil {
			r.Proof, r.Tone, r.Holds, r.At, r.Size = Explain(b.Trouble), Bad, Words{}, "—", "—"
		}
		p.view.Lines = append(p.view.Lines, r)
	}
	age := p.s.Work.Now().Sub(p.last)
	p.view.Late = p.last.IsZero() || age > time.Duration(p.s.Policy.Late)*24*time.Hour
	p.view.Last = Say("backup.never")
	if !p.last.IsZero() {
		p.view.Last = Say("backup.last", "time", stamp(p.last), "n", itoa(int(age/(24*time.Hour))))
	}
}

func stamp(t time.Time) string { return cases.DayIn(t).String() + " " + clockTime(t) }

func megabytes(n int64) string { return strconv.FormatFloat(float64(n)/1e6, 'f', 1, 64) + " MB" }

// Type takes where to, how often and how many as they are typed.
func (p *BackupBoard) Type(dir, hours, keep string) {
	if p.view.Dir == dir && p.view.Hours == hours && p.view.Keep == keep {
		return
	}
	p.view.Dir, p.view.Hours, p.view.Keep, p.view.Dirty, p.view.Said = dir, hours, keep, true, Words{}
	p.Changed(p.view)
}

// typed gives the plan that stands in the fields.
func (p *BackupBoard) typed() (plan office.BackupPlan, err error) {
	hours, bad := strconv.Atoi(p.view.Hours)
	keep, worse := strconv.Atoi(p.view.Keep)
	if bad != nil || worse != nil || hours < 0 || keep < 0 {
		return plan, cases.Fail(cases.Invalid, "backup.figures")
	}
	return office.BackupPlan{Dir: p.view.Dir, Every: time.Duration(hours) * time.Hour, Keep: keep}, nil
}

// KeepPlan keeps what was typed.
func (p *BackupBoard) KeepPlan() {
	plan, err := p.typed()
	if p.view.Problem, p.view.Broken = err, false; err != nil {
		p.Changed(p.view)
		return
	}
	p.line.ask(func() func() {
		err := p.s.Backups.KeepPlan(context.Background(), plan)
		return func() {
			if p.view.Problem = err; err == nil {
				p.view.Said = Say("backup.kept")
				p.read(true)
				return
			}
			p.Changed(p.view)
		}
	})
}

// Back makes a backup now, into the folder that stands there.
func (p *BackupBoard) Back() {
	plan, err := p.typed()
	if err == nil && plan.Dir == "" {
		err = cases.Fail(cases.Invalid, "store.backup_where")
	}
	if p.view.Problem, p.view.Broken = err, false; err != nil || p.view.Running {
		p.Changed(p.view)
		return
	}
	p.back(plan)
}

func (p *BackupBoard) back(plan office.BackupPlan) {
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel, p.tried = cancel, p.s.Work.Now()
	p.done.Store(0)
	p.total.Store(0)
	p.view.Running, p.view.Done, p.view.Size, p.view.Said, p.view.Problem = true, 0, Words{}, Words{}, nil
	p.Changed(p.view)
	p.run.ask(func() func() {
		made, err := p.s.Backups.Back(ctx, plan, func(done, total int64) { p.done.Store(done); p.total.Store(total) })
		cancel()
		return func() { p.ended(made, err) }
	})
}

func (p *BackupBoard) ended(made office.Backup, err error) {
	p.view.Running, p.cancel = false, nil
	switch {
	case errors.Is(err, context.Canceled):
		p.view.Said = Say("backup.stopped")
	case err != nil:
		p.view.Problem, p.view.Broken = err, true
	default:
		p.view.Said = Say("backup.made", "size", megabytes(made.Bytes), "time", stamp(made.Tested))
	}
	p.read(false)
}

// Stop gives a running backup up; what was finished before stays.
func (p *BackupBoard) Stop() {
	if p.cancel != nil {
		p.cancel()
	}
}

// Tick shows how far a running backup is, and begins one that is due. A clock set back
// does not put one off for long; one that failed is tried again after the time between
// two, at most an hour later.
func (p *BackupBoard) Tick(now time.Time) {
	if p.s.Backups == nil {
		return
	}
	if p.view.Running {
		if total := p.total.Load(); total > 0 {
			p.view.Done = float32(p.done.Load()) / float32(total)
			p.view.Size = Plain(megabytes(p.done.Load()) + " / " + megabytes(total))
			p.Changed(p.view)
		}
		return
	}
	due := p.plan.Dir != "" && p.plan.Every > 0 && (p.last.IsZero() || now.Sub(p.last) >= p.plan.Every || p.last.Sub(now) > p.plan.Every)
	if due && !p.view.Loading && (p.tried.IsZero() || now.Sub(p.tried) >= min(p.plan.Every, time.Hour) || now.Before(p.tried)) {
		p.back(p.plan)
	}
}

// Running tells whether a backup is being made, so that the key stays until it is done.
func (p *BackupBoard) Running() bool { return p.view.Running }
