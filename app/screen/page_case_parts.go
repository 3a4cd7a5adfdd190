package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// arg is a place of a sentence with its value.
func arg(name, value string) cases.Arg { return cases.Arg{Name: name, Value: value} }

// fillMiddle shows the deadlines and the verdict of the three days.
func (o *caseOverview) fillMiddle(v present.CaseFileView) {
	room := o.page.room
	o.middle.Objects = nil
	due := Stack(6)
	for _, c := range v.Clocks {
		due.Add(clockRow(room, c))
	}
	if len(v.Clocks) == 0 {
		due.Add(NewParagraph(room.Say("case.no_clock"), Caption, T2))
	}
	ledger := NewButton("case.ledger", Quiet, room.Say("case.ledger"), func() { o.tab(present.TabDeadlines) })
	o.middle.Add(Card(12, Stack(8, SpreadRow(8, []float32{Share(1)}, NewText(room.Say("preview.clocks"), Section, T1, true), ledger), due)))
	if len(v.Case.Claims) > 0 {
		o.middle.Add(Card(12, Stack(8, NewText(room.Say("case.claims"), Section, T1, true), claimRows(room, v.Case.Claims, aboutClaims(room, v.Case)...), markRow(room, v.Case))))
	}
	if len(v.Days) > 0 {
		head := CardHead(room.Say("case.three_days"), "", judgedBy(room, v.Verdict))
		o.middle.Add(Layer(NewCard(), Pad(1, Stack(0, head, daysGrid(room, v.Days, false)))))
	}
	o.middle.Refresh()
}

func clockRow(room Room, c present.ClockLine) fyne.CanvasObject {
	day := c.Due.String()
	if c.Due.IsZero() {
		day = room.Say("preview.no_day")
	}
	check := fyne.CanvasObject(Space(1, 1))
	if !c.Verified {
		check = NewPill("circle-question-mark", room.Say("unverified"), Warn)
	}
	return SpreadRow(8, []float32{Share(1)}, NewText(room.In(c.Name), Body, T1, false), check, NewText(day, Body, T1, false),
		NewBadge(badgeOf(c.Badge.State), room.In(c.Badge.Words)))
}

// judgedBy says which ruleset the recorded judgement stands on.
func judgedBy(room Room, v *present.VerdictLine) fyne.CanvasObject {
	if v == nil {
		return Space(1, 1)
	}
	return NewState("user-check", room.Say("case.chosen", arg("ruleset", v.Ruleset)), Neutral, Caption)
}

// daysGrid is the table of the three days' answers, the one in use tinted.
// With room for it, the lengths of the periods stand before their last days.
func daysGrid(room Room, days []present.RulesetColumn, wide bool) *Grid {
	until := func(length string, day cases.Date) string {
		if !wide && !day.IsZero() {
			return day.String()
		}
		return until(length, day)
	}
	sizes := []float32{em(96)}
	label := func(key string) Cell { return Cell{Words: room.Say(key), Quiet: true, Small: true} }
	rows := [][]Cell{{{}}, {label("case.row_ruleset")}, {label("case.row_class")}, {label("case.row_shortest")},
		{label("case.row_longest")}, {label("case.row_criteria")}, {label("case.row_earliest")}}
	tinted := -1
	for i, d := range joined(days) {
		sizes = append(sizes, Share(1))
		if d.Chosen || tinted < 0 && d.Proposed {
			tinted = i + 1
		}
		rows[0] = append(rows[0], Cell{Words: dayNames(room, d), Quiet: true, Small: true})
		rows[1] = append(rows[1], rulesetCell(room, d.RulesetColumn))
		rows[2] = append(rows[2], Cell{Words: or(d.Class, room.Say("case.class_unknown"))})
		rows[3] = append(rows[3], Cell{Words: until(d.Shortest, d.ShortestUntil)})
		rows[4] = append(rows[4], Cell{Words: until(d.Longest, d.LongestUntil)})
		rows[5] = append(rows[5], criteriaCell(room, d.RulesetColumn))
		rows[6] = append(rows[6], Cell{Words: or(d.Earliest.String(), "—"), Bold: true})
	}
	g := NewGrid(sizes...)
	g.Set(tinted, telling(rows)...)
	return g
}

// telling leaves out rows that say nothing in any column: an objection has no
// periods, a case before its judgement no first day.
func telling(rows [][]Cell) [][]Cell {
	var out [][]Cell
	for i, row := range rows {
		says := i == 0
		for _, c := range row[1:] {
			says = says || c.Words != "—"
		}
		if says {
			out = append(out, row)
		}
	}
	return out
}

