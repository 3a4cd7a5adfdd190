package sqlite

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casedesk/cases"
)

var (
	keeperID    = cases.ID{25} // 安全管理员 of the window
	chiefID     = cases.ID{26} // 签发人 of the window
	authKeeper  = cases.ID{27} // 安全管理员 of the authority
	goneID      = caseID(7)
	goneNumber  = "示例政服20261123-1-0007"
	goneSecrets = []string{"赵钱孙李", "440301199001010018", "13800000000", "周吴郑王", "冯陈褚卫", "示例罚〔2026〕777号"}
)

// ending is a window with one case that is over and one that goes on, and an
// authority that holds both too.
type ending struct {
	*world
	clerk, keeper, chief *Session // at the window
	other                *Session // 经办 at the authority
	blob                 cases.Hash
	dir                  string
}

func newEnding(t *testing.T) *ending {
	ctx, w := context.Background(), newWorld(t)
	w.dir.Offices[0].Accounts = append(w.dir.Offices[0].Accounts, w.account(keeperID, cases.Security), w.account(chiefID, cases.Signer))
	w.dir.Offices[1].Accounts = append(w.dir.Offices[1].Accounts, w.account(authKeeper, cases.Security))
	p := &ending{world: w, dir: w.create(windowID)}
	window := w.open(p.dir)
	p.clerk, p.keeper, p.chief = w.signIn(window, clerkID), w.signIn(window, keeperID), w.signIn(window, chiefID)
	p.other = w.desk(authorityID, handlerID)
	hash, key, _, err := p.clerk.PutBlob(ctx, strings.NewReader(goneSecrets[0]))
	must(t, err)
	p.blob = hash
	a := receivedAct(goneSecrets[0], goneNumber)
	a.Party.Chief, a.Statement, a.Record.DocNumber = goneSecrets[3], "我是"+goneSecrets[4], goneSecrets[5]
	on := cases.MustDate("2026-11-23")
	c := act(t, p.clerk, goneID, a, cases.EvidenceAct{Blob: hash, Key: key, Name: goneSecrets[4]}, cases.WithdrawnAct{Reason: goneSecrets[3], On: on})
	act(t, p.clerk, caseID(8), receivedAct("示例留存", "示例政服20261123-1-0008"))
	must(t, p.clerk.SaveDraft(ctx, cases.Draft{ID: cases.ID{9}, Case: goneID, Body: []byte(goneSecrets[0])}))
	must(t, p.clerk.SaveDraft(ctx, cases.Draft{ID: cases.ID{10}, Case: caseID(8), Body: []byte("留")}))
	_, err = p.clerk.KeepRecords(ctx, []cases.Record{c.Record})
	must(t, err)
	sheet := cases.Copy{ID: cases.ID{7}, Batch: cases.ID{7}, Place: 1, Of: 1, Case: goneID, Name: cases.CopyOriginal, State: cases.CopyMade, Note: goneSecrets[4]}
	must(t, p.clerk.AddCopies(ctx, []cases.Copy{sheet}))
	w.exchange([]*Session{p.clerk, p.other})
	return p
}

func (p *ending) ask() cases.EndAskedAct {
	return cases.EndAskedAct{Ground: cases.EndRequest, Basis: "示例区政务服务中心个人信息删除审批表 2026-3", On: cases.MustDate("2026-11-23")}
}

func (p *ending) grant() cases.DestroyedAct {
	return cases.DestroyedAct{On: cases.MustDate("2026-11-24")}
}

