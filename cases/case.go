package cases

import "slices"

// Case is what its events add up to. Apply makes it; nothing else changes it.
type Case struct {
	ID         ID
	Matter     Matter
	State      State
	Number     string // 收件号
	Home       ID     // the office that received it
	Holder     ID     // the office that has it now
	Party      Party
	Agent      *Agent
	Record     Record
	Claims     []Claim
	Statement  string
	Papers     []Paper
	Evidence   []EvidenceAct
	Missing    []Paper // asked for and not yet handed in
	ReceivedOn Date
	AcceptedOn Date
	Clocks     []ClockRun
	Marked     bool
	MarkedOn   Date
	UnmarkedOn Date
	Extension  *ExtendedAct // the last 延期
	Judgement  *JudgedAct
	Check      *CheckedAct
	Inquiry    *InquiredAct // the last one
	Answer     *AnsweredAct // to Inquiry
	Asker      ID           // the office that waits for the answer
	Refusal    *DeclinedAct // 不予受理
	Proposal   *ProposedAct
	Review     *ReviewedAct
	Decision   *DecidedAct
	Doubt      *DoubtedAct  // 撤销立案 of the grant; the grant stands until Revocation
	Hearing    *HeardAct    // the last 陈述申辩
	Granted    *Grant       // what stood before the doubt
	Revocation *RevokedAct  // the grant is no more
	Restored   *RestoredAct // what it had stopped goes on again
	Letters    []LetterAct
	Service    *ServedAct
	Hands      Hands
	Head       Hash // the last event that the next act must have seen
	Past       []Happening
	Conflicts  []Hash // acts done on a stale base, waiting for a supervisor

	before *Case // as it was before the act at Head; nil where that cannot be taken back
}

// Hands are the accounts that put their hand to the decision.
type Hands struct {
	Makers   []ID // everyone who accepted, judged or proposed: 经办
	Reviewer ID   // 审核
	Signer   ID   // 签发
}

// Happening is one line of a case's history.
type Happening struct {
	Event Hash
	Kind  Kind
	Actor ID
	At    Clock
	State State // after it
	// Undone tells that a later act took this one back.
	Undone bool
}

// Event is an envelope read: its identity, header and act.
type Event struct {
	Hash   Hash
	Header Header
	Act    Act
}

// Read opens an envelope with the case's key.
func Read(e Envelope, key CaseKey) (Event, error) {
	h, err := DecodeHeader(e.Header)
	if err != nil {
		return Event{}, err
	}
	body, err := e.OpenBody(key)
	if err != nil {
		return Event{}, err
	}
	act, err := DecodeAct(h.Kind, h.Schema, body)
	if err != nil {
		return Event{}, err
	}
	return Event{e.Hash(), h, act}, nil
}

// Fold applies events in order to an empty case.
func Fold(events []Event) (c Case, err error) {
	for _, e := range events {
		if c, err = apply(c, e); err != nil {
			return c, err
		}
	}
	return c, nil
}

// FoldLog adds the events of a log to a case. An event that has no place, because
// the library put another before it, or that its office or hand may not do on this
// case, counts as a conflict: it stays in the log and waits for a person.
func FoldLog(c Case, log []Event, dir Directory) (Case, error) {
	c = c.clipped()
	for _, e := range log {
		after, err := apply(c, e)
		if err == nil {
			err = Bound(c, e, dir)
		}
		switch KindOf(err) {
		case Conflict, Forbidden, Invalid, Unsupported:
			c.Conflicts = append(c.Conflicts, e.Hash)
			continue
		}
		if err != nil {
			return c, err
		}
		c = after
	}
	return c, nil
}

// Due is the earliest day that a running clock of the case ends, or zero.
func (c Case) Due() (due Date, clock ClockRun) {
	for _, run := range c.Clocks {
		if !run.Due.IsZero() && (due.IsZero() || run.Due.Before(due)) {
			due, clock = run.Due, run
		}
	}
	return due, clock
}

// clock finds a running clock of the case.
func (c Case) clock(id string) (ClockRun, bool) {
	i := slices.IndexFunc(c.Clocks, func(r ClockRun) bool { return r.ID == id })
	if i < 0 {
		return ClockRun{}, false
	}
	return c.Clocks[i], true
}

// Letter finds the last letter of a sort that was issued for the case.
func (c Case) Letter(sort string) (LetterAct, bool) {
	for _, l := range slices.Backward(c.Letters) {
		if l.Letter == sort {
			return l, true
		}
	}
	return LetterAct{}, false
}

// LetterEvent finds the event that issued a letter: letters and their happenings
// stand in the same order.
func (c Case) LetterEvent(l LetterAct) Hash {
	n := 0
	for _, h := range c.Past {
		if h.Kind != KindLetter || n == len(c.Letters) {
			continue
		}
		if c.Letters[n].Blob == l.Blob {
			return h.Event
		}
		n++
	}
	return Hash{}
}

// clipped gives the case with lists whose growth leaves those of c as they are.
func (c Case) clipped() Case {
	c.Papers, c.Evidence, c.Letters = slices.Clip(c.Papers), slices.Clip(c.Evidence), slices.Clip(c.Letters)
	c.Hands.Makers, c.Past, c.Conflicts = slices.Clip(c.Hands.Makers), slices.Clip(c.Past), slices.Clip(c.Conflicts)
	return c
}
