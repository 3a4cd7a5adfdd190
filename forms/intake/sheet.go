package intake

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"casedesk/cases"
)

// The limits of a file. They lie far above any honest sheet and keep a hostile
// one from filling the memory.
const (
	maxFile    = 64 << 20  // bytes of the file
	maxUnzip   = 256 << 20 // bytes that an .xlsx may unpack to
	maxParts   = 2000      // files inside an .xlsx
	maxRows    = 200_000
	maxColumns = 256
	maxCell    = 32_767 // characters in a cell, as in Excel
	maxCells   = 20_000_000
	maxSheets  = 20
	headRows   = 20 // the header stands among the first rows
)

// table is the cells of one sheet as text, without rows that are wholly empty.
type table struct {
	rows  []tableRow
	base  dateBase
	cells int // looked at so far, empty ones too
}

// tableRow is one row; number is what a spreadsheet program shows beside it, from 1.
type tableRow struct {
	number int
	cells  []string
}

// readTables takes .xlsx or .csv apart, told by its content and not by its name.
// It gives one table for each sheet.
func readTables(data []byte) ([]table, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, cases.Fail(cases.Invalid, "import.empty")
	case len(data) > maxFile:
		return nil, cases.Fail(cases.Unsupported, "import.too_large", "limit", strconv.Itoa(maxFile>>20))
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return readXLSX(data)
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		return nil, cases.Fail(cases.Unsupported, "import.old_xls")
	case looksLikeMarkup(data), bytes.HasPrefix(data, []byte("%PDF")), bytes.HasPrefix(data, []byte("\x89PNG")), bytes.HasPrefix(data, []byte("\xff\xd8\xff")):
		return nil, cases.Fail(cases.Unsupported, "import.no_sheet")
	}
	t, err := readCSV(data)
	if err != nil {
		return nil, err
	}
	return []table{t}, nil
}

// looksLikeMarkup finds web pages and XML saved under the name of a sheet.
func looksLikeMarkup(data []byte) bool {
	head := strings.ToLower(string(bytes.TrimSpace(data[:min(len(data), 512)])))
	head = strings.TrimPrefix(head, "\ufeff")
	return strings.HasPrefix(head, "<") || strings.HasPrefix(head, "{")
}

// add appends a row unless it is empty, and guards the limits.
func (t *table) add(number int, cells []string) error {
	if t.cells += len(cells); len(t.rows) >= maxRows || t.cells > maxCells {
		return cases.Fail(cases.Unsupported, "import.too_many_rows", "limit", strconv.Itoa(maxRows))
	}
	if len(cells) > maxColumns {
		cells = slices.Clone(cells[:maxColumns]) // and let the rest go
	}
	for _, c := range cells {
		if strings.TrimSpace(c) != "" {
			t.rows = append(t.rows, tableRow{number, cells})
			return nil
		}
	}
	return nil
}
