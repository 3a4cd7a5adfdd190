package cases

import (
	"reflect"
	"slices"
)

// check holds the case against its log after every step.
func (m *machine) check() {
	folded, err := Fold(m.log)
	if err != nil || !reflect.DeepEqual(folded, m.c) {
		m.t.Fatalf("the fold of the log is another case: %v\n%+v\n%+v", err, folded, m.c)
	}
	done := m.done()
	if len(m.c.Past) != len(done) {
		m.t.Fatalf("%d lines of history, %d events", len(m.c.Past), len(done))
	}
	for i, p := range m.c.Past {
		if p.Event != done[i].Hash || p.Kind != done[i].Header.Kind || p.Actor != done[i].Header.Actor || p.At != done[i].Header.Clock {
			m.t.Fatalf("line %d of the history is %+v, the event %+v", i, p, done[i].Header)
		}
		if i > 0 && p.Kind == KindReceived || i == 0 && p.Kind != KindReceived {
			m.t.Fatalf("line %d is %s", i, p.Kind)
		}
	}
	stands := m.stands(done)
	m.checkPowers(done)
	m.checkHands(done, stands)
	m.checkEnds(stands)
	m.checkParts(stands)
	m.checkLetters()
}

// stands leaves out what was taken back, and the taking back; only the last act
// of one's own may be, and only of some kinds.
func (m *machine) stands(done []Event) (out []Event) {
	gone := map[Hash]bool{}
	for i, e := range slices.Backward(done) {
		a, isUndo := e.Act.(UndoneAct)
		if isUndo {
			at := slices.IndexFunc(done[:i], func(x Event) bool { return x.Hash == a.Event })
			if at < 0 || done[at].Header.Actor != e.Header.Actor || slices.Contains(never, done[at].Header.Kind) {
				m.t.Fatalf("%v took back %v", e.Header.Actor, a)
			}
			gone[a.Event] = gone[a.Event] || !gone[e.Hash]
		}
		if gone[e.Hash] != m.c.Past[i].Undone {
			m.t.Fatalf("line %d of the history says undone %v", i, m.c.Past[i].Undone)
		}
		if !isUndo && !gone[e.Hash] {
			out = append(out, e)
		}
	}
	slices.Reverse(out)
	return out
}

// never lists what no key press takes back: it was signed, told, served or done in the world.
var never = []Kind{KindReceived, KindEvidence, KindDeclined, KindMarked, KindInquired, KindAnswered, KindPaused, KindResumed, KindExtended, KindDecided, KindLifted, KindUnmarked, KindLetter, KindNotified, KindServed, KindRevoked, KindCleared, KindRestored}

// checkPowers: a window hands on, it never accepts, refuses or decides.
func (m *machine) checkPowers(done []Event) {
	others := []Kind{KindAccepted, KindDeclined, KindMarked, KindUnmarked, KindChecked, KindInquired, KindAnswered, KindProposed, KindReviewed, KindExtended, KindDecided, KindLifted, KindDoubted, KindHeard, KindRevoked, KindCleared, KindRestored}
	for _, e := range done {
		atWindow := e.Header.Actor == id(10) || e.Header.Actor == id(11)
		if atWindow && slices.Contains(others, e.Header.Kind) {
			m.t.Fatalf("the window did %s", e.Header.Kind)
		}
	}
}

