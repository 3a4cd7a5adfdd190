package screen

import (
	"fyne.io/fyne/v2"
)

// Sidebar is the left edge of the window: mark, office, pages, connection, user.
type Sidebar struct {
	group
	Nav        *Nav
	Office     *OfficeTile
	Connection *Connection
	User, Role *Text
	Lock       *Button

	rail bool
	wide fyne.CanvasObject
	slim fyne.CanvasObject
}

// Mark is the program's mark in a square of px pixels at 100 %.
func Mark(px float32) fyne.CanvasObject {
	back := NewFill(AccF)
	back.Radius = px / 6
	return Fix(em(px), em(px), Layer(back, Centre(0, NewIcon("stamp", OnAcc, px*0.58))))
}

// NewSidebar makes the edge. name and below are the program's own words; lock is
// the label of the lock button.
func NewSidebar(name, below, lock string, nav *Nav, office *OfficeTile, conn *Connection, locked func()) *Sidebar {
	s := &Sidebar{Nav: nav, Office: office, Connection: conn,
		User: NewName("", Body, T1, false), Role: NewName("", Caption, T2, false)}
	s.Lock = NewButton("nav.lock", Quiet, "", locked).WithIcon("lock")
	s.Lock.Label, s.Lock.IconOnly = lock, true
	s.build(name, below)
	s.ExtendBaseWidget(s)
	return s
}

func (s *Sidebar) build(name, below string) {
	title := Inset(2, 0, 2, 4, SpreadRow(8, []float32{em(24), Share(1)}, Mark(24),
		Stack(0, NewName(name, Body, T1, true), NewName(below, Caption, T2, false))))
	user := Inset(4, 8, 4, 8, SpreadRow(8, []float32{em(18), Share(1)}, NewIcon("circle-user-round", T2, 18),
		Stack(0, s.User, s.Role), s.Lock))
	s.wide = Lines(8, []float32{0, 0, Share(1)}, title, s.Office, s.Nav, s.Connection, user)
	s.content = s.around(s.wide)
}

func (s *Sidebar) around(o fyne.CanvasObject) fyne.CanvasObject {
	return Layer(NewFill(Side), Inset(8, 8, 4, 8, o), Columns(0, []float32{Share(1), 1}, Space(1, 1), VLine()))
}

// SetUser shows who works and as what.
func (s *Sidebar) SetUser(name, role string) {
	s.User.SetWords(name)
	s.Role.SetWords(role)
}

// setRail makes the edge narrow: icons above words.
func (s *Sidebar) setRail(rail bool) {
	if s.rail == rail {
		return
	}
	s.rail = rail
	s.Nav.SetRail(rail)
	s.Connection.rail = rail
	s.Connection.Refresh()
	if rail {
		s.slim = Lines(8, []float32{Share(1)}, s.Nav, s.Connection)
		s.content = s.around(s.slim)
	} else {
		s.content = s.around(s.wide)
	}
	s.replace()
}
