package screen

import (
	"fyne.io/fyne/v2"
)

// QueueItem is one case in the queue, in words.
type QueueItem struct {
	Badge      BadgeState
	BadgeWords string
	Name       string // the party
	NameNote   string // small after the name, such as 个人
	Number     string // of the case
	Matter     string
	Record     string
	StageIcon  string
	Stage      string
	StageTone  Tone
	SyncIcon   string
	Sync       string
	SyncTone   Tone
	Marked     bool // for an act on many
}

// QueueRow is a case in the queue: badge, name and number, matter and record,
// stage, sync. From 150 % text on it is a card of two lines.
type QueueRow struct {
	row
	item QueueItem
}

// QueueRowHeight is the height of a queue row in pixels.
func QueueRowHeight() float32 {
	if queueCards() {
		return em(54)
	}
	return em(40)
}

func queueCards() bool { return current().Factor >= 1.5 }

// NewQueueRow makes an empty row.
func NewQueueRow() *QueueRow {
	r := &QueueRow{}
	r.become(r)
	return r
}

// Set fills the row.
func (r *QueueRow) Set(item QueueItem) {
	r.item = item
	r.Refresh()
}

// queueParts are the pieces of type and picture of a queue row.
type queueParts struct {
	badge                              *badgeParts
	name, note, number, matter, record line
	stageMark, syncMark, more, mark    glyph
	stage, sync                        line
}

// CreateRenderer draws the row.
func (r *QueueRow) CreateRenderer() fyne.WidgetRenderer {
	p := &queueParts{badge: newBadgeParts(), name: newLine(), note: newLine(), number: newLine(), matter: newLine(),
		record: newLine(), stageMark: newGlyph(), syncMark: newGlyph(), more: newGlyph(), mark: newGlyph(), stage: newLine(), sync: newLine()}
	d := &drawing{objects: append(r.under(), p.badge.parts()...)}
	d.objects = append(d.objects, p.name.Text, p.note.Text, p.number.Text, p.matter.Text, p.record.Text,
		p.stageMark.Image, p.stage.Text, p.syncMark.Image, p.sync.Text, p.more.Image, p.mark.Image)
	d.objects = append(d.objects, r.over()...)
	d.update = func() {
		plane := Surf
		if r.item.Marked {
			plane = Alt
		}
		r.ground(plane)
		p.set(&r.item, r.selected)
	}
	d.min = func() fyne.Size { return fyne.NewSize(em(200), QueueRowHeight()) }
	d.layout = func(s fyne.Size) {
		r.frame(s)
		if queueCards() {
			p.card(s)
		} else {
			p.columns(s)
		}
	}
	return d.start(r)
}

func (p *queueParts) set(q *QueueItem, selected bool) {
	cards := queueCards()
	p.badge.set(q.Badge, q.BadgeWords)
	p.name.set(q.Name, Body, T1, selected)
	note, number, record, chevron := q.NameNote, q.Number, q.Record, ""
	if cards {
		note, number, record, chevron = "", "", "", "chevron-right"
	}
	p.note.set(note, Caption, T2, false)
	p.number.set(number, Caption, T2, false)
	ink := T1
	if cards {
		ink = T2
	}
	size := Body
	if cards {
		size = Caption
	}
	p.matter.set(q.Matter, size, ink, false)
	p.record.set(record, Caption, T2, false)
	stage := q.StageTone.ink()
	if q.StageTone == Neutral && !cards {
		stage = T1
	}
	p.stageMark.set(q.StageIcon, q.StageTone.ink())
	p.stage.set(q.Stage, size, stage, false)
	p.syncMark.set(q.SyncIcon, q.SyncTone.ink())
	p.sync.set(q.Sync, Caption, q.SyncTone.ink(), false)
	p.more.set(chevron, T2)
	mark := ""
	if q.Marked {
		mark = "square-check"
	}
	p.mark.set(mark, Acc)
}

// The columns of the queue: badge, name (the rest), matter, stage, sync. The
// header above the list uses the same ones.
func queueColumns(width float32) (badge, name, matter, stage, sync float32) {
	badge, name = 16, 16+em(96)+12
	sync = width - em(92) - 16
	stage = sync - em(118) - 12
	matter = stage - em(170) - 12
	if width < 760*current().Factor { // the matter goes first
		matter = stage
	}
	return
}

func (p *queueParts) columns(s fyne.Size) {
	h := s.Height
	bx, nx, mx, tx, sx := queueColumns(s.Width)
	p.badge.place(bx, (h-em(24))/2, em(84))
	p.mark.place(bx+em(84)+1, 0, h, em(14))
	top, bottom := round((h-em(36))/2), round((h-em(36))/2)+em(19)
	room := mx - nx - 12
	noteW := p.note.width()
	used := p.name.place(nx, top, room-noteW-4, em(20))
	p.note.place(nx+used+4, top, noteW+1, em(20))
	p.number.place(nx, bottom, room, em(16))
	p.matter.Hidden, p.record.Hidden = mx == tx, mx == tx
	p.matter.place(mx, top, tx-mx-8, em(20))
	p.record.place(mx, bottom, tx-mx-8, em(16))
	p.stageMark.place(tx, 0, h, em(14))
	p.stage.place(tx+em(20), 0, sx-tx-em(20)-4, h)
	p.syncMark.place(sx, 0, h, em(14))
	p.sync.place(sx+em(20), 0, s.Width-sx-em(20)-8, h)
}

func (p *queueParts) card(s fyne.Size) {
	top, bottom := round((s.Height-em(38))/2), round((s.Height-em(38))/2)+em(20)
	p.badge.place(20, (s.Height-em(24))/2, em(86))
	x := 20 + em(86) + 16
	end := s.Width - 20 - em(16)
	p.more.place(end, 0, s.Height, em(16))
	if p.mark.Hidden {
		p.name.place(x, top, end-x-8, em(19))
	} else {
		p.mark.place(x, top, em(19), em(16))
		p.name.place(x+em(22), top, end-x-em(22)-8, em(19))
	}
	x += p.matter.place(x, bottom, (end-x)/2, em(18)) + em(12)
	p.stageMark.place(x, bottom, em(18), em(14))
	x += em(18)
	x += p.stage.place(x, bottom, max(0, (end-x)/2), em(18)) + em(12)
	p.syncMark.place(x, bottom, em(18), em(14))
	p.sync.place(x+em(18), bottom, max(0, end-x-em(22)), em(18))
}
