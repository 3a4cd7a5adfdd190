package present

import (
	"context"

	"casedesk/cases"
)

// ActionID names a thing to do with a case.
type ActionID string

// The actions; each has words action.<id>.
const (
	ActJudge    ActionID = "judge"     // 核对程度与标准: opens the severity tab
	ActAskMore  ActionID = "ask_more"  // 一次性告知: opens its page
	ActComplete ActionID = "complete"  // 补正到齐: opens its page
	ActForward  ActionID = "forward"   // 转办: opens its page
	ActAccept   ActionID = "accept"    // 受理
	ActDecline  ActionID = "decline"   // 不予受理: opens its page
	ActCheck    ActionID = "check"     // 核查: opens its page
	ActInquire  ActionID = "inquire"   // 协查: opens its page
	ActAnswer   ActionID = "answer"    // 协查答复: opens its page
	ActPropose  ActionID = "propose"   // 拟办: opens its page
	ActReview   ActionID = "review"    // 审核: opens its page
	ActSign     ActionID = "sign"      // 签发: opens its page
	ActCarryOut ActionID = "carry_out" // 停示、停共享、解除, 更正; after a revocation 恢复
	ActLetter   ActionID = "letter"    // 出具文书: opens the letters tab
	ActNotify   ActionID = "notify"    // 告知: opens its page
	ActServe    ActionID = "serve"     // 送达: opens its page
	ActArchive  ActionID = "archive"   // 归档
	ActDoubt    ActionID = "doubt"     // 撤销立案: opens its page
	ActHear     ActionID = "hear"      // 陈述申辩: opens its page
	ActWithdraw ActionID = "withdraw"  // 撤回: opens its page, for it cannot be undone
)

// Action is one thing to do; a disabled one carries the reason.
type Action struct {
	ID      ActionID
	Name    Words
	Kind    cases.Kind
	Enabled bool
	Why     error // why it is disabled
	Opens   bool  // it opens a page or a tab; Do does it at once otherwise
	Primary bool  // what the case calls for next
}

// trial is an act that holds whatever Decide looks at, so that only right and
// place decide whether the action is offered.
func (s Session) trial(id ActionID, c cases.Case) cases.Act {
	on := s.Work.Today()
	ground := []cases.Ground{{Code: "trial"}}
	switch id {
	case ActJudge:
		return cases.JudgedAct{}
	case ActAskMore:
		return cases.AskedMoreAct{Missing: []cases.Paper{{Code: "trial"}}, On: on}
	case ActComplete:
		return cases.CompletedAct{On: on}
	case ActForward:
		return cases.ForwardedAct{To: s.otherOffice(), On: on}
	case ActAccept:
		return cases.AcceptedAct{On: on}
	case ActDecline:
		return cases.DeclinedAct{Grounds: ground, On: on}
	case ActCheck:
		return cases.CheckedAct{On: on}
	case ActInquire:
		return s.anyInquiry(c)
	case ActAnswer:
		return anyAnswer(c)
	case ActPropose:
		if c.Doubt != nil {
			return cases.ProposedAct{Outcome: cases.Stand, Text: "-", On: on}
		}
		return cases.ProposedAct{Outcome: anyOutcome(c.Matter), Grounds: ground, Text: "-", On: on}
	case ActReview:
		return cases.ReviewedAct{Approved: true, On: on}
	case ActSign:
		if c.Doubt != nil && c.Proposal != nil {
			return s.endOfDoubt(c, &cases.TextCheck{Text: "-", On: on})
		}
		act := cases.DecidedAct{Checked: &cases.TextCheck{Text: "-", On: on}, On: on}
		if c.Proposal != nil {
			act.Outcome = c.Proposal.Outcome
		}
		return act
	case ActCarryOut:
		if c.State == cases.Revoked && c.Restored == nil {
			return cases.RestoredAct{Effects: c.Revocation.Effects, On: on}
		}
		return cases.LiftedAct{On: on}
	case ActNotify:
		return cases.NotifiedAct{On: on}
	case ActServe:
		return cases.ServedAct{On: on}
	case ActArchive:
		return cases.ArchivedAct{On: on}
	case ActDoubt:
		return cases.DoubtedAct{Grounds: ground, Facts: "-", On: on}
	case ActHear:
		return cases.HeardAct{ToldOn: on, Way: "-", Silent: true, On: on}
	case ActWithdraw:
		return cases.WithdrawnAct{On: on}
	}
	return cases.LetterAct{}
}

