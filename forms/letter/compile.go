package letter

import (
	"cmp"
	"crypto/sha256"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"casedesk/cases"
)

// Compile makes the letter that an order calls for. The same order and wording
// make the same letter.
func (w Wording) Compile(o cases.LetterOrder) (Letter, error) {
	t, ok := w.Letters[string(o.Sort)]
	if !ok {
		return Letter{}, cases.Fail(cases.Unsupported, "wording.letter", "letter", string(o.Sort))
	}
	c, err := w.contentOf(o)
	if err != nil {
		return Letter{}, err
	}
	l := Letter{
		Format: t.Format, Head: o.Office.Name, Signature: o.Office.Name, Date: o.On, Seal: t.Seal,
		Specimen: o.Specimen, Sample: o.Office.Sample || o.Case.Record.Sample, Wording: w.Version,
	}
	f := filler{values: c.values}
	l.Title, l.Addressee = f.fill(t.Title), f.fill(t.Addressee)
	l.Contact = f.fill(w.Terms["contact"])
	blank := f.blank(t.Addressee)
	for _, p := range t.Paragraphs {
		if p.When == "" || c.holds[p.When] {
			l.Paragraphs = append(l.Paragraphs, f.paragraphs(p, c.lists)...)
			blank = cmp.Or(blank, f.lacking(p, c.lists))
		}
	}
	switch {
	case f.missing != "":
		return Letter{}, cases.Fail(cases.Invalid, "wording.place", "letter", string(o.Sort), "name", f.missing)
	case blank != "":
		return Letter{}, cases.Fail(cases.Invalid, "letter.blank."+blank, "letter", string(o.Sort))
	}
	if o.Specimen {
		return l.drawn(o.Glyphs), nil
	}
	l.Number = f.fill(t.Number)
	if l.Record, err = record(o); err != nil {
		return Letter{}, err
	}
	l.QR, l.QRCaption = codeOf(o, l.Record), w.Terms["qr"]
	return l.drawn(o.Glyphs), nil
}

// filler fills texts, remembering the first place that has no value.
type filler struct {
	values  map[string]string
	missing string
}

func (f *filler) fill(s string) string {
	out, missing := fill(s, f.values)
	if missing != "" && f.missing == "" {
		f.missing = missing
	}
	return out
}

// needed are the lists that a letter announces: without a row it would announce nothing.
var needed = []string{"missing", "refusal_grounds", "grounds", "asked"}

// lacking names what the record does not give to a part that cannot be without it, or
// "": a sentence would read on over the gap. Rows of a table just stay away.
func (f *filler) lacking(p part, lists map[string][][]string) string {
	if slices.Contains(needed, p.From) && len(lists[p.From]) == 0 {
		return p.From
	}
	return f.blank(p.Text)
}

// blank names the first place of a sentence whose value is empty, or "".
func (f *filler) blank(s string) string {
	for _, m := range places.FindAllStringSubmatch(s, -1) {
		if v, known := f.values[m[1]]; known && v == "" {
			return m[1]
		}
	}
	return ""
}

// places are those of a sentence that a record fills.
var places = regexp.MustCompile(`\{(\w+)\}`)

// paragraphs makes the paragraphs of one part: a table is one, a list is many.
func (f *filler) paragraphs(p part, lists map[string][][]string) []Paragraph {
	switch p.Kind {
	case Facts:
		t := &Table{Widths: []int{1, 3}}
		for _, row := range p.Rows {
			if v := f.fill(row[1]); v != "" {
				t.Rows = append(t.Rows, []string{f.fill(row[0]), v})
			}
		}
		return []Paragraph{{Kind: Facts, Table: t}}
	case Fields, Signing:
		return []Paragraph{{Kind: p.Kind, Table: f.form(p)}}
	case Papers:
		if len(lists[p.From]) == 0 {
			return nil
		}
		widths := p.Widths
		if len(widths) == 0 {
			widths = paperWidths(len(p.Head))
		}
		return []Paragraph{{Kind: Papers, Table: &Table{Head: p.Head, Widths: widths, Rows: lists[p.From]}}}
	case List:
		if rows := lists[p.From]; len(rows) == 1 { // a list of one needs no number
			return []Paragraph{{Kind: Body, Text: rows[0][0]}}
		}
		var out []Paragraph
		for i, row := range lists[p.From] {
			out = append(out, Paragraph{Kind: List, Label: "（" + chineseCount(i+1) + "）", Text: row[0]})
		}
		return out
	}
	return []Paragraph{{Kind: p.Kind, Label: p.Label, Text: f.fill(p.Text)}}
}

