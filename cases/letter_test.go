package cases

import (
	"slices"
	"strings"
	"testing"
)

// issue is one letter that somebody would issue, and why not; "" for may.
type issue struct {
	sort LetterSort
	c    Case
	by   Hand
	key  string
}

// letters tells of each letter who may issue it, when, and how often.
func (s *stages) letters() []issue {
	on := DayIn(s.w.now)
	asked := s.w.must(s.fresh, s.counter, AskedMoreAct{Missing: []Paper{{Code: "X"}}, On: on})
	told := s.w.must(asked, s.counter, LetterAct{Letter: "L2", Number: "示例政服补告〔2026〕1号", Data: []byte("{}")})
	declined := s.w.must(s.sent, s.signer, DeclinedAct{Grounds: []Ground{{Code: "X"}}, On: on})
	granted := s.w.must(s.decided, s.signer, LetterAct{Letter: "L8", Number: "示例住建修决〔2026〕1号", Data: []byte("{}")})
	archived := s.w.must(s.decided, s.clerk, NotifiedAct{On: on})
	archived = s.w.must(s.w.must(archived, s.clerk, ServedAct{On: on}), s.clerk, ArchivedAct{On: on})
	kept := s.objectionDecided(Kept)
	none := s.counter
	none.Office.Powers = nil
	return []issue{
		{"L99", s.fresh, s.counter, "letter.sort"},
		{LetterReceipt, s.fresh, none, "letter.power"},
		{LetterReceipt, s.fresh, s.counter, ""},
		{LetterReceipt, Case{}, s.counter, "letter.early"},
		{LetterReceipt, s.fresh, s.clerk, "letter.office"},
		{LetterReceipt, s.sent, s.counter, ""}, // the window's, also once it has handed on
		{LetterMissing, s.fresh, s.counter, "letter.early"},
		{LetterMissing, asked, s.counter, ""},
		{LetterMissing, told, s.counter, ""}, // papers may be missing a second time
		{LetterForward, s.fresh, s.counter, "letter.early"},
		{LetterForward, s.sent, s.clerk, "letter.office"},
		{LetterForward, s.sent, s.counter, ""},
		{LetterAccept, s.taken, s.counter, "letter.power"},
		{LetterAccept, s.sent, s.clerk, "letter.early"},
		{LetterAccept, s.taken, s.clerk, ""},
		{LetterDecline, declined, s.clerk, "letter.role"},
		{LetterDecline, declined, s.signer, ""},
		{LetterDecline, s.decided, s.signer, "letter.early"},
		{LetterGrant, s.reviewed, s.signer, "letter.early"},
		{LetterGrant, s.decided, s.clerk, "letter.role"},
		{LetterGrant, s.decided, s.signer, ""},
		{LetterGrant, granted, s.signer, "letter.made"},
		{LetterRefuse, s.decided, s.signer, "letter.early"}, // it was granted
		{LetterObjection, s.decided, s.signer, "letter.early"},
		{LetterGrant, kept, s.signer, "letter.early"},
		{LetterRefuse, kept, s.signer, "letter.early"},
		{LetterObjection, kept, s.signer, ""},
		{LetterGrant, archived, s.signer, "letter.early"},
	}
}

func (s *stages) objectionDecided(o Outcome) Case {
	on := DayIn(s.w.now)
	c := s.w.must(s.objection, s.counter, ForwardedAct{To: s.w.authority.ID, On: on})
	c = s.w.must(c, s.clerk, AcceptedAct{On: on})
	c = s.w.must(c, s.clerk, s.w.judged(TriNo))
	c = s.w.must(c, s.clerk, ProposedAct{Outcome: o, Text: "核对过来源", On: on})
	c = s.w.must(c, s.reviewer, ReviewedAct{Approved: true, On: on})
	return s.w.must(c, s.signer, DecidedAct{Outcome: o, On: on})
}

// The decided case names its one letter; only that one fits.
func TestTheDecisionCallsForOneLetter(t *testing.T) {
	s := newWorld(t).stages()
	refused := s.w.must(s.judged, s.clerk, ProposedAct{Outcome: Refused, Grounds: []Ground{{Code: "X"}}, Text: "说明"})
	refused = s.w.must(refused, s.reviewer, ReviewedAct{Approved: true})
	refused = s.w.must(refused, s.signer, DecidedAct{Outcome: Refused})
	for want, c := range map[LetterSort]Case{LetterGrant: s.decided, LetterRefuse: refused, LetterObjection: s.objectionDecided(Removed), "": s.reviewed} {
		got, ok := DecisionLetter(c)
		if got != want || ok != (want != "") {
			t.Errorf("a %s case that is %s calls for %q, want %q", c.Matter, c.State, got, want)
		}
		for _, sort := range []LetterSort{LetterGrant, LetterRefuse, LetterObjection} {
			if err := MayIssue(sort, c, s.signer); (err == nil) != (sort == want) {
				t.Errorf("%s where %q is called for: %v", sort, want, err)
			}
		}
	}
}

