package library_test

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/hpke"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
	"casedesk/store/storetest"
)

// desktop enrols a desk and opens a real store for it.
func (s *town) desktop(t *testing.T, d *storetest.Desk) *sqlite.Session {
	t.Helper()
	session, _ := s.desktopIn(t, d)
	return session
}

// desktopIn is desktop that also tells the store's folder.
func (s *town) desktopIn(t *testing.T, d *storetest.Desk) (*sqlite.Session, string) {
	t.Helper()
	ctx := context.Background()
	key, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	office, _ := s.lib.Directory().Office(d.Office)
	office.Sealing = key.PublicKey().Bytes()
	if err := s.lib.PutOffice(ctx, office); err != nil {
		t.Fatal(err)
	}
	code, err := s.lib.NewCode(ctx, d.Office, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	enrolment, err := s.client(d, nil).Enrol(ctx, code)
	if err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "store")
	_, err = sqlite.Create(ctx, dir, sqlite.Setup{Device: d.Device, Office: d.Office, DeviceKey: d.DeviceKey, Sample: true,
		Directory: enrolment.Directory, DirectorySig: enrolment.Sig, Root: enrolment.Root, OfficeKey: key,
		Accounts: []sqlite.AccountSecret{{ID: d.Account, Name: "演示", PassPhrase: "demo", Key: d.Key}},
		Cost:     sqlite.Cost{Time: 1, Memory: 8, Threads: 1}})
	if err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(ctx, dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = store.Close() })
	session, err := store.Unlock(ctx, d.Account, "demo")
	if err != nil {
		t.Fatal(err)
	}
	return session, dir
}

// One case from the window's real store to the authority's and back, with its
// file, over a bad road.
func TestRealDesks(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	window, authority := s.desktop(t, s.Window), s.desktop(t, s.Authority)
	dice := rand.New(rand.NewPCG(7, 7))
	sync := func(d *storetest.Desk, local replica.Local) {
		t.Helper()
		for range 200 {
			_, err := s.client(d, badRoad{dice}).Sync(ctx, local)
			if err == nil {
				return
			}
			if k := cases.KindOf(err); k != cases.Unreachable && k != cases.Conflict {
				t.Fatal(err)
			}
		}
		t.Fatal("no sync came through")
	}
	sync(s.Window, window) // the newest directory, with the authority's public key

	of, today := storetest.ID(900), cases.MustDate("2026-03-02")
	received, err := window.Act(ctx, of, cases.Hash{}, nil, cases.ReceivedAct{Number: "演示-1", Matter: cases.Repair, Office: s.Window.Office,
		Party: cases.Party{Name: "示例商贸有限公司"}, On: today})
	if err != nil {
		t.Fatal(err)
	}
	scan := bytes.Repeat([]byte("scan"), 1000)
	blob, key, size, err := window.PutBlob(ctx, bytes.NewReader(scan))
	if err != nil {
		t.Fatal(err)
	}
	later, err := window.Act(ctx, of, received[0].Hash, nil,
		cases.EvidenceAct{Blob: blob, Key: key, Name: "缴款凭证", Media: "application/pdf", Size: size},
		cases.ForwardedAct{To: s.Authority.Office, ToName: "示例", On: today})
	if err != nil {
		t.Fatal(err)
	}
	if err := window.ShareCase(ctx, of, s.Authority.Office); err != nil {
		t.Fatal(err)
	}
	sync(s.Window, window)
	sync(s.Authority, authority)

	got, err := authority.Case(ctx, of)
	if err != nil || got.State != cases.Forwarded || got.Head != later[1].Hash || got.Party.Name != "示例商贸有限公司" {
		t.Fatalf("the authority has state %q, %v", got.State, err)
	}
	if file, err := authority.Blob(ctx, blob, key); err != nil || !bytes.Equal(file, scan) {
		t.Errorf("the file came as %d bytes, %v", len(file), err)
	}
	if _, err := authority.Act(ctx, of, got.Head, nil, cases.AcceptedAct{On: today}); err != nil {
		t.Fatal(err)
	}
	sync(s.Authority, authority)
	sync(s.Window, window)
	if back, err := window.Case(ctx, of); err != nil || back.State != cases.Accepted {
		t.Errorf("the window has state %q, %v", back.State, err)
	}
	if at := atCentre(t, s); len(at) != 4 {
		t.Errorf("%d events at the centre", len(at))
	}
}
