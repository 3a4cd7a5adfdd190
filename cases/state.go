package cases

import "slices"

// Matter says which of the two kinds of cases it is.
type Matter string

// The two kinds of cases.
const (
	Repair    Matter = "repair"    // 信用修复
	Objection Matter = "objection" // 信用异议
)

// State is where a case stands (law.md §11).
type State string

// The states.
const (
	Received      State = "received"      // 已收件
	Supplementing State = "supplementing" // 待补正
	Forwarded     State = "forwarded"     // 已转办，待受理
	Accepted      State = "accepted"      // 已受理，审核或核查中
	Inquiring     State = "inquiring"     // 协查中，待提供单位答复
	Proposed      State = "proposed"      // 已拟办，待审核
	Reviewed      State = "reviewed"      // 已审核，待签发
	Decided       State = "decided"       // 已签发
	Carried       State = "carried"       // 已停示、停共享、解除或更正
	Declined      State = "declined"      // 不予受理
	Notified      State = "notified"      // 已告知
	Served        State = "served"        // 已送达
	Archived      State = "archived"      // 已归档
	Withdrawn     State = "withdrawn"     // 已撤回
	Destroyed     State = "destroyed"     // 已销毁: a number and two days are left
	Doubted       State = "doubted"       // 拟撤销，核查中: what was granted is looked into
	Revoked       State = "revoked"       // 已撤销
)

// move is one row of the table of moves: an act of kind takes a case in any of
// the from states to the to state; an empty to leaves it where it is.
type move struct {
	kind Kind
	from []State
	to   State
}

var open = []State{Received, Supplementing, Forwarded, Accepted, Inquiring, Proposed, Reviewed}
var every = append(append([]State{}, open...), Decided, Carried, Declined, Notified, Served, Revoked)

var moves = []move{
	{KindReceived, []State{""}, Received},
	{KindEvidence, append([]State{Doubted}, every...), ""}, // a letter may need a picture late
	{KindAskedMore, []State{Received}, Supplementing},
	{KindCompleted, []State{Supplementing}, Received},
	{KindJudged, []State{Received, Supplementing, Forwarded, Accepted}, ""},
	{KindForwarded, []State{Received}, Forwarded},
	{KindForwarded, []State{Accepted}, ""}, // an accepted objection, passed on to its source
	{KindAccepted, []State{Received, Forwarded}, Accepted},
	{KindDeclined, []State{Received, Forwarded}, Declined},
	{KindMarked, []State{Accepted}, ""},
	{KindChecked, []State{Accepted}, ""},
	{KindInquired, []State{Accepted}, Inquiring},
	{KindAnswered, []State{Inquiring}, Accepted},
	{KindProposed, []State{Accepted}, Proposed},
	{KindReviewed, []State{Proposed}, Reviewed},
	{KindExtended, []State{Accepted, Inquiring, Proposed, Reviewed}, ""},
	{KindPaused, []State{Forwarded, Accepted, Inquiring, Proposed, Reviewed}, ""},
	{KindResumed, []State{Forwarded, Accepted, Inquiring, Proposed, Reviewed}, ""},
	{KindDecided, []State{Reviewed}, Decided},
	{KindLifted, []State{Decided}, Carried},
	{KindUnmarked, []State{Decided, Carried}, ""},
	{KindLetter, every, ""},
	{KindNotified, []State{Decided, Carried, Declined, Revoked}, Notified},
	{KindServed, []State{Notified}, Served},
	{KindArchived, []State{Served}, Archived},
	{KindWithdrawn, open, Withdrawn},
	{KindDoubted, []State{Decided, Carried, Notified, Served, Archived}, Doubted},
	{KindHeard, []State{Doubted}, ""},
	{KindProposed, []State{Doubted}, Proposed},
	{KindRevoked, []State{Reviewed}, Revoked},
	{KindCleared, []State{Reviewed}, ""}, // to where it was, see cleared
	{KindRestored, []State{Revoked}, ""},
	{KindUndone, append(append([]State{}, open...), Decided, Carried, Notified, Doubted, Served, Archived, Withdrawn), ""}, // to the state before, see undone
}

// next gives the state after an act of this kind, or false where the act has no
// place.
func next(s State, k Kind) (State, bool) {
	i := slices.IndexFunc(moves, func(m move) bool { return m.kind == k && slices.Contains(m.from, s) })
	if i < 0 {
		return s, false
	}
	if moves[i].to == "" {
		return s, true
	}
	return moves[i].to, true
}
