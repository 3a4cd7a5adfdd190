package layout

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
	"casedesk/forms/letter"
)

func base() letter.Letter {
	return letter.Letter{Format: letter.RedHead, Head: "青川市发展和改革委员会文件", Number: "青信〔2026〕1号", Title: "决定书",
		Signature: "青川市发展和改革委员会", Date: cases.MustDate("2026-03-18"), Addressee: "某公司："}
}

func body(n int) letter.Paragraph {
	return letter.Paragraph{Kind: letter.Body, Text: strings.Repeat("字", n)}
}

func lay(t *testing.T, l letter.Letter) []Page {
	t.Helper()
	pages, err := Lay(plainFace{}, l)
	if err != nil {
		t.Fatal(err)
	}
	return pages
}

// onPage gives the page, from 1, on which text stands, or 0.
func onPage(pages []Page, text string) int {
	for n, p := range pages {
		for _, it := range p.Items {
			if it.Kind == Text && strings.Contains(it.Text, text) {
				return n + 1
			}
		}
	}
	return 0
}

func TestAPageHoldsTwentyTwoLinesOfTwentyEight(t *testing.T) {
	l := base()
	l.Paragraphs = []letter.Paragraph{body(28*60 - 2)}
	pages := lay(t, l)
	lines := 0
	for _, it := range pages[1].Items {
		if it.Size == bodySize && it.Y < foot {
			lines++
			if n := len([]rune(it.Text)); n != 28 {
				t.Errorf("a full line has %d characters", n)
			}
		}
	}
	if lines != 22 {
		t.Errorf("%d lines on a full page", lines)
	}
}

func TestAHeadingStaysWithWhatFollows(t *testing.T) {
	for n := range 40 {
		l := base()
		l.Paragraphs = []letter.Paragraph{body(28*n + 10), {Kind: letter.Heading1, Text: "一、标题"}, {Kind: letter.Heading2, Text: "（一）小标题"},
			{Kind: letter.Body, Text: "下文" + strings.Repeat("字", 200)}}
		pages := lay(t, l)
		if a, b, c := onPage(pages, "一、标题"), onPage(pages, "小标题"), onPage(pages, "下文"); a != b || b != c {
			t.Errorf("after %d lines: headings on pages %d and %d, text on %d", n, a, b, c)
		}
	}
}

func TestThePageOfTheSignatureHoldsWordsOfTheLetter(t *testing.T) {
	for n := range 60 {
		for _, seal := range []bool{true, false} {
			l := base()
			l.Head, l.Signature, l.Seal = "红头", "署名单位", seal
			l.Paragraphs = []letter.Paragraph{body(28*n + 10)}
			pages := lay(t, l)
			at := onPage(pages, "署名单位")
			found := false
			for _, it := range pages[at-1].Items {
				found = found || strings.Contains(it.Text, "字")
			}
			if !found || at != onPage(pages, "2026年3月18日") {
				t.Errorf("%d lines, seal %v: the signature stands alone on page %d", n, seal, at)
			}
		}
	}
}

func TestPageNumbersStandRightOnOddAndLeftOnEvenPages(t *testing.T) {
	l := base()
	l.Paragraphs = []letter.Paragraph{body(28 * 70)}
	pages := lay(t, l)
	for n, p := range pages {
		for _, it := range p.Items {
			if it.Role == Plain && (it.X > 105) != (n%2 == 0) {
				t.Errorf("page %d: number at %.1f mm", n+1, it.X)
			}
		}
	}
	l.Format = letter.Slip
	pages = lay(t, l)
	if onPage(pages, "— 1 —") != 0 || onPage(pages, "— 2 —") != 2 {
		t.Error("a slip numbers its pages from the second on")
	}
}

func TestATableGoesOverPagesWithItsHead(t *testing.T) {
	rows := make([][]string, 60)
	for i := range rows {
		rows[i] = []string{itoa(i + 1), "材料" + itoa(i+1)}
	}
	rows[30][1] = strings.Repeat("很长的说明", 400) // higher than a page
	l := base()
	l.Paragraphs = []letter.Paragraph{{Kind: letter.Papers, Table: &letter.Table{Head: []string{"序号", "名称"}, Widths: []int{1, 9}, Rows: rows}}}
	pages := lay(t, l)
	var all strings.Builder
	for n, p := range pages {
		heads, cells := 0, 0
		for _, it := range p.Items {
			if it.Kind != Text {
				continue
			}
			all.WriteString(it.Text)
			if it.Text == "名称" {
				heads++
			}
			if it.Size == tableSize {
				cells++
			}
		}
		if cells > 0 && heads != 1 {
			t.Errorf("page %d has %d heads over %d cells", n+1, heads, cells)
		}
	}
	if got := strings.Count(all.String(), "很长的说明"); got < 380 { // some stand across a line's end
		t.Errorf("%d of 400 repetitions came out whole", got)
	}
	if got := strings.Count(all.String(), "很"); got != 400 {
		t.Errorf("%d of 400 came out at all", got)
	}
}

