package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// caseItems asks one thing about each claim of an objection: a choice, and words
// where the choice asks for them. It is shared by 核查, 协查答复 and 拟办.
type caseItems struct {
	room   Room
	id     string // check.item, answer.item, propose.item
	label  string // of the words
	choose func(i int, value string)
	typed  func(i int, text string)
	parts  []*itemPart
	list   *fyne.Container
}

type itemPart struct {
	options *Options
	text    *Entry
	found   *fyne.Container
	root    *fyne.Container
}

func newCaseItems(room Room, id, label string, choose func(int, string), typed func(int, string)) *caseItems {
	return &caseItems{room: room, id: id, label: label, choose: choose, typed: typed, list: Stack(10)}
}

func (c *caseItems) first() fyne.Focusable {
	if len(c.parts) == 0 {
		return nil
	}
	return c.parts[0].options.Focusable()
}

func (c *caseItems) show(lines []present.ItemLine) {
	c.list.Hidden = len(lines) == 0
	if len(c.parts) != len(lines) {
		c.parts, c.list.Objects = nil, nil
		for i, l := range lines {
			c.parts = append(c.parts, c.make(i, l))
			c.list.Add(c.parts[i].root)
		}
	}
	for i, l := range lines {
		p := c.parts[i]
		fillOptions(c.room, p.options, l.Options)
		put(p.text, l.Text)
		p.text.Hidden = !l.Asks
		p.found.Objects = nil
		if !l.Found.IsZero() {
			p.found.Add(NewParagraph(c.room.Say("item.found", arg("finding", c.room.In(l.Found))), Caption, T2))
		}
		p.found.Hidden = l.Found.IsZero()
	}
	c.list.Refresh()
}

func (c *caseItems) make(i int, l present.ItemLine) *itemPart {
	id := c.id + "." + strconv.Itoa(i)
	p := &itemPart{found: Stack(0)}
	p.options = NewOptions(id, false, func(v string) { c.choose(i, v) }).SideBySide()
	p.text = NewEntry(id+".text", c.label)
	p.text.OnChanged = func(s string) { c.typed(i, s) }
	head := NewText(c.room.Say("intake.claim_n", arg("n", strconv.Itoa(i+1))), Body, T1, true)
	p.root = Card(12, Stack(8, head, claimRows(c.room, []cases.Claim{l.Claim}), p.found, p.options, p.text))
	return p
}
