package sqlite

import (
	"bytes"
	"context"
	"crypto/rand"
	"strings"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

func TestWhatIsSealedOpensInItsOwnPlaceOnly(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		key := dataKey{byte(rapid.IntRange(0, 255).Draw(r, "key"))}
		plain := rapid.SliceOf(rapid.Byte()).Draw(r, "plain")
		sealed, err := key.seal(rand.Reader, "draft 1", plain)
		if err != nil {
			r.Fatal(err)
		}
		open, err := key.open("draft 1", sealed)
		if err != nil || !bytes.Equal(open, plain) {
			r.Fatalf("%d bytes came back, %v", len(open), err)
		}
		if _, err := key.open("draft 2", sealed); cases.KeyOf(err) != "store.sealed" {
			r.Fatal("it opens in another place")
		}
		sealed[rapid.IntRange(0, len(sealed)-1).Draw(r, "at")] ^= 1
		if _, err := key.open("draft 1", sealed); cases.KeyOf(err) != "store.sealed" {
			r.Fatal("a changed byte was not noticed")
		}
	})
}

func TestACaseKeyOpensForItsOfficeAndCaseOnly(t *testing.T) {
	w := newWorld(t)
	office, _ := w.dir.Office(authorityID)
	key := cases.CaseKey{1, 2, 3}
	wrap, err := SealCaseKey(key, caseID(1), office)
	must(t, err)
	if got, err := OpenCaseKey(wrap, w.sealing[authorityID]); err != nil || got != key {
		t.Errorf("the key came back otherwise, %v", err)
	}
	_, err = OpenCaseKey(wrap, w.sealing[windowID])
	wants(t, err, cases.Damaged, "store.wrap")
	wrap.Case = caseID(2)
	_, err = OpenCaseKey(wrap, w.sealing[authorityID])
	wants(t, err, cases.Damaged, "store.wrap")
	office.Sealing = office.Sealing[1:]
	_, err = SealCaseKey(key, caseID(1), office)
	wants(t, err, cases.Invalid, "store.office_key")
}

func TestWithoutRandomnessNothingIsMade(t *testing.T) {
	w := newWorld(t)
	st := w.open(w.create(windowID))
	s := w.signIn(st, clerkID)
	st.random = strings.NewReader("too short")
	_, err := s.Act(context.Background(), caseID(1), cases.Hash{}, nil, receivedAct("示例甲公司", "收1"))
	wants(t, err, cases.Exhausted, "store.random")
	if n, err := s.Count(context.Background(), cases.Filter{}); err != nil || n != 0 {
		t.Errorf("%d cases, %v", n, err)
	}
}

func FuzzRecoveryCode(f *testing.F) {
	f.Add("0123-4567-89AB-CDEF")
	f.Add("oil ２")
	f.Fuzz(func(t *testing.T, typed string) {
		once := foldRecoveryCode(typed)
		if foldRecoveryCode(once) != once || strings.Trim(once, recoveryLetters) != "" {
			t.Errorf("%q folds to %q", typed, once)
		}
		if foldRecoveryCode(strings.ToLower(once)) != once {
			t.Error("small letters count otherwise")
		}
	})
}
