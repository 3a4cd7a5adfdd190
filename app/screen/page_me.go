package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// mePage is the page of one's own account: PIN, pass phrase, second factor.
type mePage struct {
	*formPage
	p                     *present.Me
	pin, pinAgain         *Entry
	old, fresh, again     *Entry
	oldStick              *Entry
	pass, folder          *Entry
	setPIN, dropPIN       *Button
	change, plug, unplug  *Button
	pinState, stickState  *Pill
	bindPass, bindStick   *Entry
	bind                  *Button
	bindState             *Pill
	bindCard              *fyne.Container
	pinCard, pass2, stick *fyne.Container
	must                  *fyne.Container
}

func newMePage(room Room) page {
	m := &mePage{p: present.NewMe(room.Desk, room.Session)}
	say := room.Say
	secret := func(id, caption string, enter func()) *Entry {
		e := NewSecret(id, say(caption))
		e.OnSubmitted = func(string) { enter() }
		return e
	}
	m.pin, m.pinAgain = secret("me.pin", "me.pin", m.pinned), secret("me.pin_again", "me.pin_again", m.pinned)
	m.setPIN = NewButton("me.pin_set", Secondary, say("me.pin_do"), m.pinned)
	m.dropPIN = NewButton("me.pin_drop", Quiet, say("me.pin_drop"), m.p.DropPIN)
	m.old, m.fresh, m.again = secret("me.old", "me.old", m.changed), secret("me.fresh", "me.fresh", m.changed), secret("me.again", "me.again", m.changed)
	m.oldStick = NewEntry("me.stick", say("signin.stick")).Placeholder(say("signin.stick_ghost"))
	m.change = NewButton("me.change", Secondary, say("me.change"), m.changed)
	m.pass = secret("me.stick_pass", "me.old", m.plugged)
	m.folder = folderField(room, "me.folder")
	m.plug = NewButton("me.plug", Secondary, say("me.plug"), m.plugged).WithIcon("usb")
	m.unplug = NewButton("me.unplug", Secondary, say("me.unplug"), m.unplugged)
	m.bindPass = secret("me.bind_pass", "me.old", m.bound)
	m.bindStick = NewEntry("me.bind_stick", say("signin.stick")).Placeholder(say("signin.stick_ghost"))
	m.bind = NewButton("me.bind", Secondary, say("me.bind"), m.bound).WithIcon("monitor")
	m.bindState, m.bindCard = NewState("circle-dashed", "", Neutral, Body), Stack(8)
	m.pinState, m.stickState = NewState("circle-dashed", "", Neutral, Body), NewState("circle-dashed", "", Neutral, Body)
	m.pinCard, m.pass2, m.stick, m.must = Stack(8), Stack(8), Stack(8), Stack(0)
	body := Stack(8, m.must, sideBySide(
		Stack(8, part(say("me.pin_title"), say("me.pin_note"), m.pinState, m.pin, m.pinAgain, m.pinCard),
			part(say("me.bind_title"), say("me.bind_note"), m.bindState, m.bindPass, m.bindCard, Row(8, m.bind))),
		part(say("me.pass_title"), say("me.pass_note"), m.old, m.pass2, m.fresh, m.again, Row(8, m.change)),
		part(say("me.stick_title"), say("me.stick_note"), m.stickState, m.pass, m.folder, m.stick)))
	v := m.p.View()
	var roles []string
	for _, r := range v.Roles {
		roles = append(roles, room.In(r))
	}
	m.formPage = newFormPage(room, say("page.me"), v.Name+" · "+strings.Join(roles, " · "), body)
	m.first = m.pin.Focusable()
	m.gone = func() { clearAll(m.pin, m.pinAgain, m.old, m.fresh, m.again, m.pass, m.bindPass) }
	m.p.Changed = m.show
	m.p.Moved = func() { m.gone(); room.Moved() }
	m.show(v)
	return m
}

func (m *mePage) pinned() { m.p.SetPIN(m.pin.Text(), m.pinAgain.Text()) }

func (m *mePage) changed() {
	m.p.ChangePass(m.old.Text(), m.fresh.Text(), m.again.Text(), strings.TrimSpace(m.oldStick.Text()))
}

func (m *mePage) plugged() {
	if !m.p.View().Second {
		m.p.AddStick(m.pass.Text(), strings.TrimSpace(m.folder.Text()))
	}
}

func (m *mePage) bound() {
	m.p.Bind(m.bindPass.Text(), strings.TrimSpace(m.bindStick.Text()), !m.p.View().Machine)
}

func (m *mePage) unplugged() { m.p.RemoveStick(m.pass.Text(), strings.TrimSpace(m.folder.Text())) }

func (m *mePage) show(v present.MeView) {
	say := m.room.Say
	only(m.pinCard, Row(16, m.setPIN))
	only(m.pass2)
	m.pinState.Set("circle-dashed", say("me.no_pin"), Neutral)
	if v.HasPIN {
		m.pinState.Set("circle-check", say("me.has_pin"), Good)
		only(m.pinCard, Row(16, m.setPIN, m.dropPIN))
	}
	m.stickState.Set("circle-dashed", say("me.no_second"), Neutral)
	m.stick.Objects = []fyne.CanvasObject{Row(8, m.plug)}
	if v.Second {
		m.stickState.Set("circle-check", say("me.has_second"), Good)
		m.stick.Objects = []fyne.CanvasObject{Row(8, m.unplug)}
		only(m.pass2, m.oldStick)
	}
	m.showBound(v)
	only(m.must)
	if v.MustSecond && !v.Second {
		only(m.must, NewBanner("me.must", Warn, say("me.must_second"), "", nil))
	}
	for _, b := range []*Button{m.setPIN, m.dropPIN, m.change, m.plug, m.unplug, m.bind} {
		b.SetEnabled(!v.Busy)
	}
	m.outcome(v.Problem, m.room.In(v.Said))
	m.scroll.Relayout()
}

// showBound tells whether the pass phrase signs in on this machine only.
func (m *mePage) showBound(v present.MeView) {
	say := m.room.Say
	m.bindState.Set("circle-dashed", say("me.anywhere"), Neutral)
	m.bind.SetLabel(say("me.bind"))
	if v.Machine {
		m.bindState.Set("circle-check", say("me.only_here"), Good)
		m.bind.SetLabel(say("me.unbind"))
	}
	only(m.bindCard)
	if v.Second {
		only(m.bindCard, m.bindStick)
	}
}
