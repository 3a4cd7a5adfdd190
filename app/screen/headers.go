package screen

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// PageHeader is the top of a page, 48 high: title, a remark or a search field,
// and at the right what can be done.
func PageHeader(title, remark string, middle fyne.CanvasObject, right ...fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{NewText(title, Title, T1, true)}
	sizes := []float32{0}
	if remark != "" {
		objects = append(objects, NewText(remark, Caption, T2, false))
		sizes = append(sizes, 0)
	}
	if middle != nil {
		room := float32(400)
		if current().Factor >= 1.5 {
			room = Share(1)
		}
		objects = append(objects, middle)
		sizes = append(sizes, room)
	}
	if middle == nil || current().Factor < 1.5 {
		objects = append(objects, Space(1, 1))
		sizes = append(sizes, Share(1))
	}
	objects = append(objects, right...)
	row := SpreadRow(12, sizes, objects...)
	return Layer(NewFill(Surf), Lines(0, []float32{em(47), 1}, Inset(0, 16, 0, 16, row), HLine()))
}

// CaseHeader is the top of a case: way back, name, deadline; facts; tabs.
type CaseHeader struct {
	group
	Back  *Button
	Name  *PictureName
	Badge *Badge
	Tabs  *Tabs
	due   *Text

	pictures map[string]image.Image // of characters of the name that no font has
	note     string                 // what they are
	facts    *fyne.Container
}

// NewCaseHeader makes the header, 93 high; id "case.back" goes back.
func NewCaseHeader(back string, goBack func(), tabs *Tabs) *CaseHeader {
	h := &CaseHeader{Name: NewPictureName(Section, T1, true), Badge: NewBadge(Later, ""), Tabs: tabs,
		due: NewText("", Caption, T2, false), facts: container.New(&asFits{gap: 16})}
	h.Back = NewButton("case.back", Quiet, back, goBack).WithIcon("chevron-left")
	top := SpreadRow(12, []float32{0, Share(1)}, h.Back, h.Name, h.due, h.Badge)
	rows := Lines(0, []float32{em(28), em(20), Share(1), em(36)}, top, h.facts, Space(1, 1), tabs)
	h.content = Layer(NewFill(Surf), Lines(0, []float32{em(92), 1}, Inset(8, 16, 0, 16, rows), HLine()))
	h.ExtendBaseWidget(h)
	return h
}

// Draw gives the pictures of characters of the name that no font has, before Set.
func (h *CaseHeader) Draw(pictures map[string]image.Image, note string) {
	h.pictures, h.note = pictures, note
}

// Set shows another case; facts stand on the second line, with icons or without.
func (h *CaseHeader) Set(name, due string, state BadgeState, badge string, facts ...Cell) {
	h.Name.Set(name, h.pictures, h.note)
	h.due.SetWords(due)
	h.Badge.Set(state, badge)
	h.facts.Objects = nil
	for _, f := range facts {
		h.facts.Add(NewState(f.Icon, f.Words, f.Tone, Caption))
	}
	h.Badge.Hidden = badge == "" || state == NoClock
	h.facts.Refresh()
	h.replace()
}

// CardHead is the head of a card: title, a remark, and at the right what belongs
// to it, above a hairline.
func CardHead(title, remark string, right ...fyne.CanvasObject) *fyne.Container {
	objects := []fyne.CanvasObject{NewText(title, Section, T1, true), NewName(remark, Caption, T2, false)}
	row := SpreadRow(8, []float32{0, Share(1)}, append(objects, right...)...)
	return Lines(0, []float32{em(40), 1}, Inset(0, 12, 0, 12, row), HLine())
}
