package main

import (
	"context"
	"image"
	"path/filepath"
	"sync/atomic"
	"time"

	"fyne.io/fyne/v2"

	"casedesk/app/desktop/raster"
	"casedesk/app/present"
	"casedesk/app/screen"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
)

// window is the one window: the sign-in page, or the shell of a session.
type window struct {
	app   fyne.App
	win   fyne.Window
	words assets.Words
	theme *screen.Theme
	size  int // index into screen.TextSteps
	dark  bool
	keys  *screen.Keys
	desk  *desk
	desks *stores
	log   *written
	tools wire.Tools
	opts  options
	sign  *present.SignIn // remembers who signed in last
	shell *screen.Shell
	here  present.Session
	backs *present.BackupBoard // these two go on while the shell is built anew
	takes *present.TakeOut
	idle  present.Idle
	front *screen.Curtain
	away  *present.Cover // lies over the shell while nobody is there; nil else
	over  *screen.KeyLayer
	pages int  // how many this account could open when the shell was built
	stale bool // the look changed while the cover was drawn
	draw  pages
	stop  chan struct{}

	checked   time.Time // when the check of the store went on last
	checkDone bool      // it came to its end
	looks     int       // glances written for an end-to-end run
}

func newWindow(a fyne.App, o options, tools wire.Tools, desks *stores) (*window, error) {
	words, err := assets.LoadWords(o.lang)
	if err != nil {
		return nil, err
	}
	chinese, err := assets.LoadWords("zh-Hans")
	if err != nil {
		return nil, err
	}
	w := &window{
		app: a, words: words, theme: screen.NewTheme(false, 100), keys: screen.NewKeys(), desk: &desk{}, desks: desks,
		log: &written{}, tools: tools, opts: o, stop: make(chan struct{}),
	}
	a.Settings().SetTheme(w.theme)
	w.win = a.NewWindow(words.Say("app.name") + " · " + words.Say("app.long"))
	w.win.SetPadded(false)
	w.win.Resize(fyne.NewSize(float32(o.width), float32(o.height)))
	w.front = screen.NewCurtain(w.win)
	w.keys.Attach(w.win.Canvas())
	w.keys.Stirred = func() { w.idle.Stir(time.Now()) }
	w.keys.Add(map[string]func(){
		"Ctrl+=": func() { w.resize(1) }, "Ctrl+-": func() { w.resize(-1) }, "F11": w.darken,
	})
	w.desk.Do(w.startRaster)
	w.desk.Every(250*time.Millisecond, w.stop, func() {
		if w.shell != nil && w.away == nil {
			w.shell.Keep()
		}
	})
	w.desk.Every(time.Second, w.stop, w.tick)
	w.desk.Every(checkIdle, w.stop, w.check)
	if o.watch != "" {
		w.desk.Every(100*time.Millisecond, w.stop, w.watch)
	}
	w.sign = w.newSignIn(chinese)
	w.signIn()
	return w, nil
}

func (w *window) close() {
	close(w.stop)
	w.desk.busy.Wait()
	w.draw.close()
}

// newSignIn makes the presenter of the sign-in page. It lasts as long as the
// window, so that after a lock the same account is proposed.
func (w *window) newSignIn(chinese assets.Words) *present.SignIn {
	now := func() (cases.Date, string) {
		t := time.Now()
		return cases.DayIn(t), t.In(time.FixedZone("UTC+8", 8*3600)).Format("15:04")
	}
	p := present.NewSignIn(w.desk, now, w.desks.places(), w.desks.unlock(w.tools, w.opts.central, w.log, chinese.Say))
	p.Opened = w.opened
	return p
}

// signIn shows the sign-in page and drops the keys of whoever was signed in.
func (w *window) signIn() {
	if w.shell != nil {
		w.shell.Close()
		w.shell = nil
	}
	if w.away != nil {
		w.keys.Drop(w.over)
		w.front.Drop()
		w.away, w.over, w.stale = nil, nil, false
	}
	w.sign.Reload(w.desks.places())
	if left := w.desks.leave(); left != nil {
		w.desk.Last(func() { left.Close() })
	}
	page := screen.NewSignIn(w.words, w.sign, w.words.Say("signin.hint"))
	page.Later = func(f func()) { w.desk.Do(func() func() { return f }) }
	w.win.SetContent(page.Object())
	page.Focus(w.win.Canvas())
}

func (w *window) opened(s present.Session) {
	w.here, w.backs, w.takes = s, present.NewBackupBoard(w.desk, s), present.NewTakeOut(w.desk, s)
	w.idle.After = time.Duration(s.Policy.Idle) * time.Minute
	w.idle.Stir(time.Now())
	w.checked, w.checkDone = time.Now(), false
	w.enter(screen.Route{Page: present.Frame(s).Pages[0]})
	w.lastCheck()
	w.warm()
}

// enter shows the shell of the session at a route.
func (w *window) enter(r screen.Route) {
	if w.shell != nil {
		w.shell.Close()
	}
	w.pages = len(present.Frame(w.here).Pages)
	w.shell = screen.NewShell(screen.Room{
		Words: w.words, Desk: w.desk, Session: w.here, Raster: &w.draw, Keys: w.keys, Canvas: w.front,
		Settled: w.settled, Moved: w.moved, Backups: w.backs, TakeOut: w.takes,
	}, func() { w.cover(false) })
	w.win.SetContent(w.shell.Object())
	w.shell.Go(r)
}

// resize walks through the text sizes; the page is built again at its place.
func (w *window) resize(by int) {
	steps := screen.TextSteps()
	w.size = min(max(w.size+by, 0), len(steps)-1)
	w.look()
}

func (w *window) darken() {
	w.dark = !w.dark
	w.look()
}

func (w *window) look() {
	w.theme = w.theme.With(w.dark, screen.TextSteps()[w.size])
	w.app.Settings().SetTheme(w.theme)
	switch {
	case w.away != nil:
		w.stale = true
		w.drawCover()
	case w.shell != nil:
		w.enter(w.shell.Route())
	default:
		w.signIn()
	}
}

// pages draws letters once PDFium has started; until then it says to wait.
type pages struct{ raster atomic.Pointer[raster.Raster] }

// PageWide gives page n so many pixels across.
func (p *pages) PageWide(pdf []byte, n, pixels int) (image.Image, int, error) {
	r := p.raster.Load()
	if r == nil {
		return nil, 0, cases.Fail(cases.Unreachable, "raster.starting")
	}
	return r.PageWide(pdf, n, pixels)
}

func (p *pages) close() {
	if r := p.raster.Load(); r != nil {
		r.Close()
	}
}

// startRaster starts PDFium; its first start on a machine takes seconds.
func (w *window) startRaster() func() {
	r, err := raster.Open(context.Background(), filepath.Join(w.opts.cache, "pdfium"))
	if err == nil {
		w.draw.raster.Store(r)
	}
	return nil
}
