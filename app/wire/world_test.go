package wire

import (
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hpke"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/json"
	"math/big"
	"path/filepath"
	"testing"
	"time"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// world is two real stores with three accounts each, whose events are carried
// by hand: the whole work without a network.
type world struct {
	t        testing.TB
	tools    Tools
	root     *ecdsa.PrivateKey
	rootCert *x509.Certificate
	stores   map[cases.OfficeKind]*sqlite.Store
	folders  map[cases.OfficeKind]string
	position uint64
}

const pass = "示例口令-2026"

func newWorld(t testing.TB) *world {
	tools, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	tools.Now = func() time.Time { return time.Date(2026, 10, 12, 2, 41, 0, 0, time.UTC) }
	w := &world{t: t, tools: tools, root: key(t), stores: map[cases.OfficeKind]*sqlite.Store{}, folders: map[cases.OfficeKind]string{}}
	w.rootCert = w.certificate("演示根", w.root, true)
	specs := []cases.Office{
		{
			Name: "深圳市示例区政务服务中心（演示）", Short: "示例政服", Kind: cases.Window, City: "440300",
			Powers: []cases.Power{cases.MayReceive}, Sample: true, Phone: "0755-00000000", Address: "示例路 1 号",
		}, {
			Name: "深圳市示例区住房和建设局（演示）", Short: "示例住建", Kind: cases.Authority, City: "440300", Sample: true,
			Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide},
			Phone:  "0755-00000001", Address: "示例路 2 号",
		},
	}
	setups := make([]sqlite.Setup, len(specs))
	dir := cases.Directory{Version: 1, Sample: true}
	for i := range specs {
		setups[i] = w.setup(&specs[i])
		pub, err := x509.MarshalPKIXPublicKey(setups[i].DeviceKey.Public())
		if err != nil {
			t.Fatal(err)
		}
		dir.Offices = append(dir.Offices, specs[i])
		dir.Devices = append(dir.Devices, cases.Device{ID: setups[i].Device, Office: specs[i].ID, Key: pub})
	}
	raw, err := json.Marshal(dir)
	if err != nil {
		t.Fatal(err)
	}
	sum := sha256.Sum256(raw)
	sig, err := ecdsa.SignASN1(rand.Reader, w.root, sum[:])
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range setups {
		s.Directory, s.DirectorySig, s.Root = raw, sig, w.rootCert.Raw
		w.open(specs[i].Kind, s)
	}
	return w
}

func (w *world) open(kind cases.OfficeKind, s sqlite.Setup) {
	dir := filepath.Join(w.t.TempDir(), string(kind))
	if _, err := sqlite.Create(context.Background(), dir, s); err != nil {
		w.t.Fatal(err)
	}
	store, err := sqlite.Open(context.Background(), dir, sqlite.Options{Now: w.tools.Now})
	if err != nil {
		w.t.Fatal(err)
	}
	w.t.Cleanup(func() { store.Close() })
	w.stores[kind], w.folders[kind] = store, dir
}

// setup makes the secrets of an office: three accounts, a device, a sealing key.
func (w *world) setup(o *cases.Office) sqlite.Setup {
	sealing, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	if err != nil {
		w.t.Fatal(err)
	}
	o.ID, o.Sealing = fresh(w.t), sealing.PublicKey().Bytes()
	s := sqlite.Setup{
		Device: fresh(w.t), Office: o.ID, DeviceKey: key(w.t), OfficeKey: sealing, Sample: true,
		Cost: sqlite.Cost{Time: 1, Memory: 64, Threads: 1}, Now: w.tools.Now,
	}
	for _, role := range []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer} {
		k, id := key(w.t), fresh(w.t)
		name := map[cases.Role]string{cases.Clerk: "林晚晴", cases.Reviewer: "周见山", cases.Signer: "何嘉树"}[role]
		o.Accounts = append(o.Accounts, cases.Account{
			ID: id, Name: name, Roles: []cases.Role{role}, Cert: w.certificate(name, k, false).Raw,
		})
		s.Accounts = append(s.Accounts, sqlite.AccountSecret{ID: id, Name: name, PassPhrase: pass, Key: k})
	}
	return s
}

func (w *world) certificate(name string, k *ecdsa.PrivateKey, ca bool) *x509.Certificate {
	at := w.tools.Now()
	tmpl := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name, Organization: []string{"示例"}},
		NotBefore: at.AddDate(-1, 0, 0), NotAfter: at.AddDate(5, 0, 0), BasicConstraintsValid: true, IsCA: ca,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
	}
	parent := tmpl
	if !ca {
		parent = w.rootCert
		tmpl.KeyUsage = x509.KeyUsageDigitalSignature
	}
	der, err := x509.CreateCertificate(rand.Reader, tmpl, parent, k.Public(), w.root)
	if err != nil {
		w.t.Fatal(err)
	}
	c, err := x509.ParseCertificate(der)
	if err != nil {
		w.t.Fatal(err)
	}
	return c
}

// sit signs an account of the office in and gives its desk.
func (w *world) sit(kind cases.OfficeKind, role cases.Role) office.Desk {
	w.t.Helper()
	store := w.stores[kind]
	o := store.Doorplate()
	for _, a := range o.Accounts {
		if !a.Has(role) {
			continue
		}
		s, err := store.Unlock(context.Background(), a.ID, pass)
		if err != nil {
			w.t.Fatal(err)
		}
		w.t.Cleanup(func() { s.Close() })
		d, err := w.tools.Desk(s)
		if err != nil {
			w.t.Fatal(err)
		}
		return d
	}
	w.t.Fatalf("%s has no %s", kind, role)
	return office.Desk{}
}

// carry takes what one office has not sent yet to the library and on to the other.
func (w *world) carry(sender, receiver office.Desk) {
	w.t.Helper()
	ctx := context.Background()
	out, in := sender.Store.(*sqlite.Session), receiver.Store.(*sqlite.Session)
	events, wraps, err := out.Unsent(ctx, 0, 500)
	if err != nil {
		w.t.Fatal(err)
	}
	var receipts []cases.Receipt
	for _, e := range events {
		w.position++
		r, err := cases.Receipt{Event: e.Hash(), Position: w.position, At: w.tools.Now().UnixMilli()}.Sign(w.root)
		if err != nil {
			w.t.Fatal(err)
		}
		receipts = append(receipts, r)
	}
	if err := out.Confirm(ctx, receipts); err != nil {
		w.t.Fatal(err)
	}
	if _, err := in.Receive(ctx, events, receipts, wraps, "x"); err != nil {
		w.t.Fatal(err)
	}
	if aside, err := in.Asides(ctx); err != nil || len(aside) > 0 {
		w.t.Fatalf("set aside: %+v, %v", aside, err)
	}
}

func hash(b []byte) [32]byte { return sha256.Sum256(b) }

func key(t testing.TB) *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func fresh(t testing.TB) cases.ID {
	id, err := newID()
	if err != nil {
		t.Fatal(err)
	}
	return id
}
