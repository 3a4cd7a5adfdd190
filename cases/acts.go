package cases

import "encoding/json"

// ReceivedAct 收件: an application was handed in at a counter.
type ReceivedAct struct {
	Number    string  `json:"number"` // 收件号
	Matter    Matter  `json:"matter"`
	Office    ID      `json:"office"`
	Party     Party   `json:"party"`
	Agent     *Agent  `json:"agent,omitempty"`
	Record    Record  `json:"record"`
	Claims    []Claim `json:"claims,omitempty"`
	Papers    []Paper `json:"papers"`
	Statement string  `json:"statement,omitempty"` // the applicant's own words
	On        Date    `json:"on"`
}

// EvidenceAct 材料入卷: a scan was added. The file lies under its own key.
type EvidenceAct struct {
	Blob  Hash   `json:"blob"`  // hash of the sealed file
	Key   []byte `json:"key"`   // the file's key; the body around it is sealed
	Name  string `json:"name"`  // 缴款凭证
	Paper string `json:"paper"` // code of the paper it is
	Media string `json:"media"` // application/pdf, image/jpeg
	Size  int64  `json:"size"`  // bytes in clear
}

// AskedMoreAct 一次性告知: everything that is missing, said once.
type AskedMoreAct struct {
	Missing []Paper  `json:"missing"`
	Grounds []Ground `json:"grounds,omitempty"`
	On      Date     `json:"on"`
}

// CompletedAct 补正: the missing papers came.
type CompletedAct struct {
	Papers []Paper `json:"papers"`
	On     Date    `json:"on"`
}

// JudgedAct records what the rules say and what a person chose from it.
type JudgedAct struct {
	Facts   Facts   `json:"facts"`
	Verdict Verdict `json:"verdict"`
	Ruleset string  `json:"ruleset,omitempty"` // chosen by a person
	Class   string  `json:"class,omitempty"`   // chosen by a person, R36.GENERAL
	Reason  string  `json:"reason,omitempty"`  // why this ruleset and class
}

// ForwardedAct 转办: the case goes to the office that decides.
type ForwardedAct struct {
	To     ID         `json:"to"`
	ToName string     `json:"to_name"`
	Clocks []ClockRun `json:"clocks"`
	On     Date       `json:"on"`
}

// AcceptedAct 受理.
type AcceptedAct struct {
	Clocks []ClockRun `json:"clocks"`
	On     Date       `json:"on"`
}

// DeclinedAct 不予受理, with the grounds.
type DeclinedAct struct {
	Grounds []Ground `json:"grounds"`
	Text    string   `json:"text,omitempty"`
	On      Date     `json:"on"`
}

// MarkedAct 异议标注: the item is shown as disputed from this day.
type MarkedAct struct {
	On Date `json:"on"`
}

// CheckedAct 核查: the disputed item against what the office itself was given.
type CheckedAct struct {
	Finding string        `json:"finding"`         // of the whole: "differs", "same", "expired"
	Items   []ItemFinding `json:"items,omitempty"` // of each claim; none: the whole speaks for all
	Text    string        `json:"text,omitempty"`
	On      Date          `json:"on"`
}

// Outcome is how a case ends.
type Outcome string

// The outcomes.
const (
	Granted   Outcome = "granted"   // 准予信用修复
	Refused   Outcome = "refused"   // 不予信用修复
	Corrected Outcome = "corrected" // 更正
	Added     Outcome = "added"     // 补充
	Stopped   Outcome = "stopped"   // 停止公开
	Removed   Outcome = "removed"   // 移出
	Kept      Outcome = "kept"      // 维持
	Partly    Outcome = "partly"    // 部分成立: some claims hold, others do not
	Upheld    Outcome = "upheld"    // 成立: every claim holds, each in its own way
	Revoke    Outcome = "revoked"   // 撤销信用修复: of a grant under doubt
	Stand     Outcome = "stands"    // 不予撤销: the grant stands
)

// ProposedAct 拟办: what 经办 proposes to decide.
type ProposedAct struct {
	Outcome Outcome       `json:"outcome"`
	Items   []ItemOutcome `json:"items,omitempty"` // of each claim of an objection; none: the outcome is of all
	Grounds []Ground      `json:"grounds"`
	Text    string        `json:"text,omitempty"` // free text; its own marked paragraph
	On      Date          `json:"on"`
}

// ReviewedAct 审核: approved, or returned with structured grounds.
type ReviewedAct struct {
	Approved bool     `json:"approved"`
	Returned []string `json:"returned,omitempty"` // codes of the places to mend
	Text     string   `json:"text,omitempty"`
	On       Date     `json:"on"`
}

