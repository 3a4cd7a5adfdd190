package demo

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// threeOffices are the demo's two and a centre (公共信用信息工作机构) between them.
func threeOffices() []spec {
	centre := cases.Office{
		Name: "深圳市示例公共信用信息中心（演示）", Short: "示例信用", Kind: cases.Centre, City: "440300", Sample: true,
		Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide},
	}
	people := []person{{"甲一", cases.Clerk}, {"甲二", cases.Reviewer}, {"甲三", cases.Signer}}
	return append(specs(), spec{"centre", centre, people})
}

// house is three real stores that sync through a real library.
type house struct {
	t *testing.T
	Player
}

func newHouse(t *testing.T, at time.Time) *house {
	t.Helper()
	tools, err := wire.Load()
	if err != nil {
		t.Fatal(err)
	}
	tools.Now = func() time.Time { return at }
	h := &house{t, Player{Tools: tools, Dir: t.TempDir(), URL: sampleLibrary(t), desks: map[string]office.Desk{}}}
	ctx := context.Background()
	if err := makeAll(ctx, h.Dir, h.URL, threeOffices(), Options{}); err != nil {
		t.Fatal(err)
	}
	for _, s := range threeOffices() {
		store, err := sqlite.Open(ctx, filepath.Join(h.Dir, s.folder), sqlite.Options{Now: tools.Now})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { store.Close() })
		if err := h.signIn(ctx, s.folder, store); err != nil {
			t.Fatal(err)
		}
	}
	h.sync() // everybody learns the directory
	for who, d := range h.desks {
		if h.desks[who], err = tools.Desk(d.Store.(*sqlite.Session)); err != nil {
			t.Fatal(err)
		}
	}
	return h
}

// sync carries everything to everybody: twice round, for an office that is new
// to a case asks for what happened before.
func (h *house) sync() {
	h.t.Helper()
	for range 2 {
		for _, folder := range []string{"window", "centre", "authority"} {
			s := h.desks[folder+"/clerk"].Store.(*sqlite.Session)
			report, err := h.Tools.Sync(context.Background(), s, h.URL)
			if err != nil || len(report.SetAside) > 0 || report.Conflicts > 0 {
				h.t.Fatalf("%s: %+v, %v", folder, report, err)
			}
		}
	}
}

// step runs one piece of work, then syncs.
func (h *house) step(c cases.Case, err error) cases.Case {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
	h.sync()
	return c
}

func (h *house) office(folder string) cases.Office { return h.desks[folder+"/clerk"].Office }

func disputed() office.Application {
	return office.Application{
		Matter: cases.Objection, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例甲建筑有限公司", Code: "91440300MA9X00185L"},
		Record: cases.Record{
			Party: "示例甲建筑有限公司", PartyKind: cases.PartyOrganisation, DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局",
			Content: "罚款 320 000 元", Fine: 32_000_000, PenaltyKinds: []cases.PenaltyKind{"fine"}, DecidedOn: cases.MustDate("2026-05-20"), Field: "housing", Sample: true,
		},
		Claims: []cases.Claim{
			{Ground: "wrong", Field: "fine", Shown: "320 000 元", Claimed: "32 000 元", Request: "correct"},
			{Ground: "wrong", Field: "decided_on", Shown: "2026-05-20", Claimed: "2026-05-26", Request: "correct"},
		},
		Papers: []cases.Paper{{Code: "DECISION", Name: "处罚决定书", Pages: 2}},
	}
}

