package cases

import (
	"encoding/binary"
	"fmt"
	"reflect"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// machine plays random hands of two offices on one case. It keeps the log it
// wrote, and knows of the rules only what it can tell from that log.
type machine struct {
	t      *rapid.T
	hands  []Hand
	c      Case
	log    []Event
	stale  int // events that were written on an old head
	today  Date
	window ID
}

func newMachine(t *rapid.T) *machine {
	m := &machine{t: t, today: MustDate("2026-10-12"), window: id(1)}
	window := Office{ID: id(1), Name: "示例政务服务中心", Powers: []Power{MayReceive}}
	authority := Office{ID: id(2), Name: "示例住建局", Powers: []Power{MayReceive, MayAccept, MayMark, MayCheck, MayDecide}}
	source := Office{ID: id(5), Name: "示例提供单位", Powers: []Power{MayReceive, MayAccept, MayMark, MayCheck, MayDecide}}
	if rapid.Bool().Draw(t, "platform") {
		authority.Kind = Centre
	}
	authority.JoinReviewSign = rapid.Bool().Draw(t, "review and sign joined")
	all := []Role{Clerk, Reviewer, Signer}
	m.hands = []Hand{
		{window, Account{ID: id(10), Roles: all}, m.today},
		{window, Account{ID: id(11), Roles: []Role{Clerk}}, m.today},
		{authority, Account{ID: id(20), Roles: all}, m.today},
		{authority, Account{ID: id(21), Roles: []Role{Clerk}}, m.today},
		{authority, Account{ID: id(22), Roles: []Role{Reviewer, Signer}}, m.today},
		{authority, Account{ID: id(23), Roles: []Role{Reviewer}}, m.today},
		{authority, Account{ID: id(24), Roles: []Role{Signer}}, m.today},
		{source, Account{ID: id(50), Roles: []Role{Clerk}}, m.today},
		{source, Account{ID: id(51), Roles: []Role{Clerk}}, m.today},
	}
	return m
}

// useful are the acts that bring a case on from each state; the machine picks
// among them most of the time, for pure chance rarely gets past the counter.
var useful = map[State][]Kind{
	"":            {KindReceived},
	Received:      {KindAskedMore, KindForwarded, KindForwarded, KindAccepted, KindJudged, KindDeclined, KindUndone},
	Supplementing: {KindCompleted, KindUndone},
	Forwarded:     {KindAccepted, KindAccepted, KindJudged, KindDeclined, KindUndone},
	Accepted:      {KindJudged, KindProposed, KindProposed, KindChecked, KindExtended, KindInquired, KindForwarded, KindUndone},
	Inquiring:     {KindAnswered, KindAnswered, KindExtended},
	Proposed:      {KindReviewed, KindExtended, KindUndone},
	Reviewed:      {KindDecided, KindDecided, KindRevoked, KindRevoked, KindCleared, KindUndone},
	Decided:       {KindLifted, KindNotified, KindUnmarked, KindDoubted},
	Carried:       {KindNotified, KindUnmarked, KindDoubted},
	Declined:      {KindNotified},
	Notified:      {KindServed, KindDoubted},
	Served:        {KindArchived, KindArchived, KindDoubted, KindUndone},
	Archived:      {KindDoubted, KindUndone},
	Doubted:       {KindHeard, KindEvidence, KindProposed, KindProposed, KindProposed, KindUndone},
	Revoked:       {KindRestored, KindNotified},
}

func (m *machine) act() Act {
	var kinds []Kind
	for _, r := range kindRules {
		if !IsEnding(r.Kind) { // of its file, never of the case
			kinds = append(kinds, r.Kind)
		}
	}
	if ways := useful[m.c.State]; len(ways) > 0 && rapid.IntRange(0, 4).Draw(m.t, "sensible") > 0 {
		kinds = ways
	}
	return m.actOf(rapid.SampledFrom(kinds).Draw(m.t, "kind"))
}

func (m *machine) actOf(k Kind) Act {
	t, on := m.t, m.today
	flip := func(name string) bool { return rapid.IntRange(0, 3).Draw(t, name) > 0 }
	clock := ClockRun{ID: "C-DECIDE", From: on, Due: on.Add(20)}
	switch k {
	case KindReceived:
		return ReceivedAct{Number: "收1", Matter: rapid.SampledFrom([]Matter{Repair, Objection}).Draw(t, "matter"),
			Office: rapid.SampledFrom([]ID{id(1), id(1), id(1), id(2)}).Draw(t, "office"), Party: Party{Name: "示例公司"}, Claims: []Claim{{Ground: "wrong"}, {Ground: "expired"}}[:rapid.IntRange(1, 2).Draw(t, "claims")], On: on}
	case KindAskedMore:
		return AskedMoreAct{Missing: []Paper{{Code: "PROOF"}}[:rapid.IntRange(0, 1).Draw(t, "papers")], On: on}
	case KindForwarded:
		return ForwardedAct{To: rapid.SampledFrom([]ID{id(2), id(2), id(2), id(2), id(5), id(1), {}}).Draw(t, "to"), Clocks: []ClockRun{{ID: "C-ACCEPT", Due: on.Add(3)}}, On: on}
	case KindAccepted:
		return AcceptedAct{Clocks: []ClockRun{clock}, On: on}
	case KindDeclined:
		return DeclinedAct{Grounds: []Ground{{Code: "X"}}, On: on}
	case KindJudged:
		yes := rapid.SampledFrom([]Tri{TriUnknown, TriYes, TriNo}).Draw(t, "answer")
		return JudgedAct{Ruleset: "R", Verdict: Verdict{Rulesets: []RulesetVerdict{{ID: "R", Repairable: yes, Supported: yes, Verified: flip("verified")}}}}
	case KindChecked:
		return CheckedAct{Finding: "same", Items: m.findings(FindingHolds, FindingDenied, FindingSame, FindingUnclear), On: on}
	case KindInquired:
		return m.inquiry()
	case KindAnswered:
		return AnsweredAct{Items: m.findings(FindingHolds, FindingDenied, FindingUnclear), On: on}
	case KindProposed:
		if m.c.State == Doubted && flip("about the doubt") {
			return m.revocation()
		}
		o := rapid.SampledFrom([]Outcome{Granted, Refused, Corrected, Added, Stopped, Removed, Kept}).Draw(t, "outcome")
		items := m.items()
		if len(items) > 0 {
			o = Overall(items)
		}
		return ProposedAct{Outcome: o, Items: items, Grounds: []Ground{{Code: "X"}}, Text: rapid.SampledFrom([]string{"", "说明"}).Draw(t, "words"), On: on}
	case KindReviewed:
		return ReviewedAct{Approved: flip("approved"), Returned: []string{"class"}, On: on}
	case KindExtended:
		old, _ := m.c.clock(clock.ID)
		return longer(old, on.Add(rapid.IntRange(15, 40).Draw(t, "new due")), "现场核查", on)
	case KindPaused:
		old, _ := m.c.clock(clock.ID)
		run, err := old.Pause(on, rapid.SampledFrom([]string{"", "等待鉴定"}).Draw(t, "why stop"))
		if err != nil {
			return PausedAct{Clock: old, On: on}
		}
		return PausedAct{Clock: run, On: on}
	case KindResumed:
		old, _ := m.c.clock(clock.ID)
		run, _ := old.Resume(on, Calendar{})
		return ResumedAct{Clock: run, On: on}
	case KindDecided:
		a := DecidedAct{Outcome: Granted, From: on, On: on}
		if m.c.Proposal != nil && flip("as proposed") {
			a.Outcome, a.Items = m.c.Proposal.Outcome, m.c.Proposal.Items
		}
		if flip("text checked") {
			a.Checked = &TextCheck{Text: "官方文本", On: on}
		}
		return a
	case KindDoubted:
		return DoubtedAct{Grounds: []Ground{{Code: "A"}, {Code: "B"}}[:rapid.IntRange(0, 2).Draw(t, "grounds")], Facts: rapid.SampledFrom([]string{"", "来函", "来函"}).Draw(t, "facts"), On: on}
	case KindHeard:
		return HeardAct{ToldOn: on, Way: "post", Said: rapid.SampledFrom([]string{"", "属实"}).Draw(t, "said"), Silent: flip("silent"), On: on}
	case KindRevoked:
		a := RevokedAct{Effects: []string{"restore_publishing"}, From: on, On: on}
		if flip("text checked") {
			a.Checked = &TextCheck{Text: "官方文本", On: on}
		}
		return a
	case KindLetter:
		return LetterAct{Letter: "L1", Number: "收1"}
	case KindUndone:
		last, _ := m.c.last()
		return UndoneAct{Event: m.c.Head, Done: last.Kind, On: on}
	}
	return plainAct(k, on)
}

// revocation proposes how a doubt ends, sometimes on grounds that nobody was told.
func (m *machine) revocation() ProposedAct {
	return ProposedAct{Outcome: rapid.SampledFrom([]Outcome{Revoke, Revoke, Stand}).Draw(m.t, "end"), Text: rapid.SampledFrom([]string{"", "查明", "查明"}).Draw(m.t, "words"),
		Grounds: []Ground{{Code: rapid.SampledFrom([]string{"A", "A", "C"}).Draw(m.t, "ground")}}, On: m.today}
}

// findings are of some claims, most often of all.
func (m *machine) findings(of ...Finding) (out []ItemFinding) {
	for i := range m.c.Claims {
		if rapid.IntRange(0, 9).Draw(m.t, "found") > 0 {
			out = append(out, ItemFinding{Claim: i, Finding: rapid.SampledFrom(of).Draw(m.t, "finding")})
		}
	}
	return out
}

// items decide some claims, most often all, or leave it to the whole.
func (m *machine) items() (out []ItemOutcome) {
	if m.c.Matter != Objection || rapid.Bool().Draw(m.t, "as a whole") {
		return nil
	}
	for i := range m.c.Claims {
		if rapid.IntRange(0, 9).Draw(m.t, "decided") > 0 {
			out = append(out, ItemOutcome{Claim: i, Outcome: rapid.SampledFrom([]Outcome{Corrected, Stopped, Kept, Kept, Partly}).Draw(m.t, "item")})
		}
	}
	return out
}

func (m *machine) inquiry() InquiredAct {
	a := InquiredAct{To: rapid.SampledFrom([]ID{id(5), id(5), id(5), id(2), {}}).Draw(m.t, "source"), Clocks: []ClockRun{{ID: "C-OBJ-UNIT", Due: m.today.Add(14)}}, On: m.today}
	a.Claims = m.c.allClaims()
	for _, e := range m.c.Evidence {
		if rapid.IntRange(0, 9).Draw(m.t, "attached") > 0 {
			a.Papers = append(a.Papers, e.Blob)
		}
	}
	return a
}

// plainAct gives the acts that have nothing to get wrong.
func plainAct(k Kind, on Date) Act {
	for _, a := range []Act{
		EvidenceAct{Name: "凭证"}, CompletedAct{Papers: []Paper{{Code: "PROOF"}}, On: on}, MarkedAct{On: on},
		ReadAct{}, PrintedAct{}, ExportedAct{}, PolicyAct{}, RolesAct{}, LiftedAct{On: on}, UnmarkedAct{On: on}, ClearedAct{On: on}, RestoredAct{On: on}, NotifiedAct{Way: "counter", On: on}, ServedAct{Way: "post", On: on}, ArchivedAct{On: on}, WithdrawnAct{On: on},
	} {
		if a.Kind() == k {
			return a
		}
	}
	return nil
}

// event is an event as Read gives it; the envelope has its own tests.
func (m *machine) event(by Hand, base Hash, act Act) Event {
	var h Hash
	binary.BigEndian.PutUint64(h[:], uint64(len(m.log)+1))
	return Event{h, Header{Case: id(99), Base: base, Kind: act.Kind(), Actor: by.Account.ID, Clock: Tick(Clock(len(m.log)+1), m.today.Time().Add(4*time.Hour))}, act}
}

func (m *machine) step() {
	by := rapid.SampledFrom(m.hands).Draw(m.t, "hand")
	wish := m.act()
	before := fmt.Sprintf("%#v", m.c)
	acts, err := Decide(m.c, wish, by)
	if after := fmt.Sprintf("%#v", m.c); after != before {
		m.t.Fatalf("deciding %s changed the case:\n%s\n%s", wish.Kind(), before, after)
	}
	if err != nil {
		if KeyOf(err) == "" || acts != nil {
			m.t.Fatalf("%s: refused with %v and %d acts", wish.Kind(), err, len(acts))
		}
		return
	}
	if !reflect.DeepEqual(acts[0], wish) {
		m.t.Fatalf("wished %#v, got %#v", wish, acts[0])
	}
	for _, a := range acts {
		m.take(by, m.event(by, m.c.Head, a))
	}
	m.old(by)
}

func (m *machine) take(by Hand, e Event) {
	if rule, _ := Rule(e.Header.Kind); !rule.Allows(by.Office, by.Account) {
		m.t.Fatalf("Decide gives %s, which everybody else refuses from %s", e.Header.Kind, by.Office.Name)
	}
	holder := m.c.Holder
	after, err := Apply(m.c, e)
	if err != nil {
		m.t.Fatalf("Decide gave %s in %q, Apply refuses it: %v", e.Header.Kind, m.c.State, err)
	}
	if rule, _ := Rule(e.Header.Kind); rule.Legal && !holder.IsZero() && holder != by.Office.ID && rule.Kind != KindUndone {
		m.t.Fatalf("%s did %s while %v had the case", by.Office.Name, e.Header.Kind, holder)
	}
	m.c, m.log = after, append(m.log, e)
}

// old sends, now and then, an act of authority that saw the case before the last
// one: it must change nothing but the list of conflicts.
func (m *machine) old(by Hand) {
	if rapid.IntRange(0, 9).Draw(m.t, "stale") > 0 {
		return
	}
	kind := rapid.SampledFrom([]Kind{KindReceived, KindAccepted, KindDeclined, KindDecided, KindWithdrawn, KindProposed}).Draw(m.t, "stale kind")
	e := m.event(by, Hash{31: 0xFF}, m.actOf(kind))
	after, err := Apply(m.c, e)
	if err != nil || len(after.Conflicts) != m.stale+1 || after.Conflicts[m.stale] != e.Hash {
		m.t.Fatalf("stale %s: %v, conflicts %v", kind, err, after.Conflicts)
	}
	same := after
	same.Conflicts = m.c.Conflicts
	if !reflect.DeepEqual(same, m.c) {
		m.t.Fatalf("a stale %s changed the case", kind)
	}
	m.c, m.log, m.stale = after, append(m.log, e), m.stale+1
}

// done lists the events that took effect.
func (m *machine) done() (out []Event) {
	for _, e := range m.log {
		if !slices.Contains(m.c.Conflicts, e.Hash) {
			out = append(out, e)
		}
	}
	return out
}

// grant brings the case to a granted repair under doubt whose party was heard, or to
// its reviewed revocation, for chance rarely gets there and has steps left.
func (m *machine) grant() {
	counter, clerk, reviewer, signer := m.hands[1], m.hands[3], m.hands[5], m.hands[6]
	on := m.today
	for _, s := range []struct {
		by  Hand
		act Act
	}{
		{counter, ReceivedAct{Number: "收1", Matter: Repair, Office: id(1), Party: Party{Name: "示例公司"}, On: on}},
		{counter, ForwardedAct{To: id(2), Clocks: []ClockRun{{ID: "C-ACCEPT", Due: on.Add(3)}}, On: on}},
		{clerk, AcceptedAct{Clocks: []ClockRun{{ID: "C-DECIDE", From: on, Due: on.Add(20)}}, On: on}},
		{clerk, JudgedAct{Ruleset: "R", Verdict: Verdict{Rulesets: []RulesetVerdict{{ID: "R", Repairable: TriYes, Verified: true}}}}},
		{clerk, ProposedAct{Outcome: Granted, On: on}},
		{reviewer, ReviewedAct{Approved: true, On: on}},
		{signer, DecidedAct{Outcome: Granted, From: on, On: on}},
		{clerk, DoubtedAct{Grounds: []Ground{{Code: "A"}}, Facts: "来函", On: on}},
		{clerk, EvidenceAct{Name: "复函"}},
		{clerk, HeardAct{ToldOn: on, Way: "post", Silent: true, On: on}},
		{clerk, ProposedAct{Outcome: Revoke, Grounds: []Ground{{Code: "A"}}, Text: "查明", On: on}},
		{reviewer, ReviewedAct{Approved: true, On: on}},
	}[:rapid.SampledFrom([]int{10, 12, 12}).Draw(m.t, "how far")] {
		if _, err := Decide(m.c, s.act, s.by); err != nil {
			m.t.Fatalf("%s: %v", s.act.Kind(), err)
		}
		m.take(s.by, m.event(s.by, m.c.Head, s.act))
	}
}

func TestWhateverHandsTryTheCaseStaysLawful(t *testing.T) {
	reached := map[State]int{}
	rapid.Check(t, func(t *rapid.T) {
		m := newMachine(t)
		if rapid.IntRange(0, 2).Draw(t, "granted before") == 0 {
			m.grant()
		}
		for range rapid.IntRange(40, 90).Draw(t, "steps") {
			m.step()
			m.check()
		}
		seen := map[State]bool{}
		for _, p := range m.c.Past {
			seen[p.State] = true
		}
		for state := range seen {
			reached[state]++
		}
	})
	// The machine must have got everywhere, or it proves nothing.
	for _, s := range []State{Archived, Withdrawn, Revoked} {
		if reached[s] == 0 {
			t.Errorf("no case was ever %s: %v", s, reached)
		}
	}
}
