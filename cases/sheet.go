package cases

// SheetSort names a sheet: a paper of the counter or of the file that decides
// nothing. It bears no 文号, no seal and no signature of ours; it is printed from
// the case as often as it is needed and is no event.
type SheetSort string

// The sheets: slips for the applicant (S), forms that the applicant signs (F), and
// papers of the file (A). L12 keeps its number of law.md §6.6.
const (
	SheetGap           SheetSort = "S1"  // 材料和条件提示单, of an objection 异议情况提示单
	SheetReferral      SheetSort = "S2"  // 办理指引单
	SheetDeadlines     SheetSort = "S3"  // 期限单
	SheetHearing       SheetSort = "S4"  // 陈述申辩告知单: before a grant is revoked
	SheetCleared       SheetSort = "S5"  // 核查结果告知单: a doubted grant stands
	SheetRepair        SheetSort = "F1"  // 信用修复申请表
	SheetCommitment    SheetSort = "F2"  // 信用修复承诺书
	SheetMandate       SheetSort = "F3"  // 授权委托书
	SheetChief         SheetSort = "F4"  // 法定代表人身份证明书
	SheetObjection     SheetSort = "F5"  // 异议申请表
	SheetObjectorVow   SheetSort = "F6"  // 异议申诉信用承诺书
	SheetService       SheetSort = "L12" // 送达回证
	SheetApproval      SheetSort = "A1"  // 审批表
	SheetFileCover     SheetSort = "A2"  // 卷宗封面
	SheetFileIndex     SheetSort = "A3"  // 卷内文件目录
	SheetFileReference SheetSort = "A4"  // 卷内备考表
)

// SheetOrder is all that a sheet is made of, besides the wording and fonts. The
// case may hold as little as a name: what it lacks stays room to write in.
type SheetOrder struct {
	Sort    SheetSort
	Case    Case
	Office  Office
	Account Account
	On      Date
	// Route is where the visitor is sent (S2): court, pboc, tax or other.
	Route string
	// Beside is the number of the one letter that a 送达回证 goes with; empty for all of
	// the case's.
	Beside string
	// Ledgers are the counted days of the case's clocks, one each (S3).
	Ledgers []Deadline
	Glyphs  []Glyph // pictures of characters that no font has
	// People are the accounts of the directory that the case's history names.
	People []Account
}

// SheetRule says which offices print a sheet and for which cases.
type SheetRule struct {
	Sort   SheetSort
	Power  Power  // "" for any office
	Matter Matter // "" for both
	After  Kind   // the act that must have happened; "" for none
}

var sheetRules = []SheetRule{
	{SheetGap, MayReceive, "", ""},
	{SheetReferral, MayReceive, "", ""},
	{SheetDeadlines, MayReceive, "", KindReceived},
	{SheetHearing, MayDecide, Repair, KindDoubted},
	{SheetCleared, MayDecide, Repair, KindCleared},
	{SheetRepair, MayReceive, Repair, ""},
	{SheetCommitment, MayReceive, Repair, ""},
	{SheetMandate, MayReceive, "", ""},
	{SheetChief, MayReceive, "", ""},
	{SheetObjection, MayReceive, Objection, ""},
	{SheetObjectorVow, MayReceive, Objection, ""},
	{SheetService, MayReceive, "", KindLetter},
	{SheetApproval, MayDecide, "", KindProposed},
	{SheetFileCover, MayReceive, "", KindReceived},
	{SheetFileIndex, MayReceive, "", KindReceived},
	{SheetFileReference, MayReceive, "", KindReceived},
}

// SheetRules lists the rules of all sheets, in the order in which they are offered.
func SheetRules() []SheetRule { return append([]SheetRule{}, sheetRules...) }

// SheetRuleOf finds the rule of a sheet.
func SheetRuleOf(s SheetSort) (SheetRule, bool) {
	for _, r := range sheetRules {
		if r.Sort == s {
			return r, true
		}
	}
	return SheetRule{}, false
}

// MayPrint tells why an office may not print this sheet for the case, or nil.
func MayPrint(s SheetSort, c Case, o Office) error {
	r, ok := SheetRuleOf(s)
	switch {
	case !ok:
		return Fail(Unsupported, "sheet.sort", "sheet", string(s))
	case r.Power != "" && !o.May(r.Power):
		return Fail(Forbidden, "sheet.power", "sheet", string(s), "office", o.Name)
	case r.Matter != "" && r.Matter != c.Matter, r.After != "" && !happened(c, r.After):
		return Fail(Conflict, "sheet.early", "sheet", string(s))
	}
	return nil
}
