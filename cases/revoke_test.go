package cases

import (
	"slices"
	"testing"
)

var falsePapers = Ground{Code: "R36-RV-PAPERS", Text: "提供虚假材料", Ruleset: "R36", Title: "《信用修复管理办法》"}

// doubt is reason to look into the grant of these stages.
func (s *stages) doubt() DoubtedAct {
	return DoubtedAct{Grounds: []Ground{falsePapers}, Facts: "出具单位来函：没有出过这份监测报告。", On: DayIn(s.w.now)}
}

func (s *stages) doubted() Case { return s.w.must(s.decided, s.clerk, s.doubt()) }

// heard is the doubted grant with the letter that shows it and what the party said.
func (s *stages) heard() Case {
	c := s.w.must(s.doubted(), s.clerk, EvidenceAct{Name: "复函"})
	return s.w.must(c, s.clerk, HeardAct{ToldOn: DayIn(s.w.now), Way: "post", Said: "报告由第三方代办，不知情。", On: DayIn(s.w.now)})
}

func (s *stages) revoke() ProposedAct {
	return ProposedAct{Outcome: Revoke, Grounds: []Ground{falsePapers}, Text: "报告编号查无此号。", On: DayIn(s.w.now)}
}

// revoking is the revocation proposed and approved, waiting for its signature.
func (s *stages) revoking() Case {
	c := s.w.must(s.heard(), s.clerk, s.revoke())
	return s.w.must(c, s.reviewer, ReviewedAct{Approved: true, On: DayIn(s.w.now)})
}

func (s *stages) revoked() RevokedAct {
	on := DayIn(s.w.now)
	return RevokedAct{Effects: []string{"restore_publishing"}, Checked: &TextCheck{Text: "官方文本", On: on}, From: on, On: on}
}

// A grant that was told, served and put away is revoked by three hands after the
// party was heard, and the case goes its way once more, to the archive.
func TestAGrantOnFalsePapersIsRevoked(t *testing.T) {
	w := newWorld(t)
	s, on := w.stages(), DayIn(w.now)
	c := s.decided
	for _, act := range []Act{LiftedAct{On: on}, NotifiedAct{Way: "post", On: on}, ServedAct{Way: "post", Receiver: "甲", On: on}, ArchivedAct{On: on}} {
		c = w.must(c, s.clerk, act)
	}
	granted := c.Decision
	c = w.must(c, s.clerk, s.doubt())
	if c.State != Doubted || c.Decision != granted || c.Proposal != nil {
		t.Fatalf("under doubt: %s, decision %v, proposal %v", c.State, c.Decision, c.Proposal)
	}
	c = w.must(w.must(c, s.clerk, EvidenceAct{Name: "复函"}), s.clerk, HeardAct{ToldOn: on, Way: "post", Silent: true, On: on})
	c = w.must(c, s.clerk, s.revoke())
	if c = w.must(c, s.reviewer, ReviewedAct{Returned: []string{"E1"}, On: on}); c.State != Doubted {
		t.Fatalf("a returned revocation is %s", c.State)
	}
	c = w.must(w.must(c, s.clerk, s.revoke()), s.reviewer, ReviewedAct{Approved: true, On: on})
	c = w.must(c, s.signer, s.revoked())
	if letter, _ := DecisionLetter(c); c.State != Revoked || letter != LetterRevoke || MayIssue(LetterGrant, c, s.signer) == nil {
		t.Fatalf("%s calls for %s; L8 again: %v", c.State, letter, MayIssue(LetterGrant, c, s.signer))
	}
	c = w.must(c, s.signer, LetterAct{Letter: "L13", Number: "示例住建撤修决〔2026〕1号", Data: []byte("{}")})
	for _, act := range []Act{RestoredAct{Effects: c.Revocation.Effects, On: on}, NotifiedAct{Way: "post", On: on}, ServedAct{Way: "post", Receiver: "甲", On: on}, ArchivedAct{On: on}} {
		c = w.must(c, s.clerk, act)
	}
	if c.State != Archived || c.Restored == nil || c.Service.On != on {
		t.Errorf("end: %s, restored %v", c.State, c.Restored)
	}
	if _, err := Decide(c, s.doubt(), s.clerk); KeyOf(err) != "decide.doubt_grant" {
		t.Errorf("a grant that is no more is doubted: %v", err)
	}
}

