package letter

import (
	"strings"
	"testing"

	"casedesk/cases"
)

// A letter that would read on over a gap, or announce what does not follow, is refused
// by the name of what the case lacks, before a number is taken.
func TestALetterWithAGapIsRefusedByName(t *testing.T) {
	w := wording(t)
	for name, s := range map[string]struct {
		sort   cases.LetterSort
		lack   func(*cases.LetterOrder)
		lacked string
	}{
		"no ruleset was judged by":      {cases.LetterGrant, func(o *cases.LetterOrder) { o.Case.Judgement = nil }, "law"},
		"the instrument has no name":    {cases.LetterRefuse, func(o *cases.LetterOrder) { o.Case.Judgement.Verdict.Rulesets[0].Title = "" }, "law"},
		"the clock's law has no name":   {cases.LetterAccept, func(o *cases.LetterOrder) { o.Case.Clocks[0].Title, o.Case.Clocks[0].Article = "", "" }, "clock_law"},
		"a revocation rests on nothing": {cases.LetterRevoke, func(o *cases.LetterOrder) { o.Case.Proposal.Grounds[0].Title = "" }, "revoke_law"},
		"a grant changes nothing":       {cases.LetterGrant, func(o *cases.LetterOrder) { o.Case.Decision.Effects = nil }, "effects_line"},
		"a refusal without grounds":     {cases.LetterRefuse, func(o *cases.LetterOrder) { o.Case.Proposal.Grounds = nil }, "grounds"},
		"declined without grounds":      {cases.LetterDecline, func(o *cases.LetterOrder) { o.Case.Refusal.Grounds = nil }, "refusal_grounds"},
		"nothing is missing any more":   {cases.LetterMissing, func(o *cases.LetterOrder) { o.Case.Missing = nil }, "missing"},
		"nothing is asked":              {cases.LetterInquire, func(o *cases.LetterOrder) { o.Case.Inquiry = nil }, "asked"},
		"nobody to send it to":          {cases.LetterForward, func(o *cases.LetterOrder) { o.To = cases.Office{} }, "to"},
		"nobody's letter":               {cases.LetterReceipt, func(o *cases.LetterOrder) { o.Case.Party.Name = "" }, "party"},
		"never accepted":                {cases.LetterObjection, func(o *cases.LetterOrder) { o.Case.AcceptedOn = cases.Date{} }, "accepted"},
	} {
		for _, specimen := range []bool{false, true} {
			o := full(s.sort)
			o.Specimen = specimen
			s.lack(&o)
			if _, err := w.Compile(o); cases.KeyOf(err) != "letter.blank."+s.lacked || !strings.Contains(err.Error(), string(s.sort)) {
				t.Errorf("%s: %v, want the lack of %s", name, err, s.lacked)
			}
		}
	}
}
