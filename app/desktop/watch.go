package main

import (
	"bytes"
	"encoding/json"
	"os"

	"casedesk/app/screen"
	"casedesk/cases"
)

// glance is what is on the screen: an end-to-end run reads it to know where to
// point. It holds no secret and is written only where -watch asks for it.
type glance struct {
	N        int              `json:"n"` // the how many-th look it is
	Screen   string           `json:"screen"`
	Busy     bool             `json:"busy"`
	Controls []screen.Control `json:"controls"`
	Events   []cases.Hash     `json:"events"`
}

// watch writes the glance, whole or not at all.
func (w *window) watch() {
	if w.opts.disable != "" {
		screen.Disable(w.win.Canvas(), w.opts.disable)
	}
	w.looks++
	g := glance{N: w.looks, Screen: "signin", Busy: w.desk.Busy(), Controls: screen.Controls(w.win.Canvas()), Events: w.log.all()}
	if w.away != nil {
		g.Screen = "cover"
	} else if w.shell != nil {
		g.Screen = string(w.shell.Route().Page)
	}
	var b bytes.Buffer
	if err := json.NewEncoder(&b).Encode(g); err != nil {
		return
	}
	// A glance that could not be written is written again a moment later.
	if os.WriteFile(w.opts.watch+".new", b.Bytes(), 0o600) == nil {
		_ = os.Rename(w.opts.watch+".new", w.opts.watch)
	}
}
