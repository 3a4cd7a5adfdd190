package screen

import (
	"path/filepath"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// backupPage makes and shows backups; a restore is explained.
type backupPage struct {
	*formPage
	p                *present.BackupBoard
	dir, hours, keep *Entry
	save, now        *Button
	last             *fyne.Container
	running          *fyne.Container
	bar              *Progress
	lines            []present.BackupRow
	list             *RowList
	empty            *fyne.Container
	filling          bool
}

func newBackupPage(room Room) page {
	b := &backupPage{p: room.Backups, last: Stack(0), running: Stack(0), empty: Layer()}
	say := room.Say
	b.dir = folderField(room, "backup.dir")
	b.dir.Hint = say("backup.dir_hint")
	b.hours, b.keep = NewEntry("backup.hours", say("backup.hours")), NewEntry("backup.keep", say("backup.keep"))
	b.hours.Hint, b.keep.Hint = say("backup.hours_hint"), say("backup.keep_hint")
	for _, e := range []*Entry{b.dir, b.hours, b.keep} {
		e.OnChanged = func(string) { b.typed() }
	}
	b.save = NewButton("backup.save", Secondary, say("backup.save"), b.p.KeepPlan)
	b.now = NewButton("backup.now", Primary, say("backup.now"), b.p.Back).WithIcon("database-backup").WithKeys("Ctrl", "Enter")
	b.bar = NewProgress("backup.stop", say("backup.running"), say("backup.stop"), b.p.Stop)
	b.list = NewRowList("backup.rows")
	b.list.Count = func() int { return len(b.lines) }
	b.list.Height = func(int) float32 { return em(48) }
	b.list.Make = func(int) ListRow { return NewTableRow(12, 150, 84, Share(1)) }
	b.list.Fill = func(i int, row ListRow) { row.(*TableRow).Set(b.cells(b.lines[i])...) }
	b.list.Name = func(i int) (string, string) { return "backup.row." + strconv.Itoa(i), b.lines[i].At }
	box := Layer(NewCard(), Pad(1, Lines(0, []float32{0, Share(1)}, CardHead(say("backup.list"), ""), Layer(b.list, b.empty))))
	plan := part(say("backup.plan"), "", b.dir, Columns(12, []float32{Share(1), Share(1)}, b.hours, b.keep), Row(8, b.save))
	body := sideBySide(Stack(8, b.last, b.running, plan, part(say("backup.restore"), say("backup.restore_note"))), Fix(0, min(em(420), listHeight()), box))
	b.formPage = newFormPage(room, say("page.backup"), say("backup.note"), body, b.now)
	b.fresh = b.p.Refresh
	b.first = b.dir.Focusable()
	b.keys["Ctrl+Enter"] = b.p.Back
	b.hints = append([]Hint{{[]string{"Ctrl", "Enter"}, say("backup.now")}}, b.hints...)
	b.p.Changed = b.show
	b.show(b.p.View())
	return b
}

func (b *backupPage) typed() {
	if !b.filling { // else the presenter put it there
		b.p.Type(strings.TrimSpace(b.dir.Text()), strings.TrimSpace(b.hours.Text()), strings.TrimSpace(b.keep.Text()))
	}
}

func (b *backupPage) cells(l present.BackupRow) []Cell {
	icon := "shield-check"
	if l.Tone == present.Bad {
		icon = "circle-x"
	}
	return []Cell{{Words: l.At, Below: filepath.Base(l.Name)}, {Words: l.Size, Quiet: true},
		{Icon: icon, Words: b.room.In(l.Proof), Below: b.room.In(l.Holds), Tone: toneOf(l.Tone)}}
}

func (b *backupPage) show(v present.BackupView) {
	room := b.room
	b.filling = true
	b.dir.SetText(v.Dir)
	b.hours.SetText(v.Hours)
	b.keep.SetText(v.Keep)
	b.filling = false
	b.save.SetEnabled(v.Dirty && v.Keeps && !v.Running)
	b.now.SetEnabled(!v.Running && !v.Loading)
	only(b.last)
	if words := room.In(v.Last); words != "" {
		tone := Good
		if v.Late {
			tone, words = Warn, words+room.Say("backup.late")
		}
		only(b.last, NewBanner("backup.last", tone, words, "", nil))
	}
	only(b.running)
	if v.Running {
		b.bar.Set(room.Say("backup.running")+"  "+room.In(v.Size), v.Done)
		only(b.running, Card(12, b.bar))
	}
	b.lines = v.Lines
	b.list.Reload()
	b.empty.Objects = nil
	if len(v.Lines) == 0 && !v.Loading {
		b.empty.Add(Inset(32, 0, 0, 0, NewEmpty("database-backup", room.Say("backup.none"), room.Say("backup.none_note"))))
	}
	b.empty.Refresh()
	words := room.Trouble(v.Problem)
	if v.Broken {
		words += room.Say("backup.unharmed")
	}
	if v.Problem != nil {
		b.say(Bad, words)
	} else {
		b.say(Good, room.In(v.Said))
	}
	b.scroll.Relayout()
}
