package present_test

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
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"casedesk/app/present"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

const pass = "示例口令-2026"

// tools are loaded once: fonts and packs take most of the time.
var tools = sync.OnceValues(wire.Load)

// world is two real stores of made-up offices, whose events are carried by hand.
type world struct {
	testing.TB
	tools    wire.Tools
	now      time.Time
	root     *ecdsa.PrivateKey
	rootCert *x509.Certificate
	stores   map[cases.OfficeKind]*sqlite.Store
	position uint64
	job      jobs
}

// A jobs desk holds work until the test finishes it, in any order.
type jobs struct{ list []func() func() }

func (j *jobs) Do(work func() func()) { j.list = append(j.list, work) }

// run finishes everything, also what finishing brings up.
func (j *jobs) run() {
	for len(j.list) > 0 {
		work := j.list[0]
		j.list = j.list[1:]
		if done := work(); done != nil {
			done()
		}
	}
}

// take removes job i, does its work and gives what shows it.
func (j *jobs) take(i int) func() {
	work := j.list[i]
	j.list = append(j.list[:i:i], j.list[i+1:]...)
	return work()
}

// newWorld makes a window and a deciding authority, and more offices if asked.
func newWorld(t testing.TB, more ...cases.Office) *world {
	t.Helper()
	loaded, err := tools()
	must(t, err)
	w := &world{TB: t, tools: loaded, now: time.Date(2026, 10, 12, 2, 41, 7, 0, time.UTC), stores: map[cases.OfficeKind]*sqlite.Store{}}
	w.tools.Now = func() time.Time { return w.now }
	w.root = newKey(t)
	w.rootCert = w.certificate("演示根", w.root, true)
	offices := []cases.Office{
		{Name: "深圳市示例区政务服务中心", Short: "示例政服", Kind: cases.Window, City: "440300", Sample: true, Phone: "0755-00000000",
			Address: "示例路 1 号", Powers: []cases.Power{cases.MayReceive}},
		{Name: "深圳市示例区住房和建设局", Short: "示例住建", Kind: cases.Authority, City: "440300", Sample: true, Phone: "0755-00000001",
			Address: "示例路 2 号", Serves: []string{"深圳市示例区住房和建设局"},
			Powers: []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayMark, cases.MayCheck, cases.MayDecide}},
	}
	offices = append(offices, more...)
	dir := cases.Directory{Version: 1, Sample: true}
	setups := make([]sqlite.Setup, len(offices))
	for i := range offices {
		setups[i] = w.setup(&offices[i])
		public, err := x509.MarshalPKIXPublicKey(setups[i].DeviceKey.Public())
		must(t, err)
		dir.Offices = append(dir.Offices, offices[i])
		dir.Devices = append(dir.Devices, cases.Device{ID: setups[i].Device, Office: offices[i].ID, Key: public})
	}
	raw, err := json.Marshal(dir)
	must(t, err)
	sum := sha256.Sum256(raw)
	sig, err := ecdsa.SignASN1(rand.Reader, w.root, sum[:])
	must(t, err)
	for i, s := range setups {
		s.Directory, s.DirectorySig, s.Root = raw, sig, w.rootCert.Raw
		w.open(offices[i], s)
	}
	return w
}

func (w *world) open(o cases.Office, s sqlite.Setup) {
	dir := filepath.Join(w.TempDir(), string(o.Kind))
	_, err := sqlite.Create(context.Background(), dir, s)
	must(w.TB, err)
	store, err := sqlite.Open(context.Background(), dir, sqlite.Options{Now: w.tools.Now})
	must(w.TB, err)
	w.Cleanup(func() { store.Close() })
	w.stores[o.Kind] = store
}

// setup makes the secrets of an office: four accounts, a device, a sealing key.
func (w *world) setup(o *cases.Office) sqlite.Setup {
	sealing, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	must(w.TB, err)
	o.ID, o.Sealing = fresh(w.TB), sealing.PublicKey().Bytes()
	s := sqlite.Setup{Device: fresh(w.TB), Office: o.ID, DeviceKey: newKey(w.TB), OfficeKey: sealing, Sample: true,
		Cost: sqlite.Cost{Time: 1, Memory: 64, Threads: 1}, Now: w.tools.Now}
	names := map[cases.Role]string{cases.Clerk: "林晚晴", cases.Reviewer: "周见山", cases.Signer: "何嘉树", cases.Security: "孟小禾"}
	for _, role := range []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer, cases.Security} {
		k, id := newKey(w.TB), fresh(w.TB)
		o.Accounts = append(o.Accounts, cases.Account{ID: id, Name: names[role], Roles: []cases.Role{role}, Cert: w.certificate(names[role], k, false).Raw})
		s.Accounts = append(s.Accounts, sqlite.AccountSecret{ID: id, Name: names[role], PassPhrase: pass, Key: k})
	}
	return s
}

