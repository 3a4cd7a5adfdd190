package storetest

import (
	"context"
	"crypto"
	"encoding/binary"
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
)

// End appends an act about a case's file by the desk's keeper, or by its own account.
func (d *Desk) End(tb testing.TB, of cases.ID, act cases.Act, base cases.Hash) cases.Envelope {
	tb.Helper()
	d.Seq++
	h := cases.Header{Device: d.Device, Epoch: d.Epoch, Seq: d.Seq, Clock: cases.Clock(d.Seq << 16), Base: base, Case: of, Kind: act.Kind(),
		Schema: 1, Actor: d.Keeper, Prev: d.Prev}
	var signer crypto.Signer = d.KeeperKey
	if act.Kind() == cases.KindDestroyed {
		h.Actor, signer = d.Account, d.Key
	}
	body, err := cases.EncodeAct(act)
	if err != nil {
		tb.Fatal(err)
	}
	var fresh cases.Fresh
	binary.BigEndian.PutUint64(fresh[:], d.Seq)
	e, err := cases.Write(h, body, cases.CaseKey{}, fresh, signer)
	if err != nil {
		tb.Fatal(err)
	}
	d.Prev = e.Hash()
	return e
}

var (
	endAsk  = cases.EndAskedAct{Number: "收1", Received: cases.MustDate("2026-03-02"), Ground: cases.EndOrder, Basis: "示例文件", On: cases.MustDate("2026-03-03")}
	endDone = cases.DestroyedAct{Number: "收1", Received: endAsk.Received, Ground: endAsk.Ground, Basis: endAsk.Basis, On: endAsk.On}
)

// ended takes a case that two offices share to its end: what was asked for by one
// person and granted by another counts, and then no key is left for anybody.
func ended(t *testing.T, r *Room) {
	w, a := r.Window, r.Authority
	one := w.Received(t, ID(1))
	r.MustPush(t, w, []cases.Envelope{one}, Wrap(ID(1), w.Office), Wrap(ID(1), a.Office))
	early := w.End(t, ID(1), endDone, one.Hash())
	ask := w.End(t, ID(1), endAsk, cases.Hash{})
	held := a.End(t, ID(1), cases.HeldAct{Basis: "调卷函", On: endAsk.On}, cases.Hash{})
	got := r.MustPush(t, w, []cases.Envelope{early, ask})
	if len(got.SetAside) != 1 || got.SetAside[0].Key != "ending.not_asked" || len(got.Receipts) != 1 {
		t.Fatalf("granted before it was asked for: %+v", got)
	}
	r.MustPush(t, a, []cases.Envelope{held})
	if got := r.MustPush(t, w, []cases.Envelope{w.End(t, ID(1), endDone, ask.Hash())}); len(got.SetAside) != 1 || got.SetAside[0].Key != "ending.held" {
		t.Fatalf("a held file: %+v", got)
	}
	if _, keys := r.Sees(t, a.Office); len(keys) != 1 {
		t.Fatalf("%d keys while it is held", len(keys))
	}
	r.MustPush(t, a, []cases.Envelope{a.End(t, ID(1), cases.ReleasedAct{Basis: "已还卷", On: endAsk.On}, cases.Hash{})})
	other := r.MustPush(t, a, []cases.Envelope{a.End(t, ID(1), endDone, ask.Hash())})
	if len(other.SetAside) != 1 || other.SetAside[0].Key != "ending.other_office" {
		t.Fatalf("another office: %+v", other)
	}
	done := w.End(t, ID(1), endDone, ask.Hash())
	after := w.Write(t, ID(1), cases.KindEvidence, w.Key)
	got = r.MustPush(t, w, []cases.Envelope{done, after}, Wrap(ID(1), r.Stranger.Office))
	if len(got.Receipts) != 1 || len(got.SetAside) != 1 || got.SetAside[0].Key != "sync.destroyed" || len(got.WrapsRefused) != 1 {
		t.Fatalf("the end: %+v", got)
	}
	late := a.Write(t, ID(1), cases.KindAccepted, a.Key)
	if got := r.MustPush(t, a, []cases.Envelope{late}, Wrap(ID(1), w.Office)); len(got.SetAside) != 1 || got.SetAside[0].Key != "sync.destroyed" || len(got.WrapsRefused) != 1 {
		t.Errorf("afterwards: %+v", got)
	}
	for _, office := range []cases.ID{w.Office, a.Office} {
		events, keys := r.Sees(t, office)
		if len(keys) != 0 || events[len(events)-1] != done.Hash() {
			t.Errorf("%d keys are left; the last of %d events is not the end", len(keys), len(events))
		}
	}
	page, err := r.Store.Pull(context.Background(), central.Pull{Office: a.Office, Limit: 1, Bytes: 1})
	if err != nil || page.Next == 0 || !page.More || len(page.Wraps) != 0 {
		t.Errorf("a key that is gone holds the page up: %+v, %v", page, err)
	}
}
