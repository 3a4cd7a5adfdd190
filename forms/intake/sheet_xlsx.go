package intake

import (
	"archive/zip"
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"casedesk/cases"
)

// readXLSX reads the cells of an .xlsx as they are stored: dates as serial
// numbers, amounts with all digits. Nothing is ever unpacked to disk.
func readXLSX(data []byte) (tables []table, err error) {
	if err := weighZip(data); err != nil {
		return nil, err
	}
	damaged := cases.Fail(cases.Damaged, "import.damaged")
	defer func() {
		if r := recover(); r != nil { // the library was not written for hostile files
			tables, err = nil, damaged
		}
	}()
	book, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxUnzip})
	if err != nil {
		return nil, damaged.Because(err)
	}
	defer book.Close()
	base := base1900
	if props, err := book.GetWorkbookProps(); err == nil && props.Date1904 != nil && *props.Date1904 {
		base = base1904
	}
	for i, name := range book.GetSheetList() {
		if i == maxSheets {
			break
		}
		t, err := readGrid(book, name)
		if cases.KeyOf(err) != "" {
			return nil, err
		}
		if err != nil {
			return nil, damaged.Because(err)
		}
		t.base = base
		tables = append(tables, t)
	}
	if len(tables) == 0 {
		return nil, cases.Fail(cases.Unsupported, "import.no_sheet")
	}
	return tables, nil
}

func readGrid(book *excelize.File, name string) (table, error) {
	var t table
	rows, err := book.Rows(name)
	if err != nil {
		return t, err
	}
	defer rows.Close()
	for number := 1; rows.Next(); number++ {
		if number > 1<<20 {
			return t, cases.Fail(cases.Unsupported, "import.too_many_rows", "limit", strconv.Itoa(maxRows))
		}
		cells, err := rows.Columns()
		if err != nil {
			return t, err
		}
		for i, c := range cells {
			cells[i] = tidyFloat(c)
		}
		if err := t.add(number, cells); err != nil {
			return t, err
		}
	}
	return t, rows.Error()
}

// tidyFloat undoes the binary tail of a number that Excel stores with 17 digits
// (0.45479999999999998): Excel itself holds and shows no more than 15.
func tidyFloat(s string) string {
	tiny := strings.Contains(s, "E-") // 1E-6 is 0.000001 万元
	if len(s) < 17 && !tiny || strings.Trim(s, "0123456789.-+Ee") != "" || !strings.ContainsAny(s, ".Ee") {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil || math.Abs(f) >= 1e15 {
		return s
	}
	f, err = strconv.ParseFloat(strconv.FormatFloat(f, 'g', 15, 64), 64)
	if err != nil {
		return s
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}

// weighZip unpacks the file into nothing and counts, so that the sizes it claims
// need not be believed.
func weighZip(data []byte) error {
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return cases.Fail(cases.Damaged, "import.damaged").Because(err)
	}
	bomb := cases.Fail(cases.Unsupported, "import.too_large", "limit", strconv.Itoa(maxUnzip>>20))
	if len(z.File) > maxParts {
		return bomb
	}
	left, sheet := int64(maxUnzip), false
	for _, f := range z.File {
		sheet = sheet || strings.HasSuffix(f.Name, "workbook.xml")
		part, err := f.Open()
		if err != nil {
			return cases.Fail(cases.Damaged, "import.damaged").Because(err)
		}
		n, err := io.Copy(io.Discard, io.LimitReader(part, left+1))
		_ = part.Close()
		if left -= n; left < 0 {
			return bomb
		}
		if err != nil {
			return cases.Fail(cases.Damaged, "import.damaged").Because(err)
		}
	}
	if !sheet {
		return cases.Fail(cases.Unsupported, "import.no_sheet")
	}
	return nil
}
