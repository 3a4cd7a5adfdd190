package present

import (
	"encoding/json"
	"time"

	"casedesk/cases"
)

// IntakeStep is a step of a new case.
type IntakeStep int

// The steps.
const (
	StepTriage  IntakeStep = iota // 分流
	StepSubject                   // 主体
	StepRecord                    // 记录
	StepMatter                    // 事项与委托
	StepPapers                    // 材料
	StepCheck                     // 核对
	StepDone                      // 收件
)

var stepKeys = [...]string{"step.triage", "step.subject", "step.record", "step.matter", "step.papers", "step.check", "step.done"}

// IntakeView is what the new-case page shows.
type IntakeView struct {
	Step        IntakeStep
	Steps       []StepLine
	Matter      cases.Matter // "" while the triage does not say
	MatterAs    Words
	Questions   []TriageQuestion
	Referral    Words // where the visitor is sent instead; nothing when the case can be taken
	Slip        Words // that the slip for the way was printed
	Query       string
	QueryHidden bool // it is the number of a person, masked while nobody types there
	Hint        CodeHint
	Searching   bool
	Subjects    []SubjectLine
	Subject     int // -1 for none
	NoSubject   Words
	ByHand      bool // the subject and record are typed in
	Records     []RecordLine
	Record      int         // -1 for none
	Known       []QueueLine // cases this subject has already
	Taken       Words       // somebody has this very record in hand
	TakenCase   cases.ID
	Fields      []FieldView // of this step
	Claims      []ClaimLine // of an objection
	Papers      []PaperLine
	Checks      []CheckLine
	Summary     []SummaryLine // of what would be received, on the check page
	Saved       Words         // 草稿已存 10:41:07
	Dirty       bool
	Drafts      []DraftLine
	CanNext     bool
	CanBack     bool
	Blocked     error // why the next step is shut
	Busy        bool
	Case        cases.Case // once received
	Receipt     string     // 收件号
	Letter      bool       // the receipt letter was issued
	Problem     error
}

// StepLine is one step of the stepper.
type StepLine struct {
	Name Words
	Done bool
	Now  bool
}

// TriageQuestion is one of the two questions before anything else.
type TriageQuestion struct {
	ID      string
	Title   Words
	Options []Option
}

// Intake presents the taking in of a new case. What is typed is a draft, kept by
// Tick within a second and never part of the record before Receive.
type Intake struct {
	Changed func(IntakeView)
	// Received is called once the case exists.
	Received func(cases.Case)

	s           Session
	find, save  errand
	send, look  errand
	rules, list errand
	then        func()   // what waits for the save under way
	id          cases.ID // of the draft; zero while nothing was typed
	form        intakeForm
	changes     int // raised with every change, to see what a save has missed
	kept        int // the changes that are on disk
	saving      bool
	steps       steps
	found       []cases.Record
	papers      []PaperLine // what the rules ask for, before the form's own marks
	view        IntakeView

	bare  bareField
	typed map[string]bool // fields that were typed in this sitting
	eye   errand
}

// NewIntake makes an empty form.
func NewIntake(desk Desk, s Session) *Intake {
	e := errand{desk: desk}
	p := &Intake{Changed: func(IntakeView) {}, Received: func(cases.Case) {}, s: s, find: e, save: e, send: e, look: e, rules: e, list: e, eye: e}
	p.reset()
	p.fill()
	return p
}

// View gives the page as it is.
func (p *Intake) View() IntakeView { return p.view }

// New starts an empty form; the draft of the one before stays.
func (p *Intake) New() {
	p.reset()
	p.show()
}

func (p *Intake) reset() {
	for _, e := range []*errand{&p.find, &p.save, &p.send, &p.look, &p.rules, &p.list, &p.eye} {
		e.forget()
	}
	p.id, p.form, p.changes, p.kept, p.saving = cases.ID{}, newForm(), 0, 0, false
	p.found, p.papers, p.then = nil, nil, nil
	p.bare, p.typed = bareField{}, map[string]bool{}
	p.steps.begin(p.form)
	p.view = IntakeView{Subject: -1, Record: -1, Drafts: p.view.Drafts}
}

