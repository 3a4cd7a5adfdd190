package pdf

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// someCase is a decided case of random words: hard names, amounts, the rarest
// characters, and free text that tries to sound like a decision.
func someCase(t *rapid.T) cases.LetterOrder {
	pick := func(label string, list ...string) string { return rapid.SampledFrom(list).Draw(t, label) }
	day := func(label string) cases.Date {
		return cases.DateOf(2026, 1, 1).Add(rapid.IntRange(0, 700).Draw(t, label))
	}
	sort := rapid.SampledFrom(cases.LetterSorts()).Draw(t, "sort")
	matter, outcome := cases.Repair, cases.Granted
	switch sort {
	case cases.LetterRefuse:
		outcome = cases.Refused
	case cases.LetterObjection, cases.LetterMark, cases.LetterUnmark, cases.LetterInquire:
		matter, outcome = cases.Objection, cases.Outcome(pick("outcome", "corrected", "added", "stopped", "removed", "kept"))
	}
	name := pick("name", "示例𬬭源建材有限公司", "广东𬭎韡（珠海横琴）粤北山区特色农产品生态环境科技集团有限公司穗东分公司", "示例𪚥𠔻商行", "示例ABC-3（中国）公司", "示例㼆鑫")
	ground := cases.Ground{Code: "DUTY", Text: pick("ground", "罚款尚有12,500.00元未缴。", "最短公示期没有届满。"), Title: "《示例办法》（示例令第1号）", Article: "第九条", Verified: rapid.Bool().Draw(t, "verified")}
	on := day("on")
	run := cases.ClockRun{ID: "C-DECIDE", From: on, Due: on.Add(20), Title: ground.Title, Ruleset: "R"}
	return cases.LetterOrder{
		Sort: sort, Number: "示例修决〔2026〕" + pick("number", "1", "88", "1203") + "号", Code: strings.Repeat("5c", 16), On: on,
		Office: cases.Office{Name: "示例区住房和建设局", Phone: "0755-00000000", Address: "示例路1号"}, To: cases.Office{Name: "示例提供单位"},
		Account: cases.Account{Name: "欧阳弋"}, Remedy: pick("remedy", "", "不服本决定的，可以依法申请行政复议。"),
		Case: cases.Case{
			Matter: matter, Number: "示例政服20261012-0007", Party: cases.Party{Kind: cases.PartyOrganisation, Name: name, Code: "91440300MA9X00185L", IDNumber: "440304188304131095"},
			Record:     cases.Record{DocNumber: pick("doc", "示例建罚〔2026〕41号", "（2026）示例罚字第0000001号", ""), Body: "示例局", Content: pick("content", "罚款人民币123,456.78元", "警告"), DecidedOn: day("decided")},
			ReceivedOn: day("received"), AcceptedOn: day("accepted"), MarkedOn: day("marked"), UnmarkedOn: day("unmarked"),
			Papers: []cases.Paper{{Name: "缴款凭证", Original: true, Pages: 2}}, Missing: []cases.Paper{{Name: "整改证明"}},
			Claims:    []cases.Claim{{Ground: "expired", Request: "stop", Shown: "公示", Claimed: "不公示"}},
			Inquiry:   &cases.InquiredAct{Claims: []int{0}},
			Refusal:   &cases.DeclinedAct{Grounds: []cases.Ground{ground}, On: on},
			Judgement: &cases.JudgedAct{Ruleset: "R", Class: "R.GENERAL", Verdict: cases.Verdict{Rulesets: []cases.RulesetVerdict{{ID: "R", Title: ground.Title}}}},
			Clocks:    []cases.ClockRun{run}, Extension: &cases.ExtendedAct{Clock: run, Reason: "需要向外地核对。", Old: day("old"), On: on},
			Letters: []cases.LetterAct{{Letter: "L8", Number: "示例修决〔2026〕3号"}}, Revocation: &cases.RevokedAct{Effects: []string{"restore_publishing"}, From: on, On: on},
			Doubt: &cases.DoubtedAct{Grounds: []cases.Ground{ground}, Facts: "来函", On: day("doubted")}, Hearing: &cases.HeardAct{ToldOn: day("told"), Way: "post", Said: "报告由他人代办。"},
			Proposal: &cases.ProposedAct{Outcome: outcome, Grounds: []cases.Ground{ground}, Text: pick("free", "", "经办自称：准予信用修复。", "已电话核实。")},
			Decision: &cases.DecidedAct{Outcome: outcome, Effects: []string{pick("effect", "stop_publishing", "stop_sharing", "correct")}, From: on, On: on},
		},
	}
}

