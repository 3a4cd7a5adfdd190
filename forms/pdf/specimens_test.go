package pdf

import (
	"os"
	"sync"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// testFonts reads the shipped fonts from their folder.
func testFonts(name string) []byte {
	b, err := os.ReadFile("../../assets/fonts/" + name)
	if err != nil {
		panic(err)
	}
	return b
}

var testLibrary = sync.OnceValue(func() *Library {
	lib, err := NewLibrary(Standard(testFonts), Rare(testFonts)...)
	if err != nil {
		panic(err)
	}
	return lib
})

// refusal is a hard red-head letter of two pages: rare names, amounts, quotation
// marks in rows, dashes, long numbers, all levels of headings. Nobody is real.
func refusal() letter.Letter {
	p := func(k letter.Kind, text string) letter.Paragraph { return letter.Paragraph{Kind: k, Text: text} }
	return letter.Letter{
		Format: letter.RedHead, Head: "青川市发展和改革委员会文件", Number: "青信修决〔2026〕118号",
		Title: "关于不予青川市𬬭源建材有限公司\n信用修复的决定", Addressee: "青川市𬬭源建材有限公司（法定代表人：𠮷永喆）：",
		Paragraphs: []letter.Paragraph{
			p(letter.Body, "你单位（统一社会信用代码：91510822MA62500X3K）于2026年3月2日就“青市监罚〔2025〕77号”行政处罚信息提出的信用修复申请，本机关已于2026年3月3日受理。经审查，现作出如下决定。"),
			p(letter.Heading1, "一、审查查明的事实"),
			p(letter.Heading2, "（一）公示情况"),
			p(letter.Body, "上述行政处罚信息自2025年11月20日起公示，罚款￥50,000.00元（大写：伍万元整）尚有￥12,500.00元未缴清；至申请之日，公示期未满三个月，且你单位未提交履行完毕的证明材料。"),
			p(letter.Heading2, "（二）提交材料情况"),
			{Kind: letter.List, Label: "1.", Text: "信用修复申请表（原件1份，共2页），填写完整，但“法定代表人”一栏的签名与登记信息不一致；"},
			{Kind: letter.List, Label: "2.", Text: "信用修复承诺书（原件1份，共1页）；"},
			{Kind: letter.List, Label: "12.", Text: "缴款凭证——仅载明￥37,500.00元……其余未见。"},
			{Kind: letter.Free, Label: "承办人补充说明：", Text: "2026年3月9日电话告知其补缴余款；对方答复“下月再说”。《通话记录》见卷宗第12页。"},
			p(letter.Heading1, "二、决定的理由和依据"),
			p(letter.Body, "依据《信用修复管理办法（试行）》第十二条第一款第（二）项、第十五条的规定，申请信用修复应当“全部履行行政处罚决定确定的义务、纠正失信行为”。你单位的申请不符合该条件，本机关决定：不予信用修复。"),
			p(letter.Heading1, "三、救济权利和途径"),
			p(letter.Body, "如不服本决定，可以自收到本决定书之日起60日内，向青川市人民政府申请行政复议；也可以自收到本决定书之日起6个月内，依法向青川市人民法院提起行政诉讼。你单位在全部履行义务、纠正失信行为后，可以再次提出申请。"),
		},
		Attachments: []string{"行政处罚信息公示记录（青市监罚〔2025〕77号）", "缴款凭证核对情况表以及与市财政非税收入收缴管理机构往来函件的复印件"},
		Signature:   "青川市发展和改革委员会", Date: cases.MustDate("2026-03-18"), Seal: true,
		Note: "此件公开发布", Contact: "联系人：周某；电话：000-00000000",
		CopyTo: "青川市市场监督管理局，青川市司法局", PrintedBy: "青川市发展和改革委员会办公室", PrintedOn: cases.MustDate("2026-03-18"),
		QR: "https://credit.example.gov.cn/v/9f2c7d10ab3344556677889900aabbcc", QRCaption: "扫码核验",
		Record: []byte(`{"docNo":"青信修决〔2026〕118号","outcome":"refused","applicant":"青川市𬬭源建材有限公司"}`), Wording: "test",
	}
}

// receipt is a window's slip with a facts table, a list of papers and both marks.
func receipt() letter.Letter {
	rows := [][]string{
		{"1", "信用修复申请表", "原件", "1", "2"},
		{"2", "信用修复承诺书", "原件", "1", "1"},
		{"3", "行政处罚决定书（深环罚字〔2026〕第0123号）及送达回证", "复印件", "1", "6"},
		{"4", "罚款缴纳凭证——中央非税收入统一票据（电子），票据号码0123456789", "电子件", "1", "1"},
		{"5", "整改报告、复查意见以及第三方检测机构出具的监测报告", "复印件", "2", "38"},
	}
	return letter.Letter{
		Format: letter.Slip, Head: "样例市政务服务中心信用窗口", Number: "收件号：样信收2026-000123",
		Title: "信用修复申请材料收件回执", Addressee: "广东𬭎韡（珠海横琴）环境科技有限公司：",
		Paragraphs: []letter.Paragraph{
			{Kind: letter.Body, Text: "你单位提交的信用修复申请及有关材料，本窗口已收到。收件不等于受理，是否受理由认定单位决定。"},
			{Kind: letter.Facts, Table: &letter.Table{Widths: []int{28, 72}, Rows: [][]string{
				{"申请单位", "广东𬭎韡（珠海横琴）环境科技有限公司"},
				{"统一社会信用代码", "91440400MA4UXXXX0X"},
				{"失信信息", "样例市生态环境局2026年2月11日作出的行政处罚（样环罚字〔2026〕第0123号），罚款￥123,456.78元"},
				{"收件时间", "2026年6月8日9时32分"},
			}}},
			{Kind: letter.Heading1, Text: "收到的材料"},
			{Kind: letter.Papers, Table: &letter.Table{Head: []string{"序号", "材料名称", "形式", "份数", "页数"}, Widths: []int{10, 58, 13, 9, 10}, Rows: rows}},
			{Kind: letter.Body, Text: "材料需要补正的，本窗口将一次性告知全部内容。"},
		},
		Signature: "样例市政务服务中心信用窗口", Date: cases.MustDate("2026-06-08"),
		Contact: "经办人：李某；电话：000-00000000",
		QR:      "https://credit.example.gov.cn/v/00112233445566778899aabbccddeeff", QRCaption: "扫码核验",
		Record: []byte(`{"receipt":"样信收2026-000123"}`), Sample: true, Wording: "test",
	}
}

func render(t testing.TB, l letter.Letter) []byte {
	t.Helper()
	b, err := Render(testLibrary(), l)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
