package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// scanner waits for a scanner that types the code of a letter and Enter. It lies over
// whatever is in front, other sheets too.
type scanner struct {
	room    Room
	p       *present.Scan
	over    *overlay
	field   *Entry
	expect  *fyne.Container
	said    *fyne.Container
	which   *Options
	open    *Button
	picture *Button
	view    present.ScanView
}

func newScanner(room Room, moved func()) *scanner {
	s := &scanner{room: room, p: present.NewScan(room.Desk, room.Session), expect: Stack(0), said: Stack(8)}
	say := room.Say
	s.p.Moved = moved
	if room.Raster != nil {
		s.p.Draw = room.Raster.PageWide
	}
	s.field = NewEntry("scan.field", say("scan.field"))
	s.field.OnSubmitted = func(text string) {
		s.field.SetText("") // the next code comes at once
		s.p.Read(text)
	}
	s.which = NewOptions("scan.copy", false, func(id string) {
		if i, err := strconv.Atoi(id); err == nil {
			s.p.Confirm(i)
		}
	})
	s.open = NewButton("scan.open", Secondary, say("scan.open"), s.openCase).WithKeys("Ctrl", "Enter")
	title := NewText(say("scan.title"), Section, T1, true)
	head := SpreadRow(8, []float32{em(20), Share(1)}, NewIcon("scan-line", T2, 18), title, NewKeycaps("", "F9"))
	s.picture = NewButton("scan.from_picture", Quiet, say("scan.from_picture"), s.fromPicture).WithIcon("image")
	s.picture.Hidden = room.Session.Codes == nil
	foot := SpreadRow(8, []float32{0, Share(1)}, s.picture, Space(1, 1), NewButton("scan.close", Secondary, say("keys.back"), s.p.Close).WithKeys("Esc"), s.open)
	s.over = newOverlay(room.Keys, em(480), Pad(19, Stack(12, head, NewParagraph(say("scan.hint"), Body, T2), s.expect, s.field, s.said, foot)))
	s.p.Changed = s.show
	return s
}

// begin waits for any letter; wait for one letter of a case.
func (s *scanner) begin() { s.p.Open() }

func (s *scanner) wait(c cases.Case, l cases.LetterAct) { s.p.OpenFor(c, l) }

// fromPicture holds a photo or scan of a letter against the record.
func (s *scanner) fromPicture() {
	s.room.Pick(append(pictureKinds(), ".pdf", ".PDF"), func(f PickedFile) { s.p.ReadFile(f) })
}

func (s *scanner) openCase() {
	if l := s.view.Letter; l != nil {
		s.p.Close()
		s.room.Go(Route{Page: PageCase, Case: l.Case, Tab: string(present.TabLetters)})
	}
}

func (s *scanner) show(v present.ScanView) {
	s.view = v
	if !v.Open {
		s.over.close()
		return
	}
	s.expect.Objects, s.said.Objects = nil, nil
	if !v.Expects.IsZero() {
		s.expect.Add(NewState("file-text", s.room.In(v.Expects), Info, Body))
	}
	if l := v.Letter; l != nil {
		s.said.Add(Stack(2, NewParagraph(s.room.In(l.Name)+"　"+l.Number, Body, T1),
			NewParagraph(s.room.Say("scan.case", arg("party", l.Party), arg("number", l.Of)), Caption, T2)))
	}
	switch {
	case v.Problem != nil:
		s.said.Add(NewBanner("", Bad, s.room.Trouble(v.Problem), "", nil))
	case len(v.Waiting) > 0:
		var choices []Choice
		for i, c := range v.Waiting {
			choices = append(choices, Choice{ID: strconv.Itoa(i), Label: s.room.In(c.Name), Detail: s.room.In(c.Detail)})
		}
		s.which.SetChoices(choices)
		s.said.Add(NewParagraph(s.room.Say("scan.which"), Body, T1))
		s.said.Add(s.which)
	case !v.Said.IsZero():
		s.said.Add(NewBanner("", Good, s.room.In(v.Said), "", nil))
	}
	s.open.SetEnabled(v.Letter != nil && !v.Busy)
	s.picture.SetEnabled(!v.Busy)
	s.over.open(s.room.Canvas, map[string]func(){"Esc": s.p.Close, "F9": s.p.Close, "Ctrl+Enter": s.openCase}, s.field.Focusable())
	s.over.again()
	switch {
	case len(v.Waiting) > 0 && !v.Busy:
		s.room.Canvas.Focus(s.which.Focusable())
	case !v.Busy:
		s.room.Canvas.Focus(s.field.Focusable())
	}
}
