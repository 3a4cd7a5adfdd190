package main

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/forms/letter"
)

// What cannot be made into a specimen is refused in one sentence that names what is
// wrong, where it is and what to do; no file is left.
func TestBadSpecimensAreRefusedByName(t *testing.T) {
	t.Parallel()
	with := func(old, new string) string {
		if !strings.Contains(specimen, old) {
			t.Fatalf("the specimen has no %s", old)
		}
		return strings.Replace(specimen, old, new, 1)
	}
	for name, story := range map[string]struct {
		input string
		says  []string
	}{
		"no JSON":                {"{\n \"format\": slip}", []string{"第 2 行第 12 列", "请改正"}},
		"two letters":            {specimen + "\n" + specimen, []string{"第 4 行第 1 列"}},
		"half a letter":          {specimen[:len(specimen)-2], []string{"不是完整的 JSON"}},
		"not UTF-8":              {with("示例单位", "\xff\xfe"), []string{"UTF-8", "另存"}},
		"unknown key":            {with(`"title"`, `"titel"`), []string{"titel", "删去或改名"}},
		"unknown key of a part":  {with(`"label"`, `"lable"`), []string{"lable"}},
		"wrong type":             {with(`"不予信用修复决定书"`, `["不予"]`), []string{"title", "schema letter"}},
		"a bomb of brackets":     {strings.Repeat("[", 1<<20), []string{"样张没有生成"}},
		"no such day":            {with("2026-10-12", "2026-02-30"), []string{"2026-02-30"}},
		"no title":               {with("不予信用修复决定书", ""), []string{"标题", "补全"}},
		"no office":              {with(`"head":"示例单位"`, `"head":""`), []string{"发文机关", "补全"}},
		"no day":                 {with(`"date":"2026-10-12"`, `"date":""`), []string{"日期", "补全"}},
		"unknown format":         {with("red-head", "blue-head"), []string{"blue-head", "red-head、slip"}},
		"unknown paragraph":      {with(`"kind":"list"`, `"kind":"song"`), []string{"song", "schema letter"}},
		"a row too short":        {with(`["当事人","示例𬬭源有限公司"]`, `["当事人"]`), []string{"1 格", "2 列", "补齐"}},
		"a table of no columns":  {with(`"widths":[1,3]`, `"widths":[]`), []string{"没有列", "宽度"}},
		"negative widths":        {with(`"widths":[1,3]`, `"widths":[-1,1]`), []string{"widths[0]", "-1", "列宽"}},
		"a title too long":       {with("不予信用修复决定书", strings.Repeat("长", 401)), []string{"title", "401", "400", "缩短"}},
		"a cell too long":        {with("示例𬬭源有限公司\"]]", strings.Repeat("长", 5001)+"\"]]"), []string{"paragraphs[1].table.rows[0][1]", "5001"}},
		"a text too long":        {with("没有作出信用承诺。", strings.Repeat("长", 20001)), []string{"paragraphs[2].text", "20001"}},
		"a character in no font": {with("示例𬬭源有限公司：", "示例\U000F0000："), []string{"U+F0000", "图"}},
		"a turned text":          {with("示例𬬭源有限公司：", "示例\u202e："), []string{"U+202E"}},
		"a zero byte":            {with("示例𬬭源有限公司：", `示例\u0000：`), []string{"U+0000"}},
	} {
		out := filepath.Join(t.TempDir(), "x.pdf")
		oneSentence(t, name, desk(story.input, "letter", "render", "-", "--out", out), story.says...)
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: a file was left: %v", name, err)
		}
	}
	oneSentence(t, "no place for the file", desk(specimen, "letter", "render", "-", "--out", filepath.Join(t.TempDir(), "none", "x.pdf")), "x.pdf")
	oneSentence(t, "no input", desk("", "letter", "render", filepath.Join(t.TempDir(), "none.json"), "--out", "x.pdf"), "none.json")
}

