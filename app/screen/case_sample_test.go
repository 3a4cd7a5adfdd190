package screen_test

import (
	"image"
	"image/color"
	"strconv"

	"fyne.io/fyne/v2"

	. "casedesk/app/screen"
)

func caseHeader() *CaseHeader {
	h := NewCaseHeader("工作台", nil, NewTabs("case", "criteria", nil, Tab{ID: "overview", Label: "总览"}, Tab{ID: "tasks", Label: "任务", Count: "5/13"}, Tab{ID: "severity", Label: "失信程度"}, Tab{ID: "criteria", Label: "修复标准"}, Tab{ID: "deadlines", Label: "期限"}))
	h.Set("广东省粤北山区特色农产品冷链仓储与跨境供应链管理服务股份有限公司穗东分公司", "转办", Today, "今天", Cell{Words: "穗东修〔2026〕0318"}, Cell{Icon: "clipboard-check", Words: "收件核对"}, Cell{Words: "修复·穗东建罚〔2026〕41号"}, Cell{Icon: "user-round", Words: "林晚晴 在办"}, Cell{Icon: "hard-drive", Words: "仅本机"})
	return h
}

func criteria(entered func(i int)) *CriteriaList {
	first := Criterion{ID: "criteria.period", Icon: "circle-x", State: "不满足", Tone: Bad, Place: "1 / 4", Title: "最短公示期已满", Fact: "一般，最短 3 个月：2026-08-20 认定，11-20 满，届满后次日可办",
		Source: "分类含金额线", Check: NewPill("circle-question-mark", "待核实", Warn), Actions: []*Button{NewButton("criteria.why", Quiet, "为什么是这一天", nil), NewButton("criteria.ledger", Quiet, "看期限账", nil)}, Proof: []*Thumb{NewThumb("criteria.p1", "2 页", nil, nil)}}
	second := Criterion{ID: "criteria.pledge", Icon: "circle-x", State: "不满足", Tone: Bad, Place: "3 / 4", Title: "已公开作出信用承诺", Fact: "承诺书已签字，缺公章。10 月版格式，内容完整",
		Source: "R36 条件三（条号待核）", Check: NewPill("circle-check", "已核", Good), Actions: []*Button{NewButton("criteria.fixed", Quiet, "标为已补", nil).WithKeys("Enter")}, Proof: []*Thumb{NewThumb("criteria.p2", "1 页", nil, nil), NewSlot("criteria.rescan", "重扫一份", nil)}}
	l := NewCriteriaList(nil, entered)
	l.SetCriteria(first, second)
	l.Select(1)
	return l
}

func strip() *DayStrip {
	s := NewDayStrip()
	s.Months = []StripMonth{{0, "2026年9月"}, {4, "10月"}}
	for i, w := range []string{"日", "一", "二", "三", "四", "五", "六", "日", "一", "二", "三", "四", "五", "六", "日", "一"} {
		day := StripDay{Weekday: w, Day: strconv.Itoa((26+i)%30 + 1), Rest: i >= 4 && i <= 10 || i == 14, Work: i == 13}
		switch {
		case day.Work:
			day.Note = "班"
		case day.Rest:
			day.Note = "休"
		}
		s.Days = append(s.Days, day)
	}
	s.Days[15].Today, s.Days[15].Note = true, "今"
	cells := func(marks string) []StripCell {
		var out []StripCell
		n := 0
		for _, r := range marks {
			c := StripCell{Mark: map[rune]DayMark{' ': NoDay, '起': StartDay, '计': CountedDay, '来': ComingDay, '-': FreeDay, '停': StopDay, '到': DueDay, '毕': DoneDay}[r], Words: string(r)}
			if r == '计' || r == '来' || r == '到' {
				n++
				c.Words = strconv.Itoa(n)
			}
			out = append(out, c)
		}
		return out
	}
	s.Clocks = []StripClock{
		{Name: "窗口齐件", Below: "收件次日起，补正时停", Cells: cells("起计停停毕"), Due: "09-29", Done: true},
		{Name: "作出决定", Below: "7 个工作日·待核实", Cells: cells("   起-------计计计-来到"), Due: "10-15", Left: "剩 3 日", Tone: Warn},
	}
	s.Selected = 1
	return s
}

