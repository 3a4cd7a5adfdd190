package screen

import "fyne.io/fyne/v2"

// formPage is a page of fields and buttons that scrolls as a whole.
type formPage struct {
	room   Room
	root   fyne.CanvasObject
	note   *fyne.Container // what was done or went wrong
	scroll *Scroll
	first  fyne.Focusable
	fresh  func() // asks for the data again
	gone   func() // runs when the page is left
	keys   map[string]func()
	hints  []Hint
}

func newFormPage(room Room, title, remark string, body fyne.CanvasObject, right ...fyne.CanvasObject) *formPage {
	f := &formPage{room: room, note: Stack(0), fresh: func() {}, gone: func() {}, keys: map[string]func(){}}
	f.scroll = NewScroll(body).BarBeside()
	if large() && len(right) > 0 {
		remark = "" // the button needs the room
	}
	f.root = Layer(NewFill(Bg), Lines(0, []float32{0, Share(1)},
		PageHeader(title, remark, nil, right...), Inset(8, 16, 8, 16, Lines(8, []float32{0, Share(1)}, f.note, f.scroll))))
	f.hints = []Hint{{[]string{"F1"}, room.Say("keys.sheet")}}
	f.say(Neutral, "")
	return f
}

// Object is what the frame shows.
func (f *formPage) Object() fyne.CanvasObject { return f.root }

// Arrive reads afresh and puts the keyboard into the first field.
func (f *formPage) Arrive(Route) {
	f.fresh()
	if f.first != nil {
		f.room.Canvas.Focus(f.first)
	}
}

// Leave lets go of what must not stay in sight.
func (f *formPage) Leave() { f.gone() }

// Hints are the keys for the status bar.
func (f *formPage) Hints() []Hint { return f.hints }

// KeyMap are the page's keys.
func (f *formPage) KeyMap() map[string]func() { return f.keys }

// say shows one sentence above the fields, or none.
func (f *formPage) say(tone Tone, words string) {
	f.note.Objects = nil
	if words != "" {
		f.note.Objects = []fyne.CanvasObject{NewBanner("form.note", tone, words, "", nil)}
	}
	f.note.Hidden = words == ""
	f.note.Refresh()
	f.root.Refresh()
}

// outcome shows what went wrong, else what was done.
func (f *formPage) outcome(err error, said string) {
	if err != nil {
		f.say(Bad, f.room.Trouble(err))
		return
	}
	f.say(Good, said)
}

// sideBySide lays cards beside each other, one under the other when the text is large.
func sideBySide(cards ...fyne.CanvasObject) fyne.CanvasObject {
	if large() {
		return Stack(8, cards...)
	}
	sizes := make([]float32, len(cards))
	for i := range sizes {
		sizes[i] = Share(1)
	}
	return Columns(8, sizes, cards...)
}

// listHeight is the height of a list in such a page; where cards stand under one another
// it leaves room for what belongs to the chosen line.
func listHeight() float32 {
	if large() {
		return em(240)
	}
	return 560
}

// part is a card with a head, a sentence and what is in it.
func part(title, note string, objects ...fyne.CanvasObject) fyne.CanvasObject {
	head := []fyne.CanvasObject{NewText(title, Section, T1, true)}
	if note != "" {
		head = append(head, NewParagraph(note, Caption, T2))
	}
	return Card(16, Stack(12, append([]fyne.CanvasObject{Stack(4, head...)}, objects...)...))
}

// folderField asks for a folder.
func folderField(room Room, id string) *Entry {
	return NewEntry(id, room.Say("form.folder")).Placeholder(room.Say("form.folder_ghost"))
}

// only shows these objects in a container, which takes no room while it has none.
func only(in *fyne.Container, objects ...fyne.CanvasObject) {
	in.Objects, in.Hidden = objects, len(objects) == 0
	in.Refresh()
}

// clearAll empties fields.
func clearAll(fields ...*Entry) {
	for _, f := range fields {
		f.SetText("")
	}
}
