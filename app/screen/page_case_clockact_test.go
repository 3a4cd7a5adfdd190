package screen_test

import (
	"testing"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// authority is an office that accepts and decides, whose one account is clerk,
// reviewer or signer as the test says.
func authority() []cases.Office {
	return []cases.Office{{Name: "深圳市示例区住房和建设局", Short: "示例住建", Kind: cases.Authority, City: "440300", Sample: true, Phone: "0755-00000001",
		Address: "示例路 2 号", Serves: []string{"深圳市示例区住房和建设局"},
		Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide}}}
}

// On the deadlines tab a running clock offers what can be done to it, and says in
// plain words why this hand cannot; the form keeps what is typed and is left by Esc.
func TestTheDeadlinesTabOffersTheActsOnAClock(t *testing.T) {
	c := newClerkOf(t, authority())
	id := c.received("made_good").ID
	c.press("case.judge", "severity.q.procedure", "severity.answer.ordinary", "severity.class.R36.R36.GENERAL")
	c.fill("severity.class_reason.R36", "按案情")
	c.press("severity.ruleset.R36")
	c.fill("severity.reason", "申请在后")
	c.press("severity.record", "case.tab.overview", "case.accept", "case.tab.deadlines")
	for _, act := range []string{"deadlines.extend", "deadlines.pause"} {
		if k := c.must(act); k.Enabled {
			t.Errorf("%s is open to a clerk", act)
		}
	}
	c.picture("clock-clerk")
	c.session.Work.Account.ID, c.session.Work.Account.Roles = cases.ID{7}, []cases.Role{cases.Signer} // another hand
	c.sit("zh-Hans", 100, 768)
	c.shell.Go(Route{Page: PageCase, Case: id, Tab: string(present.TabDeadlines)})
	c.settle()
	c.picture("clock-signer")
	if k, ok := c.sees("deadlines.extend"); ok && k.Enabled {
		c.press("deadlines.extend")
		c.fill("clockact.length", "3")
		c.fill("clockact.reason", "需要核对")
		c.picture("clock-extend")
		c.chord("Esc")
		c.press("case.tab.deadlines", "deadlines.pause")
		c.fill("clockact.reason", "需要鉴定")
		c.picture("clock-pause")
		if k := c.must("pause.finish"); k.Enabled {
			t.Error("a stop without a paper can be made")
		}
	} else {
		t.Errorf("a signer is offered %+v", k)
	}
}

// A reviewer's window has the page of rule versions; nothing can be used before it
// was chosen and rehearsed.
func TestThePageOfRuleVersions(t *testing.T) {
	c := newClerkOf(t, authority())
	c.session.Work.Account.Roles = []cases.Role{cases.Reviewer}
	c.session.Packs = rack{}
	c.sit("zh-Hans", 100, 768)
	c.press("nav.packs")
	c.picture("packs")
	if k := c.must("packs.activate"); k.Enabled {
		t.Error("nothing is chosen and can be used")
	}
	c.press("packs.row.R36.bbbbbbbbbbbb", "packs.row.R36.bbbbbbbbbbbb")
	c.press("packs.rehearse")
	c.picture("packs-rehearsed")
	c.press("packs.activate")
	c.picture("packs-used")
	c.sit("en", 100, 768)
	c.press("nav.packs")
	c.picture("packs-en")
}
