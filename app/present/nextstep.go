package present

import "casedesk/cases"

// nextStep says what should happen next to a case, as the office sees it.
func nextStep(c cases.Case, office cases.Office) Words {
	if c.Holder != office.ID && !closed(c.State) {
		return Say(under("next.elsewhere", string(c.State)))
	}
	switch c.State {
	case cases.Received:
		if c.Judgement == nil {
			return Say("next.judge")
		}
		if r, ok := c.Judgement.Chosen(); ok && len(r.Missing) > 0 {
			return Say("next.ask_more", "n", itoa(len(r.Missing)))
		}
		return Say("next.forward")
	case cases.Accepted:
		return acceptedStep(c, office)
	case cases.Decided:
		if letter, ok := cases.DecisionLetter(c); ok {
			if _, made := c.Letter(string(letter)); !made {
				return Say("next.letter").With("letter", under("letter", string(letter)))
			}
		}
		if len(c.Decision.Effects) == 0 {
			return Say("next.carried")
		}
	case cases.Doubted:
		if c.Hearing == nil {
			return Say("next.hear")
		}
	case cases.Revoked:
		if _, made := c.Letter(string(cases.LetterRevoke)); !made {
			return Say("next.letter").With("letter", under("letter", string(cases.LetterRevoke)))
		}
		if c.Restored == nil {
			return Say("next.restore")
		}
	case cases.Declined:
		if _, made := c.Letter(string(cases.LetterDecline)); !made {
			return Say("next.letter").With("letter", under("letter", string(cases.LetterDecline)))
		}
	}
	return Say(under("next", string(c.State)))
}

func acceptedStep(c cases.Case, office cases.Office) Words {
	switch {
	case c.Review != nil && !c.Review.Approved:
		return Say("next.returned", "n", itoa(len(c.Review.Returned)))
	case c.Matter == cases.Objection && c.Check == nil:
		return Say("next.check")
	case cases.MustAsk(c, office):
		return Say("next.inquire")
	case c.Judgement == nil:
		return Say("next.judge")
	}
	return Say("next.propose")
}
