package screen_test

import (
	"context"
	"testing"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
)

const sheetHead = "行政相对人名称,行政相对人类别,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,罚款金额（万元）,处罚决定日期,处罚机关\n"

const sheetRow = "示例新企业有限公司,法人及非法人组织,91440300MA9X00185H,示例建罚〔2026〕991号,未设围挡,未设围挡,某条例,罚款,罚款一万元,1.000000,2026-06-01,深圳市示例区住房和建设局\n"

// the only case of the office
func (c *clerk) onlyCase() cases.Case {
	c.Helper()
	rows, err := c.store.Rows(context.Background(), cases.Queue{Limit: 9})
	if err != nil || len(rows) != 1 {
		c.Fatal(len(rows), err)
	}
	got, err := c.store.Case(context.Background(), rows[0].Case)
	must(c.T, err)
	return got
}

// A repair is taken in from an imported record by pointer and keyboard alone; a
// digit that answers is not typed into the search, and a wrong digit of a code is
// mended with Enter.
func TestRepairFromAnImportedRecord(t *testing.T) {
	c := newClerk(t)
	c.keep(sheetHead + sheetRow)
	c.chord("Ctrl+N")
	if k := c.must("intake.source.public"); k.Chosen || !k.Focused {
		t.Errorf("nothing may be chosen beforehand: %+v", k)
	}
	c.key(fyne.Key1)
	c.chord("Alt+2")
	c.key(fyne.Key1)
	c.write("91440300MA9X00186H")
	c.must("intake.suggest")
	c.key(fyne.KeyReturn)
	if k := c.must("intake.search"); k.Value != "91440300MA9X00185H" {
		t.Errorf("the likely code was not taken: %q", k.Value)
	}
	c.key(fyne.KeyReturn) // on to the record
	if c.must("intake.record.0").Chosen {
		t.Error("a record was chosen for the clerk")
	}
	c.key(fyne.Key1)
	c.chord("Ctrl+Enter")
	if c.must("intake.next").Enabled {
		t.Error("one may go on without saying who applies")
	}
	c.press("intake.agent.who.agent")
	c.fill("intake.agent.name", "示例代理")
	c.fill("intake.agent.until", "2026-12-31")
	c.press("intake.next", "intake.paper.application", "intake.paper.application.original")
	c.fill("intake.paper.application.pages", "3")
	c.press("intake.next")
	c.press("intake.receive")
	c.must("intake.open")
	got := c.onlyCase()
	if got.Matter != cases.Repair || got.Record.DocNumber != "示例建罚〔2026〕991号" || got.Agent == nil || got.Agent.Name != "示例代理" {
		t.Errorf("received: %s, %q, %+v", got.Matter, got.Record.DocNumber, got.Agent)
	}
	if len(got.Papers) != 1 || !got.Papers[0].Original || got.Papers[0].Pages != 3 {
		t.Errorf("papers: %+v", got.Papers)
	}
	if drafts, err := c.store.Drafts(context.Background(), c.session.Work.Account.ID); err != nil || len(drafts) != 0 {
		t.Errorf("the draft outlived the case: %d, %v", len(drafts), err)
	}
	c.press("intake.again")
	if k, seen := c.sees("intake.source.public"); !seen || k.Chosen {
		t.Error("another case does not start empty")
	}
}

// An objection names what shows now by itself; what is typed stands in the case
// to the letter.
func TestObjectionSaysWhatIsWrong(t *testing.T) {
	c := newClerk(t)
	c.keep(sheetHead + sheetRow)
	c.chord("Ctrl+N")
	c.press("intake.source.public", "intake.fault.wrong")
	c.fill("intake.search", "示例新企业")
	c.press("intake.record.0", "intake.next", "intake.agent.who.self", "intake.claim.add")
	c.press("intake.claim.0.ground.wrong", "intake.claim.0.field.fine")
	if k := c.must("intake.claim.0.shown"); k.Value != "10 000 元" {
		t.Errorf("shown now: %q", k.Value)
	}
	c.fill("intake.claim.0.claimed", "1 000 元，见决定书第二页")
	c.press("intake.claim.add", "intake.claim.0.request.correct")
	if c.must("intake.next").Enabled {
		t.Error("a second claim without a ground goes through")
	}
	c.press("intake.claim.0.drop")
	c.press("intake.claim.0.ground.wrong", "intake.claim.0.field.fine", "intake.claim.0.request.correct")
	c.fill("intake.claim.0.claimed", "1 000 元")
	c.fill("intake.statement", "金额抄错") // below the edge: the keyboard brings it into view
	c.press("intake.next", "intake.next", "intake.receive")
	got := c.onlyCase()
	want := cases.Claim{Ground: "wrong", Field: "fine", Shown: "10 000 元", Claimed: "1 000 元", Request: "correct"}
	if len(got.Claims) != 1 || got.Claims[0] != want || got.Statement != "金额抄错" {
		t.Errorf("claims: %+v", got.Claims)
	}
}

