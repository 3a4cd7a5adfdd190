package letter

import (
	"bytes"
	"encoding/json"
	"strings"

	"casedesk/cases"
)

// Wording is the text of all letters and sheets, loaded from assets/letters. It
// holds the sentences; this package holds which of them a record calls for.
type Wording struct {
	Version string              `json:"version"`
	Terms   map[string]string   `json:"terms"`
	Letters map[string]template `json:"letters"`
	Sheets  map[string]template `json:"sheets"`
	Code    template            `json:"recovery"` // the sheet of a recovery code; it is of no case
}

// template is one letter's text with {places}.
type template struct {
	Format     Format `json:"format"`
	Title      string `json:"title"`
	Number     string `json:"number"`
	Addressee  string `json:"addressee"`
	Seal       bool   `json:"seal"`
	Signed     bool   `json:"signed"` // of a sheet: the office and its contacts stand at the end
	Paragraphs []part `json:"paragraphs"`
}

// part is a paragraph that is printed when its condition holds. From names a
// list of the record that fills it.
type part struct {
	Kind  Kind       `json:"kind"`
	When  string     `json:"when"`
	Label string     `json:"label"`
	Text  string     `json:"text"`
	From  string     `json:"from"`
	Head  []string   `json:"head"`
	Rows  [][]string `json:"rows"`
	// Widths and High are those of the table.
	Widths []int `json:"widths"`
	High   []int `json:"high"`
}

// LoadWording reads a wording file. Keys it does not know, places, conditions
// and lists that no record fills are refused by name.
func LoadWording(b []byte) (Wording, error) {
	var w Wording
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&w); err != nil {
		return w, cases.Fail(cases.Invalid, "wording.form").Because(err)
	}
	known := blankContent()
	for sort, t := range w.Letters {
		if _, ok := cases.LetterRuleOf(cases.LetterSort(sort)); !ok {
			return w, cases.Fail(cases.Invalid, "wording.letter", "letter", sort)
		}
		if err := t.check(sort, known); err != nil {
			return w, err
		}
	}
	for sort, t := range w.Sheets {
		if _, ok := cases.SheetRuleOf(cases.SheetSort(sort)); !ok {
			return w, cases.Fail(cases.Invalid, "wording.letter", "letter", sort)
		}
		if err := t.check(sort, known); err != nil {
			return w, err
		}
	}
	return w, w.Code.check("recovery", content{values: RecoveryOrder{}.values()})
}

func (t template) check(sort string, known content) error {
	texts := []string{t.Title, t.Number, t.Addressee}
	for _, p := range t.Paragraphs {
		if _, ok := known.lists[p.From]; p.From != "" && !ok {
			return cases.Fail(cases.Invalid, "wording.list", "letter", sort, "name", p.From)
		}
		if _, ok := known.holds[p.When]; p.When != "" && !ok {
			return cases.Fail(cases.Invalid, "wording.condition", "letter", sort, "name", p.When)
		}
		texts = append(texts, p.Text)
		for _, r := range p.Rows {
			texts = append(texts, r...)
		}
	}
	for _, s := range texts {
		if _, missing := fill(s, known.values); missing != "" {
			return cases.Fail(cases.Invalid, "wording.place", "letter", sort, "name", missing)
		}
	}
	return nil
}

// fill puts values in the {places} of s; missing names the first that has none.
func fill(s string, values map[string]string) (out, missing string) {
	var b strings.Builder
	for {
		open := strings.IndexByte(s, '{')
		if open < 0 {
			b.WriteString(s)
			return b.String(), ""
		}
		end := strings.IndexByte(s[open:], '}')
		if end < 0 {
			return "", s[open:]
		}
		name := s[open+1 : open+end]
		v, ok := values[name]
		if !ok {
			return "", name
		}
		b.WriteString(s[:open])
		b.WriteString(v)
		s = s[open+end+1:]
	}
}

// term gives the letter's word for a key; a key without one is refused by name.
func (w Wording) term(key string) (string, error) {
	if t, ok := w.Terms[key]; ok {
		return t, nil
	}
	return "", cases.Fail(cases.Invalid, "wording.term", "name", key)
}
