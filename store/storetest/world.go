// Package storetest holds what the tests of the stores share: made-up offices
// with real keys, real signed events, and the one contract suite that every
// central store passes.
package storetest

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/binary"
	"math/big"
	"testing"
	"time"

	"casedesk/cases"
)

// Desk is a made-up device with one account that may do every act of its office.
type Desk struct {
	Device    cases.ID
	Office    cases.ID
	Account   cases.ID
	Key       *ecdsa.PrivateKey // the account's
	Keeper    cases.ID          // 安全管理员 of the office
	KeeperKey *ecdsa.PrivateKey
	DeviceKey *ecdsa.PrivateKey
	Epoch     uint32
	Seq       uint64
	Prev      cases.Hash
}

// World is a library's root with a window, an authority and a stranger.
type World struct {
	Root      *x509.Certificate
	Key       *ecdsa.PrivateKey
	Directory cases.Directory
	Window    *Desk
	Authority *Desk
	Stranger  *Desk // an office with all powers that shares no case
}

// ID makes an ID that is the same in every run.
func ID(n int) (id cases.ID) {
	binary.BigEndian.PutUint64(id[8:], uint64(n))
	id[0], id[6], id[8] = 1, 0x70, id[8]|0x80
	return id
}

// NewWorld makes keys and a directory.
func NewWorld(tb testing.TB) *World {
	tb.Helper()
	w := &World{Key: NewKey(tb)}
	sheet := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "演示根"}, IsCA: true,
		NotBefore: time.Unix(0, 0), NotAfter: time.Unix(4e9, 0), BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign}
	w.Root = certify(tb, sheet, sheet, w.Key.Public(), w.Key)
	w.Directory = cases.Directory{Version: 1, Sample: true}
	w.Window = w.desk(tb, 1, cases.Window, cases.MayReceive)
	w.Authority = w.desk(tb, 2, cases.Authority, cases.MayReceive, cases.MayAccept, cases.MayDecide)
	w.Stranger = w.desk(tb, 3, cases.Authority, cases.MayReceive, cases.MayAccept, cases.MayDecide)
	return w
}

func (w *World) desk(tb testing.TB, n int, kind cases.OfficeKind, powers ...cases.Power) *Desk {
	d := &Desk{Device: ID(100 + n), Office: ID(200 + n), Account: ID(300 + n), Keeper: ID(400 + n), Key: NewKey(tb), KeeperKey: NewKey(tb), DeviceKey: NewKey(tb), Epoch: 1}
	sheet := &x509.Certificate{SerialNumber: big.NewInt(int64(n) + 1), Subject: pkix.Name{CommonName: "演示"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Unix(4e9, 0)}
	cert := certify(tb, sheet, w.Root, d.Key.Public(), w.Key)
	keeper := cases.Account{ID: d.Keeper, Name: "演示", Roles: []cases.Role{cases.Security}, Cert: certify(tb, sheet, w.Root, d.KeeperKey.Public(), w.Key).Raw}
	account := cases.Account{ID: d.Account, Name: "演示", Roles: []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}, Cert: cert.Raw}
	w.Directory.Offices = append(w.Directory.Offices, cases.Office{ID: d.Office, Name: "示例", Short: "示例" + string(rune('甲'+n)),
		Kind: kind, Powers: powers, Accounts: []cases.Account{account, keeper}, Sample: true})
	pkixKey, err := x509.MarshalPKIXPublicKey(d.DeviceKey.Public())
	if err != nil {
		tb.Fatal(err)
	}
	w.Directory.Devices = append(w.Directory.Devices, cases.Device{ID: d.Device, Office: d.Office, Key: pkixKey})
	return d
}

// Sign makes the library's receipts.
func (w *World) Sign(r cases.Receipt) (cases.Receipt, error) { return r.Sign(w.Key) }

// Write appends an event to the desk's log: a real header, chain and signature,
// and a body sealed under the case's key.
func (d *Desk) Write(tb testing.TB, of cases.ID, kind cases.Kind, signer crypto.Signer) cases.Envelope {
	tb.Helper()
	d.Seq++
	h := cases.Header{Device: d.Device, Epoch: d.Epoch, Seq: d.Seq, Clock: cases.Clock(d.Seq << 16), Case: of, Kind: kind,
		Schema: 1, Actor: d.Account, Prev: d.Prev}
	var fresh cases.Fresh
	binary.BigEndian.PutUint64(fresh[:], d.Seq)
	copy(fresh[8:], d.Device[:])
	binary.BigEndian.PutUint64(fresh[36:], d.Seq)
	e, err := cases.Write(h, []byte(`{"on":"2026-03-02"}`), CaseKey(of), fresh, signer)
	if err != nil {
		tb.Fatal(err)
	}
	d.Prev = e.Hash()
	return e
}

// Received appends a good event by the desk's own account.
func (d *Desk) Received(tb testing.TB, of cases.ID) cases.Envelope {
	tb.Helper()
	return d.Write(tb, of, cases.KindReceived, d.Key)
}

// CaseKey is the key of a made-up case.
func CaseKey(of cases.ID) cases.CaseKey { return sha256.Sum256(of[:]) }

// Wrap is a stand-in for a sealed case key: the stores never open one.
func Wrap(of, office cases.ID) cases.KeyWrap {
	return cases.KeyWrap{Case: of, Office: office, Sealed: append([]byte("sealed "), of[:]...)}
}

// NewKey makes a P-256 key.
func NewKey(tb testing.TB) *ecdsa.PrivateKey {
	tb.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		tb.Fatal(err)
	}
	return key
}

func certify(tb testing.TB, sheet, parent *x509.Certificate, key, by any) *x509.Certificate {
	tb.Helper()
	der, err := x509.CreateCertificate(rand.Reader, sheet, parent, key, by)
	if err != nil {
		tb.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		tb.Fatal(err)
	}
	return cert
}
