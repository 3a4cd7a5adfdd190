package present

import (
	"context"

	"casedesk/cases"
)

// Sheet is a file of records as it was read, before anything of it is kept.
type Sheet struct {
	Name       string // of the file, without its folder
	Rows       int
	Records    []cases.Record
	Aside      []AsideRow
	Duplicates []DuplicateRow
	Unknown    []string // headers of columns that no field is known for
	Columns    []ColumnMatch
}

// AsideRow is a row that cannot be taken, and why.
type AsideRow struct {
	Row    int    // in the file, the header is 1
	Field  string // key of the field, or ""
	Value  string
	Reason error
}

// DuplicateRow is a row that tells of the same decision as another.
type DuplicateRow struct {
	Row, Of int
	Number  string   // 文号 as this row spells it
	Differs []string // fields in which the two differ
}

// ColumnMatch says which field a column was taken for.
type ColumnMatch struct{ Header, Field string }

// ImportView is what the import page shows.
type ImportView struct {
	Path    string
	Reading bool
	Sheet   *Sheet // the dry run; nil before a file was read
	Summary Words  // import.summary
	CanTake bool
	Taking  bool
	Taken   Words // said once the records are kept
	Done    bool
	Problem error
}

// Import presents the way of a file of records into the store: first a dry run,
// then, if the clerk says so, the rows that can be taken.
type Import struct {
	Changed func(ImportView)

	s    Session
	line errand
	view ImportView
}

// NewImport makes an import page without a file.
func NewImport(desk Desk, s Session) *Import {
	return &Import{Changed: func(ImportView) {}, s: s, line: errand{desk: desk}}
}

// View gives the page as it is.
func (p *Import) View() ImportView { return p.view }

// Choose reads a file and shows what it would bring; nothing is kept yet.
func (p *Import) Choose(path string) {
	if p.view.Taking {
		return
	}
	p.view = ImportView{Path: path, Reading: true}
	p.Changed(p.view)
	p.line.ask(func() func() {
		sheet, err := p.s.ReadSheet(context.Background(), path)
		return func() {
			p.view.Reading, p.view.Problem = false, err
			if err == nil {
				sheet.Aside = veiledRows(sheet.Aside, p.s.Work.Today())
				p.view.Sheet, p.view.CanTake = &sheet, len(sheet.Records) > 0
				p.view.Summary = Say("import.summary", "rows", itoa(sheet.Rows), "taken", itoa(len(sheet.Records)),
					"aside", itoa(len(sheet.Aside)), "twice", itoa(len(sheet.Duplicates)))
			}
			p.Changed(p.view)
		}
	})
}

// Take keeps the rows that can be taken.
func (p *Import) Take() {
	if !p.view.CanTake || p.view.Taking {
		return
	}
	p.view.Taking, p.view.Problem = true, nil
	p.Changed(p.view)
	records := p.view.Sheet.Records
	p.line.ask(func() func() {
		kept, err := p.s.Store.KeepRecords(context.Background(), records)
		return func() {
			p.view.Taking, p.view.Problem = false, err
			if err == nil {
				p.view.Done, p.view.CanTake = true, false
				p.view.Taken = Say("import.taken", "kept", itoa(kept), "known", itoa(len(records)-kept))
			}
			p.Changed(p.view)
		}
	})
}
