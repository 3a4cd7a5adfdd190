package demo

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"net/http"
	"testing"
	"time"

	"casedesk/app/library"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/sqlite"
)

// publish puts a sealed pack to the library and gives the answer's status.
func (h *house) publish(s rules.Sealed) int {
	h.t.Helper()
	body, err := json.Marshal(s)
	if err != nil {
		h.t.Fatal(err)
	}
	req, err := http.NewRequest(http.MethodPut, h.URL+library.PathPack, bytes.NewReader(body))
	if err != nil {
		h.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		h.t.Fatal(err)
	}
	resp.Body.Close()
	return resp.StatusCode
}

// The centre hands packs out with a sync; what its root did not sign it neither
// takes nor gives, and nothing is in use before a person activates it.
func TestTheCentreHandsOutSignedPacks(t *testing.T) {
	h := newHouse(t, time.Now())
	_, root, err := assets.DemoRoot()
	if err != nil {
		t.Fatal(err)
	}
	stranger, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	var sealed []rules.Sealed
	for _, id := range []string{"R36", "P22"} {
		b, err := rules.Bundled(assets.Packs(), id, cases.MustDate("2026-11-22"), "")
		if err != nil {
			t.Fatal(err)
		}
		s, err := b.Seal(root)
		if err != nil {
			t.Fatal(err)
		}
		sealed = append(sealed, s)
		forged, err := b.Seal(stranger)
		if err != nil {
			t.Fatal(err)
		}
		if code := h.publish(forged); code/100 != 4 && code/100 != 5 {
			t.Errorf("a stranger's pack: %d", code)
		}
	}
	for _, s := range append(sealed, sealed[0]) { // the same again is no other version
		if code := h.publish(s); code != http.StatusOK {
			t.Fatalf("published: %d", code)
		}
	}
	h.sync()
	for _, folder := range []string{"window", "authority"} {
		s := h.desks[folder+"/clerk"].Store.(*sqlite.Session)
		shelf, err := wire.ShelfOf(s.Store())
		if err != nil {
			t.Fatal(err)
		}
		kept, err := shelf.Kept()
		if err != nil || len(kept) != 2 || kept[0].Ruleset != "P22" || kept[1].Ruleset != "R36" {
			t.Errorf("%s keeps %d packs, %v", folder, len(kept), err)
		}
		if active, err := shelf.Active(); err != nil || len(active) != 0 {
			t.Errorf("%s: in use without anybody's word: %v, %v", folder, active, err)
		}
		if n, err := h.Tools.TakePacks(context.Background(), s, h.URL); err != nil || n != 0 {
			t.Errorf("%s takes %d packs twice, %v", folder, n, err)
		}
		b, err := shelf.Version(kept[1].Hash)
		if err != nil || b.Hash != kept[1].Hash {
			t.Errorf("the version by its hash: %v", err)
		}
		if _, err := shelf.Version(cases.Hash{1}.String()); cases.KeyOf(err) != "pack.no_version" {
			t.Errorf("a version that nobody has: %v", err)
		}
		if _, err := shelf.Version("../../keys.json"); err == nil {
			t.Error("a hash leads out of the shelf")
		}
	}
}

// An activated version judges from then on; cases judged before keep what they
// were judged by, and its text stays at hand.
func TestOldCasesKeepThePackTheyWereJudgedBy(t *testing.T) {
	h := newHouse(t, time.Now())
	ctx := context.Background()
	clerk, reviewer := h.desks["authority/clerk"], h.desks["authority/reviewer"]
	a := disputed()
	a.Matter, a.Claims = cases.Repair, nil
	c, err := clerk.Receive(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = judgeRepair(ctx, clerk, c); err != nil {
		t.Fatal(err)
	}
	if c, err = clerk.Do(ctx, c.ID, cases.WithdrawnAct{On: clerk.Today()}); err != nil {
		t.Fatal(err)
	}
	first := hashIn(c.Judgement.Verdict.PackHashes, "P22")

	_, root, err := assets.DemoRoot()
	if err != nil {
		t.Fatal(err)
	}
	b, err := rules.Bundled(assets.Packs(), "P22", cases.MustDate("2026-11-22"), "核对后补记一句")
	if err != nil {
		t.Fatal(err)
	}
	for i := range b.Files {
		if b.Files[i].Name == "pack.yaml" {
			b.Files[i].Text += "# 第二版\n"
		}
	}
	fsys, err := b.FS()
	if err != nil {
		t.Fatal(err)
	}
	if b, err = rules.Bundled(fsys, "P22", b.On, b.Correction); err != nil {
		t.Fatal(err)
	}
	s, err := b.Seal(root)
	if err != nil {
		t.Fatal(err)
	}
	h.publish(s)
	h.sync()
	session := reviewer.Store.(*sqlite.Session)
	r, err := h.Tools.Rehearse(ctx, session, []rules.Bundle{b}, wire.Watch{Each: func(wire.Rehearsed) error { t.Error("a comment changes a verdict"); return nil }})
	if err != nil || r.Cases != 1 || r.Judged != 1 {
		t.Fatalf("rehearsed %+v, %v", r, err)
	}
	if _, err := h.Tools.Activate(ctx, session, []string{b.Hash}, r.Seen); err != nil {
		t.Fatal(err)
	}
	again, err := h.Tools.Desk(clerk.Store.(*sqlite.Session))
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := again.Receive(ctx, a)
	if err != nil {
		t.Fatal(err)
	}
	if fresh, err = judgeRepair(ctx, again, fresh); err != nil {
		t.Fatal(err)
	}
	if got := hashIn(fresh.Judgement.Verdict.PackHashes, "P22"); got != b.Hash || got == first {
		t.Errorf("judged by %s, activated %s", got, b.Hash)
	}
	if c, err = again.Store.Case(ctx, c.ID); err != nil || hashIn(c.Judgement.Verdict.PackHashes, "P22") != first {
		t.Errorf("the old case changed its pack: %v", err)
	}
}

func hashIn(list cases.PackHashes, id string) string {
	for _, p := range list {
		if p.Ruleset == id {
			return p.Hash
		}
	}
	return ""
}
