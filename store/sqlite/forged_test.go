package sqlite

import (
	"context"
	"testing"

	"casedesk/cases"
)

// hostile is a desk whose program was tampered with: it signs with real keys
// whatever it likes, past everything that our own program refuses.
type hostile struct {
	w      *world
	device cases.ID
	key    cases.CaseKey
	seq    uint64
	prev   cases.Hash
}

func (w *world) hostile(device cases.ID, s *Session, id cases.ID) *hostile {
	k, err := s.keys()
	must(w.t, err)
	key, err := caseKey(context.Background(), s.store.read, k.data, id)
	must(w.t, err)
	return &hostile{w: w, device: device, key: key}
}

// send gives the event to a desk as the library would, and tells why it was set
// aside, if it was.
func (h *hostile) send(to *Session, c cases.Case, actor cases.ID, a cases.Act) (reason string, event cases.Hash) {
	t, ctx := h.w.t, context.Background()
	t.Helper()
	body, err := cases.EncodeAct(a)
	must(t, err)
	h.seq++
	head := cases.Header{Device: h.device, Epoch: 9, Seq: h.seq, Clock: cases.Tick(cases.Clock(h.seq), h.w.clock()), Base: c.Head,
		Case: c.ID, Kind: a.Kind(), Schema: schema, Actor: actor, Prev: h.prev}
	env, err := cases.Write(head, body, h.key, cases.Fresh{byte(h.seq)}, h.w.keys[actor])
	must(t, err)
	h.prev = env.Hash()
	h.w.positions++
	_, err = to.Receive(ctx, []cases.Envelope{env}, []cases.Receipt{h.w.receipt(env.Hash(), h.w.positions)}, nil, "c"+env.Hash().String())
	must(t, err)
	aside, err := to.Asides(ctx)
	must(t, err)
	for _, x := range aside {
		if x.Event == env.Hash() {
			return x.Reason, env.Hash()
		}
	}
	return "", env.Hash()
}

// A tampered desk of the window, and one of the authority itself, sign with real
// accounts what Decide would refuse. None of it moves the case.
func TestForgedEventsOfRealAccountsAreSetAside(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	for i, a := range w.dir.Offices[1].Accounts { // the library trusts each of them with everything
		a.Roles = []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}
		w.dir.Offices[1].Accounts[i] = a
	}
	window, desk := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	reviewer := w.signIn(desk.store, reviewerID)
	id, on := caseID(1), cases.MustDate("2026-11-23")
	act(t, window, id, receivedAct("示例甲公司", "收1"), forwardAct("2026-11-26"))
	must(t, window.ShareCase(ctx, id, authorityID))
	w.share(window, desk, "c1")
	act(t, desk, id, cases.AcceptedAct{On: on}, cases.JudgedAct{}, cases.ProposedAct{Outcome: cases.Granted, On: on})
	counter, inside := w.hostile(windowDev, window, id), w.hostile(authDev, desk, id)
	w.place(desk)

	want := func(c cases.Case, reason, key string) {
		t.Helper()
		now, err := desk.Case(ctx, id)
		must(t, err)
		if reason != key || now.Head != c.Head || now.State != c.State || len(now.Letters) != 0 {
			t.Errorf("set aside for %q, want %q; %s, %d letters", reason, key, now.State, len(now.Letters))
		}
	}
	c, err := desk.Case(ctx, id)
	must(t, err)
	reason, _ := counter.send(desk, c, clerkID, cases.WithdrawnAct{On: on})
	want(c, reason, "decide.holder")
	reason, _ = counter.send(desk, c, clerkID, cases.LetterAct{Letter: "L3", Number: "示例局受〔2026〕1号", Data: []byte("{}")})
	want(c, reason, "letter.office")
	reason, _ = inside.send(desk, c, handlerID, cases.ReviewedAct{Approved: true, On: on})
	want(c, reason, "decide.own_review")

	c = act(t, reviewer, id, cases.ReviewedAct{Approved: true, On: on})
	w.place(desk)
	reason, _ = inside.send(desk, c, handlerID, cases.DecidedAct{Outcome: cases.Granted, On: on})
	want(c, reason, "decide.own_sign")
	reason, _ = inside.send(desk, c, reviewerID, cases.DecidedAct{Outcome: cases.Granted, On: on})
	want(c, reason, "decide.reviewer_signs")
	reason, _ = inside.send(desk, c, signerID, cases.DecidedAct{Outcome: cases.Refused, On: on})
	if reason != "" { // somebody else's view of the case: it waits beside it
		t.Errorf("another outcome: %s", reason)
	}
	if now, err := desk.Case(ctx, id); err != nil || now.State != cases.Reviewed || len(now.Conflicts) != 1 {
		t.Errorf("%s, %d conflicts, %v", now.State, len(now.Conflicts), err)
	}
	report, err := desk.Check(ctx)
	if err != nil || len(report.Trouble) != 0 {
		t.Errorf("%+v, %v", report.Trouble, err)
	}
}

