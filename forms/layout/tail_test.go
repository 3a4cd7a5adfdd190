package layout

import (
	"math"
	"strings"
	"testing"

	"casedesk/forms/letter"
)

// item1 gives the one item with this text, and fails without it.
func item1(t *testing.T, pages []Page, text string) (Item, float64) {
	t.Helper()
	for _, p := range pages {
		for _, it := range p.Items {
			if it.Kind == Text && it.Text == text {
				return it, it.X + widthOf(plainFace{}, it.Role, it.Text, it.Size)
			}
		}
	}
	t.Fatalf("no %q", text)
	return Item{}, 0
}

func near(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(got-want) > 0.1 {
		t.Errorf("%s: %.2f mm, want %.2f", what, got, want)
	}
}

func TestWithoutASealTheOfficeStandsTwoFromTheRightAndTheDateTwoFurtherIn(t *testing.T) {
	l := base()
	pages := lay(t, l)
	sign, end := item1(t, pages, l.Signature)
	date, _ := item1(t, pages, "2026年3月18日")
	near(t, "right of the office", left+wide-end, 2*column)
	near(t, "start of the date", date.X-sign.X, 2*column)
	near(t, "date one line lower", date.Y-sign.Y, pitch)
	l.Signature = "某局" // shorter than its date: the date takes the place at the right
	pages = lay(t, l)
	_, end = item1(t, pages, "2026年3月18日")
	near(t, "right of a long date", left+wide-end, 2*column)
}

func TestTheSealsPlaceCoversOfficeAndDateAndReachesTheText(t *testing.T) {
	l := base()
	l.Seal = true
	l.Paragraphs = []letter.Paragraph{body(40)}
	pages := lay(t, l)
	sign, _ := item1(t, pages, l.Signature)
	date, dateEnd := item1(t, pages, "2026年3月18日")
	near(t, "right of the date", left+wide-dateEnd, 4*column)
	text := 0.0
	for _, it := range pages[0].Items {
		if strings.HasPrefix(it.Text, "字") {
			text = math.Max(text, it.Y+0.12*em)
		}
		if it.Kind != Place {
			continue
		}
		near(t, "middle of the seal", it.X+it.W/2, (date.X+dateEnd)/2)
		if it.Y > sign.Y || it.Y+it.H < date.Y {
			t.Error("the seal does not cover office and date")
		}
		if gap := it.Y - text; gap < 0 || gap > line {
			t.Errorf("the seal begins %.2f mm under the text, not within one line (7.3.5.1)", gap)
		}
		if it.Color != Black || it.Kind == Ring {
			t.Error("the place is inked on a letter with effect")
		}
	}
}

func TestAttachmentsAndImprintStandWhereTheStandardPutsThem(t *testing.T) {
	l := base()
	l.Paragraphs = []letter.Paragraph{body(40)}
	l.Attachments = []string{"甲表", "乙表"}
	l.CopyTo, l.PrintedBy, l.PrintedOn = "某局", "某办公室", l.Date
	pages := lay(t, l)
	lead, _ := item1(t, pages, letter.WordAttachments)
	near(t, "附件 two characters in", lead.X, left+2*em)
	first, _ := item1(t, pages, "甲表")
	second, _ := item1(t, pages, "乙表")
	near(t, "names under each other", second.X, first.X)
	near(t, "one line each", second.Y-first.Y, pitch)
	by, _ := item1(t, pages, "某办公室")
	_, on := item1(t, pages, "2026年3月18日印发")
	near(t, "印发机关 one character in", by.X, left+smallSize*point)
	near(t, "印发日期 one character from the right", left+wide-on, smallSize*point)
	lowest := 0.0
	for _, it := range pages[len(pages)-1].Items {
		if it.Kind == Rule && it.Color == Black {
			lowest = math.Max(lowest, it.Y+it.H/2)
		}
	}
	near(t, "last rule on the block's edge", lowest, foot)
}

func TestADumpNamesEveryItemAndMarksHalfWidth(t *testing.T) {
	l := base()
	l.Seal, l.QR = true, "https://example.gov.cn/v/1"
	l.Paragraphs = []letter.Paragraph{{Kind: letter.Body, Text: "（甲）。完"}}
	dump := Dump(lay(t, l))
	for _, want := range []string{"page 1\n", "rule ", "code ", "place", "title", "song ", "（甲）'。完"} {
		if !strings.Contains(dump, want) {
			t.Errorf("no %q in the dump:\n%s", want, dump)
		}
	}
}
