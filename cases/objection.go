package cases

import "slices"

// ItemFinding is what was found about one claim of an objection: by the platform
// against its own data (核查), or by the providing unit (协查答复).
type ItemFinding struct {
	Claim   int     `json:"claim"` // place in Case.Claims, from 0
	Finding Finding `json:"finding"`
	Source  string  `json:"source,omitempty"` // what the source itself says
}

// Finding is one answer to one claim.
type Finding string

// The findings about a claim.
const (
	FindingHolds   Finding = "holds"   // 属实: the record is wrong there
	FindingDenied  Finding = "denied"  // 不属实: the source stands by the record
	FindingSame    Finding = "same"    // 与来源一致: the platform shows what it was given; only the source can say more
	FindingUnclear Finding = "unclear" // 不能确认
)

// ItemOutcome is how one claim of an objection ends.
type ItemOutcome struct {
	Claim   int     `json:"claim"` // place in Case.Claims, from 0
	Outcome Outcome `json:"outcome"`
	Value   string  `json:"value,omitempty"` // what the record says from now on
}

// InquiredAct 协查: the platform asks the providing unit, and hands it every
// paper of the applicant. The unit has the case until it answers.
type InquiredAct struct {
	To       ID         `json:"to"`
	ToName   string     `json:"to_name"`
	Claims   []int      `json:"claims"` // the claims asked about
	Question string     `json:"question,omitempty"`
	Papers   []Hash     `json:"papers"` // every file of the case; none is kept back
	Clocks   []ClockRun `json:"clocks"`
	On       Date       `json:"on"`
}

// AnsweredAct 协查答复: what the providing unit says of each claim it was asked about.
type AnsweredAct struct {
	Items []ItemFinding `json:"items"`
	Text  string        `json:"text,omitempty"`
	On    Date          `json:"on"`
}

// Kind names the act.
func (InquiredAct) Kind() Kind { return KindInquired }
func (AnsweredAct) Kind() Kind { return KindAnswered }

// Overall gives the outcome of a whole objection from those of its items: the
// one that all share, else partly upheld, or upheld in several ways.
func Overall(items []ItemOutcome) Outcome {
	if len(items) == 0 {
		return ""
	}
	kept, all := 0, true
	for _, it := range items {
		if it.Outcome == Kept {
			kept++
		}
		all = all && it.Outcome == items[0].Outcome
	}
	switch {
	case all:
		return items[0].Outcome
	case kept > 0:
		return Partly
	}
	return Upheld
}

// Advice is what the verdict and the findings point to for one claim.
type Advice struct {
	State   CriterionState
	Outcome Outcome // "" where nothing can be advised
	By      string  // id of the pack's ground, "" where the ruleset has none for the claim
}

// AdviceOn tells what the recorded verdict and the findings say of claim i. What
// the source says about a claim goes before the verdict on its ground, which
// speaks of all claims of that ground together.
func (c Case) AdviceOn(i int) Advice {
	a := Advice{State: StateUnknown}
	if c.Judgement == nil || i < 0 || i >= len(c.Claims) {
		return a
	}
	r, _ := c.Judgement.Chosen()
	upheld := Outcome("")
	for _, k := range r.Criteria {
		// Of several rows on one ground the one that holds speaks.
		if slices.Contains(k.Grounds, c.Claims[i].Ground) && (a.By == "" || k.State == Met) {
			a.State, a.By, upheld = k.State, k.ID, Outcome(k.Outcome)
		}
	}
	switch c.FindingOn(i) {
	case FindingHolds:
		a.State = Met
	case FindingDenied:
		a.State = Unmet
	}
	switch a.State {
	case Met:
		a.Outcome = upheld
	case Unmet:
		a.Outcome = Kept
	}
	return a
}

// FindingOn gives what was found about claim i; "" where nobody said anything.
func (c Case) FindingOn(i int) Finding { return c.ItemFindingOn(i).Finding }

// ItemFindingOn gives it with the source's own words, the source's answer before the
// platform's own check.
func (c Case) ItemFindingOn(i int) ItemFinding {
	var lists [][]ItemFinding
	if c.Answer != nil {
		lists = append(lists, c.Answer.Items)
	}
	if c.Check != nil {
		lists = append(lists, c.Check.Items)
	}
	for _, list := range lists {
		for _, f := range list {
			if f.Claim == i {
				return f
			}
		}
	}
	return ItemFinding{}
}

