package screen

import "fyne.io/fyne/v2"

// Panes is the ring that F6 walks through. Each pane remembers its place.
type Panes struct {
	canvas fyne.Canvas
	panes  []pane
	at     int
}

type pane struct {
	root  fyne.CanvasObject
	first fyne.Focusable
	last  fyne.Focusable
}

// NewPanes makes a ring without panes.
func NewPanes(c fyne.Canvas) *Panes { return &Panes{canvas: c} }

// Add puts a pane at the end: its root and what to focus on the first visit.
func (p *Panes) Add(root fyne.CanvasObject, first fyne.Focusable) {
	p.panes = append(p.panes, pane{root: root, first: first})
}

// Clear takes all panes away.
func (p *Panes) Clear() { p.panes, p.at = nil, 0 }

// Next goes to the next visible pane, Back to the one before.
func (p *Panes) Next() { p.step(1) }

// Back goes to the visible pane before.
func (p *Panes) Back() { p.step(-1) }

func (p *Panes) step(by int) {
	n := len(p.panes)
	if n == 0 {
		return
	}
	if f := p.canvas.Focused(); f != nil {
		for i := range p.panes {
			if holds(p.panes[i].root, f) {
				p.panes[i].last, p.at = f, i
			}
		}
	} else {
		p.at -= by // nothing is focused: start with the present pane
	}
	for range n {
		p.at = ((p.at+by)%n + n) % n
		x := p.panes[p.at]
		f := x.last
		if f == nil || !holds(x.root, f) {
			f = x.first
		}
		if x.root.Visible() && f != nil {
			p.canvas.Focus(f)
			return
		}
	}
}

// holds tells whether an object stands inside root.
func holds(root fyne.CanvasObject, f fyne.Focusable) bool {
	found := false
	visit(root, fyne.Position{}, noClip(), func(o fyne.CanvasObject, _ fyne.Position, _ clip) {
		if x, ok := o.(fyne.Focusable); ok && x == f {
			found = true
		}
	})
	return found
}
