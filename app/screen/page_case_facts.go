package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// fillRight shows the letters and the proofs.
func (o *caseOverview) fillRight(v present.CaseFileView) {
	room := o.page.room
	o.right.Objects = []fyne.CanvasObject{Card(12, o.people(v.People))}
	open := NewButton("case.letters", Quiet, room.Say("case.open_letters"), func() { o.tab(present.TabLetters) })
	letters := Stack(10)
	for _, l := range v.Letters {
		letters.Add(Columns(8, []float32{em(18), Share(1), 0}, NewIcon("file-check", Grn, 16),
			Stack(0, NewName(room.In(l.Name), Body, T1, false), NewName(l.Number, Caption, T2, false)),
			NewText(l.On.String()[5:], Caption, T2, false)))
	}
	if len(v.Letters) == 0 {
		letters.Add(NewParagraph(room.Say("case.no_letter"), Caption, T2))
	}
	o.right.Add(Card(12, Stack(10, SpreadRow(8, []float32{Share(1)}, NewText(room.Say("tab.letters"), Section, T1, true), open), letters)))
	proofs := Stack(8)
	for _, e := range v.Evidence {
		proofs.Add(Columns(8, []float32{em(18), Share(1)}, NewIcon("paperclip", T2, 16), NewName(e.Name, Body, T1, false)))
	}
	for _, p := range v.Case.Papers {
		proofs.Add(Columns(8, []float32{em(18), Share(1)}, NewIcon("file-text", T2, 16), NewName(p.Name, Body, T1, false)))
	}
	if len(proofs.Objects) == 0 {
		proofs.Add(NewParagraph(room.Say("case.no_paper"), Caption, T2))
	}
	o.right.Add(Card(12, Stack(10, NewText(room.Say("case.papers"), Section, T1, true), proofs)))
	o.right.Add(Card(12, recordFacts(room, v.Case)))
	o.right.Refresh()
}

// people shows who applies, with an eye for each number.
func (o *caseOverview) people(lines []present.PersonLine) fyne.CanvasObject {
	room := o.page.room
	s := Stack(6, NewText(room.Say("case.people"), Section, T1, true))
	secret := false
	for _, l := range lines {
		words := fyne.CanvasObject(NewParagraph(l.Value, Body, T1))
		if l.Hidden || l.Shown {
			secret = true
			label, icon, press := "hidden.show", "eye", func() { o.page.file.Look(l.Key) }
			if l.Shown {
				label, icon, press = "hidden.hide", "eye-off", o.page.file.Unlook
			}
			words = SpreadRow(8, []float32{Share(1)}, words, NewButton("case."+l.Key+".show", Quiet, room.Say(label), press).WithIcon(icon))
		}
		s.Add(Stack(0, NewText(room.In(l.Label), Caption, T2, false), words))
	}
	if secret {
		s.Add(NewParagraph(room.Say("case.people_note", arg("n", strconv.Itoa(room.Session.Policy.Reveal))), Caption, T3))
	}
	return s
}

// recordFacts shows the record that the case is about.
func recordFacts(room Room, c cases.Case) fyne.CanvasObject {
	s := Stack(6, NewText(room.Say("case.record"), Section, T1, true))
	for _, f := range [...]struct{ key, words string }{
		{"field.record.body", c.Record.Body}, {"field.record.doc_number", c.Record.DocNumber}, {"field.record.violation", c.Record.Violation},
		{"field.record.content", c.Record.Content}, {"field.record.decided_on", c.Record.DecidedOn.String()},
		{"field.record.public_until", c.Record.PublicUntil.String()},
	} {
		if f.words != "" {
			s.Add(Stack(0, NewText(room.Say(f.key), Caption, T2, false), NewParagraph(f.words, Body, T1)))
		}
	}
	return s
}

// markRow says whether the disputed item is shown as disputed, and what the check found.
func markRow(room Room, c cases.Case) fyne.CanvasObject {
	icon, words, tone := "circle-dashed", room.Say("case.unmarked"), Neutral
	if c.Marked {
		icon, words, tone = "flag", room.Say("case.marked"), Warn
	}
	s := Stack(4, NewState(icon, words, tone, Body))
	if c.Check != nil && c.Check.Finding != "" {
		s.Add(NewState("search-check", room.Say("case.found", arg("finding", room.Say("finding."+c.Check.Finding))), Neutral, Body))
		if c.Check.Text != "" {
			s.Add(NewParagraph(c.Check.Text, Caption, T2))
		}
	}
	return s
}

// caseFacts stands beside each panel: what the act is about.
type caseFacts struct {
	room Room
	box  *fyne.Container
}

func newCaseFacts(room Room) *caseFacts { return &caseFacts{room: room, box: Stack(8)} }

func (f *caseFacts) show(v present.CaseFileView) {
	f.box.Objects = nil
	if !v.Ready {
		return
	}
	if v.Verdict != nil {
		f.box.Add(Card(12, verdictShort(f.room, v.Verdict)))
	}
	if len(v.Clocks) > 0 {
		due := Stack(8, NewText(f.room.Say("preview.clocks"), Section, T1, true))
		for _, c := range v.Clocks {
			due.Add(clockRow(f.room, c))
		}
		f.box.Add(Card(12, due))
	}
	if len(v.Case.Claims) > 0 {
		f.box.Add(Card(12, Stack(8, NewText(f.room.Say("case.claims"), Section, T1, true), claimRows(f.room, v.Case.Claims, aboutClaims(f.room, v.Case)...), markRow(f.room, v.Case))))
	}
	f.box.Add(Card(12, recordFacts(f.room, v.Case)))
	f.box.Refresh()
}

// verdictShort is the recorded verdict in a few lines.
func verdictShort(room Room, v *present.VerdictLine) fyne.CanvasObject {
	check := NewPill("circle-check", room.Say("law.verified"), Good)
	if !v.Verified {
		check = NewPill("circle-question-mark", room.Say("unverified"), Warn)
	}
	head := SpreadRow(8, []float32{Share(1)}, NewText(room.Say("case.verdict"), Section, T1, true), check)
	return Stack(8, head, SpreadRow(8, []float32{Share(1)}, NewText(v.Ruleset, Body, T2, false), NewText(or(v.Class, room.Say("case.class_unknown")), Body, T1, true)),
		Row(12, countState(room, "circle-check", "criterion.met", v.Met, Good), countState(room, "circle-x", "criterion.unmet", v.Unmet, Bad),
			countState(room, "circle-question-mark", "criterion.unknown", v.Unknown, Warn)),
		SpreadRow(8, []float32{Share(1)}, NewText(room.Say("preview.earliest"), Body, T2, false), NewText(or(v.Earliest.String(), "—"), Body, T1, true)))
}
