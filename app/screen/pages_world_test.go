package screen_test

import (
	"bytes"
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
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/google/uuid"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/forms/intake"
	"casedesk/store/sqlite"
)

// tools are loaded once: fonts and packs take most of the time.
var tools = sync.OnceValues(wire.Load)

// clerk sits in front of the whole window, over a real store of a made-up office.
type clerk struct {
	*testing.T
	win     fyne.Window
	shell   *Shell
	keys    *Keys
	work    jobs
	now     time.Time
	store   *sqlite.Session
	session present.Session
	front   *Curtain
	role    cases.Role
	pick    func(kinds []string, got func(PickedFile)) // nil: the file dialog
}

// A jobs desk holds work until the test lets it finish.
type jobs struct{ list []func() func() }

func (j *jobs) Do(work func() func()) { j.list = append(j.list, work) }

// deskStore adapts the local store to what the presenters need.
type deskStore struct{ *sqlite.Session }

func (s deskStore) Sending(ctx context.Context) (present.SyncState, error) {
	o, err := s.Outbox(ctx)
	return present.SyncState{Unsent: o.Unsent, Sent: o.Sent, Oldest: o.Oldest, Position: o.Position}, err
}

// Looks gives the books of who saw what.
func (s deskStore) Looks(ctx context.Context, before int64, limit int) (out []present.Look, err error) {
	all, err := s.Accesses(ctx, before, limit)
	for _, a := range all {
		out = append(out, present.Look(a))
	}
	return out, err
}

// newClerk opens a store, signs a clerk in and shows the window.
func newClerk(t *testing.T) *clerk { return newClerkOf(t, counter()) }

// counter is the office of most clerks here: a window, alone in its directory.
func counter() []cases.Office {
	return []cases.Office{{Name: "深圳市示例区政务服务中心", Short: "示例政服", Kind: cases.Window, City: "440300", Sample: true,
		Phone: "0755-00000000", Address: "示例路 1 号", Powers: []cases.Power{cases.MayReceive}}}
}

// newClerkOf is newClerk at the first of the offices, which all stand in the directory.
func newClerkOf(t *testing.T, offices []cases.Office) *clerk {
	t.Helper()
	return newPerson(t, offices, cases.Clerk)
}

// newPerson is newClerkOf for another role.
func newPerson(t *testing.T, offices []cases.Office, role cases.Role) *clerk {
	t.Helper()
	c := &clerk{T: t, role: role, now: time.Date(2026, 10, 12, 2, 41, 7, 0, time.UTC)}
	loaded, err := tools()
	must(t, err)
	loaded.Now = func() time.Time { return c.now }
	c.store = c.open(offices)
	desk, err := loaded.Desk(c.store)
	must(t, err)
	chinese, err := assets.LoadWords("zh-Hans")
	must(t, err)
	care := wire.CareOf(c.store)
	policy, err := care.Policy(context.Background())
	must(t, err)
	c.session = present.Session{Work: desk, Store: deskStore{c.store}, Book: loaded.Book, Chinese: chinese.Say, ReadSheet: readSheet,
		Books: deskStore{c.store}, Door: care, Policy: policy.Policy, Policies: care, People: care, Backups: care, Archive: care, TakeOuts: wire.Taker{Tools: loaded, Session: c.store}}
	c.sit("zh-Hans", 100, 768)
	return c
}

// sit shows a fresh window of the session.
func (c *clerk) sit(lang string, percent int, height float32) {
	c.Helper()
	words, err := assets.LoadWords(lang)
	must(c.T, err)
	c.win = window(c.T, false, percent, func() fyne.CanvasObject { return NewText("", Body, T1, false) })
	c.keys, c.front = NewKeys(), NewCurtain(c.win)
	c.keys.Attach(c.win.Canvas())
	c.shell = NewShell(Room{Words: words, Desk: &c.work, Session: c.session, Keys: c.keys, Canvas: c.front,
		Pick: c.pick, Settled: func(p cases.Policy) { c.session.Policy = p }}, func() {})
	c.win.SetContent(c.shell.Object())
	c.win.Resize(fyne.NewSize(1366, height))
	c.settle()
}

