package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// peoplePage shows the accounts of this machine. The system keeper changes them, the
// security keeper looks.
type peoplePage struct {
	*formPage
	p           *present.Accounts
	view        present.AccountsView
	list        *RowList
	empty       *fyne.Container
	acts        *fyne.Container // what can be done with the chosen one
	code        *fyne.Container
	name        *Entry
	folder      *Entry
	pass, again *Entry
	ticks       []*Check
}

func newPeoplePage(room Room) page {
	a := &peoplePage{p: present.NewAccounts(room.Desk, room.Session), empty: Layer(), acts: Stack(8), code: Stack(0)}
	say := room.Say
	a.list = NewRowList("people.rows")
	a.list.Count = func() int { return len(a.view.Lines) }
	a.list.Height = func(int) float32 { return em(48) }
	a.list.Make = func(int) ListRow { return NewTableRow(12, Share(1), Share(1)) }
	a.list.Fill = func(i int, row ListRow) { row.(*TableRow).Set(a.cells(a.view.Lines[i])...) }
	a.list.Name = func(i int) (string, string) { return "people.row." + strconv.Itoa(i), a.view.Lines[i].Name }
	a.list.OnSelected = a.p.Choose
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1)}, CardHead(say("people.list"), ""), Layer(a.list, a.empty))))
	side := []fyne.CanvasObject{part(say("people.chosen"), "", a.acts)}
	if a.p.View().Keeps {
		side = append(side, a.newOne(room), part(say("people.recovery"), say("people.recovery_note"), a.code))
	}
	a.folder = folderField(room, "people.folder")
	a.pass, a.again = NewSecret("people.pass", say("people.pass")), NewSecret("people.again", say("me.again"))
	remark := say("people.look")
	if a.p.View().Keeps {
		remark = say("people.note")
	}
	a.formPage = newFormPage(room, say("page.people"), remark, sideBySide(Fix(0, listHeight(), box), Stack(8, side...)))
	a.fresh = a.p.Refresh
	a.first = a.list
	a.gone = func() { a.p.Forget(); clearAll(a.pass, a.again) }
	a.p.Changed = a.show
	return a
}

// newOne asks for a new account: its name and its roles.
func (a *peoplePage) newOne(room Room) fyne.CanvasObject {
	say := room.Say
	a.name = NewEntry("people.name", say("people.name"))
	roles := Stack(4)
	for _, o := range a.p.View().Roles {
		t := NewCheck("people.role."+o.Value, room.In(o.Name), func(bool) { a.p.Tick(o.Value) })
		a.ticks = append(a.ticks, t)
		roles.Add(t)
	}
	apply := NewButton("people.apply", Secondary, say("people.apply"), func() { a.p.Apply(strings.TrimSpace(a.name.Text())) }).WithIcon("user-plus")
	return part(say("people.new"), say("people.new_note"), a.name, Stack(4, NewText(say("people.roles"), Caption, T2, false), roles), Row(8, apply))
}

func (a *peoplePage) cells(l present.AccountRow) []Cell {
	var roles []string
	for _, r := range l.Roles {
		roles = append(roles, a.room.In(r))
	}
	name := l.Name
	if l.Me {
		name = a.room.Say("people.me", arg("name", name))
	}
	icon := map[present.Tone]string{present.Good: "user-check", present.Warn: "clock-alert", present.Bad: "user-x"}[l.Tone]
	if icon == "" {
		icon = "user"
	}
	return []Cell{{Words: name, Below: strings.Join(roles, " · ")}, {Icon: icon, Words: a.room.In(l.State), Tone: toneOf(l.Tone)}}
}

func (a *peoplePage) show(v present.AccountsView) {
	room := a.room
	a.view = v
	a.list.Reload()
	a.empty.Objects = nil
	if len(v.Lines) == 0 && !v.Loading && v.Problem == nil {
		a.empty.Add(NewEmpty("users", room.Say("people.none"), ""))
	}
	a.empty.Refresh()
	for i, o := range v.Roles {
		if i < len(a.ticks) {
			a.ticks[i].SetChecked(o.Chosen)
		}
	}
	if v.Said.Key == "people.applied" && a.name != nil {
		clearAll(a.name)
	}
	if v.Said.Key == "people.taken_in" {
		clearAll(a.pass, a.again)
	}
	a.actions(v)
	a.code.Objects = []fyne.CanvasObject{Row(8, NewButton("people.code", Secondary, room.Say("people.code_do"), a.askCode).WithIcon("key-round"))}
	if v.Code != "" {
		a.code.Objects = []fyne.CanvasObject{NewParagraph(v.Code, Section, T1), NewParagraph(room.Say("people.code_note"), Caption, T2)}
	}
	a.outcome(v.Problem, room.In(v.Said))
	a.scroll.Relayout()
}

