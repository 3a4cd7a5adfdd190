package intake

import (
	"bytes"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"casedesk/cases"
)

var onDay = Options{Today: cases.MustDate("2026-11-22")}

func sample(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("../../assets/sample/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func read(t testing.TB, data []byte) Import {
	t.Helper()
	in, err := Read(data, onDay)
	if err != nil {
		t.Fatal(err)
	}
	if in.Rows != in.Taken+len(in.SetAside)+len(in.Duplicates) || in.Taken != len(in.Records) {
		t.Fatalf("%d rows, but %d taken, %d set aside, %d double", in.Rows, in.Taken, len(in.SetAside), len(in.Duplicates))
	}
	return in
}

func TestShenzhenSheetGoesInWhole(t *testing.T) {
	in := read(t, sample(t, "penalties_shenzhen_2022.csv"))
	if in.Rows != 40 || in.Taken != 40 || len(in.UnknownColumns) != 0 || len(in.Remarks) != 0 {
		t.Fatalf("%d rows, %d taken; %v %v %v %v", in.Rows, in.Taken, in.SetAside, in.UnknownColumns, in.Duplicates, in.Remarks)
	}
	first := in.Records[0]
	if first.Fine != 300_00 || first.DecidedOn != cases.MustDate("2022-05-16") || first.PartyKind != cases.PartyOrganisation || first.Facts == "" {
		t.Errorf("%+v", first)
	}
}

func TestMadeUpSheetFindsTheDoubleDecision(t *testing.T) {
	in := read(t, sample(t, "penalties_made_up_2026.csv"))
	if in.Rows != 32 || in.Taken != 31 || len(in.SetAside) != 0 || len(in.Remarks) != 0 || len(in.UnknownColumns) != 0 {
		t.Fatalf("%d rows, %d taken; %v %v", in.Rows, in.Taken, in.SetAside, in.Remarks)
	}
	d := in.Duplicates[0]
	if d.By != "punish_code" || d.DocNumber != "示例建罚[2026]第041号" || d.Of != 21 || d.Row != 25 || len(d.Differs) != 0 {
		t.Errorf("%+v", d)
	}
	fields, fines := map[string]int{}, cases.Fen(0)
	for _, r := range in.Records {
		fields[r.Field+" "+r.FieldFrom]++
		fines += r.Fine
		if r.USCC.IsZero() || r.BodyCode.IsZero() || r.DocNumber == "" {
			t.Errorf("%+v", r)
		}
	}
	if fields["housing body"] < 5 || fields["environment body"] < 5 || fields["fire body"] < 5 || len(fields) != 3 || fines%100 == 0 && fines == 0 {
		t.Errorf("%v %v", fields, fines)
	}
	if in.Records[7].Fine != 123_456_78 {
		t.Errorf("six decimals of 万元 became %d 分", in.Records[7].Fine)
	}
}

func TestEveryEncodingAndMark(t *testing.T) {
	plain := strings.TrimPrefix(string(sample(t, "penalties_shenzhen_2022.csv")), "\ufeff")
	want := fmt.Sprint(read(t, []byte(plain)).Records)
	gbk, err := simplifiedchinese.GBK.NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	wide, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String(plain)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"UTF-8 with mark": "\ufeff" + plain, "GBK": gbk, "GB 18030 with mark": "\x84\x31\x95\x33" + gbk, "UTF-16": wide, "CRLF": strings.ReplaceAll(plain, "\n", "\r\n")} {
		if got := fmt.Sprint(read(t, []byte(text)).Records); got != want {
			t.Errorf("%s reads otherwise", name)
		}
	}
	for _, mark := range []string{";", "\t"} {
		text := strings.ReplaceAll("行政相对人名称,处罚类别,处罚决定日期,罚款金额(万元)\n示例甲公司,罚款,2026/3/4 0:00:00,1.5\n", ",", mark)
		if in := read(t, []byte(text)); in.Taken != 1 || in.Records[0].Fine != 15_000_00 {
			t.Errorf("parted by %q: %+v", mark, in)
		}
	}
}

