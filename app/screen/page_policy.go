package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// policyPage shows how the store is cared for; the security keeper changes it.
type policyPage struct {
	*formPage
	p       *present.PolicyPage
	entries map[string]*Entry
	figures *fyne.Container
	second  *Options
	by      *Paragraph
	save    *Button
}

func newPolicyPage(room Room) page {
	y := &policyPage{p: present.NewPolicyPage(room.Desk, room.Session), entries: map[string]*Entry{}, figures: Stack(12), by: NewParagraph("", Caption, T2)}
	say := room.Say
	y.second = NewOptions("policy.second", false, y.p.SetSecond)
	y.save = NewButton("policy.save", Primary, say("policy.save"), y.p.Save).WithKeys("Ctrl", "Enter")
	v := y.p.View()
	facts := Stack(10)
	for _, l := range v.Certified {
		facts.Add(Stack(2, NewText(room.In(l.Label), Caption, T2, false), NewParagraph(room.In(l.Value), Body, T1)))
	}
	body := sideBySide(part(say("policy.figures"), say("policy.figures_note"), y.figures, Stack(6, NewText(say("policy.second"), Caption, T2, false), y.second), y.by),
		part(say("policy.certified"), say("policy.certified_note"), facts))
	remark := say("policy.look")
	var right []fyne.CanvasObject
	if v.Sets {
		remark, right = say("policy.set"), []fyne.CanvasObject{y.save}
	}
	y.formPage = newFormPage(room, say("page.policy"), remark, body, right...)
	y.fresh = y.p.Refresh
	if v.Sets {
		y.keys["Ctrl+Enter"] = y.p.Save
		y.hints = append([]Hint{{[]string{"Ctrl", "Enter"}, say("policy.save")}}, y.hints...)
	}
	y.p.Changed = y.show
	y.p.Settled = room.Settled
	return y
}

func (y *policyPage) show(v present.PolicyView) {
	room := y.room
	for _, l := range v.Figures {
		e := y.entries[l.Key]
		if e == nil {
			e = NewEntry("policy."+l.Key, room.In(l.Label))
			e.Hint = room.In(l.Note)
			e.OnChanged = func(s string) { y.p.Set(l.Key, s) }
			y.entries[l.Key] = e
			y.figures.Add(e)
		}
		if !e.input.focused || v.Said.Key != "" {
			e.SetText(l.Value)
		}
		e.SetTrouble(room.Trouble(l.Fault))
		e.SetReadOnly(!v.Sets)
	}
	choices, chosen := choicesOf(room, v.Second)
	if len(y.second.cards) != len(choices) {
		for i := range choices {
			choices[i].Off = !v.Sets
		}
		y.second.SetChoices(choices)
	}
	y.second.SetChosen(chosen)
	y.by.SetWords(room.In(v.By))
	y.save.SetEnabled(v.Dirty && !v.Busy)
	y.outcome(v.Problem, room.In(v.Said))
	y.scroll.Relayout()
}
