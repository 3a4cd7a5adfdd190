package layout

import (
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// receiptOf is a slip with so many papers, as the window hands it out.
func receiptOf(papers int) letter.Letter {
	l := letter.Letter{
		Format: letter.Slip, Head: "示例区政务服务中心", Number: "收件号：示例20260318-1-0001", Title: "收 件 回 执",
		Addressee: "示例公司：", Signature: "示例区政务服务中心", Date: cases.MustDate("2026-03-18"),
		QR: "cd:1:0123456789abcdef0123456789abcdef", Contact: "经办：示例人　电话：0755-00000000\n地址：示例路 1 号",
	}
	t := letter.Table{Head: []string{"序号", "材料名称", "形式", "页数"}, Widths: []int{4, 36, 7, 5}}
	for range papers {
		t.Rows = append(t.Rows, []string{"1", "申请表", "复印件", "1"})
	}
	l.Paragraphs = []letter.Paragraph{
		{Kind: letter.Body, Text: "你单位提交的申请材料，本窗口已于2026年3月18日收到。现将收到的材料登记如下。"},
		{Kind: letter.Facts, Table: &letter.Table{Widths: []int{1, 3}, Rows: [][]string{{"代码", "1"}, {"所涉处罚决定书", "2"}, {"处罚机关", "3"}}}},
		{Kind: letter.Papers, Table: &t},
		{Kind: letter.Body, Text: "收件不等于受理。是否受理、是否准予，由依法有权的单位审查后另行告知。办理信用修复不收取费用。"},
	}
	return l
}

// A receipt with the papers of an ordinary repair is one sheet, and its last line
// stands clear of the lower double line; a longer one goes on without cramming.
func TestAnOrdinaryReceiptIsOneSheet(t *testing.T) {
	for papers, want := range map[int]int{3: 1, 6: 1, 16: 2} {
		pages, err := Lay(plainFace{}, receiptOf(papers))
		if err != nil {
			t.Fatal(err)
		}
		if len(pages) != want {
			t.Errorf("%d papers: %d pages, want %d", papers, len(pages), want)
		}
		lowest := 0.0
		for _, it := range pages[0].Items {
			if it.Kind == Text && it.Color == Black && it.Role != Plain {
				lowest = max(lowest, it.Y)
			}
		}
		if rule := pageHigh - slipFoot; lowest > rule-3 {
			t.Errorf("%d papers: a line at %.1f mm touches the rule at %.1f", papers, lowest, rule)
		}
		if len(pages) > 1 && lowest > foot {
			t.Errorf("%d papers: the first of two pages goes down to %.1f mm, past %.1f", papers, lowest, foot)
		}
	}
}

// Under a seal clerk, telephone and address stand on lines of their own, for the
// seal reaches over the line below the date; a slip keeps them short of a page.
func TestContactsStayClearOfTheSeal(t *testing.T) {
	for seal, want := range map[bool][]string{
		true: {"经办：示例人", "电话：0755-00000000", "地址：示例路 1 号"}, false: {"经办：示例人　电话：0755-00000000", "地址：示例路 1 号"},
	} {
		l := receiptOf(1)
		l.Seal = seal
		pages, err := Lay(plainFace{}, l)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]bool{}
		for _, it := range pages[0].Items {
			found[it.Text] = true
		}
		for _, line := range want {
			if !found[line] {
				t.Errorf("seal %v: no line %q", seal, line)
			}
		}
	}
}
