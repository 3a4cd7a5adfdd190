package cases

import "encoding/json"

// Verdict is what the rule packs say about one record on one day. It is advice:
// a person decides. It is stored whole in the event that judges a case, so its
// JSON has a fixed field order, no fractions and no unordered maps.
type Verdict struct {
	On         Date             `json:"on"`
	Rulesets   []RulesetVerdict `json:"rulesets"` // oldest first
	Proposed   Proposal         `json:"proposed"`
	Repairable Tri              `json:"repairable"` // under the proposed ruleset; null when a person must decide
	Earliest   OptDate          `json:"earliest"`   // under the proposed ruleset
	Supported  Tri              `json:"supported"`  // objections: does a ground given hold
	Route      OptText          `json:"route"`      // CREDITCHINA, GSXT, AUTHORITY, COURT …
	Channel    OptText          `json:"channel"`    // the route in words, from the pack
	Clocks     []ClockRule      `json:"clocks"`
	Provisions []Provision      `json:"provisions"` // papers, grounds to refuse, effects, remedies, times to keep, grounds to revoke, what follows
	Trace      []TraceRow       `json:"trace"`
	PackHashes PackHashes       `json:"pack_hashes"`
}

// RulesetVerdict is the answer of one ruleset that covered the record.
type RulesetVerdict struct {
	ID            string      `json:"id"`
	Title         string      `json:"title"`
	Covers        []string    `json:"covers"`          // act, filing, today; between when none of them
	Class         OptText     `json:"class"`           // R36.SERIOUS; null when a person must say
	ClassTerm     OptText     `json:"class_term"`      // 严重
	ClassBy       string      `json:"class_by"`        // table, person or unknown
	ClassRow      OptText     `json:"class_row"`       // the row that gave it, or that asks a person
	ClassAmong    []string    `json:"class_among"`     // classes still possible
	ClassHint     OptText     `json:"class_hint"`      // the class a known money line points to; never a decision
	Published     string      `json:"published"`       // yes, in_principle_no, no or unknown
	Verified      bool        `json:"verified"`        // every row this answer rests on was checked against its text
	Shortest      OptText     `json:"shortest_period"` // 3 个月, in the pack's words
	Longest       OptText     `json:"longest_period"`
	ShortestUntil OptDate     `json:"shortest_until"`
	LongestUntil  OptDate     `json:"longest_until"`
	Repairable    Tri         `json:"repairable"`
	Earliest      OptDate     `json:"earliest"`  // first day the answer can be yes, once the missing papers are in
	Supported     Tri         `json:"supported"` // objections: does a ground given hold
	Criteria      []Criterion `json:"criteria"`
	Missing       []Missing   `json:"missing"`
	Refusals      []Refusal   `json:"refusals"` // grounds a person may refuse on; never applied by the program
}

// CriterionState says whether a criterion is met.
type CriterionState string

// The states of a criterion.
const (
	Met          CriterionState = "met"
	Unmet        CriterionState = "unmet"
	StateUnknown CriterionState = "unknown"
)

// Criterion is one condition of repair, or one ground of an objection, with its reason.
type Criterion struct {
	ID       string         `json:"id"`
	Term     string         `json:"term"`
	State    CriterionState `json:"state"`
	Article  OptText        `json:"article"` // number as printed; null when not known
	Cite     string         `json:"cite"`    // id of the article row in the pack
	Why      string         `json:"why"`
	ByPerson bool           `json:"by_person"` // a person finds this, the program never does
	Verified bool           `json:"verified"`
	Outcome  OptText        `json:"outcome"`           // objections: corrected, added, stopped, removed …
	Grounds  []string       `json:"grounds,omitempty"` // objections: the grounds given that it judges
}

// Missing is one paper or act that would satisfy a criterion.
type Missing struct {
	Criterion string   `json:"criterion"`
	Paper     string   `json:"paper"` // id in the pack
	Term      string   `json:"term"`
	Facts     []string `json:"facts"` // what it lets a person record as true
	Article   OptText  `json:"article"`
	Verified  bool     `json:"verified"`
}

// Refusal is a ground on which a person may refuse.
type Refusal struct {
	ID       string  `json:"id"`
	Term     string  `json:"term"`
	Article  OptText `json:"article"`
	Cite     string  `json:"cite"`
	Verified bool    `json:"verified"`
}