// A second receipt on a case that is there never takes it over.
func TestASecondReceiptDoesNotTakeACaseOver(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	desk := w.desk(windowID, clerkID)
	c := act(t, desk, caseID(1), receivedAct("示例甲公司", "收1"))
	w.place(desk)
	foreign := w.hostile(authDev, desk, c.ID)
	mine := receivedAct("示例乙公司", "收2")
	mine.Office = authorityID
	reason, event := foreign.send(desk, c, handlerID, mine)
	now, err := desk.Case(ctx, c.ID)
	must(t, err)
	if reason != "" || now.Holder != windowID || now.Party.Name != "示例甲公司" || len(now.Conflicts) != 1 || now.Conflicts[0] != event {
		t.Errorf("%q; %s, %v", reason, now.Party.Name, now.Conflicts)
	}
	stolen := receivedAct("示例丙公司", "收3") // in the window's name, by the authority's account
	if reason, _ = foreign.send(desk, cases.Case{ID: caseID(1), Head: c.Head}, handlerID, stolen); reason != "decide.receipt_office" {
		t.Errorf("in another's name: %q", reason)
	}
}

// Our own program does not write them either, whatever asks it to.
func TestActRefusesWhatTheCaseForbids(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	c := act(t, s, caseID(1), receivedAct("示例甲公司", "收1"), forwardAct("2026-11-26"))
	_, err := s.Act(ctx, c.ID, c.Head, nil, cases.WithdrawnAct{})
	wants(t, err, cases.Forbidden, "decide.holder")
	_, err = s.Act(ctx, c.ID, c.Head, nil, cases.LetterAct{Letter: "L3", Number: "示例受〔2026〕1号"})
	wants(t, err, cases.Conflict, "letter.early")
	before := everything(t, s)
	_, err = s.Act(ctx, c.ID, c.Head, nil, cases.EvidenceAct{Name: "一"}, cases.LetterAct{Letter: "L99"})
	wants(t, err, cases.Unsupported, "letter.sort")
	if everything(t, s) != before {
		t.Error("a refused act left something behind")
	}
}

// Two desks of an office, apart, issue the same letter: the first that the library
// placed stands, the second waits for a person on both desks alike.
func TestTheSameLetterTwiceIsAConflictNotTwoLetters(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	second := w.second(windowID, clerkID)
	first := w.desk(windowID, clerkID)
	id := caseID(1)
	act(t, first, id, receivedAct("示例甲公司", "收1"))
	w.share(first, second, "c1")
	for _, s := range []*Session{first, second} {
		act(t, s, id, cases.LetterAct{Letter: "L1", Number: "收1", Data: []byte("{}")})
	}
	if n := w.share(first, second, "c2"); n != 1 {
		t.Errorf("%d conflicts told", n)
	}
	w.share(second, first, "c2")
	for _, s := range []*Session{first, second} {
		c, err := s.Case(ctx, id)
		if err != nil || len(c.Letters) != 1 || len(c.Conflicts) != 1 {
			t.Errorf("%d letters, %d conflicts, %v", len(c.Letters), len(c.Conflicts), err)
		}
	}
}
