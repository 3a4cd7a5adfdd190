package cases

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// stages are one repair as it stood after each step, to try refused wishes on.
type stages struct {
	w                                                                  *world
	counter, clerk, reviewer, signer                                   Hand
	fresh, sent, taken, judged, proposed, reviewed, decided, objection Case
}

func (w *world) stages() *stages {
	on := DayIn(w.now)
	s := &stages{w: w, counter: w.hand(w.window, Clerk), clerk: w.hand(w.authority, Clerk),
		reviewer: w.hand(w.authority, Reviewer), signer: w.hand(w.authority, Signer)}
	s.fresh = w.must(Case{}, s.counter, w.receipt(Repair))
	s.sent = w.must(s.fresh, s.counter, ForwardedAct{To: w.authority.ID, On: on})
	s.taken = w.must(s.sent, s.clerk, AcceptedAct{On: on, Clocks: []ClockRun{{ID: "C-DECIDE", Due: on.Add(14)}, {ID: "C-CHECK", Due: on.Add(5)}}})
	s.judged = w.must(s.taken, s.clerk, w.judged(TriYes))
	s.proposed = w.must(s.judged, s.clerk, ProposedAct{Outcome: Granted, On: on})
	s.reviewed = w.must(s.proposed, s.reviewer, ReviewedAct{Approved: true, On: on})
	s.decided = w.must(s.reviewed, s.signer, DecidedAct{Outcome: Granted, From: on, On: on})
	s.objection = w.must(Case{}, s.counter, w.receipt(Objection))
	return s
}

// refusal is one wish that must be refused, and the sentence it is refused with.
type refusal struct {
	c    Case
	by   Hand
	wish Act
	want string // key and arguments
	kind ErrorKind
}

func (s *stages) with(h Hand, roles ...Role) Hand {
	h.Account.Roles = roles
	return h
}

func (s *stages) receipt(change func(*ReceivedAct)) ReceivedAct {
	a := s.w.receipt(Repair)
	change(&a)
	return a
}

// refusals tells every way in which Decide says no, act by act.
func (s *stages) refusals() []refusal {
	on := DayIn(s.w.now)
	every := []Role{Clerk, Reviewer, Signer}
	noMark := s.clerk
	noMark.Office.Powers = []Power{MayReceive, MayAccept, MayDecide}
	sentObjection := s.w.must(s.objection, s.counter, ForwardedAct{To: s.w.authority.ID, On: on})
	decide := s.taken.Clocks[0]
	late := s.signer
	late.Today = on.Add(15)
	return []refusal{
		{s.fresh, s.counter, strangeAct{}, "act.kind kind=strange", Unsupported},
		{s.fresh, s.counter, AcceptedAct{On: on}, "decide.power kind=accepted office=示例区政务服务中心", Forbidden},
		{sentObjection, noMark, AcceptedAct{On: on}, "decide.power kind=marked office=示例区住房和建设局", Forbidden},
		{s.sent, s.reviewer, AcceptedAct{On: on}, "decide.role kind=accepted role=clerk", Forbidden},
		{s.proposed, s.clerk, ReviewedAct{Approved: true}, "decide.role kind=reviewed role=reviewer", Forbidden},
		{s.reviewed, s.reviewer, DecidedAct{Outcome: Granted}, "decide.role kind=decided role=signer", Forbidden},
		{s.fresh, s.counter, s.w.receipt(Repair), "decide.state kind=received state=received", Conflict},
		{s.fresh, s.counter, ServedAct{On: on}, "decide.state kind=served state=received", Conflict},
		{s.decided, s.signer, DecidedAct{Outcome: Granted}, "decide.state kind=decided state=decided", Conflict},
		{s.decided, s.clerk, WithdrawnAct{On: on}, "decide.state kind=withdrawn state=decided", Conflict},
		{s.sent, s.counter, WithdrawnAct{On: on}, "decide.holder kind=withdrawn", Forbidden},
		{s.sent, s.counter, s.w.judged(TriYes), "decide.holder kind=judged", Forbidden},
		{s.fresh, s.clerk, AcceptedAct{On: on}, "decide.holder kind=accepted", Forbidden},
		{s.proposed, s.with(s.clerk, every...), ReviewedAct{Approved: true}, "decide.own_review", Forbidden},
		{s.reviewed, s.with(s.clerk, every...), DecidedAct{Outcome: Granted}, "decide.own_sign", Forbidden},
		{s.w.must(s.sent, s.clerk, s.w.judged(TriNo)), s.with(s.clerk, every...), DeclinedAct{Grounds: []Ground{{Code: "X"}}}, "decide.own_sign", Forbidden},
		{s.taken, s.with(s.clerk, every...), ExtendedAct{Reason: "x"}, "decide.own_sign", Forbidden},
		{s.reviewed, s.with(s.reviewer, every...), DecidedAct{Outcome: Granted}, "decide.reviewer_signs", Forbidden},
		{Case{}, s.counter, s.receipt(func(a *ReceivedAct) { a.Party.Name = "" }), "decide.party", Invalid},
		{Case{}, s.counter, s.receipt(func(a *ReceivedAct) { a.Matter = Objection }), "decide.claims", Invalid},
		{Case{}, s.counter, s.receipt(func(a *ReceivedAct) { a.Matter = "complaint" }), "decide.matter", Invalid},
		{Case{}, s.counter, s.receipt(func(a *ReceivedAct) { a.On = on.Add(1) }), "decide.future day=2026-10-13", Invalid},
		{Case{}, s.counter, s.receipt(func(a *ReceivedAct) { a.Number = "" }), "decide.number", Invalid},
		{Case{}, s.counter, s.receipt(func(a *ReceivedAct) { a.Office = s.w.authority.ID }), "decide.receipt_office", Forbidden},
		{s.fresh, s.counter, AskedMoreAct{On: on}, "decide.nothing_missing", Invalid},
		{s.fresh, s.counter, ForwardedAct{On: on}, "decide.forward_where", Invalid},
		{s.fresh, s.counter, ForwardedAct{To: s.w.window.ID, On: on}, "decide.forward_where", Invalid},
		{s.sent, s.signer, DeclinedAct{On: on}, "decide.decline_grounds", Invalid},
		{s.taken, s.clerk, MarkedAct{On: on}, "decide.mark_objection", Invalid},
		{s.taken, s.clerk, ProposedAct{Outcome: Granted}, "decide.unjudged", Invalid},
		{s.judged, s.clerk, ProposedAct{Outcome: Kept}, "decide.outcome outcome=kept", Invalid},
		{s.judged, s.clerk, ProposedAct{Outcome: Refused, Text: "说明"}, "decide.refuse_grounds", Invalid},
		{s.judged, s.clerk, ProposedAct{Outcome: Refused, Grounds: []Ground{{Code: "X"}}}, "decide.against_verdict", Invalid},
		{s.proposed, s.reviewer, ReviewedAct{}, "decide.return_grounds", Invalid},
		{s.reviewed, s.signer, DecidedAct{Outcome: Refused}, "decide.other_outcome", Conflict},
		{s.unverified(), s.signer, DecidedAct{Outcome: Granted}, "decide.unverified", Invalid},
		{s.unverified(), s.signer, DecidedAct{Outcome: Granted, Checked: &TextCheck{On: on}}, "decide.unverified", Invalid},
		{s.unverified(), s.signer, DecidedAct{Outcome: Granted, Checked: &TextCheck{Text: "官方文本"}}, "decide.unverified", Invalid},
		{s.taken, s.signer, longer(decide, on.Add(30), "", on), "decide.extend_reason", Invalid},
		{s.taken, s.signer, longer(decide, on.Add(14), "核查", on), "decide.extend_late day=2026-10-26", Invalid},
		{s.taken, late, longer(decide, on.Add(30), "核查", late.Today), "decide.extend_late day=2026-10-26", Invalid},
		// A day gone by cannot be talked away by naming a later one.
		{s.taken, late, longer(ClockRun{ID: "C-DECIDE", Due: on.Add(20)}, on.Add(30), "核查", on), "decide.extend_clock", Conflict},
		{s.taken, s.signer, longer(ClockRun{ID: "C-OTHER", Due: on.Add(14)}, on.Add(30), "核查", on), "decide.extend_clock", Conflict},
		{s.fresh, s.counter, LetterAct{Letter: "L1", Number: "别的收件号"}, "letter.number letter=L1", Invalid},
		{s.decided, s.signer, LetterAct{Letter: "L8", Number: "别的机关修决〔2026〕1号"}, "letter.number letter=L8", Invalid},
	}
}

