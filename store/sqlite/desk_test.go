package sqlite

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
	"database/sql"
	"encoding/json"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"casedesk/cases"
)

// world is a made-up library with two made-up offices, a device each.
type world struct {
	t         testing.TB
	root      *ecdsa.PrivateKey
	rootCert  []byte
	dir       cases.Directory
	keys      map[cases.ID]*ecdsa.PrivateKey // of accounts and devices
	sealing   map[cases.ID]hpke.PrivateKey   // of offices
	now       time.Time
	positions uint64
}

var (
	windowID    = cases.ID{1}
	authorityID = cases.ID{2}
	windowDev   = cases.ID{11}
	authDev     = cases.ID{12}
	clerkID     = cases.ID{21} // of the window
	handlerID   = cases.ID{22} // 经办 of the authority
	reviewerID  = cases.ID{23}
	signerID    = cases.ID{24}
)

const pass = "correct horse 电池"

func newWorld(t testing.TB) *world {
	w := &world{t: t, keys: map[cases.ID]*ecdsa.PrivateKey{}, sealing: map[cases.ID]hpke.PrivateKey{},
		now: time.Date(2026, 11, 23, 1, 0, 0, 0, time.UTC)}
	w.root, w.rootCert = w.certified("root")
	w.dir = cases.Directory{Version: 1, Sample: true, Offices: []cases.Office{
		{ID: windowID, Name: "示例窗口", Kind: cases.Window, City: "440300", Powers: []cases.Power{cases.MayReceive}, Sealing: w.seal(windowID), Sample: true,
			Accounts: []cases.Account{w.account(clerkID, cases.Clerk)}},
		{ID: authorityID, Name: "示例局", Kind: cases.Authority, City: "440300", Sealing: w.seal(authorityID), Sample: true,
			Powers:   []cases.Power{cases.MayReceive, cases.MayAccept, cases.MayDecide},
			Accounts: []cases.Account{w.account(handlerID, cases.Clerk), w.account(reviewerID, cases.Reviewer), w.account(signerID, cases.Signer)}},
	}}
	w.enrol(windowDev, windowID)
	w.enrol(authDev, authorityID)
	return w
}

// enrol adds a device at the end of the directory, as the library does.
func (w *world) enrol(device, office cases.ID) {
	key, _ := w.certified("device")
	w.keys[device] = key
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	must(w.t, err)
	w.dir.Devices = append(w.dir.Devices, cases.Device{ID: device, Office: office, Key: public})
}

func (w *world) certified(name string) (*ecdsa.PrivateKey, []byte) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(w.t, err)
	form := &x509.Certificate{SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: name}}
	der, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	must(w.t, err)
	return key, der
}

func (w *world) account(id cases.ID, role cases.Role) cases.Account {
	key, cert := w.certified(string(role))
	w.keys[id] = key
	return cases.Account{ID: id, Name: string(role), Roles: []cases.Role{role}, Cert: cert}
}

func (w *world) seal(office cases.ID) []byte {
	key, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	must(w.t, err)
	w.sealing[office] = key
	return key.PublicKey().Bytes()
}

func (w *world) signed(d cases.Directory) (raw, sig []byte) {
	raw, err := json.Marshal(d)
	must(w.t, err)
	sum := sha256.Sum256(raw)
	sig, err = ecdsa.SignASN1(rand.Reader, w.root, sum[:])
	must(w.t, err)
	return raw, sig
}

func (w *world) clock() time.Time { w.now = w.now.Add(time.Millisecond); return w.now }

func (w *world) setup(office cases.ID) Setup {
	raw, sig := w.signed(w.dir)
	s := Setup{Office: office, Directory: raw, DirectorySig: sig, Root: w.rootCert, OfficeKey: w.sealing[office],
		Sample: true, Cost: Cost{1, 64, 1}, Now: w.clock}
	for _, d := range w.dir.Devices {
		if d.Office == office && s.DeviceKey == nil {
			s.Device, s.DeviceKey = d.ID, w.keys[d.ID]
		}
	}
	o, _ := w.dir.Office(office)
	for _, a := range o.Accounts {
		s.Accounts = append(s.Accounts, AccountSecret{ID: a.ID, Name: a.Name, PassPhrase: pass, Key: w.keys[a.ID]})
	}
	return s
}

// hard holds what a path may hold.
func hard() string {
	if runtime.GOOS == "windows" {
		return "库 #1%41" // a question mark may not
	}
	return "库 #1%41?"
}

// closedToUs tells a file that nobody else can read while a store is open.
func closedToUs(d fs.DirEntry) bool { return runtime.GOOS == "windows" && d.Name() == lockName }

