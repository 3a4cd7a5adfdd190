package present

import (
	"context"
	"errors"
	"path/filepath"
	"strings"
	"sync/atomic"

	"casedesk/app/office"
	"casedesk/cases"
)

// TakeOuts takes all data of the store out in the open format.
type TakeOuts interface {
	// TakeOut logs it, then writes; it tells how many cases of how many are done. The
	// end of ctx stops it and leaves nothing.
	TakeOut(ctx context.Context, w office.TakeWish, progress func(done, total int)) (office.Taken, error)
}

// TakeWay is for whose eyes the data goes out.
type TakeWay string

// The ways.
const (
	TakeByPass TakeWay = "pass" // sealed with a pass phrase
	TakeByKey  TakeWay = "key"  // sealed to an age recipient
	TakeOpen   TakeWay = "open" // in clear
)

// TakeOutView is what the page of the export shows.
type TakeOutView struct {
	Ways    []Option
	Way     TakeWay
	Running bool
	Done    float32 // of 1
	Count   Words   // how many cases of how many
	Result  []Words // what was written, once it was
	Said    Words
	Problem error
}

// TakeOut presents the export of everything to who may take it out (审核, 签发).
type TakeOut struct {
	Changed func(TakeOutView)

	s      Session
	run    errand
	cancel context.CancelFunc
	done   atomic.Int64
	total  atomic.Int64
	view   TakeOutView
}

// NewTakeOut makes the page; the way proposed is a pass phrase.
func NewTakeOut(desk Desk, s Session) *TakeOut {
	p := &TakeOut{Changed: func(TakeOutView) {}, s: s, run: errand{desk: desk}}
	p.choose(TakeByPass)
	return p
}

// View gives the page as it is.
func (p *TakeOut) View() TakeOutView { return p.view }

func (p *TakeOut) choose(way TakeWay) {
	p.view.Way, p.view.Ways = way, nil
	for _, w := range []TakeWay{TakeByPass, TakeByKey, TakeOpen} {
		key := under("takeout.way", string(w))
		p.view.Ways = append(p.view.Ways, Option{Value: string(w), Name: Say(key), Note: Say(key + "_note"), Chosen: w == way})
	}
}

// Choose says for whose eyes it is.
func (p *TakeOut) Choose(way string) {
	if p.view.Running {
		return
	}
	p.choose(TakeWay(way))
	p.view.Problem, p.view.Said = nil, Words{}
	p.Changed(p.view)
}

// Ready tells why the export cannot begin with what was typed, and shows it; nil begins
// nothing yet.
func (p *TakeOut) Ready(dir, pass, again, key string) error {
	err := given(strings.TrimSpace(dir))
	switch {
	case err != nil:
	case p.view.Way == TakeByPass:
		err = same(pass, again)
	case p.view.Way == TakeByKey && !strings.HasPrefix(strings.TrimSpace(key), "age1"):
		err = cases.Fail(cases.Invalid, "takeout.recipient")
	}
	p.view.Problem, p.view.Said = err, Words{}
	p.Changed(p.view)
	return err
}

// Take begins the export into a new file or folder in dir.
func (p *TakeOut) Take(dir, pass, again, key string) {
	if p.s.TakeOuts == nil || p.view.Running || p.Ready(dir, pass, again, key) != nil {
		return
	}
	now := p.s.Work.Now().In(china)
	w := office.TakeWish{To: filepath.Join(strings.TrimSpace(dir), "casedesk-"+now.Format("20060102-150405"))}
	switch p.view.Way {
	case TakeByPass:
		w.Pass = pass
	case TakeByKey:
		w.Recipient = strings.TrimSpace(key)
	}
	if p.view.Way != TakeOpen {
		w.To += ".tar.age"
	}
	ctx, cancel := context.WithCancel(context.Background())
	p.cancel = cancel
	p.done.Store(0)
	p.total.Store(0)
	p.view.Running, p.view.Done, p.view.Count, p.view.Result = true, 0, Words{}, nil
	p.Changed(p.view)
	p.run.ask(func() func() {
		got, err := p.s.TakeOuts.TakeOut(ctx, w, func(done, total int) { p.done.Store(int64(done)); p.total.Store(int64(total)) })
		cancel()
		return func() { p.ended(got, err) }
	})
}

func (p *TakeOut) ended(got office.Taken, err error) {
	p.view.Running, p.cancel = false, nil
	switch {
	case errors.Is(err, context.Canceled):
		p.view.Said = Say("takeout.stopped")
	case err != nil:
		p.view.Problem = err
	default:
		p.view.Said = Say("takeout.done")
		p.view.Result = []Words{Plain(got.Path), Say("takeout.counts", "cases", itoa(got.Cases), "files", itoa(got.Files), "size", megabytes(got.Bytes))}
		if got.Missing+got.Unreadable > 0 {
			p.view.Result = append(p.view.Result, Say("takeout.lacks", "cases", itoa(got.Unreadable), "files", itoa(got.Missing)))
		}
	}
	p.Changed(p.view)
}

// Stop gives a running export up; nothing of it stays.
func (p *TakeOut) Stop() {
	if p.cancel != nil {
		p.cancel()
	}
}

// Tick shows how far a running export is.
func (p *TakeOut) Tick() {
	if total := p.total.Load(); p.view.Running && total > 0 {
		p.view.Done = float32(p.done.Load()) / float32(total)
		p.view.Count = Say("takeout.count", "done", itoa(int(p.done.Load())), "total", itoa(int(total)))
		p.Changed(p.view)
	}
}
