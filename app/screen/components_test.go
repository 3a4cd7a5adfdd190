package screen_test

import (
	"fyne.io/fyne/v2"

	. "casedesk/app/screen"
)

func label(words string, o fyne.CanvasObject) fyne.CanvasObject {
	return Card(12, Stack(8, NewText(words, Caption, T2, false), o))
}

// componentsPage shows every component in its states, as 14-components does.
func componentsPage(focused func(fyne.Focusable)) fyne.CanvasObject {
	head := Row(12, NewText("组件与状态", Title, T1, true), NewText("尺寸为 100 % 下的像素", Caption, T2, false))
	rows := []fyne.CanvasObject{Inset(4, 0, 4, 0, head), buttonsAndBadges(focused), inputsAndProof(), pillsAndSync(), bannersAndStates(), lastRow()}
	return Layer(NewFill(Bg), NewScroll(Inset(8, 16, 8, 16, Stack(8, rows...))))
}

func buttonsAndBadges(focused func(fyne.Focusable)) fyne.CanvasObject {
	ring := NewButton("b.print", Secondary, "打印", nil)
	off := NewButton("b.off", Secondary, "转认定单位", nil)
	off.Disable()
	focused(ring)
	buttons := Row(8, NewButton("b.leave", Secondary, "暂存离开", nil), NewButton("b.send", Primary, "送审", nil).WithKeys("Ctrl", "Enter"),
		ring, off, NewButton("b.withdraw", Danger, "撤回申请…", nil), NewButton("b.all", Quiet, "看全部", nil),
		NewButton("b.new", Primary, "新收件", nil).WithIcon("plus"))
	badges := Row(6, NewBadge(Late, "逾期 1 日"), NewBadge(Today, "今天"), NewBadge(Soon, "剩 3 日"), NewBadge(Later, "剩 8 日"),
		NewBadge(Stopped, "停 4 日"), NewBadge(Provisional, "暂定"))
	return Columns(8, []float32{Share(5), Share(5)}, label("按钮：普通、主要、焦点、停用、危险、文字", buttons), label("剩余日", badges))
}

func inputsAndProof() fyne.CanvasObject {
	plain, bad, locked := NewEntry("e.number", ""), NewEntry("e.date", ""), NewEntry("e.locked", "")
	plain.SetText("穗东建罚〔2026〕41号")
	bad.SetText("2026-13-02")
	bad.SetTrouble("没有 13 月，是 12-02 吗？")
	locked.SetText("中心库锁定")
	locked.SetReadOnly(true)
	search := NewSearch("e.search", "案号、名称、代码、拼音首字母").Trailing(NewKeycaps("", "Ctrl", "K"))
	half := []float32{Share(1), Share(1)}
	inputs := Stack(6, Columns(8, half, plain, search), Columns(8, half, bad, locked))
	old := NewThumb("t.old", "承诺书", nil, nil)
	proof := Columns(8, nil, NewThumb("t.paid", "2 页", nil, nil), NewSlot("t.wanted", "整改证明", nil), NewBroken("t.broken", "坏页", "", nil), old,
		Stack(0, NewText("2025-11 交过", Caption, T2, false), NewText("内容不同，不宜沿用", Caption, Amb, false)))
	return Columns(8, []float32{Share(4), Share(6)}, label("输入：普通、查找、出错、只读", inputs), label("证据槽：有、缺、坏、旧材料可用", proof))
}

func pillsAndSync() fyne.CanvasObject {
	pills := Row(6, NewPill("clipboard-check", "收件核对", Neutral), NewPill("search-check", "平台核查", Info), NewPill("circle-question-mark", "待核实", Warn),
		NewPill("circle-check", "满足", Good), NewPill("circle-x", "不满足", Bad), NewPill("reply", "退回 2 处", Warn), NewPill("circle-slash", "不适用", Neutral))
	sync := Row(12, NewState("hard-drive", "仅本机", Neutral, Caption), NewState("package", "已装包裹", Info, Caption), NewState("arrow-up-from-line", "已发待回", Info, Caption),
		NewState("check-check", "已确认", Good, Caption), NewState("triangle-alert", "搁置", Warn, Caption), NewState("circle-x", "被退回", Bad, Caption), NewState("git-compare-arrows", "有冲突", Warn, Caption))
	return Columns(8, []float32{Share(1), Share(1)}, label("状态签：图标 + 词，不靠颜色", pills), label("同步：每条一个状态", sync))
}

func bannersAndStates() fyne.CanvasObject {
	banners := Stack(6, NewBanner("n.1", Info, "新规则包 2026.11.1 到了，先跑一遍旧案再启用。", "看变化", nil),
		NewBanner("n.2", Warn, "号段只剩 18 个，按现在的速度够用 2 日。", "申请号段", nil),
		NewBanner("n.3", Bad, "电脑时钟比上次回执早 7 年，先核对日期，暂不能出文书。", "核对日期", nil),
		NewBanner("n.4", Good, "断电前的 3 份草稿都在，最后一字存于 17:42:13。", "打开", nil))
	empty := Layer(NewCard(), NewEmpty("inbox", "没有退回待改的件", "主管退回时会出现在这里，附理由和位置。", NewButton("x.mine", Quiet, "看我的在办", nil).WithKeys("Alt", "1")))
	failed := Layer(NewCard(), NewFailure("读不出这份材料", "文件内容与登记的指纹不符。原文件未动；可从备份取回或重扫。",
		NewButton("x.restore", Secondary, "从备份取回", nil).AsSmall(), NewButton("x.rescan", Secondary, "重扫", nil).AsSmall()))
	return Columns(8, []float32{Share(12), Share(5), Share(5)}, banners, empty, failed)
}

func lastRow() fyne.CanvasObject {
	options := NewOptions("o.version", false, nil, Choice{ID: "default", Label: "没有找到，按 R36 默认清单", Detail: "今天查过标准栏"},
		Choice{ID: "own", Label: "有，已核对原文", Detail: "要写名称、文号和生效日"}, Choice{ID: "unclear", Label: "不清楚", Detail: "结果标“待核实”"})
	options.SetChosen("default")
	left := Stack(8, label("选项", options), NewStepper(1, Step{Label: "分流"}, Step{Label: "主体"}, Step{Label: "记录"}, Step{Label: "材料"}))
	work := NewProgress("p.recount", "正在重算 1 204 件，已到 860", "停下", nil)
	work.Set("正在重算 1 204 件，已到 860", 0.71)
	middle := Stack(8, label("加载：超过 200 毫秒才显示；骨架不闪动", Stack(8, NewSkeleton(2), work)), Fix(0, 40, NewToast("已并入 0302，两张回执都留着", "撤销 Ctrl Z", nil)))
	keys := KeyTable("按键表", Hint{[]string{"Ctrl", "K"}, "查找、命令"}, Hint{[]string{"Ctrl", "N"}, "新收件"}, Hint{[]string{"Alt", "1–9"}, "常用筛选"},
		Hint{[]string{"Ctrl", "Enter"}, "完成这一步"}, Hint{[]string{"F6"}, "换区"}, Hint{[]string{"F8"}, "下一缺项"}, Hint{[]string{"F4"}, "法条"}, Hint{[]string{"Esc"}, "返回、关闭"})
	return Columns(8, []float32{Share(10), Share(9), Share(12)}, left, middle, keys)
}