func (c *clerk) open(offices []cases.Office) *sqlite.Session {
	key, root, id := newKey(c.T), newKey(c.T), fresh(c.T)
	sealing, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	must(c.T, err)
	form := &x509.Certificate{SerialNumber: big.NewInt(7), Subject: pkix.Name{CommonName: "林晚晴", Organization: []string{"示例"}},
		NotBefore: c.now.AddDate(-1, 0, 0), NotAfter: c.now.AddDate(5, 0, 0), BasicConstraintsValid: true, IsCA: true,
		KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign}
	cert, err := x509.CreateCertificate(rand.Reader, form, form, key.Public(), key)
	must(c.T, err)
	rootCert, err := x509.CreateCertificate(rand.Reader, form, form, root.Public(), root)
	must(c.T, err)
	for i := range offices {
		offices[i].ID, offices[i].Sealing = fresh(c.T), sealing.PublicKey().Bytes()
	}
	offices[0].Accounts = []cases.Account{{ID: id, Name: "林晚晴", Roles: []cases.Role{c.role}, Cert: cert},
		{ID: fresh(c.T), Name: "周见山", Roles: []cases.Role{cases.Reviewer}, Cert: cert}, {ID: fresh(c.T), Name: "何嘉树", Roles: []cases.Role{cases.Signer}, Cert: cert}}
	if c.role != cases.Clerk { // somebody takes cases in
		offices[0].Accounts = append(offices[0].Accounts, cases.Account{ID: fresh(c.T), Name: "孟小禾", Roles: []cases.Role{cases.Clerk}, Cert: cert})
	}
	if c.role != cases.Security {
		offices[0].Accounts = append(offices[0].Accounts, cases.Account{ID: fresh(c.T), Name: "温若水", Roles: []cases.Role{cases.Security}, Cert: cert})
	}
	o := offices[0]
	s := sqlite.Setup{Device: fresh(c.T), Office: o.ID, DeviceKey: newKey(c.T), OfficeKey: sealing, Sample: true, Root: rootCert,
		Cost: sqlite.Cost{Time: 1, Memory: 64, Threads: 1}, Now: func() time.Time { return c.now }}
	for _, a := range offices[0].Accounts {
		s.Accounts = append(s.Accounts, sqlite.AccountSecret{ID: a.ID, Name: a.Name, PassPhrase: "示例口令-2026", Key: key})
	}
	public, err := x509.MarshalPKIXPublicKey(s.DeviceKey.Public())
	must(c.T, err)
	s.Directory, err = json.Marshal(cases.Directory{Version: 1, Sample: true, Offices: offices,
		Devices: []cases.Device{{ID: s.Device, Office: o.ID, Key: public}}})
	must(c.T, err)
	sum := sha256.Sum256(s.Directory)
	s.DirectorySig, err = ecdsa.SignASN1(rand.Reader, root, sum[:])
	must(c.T, err)
	dir := filepath.Join(c.TempDir(), "window")
	_, err = sqlite.Create(context.Background(), dir, s)
	must(c.T, err)
	store, err := sqlite.Open(context.Background(), dir, sqlite.Options{Now: s.Now, Keyring: ring{}})
	must(c.T, err)
	c.Cleanup(func() { store.Close() })
	session, err := store.Unlock(context.Background(), id, "示例口令-2026")
	must(c.T, err)
	c.Cleanup(func() { session.Close() })
	return session
}

// ring is a machine's keyring that lasts as long as the store is open.
type ring map[string][]byte

func (r ring) Secret(store string) ([]byte, error) {
	if s, ok := r[store]; ok {
		return s, nil
	}
	return nil, cases.Fail(cases.NotFound, "store.no_keyring")
}

func (r ring) Keep(store string, secret []byte) error {
	r[store] = slices.Clone(secret)
	return nil
}

// readSheet reads a file as the window does.
func readSheet(_ context.Context, path string) (present.Sheet, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return present.Sheet{}, cases.Fail(cases.NotFound, "file.open", "file", filepath.Base(path)).Because(err)
	}
	in, err := intake.Read(b, intake.Options{Today: cases.MustDate("2026-10-12"), Sample: true})
	s := present.Sheet{Name: filepath.Base(path), Rows: in.Rows, Records: in.Records, Unknown: in.UnknownColumns}
	for _, a := range in.SetAside {
		s.Aside = append(s.Aside, present.AsideRow{Row: a.Row, Field: a.Field, Value: a.Value, Reason: a.Reason})
	}
	for _, d := range in.Duplicates {
		s.Duplicates = append(s.Duplicates, present.DuplicateRow{Row: d.Row, Of: d.Of, Number: d.DocNumber, Differs: d.Differs})
	}
	return s, err
}

// keep puts made-up records into the store, as an import does.
func (c *clerk) keep(csv string) {
	c.Helper()
	in, err := intake.Read(bytes.TrimSpace([]byte(csv)), intake.Options{Today: cases.MustDate("2026-10-12"), Sample: true})
	must(c.T, err)
	_, err = c.store.KeepRecords(context.Background(), in.Records)
	must(c.T, err)
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(t, err)
	return k
}

func fresh(t *testing.T) cases.ID {
	id, err := uuid.NewV7()
	must(t, err)
	return cases.ID(id)
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