// isGone wants nothing of the case left in a store but its number and days.
func (p *ending) isGone(s *Session) {
	t, ctx := p.t, context.Background()
	t.Helper()
	c, err := s.Case(ctx, goneID)
	if err != nil || c.State != cases.Destroyed || c.Number != goneNumber || c.ReceivedOn != cases.MustDate("2026-11-23") || c.Party != (cases.Party{}) {
		t.Fatalf("what is left: %+v, %v", c, err)
	}
	for _, col := range columns(t, s.store.read.db()) {
		if strings.HasPrefix(col[0], "case_search_") || strings.HasPrefix(col[0], "record_search_") {
			continue // looked at below, term by term
		}
		rows, err := s.store.read.db().Query(fmt.Sprintf("SELECT CAST(%s AS TEXT) FROM %s", col[1], col[0]))
		must(t, err)
		for rows.Next() {
			var text *string
			must(t, rows.Scan(&text))
			for i, secret := range goneSecrets {
				if text != nil && strings.Contains(*text, secret) {
					t.Errorf("%s.%s holds planted value %d", col[0], col[1], i)
				}
			}
		}
		must(t, rows.Err())
		must(t, rows.Close())
	}
	// A gram that is deleted stays in its segment until segments are merged; terms share
	// their beginnings there, so it is looked for character by character.
	for _, name := range []string{"case_search_data", "record_search_data"} {
		rows, err := s.store.read.db().Query("SELECT block FROM " + name)
		must(t, err)
		for rows.Next() {
			var block []byte
			must(t, rows.Scan(&block))
			if i := bytes.IndexAny(block, goneSecrets[0]); i >= 0 {
				t.Errorf("the search index %s still has a character of the name", name)
			}
		}
		must(t, rows.Err())
		must(t, rows.Close())
	}
	for _, what := range []string{"case_key", "key_wrap", "case_sum", "case_blob"} {
		var n int
		must(t, s.store.read.db().QueryRow("SELECT count(*) FROM "+what+" WHERE case_id = ?", goneID[:]).Scan(&n))
		if n != 0 {
			t.Errorf("%s still has the case", what)
		}
	}
	if _, err := os.Stat(s.store.blobPath(p.blob)); !os.IsNotExist(err) {
		t.Errorf("the file is still there: %v", err)
	}
	before, err := projectionSum(ctx, s.store.read)
	must(t, err)
	must(t, s.Rebuild(ctx))
	if after, err := projectionSum(ctx, s.store.read); err != nil || after != before {
		t.Errorf("a rebuild changes the tables, %v", err)
	}
	if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestADestroyedCaseIsANumberAndTwoDays(t *testing.T) {
	ctx, p := context.Background(), newEnding(t)
	stickAt := stick(t)
	old := backUp(t, p.clerk, Backups{Dir: stickAt})
	before := filepath.Join(p.dir, "store-before-2.db")
	must(t, os.WriteFile(before, []byte("an older form"), 0o600))

	// Who, what for, and with which words.
	wants(t, p.clerk.End(ctx, goneID, p.ask()), cases.Forbidden, "admit.power")
	bad := p.ask()
	bad.Basis = goneSecrets[0] + "本人申请"
	wants(t, p.keeper.End(ctx, goneID, bad), cases.Invalid, "ending.personal")
	bad = p.ask()
	bad.Ground = cases.EndRetention
	wants(t, p.keeper.End(ctx, goneID, bad), cases.Invalid, "ending.until")
	wants(t, p.keeper.End(ctx, caseID(8), p.ask()), cases.Conflict, "ending.state")
	wants(t, p.chief.End(ctx, goneID, p.grant()), cases.Conflict, "ending.not_asked")
	must(t, p.keeper.End(ctx, goneID, p.ask()))
	wants(t, p.keeper.End(ctx, goneID, p.grant()), cases.Forbidden, "admit.power")

	// Granted, it waits for the library: somebody may hold the file elsewhere.
	must(t, p.chief.End(ctx, goneID, p.grant()))
	if c, err := p.clerk.Case(ctx, goneID); err != nil || c.State != cases.Withdrawn {
		t.Fatalf("before the library knows: %s, %v", c.State, err)
	}
	p.share(p.clerk, p.other, "d")
	for _, s := range []*Session{p.clerk, p.other} {
		p.isGone(s)
	}
	if _, err := os.Stat(before); !os.IsNotExist(err) {
		t.Error("the copy from before the older form is still there")
	}
	drafts, err := p.clerk.Drafts(ctx, clerkID)
	if err != nil || len(drafts) != 1 || drafts[0].Case != caseID(8) {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
	if left, err := p.clerk.Case(ctx, caseID(8)); err != nil || left.Party.Name != "示例留存" {
		t.Errorf("the other case: %+v, %v", left, err)
	}
	if found, err := p.clerk.Find(ctx, "0007", 0); err != nil || len(found) != 1 || found[0].Row.State != cases.Destroyed || found[0].Row.Party != "" {
		t.Errorf("by its number: %+v, %v", found, err)
	}
	if found, err := p.clerk.FindRecords(ctx, "", 0); err != nil || len(found) != 0 {
		t.Errorf("%d imported records, %v", len(found), err)
	}
	if proved, err := p.clerk.ProveChains(ctx); err != nil || len(proved) != 1 || proved[0].Trouble != nil {
		t.Errorf("%+v, %v", proved, err)
	}
	if names, err := p.keeper.OldBackups(ctx, time.Now().AddDate(50, 0, 0)); err != nil || len(names) != 1 || names[0] != old.Dir {
		t.Errorf("old backups %v, %v", names, err)
	}
	for _, a := range []cases.Act{receivedAct("示例又来", "收9"), cases.UndoneAct{On: cases.MustDate("2026-11-23")}} {
		if _, err := p.clerk.Act(ctx, goneID, cases.Hash{}, nil, a); cases.KindOf(err) != cases.Conflict {
			t.Errorf("%s: %v", a.Kind(), err)
		}
	}
	p.comesBackAndGoes(stickAt)
}

// comesBackAndGoes restores the backup from before, which still has the case, and
// lets it hear what the library knows.
func (p *ending) comesBackAndGoes(stickAt string) {
	ctx := context.Background()
	events, err := readEnvelopes(ctx, p.clerk.store.read, "ORDER BY id")
	must(p.t, err)
	receipts := make([]cases.Receipt, len(events))
	for i, e := range events {
		h := e.Hash()
		var position int64
		must(p.t, p.clerk.store.read.QueryRowContext(ctx, "SELECT position FROM receipt WHERE event = ?", h[:]).Scan(&position))
		receipts[i] = p.receipt(h, uint64(position))
	}
	back, _ := p.restore(stickAt)
	if c, err := back.Case(ctx, goneID); err != nil || c.Party.Name != goneSecrets[0] {
		p.t.Fatalf("the backup: %+v, %v", c, err)
	}
	// So does a new machine, to which nobody can give the key any more.
	for _, s := range []*Session{back, p.desk(authorityID, handlerID)} {
		_, err = s.Receive(ctx, events, receipts, nil, "e")
		must(p.t, err)
		p.isGone(s)
	}
}

// A hold of either office stops it, before and after it is granted.
func TestAHeldFileIsNotDestroyed(t *testing.T) {
	ctx, p := context.Background(), newEnding(t)
	hold := cases.HeldAct{Basis: "示例区人民法院（2026）调卷函 1 号", On: cases.MustDate("2026-11-23")}
	free := cases.ReleasedAct{Basis: "已还卷", On: cases.MustDate("2026-11-24")}
	must(t, p.keeper.End(ctx, goneID, hold))
	wants(t, p.keeper.End(ctx, goneID, hold), cases.Conflict, "ending.held")
	wants(t, p.keeper.End(ctx, goneID, p.ask()), cases.Conflict, "ending.held")
	must(t, p.keeper.End(ctx, goneID, free))
	must(t, p.keeper.End(ctx, goneID, p.ask()))
	must(t, p.chief.End(ctx, goneID, p.grant()))
	// The authority's keeper was first at the library.
	authority := p.signIn(p.other.store, authKeeper)
	must(t, authority.End(ctx, goneID, hold))
	p.share(p.other, p.clerk, "x")
	p.share(p.clerk, p.other, "y")
	for _, s := range []*Session{p.clerk, p.other} {
		if c, err := s.Case(ctx, goneID); err != nil || c.State != cases.Withdrawn {
			t.Errorf("a held file: %s, %v", c.State, err)
		}
	}
	lines := 0
	must(t, p.keeper.Endings(ctx, func(l EndLine) error {
		lines++
		if l.Case != goneID || l.Register != endHeld || l.Number != goneNumber || len(l.Ending.Holds) != 1 {
			t.Errorf("%+v", l)
		}
		return nil
	}))
	if lines != 1 {
		t.Errorf("%d lines", lines)
	}
	wants(t, p.clerk.Endings(ctx, nil), cases.Forbidden, "role.duty")
}

// Where the library never had the case nobody else can hold it: it goes at once.
func TestACaseThatNeverLeftTheMachineGoesAtOnce(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	w.dir.Offices[0].Accounts = append(w.dir.Offices[0].Accounts, w.account(keeperID, cases.Security), w.account(chiefID, cases.Signer))
	st := w.open(w.create(windowID))
	clerk, keeper, chief := w.signIn(st, clerkID), w.signIn(st, keeperID), w.signIn(st, chiefID)
	act(t, clerk, goneID, receivedAct(goneSecrets[0], goneNumber), cases.WithdrawnAct{On: cases.MustDate("2026-11-23")})
	ask := cases.EndAskedAct{Ground: cases.EndRetention, Basis: "示例区文书档案保管期限表", Until: cases.MustDate("2026-11-20"), On: cases.MustDate("2026-11-23")}
	must(t, keeper.End(ctx, goneID, ask))
	must(t, chief.End(ctx, goneID, cases.DestroyedAct{On: ask.On}))
	(&ending{world: w}).isGone(clerk)
}
