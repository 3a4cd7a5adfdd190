package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// acts offers what can be done to the chosen clock, and says why something cannot.
func (d *caseDeadlines) acts(c *present.ClockStrip) []fyne.CanvasObject {
	if len(c.Acts) == 0 {
		return nil
	}
	card := Stack(8, NewText(d.room.Say("clockact.acts"), Body, T1, true))
	icons := map[present.ActionID]string{present.ActExtend: "calendar-clock", present.ActPause: "circle-pause", present.ActResume: "circle-play"}
	for _, a := range c.Acts {
		b := NewButton("deadlines."+string(a.ID), Secondary, d.room.In(a.Name), func() {
			d.page.clock = c.ID
			d.page.openPanel(a.ID)
		}).WithIcon(icons[a.ID])
		b.SetEnabled(a.Enabled)
		card.Add(b)
		if a.Why != nil {
			card.Add(NewParagraph(d.room.Trouble(a.Why), Caption, T2))
		}
	}
	return []fyne.CanvasObject{Card(12, card)}
}

// told lists the stops and extensions of the chosen clock.
func (d *caseDeadlines) told(c *present.ClockStrip) []fyne.CanvasObject {
	if len(c.Stops)+len(c.Grown) == 0 {
		return nil
	}
	card := Stack(8)
	for _, s := range c.Stops {
		words := d.room.Say("clockact.stopped", arg("from", s.From.String()))
		if !s.To.IsZero() {
			words = d.room.Say("clockact.stopped_to", arg("from", s.From.String()), arg("to", s.To.String()))
		}
		card.Add(Stack(0, NewState("circle-pause", words, Warn, Body), NewParagraph(s.Reason, Caption, T2)))
	}
	for _, g := range c.Grown {
		words := d.room.Say("clockact.grown", arg("by", d.room.In(g.By)), arg("was", g.Was.String()), arg("now", g.Now.String()))
		note := g.Reason
		if g.Approver != "" {
			note += "  " + d.room.Say("clockact.approved", arg("approver", g.Approver))
		}
		card.Add(Stack(0, NewParagraph(words, Body, T1), NewParagraph(note, Caption, T2)))
	}
	return []fyne.CanvasObject{Card(12, card)}
}

// moved lists the ends that a changed holiday table moves, and who must be told.
func (d *caseDeadlines) moved() []fyne.CanvasObject {
	if len(d.view.Moved) == 0 {
		return nil
	}
	card := Stack(8, NewState("calendar-x", d.room.Say("recount.title"), Warn, Body))
	for _, m := range d.view.Moved {
		card.Add(movedLine(d.room, m))
	}
	return []fyne.CanvasObject{Card(12, card)}
}

func movedLine(room Room, m present.MovedClock) fyne.CanvasObject {
	words := room.Say("recount.line", arg("clock", room.In(m.Name)), arg("was", m.Was.String()), arg("now", m.Now.String()))
	if !m.Note.IsZero() {
		words += "·" + room.In(m.Note)
	}
	line := Stack(0, NewParagraph(words, Body, T1))
	for _, t := range m.Tell {
		line.Add(NewParagraph(room.In(t), Caption, T2))
	}
	return line
}