// Whatever was typed is there again after the window is gone, record included.
func TestDraftIsGoneOnWith(t *testing.T) {
	c := newClerk(t)
	c.keep(sheetHead + sheetRow)
	c.chord("Ctrl+N")
	c.press("intake.source.public", "intake.fault.made_good")
	c.fill("intake.search", "示例新企业")
	c.press("intake.record.0", "intake.next")
	c.fill("intake.party.phone", "0755-0000")
	c.tick()
	c.sit("zh-Hans", 100, 768) // as after a crash: nobody left the page
	c.chord("Ctrl+N")
	c.press("intake.draft.0")
	if k := c.must("intake.party.phone"); k.Value != cases.MaskPhone("0755-0000") {
		t.Errorf("a number that was stored shows by itself: %q", k.Value)
	}
	c.press("intake.party.phone.show")
	if k := c.must("intake.party.phone"); k.Value != "0755-0000" {
		t.Errorf("the last keys are gone: %q", k.Value)
	}
	c.press("intake.back")
	if !c.must("intake.record.0").Chosen {
		t.Error("the record is no longer chosen")
	}
	for range 2 {
		c.chord("Esc")
	}
	c.press("intake.draft.0.drop")
	if drafts, err := c.store.Drafts(context.Background(), c.session.Work.Account.ID); err != nil || len(drafts) != 0 {
		t.Errorf("the draft is still there: %d, %v", len(drafts), err)
	}
	c.chord("Esc")
	if c.shell.Route().Page != present.PageWorkbench {
		t.Error("Esc on the first step does not leave")
	}
}

// Nobody is told of a fault in the middle of typing, and the wrong door is said
// at once.
func TestFaultsAndReferralsAreSaid(t *testing.T) {
	c := newClerk(t)
	c.chord("Ctrl+N")
	c.press("intake.source.pboc")
	if c.must("intake.next").Enabled {
		t.Error("a bank's record goes on")
	}
	c.press("intake.source.public", "intake.fault.made_good")
	c.chord("Ctrl+J")
	c.fill("intake.record.body", "深圳市示例区住房和建设局")
	c.fill("intake.record.decided_on", "2026-13-02")
	if c.must("intake.next").Enabled {
		t.Error("a month 13 goes on")
	}
	quiet := c.must("intake.record.fine").Y
	c.press("intake.record.doc_number")
	if said := c.must("intake.record.fine").Y; said <= quiet {
		t.Errorf("no sentence below the field: what is under it stands at %d, then at %d", quiet, said)
	}
}

// The way on is whole and pressable in a low window, at the least and the
// largest size of type, in both languages.
func TestWayOnAlwaysShows(t *testing.T) {
	c := newClerk(t)
	for _, lang := range []string{"zh-Hans", "en"} {
		for _, percent := range []int{100, 200} {
			c.sit(lang, percent, 680)
			c.chord("Ctrl+N")
			for _, page := range []present.PageID{present.PageIntake, present.PageImport, present.PageSync} {
				c.shell.Go(Route{Page: page})
				c.settle()
				id := map[present.PageID]string{present.PageIntake: "intake.next", present.PageImport: "import.read", present.PageSync: "sync.now"}[page]
				if k := c.must(id); k.W < 60 || k.H < 28 || k.X+k.W > 1366 || k.Y+k.H > 680 {
					t.Errorf("%s at %d %% in %s: %+v", id, percent, lang, k)
				}
			}
		}
	}
}
