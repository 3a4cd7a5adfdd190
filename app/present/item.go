package present

import "casedesk/cases"

// ItemLine is one claim of an objection with the choice that is made about it.
type ItemLine struct {
	Claim   cases.Claim
	Options []Option
	Text    string // what the source says, or what the record says from now on
	Asks    bool   // there is something to write for the chosen answer
	Found   Words  // what was found about it before; zero where nobody looked
}

// itemLines shows the claims with the same choices each; first puts what is
// already known.
func itemLines(c cases.Case, options func(i int) []Option) []ItemLine {
	var out []ItemLine
	for i, claim := range c.Claims {
		l := ItemLine{Claim: claim, Options: options(i)}
		if f := c.FindingOn(i); f != "" {
			l.Found = Say(under("item_finding", string(f)))
		}
		out = append(out, l)
	}
	return out
}

// findingOptions are the answers that may be given about a claim.
func findingOptions(of ...cases.Finding) []Option {
	var out []Option
	for _, f := range of {
		out = append(out, Option{Value: string(f), Name: Say(under("item_finding", string(f)))})
	}
	return out
}

// findingsOf gives the findings chosen; what nobody chose is left out.
func findingsOf(lines []ItemLine, claims []int) (out []cases.ItemFinding) {
	for n, l := range lines {
		for _, v := range chosen(l.Options) {
			out = append(out, cases.ItemFinding{Claim: claims[n], Finding: cases.Finding(v), Source: l.Text})
		}
	}
	return out
}

// chooseItem chooses an answer for item i in a copy of the lines.
func chooseItem(lines []ItemLine, i int, value string) []ItemLine {
	if i < 0 || i >= len(lines) {
		return lines
	}
	out := append([]ItemLine(nil), lines...)
	out[i].Options = choose(out[i].Options, value)
	return out
}

// typeItem takes what was written about item i in a copy of the lines.
func typeItem(lines []ItemLine, i int, text string) []ItemLine {
	if i < 0 || i >= len(lines) {
		return lines
	}
	out := append([]ItemLine(nil), lines...)
	out[i].Text = text
	return out
}

// placesOf numbers the claims of a case.
func placesOf(c cases.Case) []int {
	out := make([]int, len(c.Claims))
	for i := range out {
		out[i] = i
	}
	return out
}
