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
	s := &sheet{pages: []Page{{}}}
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
	for i := range s.pages {
		s.pages[i].number(m, i+1, l.Format)
		s.pages[i].watermark(m, l)
	}
	return s.pages, nil
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
