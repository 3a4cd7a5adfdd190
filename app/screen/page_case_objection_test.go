package screen_test

import (
	"context"
	"testing"

	"casedesk/app/office"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// centreAndSource are a platform and the office that its data comes from.
func centreAndSource() []cases.Office {
	all := []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide}
	return []cases.Office{
		{Name: "深圳市示例公共信用信息中心", Short: "示例信用", Kind: cases.Centre, City: "440300", Sample: true, Powers: all},
		{Name: "深圳市示例区住房和建设局", Short: "示例住建", Kind: cases.Authority, City: "440300", Sample: true, Powers: all,
			Address: "示例路 2 号", Phone: "0755-00000001", Serves: []string{"深圳市示例区住房和建设局"}},
	}
}

// disputed receives and accepts an objection in two items and opens its page.
func (c *clerk) disputed() cases.ID {
	c.Helper()
	ctx := context.Background()
	x, err := c.session.Work.Receive(ctx, office.Application{
		Matter: cases.Objection, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例甲有限公司", Code: "91440199MA9X00185L"},
		Record: cases.Record{Party: "示例甲有限公司", DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", Content: "罚款 32 000 元",
			Fine: 3_200_000, PenaltyKinds: []cases.PenaltyKind{"fine"}, DecidedOn: cases.MustDate("2026-05-20"), Field: "housing", Sample: true},
		Claims: []cases.Claim{
			{Ground: "wrong", Field: "fine", Shown: "32 000 元", Claimed: "3 200 元", Request: "correct"},
			{Ground: "wrong", Field: "decided_on", Shown: "2026-05-20", Claimed: "2026-05-26", Request: "correct"},
		},
	})
	must(c.T, err)
	_, err = c.session.Work.Accept(ctx, x.ID)
	must(c.T, err)
	c.shell.Go(Route{Page: PageCase, Case: x.ID})
	c.settle()
	return x.ID
}

// The centre's clerk checks each item, asks the source about what the platform
// cannot settle, and the question with its claims stands in the case.
func TestTheCentreChecksAndAsksOnItsPages(t *testing.T) {
	c := newClerkOf(t, centreAndSource())
	id := c.disputed()
	c.chord("Ctrl+Enter") // the check is what the case calls for
	if c.must("check.finish").Enabled {
		t.Error("nothing was found and it can be recorded")
	}
	c.press("check.item.0.same", "check.item.1.same")
	c.fill("check.item.0.text", "32 000 元")
	c.picture("objection-check")
	c.press("check.finish")
	if x := c.asItStands(id); x.Check == nil || len(x.Check.Items) != 2 || x.Check.Items[0].Source != "32 000 元" {
		t.Fatalf("checked %+v", x.Check)
	}
	c.picture("objection-checked")
	c.press("case.inquire")
	c.press("inquire.claim.1")
	c.fill("inquire.question", "请核对罚款数额")
	c.picture("objection-inquire")
	c.press("inquire.finish")
	x := c.asItStands(id)
	if x.State != cases.Inquiring || len(x.Inquiry.Claims) != 1 || x.Inquiry.Question != "请核对罚款数额" {
		t.Fatalf("asked: %s, %+v", x.State, x.Inquiry)
	}
	c.picture("objection-asked")
	for _, gone := range []string{"case.propose", "case.inquire", "case.check"} {
		if _, there := c.sees(gone); there {
			t.Errorf("%s while the source has the case", gone)
		}
	}
}

// Each item is proposed on its own; what the record says from now on is asked
// where something is corrected.
func TestItemsAreProposedOnTheirOwn(t *testing.T) {
	offices := centreAndSource()
	offices[0], offices[1] = offices[1], offices[0] // at the source itself
	c := newClerkOf(t, offices)
	id := c.disputed()
	ctx := context.Background()
	_, err := c.session.Work.Do(ctx, id, cases.CheckedAct{Finding: "differs", Items: []cases.ItemFinding{
		{Claim: 0, Finding: cases.FindingHolds, Source: "3 200 元"}, {Claim: 1, Finding: cases.FindingDenied}}, On: c.session.Work.Today()})
	must(t, err)
	x := c.asItStands(id)
	_, err = c.session.Work.JudgeCase(ctx, id, c.session.Work.StartFacts(x), office.Choice{Ruleset: "SZ2023", Reason: "深圳经济特区适用"})
	must(t, err)
	c.shell.Go(Route{Page: PageCase, Case: id})
	c.settle()
	c.press("case.propose", "propose.item.0.corrected", "propose.item.1.kept")
	c.picture("objection-propose")
	c.press("propose.finish")
	if p := c.asItStands(id).Proposal; p == nil || p.Outcome != cases.Partly || p.Items[0].Value != "3 200 元" {
		t.Errorf("proposed %+v", p)
	}
}

// The pages speak English as well, and nothing on them is cut.
func TestObjectionPagesInEnglish(t *testing.T) {
	c := newClerkOf(t, centreAndSource())
	c.sit("en", 100, 768)
	id := c.disputed()
	c.chord("Ctrl+Enter")
	c.press("check.item.0.same", "check.item.1.unclear")
	c.picture("objection-check-en")
	c.press("check.finish", "case.inquire")
	c.picture("objection-inquire-en")
	c.press("inquire.finish")
	if x := c.asItStands(id); x.State != cases.Inquiring || len(x.Inquiry.Claims) != 2 {
		t.Errorf("asked: %s", x.State)
	}
}
