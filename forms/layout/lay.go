package layout

import (
	"casedesk/cases"
	"casedesk/forms/letter"
)

// Lay puts a letter on pages. It refuses a letter without head, title or date,
// an unknown format or paragraph, and a table whose rows do not fit its columns.
func Lay(m Measure, l letter.Letter) ([]Page, error) {
	if part := missing(l); part != "" {
		return nil, cases.Fail(cases.Invalid, "letter.missing", "part", part)
	}
	if l.Specimen && l.Number != "" {
		return nil, cases.Fail(cases.Invalid, "letter.specimen")
	}
	s, err := poured(m, l, foot)
	if err != nil {
		return nil, err
	}
	if l.Format == letter.Slip && len(s.pages) > 1 {
		// A slip's first page has no page number: one line more stands clear of the
		// lower double line, where that saves a page.
		if one, err := poured(m, l, foot+pitch); err == nil && len(one.pages) == 1 {
			s = one
		}
	}
	for i := range s.pages {
		s.pages[i].number(m, i+1, len(s.pages), l.Format)
		s.pages[i].watermark(m, l)
	}
	return s.pages, nil
}

// poured sets the whole letter; first is the lower edge of the first page's text
// block, mm from the page's top.
func poured(m Measure, l letter.Letter, first float64) (*sheet, error) {
	s := &sheet{pages: []Page{{}}, first: first}
	if err := s.heading(m, l); err != nil {
		return nil, err
	}
	body, err := bodyBlocks(m, l)
	if err != nil {
		return nil, err
	}
	end, err := tailBlocks(m, l)
	if err != nil {
		return nil, err
	}
	s.pour(append(body, end...))
	s.imprint(m, l)
	return s, nil
}

// missing names the first part a letter cannot be without, or "".
func missing(l letter.Letter) string {
	switch {
	case l.Head == "":
		return "head"
	case l.Title == "":
		return "title"
	case l.Date.IsZero():
		return "date"
	}
	return ""
}
