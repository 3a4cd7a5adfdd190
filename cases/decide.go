package cases

import "slices"

// Hand is who acts, for which office, on which day.
type Hand struct {
	Office  Office
	Account Account
	Today   Date
}

// Decide says what happens when a hand wishes to do an act: the acts that
// follow, or why not. It changes nothing.
func Decide(c Case, wish Act, by Hand) ([]Act, error) {
	rule, ok := Rule(wish.Kind())
	if !ok {
		return nil, Fail(Unsupported, "act.kind", "kind", string(wish.Kind()))
	}
	if rule.Power != "" && !by.Office.May(rule.Power) {
		return nil, Fail(Forbidden, "decide.power", "kind", string(rule.Kind), "office", by.Office.Name)
	}
	if err := by.Account.Fits(); err != nil {
		return nil, err
	}
	if rule.Role != "" && !by.Account.Has(rule.Role) || rule.Role == "" && !by.Account.IsHand() {
		return nil, Fail(Forbidden, "decide.role", "kind", string(rule.Kind), "role", string(rule.Role))
	}
	if _, ok := next(c.State, wish.Kind()); !ok {
		return nil, Fail(Conflict, "decide.state", "kind", string(rule.Kind), "state", string(c.State))
	}
	if err := holds(c, wish, by.Office); err != nil {
		return nil, err
	}
	if err := hands(c, wish, by); err != nil {
		return nil, err
	}
	if err := rests(c, wish, by.Office); err != nil {
		return nil, err
	}
	if err := sound(c, wish, by); err != nil {
		return nil, err
	}
	if a, isAccept := wish.(AcceptedAct); isAccept && c.Matter == Objection {
		// SZ2023 art. 50: on acceptance the item is marked at once; who may not mark
		// would leave an accepted objection that nobody can mark any more.
		if !by.Office.May(MayMark) {
			return nil, Fail(Forbidden, "decide.power", "kind", string(KindMarked), "office", by.Office.Name)
		}
		return []Act{a, MarkedAct{On: a.On}}, nil
	}
	return []Act{wish}, nil
}

// hands keeps the three hands apart: nobody reviews or signs what he prepared,
// and the reviewer signs only where the office's configuration joins the two.
func hands(c Case, wish Act, by Hand) error {
	me := by.Account.ID
	switch wish.Kind() {
	case KindReviewed:
		if slices.Contains(c.Hands.Makers, me) {
			return Fail(Forbidden, "decide.own_review")
		}
	case KindDecided, KindRevoked, KindCleared:
		if slices.Contains(c.Hands.Makers, me) {
			return Fail(Forbidden, "decide.own_sign")
		}
		if c.Hands.Reviewer == me && !by.Office.JoinReviewSign {
			return Fail(Forbidden, "decide.reviewer_signs")
		}
	case KindUndone:
		return ownUndo(c, me)
	case KindDeclined, KindExtended, KindPaused: // all are signed: 不予受理, 延期, 中止
		if slices.Contains(c.Hands.Makers, me) {
			return Fail(Forbidden, "decide.own_sign")
		}
	}
	return nil
}

// sound checks what the act itself must hold, on a case that rests has passed.
func sound(c Case, wish Act, by Hand) error {
	switch a := wish.(type) {
	case ReceivedAct:
		return soundReceipt(a, by)
	case AskedMoreAct:
		if len(a.Missing) == 0 {
			return Fail(Invalid, "decide.nothing_missing")
		}
	case MarkedAct:
		if c.Matter != Objection {
			return Fail(Invalid, "decide.mark_objection")
		}
	case LetterAct:
		return soundLetter(c, a, by)
	case DeclinedAct:
		if len(a.Grounds) == 0 {
			return Fail(Invalid, "decide.decline_grounds")
		}
	case CheckedAct:
		return soundCheck(c, a)
	case InquiredAct:
		return soundInquiry(c, a)
	case AnsweredAct:
		return soundFindings(c.Inquiry.Claims, a.Items, FindingHolds, FindingDenied, FindingUnclear)
	case ProposedAct:
		return soundProposal(c, a, by)
	case ReviewedAct:
		if !a.Approved && len(a.Returned) == 0 && a.Text == "" {
			return Fail(Invalid, "decide.return_grounds")
		}
	case DecidedAct:
		return soundDecision(c, a)
	case ExtendedAct:
		return soundExtension(c, a, by)
	case PausedAct:
		return soundPause(c, a, by)
	case ResumedAct:
		return soundResumption(c, a, by)
	case DoubtedAct:
		return soundDoubt(a, by)
	case HeardAct:
		return soundHearing(c, a, by)
	case RevokedAct:
		return soundRevoking(c, a)
	case UndoneAct:
		return soundUndo(c, by.Today)
	}
	return nil
}

func soundReceipt(a ReceivedAct, by Hand) error {
	switch {
	case a.Party.Name == "":
		return Fail(Invalid, "decide.party")
	case a.Matter == Objection && len(a.Claims) == 0:
		return Fail(Invalid, "decide.claims")
	case a.Matter != Repair && a.Matter != Objection:
		return Fail(Invalid, "decide.matter")
	case a.On.After(by.Today):
		return Fail(Invalid, "decide.future", "day", a.On.String())
	case a.Number == "":
		return Fail(Invalid, "decide.number")
	case a.Office != by.Office.ID:
		return Fail(Forbidden, "decide.receipt_office")
	}
	return nil
}

// outcomes lists how each matter can end.
var outcomes = map[Matter][]Outcome{
	Repair:    {Granted, Refused},
	Objection: {Corrected, Added, Stopped, Removed, Kept, Partly, Upheld},
}

func soundProposal(c Case, a ProposedAct, by Hand) error {
	if c.Doubt != nil {
		return soundRevocation(a)
	}
	if !slices.Contains(outcomes[c.Matter], a.Outcome) {
		return Fail(Invalid, "decide.outcome", "outcome", string(a.Outcome))
	}
	if a.Outcome == Refused && len(a.Grounds) == 0 {
		return Fail(Invalid, "decide.refuse_grounds")
	}
	if c.Matter == Objection {
		if err := soundItems(c, a.Outcome, a.Items); err != nil {
			return err
		}
	}
	if MustAsk(c, by.Office) {
		return Fail(Invalid, "decide.ask_source")
	}
	departs := against(*c.Judgement, a.Outcome)
	if len(a.Items) > 0 {
		departs = itemsAgainst(c, a.Items)
	}
	if departs && a.Text == "" {
		return Fail(Invalid, "decide.against_verdict")
	}
	return nil
}

func soundDecision(c Case, a DecidedAct) error {
	if Unverified(*c.Judgement) && (a.Checked == nil || a.Checked.Text == "" || a.Checked.On.IsZero()) {
		return Fail(Invalid, "decide.unverified")
	}
	return nil
}