// A window takes an objection in, the centre finds that it shows what it was
// given and asks the source, the source answers item by item: one item is
// corrected, the other kept, and the window sees it all. Every paper that was
// handed in at the counter is readable at the source.
func TestObjectionThroughWindowCentreAndSource(t *testing.T) {
	h := newHouse(t, time.Now())
	ctx := context.Background()
	counter, centre, source := h.desks["window/clerk"], h.desks["centre/clerk"], h.desks["authority/clerk"]
	c, err := counter.Receive(ctx, disputed())
	if err == nil {
		c, err = counter.AddEvidence(ctx, c.ID, office.Scan{Name: "处罚决定书", Paper: "DECISION", Media: "image/png", Bytes: bytes.NewReader([]byte("the decision"))})
	}
	h.step(c, err)
	h.step(counter.Forward(ctx, c.ID, h.office("centre")))
	c = h.step(centre.Accept(ctx, c.ID))
	if !c.Marked || len(c.Clocks) == 0 || c.Clocks[0].ID != "C-OBJ-PLAT" {
		t.Fatalf("accepted at the centre: marked %v, clocks %+v", c.Marked, c.Clocks)
	}
	same := []cases.ItemFinding{{Claim: 0, Finding: cases.FindingSame, Source: "320 000 元"}, {Claim: 1, Finding: cases.FindingSame}}
	h.step(centre.Do(ctx, c.ID, cases.CheckedAct{Finding: "same", Items: same, On: centre.Today()}))
	c = h.step(centre.Inquire(ctx, c.ID, h.office("authority"), []int{0, 1}, "请核对罚款数额和决定日期"))
	if len(c.Clocks) != 1 || c.Clocks[0].ID != "C-OBJ-UNIT" || c.Clocks[0].From != centre.Today() || c.Clocks[0].Due.IsZero() {
		t.Errorf("the source's clock: %+v", c.Clocks)
	}
	there, err := source.Store.Case(ctx, c.ID)
	if err != nil || there.State != cases.Inquiring || there.Inquiry.Question == "" {
		t.Fatalf("at the source: %s, %v", there.State, err)
	}
	if b, err := source.Store.Blob(ctx, there.Evidence[0].Blob, there.Evidence[0].Key); err != nil || string(b) != "the decision" {
		t.Errorf("the paper at the source: %q, %v", b, err)
	}
	answer := []cases.ItemFinding{{Claim: 0, Finding: cases.FindingHolds, Source: "32 000 元"}, {Claim: 1, Finding: cases.FindingDenied}}
	h.step(source.Answer(ctx, c.ID, answer, "数额录入有误"))

	c, err = centre.Store.Case(ctx, c.ID)
	if err != nil {
		t.Fatal(err)
	}
	f := centre.StartFacts(c)
	if f.SourceDiffers != cases.TriYes || !slices.Equal(f.Grounds, []string{"wrong"}) {
		t.Errorf("the answer is not among the facts: %v %v", f.SourceDiffers, f.Grounds)
	}
	h.step(centre.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "SZ2023", Reason: "深圳经济特区适用"}))
	items := []cases.ItemOutcome{{Claim: 0, Outcome: cases.Corrected, Value: "32 000 元"}, {Claim: 1, Outcome: cases.Kept}}
	h.step(centre.ProposeItems(ctx, c.ID, items, nil, ""))
	h.step(h.desks["centre/reviewer"].Review(ctx, c.ID, true, nil, ""))
	signer := h.desks["centre/signer"]
	c = h.step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "条例文本", On: signer.Today()}))
	if !slices.Equal(c.Decision.Effects, []string{"correct"}) {
		t.Errorf("effects %v", c.Decision.Effects)
	}
	if _, _, err := signer.Issue(ctx, c.ID, cases.LetterObjection); err != nil {
		t.Fatal(err)
	}
	h.step(centre.CarryOut(ctx, c.ID))
	c, err = counter.Store.Case(ctx, c.ID)
	if err != nil || c.State != cases.Carried || c.Marked || c.Decision.Outcome != cases.Partly || len(c.Letters) != 1 || len(c.Conflicts) != 0 {
		t.Errorf("the window sees %s, marked %v, %+v, %v", c.State, c.Marked, c.Decision, err)
	}
}

// A penalty that a review revoked: the three working days to withdraw it run
// from that day, at the platform and at the source to which it is passed on.
func TestRevokedPenaltyRunsTheClockOfThreeWorkingDays(t *testing.T) {
	h := newHouse(t, time.Now())
	ctx := context.Background()
	counter, centre, source := h.desks["window/clerk"], h.desks["centre/clerk"], h.desks["authority/clerk"]
	a := disputed()
	on := cases.MustDate("2026-11-20")
	a.Claims = []cases.Claim{{Ground: "penalty_changed", Request: "stop", On: on}}
	c := h.step(counter.Receive(ctx, a))
	h.step(counter.Forward(ctx, c.ID, h.office("centre")))
	clock := func(c cases.Case) cases.ClockRun {
		i := slices.IndexFunc(c.Clocks, func(r cases.ClockRun) bool { return r.ID == "C-CHANGED" })
		if i < 0 {
			t.Fatalf("no clock of the changed penalty: %+v", c.Clocks)
		}
		return c.Clocks[i]
	}
	c = h.step(centre.Accept(ctx, c.ID))
	want, _ := cases.AddWorkdays(on, 3, centre.Calendar)
	if r := clock(c); r.From != on || r.Due != want || !r.Verified || r.Article != "第四十八条" || r.Ruleset != "XZCF" {
		t.Errorf("clock %+v, want due %v", r, want)
	}
	h.step(centre.Do(ctx, c.ID, cases.CheckedAct{Finding: "same", Items: []cases.ItemFinding{{Claim: 0, Finding: cases.FindingSame}}, On: centre.Today()}))
	c = h.step(centre.Forward(ctx, c.ID, h.office("authority")))
	if r := clock(c); r.Due != want || c.Holder != source.Office.ID || c.State != cases.Accepted {
		t.Errorf("passed on: %s, clock %+v", c.State, r)
	}
	f := source.StartFacts(c)
	f.PenaltyNow = "revoked"
	h.step(source.Do(ctx, c.ID, cases.CheckedAct{Finding: "differs", Items: []cases.ItemFinding{{Claim: 0, Finding: cases.FindingHolds}}, On: source.Today()}))
	c = h.step(source.JudgeCase(ctx, c.ID, f, office.Choice{Ruleset: "SZ2023", Reason: "深圳经济特区适用"}))
	if a := c.AdviceOn(0); a.Outcome != cases.Stopped || a.By != "SZ-OBJ-GR-REVOKED" {
		t.Errorf("advice %+v", a)
	}
	c = h.step(source.ProposeItems(ctx, c.ID, []cases.ItemOutcome{{Claim: 0, Outcome: cases.Stopped}}, nil, ""))
	if c.Proposal.Outcome != cases.Stopped {
		t.Errorf("as a whole %s", c.Proposal.Outcome)
	}
}