// itemsAgainst tells whether an outcome of some claim departs from the advice.
func itemsAgainst(c Case, items []ItemOutcome) bool {
	for _, it := range items {
		switch a := c.AdviceOn(it.Claim); {
		case it.Outcome == Kept && a.State == Met, it.Outcome != Kept && a.State != Met:
			return true
		case it.Outcome != Kept && a.Outcome != "" && it.Outcome != a.Outcome:
			return true
		}
	}
	return false
}

// soundItems checks that every claim ends in one way that an objection may end.
func soundItems(c Case, o Outcome, items []ItemOutcome) error {
	if len(items) == 0 {
		if o == Partly || o == Upheld {
			return Fail(Invalid, "decide.items_missing")
		}
		return nil
	}
	if len(items) != len(c.Claims) {
		return Fail(Invalid, "decide.items_missing")
	}
	for i, it := range items {
		if it.Claim != i {
			return Fail(Invalid, "decide.items_missing")
		}
		if it.Outcome == Partly || it.Outcome == Upheld || !slices.Contains(outcomes[Objection], it.Outcome) {
			return Fail(Invalid, "decide.outcome", "outcome", string(it.Outcome))
		}
	}
	if Overall(items) != o {
		return Fail(Invalid, "decide.items_overall", "outcome", string(o))
	}
	return nil
}

// soundFindings checks that each finding is one of those that may be, of a claim
// that was asked about, and that each of those has one.
func soundFindings(asked []int, items []ItemFinding, may ...Finding) error {
	var seen []int
	for _, it := range items {
		if !slices.Contains(may, it.Finding) || !slices.Contains(asked, it.Claim) || slices.Contains(seen, it.Claim) {
			return Fail(Invalid, "decide.findings")
		}
		seen = append(seen, it.Claim)
	}
	if len(seen) != len(asked) {
		return Fail(Invalid, "decide.findings")
	}
	return nil
}

// soundInquiry checks a 协查函: about claims that there are, with every paper of
// the applicant.
func soundInquiry(c Case, a InquiredAct) error {
	if c.Matter != Objection {
		return Fail(Invalid, "decide.objection_only", "kind", string(KindInquired))
	}
	if c.Check == nil {
		return Fail(Invalid, "decide.check_first")
	}
	for n, i := range a.Claims {
		if i < 0 || i >= len(c.Claims) || slices.Contains(a.Claims[:n], i) {
			return Fail(Invalid, "decide.findings")
		}
	}
	if len(a.Claims) == 0 {
		return Fail(Invalid, "decide.inquiry_claims")
	}
	for _, e := range c.Evidence {
		if !slices.Contains(a.Papers, e.Blob) {
			return Fail(Invalid, "decide.inquiry_papers", "paper", e.Name)
		}
	}
	return nil
}

// soundCheck takes item by item findings of all claims, or none.
func soundCheck(c Case, a CheckedAct) error {
	if c.Matter != Objection {
		return Fail(Invalid, "decide.objection_only", "kind", string(KindChecked))
	}
	if len(a.Items) == 0 {
		return nil
	}
	return soundFindings(c.allClaims(), a.Items, FindingHolds, FindingDenied, FindingSame, FindingUnclear)
}

func (c Case) allClaims() []int {
	all := make([]int, len(c.Claims))
	for i := range all {
		all[i] = i
	}
	return all
}

// MustAsk tells whether a platform would decide what only the source can say: what it
// shows agrees with what it was given, and the source was not asked (SZ2023 art.
// 51; the guide of Guangzhou).
func MustAsk(c Case, office Office) bool {
	if c.Matter != Objection || office.Kind != Centre {
		return false
	}
	own := c.Check != nil && len(c.Check.Items) == 0 && c.Check.Finding != "same" // the whole is the platform's own error
	for i := range c.Claims {
		answered := c.Answer != nil && slices.ContainsFunc(c.Answer.Items, func(f ItemFinding) bool { return f.Claim == i })
		if !own && !answered && c.FindingOn(i) != FindingHolds {
			return true
		}
	}
	return false
}
