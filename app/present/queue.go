package present

import (
	"slices"

	"casedesk/cases"
)

// Group is a part of the queue by how near the deadline is.
type Group uint8

// The groups, in the order of the queue.
const (
	GroupLate  Group = iota // 已逾期
	GroupToday              // 今天到期
	GroupSoon               // 三个工作日内
	GroupLater              // 其后与暂停
	GroupRest               // all that is not late, in another order than by day due
)

var groupKeys = [...]string{"group.late", "group.today", "group.soon", "group.later", "group.rest"}

// QueueLine is one line of a queue: the head of a group, or a case.
type QueueLine struct {
	Head   bool
	Gap    bool // a head that tells that rows are missing here; they come when somebody gets near
	Group  Group
	Title  Words // of the head
	Count  int   // rows of the group: all that are late, of the others those that are loaded
	Row    cases.Row
	Badge  Badge
	Person bool  // a natural person
	Matter Words // matter.repair
	Record string
	Stage  Words
	Sync   Words
}

// lines puts the rows under the heads of their groups: late ones first, whatever
// the order; a gap where rows are missing.
func (s stretches) lines(o cases.Order) []QueueLine {
	out := make([]QueueLine, 0, len(s.late)+len(s.head)+len(s.tail)+len(groupKeys)+1)
	seen := make(map[cases.ID]bool, len(s.late))
	for _, l := range s.late {
		seen[l.Row.Case] = true
	}
	upper := append(s.late[:len(s.late):len(s.late)], unseen(s.head, seen)...)
	lower := unseen(s.tail, seen)
	if s.whole {
		return grouped(out, append(upper, lower...), o)
	}
	out = grouped(out, upper, o)
	if len(out)+len(lower) > 0 {
		out = append(out, QueueLine{Head: true, Gap: true, Group: GroupRest, Title: Say("queue.gap")})
	}
	return grouped(out, lower, o)
}

// unseen leaves out what stands among the late ones already.
func unseen(lines []QueueLine, seen map[cases.ID]bool) []QueueLine {
	if !slices.ContainsFunc(lines, func(l QueueLine) bool { return seen[l.Row.Case] }) {
		return lines
	}
	return slices.DeleteFunc(slices.Clone(lines), func(l QueueLine) bool { return seen[l.Row.Case] })
}

// grouped adds lines under the heads of their groups. By another order than the day
// due there are two: what is late, and all else as it comes.
func grouped(out, lines []QueueLine, o cases.Order) []QueueLine {
	var groups [len(groupKeys)][]QueueLine
	for _, l := range lines {
		g := l.Group
		if o != cases.ByDue && g != GroupLate {
			g = GroupRest
		}
		groups[g] = append(groups[g], l)
	}
	for g, lines := range groups {
		if len(lines) == 0 {
			continue
		}
		head := QueueLine{Head: true, Group: Group(g), Title: Say(groupKeys[g]), Count: len(lines)}
		if Group(g) == GroupRest {
			head.Title = head.Title.With("order", OrderWords(o).Key)
		}
		out = append(append(out, head), lines...)
	}
	return out
}

func queueLine(cal cases.Calendar, today cases.Date, r cases.Row) QueueLine {
	l := QueueLine{
		Row: r, Badge: badge(cal, today, r.Due, r.Provisional, r.State), Person: r.PartyKind == cases.PartyPerson,
		Matter: Say(under("matter", string(r.Matter))), Record: r.Penalty, Stage: stage(r.State),
		Sync: Say(under("sync", string(r.Sync))), Group: GroupLater,
	}
	if l.Record == "" {
		l.Record = r.DocNumber
	}
	if r.Conflicts > 0 {
		l.Sync = Say("sync.conflict")
	}
	switch l.Badge.State {
	case BadgeLate:
		l.Group = GroupLate
	case BadgeToday:
		l.Group = GroupToday
	case BadgeSoon:
		l.Group = GroupSoon
	case BadgeProvisional:
		if l.Badge.Days <= soonDays {
			l.Group = GroupSoon
		}
	}
	return l
}
