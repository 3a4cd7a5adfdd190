package cases

import (
	"slices"
	"strings"
)

// PenaltyKind is a kind of administrative penalty (行政处罚法, 2021, art. 9).
type PenaltyKind string

// The kinds of penalty of art. 9, and "other" for those other laws provide.
const (
	PenaltyWarning          PenaltyKind = "warning"           // 警告
	PenaltyCriticism        PenaltyKind = "criticism"         // 通报批评
	PenaltyFine             PenaltyKind = "fine"              // 罚款
	PenaltyConfiscateIncome PenaltyKind = "confiscate_income" // 没收违法所得
	PenaltyConfiscateGoods  PenaltyKind = "confiscate_goods"  // 没收非法财物
	PenaltySuspendLicence   PenaltyKind = "suspend_licence"   // 暂扣许可证件
	PenaltyDowngrade        PenaltyKind = "downgrade"         // 降低资质等级
	PenaltyRevokeLicence    PenaltyKind = "revoke_licence"    // 吊销许可证件
	PenaltyRestrict         PenaltyKind = "restrict_activity" // 限制开展生产经营活动
	PenaltySuspendBusiness  PenaltyKind = "suspend_business"  // 责令停产停业
	PenaltyCloseBusiness    PenaltyKind = "close_business"    // 责令关闭
	PenaltyBar              PenaltyKind = "bar_from_work"     // 限制从业
	PenaltyDetention        PenaltyKind = "detention"         // 行政拘留
	PenaltyOther            PenaltyKind = "other"             // 其他
)

// penaltyWords gives the words that name each kind, in the order of art. 9.
// A longer word stands before a shorter one that it holds.
var penaltyWords = [...]struct {
	kind  PenaltyKind
	words string
}{
	{PenaltyWarning, "警告"}, {PenaltyCriticism, "通报批评"}, {PenaltyFine, "罚款"},
	{PenaltyConfiscateIncome, "没收违法所得 没收所得 没收非法所得"},
	{PenaltyConfiscateGoods, "没收非法财物 没收财物 没收非法财产 没收违法财物"},
	{PenaltySuspendLicence, "暂扣许可证 暂扣执照 暂扣证照 暂扣"},
	{PenaltyDowngrade, "降低资质等级 降低资质"},
	{PenaltyRevokeLicence, "吊销许可证 吊销执照 吊销营业执照 吊销"},
	{PenaltyRestrict, "限制开展生产经营活动 限制生产经营 限制经营"},
	{PenaltySuspendBusiness, "责令停产停业 停产停业 责令停产 责令停业 停业整顿 停产整治"},
	{PenaltyCloseBusiness, "责令关闭"}, {PenaltyBar, "限制从业 禁止从业 市场禁入"},
	{PenaltyDetention, "行政拘留 拘留"},
}

// ParsePenaltyKinds reads 处罚类别, several joined by ; or another mark, in the
// order of art. 9. A part that names no kind of art. 9 counts as "other".
func ParsePenaltyKinds(s string) []PenaltyKind {
	split := func(r rune) bool { return strings.ContainsRune(";；,，、/|+和及\n", r) || isBlank(r) }
	s = strings.ReplaceAll(s, "没收违法所得、非法财物", "没收违法所得;没收非法财物") // one verb for two kinds
	kinds := []PenaltyKind{}
	for _, part := range strings.FieldsFunc(s, split) {
		found := PenaltyKindsIn(part)
		if len(found) == 0 {
			found = []PenaltyKind{PenaltyOther}
		}
		kinds = append(kinds, found...)
	}
	return sortKinds(kinds)
}

// PenaltyKindsIn gives the kinds that a text such as 处罚内容 names, in the order
// of art. 9; nothing where it names none.
func PenaltyKindsIn(s string) []PenaltyKind {
	s = foldText(s)
	kinds := []PenaltyKind{}
	for _, p := range penaltyWords {
		for word := range strings.FieldsSeq(p.words) {
			if strings.Contains(s, word) {
				kinds = append(kinds, p.kind)
				break
			}
		}
	}
	return kinds
}

func sortKinds(kinds []PenaltyKind) []PenaltyKind {
	slices.SortFunc(kinds, func(a, b PenaltyKind) int { return kindRank(a) - kindRank(b) })
	return slices.Compact(kinds)
}

func kindRank(k PenaltyKind) int {
	for i, p := range penaltyWords {
		if p.kind == k {
			return i
		}
	}
	return len(penaltyWords)
}
