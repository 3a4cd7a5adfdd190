package cases

import (
	"slices"
	"strings"
)

// Check holds an event that another desk wrote against everything that Decide
// holds a wish against, on the day that the event itself tells: the office must
// have the case, the three hands must be three, the act must be sound. Power,
// role and signature are Admit's; whether the act has a place in the case's state
// is Apply's, and so is an act on a stale base, which Check passes over.
func Check(c Case, e Event, dir Directory) error {
	by, ok := handOf(e, dir)
	if !ok {
		return Fail(Forbidden, "admit.actor", "event", e.Hash.String()[:12])
	}
	if isStale(c, e) {
		return nil
	}
	if err := holds(c, e.Act, by.Office); err != nil {
		return err
	}
	if err := hands(c, e.Act, by); err != nil {
		return err
	}
	if err := rests(c, e.Act, by.Office); err != nil {
		return err
	}
	return sound(c, e.Act, by)
}

// Bound is the part of Check that no later change of the directory and no later
// day can make right or wrong, so that a log always adds up to the same case.
func Bound(c Case, e Event, dir Directory) error {
	by, ok := handOf(e, dir)
	if !ok {
		return Fail(Forbidden, "admit.actor", "event", e.Hash.String()[:12])
	}
	if isStale(c, e) {
		return nil
	}
	if err := holds(c, e.Act, by.Office); err != nil {
		return err
	}
	by.Office.JoinReviewSign = true // may have been so then
	if err := hands(c, e.Act, by); err != nil {
		return err
	}
	return rests(c, e.Act, by.Office)
}

func handOf(e Event, dir Directory) (Hand, bool) {
	office, account, ok := dir.OfficeOf(e.Header.Actor)
	by := Hand{office, account, DayIn(e.Header.Clock.Time())}
	if a, isLonger := e.Act.(ExtendedAct); isLonger {
		by.Today = a.On // a desk's clock never goes back, so it may run ahead of the day
	}
	return by, ok
}

// isStale tells what Apply will put among the conflicts.
func isStale(c Case, e Event) bool {
	rule, _ := Rule(e.Header.Kind)
	return rule.Legal && c.Head != e.Header.Base
}

// holds tells whether the office is the one that may do this act on this case.
func holds(c Case, act Act, office Office) error {
	rule, _ := Rule(act.Kind())
	switch a := act.(type) {
	case ReceivedAct:
		if a.Office != office.ID {
			return Fail(Forbidden, "decide.receipt_office")
		}
		return nil
	case LetterAct:
		return holdsLetter(c, a, office)
	case UndoneAct:
		return nil // whose act it was, hands asks
	}
	if rule.Legal && c.Holder != office.ID {
		return Fail(Forbidden, "decide.holder", "kind", string(rule.Kind))
	}
	return nil
}

// rests tells whether the case has what the act rests on.
func rests(c Case, act Act, office Office) error {
	if err := restsOnDoubt(c, act); err != nil {
		return err
	}
	switch a := act.(type) {
	case ForwardedAct:
		if a.To.IsZero() || a.To == office.ID {
			return Fail(Invalid, "decide.forward_where")
		}
		if c.State == Accepted && (c.Matter != Objection || c.Check == nil) {
			return Fail(Conflict, "decide.state", "kind", string(KindForwarded), "state", string(c.State))
		}
	case InquiredAct:
		if a.To.IsZero() || a.To == office.ID {
			return Fail(Invalid, "decide.forward_where")
		}
	case AnsweredAct:
		if c.Inquiry == nil {
			return Fail(Conflict, "decide.state", "kind", string(KindAnswered), "state", string(c.State))
		}
	case ExtendedAct:
		if !runs(c, a) {
			return Fail(Conflict, "decide.extend_clock")
		}
	case ProposedAct:
		if c.Judgement == nil {
			return Fail(Invalid, "decide.unjudged")
		}
	case UndoneAct:
		return mayUndo(c, a)
	case DecidedAct:
		if c.Judgement == nil || c.Proposal == nil || a.Outcome != c.Proposal.Outcome || !slices.Equal(a.Items, c.Proposal.Items) {
			return Fail(Conflict, "decide.other_outcome")
		}
	}
	return nil
}

// runs tells whether the clock that an extension names runs to the day it names.
func runs(c Case, a ExtendedAct) bool {
	return slices.ContainsFunc(c.Clocks, func(r ClockRun) bool {
		return r.ID == a.Clock.ID && !r.Due.IsZero() && r.Due == a.Old
	})
}

// holdsLetter tells whether a letter is this office's, says what happened and is
// the first of its sort.
func holdsLetter(c Case, a LetterAct, office Office) error {
	rule, ok := LetterRuleOf(LetterSort(a.Letter))
	if !ok {
		return Fail(Unsupported, "letter.sort", "letter", a.Letter)
	}
	return mayStand(rule, c, office.ID)
}

// soundLetter tells whether this hand may issue the letter, and whether its number
// is one of the office's own series; a receipt bears the 收件号.
func soundLetter(c Case, a LetterAct, by Hand) error {
	if err := MayIssue(LetterSort(a.Letter), c, by); err != nil {
		return err
	}
	rule, _ := LetterRuleOf(LetterSort(a.Letter))
	own := a.Number == c.Number
	if rule.Series != "" {
		own = strings.HasPrefix(a.Number, by.Office.Short+rule.Series+"〔")
	}
	if !own {
		return Fail(Invalid, "letter.number", "letter", a.Letter)
	}
	return nil
}
