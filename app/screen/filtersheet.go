package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// filterSheet makes and changes one of the account's own filters.
type filterSheet struct {
	room   Room
	p      *present.FilterForm
	over   *overlay
	name   *Entry
	title  *Text
	fields []*fieldRow
	stages []*Check
	body   *fyne.Container
	count  *Text
	key    *Text
	why    *fyne.Container
	save   *Button
	drop   *Button
	open   bool
	sizes  []float32 // of the sheet's lines
}

// fieldRow is one field: its choices side by side.
type fieldRow struct {
	key     string
	options *Options
}

func newFilterSheet(room Room) *filterSheet {
	f := &filterSheet{room: room, p: present.NewFilterForm(room.Desk, room.Session), body: Stack(8), why: Stack(0)}
	say := room.Say
	f.title, f.count, f.key = NewText("", Section, T1, true), NewText("", Body, T1, true), NewText("", Caption, T2, false)
	f.name = NewEntry("filterform.name", say("filterform.name"))
	f.name.OnChanged = f.p.Rename
	f.save = NewButton("filterform.save", Primary, say("filterform.save"), f.p.Save).WithKeys("Ctrl", "Enter")
	f.drop = NewButton("filterform.drop", Danger, say("filterform.drop"), f.p.Drop)
	head := SpreadRow(12, []float32{0, Share(1), 0}, f.title, f.key, f.count)
	foot := SpreadRow(8, []float32{0, Share(1)}, f.drop, Space(1, 1),
		NewButton("filterform.close", Secondary, say("keys.back"), f.p.Close).WithKeys("Esc"), f.save)
	f.sizes = []float32{0, 0, em(300)}
	f.over = newOverlay(room.Keys, em(720), Pad(19, Lines(12, f.sizes, head, f.name, NewScroll(f.body), NewParagraph(say("filterform.late"), Caption, T2), f.why, foot)))
	f.p.Changed = f.show
	return f
}

func (f *filterSheet) show(v present.FilterFormView) {
	if !v.Open {
		f.open = false
		f.over.close()
		return
	}
	if !f.open {
		f.build(v)
	}
	for i, x := range v.Fields {
		f.fields[i].options.SetChosen(valueID(x.Chosen))
	}
	for i, s := range v.Stages {
		f.stages[i].SetChecked(s.On)
	}
	put(f.name, v.Name)
	words := "filterform.change"
	if v.New {
		words = "filterform.new"
	}
	f.title.SetWords(f.room.Say(words))
	f.key.SetWords("")
	if v.Digit > 0 {
		f.key.SetWords(f.room.Say("filterform.key", arg("digit", strconv.Itoa(v.Digit))))
	}
	f.count.SetWords("")
	if v.Count >= 0 {
		f.count.SetWords(f.room.Say("filterform.count", arg("n", strconv.Itoa(v.Count))))
	}
	f.why.Objects = nil
	if v.Problem != nil {
		f.why.Add(trouble(f.room.Trouble(v.Problem)))
	}
	f.drop.Hidden = v.New
	f.save.SetEnabled(v.Name != "" && v.Digit > 0)
	if !f.open {
		f.open = true
		f.over.open(f.room.Canvas, map[string]func(){"Esc": f.p.Close, "Ctrl+Enter": f.p.Save}, f.name.Focusable())
	}
	whole, room := heightFor(f.body, em(680)), f.room.Canvas.Size().Height-em(216)
	f.sizes[2] = max(em(80), min(whole, room)) // large type scrolls
	f.over.again()
}

// valueID names a choice; the one that does not matter has no value of its own.
func valueID(value string) string { return or(value, "any") }

func (f *filterSheet) build(v present.FilterFormView) {
	f.fields, f.stages, f.body.Objects = nil, nil, nil
	for _, x := range v.Fields {
		var choices []Choice
		for _, c := range x.Choices {
			choices = append(choices, Choice{ID: valueID(c.Value), Label: f.room.In(c.Name)})
		}
		key := x.Key
		options := NewOptions("filterform."+key, false, func(id string) {
			if id == "any" {
				id = ""
			}
			f.p.Take(key, id)
		}, choices...).SideBySide()
		f.fields = append(f.fields, &fieldRow{key, options})
		f.body.Add(SpreadRow(12, []float32{em(88), Share(1)}, NewText(f.room.In(x.Name), Body, T2, false), options))
	}
	var rows []fyne.CanvasObject
	var line []fyne.CanvasObject
	for i, s := range v.Stages {
		c := NewCheck("filterform.stage."+string(s.State), f.room.In(s.Name), func(bool) { f.p.Toggle(s.State) })
		f.stages = append(f.stages, c)
		line = append(line, c)
		if len(line) == 5 || i == len(v.Stages)-1 {
			shares := make([]float32, 0, 5)
			for len(line) < 5 {
				line = append(line, Space(1, 1))
			}
			for range line {
				shares = append(shares, Share(1))
			}
			rows = append(rows, Columns(8, shares, line...))
			line = nil
		}
	}
	f.body.Add(Stack(6, NewText(f.room.Say("filterform.stages"), Body, T2, false), Stack(4, rows...)))
}
