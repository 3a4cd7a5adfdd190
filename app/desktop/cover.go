package main

import (
	"time"

	"casedesk/app/present"
	"casedesk/app/screen"
	"casedesk/cases"
)

// coverWait is how long the cover waits for what is under way before the key goes.
const coverWait = 10 * time.Second

// tick is what happens once a second.
func (w *window) tick() {
	switch {
	case w.away != nil:
	case w.shell == nil:
		w.sign.Tick()
	case w.idle.Due(time.Now()):
		w.cover(true)
	default:
		w.shell.Tick()
	}
}

// cover draws the cover over everything. The session goes on behind it; its key goes
// once what was typed is on the disk.
func (w *window) cover(idle bool) {
	if w.shell == nil || w.away != nil {
		return
	}
	shell := w.shell
	shell.Keep()
	w.away = present.NewCover(w.desk, w.here, idle)
	w.away.Behind = func(drop func() func()) {
		w.desk.Behind(coverWait, func() func() {
			return func() {
				shell.Keep() // what was typed while the draft before was being written
				w.desk.Behind(coverWait, drop)
			}
		})
	}
	w.away.Uncovered = w.uncovered
	w.over = w.keys.Add(map[string]func(){
		"Ctrl+=": func() { w.resize(1) }, "Ctrl+-": func() { w.resize(-1) }, "F11": w.darken,
	})
	w.over.Alone = true
	w.drawCover()
	w.away.Begin()
}

func (w *window) drawCover() {
	powers := present.Frame(w.here).May.In(w.words.Say)
	page := screen.NewCover(w.words, w.away, w.here.Work.Office.Name, powers, w.signIn)
	w.front.Draw(page.Object())
	page.Focus(w.win.Canvas())
}

// uncovered shows what was there before, as it was; after a change of the look the
// page is built again at its place.
func (w *window) uncovered() {
	stale := w.stale
	w.keys.Drop(w.over)
	w.away, w.over, w.stale = nil, nil, false
	w.idle.Stir(time.Now())
	if stale {
		w.front.Drop()
		w.enter(w.shell.Route())
		return
	}
	w.front.Back()
}

// moved shows the pages anew where the account may open others now.
func (w *window) moved() {
	if pages := present.Frame(w.here).Pages; len(pages) != w.pages {
		w.enter(screen.Route{Page: pages[0]})
	}
}

// settled takes a policy that was changed in this sitting.
func (w *window) settled(p cases.Policy) {
	w.here.Policy = p
	w.idle.After = time.Duration(p.Idle) * time.Minute
}
