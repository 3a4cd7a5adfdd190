package screen

import (
	"strconv"
	"strings"

	"casedesk/app/present"
	"casedesk/cases"
)

// sheetLines lists what a file brings, what needs a person first: rows set
// aside, rows that tell of one decision twice, columns nobody knows, and last
// the rows that can be taken.
func (m *importPage) sheetLines(s present.Sheet, done bool) []importLine {
	var out []importLine
	say := m.room.Say
	group := func(key string, n int, tone Tone) {
		out = append(out, importLine{head: say(key), count: strconv.Itoa(n), remark: say(key + "_note"), tone: tone})
	}
	if len(s.Aside) > 0 {
		group("import.aside", len(s.Aside), Warn)
		for _, a := range s.Aside {
			out = append(out, importLine{cells: m.asideCells(a)})
		}
	}
	if len(s.Duplicates) > 0 {
		group("import.twice", len(s.Duplicates), Neutral)
		for _, d := range s.Duplicates {
			out = append(out, importLine{cells: m.twiceCells(d)})
		}
	}
	if len(s.Unknown) > 0 {
		group("import.unknown", len(s.Unknown), Neutral)
		for _, header := range s.Unknown {
			out = append(out, importLine{cells: []Cell{{Icon: "circle-question-mark"}, {Words: header}, {Words: say("import.unknown_why"), Quiet: true}}})
		}
	}
	if len(s.Records) > 0 {
		key := "import.taking"
		if done {
			key = "import.kept"
		}
		group(key, len(s.Records), Good)
		for _, r := range s.Records {
			out = append(out, importLine{cells: m.recordCells(r)})
		}
	}
	return out
}

func (m *importPage) row(n int) string {
	return m.room.Say("import.row", cases.Arg{Name: "n", Value: strconv.Itoa(n)})
}

func (m *importPage) asideCells(a present.AsideRow) []Cell {
	field := m.room.Say("import.whole_row")
	if a.Field != "" {
		field = m.room.Say("import.field." + a.Field)
	}
	return []Cell{
		{Icon: "triangle-alert", Words: m.row(a.Row), Tone: Warn}, {Words: field, Below: a.Value},
		{Words: m.room.Trouble(a.Reason)},
	}
}

func (m *importPage) twiceCells(d present.DuplicateRow) []Cell {
	words := m.room.Say("import.twice_same")
	if len(d.Differs) > 0 {
		var names []string
		for _, key := range d.Differs {
			names = append(names, m.room.Say("field.record."+key))
		}
		words = m.room.Say("import.twice_differs", cases.Arg{Name: "fields", Value: strings.Join(names, m.room.Say("list.comma"))})
	}
	of := m.room.Say("import.twice_of", cases.Arg{Name: "n", Value: strconv.Itoa(d.Of)})
	return []Cell{{Icon: "layers", Words: m.row(d.Row)}, {Words: d.Number, Below: of}, {Words: words}}
}

func (m *importPage) recordCells(r cases.Record) []Cell {
	code := r.USCC.String()
	if code == "" {
		code = r.PersonID.Masked()
	}
	return []Cell{
		{Icon: "circle-check", Words: "", Tone: Good}, {Words: r.Party, Below: code},
		{Words: strings.Join(filled(r.DocNumber, r.Content), " · "), Below: strings.TrimSpace(r.Body + "  " + r.DecidedOn.String())},
	}
}
