package wire

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/forms/letter"
	"casedesk/forms/pdf"
	"casedesk/store/sqlite"
)

func repairApplication() office.Application {
	return office.Application{
		Matter: cases.Repair,
		Party:  cases.Party{Kind: cases.PartyOrganisation, Name: "示例𬬭源建筑工程有限公司", Code: "91440300MA9X00185L"},
		Agent:  &cases.Agent{Name: "邝望舒", IDNumber: "440304188304131095", Phone: "13800000000", Until: cases.MustDate("2026-12-31")},
		Record: cases.Record{
			Party: "示例𬬭源建筑工程有限公司", PartyKind: cases.PartyOrganisation, DocNumber: "示例建罚〔2026〕41号",
			Body: "深圳市示例区住房和建设局", Violation: "未按规定设置围挡", Content: "罚款 32 000 元", Fine: 3_200_000,
			PenaltyKinds: []cases.PenaltyKind{"fine"}, DecidedOn: cases.MustDate("2026-05-20"), Field: "housing", Sample: true,
		},
		Papers: []cases.Paper{{Code: "PROOF", Name: "缴款凭证", Original: true, Pages: 1}, {Code: "COMMITMENT", Name: "信用承诺书", Pages: 1}},
	}
}

// fulfilled are the facts a person finds in the file of a repair.
func fulfilled(f cases.Facts) cases.Facts {
	yes := cases.TriYes
	f.Procedure = "ordinary"
	f.DutyDone, f.Rectified, f.ProofHeld, f.Commitment, f.Authorised, f.OtherConditionsMet = yes, yes, yes, yes, yes, yes
	f.ExcludedByLaw, f.AlreadyRepaired = cases.TriNo, cases.TriNo
	f.ClassChosen = []cases.ClassChoice{{Ruleset: "R36", Class: "R36.GENERAL", By: "clerk", Reason: "住建部门未公布金额线，按个案情节认定"}}
	return f
}

// must stops the story when a step fails.
func must[T any](t testing.TB) func(T, error) T {
	return func(v T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// wantClocks looks for running clocks: name, ruleset and due day.
func wantClocks(t *testing.T, c cases.Case, want ...string) {
	t.Helper()
	var got []string
	for _, r := range c.Clocks {
		got = append(got, r.ID+" "+r.Ruleset+" "+r.Due.String())
	}
	for _, s := range want {
		if !slices.Contains(got, s) {
			t.Errorf("clocks %q, want %q", got, s)
		}
	}
}

func TestRepairFromCounterToSignedLetter(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	step := must[cases.Case](t)
	counter := w.sit(cases.Window, cases.Clerk)
	clerk := w.sit(cases.Authority, cases.Clerk)

	c := step(counter.Receive(ctx, repairApplication()))
	c = step(counter.AddEvidence(ctx, c.ID, office.Scan{Name: "缴款凭证", Paper: "PROOF", Media: "image/png", Bytes: bytes.NewReader([]byte("scan"))}))
	c = step(counter.JudgeCase(ctx, c.ID, fulfilled(counter.StartFacts(c)), office.Choice{Ruleset: "R36", Reason: "申请日在 2026-04-01 之后"}))
	if r, ok := c.Judgement.Chosen(); !ok || r.Repairable != cases.TriYes {
		t.Fatalf("verdict: %+v", c.Judgement.Verdict)
	}
	receipt := w.issue(counter, c.ID, cases.LetterReceipt)
	c = step(counter.Forward(ctx, c.ID, clerk.Office))
	// 深圳条例第八十一条的“当场”约束收件的一方；认定单位决定是否受理是三个工作日。
	wantClocks(t, c, "C-ACCEPT P22 2026-10-15", "C-TOTAL P22 2026-10-26")
	slip := w.issue(counter, c.ID, cases.LetterForward)
	w.carry(counter, clerk)

	c = step(clerk.Accept(ctx, c.ID))
	wantClocks(t, c, "C-DECIDE SZ2023 2026-10-15")
	accepted := w.issue(clerk, c.ID, cases.LetterAccept)
	step(clerk.Propose(ctx, c.ID, cases.Granted, nil, ""))
	step(w.sit(cases.Authority, cases.Reviewer).Review(ctx, c.ID, true, nil, ""))
	signer := w.sit(cases.Authority, cases.Signer)
	step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "国家发展改革委令第36号官方文本", On: signer.Today()}))
	decision := w.issue(signer, c.ID, cases.LetterGrant)
	c = step(clerk.CarryOut(ctx, c.ID))
	w.carry(clerk, counter)

	there := step(counter.Store.Case(ctx, c.ID))
	if there.State != cases.Carried || there.Decision.Outcome != cases.Granted || len(there.Letters) != 4 || len(there.Conflicts) != 0 {
		t.Errorf("the window sees %s with %d letters and %d conflicts", there.State, len(there.Letters), len(there.Conflicts))
	}
	w.save("L1", receipt)
	w.save("L5", slip)
	w.save("L3", accepted)
	w.save("L8", decision)
}

