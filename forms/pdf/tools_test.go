package pdf

import (
	"bytes"
	"fmt"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// tool runs one of the programs that readers of letters have; make test installs them.
func tool(t *testing.T, name string, args ...string) string {
	t.Helper()
	cmd := exec.Command(name, args...)
	cmd.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	var complaints bytes.Buffer
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s %v: %v\n%s%s", name, args, err, out, complaints.Bytes())
	}
	return string(out)
}

func save(t *testing.T, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "letter.pdf")
	if err := os.WriteFile(path, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// squash leaves out what a reader may put between characters.
func squash(s string) string { return strings.Join(strings.Fields(s), "") }

func TestOtherReadersAgreeOnASignedLetter(t *testing.T) {
	a := newAuthority(t)
	for name, l := range map[string]letter.Letter{"refusal": refusal(), "receipt": receipt()} {
		path := save(t, a.sign(t, l))
		if out := tool(t, "qpdf", "--check", path); !strings.Contains(out, "No syntax or stream encoding errors") {
			t.Errorf("%s: qpdf: %s", name, out)
		}
		out := tool(t, "pdfsig", "-nocert", path)
		for _, want := range []string{"Signature is Valid", "Total document signed", "SHA-256", "adbe.pkcs7.detached"} {
			if !strings.Contains(out, want) {
				t.Errorf("%s: pdfsig does not say %q:\n%s", name, want, out)
			}
		}
		fonts := strings.Split(strings.TrimSpace(tool(t, "pdffonts", path)), "\n")
		if len(fonts) != 3 || !regexp.MustCompile(`^[A-Z]{6}\+CasedeskLetter\s+CID TrueType\s+Identity-H\s+yes yes yes`).MatchString(fonts[2]) {
			t.Errorf("%s: pdffonts: %q", name, fonts)
		}
		info := tool(t, "pdfinfo", path)
		for _, want := range []string{"Metadata Stream: yes", "PDF version:     1.7", "(A4)"} {
			if !strings.Contains(info, want) {
				t.Errorf("%s: pdfinfo does not say %q:\n%s", name, want, info)
			}
		}
		record := filepath.Join(t.TempDir(), "record")
		tool(t, "pdfdetach", "-savefile", attachedName, "-o", record, path)
		if got, _ := os.ReadFile(record); !bytes.Equal(got, l.Record) {
			t.Errorf("%s: pdfdetach gives %q", name, got)
		}
	}
}

func TestEveryWordOfTheLetterComesBackOutOfThePDF(t *testing.T) {
	for name, l := range map[string]letter.Letter{"refusal": refusal(), "receipt": receipt()} {
		text := squash(tool(t, "pdftotext", "-layout", save(t, render(t, l)), "-"))
		words := []string{squash(l.Head), squash(l.Number), l.Addressee, l.Signature, l.Date.Chinese(), l.Contact, l.QRCaption}
		words = append(words, strings.Split(l.Title, "\n")...)
		for _, p := range l.Paragraphs {
			if p.Kind == letter.Body || p.Kind == letter.Heading1 {
				words = append(words, p.Text)
			}
		}
		text = regexp.MustCompile(`—\d—`).ReplaceAllString(text, "") // page numbers stand between halves of a paragraph
		for _, w := range words {
			if !strings.Contains(text, squash(w)) {
				t.Errorf("%s: %q is not in the text", name, w)
			}
		}
	}
}

func TestTheQRCodeReadsFromThePrintedPage(t *testing.T) {
	for last, l := range map[string]letter.Letter{"3": refusal(), "2": receipt()} {
		path := save(t, render(t, l))
		pages := strings.TrimSuffix(path, ".pdf")
		tool(t, "pdftoppm", "-r", "150", "-gray", "-png", "-f", last, "-singlefile", path, pages)
		if got := strings.TrimSpace(tool(t, "zbarimg", "-q", "--raw", pages+".png")); got != l.QR {
			t.Errorf("page %s: the code reads %q", last, got)
		}
	}
}

func TestEveryPageOfASpecimenSaysSo(t *testing.T) {
	l := refusal()
	l.Specimen, l.Sample, l.Number = true, true, ""
	path := save(t, render(t, l))
	pages := strings.Split(strings.TrimSuffix(tool(t, "pdftotext", path, "-"), "\f"), "\f")
	if len(pages) < 2 {
		t.Fatalf("%d pages", len(pages))
	}
	for i, page := range pages {
		for _, w := range []string{letter.WordSpecimen, letter.WordSample} {
			if strings.Count(squash(page), w) < 1 {
				t.Errorf("page %d does not say %s", i+1, w)
			}
		}
	}
}

// box is a word as pdftotext finds it, mm from the page's top left.
type box struct {
	page           int
	x0, y0, x1, y1 float64
	text           string
}

var wordForm = regexp.MustCompile(`<page |<word xMin="([0-9.]+)" yMin="([0-9.]+)" xMax="([0-9.]+)" yMax="([0-9.]+)">(.*)</word>`)

func boxes(t *testing.T, pdf []byte) (list []box) {
	t.Helper()
	page := 0
	for _, m := range wordForm.FindAllStringSubmatch(tool(t, "pdftotext", "-bbox", save(t, pdf), "-"), -1) {
		if m[5] == "" {
			page++
			continue
		}
		b := box{page: page, text: m[5]}
		for i, v := range []*float64{&b.x0, &b.y0, &b.x1, &b.y1} {
			fmt.Sscan(m[i+1], v)
			*v *= 25.4 / 72
		}
		list = append(list, b)
	}
	return list
}

// find gives the first word on the page that begins with text.
func find(t *testing.T, list []box, page int, text string) box {
	t.Helper()
	for _, b := range list {
		if b.page == page && strings.HasPrefix(b.text, text) {
			return b
		}
	}
	t.Fatalf("no %q on page %d", text, page)
	return box{}
}

func TestThePrintedPageMeasuresAsTheStandardAsks(t *testing.T) {
	l := refusal()
	list := boxes(t, render(t, l))
	const em, row = 15.75 * 25.4 / 72, 15.75 * 25.4 / 72 * 15 / 8
	head, number, title := find(t, list, 1, "青川市发展"), find(t, list, 1, "青信修决"), find(t, list, 1, "关于不予")
	second := find(t, list, 1, "信用修复的决定")
	addressee := find(t, list, 1, "青川市𬬭源建材有限公司（")
	first := find(t, list, 2, "至申请之日")
	sign, date := find(t, list, 3, "青川市发展和改革委员会"), find(t, list, 3, "2026年3月18日")
	one, two := find(t, list, 1, "—"), find(t, list, 2, "—")
	dash := func(b box) float64 { return b.y0 + (b.y1-b.y0)*(0.88-0.38) } // where the stroke is
	last, bottom := 0.0, 0.0
	for _, b := range list {
		if b.page == 2 && b.y1 < 262.5 {
			last, bottom = math.Max(last, b.x1), math.Max(bottom, b.y1)
		}
	}
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"text block: left edge (5.2.1)", first.x0, 28},
		{"text block: upper edge (5.2.1)", first.y0, 37},
		{"text block: right edge (5.2.1)", last, 28 + 156},
		{"text block: lower edge, 22 lines (5.2.3)", bottom, 37 + 225},
		{"body: height of a character, 3号 (5.2.2)", first.y1 - first.y0, em},
		{"red head: upper edge under the block's (7.2.4)", head.y0 - 37, 35},
		{"number: two lines under the head (7.2.5)", number.y0 - head.y1, 2*row + row - em},
		{"title: two lines under the red line (7.3.1)", title.y0 - (number.y1 + 4 + 0.7), 2 * row},
		{"title: 2号 (7.3.1)", title.y1 - title.y0, 22 * 25.4 / 72},
		{"title: centred", (title.x0 + title.x1) / 2, 28 + 78},
		{"addressee: flush left (7.3.2)", addressee.x0, 28},
		{"date: four characters from the right (7.3.5.1)", 184 - date.x1, 4 * em},
		{"signature: centred over the date (7.3.5.1)", (sign.x0 + sign.x1) / 2, (date.x0 + date.x1) / 2},
		{"page number: 一字线 7 mm under the block (7.5)", dash(one) - 262, 7},
		{"page number: even page one character in (7.5)", two.x0 - 28, 14 * 25.4 / 72},
	} {
		off := c.got - c.want
		t.Logf("%-50s %8.2f mm, standard %8.2f, off %+.2f", c.name, c.got, c.want, off)
		if math.Abs(off) >= 1 {
			t.Errorf("%s: off by %.2f mm", c.name, off)
		}
	}
	if gap := addressee.y0 - second.y1; gap < row-em || gap > 2*row+1 {
		t.Errorf("addressee %.2f mm under the title, not about one blank line (7.3.2)", gap)
	}
}

