package cases

// The names of clocks that rule packs may set (law.md §11). How long each runs, from
// which day and by which article is the packs' to say.
const (
	ClockReceive       = "C-RECEIVE"        // receipt, where the office that receives accepts
	ClockForward       = "C-FORWARD"        // handing on to the deciding authority
	ClockAccept        = "C-ACCEPT"         // accept a repair or not
	ClockDecide        = "C-DECIDE"         // decide a repair, from acceptance
	ClockDecidePassed  = "C-DECIDE-PASSED"  // the same, where the case was handed on
	ClockTotal         = "C-TOTAL"          // from filing to the answer to the applicant
	ClockExtend        = "C-EXTEND"         // how far a decision may be put off
	ClockShare         = "C-SHARE"          // partner systems hear of the decision
	ClockShareList     = "C-SHARE-LIST"     // the same for a removal from a list
	ClockShareSAMR     = "C-SHARE-SAMR"     // the same for market regulation
	ClockShareProvince = "C-SHARE-PROVINCE" // the same between provinces
	ClockObjAccept     = "C-OBJ-ACCEPT"     // accept an objection or not
	ClockObjMark       = "C-OBJ-MARK"       // mark the item
	ClockObjPlatform   = "C-OBJ-PLAT"       // the platform's own check
	ClockObjUnit       = "C-OBJ-UNIT"       // the providing unit's answer
	ClockObjCredit     = "C-OBJ-CREDIT"     // the same in 征信
	ClockReport        = "C-REPORT"         // answer to somebody who reports shown data as false
	ClockChanged       = "C-CHANGED"        // withdraw a penalty that was changed or revoked
)

// ClockNames lists the names of clocks; a pack that sets another is refused.
func ClockNames() []string {
	return []string{ClockReceive, ClockForward, ClockAccept, ClockDecide, ClockDecidePassed, ClockTotal, ClockExtend, ClockShare, ClockShareList,
		ClockShareSAMR, ClockShareProvince, ClockObjAccept, ClockObjMark, ClockObjPlatform, ClockObjUnit, ClockObjCredit, ClockReport, ClockChanged}
}
