package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// takeOutPage takes all data of the store out, sealed unless somebody says otherwise.
type takeOutPage struct {
	*formPage
	p           *present.TakeOut
	ways        *Options
	dir, key    *Entry
	pass, again *Entry
	asks        *fyne.Container // what the way chosen asks for
	begin       *Button
	running     *fyne.Container
	bar         *Progress
	result      *fyne.Container
	drawn       present.TakeWay
}

func newTakeOutPage(room Room) page {
	k := &takeOutPage{p: room.TakeOut, asks: Stack(12), running: Stack(0), result: Stack(0)}
	say := room.Say
	k.ways = NewOptions("takeout.way", true, k.p.Choose)
	k.dir = folderField(room, "takeout.dir")
	k.dir.Hint = say("takeout.dir_hint")
	k.key = NewEntry("takeout.key", say("takeout.key")).Placeholder("age1…")
	k.pass, k.again = NewSecret("takeout.pass", say("takeout.pass_new")), NewSecret("takeout.again", say("me.again"))
	k.pass.Hint = say("takeout.pass_hint")
	k.begin = NewButton("takeout.begin", Primary, say("takeout.begin"), k.start).WithIcon("arrow-up-from-line").WithKeys("Ctrl", "Enter")
	k.bar = NewProgress("takeout.stop", say("takeout.running"), say("takeout.stop"), k.p.Stop)
	body := Stack(8, k.running, k.result, sideBySide(part(say("takeout.ways"), "", k.ways, k.asks, k.dir),
		part(say("takeout.what"), "", NewParagraph(say("takeout.what_1"), Body, T1), NewParagraph(say("takeout.what_2"), Body, T1), NewParagraph(say("takeout.what_3"), Body, T1))))
	k.formPage = newFormPage(room, say("page.takeout"), say("takeout.note"), body, k.begin)
	k.first = k.dir.Focusable()
	k.gone = func() { clearAll(k.pass, k.again) }
	k.keys["Ctrl+Enter"] = k.start
	k.hints = append([]Hint{{[]string{"Ctrl", "Enter"}, say("takeout.begin")}}, k.hints...)
	k.p.Changed = k.show
	room.Every(k.p.Tick)
	k.show(k.p.View())
	return k
}

// start begins; what would lie in clear is asked for once more.
func (k *takeOutPage) start() {
	if k.p.View().Running || k.p.Ready(k.dir.Text(), k.pass.Text(), k.again.Text(), k.key.Text()) != nil {
		return
	}
	take := func() { k.p.Take(k.dir.Text(), k.pass.Text(), k.again.Text(), k.key.Text()) }
	if k.p.View().Way != present.TakeOpen {
		take()
		return
	}
	say := k.room.Say
	NewDialog(Ask{ID: "takeout.sure", Icon: "shield-alert", Tone: Bad, Title: say("takeout.sure"), Words: say("takeout.sure_words"),
		No: say("keys.back"), Yes: say("takeout.sure_yes"), Danger: true}, k.room.Keys, func(yes bool) {
		if yes {
			take()
		}
	}).Open(k.room.Canvas)
}

func (k *takeOutPage) show(v present.TakeOutView) {
	room := k.room
	fillOptions(room, k.ways, v.Ways)
	if k.drawn != v.Way {
		k.drawn = v.Way
		clearAll(k.pass, k.again)
		switch v.Way {
		case present.TakeByPass:
			only(k.asks, k.pass, k.again)
		case present.TakeByKey:
			only(k.asks, k.key)
		default:
			only(k.asks)
		}
	}
	k.begin.SetEnabled(!v.Running)
	only(k.running)
	if v.Running {
		k.bar.Set(room.Say("takeout.running")+"  "+room.In(v.Count), v.Done)
		only(k.running, Card(12, Stack(6, k.bar, NewParagraph(room.Say("takeout.stay"), Caption, T2))))
	}
	only(k.result)
	if len(v.Result) > 0 {
		lines := Stack(4)
		for _, w := range v.Result {
			lines.Add(NewParagraph(room.In(w), Body, T1))
		}
		only(k.result, Card(12, lines))
		clearAll(k.pass, k.again)
	}
	k.outcome(v.Problem, room.In(v.Said))
	k.scroll.Relayout()
}
