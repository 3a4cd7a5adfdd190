package present

import "casedesk/cases"

// FrameView is what stands round every page: sidebar foot, office line, status bar.
type FrameView struct {
	Office string
	May    Words // 只收件不决定 or 可作决定
	User   string
	Roles  []Words
	Today  cases.Date
	Packs  []string // rulesets loaded
	Sample bool
	Duties []Words // what a keeper of the machine, its rules or its log is for
	// Pages are the pages this account can open, in order.
	Pages []PageID
}

// PageID names a page of the sidebar.
type PageID string

// The pages; each has words page.<id>.
const (
	PageWorkbench PageID = "workbench"
	PageIntake    PageID = "intake"
	PageImport    PageID = "import"
	PageSync      PageID = "sync"
	PageAudit     PageID = "audit"   // 查阅日志
	PagePeople    PageID = "people"  // 账号
	PagePolicy    PageID = "policy"  // 安全设定
	PageBackup    PageID = "backup"  // 备份
	PageArchive   PageID = "archive" // 档案处置
	PageTakeOut   PageID = "takeout" // 整体导出
	PageMe        PageID = "me"      // 我的账号
	PagePacks     PageID = "packs"   // 规则版本
)

// Frame says what stands round every page of a session.
func Frame(s Session) FrameView {
	f := FrameView{
		Office: s.Work.Office.Name, May: officeLine(s.Work.Office), User: s.Work.Account.Name,
		Today: s.Work.Today(), Sample: s.Work.Office.Sample, Pages: []PageID{PageWorkbench},
	}
	for _, r := range s.Work.Account.Roles {
		f.Roles = append(f.Roles, Say(under("role", string(r))))
	}
	keeps := []cases.Duty{cases.DutyAccounts, cases.DutyStore, cases.DutyLockouts, cases.DutyPolicy, cases.DutyAccessLog, cases.DutyVerify}
	for _, d := range keeps {
		if s.Work.Account.Must(d) == nil {
			f.Duties = append(f.Duties, Say(under("duty", string(d))))
		}
	}
	if s.Book != nil {
		for _, p := range s.Book.Packs() {
			f.Packs = append(f.Packs, p.ID)
		}
	}
	if s.Work.Office.May(cases.MayReceive) && s.Work.Account.Has(cases.Clerk) {
		f.Pages = append(f.Pages, PageIntake)
	}
	f.Pages = append(f.Pages, PageImport, PageSync)
	if s.Packs != nil && s.Work.Account.Must(cases.DutyRules) == nil {
		f.Pages = append(f.Pages, PagePacks)
	}
	if s.Archive != nil && s.Work.Account.Must(cases.DutyDestroy) == nil {
		f.Pages = append(f.Pages, PageArchive)
	}
	if s.TakeOuts != nil && s.Work.Account.Must(cases.DutyTakeOut) == nil {
		f.Pages = append(f.Pages, PageTakeOut)
	}
	if !s.Work.Account.IsHand() {
		f.Pages = keeperPages(s.Work.Account) // a keeper sees no case
	}
	if s.Door == nil {
		return f
	}
	if s.Policy.MustSecond(s.Work.Account) && !s.Door.Second() {
		f.Pages = nil // until the second factor is there
	}
	f.Pages = append(f.Pages, PageMe)
	return f
}

// keeperPages are the pages of who keeps the machine, its rules or its log.
func keeperPages(a cases.Account) []PageID {
	may := func(d cases.Duty) bool { return a.Must(d) == nil }
	switch {
	case may(cases.DutyAccessLog):
		return []PageID{PageAudit}
	case may(cases.DutyAccounts):
		return []PageID{PagePeople, PageBackup, PagePolicy, PageSync}
	case may(cases.DutyPolicy):
		return []PageID{PagePolicy, PagePeople, PageArchive, PageSync}
	}
	return []PageID{PageSync}
}
