package wire

import (
	"bytes"
	"context"
	"crypto/x509"
	"encoding/json"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/forms/letter"
	"casedesk/forms/pdf"
	"casedesk/store/sqlite"
)

// granted plays a repair to its served and archived grant and gives the case.
func (w *world) granted(counter, clerk, reviewer, signer office.Desk) cases.Case {
	ctx, step := context.Background(), must[cases.Case](w.t)
	c := step(counter.Receive(ctx, repairApplication()))
	step(counter.JudgeCase(ctx, c.ID, fulfilled(counter.StartFacts(c)), office.Choice{Ruleset: "R36", Reason: "申请日在 2026-04-01 之后"}))
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)
	step(clerk.Accept(ctx, c.ID))
	step(clerk.Propose(ctx, c.ID, cases.Granted, nil, ""))
	step(reviewer.Review(ctx, c.ID, true, nil, ""))
	step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "官方文本", On: signer.Today()}))
	w.issue(signer, c.ID, cases.LetterGrant)
	step(clerk.CarryOut(ctx, c.ID))
	step(clerk.Do(ctx, c.ID, cases.NotifiedAct{Way: "counter", On: clerk.Today()}))
	step(clerk.Do(ctx, c.ID, cases.ServedAct{Way: "counter", Receiver: "邝望舒", On: clerk.Today()}))
	return step(clerk.Do(ctx, c.ID, cases.ArchivedAct{On: clerk.Today()}))
}

// A served grant on false papers is revoked end to end: opened on the packs' grounds,
// the party heard, three hands, the text read, L13 with its number, the state put
// back; and the window that received the case sees it.
func TestAGrantIsRevokedEndToEnd(t *testing.T) {
	w, ctx, step := newWorld(t), context.Background(), must[cases.Case](t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	reviewer, signer := w.sit(cases.Authority, cases.Reviewer), w.sit(cases.Authority, cases.Signer)
	c := w.granted(counter, clerk, reviewer, signer)

	grounds, follows, err := clerk.RevocationRules(c)
	if err != nil || len(grounds) != 3 || len(follows) != 3 || grounds[0].Verified || grounds[0].Article != "" || !strings.Contains(grounds[0].Title, "第36号") {
		t.Fatalf("%v\n%+v\n%+v", err, grounds, follows)
	}
	w.refused(signer, c.ID, "letter.early", func() error { _, _, err := signer.Issue(ctx, c.ID, cases.LetterRevoke); return err })
	c = step(clerk.Doubt(ctx, c.ID, grounds[:1], "出具单位来函：没有出过这张票据。"))
	if _, err := clerk.Sheet(c, cases.SheetHearing, ""); err != nil {
		t.Errorf("the slip that tells the party: %v", err)
	}
	w.refused(clerk, c.ID, "decide.revoke_unheard", func() error {
		_, err := clerk.Propose(ctx, c.ID, cases.Revoke, grounds[:1], "查明")
		return err
	})
	step(clerk.Hear(ctx, c.ID, clerk.Today(), "post", "票据由代办人提供，不知情。"))
	w.refused(clerk, c.ID, "decide.revoke_proof", func() error {
		_, err := clerk.Propose(ctx, c.ID, cases.Revoke, grounds[:1], "查明")
		return err
	})
	step(clerk.AddEvidence(ctx, c.ID, office.Scan{Name: "复函", Paper: "REVOKE_PROOF", Media: "image/png", Bytes: bytes.NewReader([]byte("reply"))}))
	step(clerk.Propose(ctx, c.ID, cases.Revoke, grounds[:1], "票据号码查无此号。"))
	step(reviewer.Review(ctx, c.ID, true, nil, ""))
	w.refused(signer, c.ID, "decide.unverified", func() error { _, err := signer.Sign(ctx, c.ID, nil); return err })
	c = step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "第36号令官方文本", On: signer.Today()}))
	if c.State != cases.Revoked || strings.Join(c.Revocation.Effects, " ") != "restore_publishing restore_sharing restore_measures" || len(c.Revocation.Follows) != 3 {
		t.Fatalf("%s %+v", c.State, c.Revocation)
	}
	letter := w.issue(signer, c.ID, cases.LetterRevoke)
	w.wantRevoked(letter)
	if c = step(clerk.CarryOut(ctx, c.ID)); c.Restored == nil {
		t.Error("nothing was restored")
	}
	step(clerk.Do(ctx, c.ID, cases.NotifiedAct{Way: "counter", On: clerk.Today()}))
	step(clerk.Do(ctx, c.ID, cases.ServedAct{Way: "counter", Receiver: "邝望舒", On: clerk.Today()}))
	step(clerk.Do(ctx, c.ID, cases.ArchivedAct{On: clerk.Today()}))
	w.carry(clerk, counter)
	there := step(counter.Store.Case(ctx, c.ID))
	if there.State != cases.Archived || there.Revocation == nil || len(there.Conflicts) != 0 {
		t.Errorf("the window sees %s, revoked %v, %d conflicts", there.State, there.Revocation, len(there.Conflicts))
	}
	w.rebuilt(clerk, c.ID)
}

// wantRevoked reads the letter back: it verifies, its record says revoked.
func (w *world) wantRevoked(b []byte) {
	w.t.Helper()
	got, err := pdf.Verify(b, []*x509.Certificate{w.rootCert}, w.tools.Now())
	var record letter.Record
	if err != nil || json.Unmarshal(got.Record, &record) != nil || record.Outcome != cases.Revoke || !strings.HasPrefix(record.Number, "示例住建撤修决〔2026〕") || record.Letter != "L13" {
		w.t.Errorf("L13: %v, %+v", err, record)
	}
}

// rebuilt adds the case up from its log once more and finds the same.
func (w *world) rebuilt(d office.Desk, id cases.ID) {
	w.t.Helper()
	ctx := context.Background()
	before, err := d.Store.Case(ctx, id)
	if err != nil {
		w.t.Fatal(err)
	}
	if err := d.Store.(*sqlite.Session).Rebuild(ctx); err != nil {
		w.t.Fatal(err)
	}
	after, err := d.Store.Case(ctx, id)
	if err != nil || after.State != before.State || after.Head != before.Head || after.Revocation == nil {
		w.t.Errorf("rebuilt: %v, %s for %s", err, after.State, before.State)
	}
}
