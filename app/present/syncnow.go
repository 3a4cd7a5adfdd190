package present

import (
	"context"
	"slices"

	"casedesk/cases"
)

// syncRows is how many records the board shows.
const syncRows = 200

// Refresh reads from the store how far every record has come.
func (b *SyncBoard) Refresh() {
	b.view.Loading = true
	b.Changed(b.view)
	b.read.ask(func() func() {
		state, err := b.s.Store.Sending(context.Background())
		var rows []cases.Row
		if err == nil && b.s.Work.Account.IsHand() { // a keeper sees no case
			rows, err = b.s.Store.Rows(context.Background(), cases.Queue{Limit: syncRows})
		}
		return func() {
			b.view.Loading = false
			if err != nil {
				b.view.Problem = err
			} else {
				b.take(state, rows)
			}
			b.Changed(b.view)
		}
	})
}

// take shows what was read: those set aside first, then those on their way.
func (b *SyncBoard) take(state SyncState, rows []cases.Row) {
	selected := cases.ID{}
	if b.view.Selected >= 0 {
		selected = b.view.Rows[b.view.Selected].Case
	}
	b.view.State, b.view.NeedAct, b.view.Rows, b.view.Selected = state, len(state.Aside), nil, -1
	set := map[cases.ID]bool{}
	for _, a := range state.Aside {
		set[a.Case] = true
		b.view.Rows = append(b.view.Rows, SyncLine{
			Case: a.Case, Number: a.Number, Party: a.Party, What: Say(under("kind", string(a.Kind))), State: cases.SyncAside,
			As: Say("sync.aside"), Reason: Say(a.Reason), Event: a.Event,
		})
	}
	slices.SortStableFunc(rows, func(x, y cases.Row) int { return syncRank(x.Sync) - syncRank(y.Sync) })
	for _, r := range rows {
		if !set[r.Case] {
			b.view.Rows = append(b.view.Rows, SyncLine{
				Case: r.Case, Number: r.Number, Party: r.Party, What: stage(r.State), State: r.Sync,
				As: Say(under("sync", string(r.Sync))), Place: r.Position,
			})
		}
	}
	b.view.Selected = slices.IndexFunc(b.view.Rows, func(l SyncLine) bool { return l.Case == selected })
	b.connection()
}

func syncRank(s cases.SyncState) int {
	return slices.Index([]cases.SyncState{cases.SyncAside, cases.SyncLocal, cases.SyncSent, cases.SyncConfirmed}, s)
}

// connection fills the tile.
func (b *SyncBoard) connection() {
	st := b.view.State
	left := 0
	for _, n := range st.Numbers {
		left += n.Left
	}
	c := ConnectionView{Known: true, Busy: b.view.Connection.Busy, Unsent: st.Unsent, Numbers: left}
	switch {
	case st.Contact == 0 && b.offline:
		c.Line = Say("connection.failed")
	case st.Contact == 0:
		c.Line = Say("connection.never")
	case b.offline:
		c.Line = Say("connection.offline", "time", clockTime(st.Contact.Time()))
	default:
		c.Online = true
		c.Line = Say("connection.online", "time", clockTime(st.Contact.Time()))
	}
	c.Detail = Say("connection.detail", "unsent", itoa(st.Unsent), "numbers", itoa(left))
	b.view.Connection = c
}

// Select selects a record.
func (b *SyncBoard) Select(i int) {
	if i >= 0 && i < len(b.view.Rows) {
		b.view.Selected = i
		b.Changed(b.view)
	}
}

// NextTrouble selects the next record that is set aside.
func (b *SyncBoard) NextTrouble() {
	for n := range b.view.Rows {
		i := (b.view.Selected + 1 + n) % len(b.view.Rows)
		if b.view.Rows[i].State == cases.SyncAside {
			b.Select(i)
			return
		}
	}
}

// SyncNow exchanges events with the central library; a second call while one is
// under way does nothing.
func (b *SyncBoard) SyncNow() {
	if b.s.Sync == nil || b.view.Connection.Busy {
		return
	}
	b.view.Connection.Busy, b.view.CanSync, b.view.Problem = true, false, nil
	b.Changed(b.view)
	b.sync.ask(func() func() {
		report, err := b.s.Sync(context.Background())
		return func() {
			b.view.Connection.Busy, b.view.CanSync, b.view.Problem = false, true, err
			b.offline = err != nil
			if err == nil {
				b.view.Report = &report
				b.view.Said = Say("sync.report", "pushed", itoa(report.Pushed), "pulled", itoa(report.Pulled), "aside", itoa(report.SetAside))
				if report.Mended {
					b.view.Said = Say("sync.mended")
				}
			}
			b.Refresh()
		}
	})
}