func TestASlipMeasuresAsTheLetterFormatAsks(t *testing.T) {
	list := boxes(t, render(t, receipt()))
	head := find(t, list, 1, "样例市政务")
	if off := head.y0 - 30; math.Abs(off) >= 1 {
		t.Errorf("head %.2f mm under the paper's edge (10.1)", head.y0)
	}
	number := find(t, list, 1, "收件号")
	if off := number.x1 - 184; math.Abs(off) >= 1 {
		t.Errorf("number ends at %.2f mm, not at the block's right edge (10.1)", number.x1)
	}
	for _, b := range list {
		if b.page == 1 && strings.HasPrefix(b.text, "—") && b.y0 > 262 {
			t.Error("the first page of a slip has a number (10.1)")
		}
	}
}

func TestACharacterInNoFontIsNamedBeforeAnythingIsDrawn(t *testing.T) {
	l := short()
	l.Paragraphs[0].Text = "姓名：\U000323AF\uE123。"
	_, err := Render(testLibrary(), l)
	if cases.KeyOf(err) != "letter.glyph" || !strings.Contains(err.Error(), "U+323AF") || !strings.Contains(err.Error(), "U+E123") {
		t.Errorf("got %v", err)
	}
	l.Paragraphs[0].Text = "控制字\x07符"
	if _, err := Render(testLibrary(), l); cases.KeyOf(err) != "letter.glyph" {
		t.Errorf("a control character: got %v", err)
	}
}
