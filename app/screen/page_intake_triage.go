package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// intakeTriage asks the two questions that come before anything else, says where
// the visitor is sent instead, and offers the drafts that were left.
type intakeTriage struct {
	room   Room
	p      *present.Intake
	asked  map[string]*Options
	refer  *fyne.Container
	drafts *fyne.Container
	lines  string // the drafts shown
	root   *Scroll
}

func newIntakeTriage(room Room, p *present.Intake) *intakeTriage {
	t := &intakeTriage{room: room, p: p, asked: map[string]*Options{}, refer: Stack(0), drafts: Stack(0)}
	cards := Columns(8, []float32{Share(1), Share(1)})
	for i, q := range p.View().Questions {
		choices, _ := choicesOf(room, q.Options)
		o := NewOptions("intake."+q.ID, true, func(value string) { p.Answer(q.ID, value) }, choices...)
		t.asked[q.ID] = o
		head := SpreadRow(8, []float32{Share(1)}, NewName(strconv.Itoa(i+1)+"  "+room.In(q.Title), Section, T1, true), NewKeycaps("", "Alt", strconv.Itoa(i+1)))
		cards.Add(Card(16, Stack(12, head, o)))
	}
	t.root = NewScroll(Stack(8, cards, t.refer, t.drafts)).BarBeside()
	return t
}

func (t *intakeTriage) object() fyne.CanvasObject { return t.root }

func (t *intakeTriage) first(v present.IntakeView) fyne.Focusable {
	for _, q := range v.Questions {
		if t.asked[q.ID].Chosen() == "" {
			return t.asked[q.ID].Focusable()
		}
	}
	return t.asked[v.Questions[0].ID].Focusable()
}

// question is the first card of a question, counted from 0.
func (t *intakeTriage) question(n int) fyne.Focusable {
	return t.asked[t.p.View().Questions[n].ID].Focusable()
}

func (t *intakeTriage) show(v present.IntakeView) {
	for _, q := range v.Questions {
		if _, chosen := choicesOf(t.room, q.Options); t.asked[q.ID].Chosen() != chosen {
			t.asked[q.ID].SetChosen(chosen)
		}
	}
	t.refer.Objects = nil
	if !v.Referral.IsZero() {
		t.refer.Add(NewBanner("intake.referral", Info, t.room.In(v.Referral), "", nil))
		t.addSlip(v)
	}
	t.refer.Hidden = len(t.refer.Objects) == 0
	t.showDrafts(v.Drafts)
	t.root.Relayout()
}

// addSlip offers the slip that tells the visitor where to go.
func (t *intakeTriage) addSlip(v present.IntakeView) {
	if !t.p.CanPrintReferral() {
		return
	}
	row := []fyne.CanvasObject{NewButton("intake.slip", Secondary, t.room.Say("intake.slip"), t.p.PrintReferral).WithIcon("printer").AsSmall()}
	switch {
	case v.Problem != nil:
		row = append(row, NewState("circle-alert", t.room.Trouble(v.Problem), Bad, Caption))
	case !v.Slip.IsZero():
		row = append(row, NewState("circle-check", t.room.In(v.Slip), Good, Caption))
	}
	t.refer.Add(Row(12, row...))
}

// showDrafts lists what was left unfinished, the latest first.
func (t *intakeTriage) showDrafts(drafts []present.DraftLine) {
	lines := ""
	for _, d := range drafts {
		lines += d.ID.String() + t.room.In(d.Saved)
	}
	if lines == t.lines {
		return
	}
	t.lines = lines
	t.drafts.Objects = nil
	rows := Stack(0, CardHead(t.room.Say("intake.drafts"), t.room.Say("intake.drafts_note")))
	for i, d := range drafts {
		n, name := strconv.Itoa(i), d.Name
		if name == "" {
			name = t.room.Say("intake.draft_unnamed")
		}
		if i > 0 {
			rows.Add(HLine())
		}
		rows.Add(Inset(6, 12, 6, 12, SpreadRow(8, []float32{em(18), Share(1)},
			NewIcon("file-pen", T2, 16),
			Stack(0, NewName(name, Body, T1, false), NewName(t.room.In(d.Step)+" · "+t.room.In(d.Saved), Caption, T2, false)),
			NewButton("intake.draft."+n+".drop", Quiet, t.room.Say("intake.draft_drop"), func() { t.p.Discard(d.ID) }).AsSmall(),
			NewButton("intake.draft."+n, Secondary, t.room.Say("intake.draft_open"), func() { t.p.Reopen(d.ID) }).AsSmall())))
	}
	if len(drafts) > 0 {
		t.drafts.Add(Card(1, rows))
	}
	t.drafts.Refresh()
}
