package screen_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/cases"
)

// over takes a made-up case in by another hand and withdraws it.
func (c *clerk) over() cases.Case {
	c.Helper()
	ctx, d := context.Background(), c.as(cases.Clerk)
	x, err := d.Receive(ctx, office.Application{Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyPerson, Name: "示例个人甲", IDNumber: plantedID, Phone: plantedPhone},
		Record: cases.Record{Party: "示例个人甲", DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", DecidedOn: cases.MustDate("2026-05-20"), Sample: true}})
	must(c.T, err)
	x, err = d.Do(ctx, x.ID, cases.WithdrawnAct{Reason: "申请人撤回", On: d.Today()})
	must(c.T, err)
	return x
}

// The security keeper holds, releases and asks; nothing on the page tells whose case it is.
func TestTheArchiveIsKeptOnItsPage(t *testing.T) {
	c := newPerson(t, counter(), cases.Security)
	x := c.over()
	if !slices.Contains(c.pages(), "archive") {
		t.Fatalf("pages: %v", c.pages())
	}
	c.to(present.PageArchive)
	c.press("archive.row.0")
	c.shot("archive-chosen")
	c.fill("archive.basis", "示例区人民法院协助函 2026-7")
	c.press("archive.hold")
	c.shot("archive-held")
	if all := texts(c.win); !strings.Contains(all, "已保全："+x.Number) || strings.Contains(all, "示例个人甲") {
		t.Fatalf("held: %s", all)
	}
	if _, ok := c.sees("archive.ask"); ok {
		t.Error("a held file can be asked for")
	}
	c.fill("archive.basis", "解除函 2026-9")
	c.press("archive.free", "archive.ground.request")
	c.fill("archive.basis", "个人信息删除审批表 2026-3")
	c.press("archive.ask")
	if !strings.Contains(texts(c.win), "等签发人批准") {
		t.Errorf("asked: %s", texts(c.win))
	}
	c.shot("archive-asked")
	for percent, name := range map[int]string{150: "archive-150", 200: "archive-200"} {
		c.sit("zh-Hans", percent, 768)
		c.to(present.PageArchive)
		c.shot(name)
	}
}

// Who signs sees what is lost, is asked once more, and copies the number to go on.
func TestADestructionIsGrantedOnceMoreThanAsked(t *testing.T) {
	c := newPerson(t, counter(), cases.Signer)
	x := c.over()
	must(t, c.asks(x.ID))
	c.to(present.PageArchive)
	c.press("archive.row.0")
	if !strings.Contains(texts(c.win), "谁也恢复不了") {
		t.Fatalf("chosen: %s", texts(c.win))
	}
	c.shot("archive-grant")
	c.press("archive.grant")
	c.write("12")
	if c.must("archive.sure.yes").Enabled {
		t.Error("another number will do")
	}
	c.chord("Esc")
	c.press("archive.grant")
	c.write(x.Number)
	c.shot("archive-sure")
	c.press("archive.sure.yes")
	if got := c.asItStands(x.ID); got.State != cases.Destroyed || !strings.Contains(texts(c.win), "已批准销毁") {
		t.Errorf("%s: %s", got.State, texts(c.win))
	}
	c.press("archive.filter.destroyed", "archive.row.0")
	c.shot("archive-destroyed")
}

// asks lets a security keeper of the office ask for the destruction of a case.
func (c *clerk) asks(id cases.ID) error {
	for _, a := range c.session.Work.Office.Accounts {
		if a.Has(cases.Security) {
			s, err := c.store.Store().Unlock(context.Background(), a.ID, "示例口令-2026")
			if err != nil {
				return err
			}
			defer s.Close()
			return s.End(context.Background(), id, cases.EndAskedAct{Ground: cases.EndRequest, Basis: "审批表 2026-3", On: c.session.Work.Today()})
		}
	}
	return cases.Fail(cases.NotFound, "store.no_account")
}
