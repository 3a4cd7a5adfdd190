package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// caseVersion is where a person chooses the ruleset, says why, and records the
// judgement.
type caseVersion struct {
	room     Room
	rulesets *Options
	reason   *Entry
	record   *Button
	blocked  *fyne.Container
	ask      *fyne.Container
	root     fyne.CanvasObject
}

func newCaseVersion(room Room, q *present.Inquiry, record func()) *caseVersion {
	v := &caseVersion{room: room, blocked: Stack(0)}
	v.rulesets = NewOptions("severity.ruleset", false, q.ChooseRuleset)
	v.rulesets.SideBySide()
	v.reason = NewEntry("severity.reason", "").InForm().Placeholder(room.Say("severity.reason"))
	v.reason.OnChanged = q.Reason
	v.record = NewButton("severity.record", Primary, room.Say("judge.record"), record).WithKeys("Ctrl", "Enter")
	head := Stack(0, NewText(room.Say("severity.by_person"), Body, T1, true), NewText(room.Say("severity.only_advice"), Caption, T2, false))
	v.ask = Columns(12, []float32{em(112), Share(1)}, head, v.rulesets)
	v.root = Card(12, Stack(8, v.ask, SpreadRow(8, []float32{Share(1)}, v.reason, v.record), v.blocked))
	return v
}

func (c *caseVersion) show(v present.SeverityView, proposal string) {
	var list []present.Option
	seen := map[string]bool{}
	for _, k := range v.Columns {
		if !seen[k.Ruleset] {
			seen[k.Ruleset] = true
			list = append(list, present.Option{Value: k.Ruleset, Name: present.Plain(k.Ruleset), Note: present.Plain(k.Title), Advised: k.Proposed, Chosen: v.Choice == k.Ruleset})
		}
	}
	fillOptions(c.room, c.rulesets, list)
	put(c.reason, v.Reason)
	c.record.SetEnabled(v.CanRecord)
	c.blocked.Objects = nil
	switch {
	case v.Problem != nil:
		c.blocked.Add(trouble(c.room.Trouble(v.Problem)))
	case v.Blocked != nil:
		c.blocked.Add(NewParagraph(c.room.Trouble(v.Blocked), Caption, T2))
	case v.Dirty:
		c.blocked.Add(NewParagraph(c.room.Say("judge.dirty"), Caption, T2))
	default:
		c.blocked.Add(NewParagraph(proposal, Caption, T2))
	}
	c.blocked.Refresh()
}

// caseClasses asks for the classes that a person must set, each with its reason.
type caseClasses struct {
	room    Room
	q       *present.Inquiry
	root    *fyne.Container
	made    map[string]*Options
	reasons map[string]*Entry
	shown   string
}

func newCaseClasses(room Room, q *present.Inquiry) *caseClasses {
	return &caseClasses{room: room, q: q, root: Stack(8), made: map[string]*Options{}, reasons: map[string]*Entry{}}
}

func (c *caseClasses) show(list []present.ClassQuestion) {
	names := ""
	for _, k := range list {
		names += k.Ruleset + " "
	}
	if names != c.shown {
		c.shown, c.root.Objects = names, nil
		for _, k := range list {
			c.root.Add(c.card(k))
		}
	}
	hide(c.root, len(list) == 0)
	for _, k := range list {
		fillOptions(c.room, c.made[k.Ruleset], k.Options)
		put(c.reasons[k.Ruleset], k.Reason)
		trouble := ""
		if k.Lacks {
			trouble = c.room.Say("judge.class_reason")
		}
		c.reasons[k.Ruleset].SetTrouble(trouble)
	}
}

func (c *caseClasses) card(k present.ClassQuestion) fyne.CanvasObject {
	if c.made[k.Ruleset] == nil {
		c.made[k.Ruleset] = NewOptions("severity.class."+k.Ruleset, false, func(id string) { c.q.ChooseClass(k.Ruleset, id) }).SideBySide()
		e := NewEntry("severity.class_reason."+k.Ruleset, "").InForm().Placeholder(c.room.Say("severity.class_reason"))
		e.OnChanged = func(s string) { c.q.ClassReason(k.Ruleset, s) }
		c.reasons[k.Ruleset] = e
	}
	head := SpreadRow(8, []float32{0, Share(1), 0}, NewText(c.room.Say("severity.class", arg("ruleset", k.Ruleset)), Section, T1, true),
		NewName(k.Hint, Caption, T2, false), NewState("user-check", c.room.Say("severity.by_person_short"), Neutral, Caption))
	return Card(16, Stack(10, head, c.made[k.Ruleset], c.reasons[k.Ruleset]))
}