// A doubt that does not hold leaves the case as it was, and may come up once more.
func TestAGrantThatStandsIsAsItWas(t *testing.T) {
	w := newWorld(t)
	s, on := w.stages(), DayIn(w.now)
	before := w.must(w.must(s.decided, s.clerk, LiftedAct{On: on}), s.clerk, NotifiedAct{Way: "post", On: on})
	c := w.must(before, s.clerk, s.doubt())
	c = w.must(c, s.clerk, ProposedAct{Outcome: Stand, Text: "出具单位更正：报告属实。", On: on})
	c = w.must(w.must(c, s.reviewer, ReviewedAct{Approved: true, On: on}), s.signer, ClearedAct{On: on})
	if c.State != Notified || c.Doubt != nil || c.Proposal != before.Proposal || c.Review != before.Review {
		t.Errorf("after: %s, doubt %v, proposal %+v", c.State, c.Doubt, c.Proposal)
	}
	if c = w.must(c, s.clerk, s.doubt()); c.State != Doubted {
		t.Errorf("doubted again: %s", c.State)
	}
}

// Where every ground and consequence was compared with its text nobody is asked to
// compare them again; one that was not is enough to ask.
func TestARevocationOnReadLawNeedsNoSecondReading(t *testing.T) {
	w := newWorld(t)
	s, on := w.stages(), DayIn(w.now)
	read := falsePapers
	read.Verified = true
	d, p := s.doubt(), s.revoke()
	d.Grounds, p.Grounds = []Ground{read}, []Ground{read}
	c := w.must(w.must(s.decided, s.clerk, d), s.clerk, EvidenceAct{Name: "复函"})
	c = w.must(c, s.clerk, HeardAct{ToldOn: on, Way: "post", Silent: true, On: on})
	c = w.must(w.must(c, s.clerk, p), s.reviewer, ReviewedAct{Approved: true, On: on})
	a := s.revoked()
	a.Checked, a.Follows = nil, []Provision{{ID: "R36-RV-BAR", Verified: true}}
	if _, err := Decide(c, a, s.signer); err != nil {
		t.Errorf("on read law: %v", err)
	}
	a.Follows = append(a.Follows, Provision{ID: "R36-RV-RECORD"})
	if _, err := Decide(c, a, s.signer); KeyOf(err) != "decide.unverified" {
		t.Errorf("one consequence unread: %v", err)
	}
}

// A forged event is held against the same rules as a wish: another office's log with
// a revocation that nobody reviewed, or on nobody's hearing, is refused.
func TestForgedRevocationsAreRefused(t *testing.T) {
	w := newWorld(t)
	s := w.stages()
	for name, f := range map[string]struct {
		c   Case
		by  Hand
		act Act
	}{
		"never heard":       {w.must(s.doubted(), s.clerk, EvidenceAct{Name: "复函"}), s.clerk, s.revoke()},
		"signed by a maker": {s.revoking(), s.with(s.clerk, Clerk, Signer), s.revoked()},
		"another outcome":   {s.revoking(), s.signer, ClearedAct{On: DayIn(w.now)}},
		"no reading":        {s.revoking(), s.signer, RevokedAct{Effects: []string{"restore_publishing"}}},
		"decided twice":     {s.revoking(), s.signer, DecidedAct{Outcome: Revoke}},
		"withdrawn":         {s.revoking(), s.clerk, WithdrawnAct{}},
	} {
		dir := w.dir
		dir.Offices = slices.Clone(dir.Offices)
		for i := range dir.Offices { // the forger's roles as his office would have them
			dir.Offices[i].Accounts = slices.Clone(dir.Offices[i].Accounts)
			for k, a := range dir.Offices[i].Accounts {
				if a.ID == f.by.Account.ID {
					dir.Offices[i].Accounts[k].Roles = f.by.Account.Roles
				}
			}
		}
		e, err := Read(w.event(f.c.ID, f.c.Head, f.by, f.act), w.caseKey)
		if err != nil {
			t.Fatal(err)
		}
		if Check(f.c, e, dir) == nil {
			t.Errorf("%s: taken in", name)
		}
	}
}

