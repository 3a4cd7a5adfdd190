package intake

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"casedesk/cases"
)

// readCSV reads text in UTF-8, UTF-16 with a mark, or GB 18030 (and so GBK), with
// or without a byte order mark, its cells parted by comma, semicolon or tab.
func readCSV(data []byte) (table, error) {
	text, err := decodeText(data)
	if err != nil {
		return table{}, err
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma = sniffComma(text)
	r.FieldsPerRecord = -1
	r.LazyQuotes = true
	r.ReuseRecord = false
	var t table
	number, nextLine := 0, 1
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return t, nil
		}
		if err != nil {
			return t, cases.Fail(cases.Damaged, "import.damaged").Because(err)
		}
		line, _ := r.FieldPos(0)
		number += 1 + max(0, line-nextLine) // empty lines are rows too, but the reader drops them
		nextLine = line + 1
		for _, c := range cells {
			nextLine += strings.Count(c, "\n")
		}
		if err := t.add(number, cells); err != nil {
			return t, err
		}
	}
}

func decodeText(data []byte) (string, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xff\xfe")), bytes.HasPrefix(data, []byte("\xfe\xff")):
		utf8, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil {
			return "", cases.Fail(cases.Unsupported, "import.encoding").Because(err)
		}
		data = utf8
	case bytes.IndexByte(data, 0) >= 0:
		return "", cases.Fail(cases.Unsupported, "import.no_sheet")
	case !utf8.Valid(data):
		decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(data)
		if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
			return "", cases.Fail(cases.Unsupported, "import.encoding")
		}
		data = decoded
	}
	return strings.TrimPrefix(string(data), "\ufeff"), nil
}

// sniffComma looks at the first lines: the mark that parts them into most cells wins.
func sniffComma(text string) rune {
	best, most := ',', 0
	for _, mark := range ",;\t" {
		count, lines := 0, 0
		for line := range strings.Lines(text) {
			quoted := false
			for _, r := range line {
				if r == '"' {
					quoted = !quoted
				} else if r == mark && !quoted {
					count++
				}
			}
			if lines++; lines == headRows {
				break
			}
		}
		// Values hold semicolons (罚款;没收违法所得), so a tie goes to the comma.
		if count > most {
			best, most = mark, count
		}
	}
	return best
}