func drawer() *Drawer {
	d := NewDrawer("法条", "收起", nil, NewButton("law.copy", Quiet, "复制引文", nil))
	d.SetArticles(Article{Title: "信用修复管理办法·严重", Number: "国家发展改革委令第36号", Paraphrase: "吊销许可证件、责令停产停业、责令关闭、限制从业以及列入严重失信主体名单等，属于严重失信信息。", Force: "2026-04-01 起施行，现行有效", Source: "意译，据两家报道；上次核对 2026-09-28", Check: "待核实"},
		Article{Title: "立法法·第一百零四条", Paraphrase: "不溯及既往，但为更好保护公民、法人权利和利益而作的特别规定除外。", Force: "修正文本 2023-03-15 起施行", Check: "已核", Verified: true})
	return d
}

// letterPage is a picture of a letter: white with a red line.
func letterPage() image.Image {
	img := image.NewRGBA(image.Rect(0, 0, 420, 594))
	for i := range img.Pix {
		img.Pix[i] = 0xFF
	}
	for x := 60; x < 360; x++ {
		img.Set(x, 120, color.RGBA{0xC0, 0x20, 0x20, 0xFF})
	}
	return img
}

// casePage is a case with criteria, ledger, trace, options, preview and drawer.
func casePage() (fyne.CanvasObject, fyne.Focusable) {
	list := criteria(nil)
	preview := NewPreview(func(int, int) {})
	preview.SetPages(1)
	preview.SetPage(0, letterPage())
	ledger := Layer(NewCard(), Pad(1, strip()))
	trace := NewTableRow(12, 120, Share(2), Share(1), 92)
	trace.Set(Cell{Words: "R36-CLS-SER"}, Cell{Words: "含责令停产停业、吊销许可证等"}, Cell{Words: "种类 = 责令停产整治", Small: true, Quiet: true}, Cell{Icon: "corner-down-right", Words: "命中", Tone: Info})
	trace.SetFired(true)
	task := NewTableRow(12, 84, 216, Share(1), 72)
	task.Set(Cell{Icon: "circle-dot", Words: "未完成", Tone: Warn}, Cell{Words: "信用承诺书"}, Cell{Words: "已签字，缺公章", Small: true, Tone: Warn}, Cell{Words: "林 10:37", Small: true, Quiet: true, Right: true})
	why := Layer(NewCard(), Pad(1, Stack(0, CardHead("为什么是“严重”", "规则包 2026.10.2", NewButton("trace.all", Quiet, "全部 11 行", nil)), Fix(0, 28, trace), Fix(0, 36, task))))
	verdict := NewOptions("verdict", true, nil, Choice{ID: "yes", Label: "同意准予", Detail: "决定书 2 页已排好"}, Choice{ID: "no", Label: "同意不予", Detail: "与承办意见不同，须写理由"})
	note := NewLongEntry("note", "补一句（可不写）", 2).Placeholder("指明哪一页、哪一句")
	side := Stack(8, Fix(0, 170, preview), Card(12, Stack(8, verdict, note, NewCheck("agree", "本班次内可用 PIN 解锁", nil))))
	middle := Lines(8, []float32{Share(1), 0, 0}, Layer(NewCard(), Pad(1, list)), ledger, why)
	body := Inset(8, 16, 8, 16, Beside(8, 250, 700, Columns(8, []float32{Share(1), DrawerWidth}, middle, drawer()), side))
	return Lines(0, []float32{0, Share(1)}, caseHeader(), body), list.Focusable()
}
