package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// intakeMatter is the step of who applies, who comes for them, and, for an
// objection, what is said to be wrong.
type intakeMatter struct {
	room   Room
	p      *present.Intake
	form   *fieldForm
	claims *intakeClaims
	party  *fyne.Container
	agent  *fyne.Container
	said   *fyne.Container // what the applicant states
	left   *Scroll
	right  *Scroll
	matter cases.Matter
	root   *fyne.Container
}

func newIntakeMatter(room Room, p *present.Intake) *intakeMatter {
	m := &intakeMatter{room: room, p: p, party: Stack(0), agent: Stack(0), said: Stack(0), root: Layer()}
	m.form = newFieldForm(room, "intake", p.Set, m.relayout)
	m.form.bare, m.form.hide = p.Bare, p.Hide
	m.claims = newIntakeClaims(room, p)
	return m
}

func (m *intakeMatter) object() fyne.CanvasObject { return m.root }

// first is the first field that still wants an answer.
func (m *intakeMatter) first(v present.IntakeView) fyne.Focusable {
	keys := []string{"party.kind", "party.name", "party.code", "party.id_number", "agent.who", "agent.name"}
	if v.Matter == cases.Objection { // there the mandate stands first
		keys = []string{"agent.who", "agent.name", "party.kind", "party.name", "party.code", "party.id_number"}
	}
	return m.form.first(keys...)
}

func (m *intakeMatter) show(v present.IntakeView) {
	other, moved := m.form.show(v.Fields)
	if v.Matter != m.matter {
		m.matter = v.Matter
		m.build()
		other = true
	}
	if other {
		f := m.form
		m.party.Objects = []fyne.CanvasObject{f.column([]string{"party.kind"}, []string{"party.name"}, []string{"party.code"},
			[]string{"party.id_number"}, []string{"party.chief", "party.phone"}, []string{"party.address"})}
		m.agent.Objects = []fyne.CanvasObject{f.column([]string{"agent.who"}, []string{"agent.name", "agent.phone"},
			[]string{"agent.id_number", "agent.until"})}
		m.said.Objects = []fyne.CanvasObject{f.column([]string{"statement"})}
	}
	if v.Matter == cases.Objection && m.claims.show(v.Claims) {
		m.right.Relayout()
	}
	if other || moved {
		m.relayout()
	}
}

func (m *intakeMatter) relayout() {
	m.left.Relayout()
	m.right.Relayout()
}

// build lays the step: for a repair two equal columns; for an objection the
// fields stand in a narrow column and what is wrong has the room.
func (m *intakeMatter) build() {
	say := m.room.Say
	partyHead := CardHead(say("intake.party"), say("intake.party_note"))
	agentHead := CardHead(say("intake.agent"), "")
	card := func(o fyne.CanvasObject) fyne.CanvasObject { return Layer(NewCard(), Pad(1, o)) }
	switch {
	case m.matter == cases.Objection && largeType():
		m.left = NewScroll(Stack(0, agentHead, Pad(12, m.agent), HLine(), m.claims.object(), HLine(), partyHead, Pad(12, Stack(10, m.party, m.said))))
		m.right = m.left
		m.root.Objects = []fyne.CanvasObject{card(m.left)}
	case m.matter == cases.Objection:
		m.left = NewScroll(Stack(0, agentHead, Pad(12, m.agent), HLine(), partyHead, Pad(12, Stack(10, m.party, m.said))))
		m.right = NewScroll(m.claims.object())
		m.root.Objects = []fyne.CanvasObject{Columns(8, []float32{em(352), Share(1)}, card(m.left), card(m.right))}
	default:
		m.left = NewScroll(Stack(0, partyHead, Pad(16, m.party)))
		m.right = NewScroll(Stack(0, agentHead, Pad(16, Stack(10, m.agent, m.said))))
		m.root.Objects = []fyne.CanvasObject{Columns(8, []float32{Share(1), Share(1)}, card(m.left), card(m.right))}
	}
	m.root.Refresh()
}
