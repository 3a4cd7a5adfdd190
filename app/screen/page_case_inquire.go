package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// inquirePanel asks the providing unit about an objection.
type inquirePanel struct {
	noKeys
	f        *flowFrame
	p        *present.Inquire
	targets  *Options
	ticks    []*Check
	claims   *fyne.Container
	question *Entry
	papers   *fyne.Container
	room     Room
}

func newInquirePanel(c *casePage) casePanel {
	p := &inquirePanel{p: present.NewInquire(c.room.Desk, c.room.Session), room: c.room, claims: Stack(8), papers: Stack(4)}
	p.f = newFlowFrame(c, p.finish)
	p.targets = NewOptions("inquire.to", true, func(id string) { n, _ := strconv.Atoi(id); p.p.Choose(n) })
	p.question = NewLongEntry("inquire.question", c.room.Say("inquire.question"), 3).InForm()
	p.question.SetNote(c.room.Say("optional"), Neutral)
	p.question.OnChanged = p.p.Type
	p.f.body.Objects = []fyne.CanvasObject{
		captioned(c.room.Say("inquire.to"), p.targets), captioned(c.room.Say("inquire.claims"), p.claims), p.question,
		captioned(c.room.Say("inquire.papers"), p.papers),
	}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *inquirePanel) begin(_ present.ActionID, id cases.ID) {
	p.ticks = nil
	p.p.Open(id)
}
func (p *inquirePanel) finish()               { p.p.Send() }
func (p *inquirePanel) first() fyne.Focusable { return p.targets.Focusable() }
func (p *inquirePanel) frame() *flowFrame     { return p.f }
func (p *inquirePanel) pen() *present.Typing  { return p.p.Typing }

func (p *inquirePanel) show(v present.InquireView) {
	p.f.page.choices(p.targets, targetOptions(p.room, v.Targets, v.Chosen, v.Body))
	if len(p.ticks) != len(v.Items) {
		p.ticks, p.claims.Objects = nil, nil
		for i, t := range v.Items {
			words := p.room.Say("fact.grounds." + t.Claim.Ground)
			if t.Claim.Field != "" {
				words += "·" + p.room.Say("field.record."+t.Claim.Field)
			}
			if !t.Found.IsZero() {
				words += "  " + p.room.Say("item.found", arg("finding", p.room.In(t.Found)))
			}
			p.ticks = append(p.ticks, NewCheck("inquire.claim."+strconv.Itoa(i), words, func(bool) { p.p.Tick(i) }))
			p.claims.Add(p.ticks[i])
		}
	}
	for i, t := range v.Items {
		p.ticks[i].SetChecked(t.Chosen)
	}
	p.papers.Objects = nil
	for _, e := range v.Papers {
		p.papers.Add(NewState("circle-check", e.Name, Good, Body))
	}
	if len(v.Papers) == 0 {
		p.papers.Add(NewParagraph(p.room.Say("inquire.no_papers"), Body, T2))
	}
	put(p.question, v.Question)
	p.f.show(v.FlowView)
}

// targetOptions shows offices to choose from, with what they serve and where they are.
func targetOptions(room Room, targets []present.TargetLine, chosen int, body string) []present.Option {
	var list []present.Option
	for i, t := range targets {
		note := t.Address + "  " + t.Phone
		if t.Serves {
			note = room.Say("forward.serves", arg("body", body)) + "  " + note
		}
		list = append(list, present.Option{Value: strconv.Itoa(i), Name: present.Plain(t.Name), Note: present.Plain(note), Chosen: i == chosen})
	}
	return list
}

// answerPanel gives the providing unit's answer, claim by claim.
type answerPanel struct {
	noKeys
	f     *flowFrame
	p     *present.Answer
	asked *fyne.Container
	items *caseItems
	text  *Entry
	room  Room
}

func newAnswerPanel(c *casePage) casePanel {
	p := &answerPanel{p: present.NewAnswer(c.room.Desk, c.room.Session), room: c.room, asked: Stack(4)}
	p.f = newFlowFrame(c, p.finish)
	p.items = newCaseItems(c.room, "answer.item", c.room.Say("answer.source"), p.p.Choose, p.p.TypeItem)
	p.text = NewLongEntry("answer.text", c.room.Say("answer.text"), 3).InForm()
	p.text.SetNote(c.room.Say("optional"), Neutral)
	p.text.OnChanged = p.p.Type
	p.f.body.Objects = []fyne.CanvasObject{p.asked, p.items.list, p.text}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *answerPanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *answerPanel) finish()                               { p.p.Send() }
func (p *answerPanel) first() fyne.Focusable                 { return p.items.first() }
func (p *answerPanel) frame() *flowFrame                     { return p.f }
func (p *answerPanel) pen() *present.Typing                  { return p.p.Typing }

func (p *answerPanel) show(v present.AnswerView) {
	p.asked.Objects = []fyne.CanvasObject{NewText(p.room.Say("answer.asked", arg("office", v.Asker)), Body, T1, true)}
	if v.Question != "" {
		p.asked.Add(NewParagraph(v.Question, Body, T1))
	}
	p.items.show(v.Items)
	put(p.text, v.Text)
	p.f.show(v.FlowView)
}
