package sqlite

import (
	"context"
	"crypto"
	"crypto/sha256"
	"slices"
	"testing"

	"casedesk/cases"
)

func hashOf(b []byte) cases.Hash { return sha256.Sum256(b) }

// What a caller asks wrongly is refused with its own sentence, and nothing is kept.
func TestWhatCannotBeIsRefused(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	block := cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 1, To: 9}
	bad := func(change func(*cases.NumberBlock)) error {
		b := block
		change(&b)
		return s.AddBlock(ctx, b)
	}
	before := everything(t, s)
	for name, story := range map[string]struct {
		err  error
		kind cases.ErrorKind
		key  string
	}{
		"an act on no case":                  {gives(s.Act(ctx, cases.ID{}, cases.Hash{}, nil, receivedAct("示例甲公司", "收"))), cases.Invalid, "store.no_act"},
		"no act":                             {gives(s.Act(ctx, caseID(2), cases.Hash{}, nil)), cases.Invalid, "store.no_act"},
		"an act on a base that is not there": {gives(s.Act(ctx, caseID(2), cases.Hash{1}, nil, forwardAct("2026-11-26"))), cases.NotFound, "store.no_case"},
		"a case that begins in the middle":   {gives(s.Act(ctx, caseID(2), cases.Hash{}, nil, forwardAct("2026-11-26"))), cases.Conflict, "apply.state"},
		"an act beyond the office's powers":  {gives(s.Act(ctx, caseID(2), cases.Hash{}, nil, cases.AcceptedAct{})), cases.Forbidden, "admit.power"},
		"a case":                             {gives(s.Case(ctx, caseID(9))), cases.NotFound, "store.no_case"},
		"its events":                         {gives(s.Events(ctx, caseID(9))), cases.NotFound, "store.no_case"},
		"sharing no case":                    {s.ShareCase(ctx, caseID(9), authorityID), cases.NotFound, "store.no_key"},
		"sharing with nobody":                {s.ShareCase(ctx, caseID(1), cases.ID{99}), cases.NotFound, "store.no_office"},
		"no series":                          {bad(func(b *cases.NumberBlock) { b.Series = "" }), cases.Invalid, "store.block"},
		"a number 0":                         {bad(func(b *cases.NumberBlock) { b.From = 0 }), cases.Invalid, "store.block"},
		"an end before":                      {bad(func(b *cases.NumberBlock) { b.To = 0 }), cases.Invalid, "store.block"},
		"another office's":                   {bad(func(b *cases.NumberBlock) { b.Office = authorityID }), cases.Forbidden, "store.block_other"},
		"no such number":                     {s.VoidNumber(ctx, "示例转〔2026〕1号"), cases.Conflict, "store.number_used"},
		"half a pull":                        {gives(s.Receive(ctx, make([]cases.Envelope, 1), nil, nil, "c")), cases.Invalid, "store.pull"},
		"a receipt unsigned":                 {s.Confirm(ctx, []cases.Receipt{{Position: 1}}), cases.Damaged, "receipt.signature"},
	} {
		if cases.KindOf(story.err) != story.kind || cases.KeyOf(story.err) != story.key {
			t.Errorf("%s: got %v, want %s", name, story.err, story.key)
		}
	}
	if everything(t, s) != before {
		t.Error("a refused call left something behind")
	}
	// What is not there is no error where there is nothing to do about it.
	must(t, s.Sent(ctx, []cases.Hash{{1}}))
	must(t, s.SetAside(ctx, cases.Hash{1}, "admit.power"))
	must(t, s.Uploaded(ctx, cases.Hash{1}))
	if everything(t, s) != before {
		t.Error("an event that is not here left something behind")
	}
}

func TestTheDirectoryIsTakenFromItsRootOnly(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	held, heldSig, err := s.store.SignedDirectory(ctx)
	must(t, err)
	save := func(change func(*cases.Directory)) error {
		d := w.dir
		d.Offices = slices.Clone(d.Offices)
		change(&d)
		raw, sig := w.signed(d)
		return s.SaveDirectory(ctx, raw, sig)
	}
	wants(t, save(func(d *cases.Directory) { d.Offices[0].Name = "别的窗口" }), cases.Conflict, "store.directory_other")
	wants(t, save(func(d *cases.Directory) { d.Version++; d.Offices = d.Offices[1:] }), cases.Invalid, "store.not_enrolled")
	wants(t, save(func(d *cases.Directory) { d.Version = 0 }), cases.Conflict, "store.directory_older")
	rubbish := []byte("[1, 2")
	sum := sha256.Sum256(rubbish)
	sig, err := w.root.Sign(nil, sum[:], crypto.SHA256)
	must(t, err)
	wants(t, s.SaveDirectory(ctx, rubbish, sig), cases.Damaged, "store.directory")
	wants(t, s.SaveDirectory(ctx, held, heldSig[:5]), cases.Damaged, "store.directory_signature")
	raw, kept, err := s.store.SignedDirectory(ctx)
	if err != nil || string(raw) != string(held) || string(kept) != string(heldSig) {
		t.Errorf("the directory was changed, %v", err)
	}
	must(t, save(func(d *cases.Directory) { d.Version = 9; d.Offices[0].Name = "示例新窗口" }))
	d, err := s.Directory(ctx)
	if err != nil || d.Version != 9 || d.Offices[0].Name != "示例新窗口" {
		t.Errorf("version %d, %v", d.Version, err)
	}
}