// What the rules advise and what a person decides may differ; then words are asked.
func TestWhatGoesAgainstTheRulesAsksForWords(t *testing.T) {
	rules := func(repairable, supported Tri, ruleset string) JudgedAct {
		return JudgedAct{Ruleset: ruleset, Verdict: Verdict{Proposed: Proposal{Ruleset: "R"},
			Rulesets: []RulesetVerdict{{ID: "R", Repairable: repairable, Supported: supported}}}}
	}
	for _, s := range []struct {
		j       JudgedAct
		o       Outcome
		against bool
	}{
		{rules(TriYes, 0, "R"), Granted, false}, {rules(TriNo, 0, "R"), Granted, true}, {rules(TriUnknown, 0, "R"), Granted, true},
		{rules(TriYes, 0, "R"), Refused, true}, {rules(TriNo, 0, "R"), Refused, false}, {rules(TriUnknown, 0, "R"), Refused, false},
		{rules(0, TriYes, "R"), Kept, true}, {rules(0, TriNo, "R"), Kept, false}, {rules(0, TriUnknown, "R"), Kept, false},
		{rules(0, TriYes, "R"), Stopped, false}, {rules(0, TriNo, "R"), Corrected, true}, {rules(0, TriUnknown, "R"), Added, true},
		{rules(0, TriYes, "R"), Removed, false}, {rules(TriYes, 0, ""), Granted, false}, // nobody chose: the proposed one
		{rules(TriYes, TriYes, "OTHER"), Granted, true}, {rules(TriNo, TriNo, "OTHER"), Kept, true}, // no answer at all
	} {
		if got := against(s.j, s.o); got != s.against {
			t.Errorf("%s with repairable %v, supported %v by %q: against %v", s.o, s.j.Verdict.Rulesets[0].Repairable, s.j.Verdict.Rulesets[0].Supported, s.j.Ruleset, got)
		}
	}
	sound := rules(TriYes, 0, "R")
	sound.Verdict.Rulesets[0].Verified = true
	sound.Verdict.Rulesets[0].Criteria = []Criterion{{Verified: true}}
	if Unverified(sound) || !Unverified(rules(TriYes, 0, "R")) || !Unverified(JudgedAct{}) {
		t.Error("what was compared counts as unverified, or what was not does not")
	}
}

// spoken says of every state which letters tell of it (law.md §6.6), or why none does.
var spoken = map[State]struct {
	letters string
	none    string
}{
	Received:      {letters: "L1"},
	Supplementing: {letters: "L2"},
	Forwarded:     {letters: "L5"},
	Accepted:      {letters: "L3"},
	Inquiring:     {letters: "L6"},
	Proposed:      {none: "inside the office; the approval sheet A1 shows it"},
	Reviewed:      {none: "inside the office; the approval sheet A1 shows it"},
	Decided:       {letters: "L8 L9 L10"},
	Carried:       {none: "the decision says from when it takes effect"},
	Declined:      {letters: "L4"},
	Notified:      {none: "the letter told of is the notice; L12 goes with it"},
	Served:        {none: "L12, the sheet that the receiver signs, is its proof"},
	Archived:      {none: "the papers of the file, A2 to A4"},
	Withdrawn:     {none: "the applicant's own word ends it; law.md names no letter"},
	Doubted:       {none: "nothing is decided yet; the party is told by the sheet S4"},
	Revoked:       {letters: "L13"},
}

func TestEveryStateHasItsLetterOrSaysWhyNone(t *testing.T) {
	for state := range places {
		if state == "" {
			continue
		}
		var got []string
		for _, r := range letterRules {
			if slices.ContainsFunc(moves, func(m move) bool { return m.kind == r.Kind && m.to == state }) {
				got = append(got, string(r.Sort))
			}
		}
		s, known := spoken[state]
		if want := s.letters; !known || strings.Join(got, " ") != want || (want == "") == (s.none == "") {
			t.Errorf("%s is told of by %v, want %q or a reason, have %q", state, got, want, s.none)
		}
	}
}
