package main

import (
	"bufio"
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hpke"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

const pass = "示例口令-2026"

// said runs a command beside the server and gives what it answered.
func said(t *testing.T, args ...string) string {
	t.Helper()
	var out bytes.Buffer
	if err := run(context.Background(), args, &out, io.Discard); err != nil {
		t.Fatalf("%v: %v", args, err)
	}
	return out.String()
}

// serving starts a library that is no sample.
func serving(t *testing.T, root, data string) (url string) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"--data", data, "--root", root}, in, io.Discard) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var ready struct{ URL string }
	if err := json.Unmarshal(line, &ready); err != nil {
		t.Fatal(err)
	}
	return ready.URL
}

// applied writes an application into a folder.
func applied(t *testing.T, dir string, a replica.Application) string {
	t.Helper()
	b, err := json.Marshal(a)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(dir, a.Account.Name+".json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

// county is a desk of a real library with an administrator.
type county struct {
	root, data, url, dir string
	office, admin        cases.ID
	key                  *ecdsa.PrivateKey
	desk                 *sqlite.Session
}

func newKey(t *testing.T) *ecdsa.PrivateKey {
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

func newCounty(t *testing.T) (c county) {
	t.Helper()
	ctx := context.Background()
	c.root, c.data, c.dir = filepath.Join(t.TempDir(), "root"), t.TempDir(), t.TempDir()
	c.office, c.admin, c.key = cases.ID{1, 7}, cases.ID{2, 7}, newKey(t)
	said(t, "root", "--root", c.root, "--name", "示例市公共信用信息中心")
	c.url = serving(t, c.root, c.data)
	sealing, err := hpke.DHKEM(ecdh.X25519()).GenerateKey()
	if err != nil {
		t.Fatal(err)
	}
	o := cases.Office{ID: c.office, Name: "示例县政务服务中心", Short: "示例县", Kind: cases.Window, City: "440300", Powers: []cases.Power{cases.MayReceive}, Sealing: sealing.PublicKey().Bytes()}
	b, err := json.Marshal(o)
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(c.dir, "office.json")
	if err := os.WriteFile(file, b, 0o600); err != nil {
		t.Fatal(err)
	}
	said(t, "office", "--root", c.root, "--data", c.data, file)
	public, err := x509.MarshalPKIXPublicKey(c.key.Public())
	if err != nil {
		t.Fatal(err)
	}
	first := applied(t, c.dir, replica.Application{Office: c.office, Account: cases.Account{ID: c.admin, Name: "示例管理员", Roles: []cases.Role{cases.Admin}}, Key: public})
	said(t, "certify", "--root", c.root, "--data", c.data, first)
	var code struct{ Code string }
	if err := json.Unmarshal([]byte(said(t, "code", "--root", c.root, "--data", c.data, c.office.String())), &code); err != nil {
		t.Fatal(err)
	}
	device := newKey(t)
	client := replica.Client{Base: c.url, HTTP: http.DefaultClient, Device: cases.ID{3, 7}, Key: device, Now: time.Now, Random: func(b []byte) { rand.Read(b) }}
	e, err := client.Enrol(ctx, code.Code)
	if err != nil {
		t.Fatal(err)
	}
	at := filepath.Join(c.dir, "desk")
	if _, err := sqlite.Create(ctx, at, sqlite.Setup{Device: cases.ID{3, 7}, Office: c.office, DeviceKey: device, Directory: e.Directory, DirectorySig: e.Sig, Root: e.Root,
		OfficeKey: sealing, Accounts: []sqlite.AccountSecret{{ID: c.admin, Name: "示例管理员", PassPhrase: pass, Key: c.key}}, Cost: sqlite.Cost{Time: 1, Memory: 64, Threads: 1}}); err != nil {
		t.Fatal(err)
	}
	store, err := sqlite.Open(ctx, at, sqlite.Options{Ballast: -1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	if c.desk, err = store.Unlock(ctx, c.admin, pass); err != nil {
		t.Fatal(err)
	}
	return c
}

// A library that is no sample: a new account's application goes there as a file, its
// people certify it beside the running server, and the answer comes back over the
// network, or on a stick; other roles go the same way.
func TestARealLibraryCertifiesAccounts(t *testing.T) {
	ctx, c := context.Background(), newCounty(t)
	care := wire.CareOf(c.desk)
	asked, err := care.Apply(ctx, "孟小禾", []cases.Role{cases.Clerk})
	if err != nil {
		t.Fatal(err)
	}
	file, err := care.WriteApplication(c.dir, asked)
	if err != nil {
		t.Fatal(err)
	}
	certify := []string{"certify", "--root", c.root, "--data", c.data, "--to", c.dir}
	out := said(t, append(certify, file)...)
	if !strings.Contains(out, replica.Fingerprint(asked.Key)) || !strings.Contains(out, "casedesk-directory-") {
		t.Errorf("certify said %s", out)
	}
	if _, err := (wire.Tools{}).Sync(ctx, c.desk, c.url); err != nil { // online: the running server takes it over
		t.Fatal(err)
	}
	if err := care.TakeIn(ctx, asked.Account.ID, "孟的口令"); err != nil {
		t.Fatal(err)
	}
	if _, err := c.desk.Store().Unlock(ctx, asked.Account.ID, "孟的口令"); err != nil {
		t.Fatal(err)
	}

	more, err := care.ApplyRoles(ctx, asked.Account.ID, []cases.Role{cases.Clerk, cases.Reviewer})
	if err != nil {
		t.Fatal(err)
	}
	if file, err = care.WriteApplication(c.dir, more); err != nil {
		t.Fatal(err)
	}
	before, _ := filepath.Glob(filepath.Join(c.dir, "casedesk-directory-*"))
	said(t, append(certify, file)...)
	after, _ := filepath.Glob(filepath.Join(c.dir, "casedesk-directory-*"))
	after = slices.DeleteFunc(after, func(name string) bool { return slices.Contains(before, name) })
	answer, err := os.ReadFile(after[0])
	if err != nil {
		t.Fatal(err)
	}
	if _, err := care.TakeAnswer(ctx, answer); err != nil { // on a stick
		t.Fatal(err)
	}
	o, _ := c.desk.Store().Directory().Office(c.office)
	if a, _ := o.Account(asked.Account.ID); !slices.Equal(a.Roles, more.Account.Roles) {
		t.Errorf("%s has %v", a.Name, a.Roles)
	}
	sent, err := (wire.Tools{}).Sync(ctx, c.desk, c.url) // that they were asked for goes up with the log
	if err != nil || sent.Pushed != 1 || len(sent.SetAside) != 0 {
		t.Errorf("%+v, %v", sent, err)
	}
	if r, err := c.desk.Check(ctx); err != nil || len(r.Trouble) != 0 {
		t.Errorf("%v, %v", r.Trouble, err)
	}
	for name, b := range map[string][]byte{"rubbish": []byte("{}"), "changed": bytes.Replace(answer, []byte(`"sig":"M`), []byte(`"sig":"N`), 1)} {
		if _, err := care.TakeAnswer(ctx, b); err == nil {
			t.Errorf("%s was taken", name)
		}
	}
}

// What cannot be certified is said in one sentence, and nothing is.
func TestNothingHalfCertified(t *testing.T) {
	c := newCounty(t)
	public, err := x509.MarshalPKIXPublicKey(newKey(t).Public())
	if err != nil {
		t.Fatal(err)
	}
	ask := func(name string, office cases.ID, roles ...cases.Role) string {
		return applied(t, c.dir, replica.Application{Office: office, Account: cases.Account{ID: cases.ID{9, byte(len(name))}, Name: name, Roles: roles}, Key: public})
	}
	rubbish := filepath.Join(c.dir, "rubbish.json")
	if err := os.WriteFile(rubbish, []byte(`{"office":1}`), 0o600); err != nil {
		t.Fatal(err)
	}
	good := ask("甲", c.office, cases.Clerk)
	on := []string{"--root", c.root, "--data", c.data}
	for key, args := range map[string][]string{
		"central.application": append([]string{"certify"}, append(on, good, rubbish)...),
		"role.clash":          append([]string{"certify"}, append(on, ask("乙乙", c.office, cases.Admin, cases.Auditor))...),
		"central.no_office":   append([]string{"certify"}, append(on, ask("丙丙丙", cases.ID{8}, cases.Clerk))...),
		"central.usage":       {"certify", "--root", c.root, "--data", c.data},
		"central.root":        {"certify", "--root", c.dir, "--data", c.data, good},
		"central.root_there":  {"root", "--root", c.root, "--name", "又一个"},
	} {
		if err := run(context.Background(), args, io.Discard, io.Discard); cases.KeyOf(err) != key {
			t.Errorf("got %v, want %s", err, key)
		}
	}
	if _, err := (wire.Tools{}).Sync(context.Background(), c.desk, c.url); err != nil {
		t.Fatal(err)
	}
	if o, _ := c.desk.Store().Directory().Office(c.office); len(o.Accounts) != 1 {
		t.Errorf("%d accounts", len(o.Accounts))
	}
}
