package screen

import "fyne.io/fyne/v2"

// QueueHead shows the names of the queue's columns, 26 high.
type QueueHead struct {
	row
	names [5]string
}

// NewQueueHead makes the head: left, party, matter, stage, sync.
func NewQueueHead(left, party, matter, stage, sync string) *QueueHead {
	h := &QueueHead{names: [5]string{left, party, matter, stage, sync}}
	h.become(h)
	return h
}

// CreateRenderer draws the names.
func (h *QueueHead) CreateRenderer() fyne.WidgetRenderer {
	var l [5]line
	d := &drawing{objects: h.under()}
	for i := range l {
		l[i] = newLine()
		d.objects = append(d.objects, l[i].Text)
	}
	d.update = func() {
		h.ground(Surf)
		for i := range l {
			l[i].set(h.names[i], Caption, T2, false)
		}
	}
	d.min = func() fyne.Size {
		if queueCards() {
			return fyne.NewSize(em(200), 1) // cards have no columns to name
		}
		return fyne.NewSize(em(200), em(26))
	}
	d.layout = func(s fyne.Size) {
		h.frame(s)
		bx, nx, mx, tx, sx := queueColumns(s.Width)
		at := [6]float32{bx, nx, mx, tx, sx, s.Width}
		for i := range l {
			l[i].place(at[i], 0, max(0, at[i+1]-at[i]-4), s.Height)
			l[i].Hidden = queueCards() || at[i+1]-at[i] < 8
		}
	}
	return d.start(h)
}
