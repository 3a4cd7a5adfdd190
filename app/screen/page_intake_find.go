package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// intakeFind is the steps of subject and record: at the left who it is about, at
// the right that subject's records and cases.
type intakeFind struct {
	room     Room
	p        *present.Intake
	view     present.IntakeView
	search   *Entry
	offer    *Button
	hint     *fyne.Container
	heading  *HeadRow
	subjects *RowList
	empty    *fyne.Container
	left     *fyne.Container
	answers  *fyne.Container
	answered string
	records  *intakeRecords
	root     *fyne.Container
}

func newIntakeFind(room Room, p *present.Intake) *intakeFind {
	f := &intakeFind{room: room, p: p, view: p.View(), empty: Layer(), answers: Stack(0), heading: NewHeadRow(12)}
	say := room.Say
	f.search = NewSearch("intake.search", say("intake.search"))
	f.search.OnChanged = func(s string) {
		if s != f.view.Query { // else the presenter put it there
			p.Search(s)
		}
	}
	f.search.veil.lift = func() { p.Bare("query") }
	f.search.OnArrive = f.search.veil.lift
	f.search.OnLeave = func() { p.Hide("query") }
	f.search.OnSubmitted = func(string) { f.submit() }
	f.offer = NewButton("intake.suggest", Secondary, "", p.UseSuggestion).WithKeys("Enter")
	f.hint = Stack(0, Row(8, f.offer))
	f.subjects = f.buildList()
	f.records = newIntakeRecords(room, p)
	hand := NewButton("intake.by_hand", Quiet, say("intake.by_hand_long"), f.byHand).WithIcon("plus").WithKeys("Ctrl", "J")
	name := Stack(0, NewText(say("intake.find"), Section, T1, true), NewParagraph(say("intake.find_note"), Caption, T2))
	name.Hidden = largeType()
	top := Inset(12, 12, 10, 12, Stack(8, name, f.search, f.hint))
	f.left = Lines(0, []float32{0, HeadHeight(), Share(1), 1, 0}, top, f.heading, Layer(f.subjects, f.empty), HLine(),
		Inset(6, 12, 6, 4, Row(0, hand)))
	f.root = Lines(8, []float32{0, Share(1)}, f.answers, Columns(8, []float32{Share(3), Share(5)},
		Layer(NewCard(), Pad(1, f.left)), f.records.object()))
	return f
}

func (f *intakeFind) object() fyne.CanvasObject { return f.root }

func (f *intakeFind) first(v present.IntakeView) fyne.Focusable {
	if v.Step == present.StepRecord {
		if o := f.records.first(v); o != nil {
			return o
		}
	}
	return f.search.Focusable()
}

func (f *intakeFind) buildList() *RowList {
	l := NewRowList("intake.subjects")
	l.Count = func() int { return len(f.view.Subjects) }
	l.Height = func(int) float32 { return em(48) }
	l.Make = func(int) ListRow { return NewTableRow(12, Share(1), 78) }
	l.Fill = func(i int, row ListRow) {
		s := f.view.Subjects[i]
		open := Cell{Words: f.count("intake.records", s.Records), Small: true, Quiet: true}
		if s.Open > 0 {
			open.Below = f.count("intake.open", s.Open)
		}
		row.(*TableRow).Set(Cell{Words: s.Name, Below: s.Code}, open)
	}
	l.Name = func(i int) (string, string) { return "intake.subject." + strconv.Itoa(i), f.view.Subjects[i].Name }
	l.OnSelected = f.p.ChooseSubject
	return l
}

// submit is Enter in the search: the likely code, else on to what was found.
func (f *intakeFind) submit() {
	switch {
	case f.view.Hint.Suggest != "":
		f.p.UseSuggestion()
	case f.view.Subject >= 0 && len(f.view.Records) > 0:
		f.room.Canvas.Focus(f.records.first(f.view))
	case len(f.view.Subjects) > 0:
		f.room.Canvas.Focus(f.subjects)
	}
}

