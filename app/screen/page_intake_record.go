package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// intakeRecords is the right card of the finding steps: the records of the
// subject to choose one from, its cases, or the fields of a record typed in.
type intakeRecords struct {
	room   Room
	p      *present.Intake
	step   present.IntakeStep
	choice *Options
	form   *fieldForm
	warn   *fyne.Container
	head   *fyne.Container
	hold   *fyne.Container
	list   *fyne.Container
	scroll *Scroll
	hand   *Scroll
	typed  *fyne.Container
	drawn  string // the records drawn, without which is chosen
	root   *fyne.Container
}

func newIntakeRecords(room Room, p *present.Intake) *intakeRecords {
	r := &intakeRecords{room: room, p: p, warn: Stack(0), head: Stack(0), hold: Layer(), typed: Stack(0)}
	r.choice = NewOptions("intake.record", true, r.choose)
	r.form = newFieldForm(room, "intake", p.Set, func() { r.hand.Relayout() })
	r.list = Stack(0)
	r.scroll = NewScroll(r.list)
	r.hand = NewScroll(Pad(16, r.typed))
	r.root = Layer(NewCard(), Pad(1, Lines(0, []float32{0, 0, Share(1)}, r.head, r.warn, r.hold)))
	return r
}

func (r *intakeRecords) object() fyne.CanvasObject { return r.root }

func (r *intakeRecords) first(v present.IntakeView) fyne.Focusable {
	switch {
	case v.ByHand:
		return r.form.first("record.doc_number", "record.body", "record.decided_on", "record.violation", "record.content")
	case v.Record >= 0 && v.Record < len(r.choice.cards):
		return r.choice.cards[v.Record]
	}
	return r.choice.Focusable()
}

// choose takes a record; who chooses one has also chosen its subject.
func (r *intakeRecords) choose(id string) {
	i, err := strconv.Atoi(id)
	if err != nil {
		return
	}
	r.p.ChooseRecord(i)
	if r.step == present.StepSubject {
		r.p.Next()
	}
}

func (r *intakeRecords) show(v present.IntakeView) {
	r.step = v.Step
	r.warn.Objects = nil
	if !v.Taken.IsZero() {
		r.warn.Add(Inset(0, 12, 10, 12, NewBanner("intake.taken", Warn, r.room.In(v.Taken), r.room.Say("workbench.open"), func() {
			r.room.Go(Route{Page: PageCase, Case: v.TakenCase})
		})))
	}
	r.warn.Hidden = len(r.warn.Objects) == 0
	var content fyne.CanvasObject
	chosen := v.Subject >= 0 && v.Subject < len(v.Subjects)
	r.head.Objects = nil
	switch {
	case v.ByHand && v.Step == present.StepRecord:
		r.head.Add(CardHead(r.room.Say("intake.record_by_hand"), r.room.Say("intake.record_by_hand_note")))
		content = r.hand
		r.showForm(v)
	case v.ByHand:
		content = Inset(72, 0, 0, 0, NewEmpty("pencil", r.room.Say("intake.by_hand"), r.room.Say("intake.by_hand_next")))
	case chosen:
		s := v.Subjects[v.Subject]
		name := NewParagraph(s.Name, Section, T1)
		name.Bold = true
		r.head.Add(Inset(12, 16, 10, 16, Stack(2, name, NewText(s.Code, Caption, T2, false))))
		content = r.scroll
		r.showRecords(v)
	case v.Searching:
		content = Pad(12, NewSkeleton(4))
	default:
		content = Inset(72, 0, 0, 0, NewEmpty("file-search", r.room.Say("intake.pick"), r.room.Say("intake.pick_note")))
	}
	r.hold.Objects = []fyne.CanvasObject{content}
	r.root.Refresh()
}

func (r *intakeRecords) showForm(v present.IntakeView) {
	other, moved := r.form.show(v.Fields)
	if other {
		left := r.form.column([]string{"record.doc_number"}, []string{"record.body"}, []string{"record.decided_on", "record.public_until"},
			[]string{"record.fine"}, []string{"record.violation"}, []string{"record.content"})
		right := r.form.column([]string{"record.field"})
		r.typed.Objects = []fyne.CanvasObject{Columns(16, []float32{Share(3), Share(2)}, left, right)}
	}
	if other || moved {
		r.hand.Relayout()
	}
}

// showRecords draws the records of a subject and its cases.
func (r *intakeRecords) showRecords(v present.IntakeView) {
	var choices []Choice
	drawn := ""
	for i, x := range v.Records {
		c := Choice{ID: strconv.Itoa(i), Label: strings.Join(filled(x.Title, r.room.In(x.Penalty)), " · "), Detail: r.detail(x)}
		choices = append(choices, c)
		drawn += c.Label + "\n" + c.Detail + "\n"
	}
	for _, k := range v.Known {
		drawn += k.Row.Number + string(k.Row.State) + "\n"
	}
	if drawn != r.drawn || len(r.choice.cards) != len(choices) {
		r.drawn = drawn
		r.choice.SetChoices(choices)
		r.list.Objects = nil
		head := NewHeadRow(16)
		head.Set(r.room.Say("intake.records_head"), strconv.Itoa(len(choices)), r.room.Say("intake.records_note"), Neutral)
		r.list.Objects = []fyne.CanvasObject{head, Pad(12, r.choice)}
		r.showKnown(v.Known)
		r.scroll.Relayout()
	}
	chosen := ""
	if v.Record >= 0 {
		chosen = strconv.Itoa(v.Record)
	}
	if r.choice.Chosen() != chosen {
		r.choice.SetChosen(chosen)
	}
}

func (r *intakeRecords) showKnown(known []present.QueueLine) {
	if len(known) == 0 {
		return
	}
	head := NewHeadRow(16)
	head.Set(r.room.Say("intake.known"), strconv.Itoa(len(known)), r.room.Say("intake.known_note"), Neutral)
	r.list.Add(head)
	for _, k := range known {
		row := NewTableRow(16, 200, Share(1), 96, 84)
		row.Set(Cell{Words: k.Row.Number}, Cell{Words: strings.Join(filled(r.room.In(k.Matter), k.Record), " · "), Quiet: true},
			Cell{Words: r.room.In(k.Stage)}, Cell{Words: r.room.In(k.Badge.Words), Quiet: true})
		r.list.Add(Fix(0, em(34), row))
	}
}

// detail is the second line of a record: who decided it and when, what is told
// twice, and in whose hands it is.
func (r *intakeRecords) detail(x present.RecordLine) string {
	parts := filled(x.Body)
	if !x.On.IsZero() {
		parts = append(parts, r.room.Say("intake.decided_on", cases.Arg{Name: "day", Value: x.On.String()}))
	}
	if x.Twice > 0 {
		parts = append(parts, r.room.Say("intake.twice", cases.Arg{Name: "n", Value: strconv.Itoa(x.Twice)}))
	}
	var differs []string
	for _, d := range x.Differs {
		differs = append(differs, r.room.In(d))
	}
	if len(differs) > 0 {
		parts = append(parts, r.room.Say("intake.differs", cases.Arg{Name: "fields", Value: strings.Join(differs, r.room.Say("list.comma"))}))
	}
	return strings.Join(append(parts, filled(r.room.In(x.Taken))...), " · ")
}

// filled leaves out what is empty.
func filled(words ...string) (out []string) {
	for _, w := range words {
		if w != "" {
			out = append(out, w)
		}
	}
	return out
}
