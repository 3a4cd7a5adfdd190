package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// noticePanel asks for everything that is missing, once, or takes it in.
type noticePanel struct {
	noKeys
	f     *flowFrame
	p     *present.Notice
	count *Text
	list  *fyne.Container
	ticks []*Check
	room  Room
}

func newNoticePanel(c *casePage) casePanel {
	p := &noticePanel{p: present.NewNotice(c.room.Desk, c.room.Session), room: c.room, count: NewText("", Body, T1, true), list: Stack(10)}
	p.f = newFlowFrame(c, p.finish)
	p.f.body.Objects = []fyne.CanvasObject{p.count, p.list}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *noticePanel) begin(act present.ActionID, id cases.ID) { p.p.Open(id, act) }
func (p *noticePanel) finish()                                 { p.p.Finish() }
func (p *noticePanel) frame() *flowFrame                       { return p.f }
func (p *noticePanel) pen() *present.Typing                    { return p.p.Typing }

func (p *noticePanel) first() fyne.Focusable {
	if len(p.ticks) > 0 {
		return p.ticks[0]
	}
	return p.f.back
}

func (p *noticePanel) show(v present.NoticeView) {
	p.count.SetWords(p.room.Say("notice.count", arg("n", strconv.Itoa(v.Chosen)), arg("of", strconv.Itoa(len(v.Papers)))))
	if len(p.ticks) != len(v.Papers) {
		p.build(v)
	}
	for i, l := range v.Papers {
		p.ticks[i].SetChecked(l.Chosen)
	}
	p.f.show(v.FlowView)
}

func (p *noticePanel) build(v present.NoticeView) {
	p.ticks, p.list.Objects = nil, nil
	for i, l := range v.Papers {
		t := NewCheck(string(v.Act)+".paper."+strconv.Itoa(i+1), p.room.In(l.Name), func(bool) { p.p.Tick(i) })
		p.ticks = append(p.ticks, t)
		note := fyne.CanvasObject(NewText(p.room.In(l.Why), Caption, T2, false))
		if !l.Verified {
			note = NewPill("circle-question-mark", p.room.Say("unverified"), Warn)
		}
		p.list.Add(SpreadRow(8, []float32{0, Share(1), 0}, t, Space(1, 1), note))
	}
	if len(v.Papers) == 0 {
		p.list.Add(NewParagraph(p.room.Say("notice.none"), Body, T2))
	}
}
