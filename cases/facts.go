package cases

// Facts is what is known about one record and its applicant when a case is
// judged. Every field has a declared type (FactDecls); a field left at its zero
// value is not known, which is never the same as "no". It holds no personal data.
type Facts struct {
	Matter             string        // repair or objection
	City               string        // GB/T 2260 code of the prefecture-level city
	SubjectKind        string        // organisation, sole_trader or person
	RecordKind         string        // penalty, abnormal_list, serious_list or other
	PenaltyKinds       []string      // kinds of penalty in one decision (行政处罚法 art. 9)
	Procedure          string        // summary or ordinary
	Field              string        // field of regulation that the breach lies in
	Owner              string        // system that the deciding authority belongs to
	Fine               Fen           // amount of the fine; 0 is not known
	Confiscated        Fen           // income and goods confiscated; 0 is not known
	DecidedOn          Date          // day of the deciding document
	FiledOn            Date          // day the application was handed in
	PushedOn           Date          // day the deciding authority received the case
	AcceptedOn         Date          // day of acceptance
	PassedOn           Date          // day the providing unit received an objection
	DutyDone           Tri           // all duties of the decision done; a person finds this
	Rectified          Tri           // the breach is corrected; a person finds this
	ProofHeld          Tri           // proof of both is in the file
	Commitment         Tri           // public commitment made, signed and sealed
	OtherConditionsMet Tri           // other conditions of laws and rules are met
	Authorised         Tri           // the person at the desk is, or acts for, the subject
	ExcludedByLaw      Tri           // a law or central policy says: not repairable
	AlreadyRepaired    Tri           // the record has been repaired before
	SanctionTerm       Period        // length of a timed sanction in the decision, in months or years
	BarredSince        Date          // day a false application was found
	ShownUntil         Date          // last day of publication that the site itself states
	StillShown         Tri           // the record is on show on the day of judging
	Grounds            []string      // grounds the objector gives
	SourceDiffers      Tri           // the shown record differs from the deciding document
	ItemMissing        Tri           // something that should be shown is missing
	DuplicateFound     Tri           // the same decision is shown twice
	OutsideCatalogue   Tri           // the item is in no catalogue of public credit information
	ListTestFailed     Tri           // listed without meeting the test, or not removed in time
	OtherBreachFound   Tri           // another breach of law in collecting or showing
	PenaltyNow         string        // what became of the penalty: stands, changed, revoked, unlawful or void
	ChangedOn          Date          // day on which review, court or the body itself changed or revoked it
	FoundSerious       Tri           // the decision or the law it rests on says the circumstances are serious
	Trained            Tri           // 信用修复专题培训 done
	CreditReport       Tri           // a credit report is in the file
	PunishedAgain      Tri           // punished again for the same kind of breach since
	OnOtherList        Tri           // still on 经营异常名录 or 严重违法失信名单
	ActEndedOn         Date          // day a continuing breach ended
	ReviewPending      Tri           // 行政复议 or litigation about the record is pending
	PlanApproved       Tri           // a court approved a reorganisation plan or settlement
	PlanDone           Tri           // a court confirmed that the plan was carried out
	AbuseJudgedOn      Date          // day a court punished an abuse of bankruptcy
	Reported           Tri           // a third party reports the shown data as false
	ResultOn           Date          // day of the decision on repair, or of a removal from a list
	ServedOn           Date          // day the result was served on the applicant
	ClassChosen        []ClassChoice // classes that a person has set, one a ruleset at most
}

// ClassChoice is a class that a person has set for one ruleset, with the reason.
type ClassChoice struct {
	Ruleset string `json:"ruleset"` // for example R36
	Class   string `json:"class"`   // namespaced: R36.GENERAL
	By      string `json:"by"`      // account id, never a name
	Reason  string `json:"reason"`  // why; never empty
}

// FactType says what values a fact may have.
type FactType string

// The types of facts.
const (
	FactEnum  FactType = "enum"  // one of Values
	FactSet   FactType = "set"   // some of Values, or none of them
	FactDate  FactType = "date"  // a civil day
	FactMoney FactType = "money" // 分, a whole number above 0
	FactBool  FactType = "bool"  // true or false
	FactTerm  FactType = "term"  // a length in whole months or years, more than none
)

// FactDecl declares one fact: its key in JSON and in rule packs, its type and,
// for enums and sets, the closed list of values.
type FactDecl struct {
	Key    string
	Type   FactType
	Values []string
}

// FactCells is Facts as numbers, the form that conditions are tried on: an enum
// is the index of its value, a set a bit mask, a date the days since 1970-01-01,
// money 分, a boolean 0 or 1, a term its months. Known has bit i set where fact i is known.
type FactCells struct {
	N     [MaxFacts]int64
	Known uint64
}

// MaxFacts is the room that FactCells has; the declared facts take the first places.
const MaxFacts = 64

// Put sets fact i to n.
func (c *FactCells) Put(i int, n int64) {
	c.N[i] = n
	c.Known |= 1 << i
}

// PutTri sets a boolean fact, or makes it unknown.
func (c *FactCells) PutTri(i int, t Tri) {
	c.Known &^= 1 << i
	if t != TriUnknown {
		c.Put(i, int64(TriOf(t == TriYes)&1))
	}
}

// Has tells whether fact i is known.
func (c *FactCells) Has(i int) bool { return c.Known>>i&1 == 1 }
