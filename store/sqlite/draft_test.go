package sqlite

import (
	"context"
	"path/filepath"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

// Three accounts of one desk type, change and throw away; each sees exactly its
// own drafts, the latest first, and can neither see nor touch another's.
func TestNobodyEverSeesAnothersDraft(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(authorityID))
	accounts := []cases.ID{handlerID, reviewerID, signerID}
	seats := map[cases.ID]*Session{}
	for _, a := range accounts {
		seats[a] = w.signIn(st, a)
	}
	owner, text := map[cases.ID]cases.ID{}, map[cases.ID]string{}
	fewer(t, 20)
	rapid.Check(t, func(r *rapid.T) {
		for range rapid.IntRange(1, 12).Draw(r, "steps") {
			who := rapid.SampledFrom(accounts).Draw(r, "who")
			id := cases.ID{byte(rapid.IntRange(1, 5).Draw(r, "draft"))}
			if rapid.IntRange(0, 3).Draw(r, "drop") == 0 {
				must(t, seats[who].DropDraft(ctx, id))
				if owner[id] == who {
					delete(owner, id)
				}
				continue
			}
			body := rapid.StringN(0, 20, -1).Draw(r, "body")
			err := seats[who].SaveDraft(ctx, cases.Draft{ID: id, Body: []byte(body)})
			if held, ok := owner[id]; ok && held != who {
				wants(t, err, cases.Forbidden, "store.draft_other")
				continue
			}
			must(t, err)
			owner[id], text[id] = who, body
		}
		for _, who := range accounts {
			drafts, err := seats[who].Drafts(ctx, who)
			must(t, err)
			own := 0
			for _, by := range owner {
				if by == who {
					own++
				}
			}
			if len(drafts) != own {
				r.Errorf("%d drafts are shown, %d are its own", len(drafts), own)
			}
			for i, d := range drafts {
				if owner[d.ID] != who || d.Account != who || string(d.Body) != text[d.ID] || i > 0 && d.Saved > drafts[i-1].Saved {
					r.Error("another's draft, or not as it was typed")
				}
			}
			for _, other := range accounts {
				if _, err := seats[who].Drafts(ctx, other); other != who && cases.KeyOf(err) != "store.draft_other" {
					r.Errorf("another's drafts: %v", err)
				}
			}
		}
	})
}

func TestADraftIsOnesOwnAndHasANumber(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(authorityID, handlerID)
	wants(t, s.SaveDraft(ctx, cases.Draft{}), cases.Invalid, "store.draft")
	wants(t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{1}, Account: signerID}), cases.Forbidden, "store.draft_other")
	if drafts, err := s.Drafts(ctx, handlerID); err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
}

// A draft moved to another's name behind the store's back does not open there
// as another draft, and one that was changed is said to be damaged.
func TestADraftThatWasMovedIsDamaged(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(authorityID, handlerID)
	must(t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{1}, Body: []byte("一")}))
	_, err := s.store.write.db().Exec("UPDATE draft SET id = ?", make([]byte, 16))
	must(t, err)
	_, err = s.Drafts(ctx, handlerID)
	wants(t, err, cases.Damaged, "store.sealed")
}

// Who opens the store with the recovery code sees the cases but nobody's drafts.
func TestTheRecoveryCodeShowsNoDrafts(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := filepath.Join(t.TempDir(), "desk")
	code, err := Create(ctx, dir, w.setup(windowID))
	must(t, err)
	st := w.open(dir)
	must(t, w.signIn(st, clerkID).SaveDraft(ctx, cases.Draft{ID: cases.ID{1}, Body: []byte("一")}))
	s, err := st.Recover(ctx, code)
	must(t, err)
	defer s.Close()
	if drafts, err := s.Drafts(ctx, s.Account()); err != nil || len(drafts) != 0 {
		t.Errorf("%d drafts, %v", len(drafts), err)
	}
	_, err = s.Drafts(ctx, clerkID)
	wants(t, err, cases.Forbidden, "store.draft_other")
	wants(t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{1}}), cases.Forbidden, "store.draft_other")
}
