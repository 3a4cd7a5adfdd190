package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// signPanel shows a reviewed proposal to the one who signs.
type signPanel struct {
	noKeys
	f       *flowFrame
	p       *present.Sign
	outcome *Text
	hands   *fyne.Container
	follows *fyne.Container
	law     *fyne.Container
	rests   *fyne.Container
	checked *Check
	text    *Entry
	room    Room
}

func newSignPanel(c *casePage) casePanel {
	p := &signPanel{p: present.NewSign(c.room.Desk, c.room.Session), room: c.room, hands: Row(16), follows: Stack(6), rests: Stack(8)}
	say := c.room.Say
	p.outcome = NewText("", Title, T1, true)
	p.f = newFlowFrame(c, p.finish)
	p.checked = NewCheck("sign.checked", say("sign.checked"), p.p.Check)
	p.text = NewEntry("sign.text", say("sign.text")).InForm()
	p.text.OnChanged = p.p.CheckIn
	p.law = Stack(10, NewState("circle-question-mark", say("sign.unverified"), Warn, Body), p.rests, p.checked, p.text)
	p.f.body.Objects = []fyne.CanvasObject{Stack(8, p.outcome, p.hands), captioned(say("sign.follows"), p.follows), Card(12, p.law)}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *signPanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *signPanel) finish()                               { p.p.Finish() }
func (p *signPanel) frame() *flowFrame                     { return p.f }
func (p *signPanel) pen() *present.Typing                  { return p.p.Typing }

func (p *signPanel) first() fyne.Focusable {
	if p.p.View().Unverified {
		return p.checked
	}
	return p.f.done
}

func (p *signPanel) show(v present.SignView) {
	p.outcome.SetWords(p.room.In(v.Outcome))
	p.hands.Objects = []fyne.CanvasObject{
		NewState("user-round", p.room.Say("sign.maker", arg("who", v.Maker)), Neutral, Body),
		NewState("user-check", p.room.Say("sign.reviewer", arg("who", v.Reviewer)), Neutral, Body),
	}
	p.follows.Objects = nil
	for _, e := range v.Effects {
		p.follows.Add(NewState("corner-down-right", p.room.In(e), Neutral, Body))
	}
	if !v.Letter.IsZero() {
		p.follows.Add(NewState("file-text", p.room.In(v.Letter), Neutral, Body))
	}
	p.f.body.Objects[2].(*fyne.Container).Hidden = !v.Unverified
	p.rests.Objects = nil
	for _, a := range v.Rests {
		p.rests.Add(Stack(2, NewParagraph(or(a.Title, a.Ruleset)+"·"+a.Instrument, Caption, T2), NewParagraph(a.Paraphrase, Caption, T1)))
	}
	p.checked.SetChecked(v.Checked)
	put(p.text, v.CheckedIn)
	p.f.show(v.FlowView)
}

// finishPanel is 告知, 送达 and 撤回.
type finishPanel struct {
	noKeys
	f        *flowFrame
	p        *present.Finish
	ways     *Options
	receiver *Entry
	reason   *Entry
	way      fyne.CanvasObject
	act      present.ActionID
}

func newFinishPanel(c *casePage) casePanel {
	p := &finishPanel{p: present.NewFinish(c.room.Desk, c.room.Session)}
	p.f = newFlowFrame(c, p.finish)
	p.ways = NewOptions("", false, p.p.Choose)
	p.receiver = NewEntry("", c.room.Say("serve.receiver")).InForm()
	p.receiver.OnChanged = p.p.TypeReceiver
	p.reason = NewLongEntry("", c.room.Say("withdraw.reason"), 3).InForm()
	p.reason.OnChanged = p.p.TypeReason
	p.way = captioned(c.room.Say("finish.way"), p.ways)
	p.f.body.Objects = []fyne.CanvasObject{p.way, p.receiver, p.reason}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *finishPanel) begin(act present.ActionID, id cases.ID) {
	p.act = act
	p.ways.ID, p.receiver.ID, p.reason.ID = string(act)+".way", string(act)+".receiver", string(act)+".reason"
	p.p.Open(id, act)
}

func (p *finishPanel) finish()              { p.p.Finish() }
func (p *finishPanel) frame() *flowFrame    { return p.f }
func (p *finishPanel) pen() *present.Typing { return p.p.Typing }

func (p *finishPanel) first() fyne.Focusable {
	if p.act == present.ActWithdraw {
		return p.reason.Focusable()
	}
	return p.ways.Focusable()
}

func (p *finishPanel) show(v present.FinishView) {
	p.f.page.choices(p.ways, v.Ways)
	hide(p.way, len(v.Ways) == 0)
	hide(p.receiver, !v.Named)
	hide(p.reason, !v.Reasoned)
	put(p.receiver, v.Receiver)
	put(p.reason, v.Reason)
	p.f.show(v.FlowView)
}

// hide takes an object away or shows it.
func hide(o fyne.CanvasObject, away bool) {
	if away {
		o.Hide()
		return
	}
	o.Show()
}