func workbook(t testing.TB, rows [][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, row := range rows {
		if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbookWithTitleSerialDatesAndFloats(t *testing.T) {
	in := read(t, workbook(t, [][]any{
		{"示例区行政处罚信息公示表"}, {},
		{"序号", "行政相对人名称", "统一社会信用代码", "处罚类别", "罚款金额", "处罚决定日期", "公示截止期", "文号"},
		{1, "示例甲公司", "91440300MA9X000118", "罚款", 0.1 + 0.2, 46085, "长期", "示例罚〔2026〕1号"},
		{},
		{2, "示例乙公司", 914403001922038216.0, "罚款", 0.45479999999999998, 46085.5, nil, "示例罚〔2026〕2号"},
	}))
	if in.Rows != 2 || in.Taken != 1 || fmt.Sprint(in.UnknownColumns) != "[序号]" || in.Columns["文号"] != "punish_code" {
		t.Fatalf("%+v", in)
	}
	r := in.Records[0]
	if r.Fine != 3000_00 || r.DecidedOn.String() != "2026-03-04" || r.PublicUntil.String() != "2099-12-31" {
		t.Errorf("%+v", r)
	}
	if p := in.SetAside[0]; p.Row != 6 || p.Field != "credit_code" {
		t.Errorf("%+v", p)
	}
}

func TestNumbersOfAWorkbookKeepTheirDigits(t *testing.T) {
	for stored, want := range map[string]string{
		"0.45479999999999998": "0.4548", "9.9999999999999995E-7": "0.000001", "1E-6": "0.000001", "12.345677999999999": "12.345678",
		"914403001922038216": "914403001922038216", "9.1440300192203802E+17": "9.1440300192203802E+17", "2026-03-04": "2026-03-04", "罚款": "罚款", "E-": "E-",
	} {
		if got := tidyFloat(stored); got != want {
			t.Errorf("%s becomes %s, want %s", stored, got, want)
		}
	}
}

func TestBadRowsAreSetAsideWithTheirReason(t *testing.T) {
	head := "行政相对人名称,统一社会信用代码,自然人证件号码,行政处罚决定书文号,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,公示截止期,处罚机关,处罚机关统一社会信用代码\n"
	for row, want := range map[string]string{
		"示例甲公司,91440300MA9X000119,,1号,罚款,罚款1万元,1,2026-03-04,,示例局,": "credit_code code.uscc_check 91440300MA9X000119",
		"示例甲公司,,440524188001010013,1号,罚款,,1,2026-03-04,,示例局,":      "id_number code.id_check 4****************3",
		"示例甲公司,440524188001010013,,1号,罚款,,1,2026-03-04,,示例局,":      "credit_code code.id_check 4****************3",
		"示例甲公司,,,1号,罚款,罚款一万元,,2026-03-04,,示例局,":                    "fine import.fine_missing ",
		"示例甲公司,,,1号,罚款,罚款1万元,0,2026-03-04,,示例局,":                   "fine import.fine_missing 0",
		"示例甲公司,,,1号,罚款,罚款5000元,5000,2026-03-04,,示例局,":              "fine import.fine_unit 5000",
		"示例甲公司,,,1号,罚款,,-1,2026-03-04,,示例局,":                       "fine money.negative -1",
		"示例甲公司,,,1号,罚款,,一万,2026-03-04,,示例局,":                       "fine money.form 一万",
		"示例甲公司,,,1号,罚款,,1,2026-02-30,,示例局,":                        "punish_date import.date_impossible 2026-02-30",
		"示例甲公司,,,1号,罚款,,1,上周,,示例局,":                                "punish_date import.date_form 上周",
		"示例甲公司,,,1号,罚款,,1,440524188001010014,,示例局,":                "punish_date import.date_form 4****************4",
		"示例甲公司,,,1号,罚款,,1,,,示例局,":                                  "punish_date import.no_date ",
		"示例甲公司,,,1号,罚款,,1,2026-12-01,,示例局,":                        "punish_date import.date_future 2026-12-01",
		"示例甲公司,,,1号,罚款,,1,2026-03-04,2025-03-04,示例局,":              "public_until import.date_order 2025-03-04",
		"示例甲公司,,,1号,,,,2026-03-04,,示例局,":                           "punish_category import.no_kind ",
		"示例甲公司,9.144E+17,,1号,罚款,,1,2026-03-04,,示例局,":               "credit_code import.code_ruined 9.144E+17",
		"示例甲公司,,,1号,罚款,,1,2026-03-04,,示例局,11440399MB9X001A5C":      "punish_org_code code.uscc_check 11440399MB9X001A5C",
		",,,1号,罚款,,1,2026-03-04,,示例局,":                             "party_name import.no_party ",
	} {
		in := read(t, []byte(head+"示例好公司,91440300MA9X000118,,9号,警告,警告,,2026-03-04,,示例局,\n"+row+"\n"))
		if in.Taken != 1 || len(in.SetAside) != 1 {
			t.Errorf("%s: %d taken, %v", row, in.Taken, in.SetAside)
			continue
		}
		p := in.SetAside[0]
		if got := p.Field + " " + p.Reason.Key + " " + p.Value; got != want || p.Row != 3 {
			t.Errorf("row %d: %s, want %s", p.Row, got, want)
		}
	}
}

func TestFieldCodesOfBothTemplates(t *testing.T) {
	for name, text := range map[string]string{
		"2018": "CF_XDR_MC,CF_XDR_LB,CF_XDR_SHXYM,CF_FRDB,CF_WSH,CF_WFXW,CF_SY,CF_YJ,CF_CFLB,CF_NR,CF_NR_FK,CF_NR_WFFF,CF_NR_ZKDX,CF_JDRQ,CF_YXQ,CF_GSJZQ,CF_CFJG,CF_CFJGDM,CF_SJLY,CF_SJLYDM,BZ\n" +
			"示例甲公司,个体工商户,91440300MA9X000118,示例人,示例罚〔2026〕1号,违法,事实,依据,罚款,罚款1元,0.000100,0,,2026/3/4,2099/12/31,2027/3/4,示例区住房和建设局,11440399MB9X001A5B,示例区,11440399MB9X001A5B,备注\n",
		"older": "CF_WSH,CF_CFMC,CF_CFLB1,CF_CFLB2,CF_SY,CF_YJ,CF_XDR_MC,CF_XDR_SHXYM,CF_FR,CF_JG,CF_JDRQ,CF_XZJG,CF_ZT,DFBM,SJC,BZ\n" +
			"示例罚〔2026〕1号,案件,罚款,,事实,依据,示例甲公司,91440300MA9X000118,示例人,罚款1元,2026-03-04,示例区住房和建设局,0,440300,2026-03-05 10:00:00,备注\n",
	} {
		in := read(t, []byte(text))
		if in.Taken != 1 || len(in.UnknownColumns) != 0 {
			t.Errorf("%s: %v %v", name, in.SetAside, in.UnknownColumns)
			continue
		}
		r := in.Records[0]
		if r.Fine != 100 || r.Chief != "示例人" || r.Facts != "事实" || r.Body != "示例区住房和建设局" || r.Field != "housing" || r.Remark != "备注" || r.DecidedOn.String() != "2026-03-04" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

func TestRowsTakenWithARemark(t *testing.T) {
	head := "行政相对人名称,统一社会信用代码（纳税人识别号）,行政处罚决定书文号,处罚类别,处罚内容,处罚决定日期\n"
	for row, want := range map[string]string{
		"示例甲公司,91350211M0000XUF46,1号,警告,警告,2026-03-04":    "credit_code_or_tax_code code.uscc_pilot",
		"示例甲公司,440300123456789,1号,罚款,罚款人民币2万元,2026-03-04": "fine import.fine_from_content",
		"示例甲公司,,1号,,警告,2026-03-04":                        "punish_category import.kind_from_content",
	} {
		in := read(t, []byte(head+row+"\n"))
		if in.Taken != 1 || len(in.Remarks) != 1 || in.Remarks[0].Field+" "+in.Remarks[0].Reason.Key != want || len(in.Records[0].Doubts) != 1 {
			t.Errorf("%s: %+v", row, in)
		}
	}
	in := read(t, []byte(head+"示例甲公司,440300123456789,1号,警告,,2026-03-04\n示例乙公司,91440300MA9X000118,2号,警告,,2026-03-04\n"))
	if in.Records[0].OtherCode != "440300123456789" || in.Records[1].USCC.String() != "91440300MA9X000118" || in.Records[1].PartyKind != cases.PartyOrganisation {
		t.Errorf("a code goes where its shape belongs: %+v", in.Records)
	}
}

func TestDoubleDecisionWithAndWithoutNumber(t *testing.T) {
	head := "行政相对人名称,文号,处罚类别,处罚内容,罚款金额(万元),处罚决定日期,处罚机关\n"
	in := read(t, []byte(head+"示例甲公司,示例罚〔2026〕7号,罚款,,1,2026-03-04,示例局\n\n\n示例甲公司,示例罚（2026）第007号,罚款,,2,2026-03-04,示例局\n"+
		"示例甲公司,示例罚〔2026〕7号,罚款,,1,2026-03-04,别的局\n示例乙公司,无,警告,警告,,2026-03-04,示例局\n示例乙公司,,警告,警告,,20260304,示例局\n"))
	if got := fmt.Sprintf("%d %+v", in.Taken, in.Duplicates); got != "3 [{Row:5 Of:2 By:punish_code DocNumber:示例罚（2026）第007号 Differs:[fine]} {Row:8 Of:7 By:content DocNumber: Differs:[]}]" {
		t.Error(got)
	}
	key := in.Records[0].Key()
	again, err := Read([]byte(head+"示例甲公司,示例罚〔2026〕7号,罚款,,1,2026-03-04,示例局\n"), Options{Known: func(k string) bool { return k == key }})
	if err != nil || again.Taken != 0 || again.Duplicates[0].Of != 0 {
		t.Errorf("%+v %v", again, err)
	}
}
