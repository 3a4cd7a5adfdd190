package sqlite

import (
	"context"
	"testing"

	"casedesk/cases"
)

// stage is the two desks with everybody signed in, and which kinds of acts were done.
type stage struct {
	*world
	desks []*Session // one of each store
	seats map[cases.ID]*Session
	done  map[cases.Kind]bool
}

func newStage(t *testing.T) *stage {
	w := newWorld(t)
	w.dir.Offices[1].Powers = append(w.dir.Offices[1].Powers, cases.MayMark, cases.MayCheck)
	p := &stage{world: w, seats: map[cases.ID]*Session{}, done: map[cases.Kind]bool{}}
	w.dir.Offices[0].Powers = append(w.dir.Offices[0].Powers, cases.MayCheck) // here the window is a source too
	window, authority := w.open(w.create(windowID)), w.open(w.create(authorityID))
	p.seats[clerkID] = w.signIn(window, clerkID)
	for _, id := range []cases.ID{handlerID, reviewerID, signerID} {
		p.seats[id] = w.signIn(authority, id)
	}
	p.desks = []*Session{p.seats[clerkID], p.seats[handlerID]}
	return p
}

// wish lets an account decide, act, and holds the tables against the log.
func (p *stage) wish(who, id cases.ID, wish cases.Act) cases.Case {
	p.t.Helper()
	ctx, s := context.Background(), p.seats[who]
	office, account, _ := p.dir.OfficeOf(who)
	c, err := s.Case(ctx, id)
	if cases.KindOf(err) != cases.NotFound {
		must(p.t, err)
	}
	acts, err := cases.Decide(c, wish, cases.Hand{Office: office, Account: account, Today: cases.MustDate("2026-11-23")})
	must(p.t, err)
	made, err := s.Act(ctx, id, c.Head, nil, acts...)
	must(p.t, err)
	for _, e := range made {
		p.done[e.Header.Kind] = true
	}
	if c, err = s.Case(ctx, id); err != nil {
		p.t.Fatal(err)
	}
	p.sound(s, c)
	return c
}

// sound wants the row to say what the case says, and a rebuild to change nothing.
func (p *stage) sound(s *Session, c cases.Case) {
	p.t.Helper()
	ctx := context.Background()
	before, err := projectionSum(ctx, s.store.read)
	must(p.t, err)
	must(p.t, s.Rebuild(ctx))
	after, err := projectionSum(ctx, s.store.read)
	must(p.t, err)
	if before != after {
		p.t.Fatalf("%s: a rebuild changes the tables", c.State)
	}
	r, err := s.Row(ctx, c.ID)
	must(p.t, err)
	due, _ := c.Due()
	if r.Case != c.ID || r.State != c.State || r.Holder != c.Holder || r.Matter != c.Matter || r.Due != due || r.Party != c.Party.Name || r.Conflicts != len(c.Conflicts) {
		p.t.Errorf("the row says %+v, the case %s due %s", r, c.State, due)
	}
}

func (p *stage) over() { p.exchange(p.desks) }

func (p *stage) verdict() cases.JudgedAct {
	return cases.JudgedAct{Facts: cases.Facts{Matter: "repair"}, Ruleset: "R36", Class: "R36.GENERAL", Reason: "罚款数额由人认定",
		Verdict: cases.Verdict{On: cases.MustDate("2026-11-23"), Proposed: cases.Proposal{Ruleset: "R36"}, Repairable: cases.TriYes,
			Rulesets: []cases.RulesetVerdict{{ID: "R36", Title: "《信用修复管理办法》", Repairable: cases.TriYes, Supported: cases.TriYes, Verified: true}}}}
}

func (p *stage) received(n int, m cases.Matter) cases.ReceivedAct {
	a := receivedAct("示例甲公司", "收"+string(rune('甲'+n)))
	a.Matter = m
	if m == cases.Objection {
		a.Claims = []cases.Claim{{Ground: "expired", Request: "stop"}}
	}
	return a
}

// hands takes an accepted, judged case through the three hands.
func (p *stage) hands(id cases.ID, outcome cases.Outcome, on cases.Date) {
	p.wish(handlerID, id, cases.ProposedAct{Outcome: outcome, On: on})
	p.wish(reviewerID, id, cases.ReviewedAct{Returned: []string{"class"}, Text: "金额依据再看", On: on})
	p.wish(handlerID, id, cases.ProposedAct{Outcome: outcome, On: on})
	p.wish(reviewerID, id, cases.ReviewedAct{Approved: true, On: on})
	p.wish(signerID, id, cases.DecidedAct{Outcome: outcome, Effects: []string{"stop_publishing"}, From: on, On: on})
}

func (p *stage) end(who, id cases.ID, on cases.Date) cases.Case {
	p.wish(who, id, cases.NotifiedAct{Way: "counter", On: on})
	p.wish(who, id, cases.ServedAct{Way: "counter", Receiver: "经办人", On: on})
	return p.wish(who, id, cases.ArchivedAct{On: on})
}