// endOfDoubt is what signing a proposal on a doubted grant writes; where the packs
// cannot be asked it is the act that decides nothing.
func (s Session) endOfDoubt(c cases.Case, checked *cases.TextCheck) cases.Act {
	if act, err := s.Work.EndOfDoubt(c, checked); err == nil {
		return act
	}
	return cases.DecidedAct{}
}

// anyInquiry is an inquiry with all that Decide looks at.
func (s Session) anyInquiry(c cases.Case) cases.InquiredAct {
	a := cases.InquiredAct{To: s.otherOffice(), Claims: placesOf(c), On: s.Work.Today()}
	for _, e := range c.Evidence {
		a.Papers = append(a.Papers, e.Blob)
	}
	return a
}

func anyAnswer(c cases.Case) (a cases.AnsweredAct) {
	if c.Inquiry != nil {
		for _, i := range c.Inquiry.Claims {
			a.Items = append(a.Items, cases.ItemFinding{Claim: i, Finding: cases.FindingUnclear})
		}
	}
	return a
}

func anyOutcome(m cases.Matter) cases.Outcome {
	if m == cases.Objection {
		return cases.Kept
	}
	return cases.Granted
}

// otherOffice gives some office that a case could be forwarded to.
func (s Session) otherOffice() cases.ID {
	for _, o := range s.Work.Directory.Offices {
		if o.ID != s.Work.Office.ID && o.May(cases.MayAccept) {
			return o.ID
		}
	}
	return cases.ID{}
}

// offered lists the actions in their usual order and whether each opens a page.
var offered = [...]struct {
	id    ActionID
	opens bool
}{
	{ActJudge, true}, {ActAskMore, true}, {ActComplete, true}, {ActForward, true}, {ActAccept, false}, {ActDecline, true},
	{ActCheck, true}, {ActInquire, true}, {ActAnswer, true}, {ActPropose, true}, {ActReview, true}, {ActSign, true}, {ActLetter, true}, {ActCarryOut, false},
	{ActHear, true}, {ActNotify, true}, {ActServe, true}, {ActArchive, false}, {ActDoubt, true}, {ActWithdraw, true},
}

// actions lists what can be done now, and what has its place now but not for
// this hand, with the reason. What has no place in the case's state is left out.
func (s Session) actions(c cases.Case) []Action {
	var out []Action
	for _, o := range offered {
		a := Action{ID: o.id, Name: Say(under("action", string(o.id))), Opens: o.opens, Kind: s.trial(o.id, c).Kind()}
		a.Why = s.allowed(o.id, c)
		a.Enabled = a.Why == nil
		if cases.KeyOf(a.Why) == "decide.state" || cases.KeyOf(a.Why) == "letter.none" || cases.KeyOf(a.Why) == "decide.doubt_grant" || s.foreign(a) || s.misplaced(o.id, c) {
			continue
		}
		out = append(out, a)
	}
	return s.primary(out, c)
}

// foreign tells whether the office has nothing to do with such an act at all: a
// window is not shown what only an authority does.
func (s Session) foreign(a Action) bool {
	if a.ID == ActInquire && s.Work.Office.Kind != cases.Centre {
		return true // the source need not ask itself
	}
	rule, ok := cases.Rule(a.Kind)
	return ok && rule.Power != "" && !s.Work.Office.May(rule.Power)
}

// misplaced tells whether not even the right hand could do the act now: then the
// reason is the case's state, and another account would not help.
func (s Session) misplaced(id ActionID, c cases.Case) bool {
	if id == ActForward && c.State == cases.Accepted && s.Work.Office.Kind != cases.Centre {
		return true // only a platform passes an accepted objection on
	}
	hand := s.Work.Hand()
	hand.Account.Roles = []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}
	_, err := cases.Decide(c, s.trial(id, c), hand)
	return id != ActLetter && cases.KeyOf(err) == "decide.state"
}

