package intake

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"strings"
	"testing"

	"casedesk/cases"
)

func zipped(t *testing.T, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWhatIsNoSheetGetsOneClearError(t *testing.T) {
	good := workbook(t, [][]any{{"行政相对人名称", "处罚类别", "处罚决定日期"}, {"示例甲公司", "警告", "2026-03-04"}})
	cut := append([]byte{}, good[:len(good)/2]...)
	flipped := append([]byte{}, good...)
	for i := 200; i < 260; i++ {
		flipped[i] ^= 0xff
	}
	for name, c := range map[string]struct {
		data []byte
		key  string
	}{
		"nothing": {nil, "import.empty"}, "blanks": {[]byte(" \r\n\t"), "import.empty"},
		"a letter":        {[]byte("%PDF-1.7 ..."), "import.no_sheet"},
		"a web page":      {[]byte("<html><table><tr><td>行政相对人名称"), "import.no_sheet"},
		"a program":       {[]byte("MZ\x00\x00\x01"), "import.no_sheet"},
		"an old workbook": {[]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), "import.old_xls"},
		"half a workbook": {cut, "import.damaged"},
		"a torn workbook": {flipped, "import.damaged"},
		"a zip":           {zipped(t, map[string]string{"a.txt": "x"}), "import.no_sheet"},
		"a hollow book":   {zipped(t, map[string]string{"xl/workbook.xml": "<x"}), ""},
		"a bomb":          {zipped(t, map[string]string{"xl/workbook.xml": "", "xl/worksheets/sheet1.xml": strings.Repeat("0", maxUnzip+1)}), "import.too_large"},
		"prose":           {[]byte("今天天气很好，\n适合写信。\n"), "import.no_header"},
		"broken bytes":    {[]byte("\xff\xff\x80\x80\xff"), "import.encoding"},
		"another table":   {[]byte("姓名,电话,地址\n甲,1,2\n"), "import.no_header"},
	} {
		in, err := Read(c.data, onDay)
		if err == nil || c.key != "" && cases.KeyOf(err) != c.key || !strings.HasPrefix(cases.KeyOf(err), "import.") || in.Rows != 0 {
			t.Errorf("%s: %v, want %s", name, err, c.key)
		}
	}
}

func TestTooManyRowsAreRefused(t *testing.T) {
	text := "行政相对人名称,处罚类别,处罚决定日期\n" + strings.Repeat("甲,警告,2026-03-04\n", maxRows)
	if _, err := Read([]byte(text), onDay); cases.KeyOf(err) != "import.too_many_rows" {
		t.Error(err)
	}
}

func TestUnclosedQuotationMarkIsNotSilent(t *testing.T) {
	text := "行政相对人名称,处罚类别,处罚决定日期\n甲,警告,2026-03-04\n乙,\"警告,2026-03-04\n" + strings.Repeat("丙,警告,2026-03-04\n", 2000)
	in := read(t, []byte(text))
	if in.Taken != 1 || len(in.SetAside) != 1 || in.SetAside[0].Reason.Key != "import.cell_too_long" || in.SetAside[0].Row != 3 {
		t.Errorf("%d taken, %v", in.Taken, in.SetAside)
	}
}

func TestRowsOfTooManyCellsAreRefused(t *testing.T) {
	book := workbook(t, [][]any{{"行政相对人名称", "处罚类别", "处罚决定日期"}})
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	var rows strings.Builder
	for i := range 3000 {
		fmt.Fprintf(&rows, `<row r="%d"><c r="XFD%d" t="n"><v>1</v></c></row>`, i+2, i+2)
	}
	const sheet = "xl/worksheets/sheet1.xml"
	parts[sheet] = strings.Replace(parts[sheet], "</sheetData>", rows.String()+"</sheetData>", 1)
	if _, err := Read(zipped(t, parts), onDay); cases.KeyOf(err) != "import.too_many_rows" {
		t.Error(err)
	}
}

func FuzzRead(f *testing.F) {
	f.Add(sample(f, "penalties_made_up_2026.csv"))
	for _, s := range []string{"", "行政相对人名称,处罚类别,处罚决定日期\n甲,警告,46085", "行政相对人名称;文号;罚款金额\n\"甲\n;;", "\xef\xbb\xbf,\n", "PK\x03\x04", "a\tb\r\n\x84\x31\x95\x33"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		in, err := Read(data, onDay)
		if err != nil {
			if cases.KeyOf(err) == "" {
				t.Fatalf("an error without words: %v", err)
			}
			return
		}
		if in.Rows != in.Taken+len(in.SetAside)+len(in.Duplicates) {
			t.Fatalf("rows do not add up: %d ≠ %d + %d + %d", in.Rows, in.Taken, len(in.SetAside), len(in.Duplicates))
		}
		for _, r := range in.Records {
			if strings.TrimSpace(r.Party) == "" || r.DecidedOn.IsZero() || r.Fine < 0 || r.Has(cases.PenaltyFine) && r.Fine == 0 {
				t.Fatalf("a bad row went in: %d kinds, fine %d", len(r.PenaltyKinds), r.Fine)
			}
		}
	})
}

func BenchmarkRead10000Rows(b *testing.B) {
	rows := [][]any{{"行政相对人名称", "统一社会信用代码", "行政处罚决定书文号", "处罚类别", "处罚内容", "罚款金额(万元)", "处罚决定日期", "处罚机关"}}
	var text strings.Builder
	text.WriteString("行政相对人名称,统一社会信用代码,行政处罚决定书文号,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚机关\n")
	for i := range 10_000 {
		number := fmt.Sprintf("示例罚〔2026〕%d号", i+1)
		rows = append(rows, []any{"示例甲公司", "91440300MA9X000118", number, "罚款;警告", "罚款15000元", 1.5, 46085, "示例局"})
		fmt.Fprintf(&text, "示例甲公司,91440300MA9X000118,%s,罚款;警告,罚款15000元,1.5,2026-03-04,示例局\n", number)
	}
	for name, data := range map[string][]byte{"csv": []byte(text.String()), "xlsx": workbook(b, rows)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if in, err := Read(data, onDay); err != nil || in.Taken != 10_000 {
					b.Fatal(in.Taken, err)
				}
			}
		})
	}
}
