package screen_test

import (
	"fyne.io/fyne/v2"

	. "casedesk/app/screen"
)

var queue = []QueueItem{
	{Badge: Late, BadgeWords: "逾期 1 日", Name: "冯顺安", NameNote: "个人", Number: "穗东异〔2026〕0107", Matter: "异议·非本人记录", Record: "交通处罚 2023-11-06", StageIcon: "search-check", Stage: "平台核查", SyncIcon: "check-check", Sync: "已确认"},
	{Badge: Today, BadgeWords: "今天", Name: "广东省粤北山区特色农产品冷链仓储与跨境供应链管理服务股份有限公司穗东分公司", Number: "穗东修〔2026〕0318", Matter: "修复·行政处罚", Record: "住建 罚款 32 000 元", StageIcon: "clipboard-check", Stage: "收件核对", SyncIcon: "hard-drive", Sync: "仅本机"},
	{Badge: Soon, BadgeWords: "剩 3 日", Name: "南屏渡口水产养殖专业合作社", Number: "穗东修〔2026〕0313", Matter: "修复·行政处罚", Record: "农业 没收违法所得", StageIcon: "reply", Stage: "退回 2 处", StageTone: Warn, SyncIcon: "triangle-alert", Sync: "搁置", SyncTone: Warn},
	{Badge: Stopped, BadgeWords: "停 4 日", Name: "广州启明灯塔教育咨询有限公司", Number: "穗东修〔2026〕0314", Matter: "修复·行政处罚", Record: "教育 罚款 20 000 元", StageIcon: "circle-pause", Stage: "补正待回", SyncIcon: "check-check", Sync: "已确认"},
}

// queueList is a list of a group head and n cases.
func queueList(n int, opened func(int)) *RowList {
	l := NewRowList("queue")
	l.Count = func() int { return n + 1 }
	l.Kind = func(i int) int { return min(i, 1) }
	l.Height = func(i int) float32 {
		if i == 0 {
			return HeadHeight()
		}
		return QueueRowHeight()
	}
	l.Make = func(kind int) ListRow {
		if kind == 0 {
			return NewHeadRow(16)
		}
		return NewQueueRow()
	}
	l.Fill = func(i int, row ListRow) {
		switch r := row.(type) {
		case *HeadRow:
			r.Set("已逾期", "2", "不受筛选影响，始终在最前", Bad)
		case *QueueRow:
			r.Set(queue[(i-1)%len(queue)])
		}
	}
	l.Name = func(i int) (string, string) {
		if i == 0 {
			return "", ""
		}
		return "queue." + queue[(i-1)%len(queue)].Number, queue[(i-1)%len(queue)].Name
	}
	l.OnOpen = opened
	l.Reload()
	return l
}

func sampleFrame(page fyne.CanvasObject) *Frame {
	nav := NewNav("bench", nil, NavItem{ID: "bench", Icon: "layout-list", Label: "工作台", Count: "37"}, NavItem{ID: "intake", Icon: "file-plus-corner", Label: "新收件"},
		NavItem{ID: "search", Icon: "search", Label: "查找主体", Short: "查找"}, NavItem{ID: "letters", Icon: "printer", Label: "文书台账", Short: "文书"},
		NavItem{ID: "conflicts", Icon: "git-compare-arrows", Label: "冲突与重复", Short: "冲突", Count: "3"}, NavItem{ID: "sync", Icon: "refresh-cw", Label: "同步与离线", Short: "同步", Count: "8"})
	conn := NewConnection(nil)
	conn.Set(false, "离线 自 10:40", "8 条未发·号段余 31", "未发 8")
	side := NewSidebar("Casedesk", "异议与修复办理台", "锁屏", nav, NewOfficeTile("穗东区政务服务中心", "304 窗口·只收件不决定"), conn, nil)
	side.SetUser("林晚晴", "经办")
	status := NewStatusBar()
	status.SetLeft("save", "草稿已存 10:41:07")
	status.SetHints(Hint{[]string{"↑", "↓"}, "移动"}, Hint{[]string{"Enter"}, "打开"}, Hint{[]string{"F1"}, "按键表"})
	status.SetRight("规则包 2026.10.2 · 2026-10-12 周一")
	f := NewFrame(side, status)
	f.SetPage(page)
	return f
}

// workbench is a page of a queue with its header and filters.
func workbench(l *RowList) fyne.CanvasObject {
	top := PageHeader("工作台", "", NewSearch("bench.find", "案号、名称、代码、拼音首字母、图形字部件").Trailing(NewKeycaps("", "Ctrl", "K")),
		NewButton("bench.print", Secondary, "批量打印", nil).WithIcon("printer"), NewButton("bench.new", Primary, "新收件", nil).WithIcon("plus").WithKeys("Ctrl", "N"))
	filters := NewFilters("filter", "mine", nil, Filter{ID: "mine", Label: "我的在办", Count: "37", Key: "1"}, Filter{ID: "late", Label: "逾期与今日", Count: "5", Key: "2"}, Filter{ID: "back", Label: "退回待改", Count: "2", Key: "3"})
	bar := Layer(NewFill(Surf), Inset(5, 16, 5, 16, filters))
	return Layer(NewFill(Surf), Lines(0, []float32{0, 0, 1, 0, Share(1)}, top, bar, HLine(), NewQueueHead("剩余（工作日）", "当事人·案号", "事项·记录", "环节", "同步"), l))
}