// mostDays is how many columns the table of the days has room for.
const mostDays = 3

// dayColumn is a column of the table, which may stand for several days.
type dayColumn struct {
	present.RulesetColumn
	others []present.RulesetColumn // the same ruleset on other days
}

// joined gives each ruleset one column where each day would need several.
func joined(days []present.RulesetColumn) []dayColumn {
	var out []dayColumn
	at := map[string]int{}
	for _, d := range days {
		if i, ok := at[d.Ruleset]; ok && len(days) > mostDays {
			out[i].others = append(out[i].others, d)
			continue
		}
		at[d.Ruleset] = len(out)
		out = append(out, dayColumn{RulesetColumn: d})
	}
	return out
}

// dayNames says for which days a column stands.
func dayNames(room Room, d dayColumn) string {
	words := room.In(d.Day)
	if !d.On.IsZero() && len(d.others) == 0 {
		words += " " + d.On.String()[5:]
	}
	for _, o := range d.others {
		words += "·" + room.In(o.Day)
	}
	return words
}

func rulesetCell(room Room, d present.RulesetColumn) Cell {
	if d.Proposed {
		return Cell{Icon: "star", Words: d.Ruleset + " " + room.Say("case.advised"), Tone: Info}
	}
	return Cell{Words: d.Ruleset}
}

func criteriaCell(room Room, d present.RulesetColumn) Cell {
	switch {
	case d.Unmet > 0:
		return Cell{Icon: "circle-x", Words: strconv.Itoa(d.Unmet) + " " + room.Say("criterion.unmet"), Tone: Bad}
	case d.Unknown > 0:
		return Cell{Icon: "circle-question-mark", Words: strconv.Itoa(d.Unknown) + " " + room.Say("criterion.unknown"), Tone: Warn}
	case d.Met > 0:
		return Cell{Icon: "circle-check", Words: strconv.Itoa(d.Met) + " " + room.Say("criterion.met"), Tone: Good}
	}
	return Cell{Words: "—"}
}

// until joins a length and its last day.
func until(length string, day cases.Date) string {
	switch {
	case length == "":
		return or(day.String(), "—")
	case day.IsZero():
		return length
	}
	return length + " " + day.String()
}

func or(words, instead string) string {
	if words == "" {
		return instead
	}
	return words
}

// aboutClaims says of each claim what was found and how it ends.
func aboutClaims(room Room, c cases.Case) []string {
	out := make([]string, len(c.Claims))
	for i := range c.Claims {
		if f := c.FindingOn(i); f != "" {
			out[i] = room.Say("item.found", arg("finding", room.Say("item_finding."+string(f))))
		}
	}
	items := []cases.ItemOutcome(nil)
	switch {
	case c.Decision != nil:
		items = c.Decision.Items
	case c.Proposal != nil:
		items = c.Proposal.Items
	}
	for _, it := range items {
		key := "item.proposed"
		if c.Decision != nil {
			key = "item.decided"
		}
		said := room.Say(key, arg("outcome", room.Say("outcome."+string(it.Outcome))))
		if it.Value != "" {
			said += "：" + it.Value
		}
		out[it.Claim] = strings.TrimSpace(out[it.Claim] + "  " + said)
	}
	return out
}

// claimRows shows what an objection says is wrong, and what is said about each.
func claimRows(room Room, claims []cases.Claim, about ...string) fyne.CanvasObject {
	s := Stack(8)
	for i, c := range claims {
		head := room.Say("fact.grounds." + c.Ground)
		if c.Field != "" {
			head += "·" + room.Say("field.record."+c.Field)
		}
		lines := Stack(2, NewParagraph(head, Body, T1))
		if c.Shown != "" {
			lines.Add(NewParagraph(room.Say("claim.shown", arg("text", c.Shown)), Caption, T2))
		}
		if c.Claimed != "" {
			lines.Add(NewParagraph(room.Say("claim.claimed", arg("text", c.Claimed)), Caption, T2))
		}
		if !c.On.IsZero() {
			lines.Add(NewParagraph(room.Say("claim.on", arg("day", c.On.String())), Caption, T2))
		}
		if i < len(about) && about[i] != "" {
			lines.Add(NewParagraph(about[i], Caption, T1))
		}
		wish := fyne.CanvasObject(Space(1, 1))
		if c.Request != "" {
			wish = NewPill("flag", room.Say("request."+c.Request), Neutral)
		}
		s.Add(SpreadRow(8, []float32{Share(1)}, lines, wish))
	}
	return s
}
