package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// show puts the presenter's view into the head, the overview and the panels' facts.
func (p *casePage) show(v present.CaseFileView) {
	p.view = v
	p.showHead(v.Header)
	for _, t := range v.Tabs {
		p.nameTab(t)
	}
	p.keepFocus(func() {
		p.over.show(v)
	})
	if v.Ready && !v.Loading && !p.ready {
		p.ready = true
		p.focusFirst()
	}
}

func (p *casePage) showHead(h present.Header) {
	in := p.room.In
	facts := []Cell{{Words: h.Number}, {Icon: "clipboard-check", Words: in(h.Stage)}, {Words: in(h.Matter) + "·" + h.Record}}
	if !h.Penalty.IsZero() {
		facts = append(facts, Cell{Words: in(h.Penalty)})
	}
	facts = append(facts, Cell{Icon: "building-2", Words: h.Holder}, syncCell(h, in))
	if h.Class != "" {
		facts = append(facts, Cell{Icon: "scale", Words: h.Ruleset + "·" + h.Class})
	}
	if h.Case.IsZero() {
		facts = nil
	}
	p.head.Draw(h.Glyphs, p.room.Say("glyph.caption"))
	p.head.Set(h.Name, in(h.Clock), badgeOf(h.Badge.State), in(h.Badge.Words), facts...)
}

// syncCell shows how far the case has come on its way to the centre.
func syncCell(h present.Header, in func(present.Words) string) Cell {
	icons := map[cases.SyncState]string{
		cases.SyncLocal: "hard-drive", cases.SyncSent: "arrow-up-from-line", cases.SyncConfirmed: "check-check", cases.SyncAside: "triangle-alert",
	}
	c := Cell{Icon: icons[h.Sync], Words: in(h.SyncAs)}
	if h.Sync == cases.SyncAside {
		c.Tone = Warn
	}
	return c
}

// nameTab gives a tab its words and count; an objection names one differently.
func (p *casePage) nameTab(t present.Tab) {
	for _, b := range p.head.Tabs.tabs {
		if b.tab.ID != string(t.ID) {
			continue
		}
		b.tab.Label, b.tab.Count = p.room.In(t.Name), ""
		b.Label = b.tab.Label
		if t.Count > 0 {
			b.tab.Count = strconv.Itoa(t.Count)
		}
		b.Refresh()
	}
	p.head.Tabs.content.Refresh()
}

// settle puts the keyboard into a tab whose content has just come, unless it is
// somewhere on the page already.
func (p *casePage) settle(tab caseTab) {
	if p.tabs[p.tab] != tab || p.acts.open() || !p.view.Ready {
		return
	}
	if had, ok := p.room.Canvas.Focused().(fyne.CanvasObject); !ok || !shows(p.root, had) {
		p.focusFirst()
	}
}

// keepFocus rebuilds parts of the page and gives the keyboard back to the
// control of the same name.
func (p *casePage) keepFocus(build func()) {
	id := ""
	if had, ok := p.room.Canvas.Focused().(controlled); ok {
		id = had.control().ID
	}
	build()
	if id == "" {
		return
	}
	if now, ok := p.room.Canvas.Focused().(fyne.CanvasObject); ok && canvasOf(now) == p.room.Canvas && shows(p.root, now) {
		return
	}
	if f := p.named(id); f != nil {
		p.room.Canvas.Focus(f)
	}
}

// named finds the control of a name that can take the keyboard.
func (p *casePage) named(id string) fyne.Focusable {
	var found fyne.Focusable
	visit(p.root, fyne.Position{}, noClip(), func(o fyne.CanvasObject, _ fyne.Position, _ clip) {
		c, ok := o.(controlled)
		f, takes := o.(fyne.Focusable)
		if ok && takes && found == nil && c.control().ID == id {
			found = f
		}
	})
	return found
}

// shows tells whether an object is in the tree below root.
func shows(root, what fyne.CanvasObject) bool {
	is := false
	visit(root, fyne.Position{}, noClip(), func(o fyne.CanvasObject, _ fyne.Position, _ clip) { is = is || o == what })
	return is
}
