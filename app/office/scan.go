package office

import (
	"context"
	"encoding/json"

	"casedesk/cases"
)

// Finder looks for cases by what somebody types.
type Finder interface {
	Find(ctx context.Context, typed string, limit int) ([]cases.Found, error)
}

// Scanned is the letter that a scanned code names, as the record of this desk has it.
type Scanned struct {
	Case   cases.Case
	Letter cases.LetterAct
}

// scanMost is how many cases with such a number are looked through.
const scanMost = 200

// Scan finds the letter of a scanned QR code and holds the code against the record;
// no network is asked. It fails with Unsupported ("scan.other") for a code of another
// sort, Damaged ("scan.damaged") for one that was misread, NotFound ("scan.unknown")
// for a letter that this desk has no record of, and Conflict ("scan.differs") where
// code and record say different things.
func (d Desk) Scan(ctx context.Context, f Finder, text string) (Scanned, error) {
	code, err := cases.ParseLetterCode(text)
	if err != nil {
		return Scanned{}, err
	}
	found, err := f.Find(ctx, code.Number, scanMost)
	if err != nil {
		return Scanned{}, err
	}
	for _, hit := range found {
		c, err := d.Store.Case(ctx, hit.Row.Case)
		if err != nil {
			return Scanned{}, err
		}
		for _, l := range c.Letters {
			if l.Code != code.Code {
				continue
			}
			if issued, err := codeOn(l); err != nil || !issued.Is(code) {
				return Scanned{}, cases.Fail(cases.Conflict, "scan.differs", "number", l.Number).Because(err)
			}
			return Scanned{c, l}, nil
		}
	}
	return Scanned{}, cases.Fail(cases.NotFound, "scan.unknown", "number", code.Number)
}

// CodeAmong picks of the codes in a picture, one at least, that of a letter of this
// program; else the first, which Scan refuses by name.
func CodeAmong(texts []string) string {
	for _, text := range texts {
		if _, err := cases.ParseLetterCode(text); err == nil {
			return text
		}
	}
	return texts[0]
}

// codeOn reads the code that was printed on an issued letter.
func codeOn(l cases.LetterAct) (cases.LetterCode, error) {
	var printed struct {
		QR string `json:"qr"`
	}
	if err := json.Unmarshal(l.Data, &printed); err != nil {
		return cases.LetterCode{}, err
	}
	return cases.ParseLetterCode(printed.QR)
}

// Confirm says that a copy of the scanned letter is in hand. It fails with Conflict
// where no copy of it is on its way ("scan.none_waits").
func (s Scanned) Confirm(ctx context.Context, l Ledger, id cases.ID) (cases.Copy, error) {
	all, err := l.Copies(ctx, cases.ID{})
	if err != nil {
		return cases.Copy{}, err
	}
	for _, c := range s.Waiting(all) {
		if c.ID == id {
			return l.MoveCopy(ctx, c, cases.CopyInHand, "")
		}
	}
	return cases.Copy{}, cases.Fail(cases.Conflict, "scan.none_waits", "number", s.Letter.Number)
}

// Waiting gives those of the copies that are of the scanned letter and were handed to
// a printer, and that nobody has seen yet.
func (s Scanned) Waiting(all []cases.Copy) []cases.Copy {
	var out []cases.Copy
	for _, c := range all {
		if c.Name.Sheet() == "" && c.Case == s.Case.ID && c.Number == s.Letter.Number && string(c.Sort) == s.Letter.Letter && (c.State == cases.CopySent || c.Uncertain()) {
			out = append(out, c)
		}
	}
	return out
}
