package layout

import (
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

func sheetOf(ps ...letter.Paragraph) letter.Letter {
	return letter.Letter{Format: letter.Sheet, Head: "示例窗口", Number: "收件号：1", Title: "申请表", Date: cases.MustDate("2026-03-18"), Paragraphs: ps}
}

func formOf(high []int, rows ...[]string) letter.Paragraph {
	return letter.Paragraph{Kind: letter.Fields, Table: &letter.Table{Widths: []int{1, 2, 1, 2}, Rows: rows, High: high}}
}

// rules gives the horizontal rules of a page as their heights, without doubles.
func rules(p Page) (ys []float64) {
	for _, it := range p.Items {
		if it.Kind == Rule && it.W > 50 && it.H < 0.3 && (len(ys) == 0 || it.Y > ys[len(ys)-1]+0.01) {
			ys = append(ys, it.Y)
		}
	}
	return ys
}

func TestAnEmptyFieldLeavesRoomToWrite(t *testing.T) {
	ys := rules(lay(t, sheetOf(formOf([]int{1, 5}, []string{"甲", "", "乙", ""}, []string{"丙", ""})))[0])
	if len(ys) != 3 {
		t.Fatalf("rules at %v", ys)
	}
	if h := ys[1] - ys[0]; h < 8 {
		t.Errorf("a field is %.1f mm high; nobody can write in it", h)
	}
	if low, high := ys[1]-ys[0], ys[2]-ys[1]; high < low+4*tableLine-0.1 {
		t.Errorf("a field of five lines is %.1f mm high, one of one line %.1f", high, low)
	}
}

// The last field of a short row reaches to the right edge.
func TestAShortRowFillsTheTable(t *testing.T) {
	long := strings.Repeat("字", 60)
	p := lay(t, sheetOf(formOf(nil, []string{"甲", "乙", "丙", "丁"}, []string{"事实", long})))[0]
	wideLine := 0
	for _, it := range p.Items {
		if it.Kind == Text && strings.HasPrefix(it.Text, "字") {
			wideLine = max(wideLine, len([]rune(it.Text)))
		}
	}
	if room := (wide*5/6 - 2*cellSide) / (tableSize * point); float64(wideLine) < room-1 {
		t.Errorf("a line of the wide field has %d characters, %.0f fit", wideLine, room)
	}
	if _, err := Lay(plainFace{}, sheetOf(formOf(nil, []string{"甲", "乙", "丙", "丁", "戊"}))); cases.KeyOf(err) != "letter.row" {
		t.Errorf("a row with too many fields: %v", err)
	}
	if _, err := Lay(plainFace{}, sheetOf(formOf([]int{1}, []string{"甲", ""}, []string{"乙", ""}))); cases.KeyOf(err) != "letter.table" {
		t.Errorf("heights for some rows only: %v", err)
	}
}

// A box holds a seal of 42 mm beside its caption and has a line for the date.
func TestABoxHasRoomForASeal(t *testing.T) {
	boxes := letter.Paragraph{Kind: letter.Signing, Table: &letter.Table{Widths: []int{1, 1}, Rows: [][]string{{"申请人（盖章）", "法定代表人（签字）"}}}}
	p := lay(t, sheetOf(boxes))[0]
	ys := rules(p)
	if len(ys) != 2 || ys[1]-ys[0] < sealSize {
		t.Errorf("the box's rules are at %v; a seal has %.0f mm", ys, sealSize)
	}
	dates := 0
	for _, it := range p.Items {
		if it.Text == letter.WordDateLine {
			dates++
		}
	}
	if dates != 2 {
		t.Errorf("%d date lines in two boxes", dates)
	}
	boxes.Table.Rows[0] = boxes.Table.Rows[0][:1]
	if _, err := Lay(plainFace{}, sheetOf(boxes)); cases.KeyOf(err) != "letter.row" {
		t.Errorf("a box without caption: %v", err)
	}
}

// A sheet of one page bears no page number, and a form no signature of ours.
func TestASheetIsNumberedOnlyWhereItTurns(t *testing.T) {
	one := lay(t, sheetOf(letter.Paragraph{Kind: letter.Small, Text: "说明"}))
	two := lay(t, sheetOf(formOf([]int{19, 19, 19}, []string{"甲", ""}, []string{"乙", ""}, []string{"丙", ""})))
	if onPage(one, "— 1 —") != 0 || len(two) != 2 || onPage(two, "— 1 —") != 1 || onPage(two, "— 2 —") != 2 {
		t.Errorf("one page: number on %d; %d pages: numbers on %d and %d", onPage(one, "— 1 —"), len(two), onPage(two, "— 1 —"), onPage(two, "— 2 —"))
	}
	if onPage(one, "2026年3月18日") != 0 {
		t.Error("a form is dated by us")
	}
}

// No line of a paragraph stands alone at the head or foot of a page.
func TestNoLineStandsAlone(t *testing.T) {
	for n := range 40 {
		l := base()
		l.Paragraphs = []letter.Paragraph{body(28*n + 10), {Kind: letter.Body, Text: strings.Repeat("甲", 28*2-2) + strings.Repeat("乙", 28*2)}}
		pages := lay(t, l)
		var on [4]int
		i := 0
		for k, p := range pages {
			for _, it := range p.Items {
				if it.Kind == Text && (strings.HasPrefix(it.Text, "甲") || strings.HasPrefix(it.Text, "乙")) && i < 4 {
					on[i] = k
					i++
				}
			}
		}
		if on[0] != on[1] || on[2] != on[3] {
			t.Errorf("after %d lines the four lines stand on pages %v", n, on)
		}
	}
}