// touched marks the form as changed and shows it.
func (p *Intake) touched() {
	p.changes++
	p.steps.note(p.form)
	p.view.Problem = nil
	p.show()
}

// Undo takes the last change of the form back and tells whether there was one.
func (p *Intake) Undo() bool { return p.back(p.steps.undo()) }

// Redo does it again.
func (p *Intake) Redo() bool { return p.back(p.steps.redo()) }

func (p *Intake) back(body []byte) bool {
	f := newForm()
	if body == nil || p.view.Busy || p.form.Step == StepDone || json.Unmarshal(body, &f) != nil {
		return false
	}
	query := p.form.Query
	p.form = f
	p.changes++
	if f.Query != query {
		p.seek(f.Query)
	}
	if f.Step >= StepPapers {
		p.askPapers()
	}
	p.show()
	return true
}

func (p *Intake) show() {
	p.fill()
	p.Changed(p.view)
}

// fill makes the view of the form.
func (p *Intake) fill() {
	v := &p.view
	v.Step, v.Matter, v.Query, v.ByHand = p.form.Step, p.form.matter(), p.form.Query, p.form.ByHand
	v.MatterAs = Words{}
	if v.Matter != "" {
		v.MatterAs = Say(under("matter", string(v.Matter)))
	}
	v.Questions, v.Referral, v.Slip = triage(p.form), p.form.referral(), Words{}
	v.Fields, v.Claims = p.veiled(p.s.unprintable(p.form.fields(p.s.Work.Today()))), p.form.claimLines()
	v.QueryHidden = p.bare.key != fieldQuery && isNumber(v.Query, p.s.Work.Today())
	if v.QueryHidden {
		v.Query = cases.MaskNumber(v.Query)
	}
	v.Papers = p.form.paperLines(p.papers)
	v.Checks, v.Summary = p.checks(), p.summary()
	v.Dirty = p.changes != p.kept
	v.Blocked = p.shut()
	v.CanNext = v.Blocked == nil && !v.Busy && v.Step < StepDone
	v.CanBack = v.Step > StepTriage && v.Step < StepDone && !v.Busy
	v.Steps = nil
	for i, key := range stepKeys {
		v.Steps = append(v.Steps, StepLine{Say(key), IntakeStep(i) < v.Step || v.Step == StepDone, IntakeStep(i) == v.Step})
	}
}

// Answer answers a triage question: "source" or "fault".
func (p *Intake) Answer(question, value string) {
	if p.form.Step == StepDone {
		return
	}
	if question == "source" {
		p.form.Source = value
	} else {
		p.form.Fault = value
	}
	if p.form.Step == StepTriage && p.form.matter() != "" {
		p.form.Step = StepSubject
	}
	p.touched()
}

// Next goes on to the next step; on the check page it receives the case.
func (p *Intake) Next() {
	if p.shut() != nil || p.view.Busy || p.form.Step >= StepDone {
		return
	}
	if p.form.Step == StepCheck {
		p.receive()
		return
	}
	p.form.Step++
	p.entered()
	p.touched()
}

// Back goes one step back; nothing typed is lost.
func (p *Intake) Back() {
	if p.view.CanBack {
		p.form.Step--
		p.touched()
	}
}

// Return goes to an earlier step at once, to change an answer or mend what the
// check page found; nothing typed is lost.
func (p *Intake) Return(step IntakeStep) {
	if p.view.CanBack && step >= StepTriage && step < p.form.Step {
		p.form.Step = step
		p.touched()
	}
}

// entered prepares the step that was just come to.
func (p *Intake) entered() {
	switch p.form.Step {
	case StepMatter:
		p.form.fillParty()
	case StepPapers:
		p.askPapers()
	}
}

// Set takes one field as it is typed; the keys are those of the view's Fields.
func (p *Intake) Set(key, text string) {
	if p.form.Step == StepDone {
		return
	}
	p.form.Fields[key] = text
	p.typed[key] = true
	p.bare.until = p.s.Work.Now().Add(p.s.reveal())
	p.touched()
}

// Tick keeps the draft if something changed since it was last kept; the screen's
// timer calls it at least once a second.
func (p *Intake) Tick(now time.Time) {
	if p.bare.over(now) {
		p.Hide(p.bare.key)
	}
	p.keep(now)
}
