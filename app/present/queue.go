package present

import "casedesk/cases"

// Group is a part of the queue by how near the deadline is.
type Group uint8

// The groups, in the order of the queue.
const (
	GroupLate  Group = iota // 已逾期
	GroupToday              // 今天到期
	GroupSoon               // 三个工作日内
	GroupLater              // 其后与暂停
)

var groupKeys = [...]string{"group.late", "group.today", "group.soon", "group.later"}

// QueueLine is one line of a queue: the head of a group, or a case.
type QueueLine struct {
	Head   bool
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
	Why    Words // why the search found it: found.initials
	From   int   // characters of the party's name that were meant
	To     int
}

// queueLines puts rows under the heads of their groups; late ones stand first
// whatever order the rows come in.
func queueLines(cal cases.Calendar, today cases.Date, rows []cases.Row) []QueueLine {
	var groups [len(groupKeys)][]QueueLine
	for _, r := range rows {
		l := queueLine(cal, today, r)
		groups[l.Group] = append(groups[l.Group], l)
	}
	out := make([]QueueLine, 0, len(rows)+len(groups))
	for g, lines := range groups {
		if len(lines) == 0 {
			continue
		}
		out = append(out, QueueLine{Head: true, Group: Group(g), Title: Say(groupKeys[g]), Count: len(lines)})
		out = append(out, lines...)
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