// checkHands: who prepared neither reviews nor signs; the reviewer signs only
// where the office joins the two; what is signed is what was proposed and then
// approved.
func (m *machine) checkHands(done, stands []Event) {
	makers := map[ID]bool{}
	var reviewer ID
	var doubt *DoubtedAct
	heard := false
	approved, judged, outcome := false, false, Outcome("")
	for _, e := range done {
		who := e.Header.Actor
		if !slices.ContainsFunc(stands, func(x Event) bool { return x.Hash == e.Hash }) {
			if slices.Contains([]Kind{KindJudged, KindAccepted, KindChecked, KindProposed}, e.Header.Kind) {
				makers[who] = true // who prepared and took it back has still seen to it
			}
			continue
		}
		switch a := e.Act.(type) {
		case JudgedAct:
			makers[who], judged = true, true
		case AcceptedAct, CheckedAct, InquiredAct, AnsweredAct:
			makers[who] = true
		case DoubtedAct:
			makers[who], doubt, heard, approved = true, &a, false, false
		case HeardAct:
			makers[who], heard = true, true
		case RevokedAct, ClearedAct:
			want := map[Kind]Outcome{KindRevoked: Revoke, KindCleared: Stand}[e.Header.Kind]
			if makers[who] || !approved || outcome != want || who == reviewer && !m.hands[2].Office.JoinReviewSign {
				m.t.Fatalf("%s by a maker %v, approved %v, proposed %s", e.Header.Kind, makers[who], approved, outcome)
			}
			if r, is := e.Act.(RevokedAct); is && r.Checked == nil {
				m.t.Fatal("revoked on unread law without a word")
			}
			doubt = nil
		case ProposedAct:
			makers[who], approved, outcome = true, false, a.Outcome
			if (a.Outcome == Revoke || a.Outcome == Stand) != (doubt != nil) {
				m.t.Fatalf("%s proposed, doubted %v", a.Outcome, doubt)
			}
			if a.Outcome == Revoke && (!heard || !slices.Contains(doubt.Grounds, a.Grounds[0])) {
				m.t.Fatalf("to be revoked: heard %v, on %v of %v", heard, a.Grounds, doubt.Grounds)
			}
			m.checkItems(a, e)
			if !judged {
				m.t.Fatal("proposed before the rules were asked")
			}
		case ReviewedAct:
			if makers[who] {
				m.t.Fatalf("%v reviewed what they prepared", who)
			}
			reviewer, approved = who, a.Approved
		case DecidedAct:
			if makers[who] || !approved || a.Outcome != outcome {
				m.t.Fatalf("signed by a maker %v, approved %v, %s for %s", makers[who], approved, a.Outcome, outcome)
			}
			if who == reviewer && !m.hands[2].Office.JoinReviewSign {
				m.t.Fatal("the reviewer signed in an office that keeps them apart")
			}
			if Unverified(*m.c.Judgement) && a.Checked == nil {
				m.t.Fatal("signed on unverified law without a word")
			}
		case DeclinedAct, ExtendedAct, PausedAct:
			if makers[who] {
				m.t.Fatalf("%v prepared and signed %s", who, e.Header.Kind)
			}
		}
	}
}

// checkItems: a claim is decided once or the whole is; what a platform shows as it
// was given it, it does not decide before the source has answered.
func (m *machine) checkItems(a ProposedAct, proposal Event) {
	if len(a.Items) > 0 && (len(a.Items) != len(m.c.Claims) || Overall(a.Items) != a.Outcome) {
		m.t.Fatalf("%d claims end %v as a whole %s", len(m.c.Claims), a.Items, a.Outcome)
	}
	if m.c.Matter != Objection || m.hands[2].Office.Kind != Centre || proposal.Header.Actor.less(id(20)) || id(49).less(proposal.Header.Actor) {
		return
	}
	for i := range m.c.Claims {
		if own := m.c.Check != nil && m.c.FindingOn(i) == FindingHolds; !own && m.c.Answer == nil {
			m.t.Fatalf("the platform decided claim %d and asked nobody: check %+v", i, m.c.Check)
		}
	}
}

func (a ID) less(b ID) bool { return string(a[:]) < string(b[:]) }

// checkEnds: what may still happen once a case has been decided, declined,
// withdrawn or put away.
func (m *machine) checkEnds(done []Event) {
	doubting := []Kind{KindDoubted, KindHeard, KindEvidence, KindProposed, KindReviewed, KindRevoked, KindCleared, KindRestored}
	after := map[Kind][]Kind{
		KindDecided:   append(slices.Clip(doubting), KindLifted, KindUnmarked, KindLetter, KindNotified, KindServed, KindArchived),
		KindDeclined:  {KindEvidence, KindLetter, KindNotified, KindServed, KindArchived},
		KindWithdrawn: {},
		KindArchived:  append(slices.Clip(doubting), KindLetter, KindNotified, KindServed, KindArchived, KindLifted, KindUnmarked),
		KindRevoked:   {KindEvidence, KindRestored, KindLetter, KindNotified, KindServed, KindArchived},
	}
	for i, e := range done {
		allowed, isEnd := after[e.Header.Kind]
		for _, later := range done[i+1:] {
			if isEnd && !slices.Contains(allowed, later.Header.Kind) {
				m.t.Fatalf("%s after %s", later.Header.Kind, e.Header.Kind)
			}
		}
		if isEnd && len(m.c.Clocks) > 0 {
			m.t.Fatalf("a clock still runs after %s", e.Header.Kind)
		}
	}
}

