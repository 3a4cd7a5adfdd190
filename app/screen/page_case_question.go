package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseQuestion asks for one fact: options, boxes to tick, or a field. The field
// stays alive while the same fact is asked, so that the caret stays.
type caseQuestion struct {
	room    Room
	id      string
	pick    func(value string)
	typed   func(text string)
	root    *fyne.Container
	key     string
	options *Options
	ticks   []*Check
	text    *Entry
	across  bool // options side by side, where there is little height
}

func newCaseQuestion(room Room, id string) *caseQuestion {
	return &caseQuestion{room: room, id: id, root: Stack(0)}
}

func (c *caseQuestion) first() fyne.Focusable {
	switch {
	case c.options != nil:
		return c.options.Focusable()
	case len(c.ticks) > 0:
		return c.ticks[0]
	case c.text != nil:
		return c.text.Focusable()
	}
	return nil
}

// show asks a fact; only another fact builds other controls.
func (c *caseQuestion) show(k present.Question) {
	if c.key != k.Key {
		c.key = k.Key
		c.build(k)
	}
	switch {
	case c.options != nil:
		at := ""
		for _, o := range k.Options {
			if o.Chosen {
				at = optionID(o.Value)
			}
		}
		c.options.SetChosen(at)
	case len(c.ticks) > 0:
		for i, o := range k.Options {
			c.ticks[i].SetChecked(o.Chosen)
		}
	case c.text != nil:
		if !c.text.input.focused { // what is being typed is never put into form under the clerk's hands
			put(c.text, k.Text)
		}
		c.text.SetTrouble(c.room.Trouble(k.Fault))
	}
	c.root.Refresh()
}

func (c *caseQuestion) build(k present.Question) {
	c.options, c.ticks, c.text = nil, nil, nil
	switch {
	case k.Several:
		c.root.Objects = []fyne.CanvasObject{c.boxes(k)}
	case len(k.Options) > 0:
		c.options = c.answers(k)
		c.root.Objects = []fyne.CanvasObject{c.options}
	default:
		c.text = NewEntry(c.id+".text", "").InForm()
		if k.Type == cases.FactDate {
			c.text.Hint = c.room.Say("answer.date_hint")
		} else {
			c.text.Trailing(NewText(c.room.Say("answer.yuan"), Body, T2, false))
		}
		c.text.OnChanged = func(s string) { c.typed(s) }
		c.root.Objects = []fyne.CanvasObject{c.text}
	}
}

// answers asks for one of several; more than five stand in two columns.
func (c *caseQuestion) answers(k present.Question) *Options {
	var list []Choice
	for _, o := range k.Options {
		note := c.room.In(o.Note)
		if c.across {
			note = ""
		}
		list = append(list, Choice{ID: optionID(o.Value), Label: c.room.In(o.Name), Detail: note})
	}
	o := NewOptions(c.id, false, func(id string) { c.pick(optionValue(id)) }, list...)
	if c.across && len(list) <= 3 && !large() {
		cards, sizes := []fyne.CanvasObject{}, []float32{Share(3), Share(3), Share(4)}
		for _, card := range o.cards {
			cards = append(cards, card)
		}
		o.content = Columns(4, sizes, cards...)
		return o
	}
	if len(list) > 5 {
		half := (len(o.cards) + 1) / 2
		left, right := Stack(4), Stack(4)
		for i, card := range o.cards {
			if i < half {
				left.Add(card)
			} else {
				right.Add(card)
			}
		}
		o.content = Columns(8, []float32{Share(1), Share(1)}, left, right)
	}
	return o
}

// boxes asks for any number of a set, in three columns.
func (c *caseQuestion) boxes(k present.Question) fyne.CanvasObject {
	columns := []fyne.CanvasObject{Stack(8), Stack(8), Stack(8)}
	for i, o := range k.Options {
		t := NewCheck(c.id+"."+o.Value, c.room.In(o.Name), func(bool) { c.pick(o.Value) })
		c.ticks = append(c.ticks, t)
		columns[i%3].(*fyne.Container).Add(t)
	}
	return Columns(8, []float32{Share(1), Share(1), Share(1)}, columns...)
}

// optionID names an option for scripts: true is yes, false is no, none is unknown.
func optionID(value string) string {
	switch value {
	case "true":
		return "yes"
	case "false":
		return "no"
	case "":
		return "unknown"
	}
	return value
}

func optionValue(id string) string {
	switch id {
	case "yes":
		return "true"
	case "no":
		return "false"
	case "unknown":
		return ""
	}
	return id
}
