package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// actionIcon gives the sign of an action.
func actionIcon(id present.ActionID) string {
	icon := map[present.ActionID]string{
		present.ActJudge: "scale", present.ActAskMore: "list-checks", present.ActComplete: "inbox", present.ActForward: "send",
		present.ActAccept: "circle-check", present.ActDecline: "ban", present.ActCheck: "search-check", present.ActInquire: "send", present.ActAnswer: "mail-open", present.ActPropose: "file-pen",
		present.ActReview: "stamp", present.ActSign: "signature", present.ActCarryOut: "eye-off", present.ActLetter: "file-text",
		present.ActNotify: "bell", present.ActServe: "mail-open", present.ActArchive: "archive", present.ActWithdraw: "undo-2",
		present.ActDoubt: "shield-alert", present.ActHear: "message-square",
	}[id]
	if icon == "" {
		return "circle-arrow-right"
	}
	return icon
}

// actions draws the next act as the one primary button, the others below it, and
// why those that have their place cannot be done by this hand.
func (o *caseOverview) actions(v present.CaseFileView) {
	room := o.page.room
	o.buttons.Objects, o.why.Objects, o.main = nil, nil, nil
	var others []fyne.CanvasObject
	for _, a := range v.Actions {
		b := NewButton("case."+string(a.ID), Secondary, room.In(a.Name), func() { o.do(a) }).WithIcon(actionIcon(a.ID))
		b.SetEnabled(a.Enabled && !v.Busy)
		if a.Primary {
			b.Kind = Primary
			b.WithKeys("Ctrl", "Enter")
			o.main = b
			o.buttons.Objects = append([]fyne.CanvasObject{Row(8, b)}, o.buttons.Objects...)
			continue
		}
		if a.ID == present.ActWithdraw {
			b.Kind = Danger
		}
		b.Small = true
		others = append(others, b)
		if !a.Enabled {
			o.why.Add(o.reason(room.In(a.Name), room.Trouble(a.Why)))
		}
	}
	if v.Undo != nil {
		b := NewButton("case.undo", Secondary, room.In(v.Undo.What), o.page.file.Undo).WithIcon("undo-2")
		b.Small = true
		b.SetEnabled(!v.Busy)
		others = append(others, b)
	}
	const across = 3 // buttons in a line
	for i := 0; i < len(others); i += across {
		o.buttons.Add(Row(8, others[i:min(i+across, len(others))]...))
	}
	if v.Problem != nil {
		o.why.Objects = append([]fyne.CanvasObject{trouble(room.Trouble(v.Problem))}, o.why.Objects...)
	}
	if len(v.Actions) == 0 {
		o.buttons.Add(NewParagraph(room.Say("case.no_action"), Body, T2))
	}
	o.buttons.Refresh()
	o.why.Refresh()
}

// reason says why an action cannot be done.
func (o *caseOverview) reason(name, why string) fyne.CanvasObject {
	return Columns(6, []float32{em(16), Share(1)}, NewIcon("lock", T3, 14), NewParagraph(o.page.room.Say("case.not_now", arg("action", name), arg("why", why)), Caption, T2))
}

// trouble says what went wrong, in red with its sign.
func trouble(words string) fyne.CanvasObject {
	return Columns(6, []float32{em(16), Share(1)}, NewIcon("circle-alert", Red, 14), NewParagraph(words, Body, Red))
}