// byHand goes on to the record's fields at once.
func (f *intakeFind) byHand() {
	f.p.EnterByHand()
	if f.view.Step == present.StepSubject {
		f.p.Next()
	}
	f.room.Canvas.Focus(f.first(f.view))
}

// nextPane moves the keyboard from the search to the subjects, to the records,
// and back.
func (f *intakeFind) nextPane() {
	panes := []fyne.Focusable{f.search.Focusable()}
	if len(f.view.Subjects) > 0 {
		panes = append(panes, f.subjects)
	}
	if o := f.records.first(f.view); o != nil && (f.view.ByHand || len(f.view.Records) > 0) {
		panes = append(panes, o)
	}
	at := len(panes) - 1
	for i, x := range panes {
		if x == f.room.Canvas.Focused() {
			at = i
		}
	}
	f.room.Canvas.Focus(panes[(at+1)%len(panes)])
}

func (f *intakeFind) count(key string, n int) string {
	return f.room.Say(key, cases.Arg{Name: "n", Value: strconv.Itoa(n)})
}

func (f *intakeFind) show(v present.IntakeView) {
	f.view = v
	f.search.Veil(v.QueryHidden, v.Query)
	trouble, hint := "", ""
	if v.Hint.Shown {
		words := f.room.Trouble(v.Hint.Reason) + f.room.In(v.Hint.Explain)
		if v.Hint.Warn {
			hint = words
		} else {
			trouble = words
		}
	}
	f.search.Hint = hint
	f.search.SetTrouble(trouble)
	f.offer.SetLabel(f.room.In(v.Hint.Offer))
	f.hint.Hidden = v.Hint.Offer.IsZero()
	f.heading.Set(f.room.Say("intake.found"), strconv.Itoa(len(v.Subjects)), "", Neutral)
	f.subjects.selected = v.Subject
	f.subjects.Reload()
	f.showEmpty(v)
	f.showAnswers(v)
	f.left.Refresh()
	f.records.show(v)
}

func (f *intakeFind) showEmpty(v present.IntakeView) {
	f.empty.Objects = nil
	switch {
	case len(v.Subjects) > 0:
	case v.ByHand:
		f.empty.Add(NewScroll(NewEmpty("pencil", f.room.Say("intake.by_hand"), f.room.Say("intake.by_hand_note"))))
	case v.Searching:
	case !v.NoSubject.IsZero():
		f.empty.Add(NewScroll(NewEmpty("search", f.room.Say("intake.none_found"), f.room.In(v.NoSubject))))
	}
	f.empty.Refresh()
}

// showAnswers repeats the answers of the triage, each with a way to change it.
func (f *intakeFind) showAnswers(v present.IntakeView) {
	key := ""
	var rows []fyne.CanvasObject
	for i, q := range v.Questions {
		for _, o := range q.Options {
			if !o.Chosen {
				continue
			}
			key += o.Value + " "
			n := strconv.Itoa(i + 1)
			change := NewButton("intake.change."+q.ID, Quiet, f.room.Say("intake.change"), func() { f.p.Return(present.StepTriage) }).WithKeys("Alt", n).AsSmall()
			rows = append(rows, SpreadRow(12, []float32{em(16), Share(5), Share(4), Share(6), 0}, NewIcon("circle-check", Grn, 16),
				NewName(f.room.In(q.Title), Body, T1, false), NewName(f.room.In(o.Name), Body, T1, true),
				NewName(f.room.In(o.Note), Caption, T2, false), change))
		}
	}
	if key == f.answered {
		return
	}
	f.answered = key
	f.answers.Hidden = largeType() // Alt and a digit still change them
	f.answers.Objects = []fyne.CanvasObject{Layer(NewCard(), Inset(4, 12, 4, 12, Stack(2, rows...)))}
	f.root.Refresh()
}