// allowed tells why this hand may not do the action now, or nil.
func (s Session) allowed(id ActionID, c cases.Case) error {
	if id == ActLetter {
		for _, l := range s.letterChoices(c) {
			if l.Enabled {
				return nil
			}
		}
		return cases.Fail(cases.Conflict, "letter.none")
	}
	if (id == ActCheck || id == ActInquire) && c.Matter != cases.Objection {
		return cases.Fail(cases.Conflict, "decide.state", "kind", string(cases.KindChecked), "state", string(c.State))
	}
	_, err := cases.Decide(c, s.trial(id, c), s.Work.Hand())
	return err
}

// primary marks the action that the case calls for next, where this hand can do it.
func (s Session) primary(list []Action, c cases.Case) []Action {
	for _, want := range s.wanted(c) {
		for i, a := range list {
			if a.ID == want && a.Enabled {
				list[i].Primary = true
				return list
			}
		}
	}
	return list
}

// wanted lists what a case calls for, the most wanted first.
func (s Session) wanted(c cases.Case) []ActionID {
	switch c.State {
	case cases.Received:
		if c.Judgement == nil {
			return []ActionID{ActJudge}
		}
		return []ActionID{ActForward, ActAccept}
	case cases.Supplementing:
		return []ActionID{ActComplete}
	case cases.Forwarded:
		return []ActionID{ActAccept}
	case cases.Accepted:
		if c.Matter == cases.Objection && c.Check == nil {
			return []ActionID{ActCheck}
		}
		if cases.MustAsk(c, s.Work.Office) {
			return []ActionID{ActInquire, ActForward}
		}
		if c.Judgement == nil {
			return []ActionID{ActJudge}
		}
		return []ActionID{ActPropose}
	case cases.Inquiring:
		return []ActionID{ActAnswer}
	case cases.Proposed:
		return []ActionID{ActReview}
	case cases.Reviewed:
		return []ActionID{ActSign}
	case cases.Decided:
		if len(c.Decision.Effects) > 0 {
			return []ActionID{ActLetter, ActCarryOut}
		}
		return []ActionID{ActLetter, ActNotify}
	case cases.Carried, cases.Declined:
		return []ActionID{ActLetter, ActNotify}
	case cases.Doubted:
		if c.Hearing == nil {
			return []ActionID{ActHear}
		}
		return []ActionID{ActPropose}
	case cases.Revoked:
		if c.Restored == nil {
			return []ActionID{ActLetter, ActCarryOut}
		}
		return []ActionID{ActLetter, ActNotify}
	case cases.Notified:
		return []ActionID{ActServe}
	case cases.Served:
		return []ActionID{ActArchive}
	}
	return nil
}

// Do carries out an action that opens no page; one that does is left to its page.
func (p *CaseFile) Do(id ActionID) {
	c := p.view.Case
	if !p.view.Ready || p.view.Busy {
		return
	}
	if err := p.s.allowed(id, c); err != nil {
		p.view.Problem = err
		p.Changed(p.view)
		return
	}
	var work func(ctx context.Context) (cases.Case, error)
	desk := p.s.Work
	switch id {
	case ActAccept:
		work = func(ctx context.Context) (cases.Case, error) { return desk.Accept(ctx, c.ID) }
	case ActCarryOut:
		work = func(ctx context.Context) (cases.Case, error) { return desk.CarryOut(ctx, c.ID) }
	case ActArchive:
		work = func(ctx context.Context) (cases.Case, error) {
			return desk.Do(ctx, c.ID, cases.ArchivedAct{On: desk.Today()})
		}
	default:
		return
	}
	p.view.Busy, p.view.Problem, p.view.Said = true, nil, Words{}
	p.Changed(p.view)
	p.line.ask(func() func() {
		after, err := work(context.Background())
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err != nil {
				p.Changed(p.view)
				return
			}
			p.view.Said = Say(under("done", string(id)))
			p.Show(after)
			p.Moved(after)
		}
	})
}
