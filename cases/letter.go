package cases

import "encoding/json"

// LetterSort names a letter (law.md §6.6).
type LetterSort string

// The letters.
const (
	LetterReceipt   LetterSort = "L1"   // 收件回执
	LetterMissing   LetterSort = "L2"   // 一次性告知书（补正）
	LetterAccept    LetterSort = "L3"   // 受理通知书
	LetterDecline   LetterSort = "L4"   // 不予受理通知书
	LetterForward   LetterSort = "L5"   // 转办单
	LetterInquire   LetterSort = "L6"   // 协查函
	LetterExtend    LetterSort = "L7"   // 延期告知书
	LetterGrant     LetterSort = "L8"   // 信用修复决定书（准予）
	LetterRefuse    LetterSort = "L9"   // 不予信用修复决定书
	LetterObjection LetterSort = "L10"  // 异议处理结果告知书
	LetterMark      LetterSort = "L11"  // 异议标注单
	LetterUnmark    LetterSort = "L11B" // 解除异议标注单
	LetterRevoke    LetterSort = "L13"  // 撤销信用修复决定书; L12 is a sheet
)

// LetterOrder is all that a letter is made of, besides the wording and fonts.
type LetterOrder struct {
	Sort      LetterSort
	Case      Case
	Office    Office
	To        Office  // L5, L6: the office that has the case now
	Account   Account // who issues it
	Number    string  // 文号 or 收件号
	Code      string  // 128 random bits, hexadecimal, for the QR code
	On        Date
	Specimen  bool
	Unsettled bool    // the calendar behind a due day is provisional
	Glyphs    []Glyph // pictures of characters that no font has
	// Remedy is the city's sentence on 行政复议 and 行政诉讼; empty where it set none.
	Remedy string
}

// Printed is a letter as unsigned bytes, with the data it was made from.
type Printed struct {
	Data     json.RawMessage // the letter model; the same renderer makes the same PDF of it
	PDF      []byte
	Pages    int
	Renderer string // toolchain, PDF library, font set, wording
}

// LetterRule says who may issue a letter, when, and whether it takes a 文号.
type LetterRule struct {
	Sort   LetterSort
	Power  Power
	Role   Role   // "" for anyone of the office
	Kind   Kind   // the act that must have happened
	Series string // 文种 in the 文号; "" for a receipt, which carries the 收件号
	Signed bool   // the party signs for it (送达回证)
}

var letterRules = []LetterRule{
	{LetterReceipt, MayReceive, "", KindReceived, "", false},
	{LetterMissing, MayReceive, "", KindAskedMore, "补告", true},
	{LetterForward, MayReceive, "", KindForwarded, "转", false},
	{LetterAccept, MayAccept, "", KindAccepted, "受", true},
	{LetterDecline, MayAccept, Signer, KindDeclined, "不受", true},
	{LetterMark, MayMark, "", KindMarked, "标注", false},
	{LetterInquire, MayCheck, "", KindInquired, "协查", false},
	{LetterExtend, MayAccept, Signer, KindExtended, "延", true},
	{LetterGrant, MayDecide, Signer, KindDecided, "修决", true},
	{LetterRefuse, MayDecide, Signer, KindDecided, "不修决", true},
	{LetterObjection, MayDecide, Signer, KindDecided, "异告", true},
	{LetterUnmark, MayMark, "", KindUnmarked, "解标", false},
	{LetterRevoke, MayDecide, Signer, KindRevoked, "撤修决", true},
}

// LetterSorts lists every letter.
func LetterSorts() []LetterSort {
	all := make([]LetterSort, len(letterRules))
	for i, r := range letterRules {
		all[i] = r.Sort
	}
	return all
}

// LetterRuleOf finds the rule of a letter.
func LetterRuleOf(s LetterSort) (LetterRule, bool) {
	for _, r := range letterRules {
		if r.Sort == s {
			return r, true
		}
	}
	return LetterRule{}, false
}

// MayIssue tells why this hand may not issue this letter for the case, or nil.
// A window can never make a decision letter: it lacks the power, and a decided
// case is not its own.
func MayIssue(s LetterSort, c Case, by Hand) error {
	r, ok := LetterRuleOf(s)
	if !ok {
		return Fail(Unsupported, "letter.sort", "letter", string(s))
	}
	if !by.Office.May(r.Power) {
		return Fail(Forbidden, "letter.power", "letter", string(s), "office", by.Office.Name)
	}
	if err := mayStand(r, c, by.Office.ID); err != nil {
		return err // what has no place in the case is nobody's, whatever the role
	}
	if r.Role != "" && !by.Account.Has(r.Role) || !by.Account.IsHand() {
		return Fail(Forbidden, "letter.role", "letter", string(s), "role", string(r.Role))
	}
	return nil
}

// mayStand tells why a letter has no place in the case as it is, or nil.
func mayStand(r LetterRule, c Case, office ID) error {
	if _, open := next(c.State, KindLetter); !open || !happened(c, r.Kind) || !fits(r.Sort, c) {
		return Fail(Conflict, "letter.early", "letter", string(r.Sort))
	}
	if office != c.letterOffice(r.Sort) {
		return Fail(Forbidden, "letter.office", "letter", string(r.Sort))
	}
	if _, made := c.Letter(string(r.Sort)); made && r.Sort != LetterMissing {
		return Fail(Conflict, "letter.made", "letter", string(r.Sort))
	}
	return nil
}

// letterOffice is the one office whose letter it is: the receiving office speaks
// of receiving and forwarding, whoever has the case of the rest.
func (c Case) letterOffice(s LetterSort) ID {
	switch s {
	case LetterReceipt, LetterMissing, LetterForward:
		return c.Home
	case LetterInquire:
		return c.Asker
	}
	return c.Holder
}

func happened(c Case, k Kind) bool {
	for _, p := range c.Past {
		if p.Kind == k && !p.Undone {
			return true
		}
	}
	return false
}

// fits tells whether the letter says what the record says.
func fits(s LetterSort, c Case) bool {
	switch s {
	case LetterGrant:
		return c.Matter == Repair && c.Decision.Outcome == Granted && c.Doubt == nil
	case LetterRefuse:
		return c.Matter == Repair && c.Decision.Outcome == Refused
	case LetterObjection:
		return c.Matter == Objection
	}
	return true
}

// DecisionLetter gives the letter that a decided case calls for.
func DecisionLetter(c Case) (LetterSort, bool) {
	switch {
	case c.Decision == nil:
		return "", false
	case c.Matter == Objection:
		return LetterObjection, true
	case c.Revocation != nil:
		return LetterRevoke, true
	case c.Decision.Outcome == Granted:
		return LetterGrant, true
	}
	return LetterRefuse, true
}

// MayNumber tells whether an office numbers letters of this series (机关代字 + 文种):
// a window gets no numbers for decisions.
func MayNumber(o Office, series string) bool {
	for _, r := range letterRules {
		if o.Short != "" && r.Series != "" && o.May(r.Power) && series == o.Short+r.Series {
			return true
		}
	}
	return false
}