// unverified is a case reviewed on law whose text nobody has compared.
func (s *stages) unverified() Case {
	on := DayIn(s.w.now)
	j := s.w.judged(TriYes)
	j.Verdict.Rulesets[0].Verified = false
	c := s.w.must(s.taken, s.clerk, j)
	c = s.w.must(c, s.clerk, ProposedAct{Outcome: Granted, On: on})
	return s.w.must(c, s.reviewer, ReviewedAct{Approved: true, On: on})
}

type strangeAct struct{}

func (strangeAct) Kind() Kind { return "strange" }

func TestEveryRefusalHasItsSentence(t *testing.T) {
	s := newWorld(t).stages()
	said := map[string]bool{}
	for _, r := range slices.Concat(s.refusals(), s.objectionRefusals(), s.revocationRefusals()) {
		_, err := Decide(r.c, r.wish, r.by)
		if err == nil || err.Error() != r.want || KindOf(err) != r.kind {
			t.Errorf("%s in %q: %v (kind %d), want %s", r.wish.Kind(), r.c.State, err, KindOf(err), r.want)
		}
		said[KeyOf(err)] = true
	}
	for _, l := range s.letters() {
		err := MayIssue(l.sort, l.c, l.by)
		if KeyOf(err) != l.key {
			t.Errorf("%s in %q by %s of %s: %v, want %q", l.sort, l.c.State, l.by.Account.Name, l.by.Office.Name, err, l.key)
		}
		said[KeyOf(err)] = true
	}
	for _, file := range []string{"decide.go", "letter.go", "objection.go", "revoke.go"} {
		for _, key := range failKeys(t, file) {
			if !said[key] {
				t.Errorf("%s can fail with %s; no story here does", file, key)
			}
		}
	}
}

// failKeys lists the keys that a file of this package can fail with.
func failKeys(t *testing.T, file string) (keys []string) {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(f, func(n ast.Node) bool {
		call, isCall := n.(*ast.CallExpr)
		if !isCall || len(call.Args) < 2 {
			return true
		}
		if name, isName := call.Fun.(*ast.Ident); isName && name.Name == "Fail" {
			if key, isText := call.Args[1].(*ast.BasicLit); isText {
				s, _ := strconv.Unquote(key.Value)
				keys = append(keys, s)
			}
		}
		return true
	})
	if len(keys) == 0 || !strings.Contains(strings.Join(keys, " "), ".") {
		t.Fatalf("%s fails with no key", file)
	}
	return keys
}