// revocationRefusals tells every way in which a revocation is refused.
func (s *stages) revocationRefusals() []refusal {
	on := DayIn(s.w.now)
	change := func(f func(*DoubtedAct)) DoubtedAct { a := s.doubt(); f(&a); return a }
	propose := func(f func(*ProposedAct)) ProposedAct { a := s.revoke(); f(&a); return a }
	told := func(f func(*HeardAct)) HeardAct {
		a := HeardAct{ToldOn: on, Way: "post", Silent: true, On: on}
		f(&a)
		return a
	}
	unshown := s.w.must(s.doubted(), s.clerk, told(func(*HeardAct) {}))
	every := []Role{Clerk, Reviewer, Signer}
	refused := s.w.must(s.judged, s.clerk, ProposedAct{Outcome: Refused, Grounds: []Ground{{Code: "X"}}, Text: "说明", On: on})
	refused = s.w.must(s.w.must(refused, s.reviewer, ReviewedAct{Approved: true, On: on}), s.signer, DecidedAct{Outcome: Refused, From: on, On: on})
	return []refusal{
		{refused, s.clerk, s.doubt(), "decide.doubt_grant", Conflict},
		{s.decided, s.counter, s.doubt(), "decide.power kind=doubted office=示例区政务服务中心", Forbidden},
		{s.decided, s.signer, s.doubt(), "decide.role kind=doubted role=clerk", Forbidden},
		{s.decided, s.clerk, change(func(a *DoubtedAct) { a.Grounds = nil }), "decide.doubt_grounds", Invalid},
		{s.decided, s.clerk, change(func(a *DoubtedAct) { a.Facts = "" }), "decide.doubt_facts", Invalid},
		{s.decided, s.clerk, change(func(a *DoubtedAct) { a.On = on.Add(1) }), "decide.future day=2026-10-13", Invalid},
		{s.doubted(), s.clerk, told(func(a *HeardAct) { a.On = on.Add(1) }), "decide.future day=2026-10-13", Invalid},
		{s.doubted(), s.clerk, told(func(a *HeardAct) { a.ToldOn = on.Add(-1) }), "decide.heard_told", Invalid},
		{s.doubted(), s.clerk, told(func(a *HeardAct) { a.Way = "" }), "decide.heard_told", Invalid},
		{s.doubted(), s.clerk, told(func(a *HeardAct) { a.Silent = false }), "decide.heard_said", Invalid},
		{s.doubted(), s.clerk, told(func(a *HeardAct) { a.Said = "不属实" }), "decide.heard_said", Invalid},
		{s.doubted(), s.clerk, s.revoke(), "decide.revoke_unheard", Invalid},
		{unshown, s.clerk, s.revoke(), "decide.revoke_proof", Invalid},
		{s.heard(), s.clerk, ProposedAct{Outcome: Granted, Text: "说明"}, "decide.outcome outcome=granted", Invalid},
		{s.judged, s.clerk, s.revoke(), "decide.outcome outcome=revoked", Invalid},
		{s.heard(), s.clerk, propose(func(a *ProposedAct) { a.Grounds = nil }), "decide.revoke_grounds", Invalid},
		{s.heard(), s.clerk, propose(func(a *ProposedAct) { a.Text = "" }), "decide.revoke_text", Invalid},
		{s.heard(), s.clerk, propose(func(a *ProposedAct) { a.Grounds = []Ground{{Code: "R36-RV-OTHER"}} }), "decide.revoke_untold ground=R36-RV-OTHER", Invalid},
		{s.revoking(), s.with(s.clerk, every...), s.revoked(), "decide.own_sign", Forbidden},
		{s.revoking(), s.with(s.reviewer, every...), s.revoked(), "decide.reviewer_signs", Forbidden},
		{s.revoking(), s.signer, ClearedAct{On: on}, "decide.other_outcome", Conflict},
		{s.reviewed, s.signer, s.revoked(), "decide.other_outcome", Conflict},
		{s.revoking(), s.signer, RevokedAct{Checked: &TextCheck{Text: "x", On: on}}, "decide.revoke_effects", Invalid},
		{s.revoking(), s.signer, RevokedAct{Effects: []string{"restore_publishing"}}, "decide.unverified", Invalid},
		{s.revoking(), s.signer, DecidedAct{Outcome: Revoke}, "decide.state kind=decided state=doubted", Conflict},
		{s.revoking(), s.clerk, WithdrawnAct{On: on}, "decide.state kind=withdrawn state=doubted", Conflict},
	}
}

// Nobody but a signer of a deciding office can have issued a revocation.
func TestARevocationIsNoWindowsLetter(t *testing.T) {
	w := newWorld(t)
	for _, o := range []Office{w.window, w.authority} {
		for _, a := range o.Accounts {
			err := MayHaveIssued(CertifiedNames(o, a), LetterRevoke, Revoke, o.ID)
			if may := o.ID == w.authority.ID && a.Has(Signer); may != (err == nil) {
				t.Errorf("%s of %s: %v", a.Name, o.Name, err)
			}
		}
	}
}
