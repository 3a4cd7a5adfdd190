package letter

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"casedesk/cases"
)

// The most characters that the parts of a specimen may have: twice what the 2018
// items of 双公示 allow for names and facts, and more than any letter holds.
const (
	mostName  = 400
	mostCell  = 5000
	mostText  = 20000
	mostParts = 2000 // paragraphs, rows of a table
	mostWidth = 1000 // of a column, in shares
)

// ReadSpecimen reads a Letter for a specimen; number, QR code and attached record are
// dropped, for a specimen has none. It refuses by name (Invalid): what is no JSON
// (letter.input_json, with its place), keys it does not know (letter.input_key), a value
// of the wrong sort (letter.input_type), what is too long (letter.long) and columns that
// are none (letter.width).
func ReadSpecimen(b []byte) (Letter, error) {
	var l Letter
	if !utf8.Valid(b) {
		return l, cases.Fail(cases.Invalid, "letter.input_text")
	}
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&l); err != nil {
		return l, inputFault(b, d.InputOffset(), err)
	}
	if rest := bytes.TrimLeft(b[d.InputOffset():], " \t\r\n"); len(rest) > 0 {
		return l, placed(b, int64(len(b)-len(rest))+1)
	}
	if err := tooLong(l); err != nil {
		return l, err
	}
	l.Specimen, l.Number, l.QR, l.QRCaption, l.Record = true, "", "", "", nil
	return l, nil
}

// inputFault says in one sentence what is wrong with the JSON, and where.
func inputFault(b []byte, at int64, err error) error {
	var kind *json.UnmarshalTypeError
	var syntax *json.SyntaxError
	switch {
	case errors.As(err, &kind):
		return cases.Fail(cases.Invalid, "letter.input_type", "field", kind.Field).Because(err)
	case errors.As(err, &syntax):
		at = syntax.Offset
	case strings.Contains(err.Error(), "unknown field "): // the decoder has no type for it
		_, key, _ := strings.Cut(err.Error(), "unknown field ")
		return cases.Fail(cases.Invalid, "letter.input_key", "key", strings.Trim(key, `"`)).Because(err)
	case cases.KindOf(err) != 0: // a day that is none, and the like
		return err
	}
	return placed(b, at)
}

// placed names a place of the input by line and column, both from 1.
func placed(b []byte, at int64) error {
	before := b[:min(max(int(at)-1, 0), len(b))]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := 1 + utf8.RuneCount(before[bytes.LastIndexByte(before, '\n')+1:])
	return cases.Fail(cases.Invalid, "letter.input_json", "line", fmt.Sprint(line), "column", fmt.Sprint(column))
}

// tooLong names the first part that no letter could hold.
func tooLong(l Letter) error {
	if n := len(l.Paragraphs); n > mostParts {
		return long("paragraphs", n, mostParts)
	}
	for _, part := range []struct{ field, text string }{
		{"head", l.Head}, {"title", l.Title}, {"addressee", l.Addressee}, {"signature", l.Signature}, {"note", l.Note},
		{"contact", l.Contact}, {"copyTo", l.CopyTo}, {"printedBy", l.PrintedBy}, {"attachments", strings.Join(l.Attachments, "")},
	} {
		if n := utf8.RuneCountInString(part.text); n > mostName {
			return long(part.field, n, mostName)
		}
	}
	for i, p := range l.Paragraphs {
		at := fmt.Sprintf("paragraphs[%d]", i)
		if n := utf8.RuneCountInString(p.Label); n > mostName {
			return long(at+".label", n, mostName)
		}
		if n := utf8.RuneCountInString(p.Text); n > mostText {
			return long(at+".text", n, mostText)
		}
		if err := tableTooLong(at+".table", p.Table); err != nil {
			return err
		}
	}
	return nil
}

func tableTooLong(at string, t *Table) error {
	if t == nil {
		return nil
	}
	if n := len(t.Rows); n > mostParts {
		return long(at+".rows", n, mostParts)
	}
	for i, w := range t.Widths {
		if w < 1 || w > mostWidth {
			return cases.Fail(cases.Invalid, "letter.width", "field", fmt.Sprintf("%s.widths[%d]", at, i), "have", fmt.Sprint(w), "most", fmt.Sprint(mostWidth))
		}
	}
	for i, row := range append([][]string{t.Head}, t.Rows...) {
		for k, cell := range row {
			if n := utf8.RuneCountInString(cell); n > mostCell {
				return long(fmt.Sprintf("%s.rows[%d][%d]", at, i-1, k), n, mostCell)
			}
		}
	}
	return nil
}

func long(field string, have, most int) error {
	return cases.Fail(cases.Invalid, "letter.long", "field", field, "have", fmt.Sprint(have), "most", fmt.Sprint(most))
}
