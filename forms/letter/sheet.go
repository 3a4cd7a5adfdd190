package letter

import (
	"slices"
	"strconv"
	"strings"

	"casedesk/cases"
)

// Sheet makes the sheet that an order calls for: what the case knows is filled in,
// the rest stays room to write in. It refuses what Compile refuses.
func (w Wording) Sheet(o cases.SheetOrder) (Letter, error) {
	t, ok := w.Sheets[string(o.Sort)]
	if !ok {
		return Letter{}, cases.Fail(cases.Unsupported, "wording.letter", "letter", string(o.Sort))
	}
	c, err := w.sheetContent(o)
	if err != nil {
		return Letter{}, err
	}
	l := Letter{Format: Sheet, Head: o.Office.Name, Date: o.On, Sample: o.Office.Sample || o.Case.Record.Sample, Wording: w.Version}
	f := filler{values: c.values}
	l.Title, l.Addressee = f.fill(t.Title), f.fill(t.Addressee)
	if o.Case.Number != "" {
		l.Number = f.fill(t.Number)
	}
	if t.Signed {
		l.Signature, l.Contact = o.Office.Name, f.fill(w.Terms["contact"])
	}
	for _, p := range t.Paragraphs {
		if p.When == "" || c.holds[p.When] {
			l.Paragraphs = append(l.Paragraphs, f.paragraphs(p, c.lists)...)
		}
	}
	if f.missing != "" {
		return Letter{}, cases.Fail(cases.Invalid, "wording.place", "letter", string(o.Sort), "name", f.missing)
	}
	l.Paragraphs = joined(l.Paragraphs)
	return l.drawn(o.Glyphs), nil
}

// joined makes one table of runs of fields that stand in the same columns.
func joined(ps []Paragraph) []Paragraph {
	var out []Paragraph
	for _, p := range ps {
		if n := len(out); n > 0 && p.Kind == Fields && out[n-1].Kind == Fields && slices.Equal(p.Table.Widths, out[n-1].Table.Widths) {
			t := out[n-1].Table
			t.High = append(high(t), high(p.Table)...)
			t.Rows = append(t.Rows, p.Table.Rows...)
			continue
		}
		out = append(out, p)
	}
	return out
}

// high gives the least height of each row of a table.
func high(t *Table) []int {
	if len(t.High) > 0 {
		return t.High
	}
	return slices.Repeat([]int{1}, len(t.Rows))
}

// sheetContent is what a letter of the same case would say, and the applicant's
// own particulars besides; where a letter puts a dash a form leaves room.
func (w Wording) sheetContent(o cases.SheetOrder) (content, error) {
	k := &compiler{w: w, c: blankContent(), o: cases.LetterOrder{
		Sort: cases.LetterSort(o.Sort), Case: o.Case, Office: o.Office, Account: o.Account, On: o.On, Number: o.Case.Number,
	}}
	k.basics()
	k.papers()
	k.clock()
	k.extension()
	k.judgement()
	k.decision()
	k.revocation()
	for name, v := range k.c.values {
		if v == "—" {
			k.c.values[name] = ""
		}
	}
	k.applicant()
	k.penalty()
	k.gap(o)
	k.clocks(o)
	k.file(o)
	if o.Route != "" {
		k.c.values["route"], k.c.values["route_why"] = k.say("route."+o.Route), k.say("route_why."+o.Route)
	}
	return k.c, k.err
}

// applicant puts in who applies and who acts for them, as they gave it: the form
// is theirs.
func (k *compiler) applicant() {
	p, v := k.o.Case.Party, k.c.values
	v["on"] = k.o.On.Chinese()
	v["party_id"], v["party_phone"], v["party_address"], v["chief"] = p.IDNumber, p.Phone, p.Address, p.Chief
	if p.Kind != "" {
		v["party_kind"] = k.say("party_kind." + string(p.Kind))
	}
	v["chief_or_line"], v["office"] = p.Chief, k.o.Office.Name
	if p.Chief == "" {
		v["chief_or_line"] = k.say("line")
	}
	k.c.holds["person"] = p.Kind == cases.PartyPerson
	if a := k.o.Case.Agent; a != nil {
		v["agent"], v["agent_id"], v["agent_phone"], v["agent_until"] = a.Name, a.IDNumber, a.Phone, a.Until.Chinese()
		v["agent_as"] = k.say("agent_as.mandate")
		if a.IsChief {
			v["agent_as"] = k.say("agent_as.chief")
		}
	}
	v["statement"] = k.o.Case.Statement
	for i, c := range k.o.Case.Claims {
		k.c.lists["claim_rows"] = append(k.c.lists["claim_rows"], []string{
			strconv.Itoa(i + 1), k.say("ground." + c.Ground), c.Shown, c.Claimed, k.say("request." + c.Request)})
	}
	if len(k.o.Case.Claims) == 0 { // to be filled in by hand
		k.c.lists["claim_rows"] = [][]string{{"1", "", "", "", ""}, {"2", "", "", "", ""}}
	}
}

// penalty puts in the record that the case is about.
func (k *compiler) penalty() {
	r, v := k.o.Case.Record, k.c.values
	v["violation"], v["breach"] = r.Violation, r.Facts
	if r.Fine > 0 {
		v["fine"] = r.Fine.Yuan()
	}
	if r.Confiscated > 0 {
		v["confiscated"] = r.Confiscated.Yuan()
	}
	v["public_until"] = r.PublicUntil.Chinese()
	if j := k.o.Case.Judgement; j != nil {
		if c, ok := j.Chosen(); ok {
			v["ruleset"] = c.Title
			v["shortest_until"], v["longest_until"] = c.ShortestUntil.Chinese(), c.LongestUntil.Chinese()
			if !c.Verified {
				v["class"] += k.say("open")
				v["shortest_until"], v["longest_until"] = opened(v["shortest_until"], k.say("open")), opened(v["longest_until"], k.say("open"))
			}
		}
	}
}

// opened marks a value or sentence that nobody compared with the official text; the
// mark stands before the full stop.
func opened(value, mark string) string {
	if value == "" {
		return ""
	}
	if sentence, ok := strings.CutSuffix(value, "。"); ok {
		return sentence + mark + "。"
	}
	return value + mark
}