// Proposal names the ruleset proposed for class and periods, and the one for
// procedure and clocks.
type Proposal struct {
	Ruleset     OptText  `json:"ruleset"`   // null when none can be proposed
	Procedure   OptText  `json:"procedure"` // in force on the day of filing
	Rule        string   `json:"rule"`      // id of the rule of transition
	Why         string   `json:"why"`
	Article     OptText  `json:"article"`
	Cite        string   `json:"cite,omitempty"` // id of the clause that chose
	Verified    bool     `json:"verified"`
	NeedsPerson bool     `json:"needs_person"`
	Favour      []string `json:"favour,omitempty"` // ids of the measures that told the rulesets apart

	ProcedureRule     string  `json:"procedure_rule,omitempty"` // id of the rule that chose Procedure
	ProcedureArticle  OptText `json:"procedure_article,omitempty"`
	ProcedureCite     string  `json:"procedure_cite,omitempty"`
	ProcedureVerified bool    `json:"procedure_verified,omitempty"`
}

// ClockRule is one deadline that a pack sets; Due is null where the start day or
// the figure is not known.
type ClockRule struct {
	ID          string  `json:"id"`    // id of the row, R36-T-ACCEPT
	Clock       string  `json:"clock"` // C-ACCEPT, C-DECIDE …
	Ruleset     string  `json:"ruleset"`
	Title       string  `json:"title"` // the instrument by full name and number
	Term        string  `json:"term"`
	Start       string  `json:"start"` // fact that starts it
	From        OptDate `json:"from"`
	Period      Period  `json:"period"` // N 0 means at once; see Known
	Known       bool    `json:"known"`  // false: no figure has been found
	Due         OptDate `json:"due"`
	Provisional bool    `json:"provisional"`
	Extend      Period  `json:"extend"` // N 0: no extension known
	Approver    OptText `json:"approver"`
	Proposed    bool    `json:"proposed"` // first of its clock: the special rule before the general one
	Article     OptText `json:"article"`
	Cite        string  `json:"cite"`
	Verified    bool    `json:"verified"`
}

// Provision is what a ruleset in force on the day of filing says beside criteria
// and clocks. Part is paper, refusal, effect, remedy, retention, revocation or
// consequence; the last two speak of a repair that is taken back.
type Provision struct {
	ID       string  `json:"id"`
	Ruleset  string  `json:"ruleset"`
	Title    string  `json:"title"`
	Part     string  `json:"part"`
	Kind     OptText `json:"kind"` // remedy: objection, complaint, reconsideration, litigation; retention: shown, file, query_log; consequence: state, record, bar, period
	Term     string  `json:"term"`
	Start    OptText `json:"start"` // fact that starts its time
	From     OptDate `json:"from"`
	Period   Period  `json:"period"`
	Known    bool    `json:"known"` // false: no figure is set, or none has been found
	Until    OptDate `json:"until"` // last day; null where the start or the figure is not known
	Article  OptText `json:"article"`
	Cite     string  `json:"cite"`
	Verified bool    `json:"verified"`
}

// TraceResult says how a rule came out.
type TraceResult string

// The results of a rule.
const (
	Hit       TraceResult = "hit"
	Miss      TraceResult = "miss"
	HitOrMiss TraceResult = "unknown"
)

// TraceRow is one rule that was tried: its condition and the value given.
type TraceRow struct {
	Ruleset   string      `json:"ruleset"`
	Part      string      `json:"part"` // class, period, criterion, ground, route, clock, transition
	Rule      string      `json:"rule"`
	Condition string      `json:"condition"`
	Given     string      `json:"given"`
	Result    TraceResult `json:"result"`
	Fired     bool        `json:"fired"` // this row gave the answer
	Article   OptText     `json:"article"`
	Cite      string      `json:"cite"`
	Verified  bool        `json:"verified"`
}

// Ruleset finds the verdict of one ruleset.
func (v *Verdict) Ruleset(id string) (*RulesetVerdict, bool) {
	for i := range v.Rulesets {
		if v.Rulesets[i].ID == id {
			return &v.Rulesets[i], true
		}
	}
	return nil, false
}

// OptDate is a Date whose JSON is null when it is not known.
type OptDate struct{ Date }

// MarshalJSON gives the day, or null.
func (d OptDate) MarshalJSON() ([]byte, error) {
	if d.IsZero() {
		return []byte("null"), nil
	}
	return json.Marshal(d.String())
}

// UnmarshalJSON reads a day or null.
func (d *OptDate) UnmarshalJSON(b []byte) error {
	if string(b) == "null" {
		*d = OptDate{}
		return nil
	}
	return json.Unmarshal(b, &d.Date)
}

// OptText is text whose JSON is null when it is empty.
type OptText string

// MarshalJSON gives the text, or null.
func (t OptText) MarshalJSON() ([]byte, error) {
	if t == "" {
		return []byte("null"), nil
	}
	return json.Marshal(string(t))
}

// UnmarshalJSON reads text or null.
func (t *OptText) UnmarshalJSON(b []byte) error {
	*t = ""
	if string(b) == "null" {
		return nil
	}
	return json.Unmarshal(b, (*string)(t))
}