func (w *world) certificate(name string, k *ecdsa.PrivateKey, ca bool) *x509.Certificate {
	form := &x509.Certificate{SerialNumber: big.NewInt(int64(len(name)) + 7), Subject: pkix.Name{CommonName: name, Organization: []string{"示例"}},
		NotBefore: w.now.AddDate(-1, 0, 0), NotAfter: w.now.AddDate(5, 0, 0), BasicConstraintsValid: true, IsCA: ca,
		KeyUsage: x509.KeyUsageDigitalSignature}
	parent := w.rootCert
	if ca {
		parent, form.KeyUsage = form, form.KeyUsage|x509.KeyUsageCertSign
	}
	der, err := x509.CreateCertificate(rand.Reader, form, parent, k.Public(), w.root)
	must(w.TB, err)
	c, err := x509.ParseCertificate(der)
	must(w.TB, err)
	return c
}

// store adapts the local store to what the presenters need.
type store struct{ *sqlite.Session }

// Sending puts together what the store tells of its outbox.
func (s store) Sending(ctx context.Context) (present.SyncState, error) {
	o, err := s.Outbox(ctx)
	st := present.SyncState{Unsent: o.Unsent, Sent: o.Sent, Oldest: o.Oldest, Position: o.Position}
	for _, r := range o.Refused {
		st.Aside = append(st.Aside, present.SetAside{Case: r.Row.Case, Number: r.Row.Number, Party: r.Row.Party, Event: r.Event, Kind: r.Kind, Reason: r.Reason})
	}
	series, seriesErr := s.Series(ctx)
	for _, n := range series {
		st.Numbers = append(st.Numbers, present.NumbersLeft(n))
	}
	if err == nil {
		err = seriesErr
	}
	return st, err
}

// sit signs an account of an office in and leases numbers for its letters.
func (w *world) sit(kind cases.OfficeKind, role cases.Role) present.Session {
	w.Helper()
	st := w.stores[kind]
	o := st.Doorplate()
	for _, a := range o.Accounts {
		if a.Has(role) {
			return w.unlock(st, a.ID, pass)
		}
	}
	w.Fatalf("%s has no %s", kind, role)
	return present.Session{}
}

func (w *world) unlock(st *sqlite.Store, account cases.ID, phrase string) present.Session {
	s, err := w.tryUnlock(st, account, phrase)
	must(w.TB, err)
	return s
}

func (w *world) tryUnlock(st *sqlite.Store, account cases.ID, phrase string) (present.Session, error) {
	s, err := st.Unlock(context.Background(), account, phrase)
	if err != nil {
		return present.Session{}, err
	}
	w.Cleanup(func() { s.Close() })
	d, err := w.tools.Desk(s)
	if err != nil {
		return present.Session{}, err
	}
	for _, series := range wire.Series(d.Office) {
		if left, _ := s.NumbersLeft(context.Background(), series, 2026); left == 0 {
			must(w.TB, s.AddBlock(context.Background(), cases.NumberBlock{Office: d.Office.ID, Device: st.Device(), Series: series, Year: 2026, From: 1, To: 40}))
		}
	}
	words, err := assets.LoadWords("zh-Hans")
	return present.Session{Work: d, Store: store{s}, Book: w.tools.Book, Chinese: words.Say, Books: store{s},
		Door: wire.CareOf(s), Policy: w.policy(s), Policies: wire.CareOf(s), People: wire.CareOf(s), Backups: wire.CareOf(s), Archive: wire.CareOf(s), TakeOuts: wire.Taker{Tools: w.tools, Session: s}}, err
}

func (w *world) policy(s *sqlite.Session) cases.Policy {
	p, err := wire.CareOf(s).Policy(context.Background())
	must(w.TB, err)
	return p.Policy
}

// Looks gives the books, for an auditor.
func (s store) Looks(ctx context.Context, before int64, limit int) (out []present.Look, err error) {
	all, err := s.Accesses(ctx, before, limit)
	for _, a := range all {
		out = append(out, present.Look(a))
	}
	return out, err
}

// carry takes what one office has not sent yet to the library and on to the other.
func (w *world) carry(sender, receiver present.Session) {
	w.Helper()
	ctx := context.Background()
	out, in := sender.Store.(store), receiver.Store.(store)
	events, wraps, err := out.Unsent(ctx, 0, 500)
	must(w.TB, err)
	var receipts []cases.Receipt
	for _, e := range events {
		w.position++
		r, err := cases.Receipt{Event: e.Hash(), Position: w.position, At: w.now.UnixMilli()}.Sign(w.root)
		must(w.TB, err)
		receipts = append(receipts, r)
	}
	must(w.TB, out.Confirm(ctx, receipts))
	_, err = in.Receive(ctx, events, receipts, wraps, "x")
	must(w.TB, err)
}

func newKey(t testing.TB) *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	return k
}

func fresh(t testing.TB) cases.ID {
	id, err := uuid.NewV7()
	must(t, err)
	return cases.ID(id)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
