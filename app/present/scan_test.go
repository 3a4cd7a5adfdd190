package present_test

import (
	"context"
	"encoding/json"
	"image"
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// codeOf is the text of a letter's QR code, as it stands on the paper.
func codeOf(t testing.TB, l cases.LetterAct) string {
	t.Helper()
	var printed struct{ QR string }
	must(t, json.Unmarshal(l.Data, &printed))
	return printed.QR
}

// A scanned copy is in hand; the second one of the same letter too, for the first is
// no longer on its way. Who scans another letter, another case's, a damaged code or
// something else hears which it was, and nothing is confirmed.
func TestALetterIsConfirmedByItsCode(t *testing.T) {
	s, ids, _, job := manyReceipts(t, 2)
	ctx := context.Background()
	b := present.NewBatch(job, s)
	b.Open(ids)
	job.run()
	b.Print()
	job.run()
	one, err := s.Store.Case(ctx, ids[0])
	must(t, err)
	two, err := s.Store.Case(ctx, ids[1])
	must(t, err)
	p := present.NewScan(job, s)
	read := func(text string) present.ScanView {
		p.Read(text)
		job.run()
		speak(t, p.View())
		return p.View()
	}
	code := codeOf(t, one.Letters[0])

	p.OpenFor(one, one.Letters[0])
	for want, text := range map[string]string{
		"scan.wrong_case": codeOf(t, two.Letters[0]),
		"scan.damaged":    code[:len(code)-9],
		"scan.other":      "https://example.gov.cn/v/0",
		"scan.differs":    strings.Replace(code, "|"+one.Letters[0].On.String()+"|", "|2020-01-01|", 1),
		"scan.unknown":    strings.Replace(code, one.Letters[0].Code, strings.Repeat("0", 32), 1),
	} {
		if v := read(text); cases.KeyOf(v.Problem) != want || len(v.Waiting) != 0 {
			t.Errorf("want %s: %v", want, v.Problem)
		}
	}
	if v := read(codeOf(t, two.Letters[0])); v.Letter == nil || v.Letter.Case != ids[1] {
		t.Error("the other letter's case cannot be opened")
	}
	if open, err := s.Ledger.Copies(ctx, cases.ID{}); err != nil || len(open) != 4 {
		t.Fatalf("%d copies are on their way, %v", len(open), err)
	}

	moved := 0
	p.Moved = func() { moved++ }
	p.Open()
	if v := read(code); len(v.Waiting) != 2 || moved != 0 {
		t.Fatalf("which of two copies: %+v", v.Waiting)
	}
	p.Confirm(1)
	job.run()
	if v := p.View(); v.Said.Key != "scan.in_hand" || moved != 1 {
		t.Errorf("said %+v, %v", v.Said, v.Problem)
	}
	if v := read(strings.ToUpper(code)); v.Said.Key != "scan.in_hand" || moved != 2 {
		t.Errorf("the last of them: said %+v, %v", v.Said, v.Problem)
	}
	if v := read(code); v.Said.Key != "scan.genuine" || v.Letter.Party != one.Party.Name {
		t.Errorf("a letter in hand: %+v, %v", v.Said, v.Problem)
	}
}

// A letter of the same case that is not the one looked for is refused too.
func TestAnotherLetterOfTheCaseIsRefused(t *testing.T) {
	s, ids, _, job := manyReceipts(t, 1)
	ctx := context.Background()
	c, err := s.Work.Do(ctx, ids[0], cases.AskedMoreAct{Missing: []cases.Paper{{Name: "缴款凭证"}}, On: s.Work.Today()})
	must(t, err)
	c, second, err := s.Work.Issue(ctx, c.ID, cases.LetterMissing)
	must(t, err)
	p := present.NewScan(job, s)
	p.OpenFor(c, second)
	p.Read(codeOf(t, c.Letters[0]))
	job.run()
	if v := p.View(); cases.KeyOf(v.Problem) != "scan.wrong_letter" || v.Letter == nil {
		t.Errorf("%v", v.Problem)
	}
	p.Close()
	if p.View().Open {
		t.Error("it stays open")
	}
}

// pictures reads codes from files that are the codes' own texts.
type pictures struct{}

func (pictures) Read(b []byte) ([]string, error) {
	if len(b) == 0 {
		return nil, cases.Fail(cases.NotFound, "scan.no_code")
	}
	return strings.Split(string(b), "\n"), nil
}

func (p pictures) Find(img image.Image) ([]string, error) {
	return p.Read(img.(*image.Gray).Pix)
}

// A photo of a letter is held against the record and puts nothing in hand; of a scanned
// file the page that bears the code counts.
func TestAPictureOfALetterIsHeldAgainstTheRecord(t *testing.T) {
	s, ids, _, job := manyReceipts(t, 1)
	s.Codes = pictures{}
	ctx := context.Background()
	b := present.NewBatch(job, s)
	b.Open(ids)
	job.run()
	b.Print()
	job.run()
	c, err := s.Store.Case(ctx, ids[0])
	must(t, err)
	code := codeOf(t, c.Letters[0])
	p := present.NewScan(job, s)
	p.Moved = func() { t.Error("a picture puts a copy in hand") }
	drawn := 0
	p.Draw = func(_ []byte, n, _ int) (image.Image, int, error) {
		drawn++
		page := image.NewGray(image.Rect(0, 0, 1, 1))
		page.Pix = nil
		if n == 2 {
			page.Pix = []byte(code)
		}
		return page, 4, nil
	}
	read := func(file string) present.ScanView {
		p.ReadFile(strings.NewReader(file))
		job.run()
		speak(t, p.View())
		return p.View()
	}
	p.Open()
	for name, file := range map[string]string{"a photo": code, "two codes": "https://example.gov.cn/v/1\n" + code, "a scanned file": "%PDF-1.4"} {
		if v := read(file); v.Said.Key != "scan.picture_agrees" || v.Letter == nil || v.Letter.Case != ids[0] || len(v.Waiting) != 0 {
			t.Errorf("%s: %+v, %v", name, v.Said, v.Problem)
		}
	}
	if drawn != 3 {
		t.Errorf("%d pages were drawn", drawn)
	}
	for want, file := range map[string]string{
		"scan.no_code": "", "scan.other": "https://example.gov.cn/v/1",
		"scan.differs": strings.Replace(code, "|"+c.Letters[0].On.String()+"|", "|2020-01-01|", 1),
	} {
		if v := read(file); cases.KeyOf(v.Problem) != want {
			t.Errorf("want %s: %v", want, v.Problem)
		}
	}
	if open, err := s.Ledger.Copies(ctx, cases.ID{}); err != nil || len(open) != 2 || open[0].State != cases.CopySent {
		t.Errorf("%+v, %v", open, err)
	}
}
