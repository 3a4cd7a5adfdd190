package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// reviewPanel shows a proposal to its reviewer, place by place.
type reviewPanel struct {
	f       *flowFrame
	p       *present.Review
	head    *Text
	maker   *Pill
	places  *RowList
	lines   []present.PlaceToCheck
	options *Options
	reasons []*Check
	returns *fyne.Container
	text    *Entry
	room    Room
}

func newReviewPanel(c *casePage) casePanel {
	p := &reviewPanel{p: present.NewReview(c.room.Desk, c.room.Session), room: c.room, returns: Stack(8)}
	say := c.room.Say
	p.head, p.maker = NewText("", Section, T1, true), NewState("users", "", Neutral, Caption)
	p.f = newFlowFrame(c, p.finish)
	p.options = NewOptions("review.choice", true, p.p.Choose)
	p.places = p.list()
	p.text = NewLongEntry("review.text", say("review.text"), 3).InForm()
	p.text.OnChanged = p.p.Type
	next := NewButton("review.next_place", Quiet, say("review.next_place"), func() { p.step(1) }).WithKeys("F8")
	places := Layer(NewCard(), Pad(1, Lines(0, []float32{em(36), 1, em(144)},
		Inset(0, 12, 0, 12, SpreadRow(8, []float32{Share(1)}, NewText(say("review.places"), Body, T1, true), next)), HLine(), p.places)))
	p.f.body.Objects = []fyne.CanvasObject{SpreadRow(12, []float32{0, Share(1), 0}, p.head, Space(1, 1), p.maker), places,
		Columns(24, []float32{Share(1), Share(1)}, Stack(12, p.options, p.text), captioned(say("review.reasons"), p.returns))}
	p.p.Changed = p.show
	p.p.Moved = func(x cases.Case) { c.moved(x, p.p.View().Said) }
	return p
}

func (p *reviewPanel) begin(_ present.ActionID, id cases.ID) { p.p.Open(id) }
func (p *reviewPanel) finish()                               { p.p.Finish() }
func (p *reviewPanel) first() fyne.Focusable                 { return p.options.Focusable() }
func (p *reviewPanel) frame() *flowFrame                     { return p.f }
func (p *reviewPanel) pen() *present.Typing                  { return p.p.Typing }

func (p *reviewPanel) keys() map[string]func() {
	return map[string]func(){
		"F8": func() { p.step(1) }, "Shift+F8": func() { p.step(-1) },
		"Ctrl+B": func() { p.p.Choose("return") },
	}
}

func (p *reviewPanel) step(n int) {
	p.p.Step(n)
	if at := p.p.View().Place; at >= 0 {
		p.places.Select(at)
	}
}

func (p *reviewPanel) list() *RowList {
	l := NewRowList("review.places")
	l.Count = func() int { return len(p.lines) }
	l.Height = func(int) float32 { return em(48) }
	l.Make = func(int) ListRow { return NewTableRow(12, 180, Share(1), 96) }
	l.Name = func(i int) (string, string) { return "review.place." + strconv.Itoa(i+1), p.room.In(p.lines[i].Title) }
	l.Fill = func(i int, row ListRow) {
		x := p.lines[i]
		now := Cell{Words: p.room.In(x.Now), Tone: toneOf(x.Tone)}
		if !x.Was.IsZero() {
			now.Below = p.room.Say("review.was", arg("text", p.room.In(x.Was)))
		}
		seen := Cell{Icon: "circle-dashed", Words: p.room.Say("review.look"), Tone: Neutral, Small: true}
		if x.Seen {
			seen = Cell{Icon: "check", Words: p.room.Say("review.seen"), Tone: Good, Small: true}
		}
		row.(*TableRow).Set(Cell{Words: p.room.In(x.Title), Quiet: true}, now, seen)
	}
	l.OnSelected = func(i int) {
		if i != p.p.View().Place {
			p.p.See(i)
		}
	}
	return l
}

func (p *reviewPanel) show(v present.ReviewView) {
	p.head.SetWords(p.room.Say("review.proposed", arg("outcome", p.room.In(v.Outcome))))
	p.maker.Set("users", p.room.Say("review.maker", arg("who", v.Maker)), Neutral)
	p.lines = v.Places
	p.places.Reload()
	p.f.page.choices(p.options, v.Options)
	if len(p.reasons) != len(v.Reasons) {
		p.reasons, p.returns.Objects = nil, nil
		for _, r := range v.Reasons {
			t := NewCheck("review.reason."+r.Value, r.Value+"  "+p.room.In(r.Name), func(bool) { p.p.Tick(r.Value) })
			p.reasons = append(p.reasons, t)
			p.returns.Add(t)
		}
	}
	for i, r := range v.Reasons {
		p.reasons[i].SetChecked(r.Chosen)
	}
	put(p.text, v.Text)
	p.f.show(v.FlowView)
}
