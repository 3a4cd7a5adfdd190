// Package intake reads what comes in: sheets of public records, and the fields
// that are asked for each kind of case.
package intake

import (
	"strings"

	"casedesk/cases"
)

// Options say how a sheet is to be read.
type Options struct {
	Today  cases.Date            // a decision after it is impossible; zero: not looked at
	Sample bool                  // marks every record as a sample
	Known  func(key string) bool // tells whether a record with this Key is held already; may be nil
}

// Import is what became of a sheet. Rows = Taken + len(SetAside) + len(Duplicates).
type Import struct {
	Rows           int               `json:"rows"`
	Taken          int               `json:"taken"`
	SetAside       []Problem         `json:"set_aside"`       // one a row, the first trouble; others in More
	Columns        map[string]string `json:"columns"`         // header → field
	UnknownColumns []string          `json:"unknown_columns"` // headers that mean no field
	Duplicates     []Duplicate       `json:"duplicates"`
	Remarks        []Problem         `json:"remarks"` // odd things in rows that were taken
	Records        []cases.Record    `json:"-"`
}

// Problem is one trouble in one row, numbered as a spreadsheet program numbers it.
// Value is the cell, masked where it holds a person's number.
type Problem struct {
	Row    int          `json:"row"`
	Field  string       `json:"field"`
	Value  string       `json:"value"`
	Reason *cases.Error `json:"-"`
	More   []Problem    `json:"more,omitempty"`
}

// Duplicate is a row that tells of a decision taken already.
type Duplicate struct {
	Row       int      `json:"row"`
	Of        int      `json:"of"`                   // the row that was taken; 0: held before this import
	By        string   `json:"by"`                   // "punish_code", or "content" without a 文号
	DocNumber string   `json:"doc_number,omitempty"` // as this row spells it
	Differs   []string `json:"differs"`              // keys of cases.Record in which the rows differ
}

// Read reads a sheet of 双公示 penalties from the bytes of an .xlsx or .csv file.
// Bad rows are set aside and the rest taken. An error (import.*) means that the
// file as a whole cannot be read: empty, damaged, too large, no sheet, no header.
func Read(data []byte, o Options) (Import, error) {
	tables, err := readTables(data)
	if err != nil {
		return Import{}, err
	}
	t, head, ok := findHeader(tables)
	if !ok {
		return Import{}, cases.Fail(cases.Unsupported, "import.no_header")
	}
	in := Import{SetAside: []Problem{}, Columns: map[string]string{}, UnknownColumns: []string{}, Duplicates: []Duplicate{}, Remarks: []Problem{}}
	in.nameColumns(head)
	seen := map[string]seenRow{}
	for _, row := range t.rows {
		if row.number > head.number {
			in.Rows++
			in.take(readRow(row, head, t.base, o), o, seen)
		}
	}
	in.Taken = len(in.Records)
	return in, nil
}

// heading is the header row, with the field of each column.
type heading struct {
	number int
	names  []string
	fields []string
}

func (h heading) has(field string) bool {
	for _, f := range h.fields {
		if f == field {
			return true
		}
	}
	return false
}

// findHeader takes the row with the most known headers among the first rows of
// every sheet. A header knows the party and two more fields at least.
func findHeader(tables []table) (best table, head heading, ok bool) {
	known := headerFields()
	most := 2
	for _, t := range tables {
		for _, row := range t.rows[:min(len(t.rows), headRows)] {
			fields, count, party := make([]string, len(row.cells)), 0, false
			for i, cell := range row.cells {
				if len(cell) > 200 {
					continue
				}
				if fields[i] = columnOf(cell, known); fields[i] != "" {
					count++
				}
				party = party || fields[i] == "party_name"
			}
			if count > most && party || count > most && count > 4 {
				most, best, ok = count, t, true
				head = heading{row.number, row.cells, fields}
			}
		}
	}
	return best, head, ok
}

func (in *Import) nameColumns(head heading) {
	for i, name := range head.names {
		name = strings.TrimSpace(name)
		switch {
		case name == "":
		case head.fields[i] == "":
			in.UnknownColumns = append(in.UnknownColumns, name)
		default:
			in.Columns[name] = head.fields[i]
		}
	}
}

type seenRow struct{ row, index int }

// take puts one row where it belongs.
func (in *Import) take(r rowReader, o Options, seen map[string]seenRow) {
	if len(r.faults) > 0 {
		first := r.faults[0]
		first.More = r.faults[1:]
		in.SetAside = append(in.SetAside, first)
		return
	}
	key := r.record.Key()
	if held, twice := seen[key]; twice || o.Known != nil && o.Known(key) {
		d := Duplicate{Row: r.row.number, By: "punish_code", DocNumber: r.record.DocNumber, Differs: []string{}}
		if cases.DocNumberKey(r.record.DocNumber) == "" {
			d.By = "content"
		}
		if twice {
			d.Of, d.Differs = held.row, in.Records[held.index].Differences(r.record)
		}
		in.Duplicates = append(in.Duplicates, d)
		return
	}
	seen[key] = seenRow{r.row.number, len(in.Records)}
	in.Records = append(in.Records, r.record)
	in.Remarks = append(in.Remarks, r.remarks...)
}