func TestAHeadOfAnyLengthStaysOnThePaper(t *testing.T) {
	for n := 2; n < 60; n++ {
		for _, f := range []letter.Format{letter.RedHead, letter.Slip} {
			l := base()
			l.Format, l.Head, l.Title = f, strings.Repeat("局", n), strings.Repeat("题", n)
			for _, it := range lay(t, l)[0].Items {
				w := widthOf(plainFace{}, it.Role, it.Text, it.Size) + it.Space*float64(len([]rune(it.Text))-1)
				if it.Kind == Text && (it.X < 15 || it.X+w > 200 || it.Color == Red && it.Size < 12) {
					t.Errorf("%s, %d characters: %q of %.1f pt from %.1f to %.1f mm", f, n, it.Text, it.Size, it.X, it.X+w)
				}
			}
		}
	}
}

func TestAWrongLetterIsRefusedByName(t *testing.T) {
	for key, change := range map[string]func(*letter.Letter){
		"letter.missing":   func(l *letter.Letter) { l.Title = "" },
		"letter.format":    func(l *letter.Letter) { l.Format = "postcard" },
		"letter.specimen":  func(l *letter.Letter) { l.Specimen = true },
		"letter.paragraph": func(l *letter.Letter) { l.Paragraphs = []letter.Paragraph{{Kind: "song"}} },
		"letter.table":     func(l *letter.Letter) { l.Paragraphs = []letter.Paragraph{{Kind: letter.Facts}} },
		"letter.qr":        func(l *letter.Letter) { l.QR = strings.Repeat("x", 301) },
		"letter.row": func(l *letter.Letter) {
			l.Paragraphs = []letter.Paragraph{{Kind: letter.Facts, Table: &letter.Table{Widths: []int{1, 2}, Rows: [][]string{{"一"}}}}}
		},
	} {
		l := base()
		change(&l)
		if _, err := Lay(plainFace{}, l); cases.KeyOf(err) != key || cases.KindOf(err) != cases.Invalid {
			t.Errorf("%s: got %v", key, err)
		}
	}
}

func TestMarksOfALetterWithoutEffectStandBehindEveryPage(t *testing.T) {
	l := base()
	l.Number, l.Specimen, l.Sample, l.Seal = "", true, true, true
	l.Paragraphs = []letter.Paragraph{body(28 * 50)}
	for n, p := range lay(t, l) {
		across, corner := 0, 0
		for i, it := range p.Items {
			if it.Text != letter.WordSpecimen && it.Text != letter.WordSample {
				continue
			}
			if i > 3 {
				t.Errorf("page %d: a mark is drawn over the text", n+1)
			}
			if it.Angle != 0 && it.Color == Pale {
				across++
			} else if it.Color == Grey {
				corner++
			}
		}
		if across != 2 || corner != 2 {
			t.Errorf("page %d: %d marks across, %d in the corner", n+1, across, corner)
		}
	}
}

// randomLetter draws letters of every shape.
func randomLetter(rt *rapid.T) letter.Letter {
	l := base()
	l.Format = rapid.SampledFrom([]letter.Format{letter.RedHead, letter.Slip}).Draw(rt, "format")
	l.Seal = rapid.Bool().Draw(rt, "seal")
	l.Sample = rapid.Bool().Draw(rt, "sample")
	if rapid.Bool().Draw(rt, "qr") {
		l.QR, l.QRCaption = "https://example.gov.cn/v/1", "扫码核验"
	}
	if rapid.Bool().Draw(rt, "ends") {
		l.Note, l.Contact, l.CopyTo, l.PrintedBy, l.PrintedOn = "公开", "电话", "某局", "办公室", l.Date
		l.Attachments = []string{"甲", "乙"}
	}
	kinds := []letter.Kind{letter.Body, letter.Heading1, letter.Heading2, letter.Heading3, letter.List, letter.Free, letter.Facts, letter.Papers}
	for range rapid.IntRange(0, 12).Draw(rt, "paragraphs") {
		p := letter.Paragraph{Kind: rapid.SampledFrom(kinds).Draw(rt, "kind"), Label: rapid.SampledFrom([]string{"", "1.", "说明："}).Draw(rt, "label")}
		p.Text = strings.Repeat("字", rapid.IntRange(0, 300).Draw(rt, "length"))
		if p.Kind == letter.Facts || p.Kind == letter.Papers {
			p.Table = &letter.Table{Widths: []int{1, 3}, Rows: [][]string{{"项", p.Text}}}
			if p.Kind == letter.Papers {
				p.Table.Head = []string{"甲", "乙"}
			}
			p.Text = ""
		}
		l.Paragraphs = append(l.Paragraphs, p)
	}
	return l
}

