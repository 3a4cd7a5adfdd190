package present_test

import (
	"context"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// withdrawn takes a made-up case in and withdraws it.
func withdrawn(w *world, s present.Session) cases.Case {
	w.Helper()
	imported(w.TB, s, penalty())
	c := takeIn(w, s, "made_good")
	c, err := s.Work.Do(context.Background(), c.ID, cases.WithdrawnAct{Reason: "申请人撤回", On: s.Work.Today()})
	must(w.TB, err)
	return c
}

// The security keeper holds a file, releases it and asks for its destruction; who signs
// sees what would be lost, and grants it. Neither can do the other's part.
func TestAFileIsHeldReleasedAndDestroyedByTwoPeople(t *testing.T) {
	w := newWorld(t)
	c := withdrawn(w, w.sit(cases.Window, cases.Clerk))
	keeper, signer := present.NewArchivePage(&w.job, w.sit(cases.Window, cases.Security)), present.NewArchivePage(&w.job, w.sit(cases.Window, cases.Signer))
	look := func(p *present.ArchivePage) present.ArchiveView { w.job.run(); speak(t, p.View()); return p.View() }
	keeper.Refresh()
	if v := look(keeper); len(v.Lines) != 1 || v.Lines[0].Number != c.Number || !v.Keeps || v.Grants {
		t.Fatalf("%+v", v)
	}
	keeper.Choose(0)
	keeper.Hold(" ")
	if v := look(keeper); cases.KeyOf(v.Problem) != "ending.basis" {
		t.Errorf("a hold on no paper: %v", v.Problem)
	}
	keeper.Hold("示例建罚〔2026〕41号的调卷函")
	if v := look(keeper); cases.KeyOf(v.Problem) != "ending.personal" {
		t.Errorf("a hold that tells whose case it is: %v", v.Problem)
	}
	keeper.Hold("示例区人民法院协助函 2026-7")
	if v := look(keeper); v.Problem != nil || v.Lines[0].MayAsk || v.Lines[0].MayHold || !v.Lines[0].MayFree {
		t.Fatalf("held: %v, %+v", v.Problem, v.Lines[0])
	}
	keeper.Filter("held")
	keeper.Find("no such number")
	if v := look(keeper); len(v.Lines) != 0 || v.Chosen != -1 {
		t.Errorf("%d lines of another number", len(v.Lines))
	}
	keeper.Find("")
	keeper.Filter("all")
	keeper.Release("示例区人民法院解除函 2026-9")
	keeper.Ask("审批表 2026-3", "")
	if v := look(keeper); v.Lines[0].MayFree {
		t.Fatalf("released: %+v", v.Lines[0])
	}
	keeper.Ask("审批表 2026-3", "")
	if v := look(keeper); cases.KeyOf(v.Problem) != "ending.ground" {
		t.Errorf("asked without a ground: %v", v.Problem)
	}
	keeper.Ground("retention")
	keeper.Ask("示例单位档案保管期限表第 5 项", "2099-01-01")
	if v := look(keeper); cases.KeyOf(v.Problem) != "ending.until" || !v.Until {
		t.Errorf("a period that is not over: %v", v.Problem)
	}
	keeper.Ground("request")
	keeper.Ask("示例𬬭源建筑工程有限公司的申请", "")
	if v := look(keeper); cases.KeyOf(v.Problem) != "ending.personal" {
		t.Errorf("a paper that tells whose case it was: %v", v.Problem)
	}
	keeper.Ask("个人信息删除审批表 2026-3", "")
	if v := look(keeper); v.Problem != nil || v.Said.Key != "archive.is_asked" || v.Lines[0].MayGrant {
		t.Fatalf("%v, %+v", v.Problem, v.Lines[0])
	}
	keeper.Grant()
	signer.Refresh()
	signer.Hold("x")
	if v := look(signer); len(v.Lines) != 1 || v.Chosen != -1 {
		t.Fatalf("%+v", v)
	}
	signer.Choose(0)
	if v := look(signer); !v.Lines[0].MayGrant || len(v.Loss) != 3 || len(v.Stays) != 2 || v.Loss[1].Key != "archive.loss.counted" {
		t.Fatalf("%+v", v)
	}
	signer.Grant()
	if v := look(signer); v.Problem != nil || v.Said.Key != "archive.is_granted" {
		t.Fatalf("%v", v.Problem)
	}
	signer.Filter("destroyed")
	if v := look(signer); len(v.Lines) != 1 || v.Lines[0].MayGrant {
		t.Errorf("%+v", v)
	}
	gone, err := w.sit(cases.Window, cases.Clerk).Store.Case(context.Background(), c.ID)
	if err != nil || gone.State != cases.Destroyed || gone.Party.Name != "" {
		t.Errorf("%+v, %v", gone, err)
	}
}
