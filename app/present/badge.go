package present

import "casedesk/cases"

// BadgeState is how near a deadline is, in the order the screens draw them.
type BadgeState uint8

// The states of a deadline.
const (
	BadgeLater       BadgeState = iota // 剩 n 日
	BadgeSoon                          // 剩 n 日, three working days or fewer
	BadgeToday                         // 今天
	BadgeLate                          // 逾期 n 日
	BadgeStopped                       // 停
	BadgeProvisional                   // 暂定
	BadgeOver                          // 已办结
	BadgeNone                          // no clock runs: —
)

// Badge is what is left of a deadline, in working days.
type Badge struct {
	State BadgeState
	Days  int // working days left, or late
	Words Words
}

// soonDays is how many working days are called soon (ui.md §4, deadline badge).
const soonDays = 3

// badge judges a deadline on a day.
func badge(cal cases.Calendar, today, due cases.Date, provisional bool, state cases.State) Badge {
	switch {
	case closed(state):
		return Badge{State: BadgeOver, Words: Say("badge.over")}
	case state == cases.Supplementing:
		return Badge{State: BadgeStopped, Words: Say("badge.stopped")}
	case due.IsZero():
		return Badge{State: BadgeNone, Words: Say("badge.none")}
	case due == today:
		return Badge{State: BadgeToday, Words: Say("badge.today")}
	case due.Before(today):
		n := max(1, workdays(cal, due, today))
		return Badge{BadgeLate, n, Say("badge.late", "n", itoa(n))}
	}
	n := workdays(cal, today, due)
	switch {
	case provisional:
		return Badge{BadgeProvisional, n, Say("badge.provisional", "n", itoa(n))}
	case n <= soonDays:
		return Badge{BadgeSoon, n, Say("badge.left", "n", itoa(n))}
	}
	return Badge{BadgeLater, n, Say("badge.left", "n", itoa(n))}
}

// workdays counts the working days after from, up to and including to.
func workdays(cal cases.Calendar, from, to cases.Date) int {
	n := 0
	for d := from.Add(1); !d.After(to); d = d.Add(1) {
		if cal.IsWorkday(d) {
			n++
		}
	}
	return n
}

// closed tells whether nothing more is owed in this state.
func closed(s cases.State) bool {
	return s == cases.Served || s == cases.Archived || s == cases.Withdrawn || s == cases.Destroyed
}