func TestNoLetterLeavesTheTextBlockOrLosesACharacter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		l := randomLetter(rt)
		pages, err := Lay(plainFace{}, l)
		if err != nil {
			rt.Fatal(err)
		}
		want, got := 0, 0
		for _, p := range l.Paragraphs {
			want += strings.Count(p.Text, "字")
			if p.Table != nil {
				want += strings.Count(p.Table.Rows[0][1], "字")
			}
		}
		lowest := foot
		if l.Format == letter.Slip && len(pages) == 1 {
			lowest += pitch // a slip on one page may use the line of the page number
		}
		for n, p := range pages {
			lines := map[[2]int]string{}
			for _, it := range p.Items {
				got += strings.Count(it.Text, "字")
				if it.Kind != Text || it.Role == Plain || it.Color != Black {
					continue
				}
				if low := it.Y + 0.12*it.Size*point; low > lowest+0.1 || it.X < left-0.1 {
					rt.Fatalf("page %d: %q at %.2f, %.2f", n+1, it.Text, it.X, it.Y)
				}
				at := [2]int{int(math.Round(it.X * 10)), int(math.Round(it.Y * 10))}
				if other, taken := lines[at]; taken {
					rt.Fatalf("page %d: %q stands over %q", n+1, it.Text, other)
				}
				lines[at] = it.Text
			}
		}
		if got != want {
			rt.Fatalf("%d of %d characters", got, want)
		}
	})
}

func TestFreeTextAsPeopleTypeItKeepsItsParagraphs(t *testing.T) {
	l := base()
	l.Paragraphs = []letter.Paragraph{{Kind: letter.Free, Label: "说明：", Text: "第一段\r\n第二段\t完\r第三段"}}
	pages := lay(t, l)
	var ys []float64
	for _, want := range []string{"第一段", "第二段 完", "第三段"} {
		for _, it := range pages[0].Items {
			if it.Text == want && it.Role == Kai {
				ys = append(ys, it.Y)
			}
		}
	}
	if len(ys) != 3 || ys[0] >= ys[1] || ys[1] >= ys[2] {
		t.Errorf("lines at %v", ys)
	}
}

func TestContactLinesPartWhereTheyAreWrittenApart(t *testing.T) {
	l := base()
	l.Contact = "经办：示例人\n地址：示例路 1 号"
	pages := lay(t, l)
	if onPage(pages, "经办：示例人") == 0 || onPage(pages, "地址：示例路") == 0 {
		t.Errorf("the lines are not lines of their own:\n%s", Dump(pages))
	}
}

// Lines that stay together need no room for the gap under them.
func TestTheGapUnderTheLastLineNeedsNoRoom(t *testing.T) {
	kept := block{height: smallPitch, items: []Item{{Kind: Text, Text: "字"}}, keep: true}
	s := sheet{pages: []Page{{}}, y: foot - 2*smallPitch}
	s.pour([]block{kept, kept, {height: tableSpace}})
	if len(s.pages) != 1 {
		t.Errorf("%d pages", len(s.pages))
	}
}

// A line that would have to be drawn far apart is left ragged.
func TestALineIsNotTornApart(t *testing.T) {
	l := base()
	l.Paragraphs = []letter.Paragraph{{Kind: letter.Body, Text: strings.Repeat("字", 20) + strings.Repeat("8", 40) + "元。"}}
	for _, it := range lay(t, l)[0].Items {
		if it.Kind == Text && it.Size == bodySize && it.Space > 0.3*em {
			t.Errorf("%s is drawn apart by %.2f mm", it.Text, it.Space)
		}
	}
}

// The gap under a table needs no room at the foot of a page: the next page's
// words begin at its top.
func TestNoGapAtTheTopOfAPage(t *testing.T) {
	word := block{rows: 1, items: []Item{{Kind: Text, Text: "字"}}}
	for _, left := range []float64{0, 1, tableSpace - 0.1} {
		var s sheet
		s.turn()
		s.y = foot - left
		s.pour([]block{{height: tableSpace}, word})
		if len(s.pages) != 2 || s.pages[1].Items[0].Y != rowTop(0) {
			t.Errorf("%.1f mm left: %d pages, %+v", left, len(s.pages), s.pages[len(s.pages)-1].Items)
		}
	}
}
