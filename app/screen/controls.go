package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Control is one control that a person can see and press now, with its
// rectangle in pixels of the canvas. An end-to-end run drives the window by it.
type Control struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"` // button, entry, option, tab, nav, row, check, list
	Label   string `json:"label"`
	Enabled bool   `json:"enabled"`
	Focused bool   `json:"focused"`
	Chosen  bool   `json:"chosen,omitempty"`
	Value   string `json:"value,omitempty"` // what stands in an entry; never a secret's
	Trouble string `json:"trouble,omitempty"`
	X       int    `json:"x"`
	Y       int    `json:"y"`
	W       int    `json:"w"`
	H       int    `json:"h"`
}

// controlled is a component that is one control.
type controlled interface{ control() Control }

// parent is a component of ours that holds other objects.
type parent interface{ children() []fyne.CanvasObject }

// clip is the area in which a scroll shows its content.
type clip struct{ x0, y0, x1, y1 float32 }

func noClip() clip { return clip{-1e6, -1e6, 1e6, 1e6} }

func (c clip) with(pos fyne.Position, s fyne.Size) clip {
	return clip{max(c.x0, pos.X), max(c.y0, pos.Y), min(c.x1, pos.X+s.Width), min(c.y1, pos.Y+s.Height)}
}

// visit walks the visible tree under o, in drawing order.
func visit(o fyne.CanvasObject, at fyne.Position, in clip, f func(fyne.CanvasObject, fyne.Position, clip)) {
	if o == nil || !o.Visible() {
		return
	}
	f(o, at, in)
	var below []fyne.CanvasObject
	switch x := o.(type) {
	case *fyne.Container:
		below = x.Objects
	case *container.Scroll:
		in = in.with(at, x.Size())
		below = []fyne.CanvasObject{x.Content}
	case parent:
		below = x.children()
	}
	for _, b := range below {
		visit(b, at.Add(b.Position()), in, f)
	}
}

// Controls reports each control of a window that can be seen, in drawing order:
// those of the top overlay if there is one, and inside a scroll only what shows.
// Rectangles are clipped to what shows.
func Controls(c fyne.Canvas) []Control {
	root := c.Content()
	if top := c.Overlays().Top(); top != nil {
		root = top
	}
	whole := clip{0, 0, c.Size().Width, c.Size().Height}
	var out []Control
	visit(root, root.Position(), whole, func(o fyne.CanvasObject, at fyne.Position, in clip) {
		if cover, ok := o.(covering); ok && cover.covers() {
			out = hideUnder(out, in.with(at, o.Size()))
		}
		x, ok := o.(controlled)
		if !ok {
			return
		}
		k := x.control()
		seen := in.with(at, o.Size())
		if k.ID == "" || seen.x1-seen.x0 < 4 || seen.y1-seen.y0 < 4 {
			return
		}
		s := c.Scale()
		k.X, k.Y = int(seen.x0*s), int(seen.y0*s)
		k.W, k.H = int((seen.x1-seen.x0)*s), int((seen.y1-seen.y0)*s)
		out = append(out, k)
	})
	return out
}

// covering is a component that hides what lies under it, such as a drawer.
type covering interface{ covers() bool }

// hideUnder drops the controls whose middle lies under the area.
func hideUnder(all []Control, area clip) []Control {
	var out []Control
	for _, k := range all {
		x, y := float32(k.X)+float32(k.W)/2, float32(k.Y)+float32(k.H)/2
		if x < area.x0 || x >= area.x1 || y < area.y0 || y >= area.y1 {
			out = append(out, k)
		}
	}
	return out
}

// Disable disables the control of that ID, if it is shown and can be disabled.
func Disable(c fyne.Canvas, id string) {
	visit(c.Content(), fyne.Position{}, noClip(), func(o fyne.CanvasObject, _ fyne.Position, _ clip) {
		x, named := o.(controlled)
		if y, ok := o.(fyne.Disableable); ok && named && x.control().ID == id {
			y.Disable()
		}
	})
}