// Every kind of act in the order of a real repair and a real objection, declined
// and withdrawn ones besides: after each, the tables are those that the log gives.
func TestTablesFollowEveryKindOfAct(t *testing.T) {
	p, on := newStage(t), cases.MustDate("2026-11-23")
	clock := []cases.ClockRun{{ID: "C-DECIDE", Period: cases.Period{N: 9, Unit: cases.Workdays}, From: on, Due: cases.MustDate("2026-12-04")}}

	repair := caseID(1)
	p.wish(clerkID, repair, p.received(1, cases.Repair))
	p.wish(clerkID, repair, cases.EvidenceAct{Blob: cases.Hash{7}, Key: []byte{1}, Name: "缴款凭证"})
	p.wish(clerkID, repair, cases.AskedMoreAct{Missing: []cases.Paper{{Code: "COMMITMENT"}}, On: on})
	p.wish(clerkID, repair, cases.CompletedAct{Papers: []cases.Paper{{Code: "COMMITMENT"}}, On: on})
	p.wish(clerkID, repair, p.verdict())
	p.wish(clerkID, repair, cases.LetterAct{Letter: "L1", Number: p.received(1, cases.Repair).Number, Blob: cases.Hash{8}, Key: []byte{1}, Data: []byte("{}"), On: on})
	p.wish(clerkID, repair, forwardAct("2026-11-26"))
	p.over()
	p.wish(handlerID, repair, cases.AcceptedAct{Clocks: clock, On: on})
	p.wish(handlerID, repair, p.verdict())
	longer := clock[0]
	longer.Due, longer.Extended = cases.MustDate("2026-12-18"), []cases.Extension{{By: cases.Period{N: 14, Unit: cases.Days}, Reason: "需要现场核查", On: on}}
	p.wish(signerID, repair, cases.ExtendedAct{Clock: longer, Old: clock[0].Due, Reason: "需要现场核查", On: on})
	still, err := longer.Pause(on, "等待检验结果")
	if err != nil {
		t.Fatal(err)
	}
	p.wish(signerID, repair, cases.PausedAct{Clock: still, On: on})
	goes, err := still.Resume(on, cases.Calendar{})
	if err != nil {
		t.Fatal(err)
	}
	p.wish(handlerID, repair, cases.ResumedAct{Clock: goes, On: on})
	p.hands(repair, cases.Granted, on)
	p.wish(handlerID, repair, cases.LiftedAct{Effects: []string{"stop_publishing"}, On: on})
	p.end(handlerID, repair, on)

	objection := caseID(2)
	p.wish(clerkID, objection, p.received(2, cases.Objection))
	p.wish(clerkID, objection, forwardAct("2026-11-26"))
	p.over()
	if c := p.wish(handlerID, objection, cases.AcceptedAct{On: on}); !c.Marked {
		t.Error("an accepted objection is not marked")
	}
	p.wish(handlerID, objection, cases.CheckedAct{Finding: "same", Items: []cases.ItemFinding{{Claim: 0, Finding: cases.FindingSame}}, On: on})
	p.wish(handlerID, objection, cases.InquiredAct{To: windowID, ToName: "示例窗口", Claims: []int{0}, Clocks: clock, On: on})
	p.over()
	p.wish(clerkID, objection, cases.AnsweredAct{Items: []cases.ItemFinding{{Claim: 0, Finding: cases.FindingHolds}}, On: on})
	p.over()
	p.wish(handlerID, objection, p.verdict())
	p.hands(objection, cases.Stopped, on)
	p.wish(handlerID, objection, cases.UnmarkedAct{On: on})
	p.end(handlerID, objection, on)

	declined, withdrawn := caseID(3), caseID(4)
	for n, id := range []cases.ID{declined, withdrawn} {
		p.wish(clerkID, id, p.received(3+n, cases.Repair))
	}
	p.wish(clerkID, declined, forwardAct("2026-11-26"))
	p.over()
	p.wish(signerID, declined, cases.DeclinedAct{Grounds: []cases.Ground{{Code: "NOT-OURS", Text: "不由本单位认定"}}, On: on})
	p.end(handlerID, declined, on)
	gone := p.wish(clerkID, withdrawn, cases.WithdrawnAct{Reason: "另行申请", On: on})
	back := p.wish(clerkID, withdrawn, cases.UndoneAct{Event: gone.Head, Done: cases.KindWithdrawn, Reason: "点错了", On: on})
	if back.State != cases.Received {
		t.Errorf("taken back to %s", back.State)
	}
	p.wish(clerkID, withdrawn, cases.WithdrawnAct{Reason: "另行申请", On: on})
	p.over()

	for _, id := range []cases.ID{repair, objection, declined, withdrawn} { // the window knows how each ended
		c, err := p.desks[0].Case(context.Background(), id)
		must(t, err)
		if c.State != cases.Archived && c.State != cases.Withdrawn {
			t.Errorf("at the window the case is %s", c.State)
		}
		p.sound(p.desks[0], c)
	}
	for _, k := range everyKind {
		if _, known := cases.Rule(k); !known || !p.done[k] {
			t.Errorf("no act of the kind %s was done", k)
		}
	}
	for _, s := range p.desks {
		if report, err := s.Check(context.Background()); err != nil || len(report.Trouble) != 0 {
			t.Errorf("%+v, %v", report, err)
		}
	}
}

var everyKind = []cases.Kind{
	cases.KindReceived, cases.KindEvidence, cases.KindAskedMore, cases.KindCompleted, cases.KindJudged, cases.KindForwarded,
	cases.KindAccepted, cases.KindDeclined, cases.KindMarked, cases.KindChecked, cases.KindInquired, cases.KindAnswered, cases.KindProposed, cases.KindReviewed,
	cases.KindExtended, cases.KindPaused, cases.KindResumed, cases.KindDecided, cases.KindLifted, cases.KindUnmarked, cases.KindLetter, cases.KindNotified,
	cases.KindServed, cases.KindArchived, cases.KindWithdrawn, cases.KindUndone,
}