// What the library hands out is checked piece by piece; only sound pieces enter.
func TestRubbishFromTheLibraryIsSetAside(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	for n := 1; n <= 4; n++ {
		act(t, window, caseID(n), receivedAct("示例甲公司", "收"))
		must(t, window.ShareCase(ctx, caseID(n), authorityID))
	}
	events, receipts, wraps := w.place(window)
	receipts[1] = receipts[0]                                  // of another event
	receipts[2] = w.receipt(events[2].Hash(), 1)               // at a place that is taken
	events[3].Header = append([]byte{99}, events[3].Header...) // of a form nobody knows
	rubbish := cases.KeyWrap{Case: caseID(7), Office: authorityID, Sealed: []byte("rubbish")}
	foreign := cases.KeyWrap{Case: caseID(8), Office: windowID, Sealed: wraps[0].Sealed}
	_, err := authority.Receive(ctx, events, receipts, append(wraps, rubbish, foreign), "c1")
	must(t, err)
	aside, err := authority.Asides(ctx)
	must(t, err)
	reasons := []string{}
	for _, a := range aside {
		reasons = append(reasons, a.Reason)
	}
	slices.Sort(reasons)
	if want := []string{"event.version", "store.receipt", "store.receipt"}; !slices.Equal(reasons, want) {
		t.Errorf("set aside for %v, want %v", reasons, want)
	}
	if n, err := authority.Count(ctx, cases.Filter{}); err != nil || n != 1 {
		t.Errorf("%d cases, %v", n, err)
	}
	list, err := authority.Headers(ctx)
	if err != nil || len(list) != 1 || list[0].Position != 1 || list[0].Hash != events[0].Hash() || list[0].Header.Case != caseID(1) {
		t.Errorf("%+v, %v", list, err)
	}
	if report, err := authority.Check(ctx); err != nil || len(report.Trouble) != 0 {
		t.Errorf("%+v, %v", report, err)
	}
}

// Receiving the same page again, even as another page, writes nothing.
func TestAPageThatComesAgainWritesNothing(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	window, authority := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	act(t, window, caseID(1), receivedAct("示例甲公司", "收"), forwardAct("2026-11-26"))
	must(t, window.ShareCase(ctx, caseID(1), authorityID))
	events, receipts, wraps := w.place(window)
	_, err := authority.Receive(ctx, events, receipts, wraps, "c1")
	must(t, err)
	written := func() (here, there int) { // rows, since each store was opened
		must(t, window.store.write.db().QueryRow("SELECT total_changes()").Scan(&here))
		must(t, authority.store.write.db().QueryRow("SELECT total_changes()").Scan(&there))
		return here, there
	}
	here, there := written()
	for range 3 {
		_, err := authority.Receive(ctx, events, receipts, wraps, "c1")
		must(t, err)
		must(t, window.Confirm(ctx, receipts))
		must(t, window.Sent(ctx, []cases.Hash{events[0].Hash()}))
	}
	if again, more := written(); again != here || more != there {
		t.Errorf("%d and %d rows were written again", again-here, more-there)
	}
}

func TestAStoreTellsWhatItIsWithoutAPassPhrase(t *testing.T) {
	w := newWorld(t)
	st := w.open(w.create(authorityID))
	names := []cases.ID{}
	for _, a := range st.Accounts() {
		names = append(names, a.ID)
	}
	if st.Office() != authorityID || st.Device() != authDev || !st.Sample() || string(st.Root()) != string(w.rootCert) ||
		!slices.Equal(names, []cases.ID{handlerID, reviewerID, signerID}) {
		t.Error("the store tells something else")
	}
	s := w.signIn(st, reviewerID)
	if s.Account() != reviewerID || s.Store() != st {
		t.Error("the session tells something else")
	}
	signer, err := s.Signer()
	must(t, err)
	device, err := s.DeviceSigner()
	must(t, err)
	if !w.keys[reviewerID].PublicKey.Equal(signer.Public()) || !w.keys[authDev].PublicKey.Equal(device.Public()) {
		t.Error("a key is another's")
	}
}

// A slot's own figures never stop the machine: what no program of ours wrote is damage.
func TestASlotWithMadFiguresIsNotTried(t *testing.T) {
	if !DefaultCost().sane() {
		t.Error("the default cost is refused")
	}
	for _, mad := range []Cost{{}, {1, 1 << 30, 1}, {1 << 30, 64, 1}, {1, 64, 0}, {1, 4, 1}} {
		w, dir := closedStore(t)
		k, err := readKeyFile(dir)
		must(t, err)
		k.Accounts[0].Cost = mad
		must(t, k.write(dir))
		_, err = w.open(dir).Unlock(context.Background(), clerkID, pass)
		wants(t, err, cases.Damaged, "store.keys_damaged")
	}
	w, dir := closedStore(t)
	k, err := readKeyFile(dir)
	must(t, err)
	k.Accounts[0].KDF = "argon3"
	must(t, k.write(dir))
	_, err = w.open(dir).Unlock(context.Background(), clerkID, pass)
	wants(t, err, cases.TooNew, "store.newer")
}