// askCode asks first: the code before opens nothing afterwards.
func (a *peoplePage) askCode() {
	say := a.room.Say
	NewDialog(Ask{ID: "people.code_ask", Icon: "key-round", Tone: Warn, Title: say("people.code_do"), Words: say("people.code_ask"),
		No: say("keys.back"), Yes: say("people.code_yes")}, a.room.Keys, func(yes bool) {
		if yes {
			a.p.NewCode()
		}
	}).Open(a.room.Canvas)
}

// actions are what can be done with the chosen account.
func (a *peoplePage) actions(v present.AccountsView) {
	say := a.room.Say
	a.acts.Objects = []fyne.CanvasObject{NewParagraph(say("people.choose"), Caption, T2)}
	if v.Chosen < 0 {
		return
	}
	l := v.Lines[v.Chosen]
	press := func(id string, kind ButtonKind, tapped func()) *Button {
		b := NewButton("people."+id, kind, say("people.do."+id), tapped)
		b.disabled = v.Busy
		return b
	}
	head := NewText(l.Name, Body, T1, true)
	switch {
	case !v.Keeps:
		a.acts.Objects = []fyne.CanvasObject{head, NewParagraph(say("people.look_note"), Caption, T2)}
	case l.Applicant && l.Certified:
		a.acts.Objects = []fyne.CanvasObject{head, NewParagraph(say("people.take_note"), Caption, T2), a.pass, a.again,
			Row(8, press("take", Secondary, func() { a.p.TakeIn(a.pass.Text(), a.again.Text()) }), press("drop", Quiet, a.p.Drop))}
	case l.Applicant:
		a.acts.Objects = []fyne.CanvasObject{head, NewParagraph(say("people.wait_note"), Caption, T2), a.folder,
			Row(8, press("write", Secondary, func() { a.p.Write(strings.TrimSpace(a.folder.Text())) }), press("drop", Quiet, a.p.Drop))}
	case l.Me:
		a.acts.Objects = []fyne.CanvasObject{head, NewParagraph(say("people.own_note"), Caption, T2)}
	case !l.Here:
		a.acts.Objects = []fyne.CanvasObject{head, NewParagraph(say("people.elsewhere_note"), Caption, T2)}
	default:
		a.acts.Objects = append([]fyne.CanvasObject{head}, a.keep(l, press)...)
	}
}

func (a *peoplePage) keep(l present.AccountRow, press func(string, ButtonKind, func()) *Button) []fyne.CanvasObject {
	say := a.room.Say
	buttons := []fyne.CanvasObject{}
	if l.Waiting {
		buttons = append(buttons, press("let_in", Secondary, a.p.LetIn))
	}
	if l.Shut {
		buttons = append(buttons, press("open", Secondary, func() { a.p.ShutOut(false) }))
	} else {
		buttons = append(buttons, press("shut", Secondary, func() { a.p.ShutOut(true) }))
	}
	remove := press("remove", Danger, func() {
		NewDialog(Ask{ID: "people.remove_ask", Icon: "user-x", Tone: Bad, Title: say("people.do.remove"), Words: say("people.remove_ask", arg("name", l.Name)),
			No: say("keys.back"), Yes: say("people.do.remove"), Danger: true}, a.room.Keys, func(yes bool) {
			if yes {
				a.p.Remove()
			}
		}).Open(a.room.Canvas)
	})
	return []fyne.CanvasObject{Row(8, buttons...), NewParagraph(say("people.shut_note"), Caption, T2),
		Row(8, press("again", Secondary, a.p.Again), remove), NewParagraph(say("people.again_note"), Caption, T2)}
}