// ExtendedAct 延期, said before the first day passes. Clock bears the new extension.
type ExtendedAct struct {
	Clock  ClockRun `json:"clock"`
	Old    Date     `json:"old"`
	Reason string   `json:"reason"`
	On     Date     `json:"on"`
}

// PausedAct 中止: a clock stands still for a lawful reason.
type PausedAct struct {
	Clock ClockRun `json:"clock"` // with its new stop, which says why
	On    Date     `json:"on"`
}

// ResumedAct 恢复: a clock goes on; its end is counted anew.
type ResumedAct struct {
	Clock ClockRun `json:"clock"`
	On    Date     `json:"on"`
}

// DecidedAct 签发: the decision is made.
type DecidedAct struct {
	Outcome Outcome       `json:"outcome"`
	Items   []ItemOutcome `json:"items,omitempty"` // as proposed
	Effects []string      `json:"effects"`         // stop_publishing, stop_sharing, lift_measures, correct …
	Checked *TextCheck    `json:"checked,omitempty"`
	From    Date          `json:"from"`
	On      Date          `json:"on"`
}

// TextCheck records that a person compared unverified law with its official text.
type TextCheck struct {
	Text string `json:"text"` // which text was read
	On   Date   `json:"on"`
}

// LiftedAct records that the effects of the decision were carried out.
type LiftedAct struct {
	Effects []string `json:"effects"`
	On      Date     `json:"on"`
}

// UnmarkedAct 解除标注.
type UnmarkedAct struct {
	On Date `json:"on"`
}

// LetterAct 出具文书: a letter was issued. Data holds all the letter is made of,
// so that the same renderer makes the same unsigned bytes again.
type LetterAct struct {
	Letter   string          `json:"letter"` // L1 … L13
	Number   string          `json:"number"` // 文号, or 收件号 on a receipt
	Code     string          `json:"code"`   // 128 random bits, hexadecimal
	Data     json.RawMessage `json:"data"`
	Renderer string          `json:"renderer"`
	Unsigned Hash            `json:"unsigned"` // of the bytes before the signature
	Signed   Hash            `json:"signed"`   // of the issued bytes
	Blob     Hash            `json:"blob"`     // hash of the sealed file
	Key      []byte          `json:"key"`      // the file's key
	Pages    int             `json:"pages"`
	On       Date            `json:"on"`
}

// NotifiedAct 告知.
type NotifiedAct struct {
	Way string `json:"way"` // counter, post, electronic
	On  Date   `json:"on"`
}

// ServedAct 送达: it starts the clock of remedies.
type ServedAct struct {
	Way      string `json:"way"`
	Receiver string `json:"receiver"`
	On       Date   `json:"on"`
}

// ArchivedAct 归档.
type ArchivedAct struct {
	On Date `json:"on"`
}

// WithdrawnAct 撤回 by the applicant.
type WithdrawnAct struct {
	Reason string `json:"reason,omitempty"`
	On     Date   `json:"on"`
}

// Kind names the act.
func (ReceivedAct) Kind() Kind  { return KindReceived }
func (EvidenceAct) Kind() Kind  { return KindEvidence }
func (AskedMoreAct) Kind() Kind { return KindAskedMore }
func (CompletedAct) Kind() Kind { return KindCompleted }
func (JudgedAct) Kind() Kind    { return KindJudged }
func (ForwardedAct) Kind() Kind { return KindForwarded }
func (AcceptedAct) Kind() Kind  { return KindAccepted }
func (DeclinedAct) Kind() Kind  { return KindDeclined }
func (MarkedAct) Kind() Kind    { return KindMarked }
func (CheckedAct) Kind() Kind   { return KindChecked }
func (ProposedAct) Kind() Kind  { return KindProposed }
func (ReviewedAct) Kind() Kind  { return KindReviewed }
func (ExtendedAct) Kind() Kind  { return KindExtended }
func (PausedAct) Kind() Kind    { return KindPaused }
func (ResumedAct) Kind() Kind   { return KindResumed }
func (DecidedAct) Kind() Kind   { return KindDecided }
func (LiftedAct) Kind() Kind    { return KindLifted }
func (UnmarkedAct) Kind() Kind  { return KindUnmarked }
func (LetterAct) Kind() Kind    { return KindLetter }
func (NotifiedAct) Kind() Kind  { return KindNotified }
func (ServedAct) Kind() Kind    { return KindServed }
func (ArchivedAct) Kind() Kind  { return KindArchived }
func (WithdrawnAct) Kind() Kind { return KindWithdrawn }
