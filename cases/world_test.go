package cases

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"math/big"
	"testing"
	"time"
)

// world is three offices with three accounts each, a device each, and one log a
// device: enough to play any story of the domain with real keys.
type world struct {
	t         *testing.T
	dir       Directory
	window    Office
	authority Office
	centre    Office
	keys      map[ID]*ecdsa.PrivateKey
	seq       map[ID]uint64
	prev      map[ID]Hash
	now       time.Time
	caseKey   CaseKey
	n         uint64
}

func id(n byte) ID { return ID{15: n, 6: 0x70, 8: 0x80} }

func newWorld(t *testing.T) *world {
	w := &world{
		t: t, keys: map[ID]*ecdsa.PrivateKey{}, seq: map[ID]uint64{}, prev: map[ID]Hash{},
		now: time.Date(2026, 10, 12, 2, 41, 0, 0, time.UTC), caseKey: CaseKey{7},
	}
	w.window = Office{
		ID: id(1), Name: "示例区政务服务中心", Short: "示例政服", Kind: Window, City: "440300",
		Powers: []Power{MayReceive}, Sample: true, Accounts: w.accounts(10),
	}
	w.authority = Office{
		ID: id(2), Name: "示例区住房和建设局", Short: "示例住建", Kind: Authority, City: "440300",
		Powers: []Power{MayReceive, MayAccept, MayMark, MayCheck, MayDecide}, Sample: true, Accounts: w.accounts(20),
	}
	w.centre = Office{
		ID: id(6), Name: "示例市公共信用信息中心", Short: "示例信用", Kind: Centre, City: "440300",
		Powers: []Power{MayReceive, MayAccept, MayMark, MayCheck, MayDecide}, Sample: true, Accounts: w.accounts(30),
	}
	w.dir = Directory{
		Version: 1, Sample: true, Offices: []Office{w.window, w.authority, w.centre},
		Devices: []Device{{ID: id(3), Office: id(1)}, {ID: id(4), Office: id(2)}, {ID: id(7), Office: id(6)}},
	}
	return w
}

// accounts makes clerk, reviewer and signer, numbered from n.
func (w *world) accounts(n byte) (out []Account) {
	for i, role := range []Role{Clerk, Reviewer, Signer} {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			w.t.Fatal(err)
		}
		a := Account{ID: id(n + byte(i)), Name: string(role), Roles: []Role{role}}
		tmpl := &x509.Certificate{SerialNumber: big.NewInt(int64(n)), Subject: pkix.Name{CommonName: a.Name}}
		if a.Cert, err = x509.CreateCertificate(rand.Reader, tmpl, tmpl, key.Public(), key); err != nil {
			w.t.Fatal(err)
		}
		w.keys[a.ID] = key
		out = append(out, a)
	}
	return out
}

func (w *world) hand(o Office, role Role) Hand {
	for _, a := range o.Accounts {
		if a.Has(role) {
			return Hand{o, a, DayIn(w.now)}
		}
	}
	w.t.Fatalf("%s has no %s", o.Name, role)
	return Hand{}
}

func (w *world) device(o Office) ID {
	switch o.ID {
	case w.window.ID:
		return id(3)
	case w.centre.ID:
		return id(7)
	}
	return id(4)
}

// event writes one act as a signed envelope on top of base.
func (w *world) event(c ID, base Hash, by Hand, act Act) Envelope {
	body, err := EncodeAct(act)
	if err != nil {
		w.t.Fatal(err)
	}
	d := w.device(by.Office)
	w.seq[d]++
	w.n++
	h := Header{
		Device: d, Epoch: 1, Seq: w.seq[d], Clock: Tick(Clock(w.n), w.now), Base: base, Case: c, Kind: act.Kind(),
		Schema: schemaVersion, Actor: by.Account.ID, Prev: w.prev[d],
	}
	var fresh Fresh
	binary.BigEndian.PutUint64(fresh[:], w.n)
	binary.BigEndian.PutUint64(fresh[32:], w.n)
	e, err := Write(h, body, w.caseKey, fresh, w.keys[by.Account.ID])
	if err != nil {
		w.t.Fatal(err)
	}
	w.prev[d] = e.Hash()
	return e
}

// do decides, writes, admits, reads back and applies.
func (w *world) do(c Case, by Hand, wish Act) (Case, error) {
	acts, err := Decide(c, wish, by)
	if err != nil {
		return c, err
	}
	caseID := c.ID
	if caseID.IsZero() {
		caseID = id(99)
	}
	for _, a := range acts {
		e := w.event(caseID, c.Head, by, a)
		if _, err := Admit(e, w.dir); err != nil {
			return c, err
		}
		ev, err := Read(e, w.caseKey)
		if err != nil {
			return c, err
		}
		if c, err = Apply(c, ev); err != nil {
			return c, err
		}
	}
	return c, nil
}

// must is do for steps that have to work.
func (w *world) must(c Case, by Hand, wish Act) Case {
	w.t.Helper()
	c, err := w.do(c, by, wish)
	if err != nil {
		w.t.Fatalf("%s: %v", wish.Kind(), err)
	}
	return c
}

func (w *world) receipt(m Matter) ReceivedAct {
	r := ReceivedAct{
		Number: "示例政服20261012-0007", Matter: m, Office: w.window.ID, On: DayIn(w.now),
		Party:  Party{Kind: PartyOrganisation, Name: "示例建筑有限公司", Code: "91440300MA9X00185L"},
		Record: Record{Party: "示例建筑有限公司", DocNumber: "示例建罚〔2026〕41号", DecidedOn: MustDate("2026-03-02"), Sample: true},
		Papers: []Paper{{Code: "PROOF", Name: "缴款凭证", Pages: 1}},
	}
	if m == Objection {
		r.Claims = []Claim{{Ground: "expired", Request: "stop"}}
	}
	return r
}

func (w *world) judged(repairable Tri) JudgedAct {
	return JudgedAct{
		Facts: Facts{Matter: "repair"},
		Verdict: Verdict{
			On: DayIn(w.now), Proposed: Proposal{Ruleset: "R36"}, Repairable: repairable,
			Rulesets: []RulesetVerdict{{ID: "R36", Title: "《信用修复管理办法》", Repairable: repairable, Supported: repairable, Verified: true}},
		},
		Ruleset: "R36", Class: "R36.GENERAL", Reason: "罚款数额由人认定",
	}
}
