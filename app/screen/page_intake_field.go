package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// fieldForm keeps one widget for each field of a form, so that the caret stays
// while the form is shown again with every key.
type fieldForm struct {
	room     Room
	page     string // first part of every ID
	set      func(key, text string)
	bare     func(key string) // shows a secret field in the clear
	hide     func(key string) // masks it again
	eyes     map[string]*Button
	moved    func() // some field became higher or lower
	entries  map[string]*Entry
	options  map[string]*Options
	objects  map[string]fyne.CanvasObject
	fields   map[string]present.FieldView
	keys     string // the fields shown, to see whether the form must be laid again
	troubles string
}

func newFieldForm(room Room, page string, set func(key, text string), moved func()) *fieldForm {
	return &fieldForm{room: room, page: page, set: set, moved: moved, bare: func(string) {}, hide: func(string) {}, eyes: map[string]*Button{}, entries: map[string]*Entry{}, options: map[string]*Options{},
		objects: map[string]fyne.CanvasObject{}, fields: map[string]present.FieldView{}}
}

// show takes fresh fields. It tells whether other fields are shown than before,
// and whether some field became higher or lower.
func (f *fieldForm) show(fields []present.FieldView) (other, moved bool) {
	keys, troubles := "", ""
	clear(f.fields)
	for _, v := range fields {
		keys += v.Key + "\n"
		f.fields[v.Key] = v
		if f.objects[v.Key] == nil {
			f.make(v)
		}
		troubles += f.fill(v) + "\n"
	}
	other, moved = keys != f.keys, troubles != f.troubles
	f.keys, f.troubles = keys, troubles
	return other, moved
}

// left says, once the keyboard has gone from a field, what is wrong with it.
func (f *fieldForm) left(key string) {
	v, shown := f.fields[key]
	if !shown {
		return
	}
	if v.Secret {
		f.hide(key)
		v = f.fields[key]
	}
	e := f.entries[key]
	width := e.BaseWidget.Size().Width
	before := e.HeightFor(width)
	f.fill(v)
	if e.HeightFor(width) != before {
		f.moved()
	}
}

func (f *fieldForm) make(v present.FieldView) {
	id, label := f.page+"."+v.Key, f.room.In(v.Label)
	if len(v.Options) > 0 {
		var choices []Choice
		for _, o := range v.Options {
			choices = append(choices, Choice{ID: o.Value, Label: f.room.In(o.Name)})
		}
		o := NewOptions(id, false, func(value string) { f.set(v.Key, value) }, choices...)
		f.options[v.Key] = o
		f.objects[v.Key] = Stack(4, NewText(label, Caption, T2, false), o)
		return
	}
	e := NewEntry(id, label).InForm()
	if v.Long {
		e = NewLongEntry(id, label, 3).InForm()
	}
	if v.Needed {
		e.SetNote(f.room.Say("needed"), Neutral)
	}
	e.OnChanged = func(s string) {
		if s != f.fields[v.Key].Value { // else the presenter put it there
			f.set(v.Key, s)
		}
	}
	e.OnLeave = func() { f.left(v.Key) }
	if v.Secret {
		f.veiled(e, v.Key, id)
	}
	f.entries[v.Key], f.objects[v.Key] = e, e
}

// veiled makes a field that shows its number only while somebody works on it: a
// number that was stored before, by its eye or the first key; one just typed, whenever
// the keyboard is there.
func (f *fieldForm) veiled(e *Entry, key, id string) {
	eye := NewButton(id+".show", Quiet, f.room.Say("hidden.show"), nil).WithIcon("eye")
	eye.OnTapped = func() {
		if f.fields[key].Hidden {
			f.bare(key)
		} else {
			f.hide(key)
		}
	}
	f.eyes[key] = eye
	e.Trailing(eye)
	e.veil.lift = func() { f.bare(key) }
	e.OnArrive = func() {
		if !f.fields[key].Kept {
			f.bare(key)
		}
	}
}

func (f *fieldForm) unveil(e *Entry, v present.FieldView) {
	e.Veil(v.Hidden, v.Value)
	eye, label, icon := f.eyes[v.Key], "hidden.hide", "eye-off"
	if v.Hidden {
		label, icon = "hidden.show", "eye"
	}
	eye.Icon = icon
	eye.SetLabel(f.room.Say(label))
	if !v.Kept {
		eye.Hide()
	} else {
		eye.Show()
	}
}

// fill puts a value in and gives the trouble that shows. Nobody is told of a
// fault in the middle of typing: only once the field is left.
func (f *fieldForm) fill(v present.FieldView) string {
	if o := f.options[v.Key]; o != nil {
		chosen := ""
		for _, x := range v.Options {
			if x.Chosen {
				chosen = x.Value
			}
		}
		if o.Chosen() != chosen {
			o.SetChosen(chosen)
		}
		return ""
	}
	e := f.entries[v.Key]
	if v.Secret {
		f.unveil(e, v)
	} else {
		e.SetText(v.Value)
	}
	words := f.room.Trouble(v.Fault)
	if words != "" && e.input.focused && e.Trouble == "" && e.Hint == "" {
		return ""
	}
	hint := ""
	if v.Warn {
		words, hint = "", words
	}
	if e.Hint != hint {
		e.Hint = hint
		e.Refresh()
	}
	e.SetTrouble(words)
	return words + hint
}

// column lays fields one under another; two in one row stand side by side.
// Fields that are not shown now are left out.
func (f *fieldForm) column(rows ...[]string) *fyne.Container {
	out := Stack(10)
	for _, row := range rows {
		var objects []fyne.CanvasObject
		var sizes []float32
		for _, key := range row {
			if _, shown := f.fields[key]; shown {
				objects, sizes = append(objects, f.objects[key]), append(sizes, Share(1))
			}
		}
		switch len(objects) {
		case 0:
		case 1:
			out.Add(objects[0])
		default:
			out.Add(Columns(12, sizes, objects...))
		}
	}
	return out
}

// first is the first entry without a value, or the first of all.
func (f *fieldForm) first(keys ...string) fyne.Focusable {
	for _, key := range keys {
		if v, shown := f.fields[key]; shown && v.Value == "" {
			if e := f.entries[key]; e != nil {
				return e.Focusable()
			}
			return f.options[key].Focusable()
		}
	}
	for _, key := range keys {
		if e := f.entries[key]; e != nil {
			return e.Focusable()
		}
	}
	return nil
}

// choicesOf puts a presenter's options into cards, and says which is chosen.
func choicesOf(room Room, options []present.Option) (out []Choice, chosen string) {
	for _, o := range options {
		out = append(out, Choice{ID: o.Value, Label: room.In(o.Name), Detail: room.In(o.Note)})
		if o.Chosen {
			chosen = o.Value
		}
	}
	return out, chosen
}
