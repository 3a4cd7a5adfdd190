package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

type importAnswer struct {
	Rows, Taken, Added int
	SetAside           []struct {
		Row                  int
		Field, Value, Reason string
	} `json:"set_aside"`
	Columns        map[string]string
	UnknownColumns []string         `json:"unknown_columns"`
	Duplicates     []map[string]any `json:"duplicates"`
}

const samples = "../../assets/sample/"

func TestImportOfBothSamples(t *testing.T) {
	for name, want := range map[string]struct{ rows, duplicates int }{
		"penalties_made_up_2026.csv": {32, 1}, "penalties_shenzhen_2022.csv": {40, 0},
	} {
		s := desk("", "import", samples+name)
		a := one[importAnswer](t, s)
		if s.code != 0 || a.Rows != want.rows || len(a.Duplicates) != want.duplicates || a.Taken+len(a.SetAside)+len(a.Duplicates) != a.Rows {
			t.Errorf("%s: exit %d, %+v", name, s.code, a)
		}
	}
}

func TestImportReadsGBKAndSetsBadRowsAside(t *testing.T) {
	b, err := os.ReadFile(samples + "penalties_made_up_2026.csv")
	if err != nil {
		t.Fatal(err)
	}
	text := strings.TrimPrefix(string(b), "\ufeff")
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	if a := one[importAnswer](t, desk(gbk, "import", "-")); a.Rows != 32 || a.Taken != 31 {
		t.Errorf("GB 18030: %+v", a)
	}
	few := strings.Join(strings.SplitAfter(text, "\n")[:2], "")
	if gbk, err = simplifiedchinese.GBK.NewEncoder().String(few); err != nil {
		t.Fatal(err)
	}
	if a := one[importAnswer](t, desk(gbk, "import", "-")); a.Rows != 1 || a.Taken != 1 {
		t.Errorf("GBK: %+v", a)
	}
	bad := strings.Replace(text, ",2026-01-08,", ",2026-02-30,", 1)
	s := desk(bad, "import", "-")
	if a := one[importAnswer](t, s); s.code != 0 || len(a.SetAside) != 1 || a.SetAside[0].Row < 2 || a.SetAside[0].Field == "" || a.SetAside[0].Reason == "" {
		t.Errorf("a bad row: exit %d, %+v", s.code, a)
	}
}

func TestWhatIsNoSheetIsRefused(t *testing.T) {
	letters, err := filepath.Glob(filepath.Join(played(), "out", "*.pdf"))
	if err != nil || len(letters) == 0 {
		t.Fatal(len(letters), err)
	}
	oneSentence(t, "a PDF", desk("", "import", letters[0]))
	oneSentence(t, "nothing", desk("", "import", "-"))
	oneSentence(t, "words", desk("just some words", "import", "-"))
	oneSentence(t, "half a zip", desk("PK\x03\x04 and no more", "import", "-"))
	oneSentence(t, "no file", desk("", "import", "none.csv"), "none.csv")
}

func TestImportIntoAStoreOnceAndDryRun(t *testing.T) {
	dir := filepath.Join(copied(t), "window")
	sheet := "行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（万元）,处罚决定日期,处罚机关\n" +
		"示例新企业有限公司,法人及非法人组织,91440300MA9X00185H,示例建罚〔2026〕991号,未设围挡,未设围挡,某条例,罚款,罚款一万元,1.000000,2026-06-01,深圳市示例区住房和建设局\n"
	for i, want := range []struct {
		args  []string
		added int
	}{{[]string{"--dry-run"}, 0}, {nil, 1}, {nil, 0}} {
		args := append([]string{"import", "-", "--store", dir, "--as", windowClerk}, want.args...)
		s := desk(sheet, args...)
		if a := one[importAnswer](t, s); s.code != 0 || a.Taken != 1 || a.Added != want.added {
			t.Errorf("import %d: exit %d, %+v, %s", i, s.code, a, s.errs)
		}
	}
}