// linked lays a link, and tells whether this system makes real ones.
func linked(t testing.TB, to, at string) bool {
	t.Helper()
	must(t, os.Symlink(to, at))
	info, err := os.Lstat(at)
	if os.IsNotExist(err) {
		return false // Wine says that it did
	}
	must(t, err)
	if info.Mode()&fs.ModeSymlink == 0 {
		t.Logf("no links here: %v", info.Mode())
		return false
	}
	return true
}

// create makes a store whose path is a hard one.
func (w *world) create(office cases.ID) (dir string) {
	dir = filepath.Join(w.t.TempDir(), hard(), "desk")
	_, err := Create(context.Background(), dir, w.setup(office))
	must(w.t, err)
	return dir
}

func (w *world) open(dir string) *Store {
	st, err := Open(context.Background(), dir, Options{Now: w.clock})
	must(w.t, err)
	w.t.Cleanup(func() { st.Close() })
	return st
}

// entered opens a store and signs the first account in, as one step: what is amiss
// may show at either.
func entered(dir string, o Options) (*Store, *Session, error) {
	st, err := Open(context.Background(), dir, o)
	if err != nil {
		return nil, nil, err
	}
	s, err := st.Unlock(context.Background(), st.Accounts()[0].ID, pass)
	if err != nil {
		st.Close()
		return nil, nil, err
	}
	return st, s, nil
}

// behind opens the database of a store that nobody has open, behind its back.
func behind(dir string) (write, read *sql.DB, done func(), err error) {
	k, err := readKeyFile(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	data, _, err := k.Accounts[0].unseal(k.identity(), inHand{Proof: Proof{Pass: pass}})
	if err != nil {
		return nil, nil, nil, err
	}
	on, err := mount(k.Cipher, true, &data, trial{})
	if err != nil {
		return nil, nil, nil, err
	}
	write, read, err = connect(filepath.Join(dir, dbName), on)
	if err != nil {
		return nil, nil, nil, err
	}
	return write, read, func() { read.Close(); write.Close(); on.Close() }, nil
}

func (w *world) desk(office, account cases.ID) *Session {
	return w.signIn(w.open(w.create(office)), account)
}

func (w *world) signIn(st *Store, account cases.ID) *Session {
	s, err := st.Unlock(context.Background(), account, pass)
	must(w.t, err)
	w.t.Cleanup(func() { s.Close() })
	return s
}

// place is the library: it holds what a desk has not had answered, and signs.
func (w *world) place(from *Session) ([]cases.Envelope, []cases.Receipt, []cases.KeyWrap) {
	events, wraps, err := from.Unsent(context.Background(), 0, 0)
	must(w.t, err)
	receipts := make([]cases.Receipt, len(events))
	for i, e := range events {
		w.positions++
		receipts[i] = w.receipt(e.Hash(), w.positions)
	}
	must(w.t, from.Confirm(context.Background(), receipts))
	must(w.t, from.WrapsSent(context.Background(), wraps))
	return events, receipts, wraps
}

func (w *world) receipt(event cases.Hash, position uint64) cases.Receipt {
	r, err := cases.Receipt{Event: event, Position: position, At: w.now.UnixMilli()}.Sign(w.root)
	must(w.t, err)
	return r
}

func caseID(n int) cases.ID {
	return cases.ID{0x01, 0x9b, 0, byte(n >> 16), byte(n >> 8), byte(n), 0x70, 0, 0x80, 1}
}

func receivedAct(name, number string) cases.ReceivedAct {
	return cases.ReceivedAct{Number: number, Matter: cases.Repair, Office: windowID,
		Party:  cases.Party{Kind: cases.PartyPerson, Name: name, IDNumber: "440301199001010018", Phone: "13800000000"},
		Record: cases.Record{Party: name, DocNumber: "示例建罚〔2026〕41号", Body: "示例局", Content: "罚款 32 000 元"},
		On:     cases.MustDate("2026-11-23")}
}

func forwardAct(due string) cases.ForwardedAct {
	return cases.ForwardedAct{To: authorityID, ToName: "示例局", On: cases.MustDate("2026-11-23"),
		Clocks: []cases.ClockRun{{ID: "C-ACCEPT", From: cases.MustDate("2026-11-23"), Due: cases.MustDate(due)}}}
}

func act(t testing.TB, s *Session, id cases.ID, acts ...cases.Act) cases.Case {
	t.Helper()
	ctx := context.Background()
	var base cases.Hash
	if c, err := s.Case(ctx, id); err == nil {
		base = c.Head
	}
	_, err := s.Act(ctx, id, base, nil, acts...)
	must(t, err)
	c, err := s.Case(ctx, id)
	must(t, err)
	return c
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func wants(t testing.TB, err error, kind cases.ErrorKind, key string) {
	t.Helper()
	if cases.KindOf(err) != kind || cases.KeyOf(err) != key {
		t.Fatalf("got %v, want %s", err, key)
	}
}