// readBack gives the words of a PDF without line ends and page numbers, and the
// record attached to it.
func readBack(t *testing.T, pdf []byte) (text string, r letter.Record) {
	t.Helper()
	path := save(t, pdf)
	text = squash(tool(t, "pdftotext", "-raw", path, "-"))
	text = regexp.MustCompile(`—\d+—|\f`).ReplaceAllString(text, "")
	file := filepath.Join(t.TempDir(), "record.json")
	tool(t, "pdfdetach", "-savefile", attachedName, "-o", file, path)
	b, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, &r); err != nil {
		t.Fatal(err)
	}
	return text, r
}

// What other programs read out of a letter, its text and its attached record, is
// the record of the case, whatever the case; a person's own words stand only under
// their label; and a changed outcome changes both.
func TestALetterReadBackIsTheRecord(t *testing.T) {
	b, err := os.ReadFile("../../assets/letters/wording.json")
	if err != nil {
		t.Fatal(err)
	}
	w, err := letter.LoadWording(b)
	if err != nil {
		t.Fatal(err)
	}
	press := Press{Fonts: testLibrary(), Wording: w}
	gen := rapid.Custom(someCase)
	for seed := range 40 {
		o := gen.Example(seed)
		p, err := press.Print(o)
		if err != nil {
			t.Fatal(seed, o.Sort, err)
		}
		text, r := readBack(t, p.PDF)
		c, rule := o.Case, w.Letters[string(o.Sort)]
		want := []string{squash(rule.Title), o.Office.Name, o.On.Chinese(), squash(o.Number)}
		if o.Sort != cases.LetterMark && o.Sort != cases.LetterUnmark && o.Sort != cases.LetterForward && o.Sort != cases.LetterInquire {
			want = append(want, c.Party.Name+"：")
		}
		if o.Sort == cases.LetterReceipt {
			want[3] = "收件号：" + o.Number
		}
		decides := o.Sort == cases.LetterGrant || o.Sort == cases.LetterRefuse || o.Sort == cases.LetterObjection
		outcome := cases.Outcome("")
		switch {
		case decides:
			outcome = c.Decision.Outcome
			want = append(want, w.Terms["outcome."+string(outcome)])
		case o.Sort == cases.LetterRevoke:
			outcome = cases.Revoke
		}
		for _, s := range want {
			if !strings.Contains(text, squash(s)) {
				t.Errorf("%d %s: the text lacks %q:\n%s", seed, o.Sort, s, text)
			}
		}
		if strings.Contains(text, c.Party.IDNumber) {
			t.Errorf("%d %s: the text holds an ID number", seed, o.Sort)
		}
		if r.Party != c.Party.Name || r.Number != o.Number || r.On != o.On || r.Document != c.Record.DocNumber || r.Letter != string(o.Sort) ||
			r.Outcome != outcome {
			t.Errorf("%d %s: the record is %+v", seed, o.Sort, r)
		}
		if free := squash(c.Proposal.Text); free != "" && decides && !strings.Contains(text, "经办说明"+free) {
			t.Errorf("%d %s: free words do not stand under their label:\n%s", seed, o.Sort, text)
		}
		if o.Sort == cases.LetterObjection {
			o.Case.Decision = &cases.DecidedAct{Outcome: other(c.Decision.Outcome), Effects: c.Decision.Effects, From: o.On, On: o.On}
			changed, err := press.Print(o)
			if err != nil {
				t.Fatal(err)
			}
			now, rec := readBack(t, changed.PDF)
			if rec.Outcome == r.Outcome || !strings.Contains(now, "决定："+w.Terms["outcome."+string(rec.Outcome)]) || strings.Contains(now, "决定："+w.Terms["outcome."+string(r.Outcome)]) {
				t.Errorf("%d: another outcome, the same words:\n%s", seed, now)
			}
		}
	}
}

func other(o cases.Outcome) cases.Outcome {
	if o == cases.Kept {
		return cases.Stopped
	}
	return cases.Kept
}