// form makes the table of a form: its fields, filled or empty, or its boxes.
func (f *filler) form(p part) *Table {
	t := &Table{Widths: p.Widths, High: p.High}
	for _, cells := range p.Rows {
		row := make([]string, len(cells))
		for i, text := range cells {
			row[i] = f.fill(text)
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Widths) == 0 && len(p.Rows) > 0 { // boxes are as wide as each other
		t.Widths = slices.Repeat([]int{1}, len(p.Rows[0]))
	}
	return t
}

func paperWidths(columns int) []int {
	if columns == 2 {
		return []int{1, 6}
	}
	return []int{4, 36, 7, 5} // a name of 28 characters has one line
}

// chineseCount writes 1 to 999 in Chinese digits, for the numbers of a list; a
// longer list goes on in figures.
func chineseCount(n int) string {
	digits := []rune("零一二三四五六七八九")
	switch {
	case n < 10:
		return string(digits[n])
	case n < 20:
		return strings.TrimSuffix("十"+string(digits[n%10]), "零")
	case n < 100:
		return strings.TrimSuffix(string(digits[n/10])+"十"+string(digits[n%10]), "零")
	case n > 999:
		return strconv.Itoa(n)
	}
	hundreds, rest := string(digits[n/100])+"百", n%100
	switch {
	case rest == 0:
		return hundreds
	case rest < 10:
		return hundreds + "零" + chineseCount(rest)
	case rest < 20:
		return hundreds + "一" + chineseCount(rest)
	}
	return hundreds + chineseCount(rest)
}

// Record is the decision as data, attached to the letter. It holds no ID number.
type Record struct {
	Format   string           `json:"format"`
	Letter   string           `json:"letter"`
	Number   string           `json:"number"`
	Receipt  string           `json:"receipt"`
	Case     cases.ID         `json:"case"`
	Matter   cases.Matter     `json:"matter"`
	Outcome  cases.Outcome    `json:"outcome,omitempty"`
	Party    string           `json:"party"`
	Document string           `json:"document,omitempty"`
	IssuedBy string           `json:"issued_by"`
	Office   cases.ID         `json:"office"`
	On       cases.Date       `json:"on"`
	From     cases.Date       `json:"from,omitzero"`
	Effects  []string         `json:"effects,omitempty"`
	Ruleset  string           `json:"ruleset,omitempty"`
	Class    string           `json:"class,omitempty"`
	Code     string           `json:"code"`
	Sample   bool             `json:"sample"`
	PackHash cases.PackHashes `json:"pack_hashes,omitempty"`
}

// RecordFormat names this form of Record.
const RecordFormat = "casedesk-decision-1"

func record(o cases.LetterOrder) ([]byte, error) {
	c := o.Case
	r := Record{
		Format: RecordFormat, Letter: string(o.Sort), Number: o.Number, Receipt: c.Number, Case: c.ID, Matter: c.Matter,
		Party: c.Party.Name, Document: c.Record.DocNumber, IssuedBy: o.Office.Name, Office: o.Office.ID, On: o.On,
		Code: o.Code, Sample: o.Office.Sample || c.Record.Sample,
	}
	if c.Judgement != nil {
		if v, ok := c.Judgement.Chosen(); ok {
			r.Ruleset, r.Class = v.ID, string(v.Class)
		}
		r.PackHash = c.Judgement.Verdict.PackHashes
	}
	rule, _ := cases.LetterRuleOf(o.Sort)
	switch {
	case rule.Kind == cases.KindRevoked && c.Revocation != nil:
		r.Outcome, r.From, r.Effects = cases.Revoke, c.Revocation.From, c.Revocation.Effects
	case rule.Kind == cases.KindDecided && c.Decision != nil:
		r.Outcome, r.From, r.Effects = c.Decision.Outcome, c.Decision.From, c.Decision.Effects
	}
	b, err := json.Marshal(r)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "wording.record").Because(err)
	}
	return b, nil
}

// codeOf is the text of the QR code: of the letter and the record attached to it.
func codeOf(o cases.LetterOrder, record []byte) string {
	c := cases.LetterCode{Sort: o.Sort, Number: o.Number, On: o.On, Code: o.Code}
	switch {
	case o.Sort == cases.LetterRevoke:
		c.Outcome = cases.Outcome(cases.Revoke)
	case o.Case.Decision != nil:
		c.Outcome = o.Case.Decision.Outcome
	}
	sum := sha256.Sum256(record)
	copy(c.Record[:], sum[:])
	return c.String()
}
