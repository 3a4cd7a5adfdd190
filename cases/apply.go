package cases

import "slices"

// Apply gives the case after an event. An act of authority that was done on a
// stale base changes nothing but is remembered as a conflict; anything that has
// no place in the case's state is an error, for a stored log never holds it.
// The case before stays as it is, so that several may go on from it.
func Apply(c Case, e Event) (Case, error) { return apply(c.clipped(), e) }

// apply is Apply for whoever goes on from no case twice: lists grow in place.
func apply(c Case, e Event) (Case, error) {
	rule, ok := Rule(e.Header.Kind)
	if !ok {
		return c, Fail(TooNew, "act.kind", "kind", string(e.Header.Kind))
	}
	if IsEnding(e.Header.Kind) {
		return c, nil // of its file, not of the case
	}
	if c.Head != e.Header.Base && rule.Legal {
		c.Conflicts = append(c.Conflicts, e.Hash)
		return c, nil
	}
	state, ok := next(c.State, e.Header.Kind)
	if !ok {
		return c, Fail(Conflict, "apply.state", "kind", string(e.Header.Kind), "state", string(c.State))
	}
	if a, isUndo := e.Act.(UndoneAct); isUndo {
		return undone(c, e, a)
	}
	before := c.before
	if rule.Legal {
		before = c.kept(e.Header.Kind)
	}
	c = take(c, e)
	c.State = state
	if rule.Legal {
		c.Head = e.Hash // what does not decide anything may come in between
	}
	switch a := e.Act.(type) {
	case ReviewedAct:
		if !a.Approved {
			c.State = backFrom(c) // returned: back to 经办
		}
	case ClearedAct:
		c = cleared(c)
	}
	c.Past = append(c.Past, happening(e, c.State))
	c.before = before
	return c, nil
}

// kept gives the case to go back to from an act of this kind, nil where that is
// never taken back.
func (c Case) kept(k Kind) *Case {
	if _, may := UndoRuleOf(k); !may {
		return nil
	}
	return &c
}

func happening(e Event, after State) Happening {
	return Happening{Event: e.Hash, Kind: e.Header.Kind, Actor: e.Header.Actor, At: e.Header.Clock, State: after}
}

// backFrom is where a proposal goes that the review returned.
func backFrom(c Case) State {
	if c.Doubt != nil {
		return Doubted
	}
	return Accepted
}

// take puts what the act says into the case.
func take(c Case, e Event) Case {
	actor := e.Header.Actor
	switch a := e.Act.(type) {
	case ReceivedAct:
		c = received(c, e.Header.Case, a)
	case EvidenceAct:
		c.Evidence = append(c.Evidence, a)
	case AskedMoreAct:
		c.Missing = a.Missing
	case CompletedAct:
		c.Papers, c.Missing = append(c.Papers, a.Papers...), nil
	case JudgedAct:
		c.Judgement = &a
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case ForwardedAct:
		c.Holder, c.Clocks = a.To, a.Clocks
	case AcceptedAct:
		c.AcceptedOn, c.Clocks = a.On, a.Clocks
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case MarkedAct:
		c.Marked, c.MarkedOn = true, a.On
	case UnmarkedAct:
		c.Marked, c.UnmarkedOn = false, a.On
	case CheckedAct:
		c.Check = &a
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case InquiredAct:
		c.Inquiry, c.Answer, c.Clocks = &a, nil, a.Clocks
		c.Asker, c.Holder = c.Holder, a.To
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case AnsweredAct:
		c.Answer, c.Clocks = &a, nil
		c.Holder, c.Asker = c.Asker, ID{}
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case LetterAct:
		c.Letters = append(c.Letters, a)
	case ServedAct:
		c.Service = &a
	case ExtendedAct:
		c.Clocks, c.Extension = exchanged(c.Clocks, a.Clock), &a
	case PausedAct:
		c.Clocks = exchanged(c.Clocks, a.Clock)
	case ResumedAct:
		c.Clocks = exchanged(c.Clocks, a.Clock)
	case WithdrawnAct, ArchivedAct, NotifiedAct:
		c.Clocks = nil
	default:
		c = decided(c, actor, e.Act)
	}
	return c
}

func received(c Case, id ID, a ReceivedAct) Case {
	c.ID, c.Matter, c.Number = id, a.Matter, a.Number
	c.Home, c.Holder = a.Office, a.Office
	c.Party, c.Agent, c.Record = a.Party, a.Agent, a.Record
	c.Claims, c.Papers, c.Statement = a.Claims, slices.Clip(a.Papers), a.Statement
	c.ReceivedOn = a.On
	return c
}

// decided takes the acts of the three hands.
func decided(c Case, actor ID, act Act) Case {
	switch a := act.(type) {
	case ProposedAct:
		c.Proposal, c.Review = &a, nil
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case ReviewedAct:
		c.Review, c.Hands.Reviewer = &a, actor
	case DecidedAct:
		c.Decision, c.Hands.Signer = &a, actor
		c.Clocks = nil
	case DeclinedAct:
		c.Refusal, c.Hands.Signer = &a, actor
		c.Clocks = nil
	case DoubtedAct:
		c = doubted(c, actor, a)
	case HeardAct:
		c.Hearing = &a
		c.Hands.Makers = append(c.Hands.Makers, actor)
	case RevokedAct:
		c.Revocation, c.Hands.Signer = &a, actor
	case RestoredAct:
		c.Restored = &a
	}
	return c
}

func exchanged(clocks []ClockRun, run ClockRun) []ClockRun {
	out := slices.Clone(clocks)
	for i := range out {
		if out[i].ID == run.ID {
			out[i] = run
		}
	}
	return out
}