// checkParts: mark, missing papers and the running clock follow the last act
// that spoke of them.
func (m *machine) checkParts(done []Event) {
	marked, missing := false, 0
	var due Date
	for i, e := range done {
		switch a := e.Act.(type) {
		case AcceptedAct:
			due = a.Clocks[0].Due
			// SZ2023 art. 50: the mark follows at once, in the same hand. Between the two
			// there is no step, so the check always sees both.
			if done[0].Act.(ReceivedAct).Matter == Objection && (done[i+1].Header.Kind != KindMarked || done[i+1].Header.Actor != e.Header.Actor) {
				m.t.Fatalf("acceptance of an objection is followed by %s", done[i+1].Header.Kind)
			}
		case ForwardedAct:
			due = a.Clocks[0].Due
		case InquiredAct:
			due = a.Clocks[0].Due
		case AnsweredAct:
			due = Date{}
		case ExtendedAct:
			if !a.Clock.Due.After(due) {
				m.t.Fatalf("extended from %v to %v", due, a.Clock.Due)
			}
			due = a.Clock.Due
		case PausedAct:
			due = Date{}
		case ResumedAct:
			if due = a.Clock.Due; due.IsZero() {
				m.t.Fatal("a clock goes on without an end")
			}
		case AskedMoreAct:
			missing = len(a.Missing)
			if missing == 0 {
				m.t.Fatal("asked for nothing")
			}
		case CompletedAct:
			missing = 0
		case MarkedAct:
			marked = true
		case UnmarkedAct:
			marked = false
		case DecidedAct, DeclinedAct, WithdrawnAct, NotifiedAct, ArchivedAct:
			due = Date{}
		}
	}
	if n := len(done); n > 0 {
		if r, isReview := done[n-1].Act.(ReviewedAct); isReview && (m.c.State == Reviewed) != r.Approved {
			m.t.Fatalf("approved %v leaves the case %s", r.Approved, m.c.State)
		}
	}
	if m.c.State == Proposed && m.c.Review != nil || m.c.State == Reviewed && !m.c.Review.Approved {
		m.t.Fatalf("a %s case has the review %+v", m.c.State, m.c.Review)
	}
	if m.c.State == Inquiring && (m.c.Holder != m.c.Inquiry.To || m.c.Asker == m.c.Holder || m.c.Asker.IsZero() || m.c.Answer != nil) {
		m.t.Fatalf("asked %v, the case is with %v", m.c.Inquiry.To, m.c.Holder)
	}
	got, _ := m.c.Due()
	if marked != m.c.Marked || missing != len(m.c.Missing) || got != due {
		m.t.Fatalf("marked %v, missing %d, due %v; the log says %v, %d, %v", m.c.Marked, len(m.c.Missing), got, marked, missing, due)
	}
}

// checkLetters: no window makes a letter of acceptance or decision, no letter
// says what the record does not, and none is made once the case is over.
func (m *machine) checkLetters() {
	for _, r := range letterRules {
		for _, by := range m.hands {
			if MayIssue(r.Sort, m.c, by) != nil {
				continue
			}
			counter := r.Sort == LetterReceipt || r.Sort == LetterMissing || r.Sort == LetterForward
			if by.Office.ID == m.window && !counter {
				m.t.Fatalf("the window may issue %s", r.Sort)
			}
			if m.c.State == Archived || m.c.State == Withdrawn || m.c.State == "" {
				m.t.Fatalf("%s in a case that is %q", r.Sort, m.c.State)
			}
			ofClerk := r.Sort == LetterAccept || r.Sort == LetterMark || r.Sort == LetterUnmark || r.Sort == LetterInquire // they tell of 经办's own act
			if !counter && !ofClerk && !by.Account.Has(Signer) {
				m.t.Fatalf("%s by %v, who does not sign", r.Sort, by.Account.Roles)
			}
			want, decided := DecisionLetter(m.c)
			if r.Kind == KindDecided && (!decided || want != r.Sort) {
				m.t.Fatalf("%s for a case that calls for %q", r.Sort, want)
			}
		}
	}
}
