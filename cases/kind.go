package cases

import "slices"

// Kind names a sort of act; it stands in the header of its event.
type Kind string

// The kinds of acts, in the order in which they usually happen.
const (
	KindReceived  Kind = "received"   // 收件
	KindEvidence  Kind = "evidence"   // 材料入卷
	KindAskedMore Kind = "asked_more" // 一次性告知补正
	KindCompleted Kind = "completed"  // 补正
	KindJudged    Kind = "judged"     // 程度分类与修复标准核对
	KindForwarded Kind = "forwarded"  // 推送、转办
	KindAccepted  Kind = "accepted"   // 受理
	KindDeclined  Kind = "declined"   // 不予受理
	KindMarked    Kind = "marked"     // 异议标注
	KindChecked   Kind = "checked"    // 核查
	KindInquired  Kind = "inquired"   // 协查
	KindAnswered  Kind = "answered"   // 协查答复
	KindProposed  Kind = "proposed"   // 经办拟办
	KindReviewed  Kind = "reviewed"   // 审核
	KindExtended  Kind = "extended"   // 延期
	KindPaused    Kind = "paused"     // 中止计时
	KindResumed   Kind = "resumed"    // 恢复计时
	KindDecided   Kind = "decided"    // 签发
	KindLifted    Kind = "lifted"     // 停示、停共享、解除, 更正
	KindUnmarked  Kind = "unmarked"   // 解除标注
	KindLetter    Kind = "letter"     // 出具文书
	KindNotified  Kind = "notified"   // 告知
	KindServed    Kind = "served"     // 送达
	KindArchived  Kind = "archived"   // 归档
	KindWithdrawn Kind = "withdrawn"  // 撤回
	KindDoubted   Kind = "doubted"    // 撤销立案: a grant is looked into
	KindHeard     Kind = "heard"      // 陈述申辩
	KindRevoked   Kind = "revoked"    // 撤销
	KindCleared   Kind = "cleared"    // 不予撤销
	KindRestored  Kind = "restored"   // 恢复公示、共享和惩戒
	KindUndone    Kind = "undone"     // 更正: the last act is taken back
	KindRead      Kind = "read"       // 查阅
	KindPrinted   Kind = "printed"    // 打印
	KindExported  Kind = "exported"   // 导出
	KindPolicy    Kind = "policy"     // 策略变更
	KindRoles     Kind = "roles"      // 角色变更申请
	KindHeld      Kind = "held"       // 保全
	KindReleased  Kind = "released"   // 解除保全
	KindEndAsked  Kind = "end_asked"  // 提请销毁
	KindDestroyed Kind = "destroyed"  // 批准销毁
)

// KindRule says who may do a kind of act, and from which states to which.
type KindRule struct {
	Kind  Kind
	Power Power // what the office needs
	Role  Role  // what the account needs; "" for any of the three hands
	Legal bool  // never merged, never done on a stale base; it becomes the case's head
}

var kindRules = []KindRule{
	{KindReceived, MayReceive, Clerk, true},
	{KindEvidence, MayReceive, Clerk, false},
	{KindAskedMore, MayReceive, Clerk, true},
	{KindCompleted, MayReceive, Clerk, true},
	{KindJudged, MayReceive, Clerk, true},
	{KindForwarded, MayReceive, Clerk, true},
	{KindAccepted, MayAccept, Clerk, true},
	{KindDeclined, MayAccept, Signer, true},
	{KindMarked, MayMark, Clerk, true},
	{KindChecked, MayCheck, Clerk, true},
	{KindInquired, MayCheck, Clerk, true},
	{KindAnswered, MayCheck, Clerk, true},
	{KindProposed, MayDecide, Clerk, true},
	{KindReviewed, MayDecide, Reviewer, true},
	{KindExtended, MayAccept, Signer, true},
	{KindPaused, MayAccept, Signer, true},
	{KindResumed, MayAccept, Clerk, true},
	{KindDecided, MayDecide, Signer, true},
	{KindLifted, MayDecide, Clerk, true},
	{KindUnmarked, MayMark, Clerk, true},
	{KindLetter, MayReceive, "", false},
	{KindNotified, MayReceive, Clerk, true},
	{KindServed, MayReceive, Clerk, true},
	{KindArchived, MayReceive, Clerk, true},
	{KindWithdrawn, MayReceive, Clerk, true},
	{KindDoubted, MayDecide, Clerk, true},
	{KindHeard, MayDecide, Clerk, true},
	{KindRevoked, MayDecide, Signer, true},
	{KindCleared, MayDecide, Signer, true},
	{KindRestored, MayDecide, Clerk, true},
	{KindUndone, MayReceive, "", true},
	{KindRead, "", "", false},
	{KindPrinted, "", "", false},
	{KindExported, "", "", false},
	{KindPolicy, "", Security, false},
	{KindRoles, "", Admin, false},
	{KindHeld, "", Security, false},
	{KindReleased, "", Security, false},
	{KindEndAsked, "", Security, false},
	{KindDestroyed, "", Signer, false},
}

// Rule finds who may do acts of this kind.
func Rule(k Kind) (KindRule, bool) {
	i := slices.IndexFunc(kindRules, func(r KindRule) bool { return r.Kind == k })
	if i < 0 {
		return KindRule{}, false
	}
	return kindRules[i], true
}

// Allows tells whether this account of this office may do the act at all. What
// was read is logged whoever read it; an account whose roles clash does nothing.
func (r KindRule) Allows(o Office, a Account) bool {
	switch {
	case a.Fits() != nil || r.Power != "" && !o.May(r.Power):
		return false
	case r.Role == "" && IsAccess(r.Kind):
		return true
	case r.Role == "":
		return a.IsHand()
	}
	return a.Has(r.Role)
}