// A wording file that asks for what no record gives, a term that is missing, and an
// unread value nobody confirmed: each has its sentence, with the name of the thing.
func TestBadWordingAndUnreadLawAreRefusedByName(t *testing.T) {
	t.Parallel()
	words, err := assets.LoadWords("zh-Hans")
	if err != nil {
		t.Fatal(err)
	}
	ship := string(assets.Wording())
	for name, story := range map[string]struct {
		old, new string
		says     []string
	}{
		"unknown placeholder": {"{effects_line}", "{efects_line}", []string{"L8", "efects_line", "改正"}},
		"unknown condition":   {`"when": "remedy"`, `"when": "remedies"`, []string{"L4", "remedies", "改正"}},
		"unknown list":        {`"from": "missing"`, `"from": "lacking"`, []string{"L2", "lacking", "改正"}},
		"unknown letter":      {`"L13": {`, `"L14": {`, []string{"L14"}},
		"unknown key":         {`"seal": true`, `"siegel": true`, []string{"用语文件"}},
	} {
		if !strings.Contains(ship, story.old) {
			t.Fatalf("%s: the wording has no %s", name, story.old)
		}
		_, err := letter.LoadWording([]byte(strings.Replace(ship, story.old, story.new, 1)))
		for _, want := range story.says {
			if said := words.Sentence(err); err == nil || !strings.Contains(strings.ReplaceAll(said, words.Say("letter.L8"), "L8"), want) &&
				!strings.Contains(said, words.Say("letter."+want)) {
				t.Errorf("%s: %q does not say %q", name, said, want)
			}
		}
	}
}

// Whatever a letter may lack is named in each language.
func TestEveryGapOfALetterHasItsSentence(t *testing.T) {
	t.Parallel()
	var w struct {
		Letters map[string]struct {
			Addressee  string
			Paragraphs []struct{ Text, From string }
		}
	}
	if err := json.Unmarshal(assets.Wording(), &w); err != nil {
		t.Fatal(err)
	}
	place := regexp.MustCompile(`\{(\w+)\}`)
	for _, lang := range assets.Langs() {
		words, err := assets.LoadWords(lang)
		if err != nil {
			t.Fatal(err)
		}
		for sort, l := range w.Letters {
			texts := l.Addressee + "{missing}{refusal_grounds}{grounds}{asked}"
			for _, p := range l.Paragraphs {
				texts += p.Text
			}
			for _, m := range place.FindAllStringSubmatch(texts, -1) {
				if !words.Has("letter.blank." + m[1]) {
					t.Errorf("%s: nothing says in %s that {%s} is lacking", sort, lang, m[1])
				}
			}
		}
	}
}

// An unread value that nobody confirmed stops the signature, and so every decision
// letter; a letter of the terminal then says that nothing is signed yet.
func TestNoDecisionLetterOnUnreadLaw(t *testing.T) {
	t.Parallel()
	ctx, dir := context.Background(), filepath.Join(t.TempDir(), "new")
	if s := desk("", "store", "new", dir); s.code != 0 {
		t.Fatalf("%+v", s)
	}
	authority := filepath.Join(dir, "authority")
	clerk, session := at(t, authority, "欧阳弋")
	c, err := clerk.Receive(ctx, office.Application{
		Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例丁有限公司"},
		Record: cases.Record{Party: "示例丁有限公司", Body: "深圳市示例区住房和建设局", DocNumber: "示例罚〔2026〕9号", DecidedOn: cases.MustDate("2026-05-20"), Sample: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	f := clerk.StartFacts(c)
	f.PenaltyKinds = []string{"confiscate_goods"} // by a row that nobody has read
	for _, step := range []func() (cases.Case, error){
		func() (cases.Case, error) { return clerk.Accept(ctx, c.ID) },
		func() (cases.Case, error) {
			return clerk.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "R36", Reason: "申请日适用"})
		},
		func() (cases.Case, error) { return clerk.Propose(ctx, c.ID, cases.Granted, nil, "说明") },
	} {
		if _, err := step(); err != nil {
			t.Fatal(err)
		}
	}
	session.Close()
	if err := session.Store().Close(); err != nil {
		t.Fatal(err)
	}
	issue := func(sort string) said {
		return desk("", "letter", "issue", "--store", authority, "--as", signer, "--case", c.ID.String(), "--letter", sort)
	}
	oneSentence(t, "L8 before its signature", issue("L8"), "准予信用修复决定书")
	oneSentence(t, "the letter of no decision", issue(""), "还没有签发")
	oneSentence(t, "L13 of no grant", issue("L13"), "撤销信用修复决定书")
	oneSentence(t, "no such letter", issue("L99"), "L99", "L1 至 L13")
}