func TestObjectionAgainstAnExpiredRecord(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	step := must[cases.Case](t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	a := repairApplication()
	a.Matter, a.Claims = cases.Objection, []cases.Claim{{Ground: "expired", Request: "stop"}}
	a.Record.DecidedOn, a.Record.Field = cases.MustDate("2022-05-16"), "market"
	c := step(counter.Receive(ctx, a))
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)

	if c = step(clerk.Accept(ctx, c.ID)); !c.Marked || len(c.Clocks) == 0 {
		t.Fatalf("accepted: marked %v, clocks %v", c.Marked, c.Clocks)
	}
	f := clerk.StartFacts(c)
	f.StillShown, f.DutyDone, f.Rectified = cases.TriYes, cases.TriYes, cases.TriYes
	f.ClassChosen = []cases.ClassChoice{{Ruleset: "R36", Class: "R36.GENERAL", By: "clerk", Reason: "数额不大"}}
	step(clerk.Do(ctx, c.ID, cases.CheckedAct{Finding: "expired", On: clerk.Today()}))
	c = step(clerk.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "SZ2023", Reason: "深圳经济特区适用"}))
	if r, ok := c.Judgement.Chosen(); !ok || r.Supported != cases.TriYes {
		t.Fatalf("supported %v: %+v", r.Supported, r.Criteria)
	}
	step(clerk.Propose(ctx, c.ID, cases.Stopped, nil, ""))
	step(w.sit(cases.Authority, cases.Reviewer).Review(ctx, c.ID, true, nil, ""))
	signer := w.sit(cases.Authority, cases.Signer)
	step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "官方文本", On: signer.Today()}))
	result := w.issue(signer, c.ID, cases.LetterObjection)
	if c = step(clerk.CarryOut(ctx, c.ID)); c.Marked {
		t.Error("the mark stays after the result")
	}
	w.save("L10", result)
}

// A window's desk cannot make a decision letter, whatever its accounts.
func TestWindowCannotMakeADecisionLetter(t *testing.T) {
	w := newWorld(t)
	counter := w.sit(cases.Window, cases.Clerk)
	c := must[cases.Case](t)(counter.Receive(context.Background(), repairApplication()))
	for _, sort := range []cases.LetterSort{cases.LetterAccept, cases.LetterDecline, cases.LetterGrant, cases.LetterRefuse, cases.LetterObjection} {
		if _, _, err := counter.Issue(context.Background(), c.ID, sort); cases.KeyOf(err) != "letter.power" {
			t.Errorf("%s: %v", sort, err)
		}
	}
}

// An empty block stops issuing and says so; nothing is half-written.
func TestNoNumberNoLetter(t *testing.T) {
	w := newWorld(t)
	ctx := context.Background()
	counter := w.sit(cases.Window, cases.Clerk)
	c := must[cases.Case](t)(counter.Receive(ctx, repairApplication()))
	must[cases.Case](t)(counter.Forward(ctx, c.ID, w.sit(cases.Authority, cases.Clerk).Office))
	if _, _, err := counter.Issue(ctx, c.ID, cases.LetterForward); cases.KindOf(err) != cases.Exhausted {
		t.Errorf("without a block: %v", err)
	}
	if c = must[cases.Case](t)(counter.Store.Case(ctx, c.ID)); len(c.Letters) != 0 {
		t.Errorf("a letter was written: %+v", c.Letters)
	}
}

func TestLetterWithACharacterNoFontHas(t *testing.T) {
	w := newWorld(t)
	a := repairApplication()
	a.Party.Name = "示例\U000F0000有限公司"
	counter := w.sit(cases.Window, cases.Clerk)
	c := must[cases.Case](t)(counter.Receive(context.Background(), a))
	if _, _, err := counter.Issue(context.Background(), c.ID, cases.LetterReceipt); cases.KeyOf(err) != "letter.glyph" {
		t.Errorf("got %v, want the character named", err)
	}
}

// issue leases a block if the letter needs one, issues, verifies the signature,
// and renders the stored data again to the same unsigned bytes.
func (w *world) issue(d office.Desk, id cases.ID, sort cases.LetterSort) []byte {
	w.t.Helper()
	ctx := context.Background()
	rule, _ := cases.LetterRuleOf(sort)
	if rule.Series != "" {
		s := d.Store.(*sqlite.Session)
		block := cases.NumberBlock{Office: d.Office.ID, Device: s.Store().Device(), Series: d.Office.Short + rule.Series, Year: 2026, From: 1, To: 20}
		if err := s.AddBlock(ctx, block); err != nil {
			w.t.Fatal(err)
		}
	}
	_, l, err := d.Issue(ctx, id, sort)
	if err != nil {
		w.t.Fatalf("%s: %v", sort, err)
	}
	b, err := d.LetterBytes(ctx, l)
	if err != nil {
		w.t.Fatal(err)
	}
	got, err := pdf.Verify(b, []*x509.Certificate{w.rootCert}, w.tools.Now())
	if err != nil {
		w.t.Fatalf("%s does not verify: %v", sort, err)
	}
	var r letter.Record
	if err := json.Unmarshal(got.Record, &r); err != nil || r.Number != l.Number || r.IssuedBy != d.Office.Name {
		w.t.Errorf("%s: attached record %+v, %v", sort, r, err)
	}
	again, err := d.Press.(pdf.Press).Again(l.Data)
	if err != nil || cases.Hash(hash(again)) != l.Unsigned {
		w.t.Errorf("%s: rendered again it is %x, issued as %s, %v", sort, hash(again), l.Unsigned, err)
	}
	return b
}

// save leaves a letter for looking at, where CASEDESK_LETTERS names a folder.
func (w *world) save(name string, b []byte) {
	if dir := os.Getenv("CASEDESK_LETTERS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".pdf"), b, 0o644); err != nil {
			w.t.Error(err)
		}
	}
}
