package screen_test

import (
	"context"
	"testing"

	"casedesk/app/office"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// as gives the desk of another account of the office.
func (c *clerk) as(role cases.Role) office.Desk {
	c.Helper()
	for _, a := range c.session.Work.Office.Accounts {
		if !a.Has(role) {
			continue
		}
		s, err := c.store.Store().Unlock(context.Background(), a.ID, "示例口令-2026")
		must(c.T, err)
		c.Cleanup(func() { s.Close() })
		loaded, err := tools()
		must(c.T, err)
		loaded.Now = c.session.Work.Now
		d, err := loaded.Desk(s)
		must(c.T, err)
		return d
	}
	c.Fatalf("nobody is %s", role)
	return office.Desk{}
}

// granted receives a repair at a deciding office, grants it and opens its page.
func (c *clerk) granted() cases.ID {
	c.Helper()
	ctx, d := context.Background(), c.session.Work
	x, err := d.Receive(ctx, office.Application{
		Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例甲有限公司", Code: "91440199MA9X00185L"},
		Record: cases.Record{Party: "示例甲有限公司", DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", Content: "罚款 32 000 元",
			Fine: 3_200_000, PenaltyKinds: []cases.PenaltyKind{"fine"}, DecidedOn: cases.MustDate("2026-05-20"), Field: "housing", Sample: true},
	})
	must(c.T, err)
	f, yes := d.StartFacts(x), cases.TriYes
	f.Procedure, f.DutyDone, f.Rectified, f.ProofHeld, f.Commitment, f.Authorised, f.OtherConditionsMet = "ordinary", yes, yes, yes, yes, yes, yes
	f.ClassChosen = []cases.ClassChoice{{Ruleset: "R36", Class: "R36.GENERAL", By: "clerk", Reason: "按情节认定"}}
	for _, step := range []func() (cases.Case, error){
		func() (cases.Case, error) { return d.Accept(ctx, x.ID) },
		func() (cases.Case, error) {
			return d.JudgeCase(ctx, x.ID, f, office.Choice{Ruleset: "R36", Reason: "申请日适用"})
		},
		func() (cases.Case, error) { return d.Propose(ctx, x.ID, cases.Granted, nil, "按程序") },
		func() (cases.Case, error) { return c.as(cases.Reviewer).Review(ctx, x.ID, true, nil, "") },
		func() (cases.Case, error) {
			s := c.as(cases.Signer)
			return s.Sign(ctx, x.ID, &cases.TextCheck{Text: "官方文本", On: s.Today()})
		},
		func() (cases.Case, error) { return d.CarryOut(ctx, x.ID) },
	} {
		_, err := step()
		must(c.T, err)
	}
	c.shell.Go(Route{Page: PageCase, Case: x.ID})
	c.settle()
	return x.ID
}

// A grant is looked into on its page: nothing is ticked beforehand, the party is heard,
// and the proposal rests on what it was told.
func TestAGrantIsLookedIntoOnItsPages(t *testing.T) {
	c := newClerkOf(t, centreAndSource())
	id := c.granted()
	c.picture("doubt-offered")
	c.press("case.doubt")
	if c.must("doubt.finish").Enabled || c.must("doubt.ground.1").Chosen {
		t.Error("a doubt is ready before anybody said why")
	}
	c.press("doubt.ground.1")
	c.fill("doubt.facts", "检测机构来函：没有出具过编号 GDJC-2026-0412 的监测报告。")
	c.picture("doubt-open")
	c.press("doubt.finish")
	if x := c.asItStands(id); x.State != cases.Doubted || x.Doubt.Grounds[0].Code != "R36-RV-PAPERS" {
		t.Fatalf("%s, %+v", x.State, x.Doubt)
	}
	c.picture("doubt-opened")
	c.chord("Ctrl+Enter") // the hearing is what the case calls for
	c.press("hear.way.post")
	c.fill("hear.told", "2026-10-12")
	c.fill("hear.said", "报告由代办机构提供，不知情。")
	c.reach("hear.file")
	c.press("hear.file")                            // the file dialog lies over the window, and Esc takes it away alone
	if len(c.win.Canvas().Overlays().List()) != 2 { // over a veil
		t.Fatal("no file is asked for")
	}
	c.picture("doubt-file")
	c.chord("Esc")
	if c.win.Canvas().Overlays().Top() != nil {
		t.Error("the file dialog stays")
	}
	c.picture("doubt-hear")
	c.press("hear.finish")
	if x := c.asItStands(id); x.Hearing == nil || x.Hearing.Way != "post" || x.Hearing.Silent {
		t.Fatalf("%+v", x.Hearing)
	}
	c.chord("Ctrl+Enter")
	c.press("propose.outcome.revoked")
	c.press("propose.ground.1")
	c.fill("propose.text", "编号查无记录。")
	c.picture("doubt-propose")
	if c.must("propose.finish").Enabled {
		t.Error("no evidence, and the revocation can be sent to review")
	}
}
