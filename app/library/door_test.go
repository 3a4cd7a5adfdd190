package library_test

import (
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/storetest"
)

func TestRubbishIsOneClearError(t *testing.T) {
	s := newTown(t)
	endless := func(w http.ResponseWriter, _ *http.Request) {
		piece := bytes.Repeat([]byte("x"), 1<<20)
		for range 64 {
			if _, err := w.Write(piece); err != nil {
				return
			}
		}
	}
	say := func(status int, body string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) {
			w.WriteHeader(status)
			fmt.Fprint(w, body)
		}
	}
	for name, c := range map[string]struct {
		answer http.HandlerFunc
		key    string
	}{
		"a gateway's page":           {say(200, "<html>请登录</html>"), "sync.rubbish"},
		"a cut answer":               {say(200, `{"version":`), "sync.rubbish"},
		"nothing":                    {say(200, ""), "sync.rubbish"},
		"500":                        {say(500, "oops"), "sync.rubbish"},
		"an error of somebody else":  {say(404, `{"error":"not found"}`), "sync.rubbish"},
		"a key that is no key":       {say(403, `{"kind":4,"key":"<b>"}`), "sync.rubbish"},
		"a redirect to nowhere":      {say(302, ""), "sync.rubbish"},
		"an endless answer":          {endless, "sync.endless"},
		"a directory nobody signed":  {say(200, `{"version":9,"directory":"e30=","sig":"AA=="}`), "sync.directory"},
		"the library's own sentence": {say(403, `{"kind":4,"key":"sync.unknown_device"}`), "sync.unknown_device"},
	} {
		t.Run(name, func(t *testing.T) {
			server := httptest.NewServer(c.answer)
			defer server.Close()
			client := s.client(s.Window, nil)
			client.Base, client.Tries = server.URL, 2
			m := newMemory(s.Window)
			m.act(t, storetest.ID(1), cases.KindReceived)
			if _, err := client.Sync(context.Background(), m); cases.KeyOf(err) != c.key {
				t.Errorf("got %v, want %s", err, c.key)
			}
			if len(m.answered) != 0 {
				t.Error("something was confirmed")
			}
		})
	}
	client := s.client(s.Window, nil)
	client.Base = "http://127.0.0.1:1"
	if _, err := client.Sync(context.Background(), newMemory(s.Window)); cases.KeyOf(err) != "sync.down" {
		t.Errorf("nobody there: %v", err)
	}
}

func TestSlowLibrary(t *testing.T) {
	s := newTown(t)
	hold := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-hold }))
	defer server.Close()
	defer close(hold)
	client := s.client(s.Window, nil)
	client.Base, client.Tries, client.HTTP.Timeout = server.URL, 1, 50*time.Millisecond
	if _, err := client.Sync(context.Background(), newMemory(s.Window)); cases.KeyOf(err) != "sync.timeout" {
		t.Errorf("got %v", err)
	}
}

// ask sends one request with a proof and gives the status and the error's key.
func ask(t *testing.T, r *http.Request) (int, string) {
	t.Helper()
	res, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	var f struct{ Key string }
	_ = json.NewDecoder(res.Body).Decode(&f)
	return res.StatusCode, f.Key
}

func (s *town) proven(t *testing.T, d *storetest.Desk, key *ecdsa.PrivateKey, at time.Time, path string) *http.Request {
	t.Helper()
	r, err := http.NewRequest(http.MethodGet, s.url+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	p := replica.Proof{Device: d.Device, At: at.UnixMilli()}
	if _, err := rand.Read(p.Nonce[:]); err != nil {
		t.Fatal(err)
	}
	if err := replica.SignRequest(r, nil, p, key); err != nil {
		t.Fatal(err)
	}
	return r
}

func TestOnlyADeviceThatProvesItself(t *testing.T) {
	s := newTown(t)
	s.enrol(t, s.Window)
	d, now := s.Window, time.Now()
	bare, err := http.NewRequest(http.MethodGet, s.url+replica.PathDirectory, nil)
	if err != nil {
		t.Fatal(err)
	}
	moved := s.proven(t, d, d.DeviceKey, now, replica.PathDirectory)
	moved.URL.Path, moved.URL.RawQuery = replica.PathPull, "epoch=1"
	for name, c := range map[string]struct {
		request *http.Request
		key     string
	}{
		"no proof":        {bare, "sync.signature"},
		"another key":     {s.proven(t, d, d.Key, now, replica.PathDirectory), "sync.signature"},
		"not enrolled":    {s.proven(t, s.Stranger, s.Stranger.DeviceKey, now, replica.PathDirectory), "sync.unknown_device"},
		"for another use": {moved, "sync.signature"},
		"an old one":      {s.proven(t, d, d.DeviceKey, now.Add(-6*time.Minute), replica.PathDirectory), "sync.clock"},
		"a coming one":    {s.proven(t, d, d.DeviceKey, now.Add(6*time.Minute), replica.PathDirectory), "sync.clock"},
		"before the start, for its replay is not remembered": {s.proven(t, d, d.DeviceKey, now.Add(-4*time.Minute), replica.PathDirectory), "sync.clock"},
	} {
		if status, key := ask(t, c.request); status != http.StatusForbidden || key != c.key {
			t.Errorf("%s: %d %s, want %s", name, status, key, c.key)
		}
	}
	good := s.proven(t, d, d.DeviceKey, time.Now(), replica.PathDirectory)
	if status, _ := ask(t, good); status != http.StatusOK {
		t.Errorf("a good one: %d", status)
	}
	if status, key := ask(t, good); status != http.StatusConflict || key != "sync.replay" {
		t.Errorf("the same again: %d %s", status, key)
	}
	wrong := s.client(d, nil) // a desk whose clock is a day late still syncs
	wrong.Now = func() time.Time { return time.Now().Add(-24 * time.Hour) }
	if _, err := wrong.Sync(context.Background(), newMemory(d)); err != nil {
		t.Errorf("a wrong clock: %v", err)
	}
}

func TestEnrolment(t *testing.T) {
	s := newTown(t)
	ctx := context.Background()
	code, err := s.lib.NewCode(ctx, s.Window.Office, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	typed := strings.ToLower(strings.ReplaceAll(code, "-", " "))
	var first replica.Enrolment
	for range 2 { // the first answer was lost
		c := s.client(s.Window, nil)
		c.Root = nil
		if first, err = c.Enrol(ctx, typed); err != nil || first.Office != s.Window.Office || !c.Root.Equal(&s.Key.PublicKey) {
			t.Fatalf("got %+v, %v", first, err)
		}
	}
	dir, err := first.Open(&s.Key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if d, ok := dir.Device(s.Window.Device); !ok || d.Office != s.Window.Office {
		t.Errorf("the directory has %+v", dir.Devices)
	}
	if _, err := s.client(s.Authority, nil).Enrol(ctx, code); cases.KeyOf(err) != "sync.code" {
		t.Errorf("used by another: %v", err)
	}
	thief := *s.Window
	thief.DeviceKey = storetest.NewKey(t)
	if _, err := s.client(&thief, nil).Enrol(ctx, code); cases.KeyOf(err) != "sync.device_taken" {
		t.Errorf("another key: %v", err)
	}
	other := s.client(s.Authority, nil)
	other.Root = &storetest.NewKey(t).PublicKey
	code, err = s.lib.NewCode(ctx, s.Authority.Office, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := other.Enrol(ctx, code); cases.KeyOf(err) != "sync.root" {
		t.Errorf("another root: %v", err)
	}
}

func TestNumbersAreOnesOwn(t *testing.T) {
	s := newTown(t)
	s.enrol(t, s.Window)
	ctx, year := context.Background(), time.Now().Year()
	short := s.Directory.Offices[0].Short
	c := s.client(s.Window, nil)
	block, err := c.Numbers(ctx, replica.Lease{Series: short + "转", Year: year, Want: 20})
	if err != nil || block.From != 1 || block.To != 20 || block.Office != s.Window.Office {
		t.Errorf("got %+v, %v", block, err)
	}
	if next, err := c.Numbers(ctx, replica.Lease{Series: short + "转", Year: year, Have: 20, Want: 20}); err != nil || next.From != 21 {
		t.Errorf("the next: %+v, %v", next, err)
	}
	for name, l := range map[string]replica.Lease{
		"another office's": {Series: s.Directory.Offices[1].Short + "修决", Year: year, Want: 5},
		"a decision's":     {Series: short + "修决", Year: year, Want: 5},
		"no letter's":      {Series: short + "转二", Year: year, Want: 5},
		"far future":       {Series: short + "转", Year: year + 2, Want: 5},
		"none":             {Series: short + "转", Year: year},
		"too many":         {Series: short + "转", Year: year, Want: replica.MaxNumbers + 1},
	} {
		if _, err := c.Numbers(ctx, l); cases.KeyOf(err) != "sync.series" && cases.KeyOf(err) != "sync.lease" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBlobWithAWrongNameIsThrownAway(t *testing.T) {
	s := newTown(t)
	s.enrol(t, s.Window)
	m := newMemory(s.Window)
	name := cases.Hash(sha256.Sum256([]byte("what it should be")))
	m.outgoing[name] = []byte("what it is")
	if _, err := s.client(s.Window, nil).Sync(context.Background(), m); cases.KeyOf(err) != "sync.blob_hash" {
		t.Errorf("got %v", err)
	}
	m.outgoing[name] = []byte("what it should be")
	if report, err := s.client(s.Window, nil).Sync(context.Background(), m); err != nil || report.Blobs != 1 {
		t.Errorf("the right one: %+v, %v", report, err)
	}
}

func TestAccountCertificate(t *testing.T) {
	s := newTown(t)
	office := s.Directory.Offices[0]
	key := storetest.NewKey(t)
	der, err := s.lib.AddAccount(context.Background(), office.ID, cases.Account{ID: storetest.ID(77), Name: "演示员", Roles: []cases.Role{cases.Clerk}}, &key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	cert, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(s.Root)
	if _, err := cert.Verify(x509.VerifyOptions{Roots: roots, KeyUsages: []x509.ExtKeyUsage{x509.ExtKeyUsageAny}}); err != nil {
		t.Error(err)
	}
	if cert.Subject.CommonName != "演示员" || cert.Subject.Organization[0] != office.Name {
		t.Errorf("subject %v", cert.Subject)
	}
	if want := cases.CertifiedNames(office, cases.Account{ID: storetest.ID(77), Roles: []cases.Role{cases.Clerk}}); !slices.Equal(uris(cert), want) || len(want) < 4 {
		t.Errorf("names %v, want %v", cert.URIs, want)
	}
	if _, a, ok := s.lib.Directory().OfficeOf(storetest.ID(77)); !ok || string(a.Cert) != string(der) {
		t.Error("not in the directory")
	}
}

func uris(c *x509.Certificate) (names []string) {
	for _, u := range c.URIs {
		names = append(names, u.String())
	}
	return names
}

// What an office or account may do is in its certificate; when that changes, so
// does the certificate, for the same key, and one of an older program is renewed.
func TestACertificateFollowsPowersAndRoles(t *testing.T) {
	s := newTown(t)
	ctx, office, key := context.Background(), s.Directory.Offices[0], storetest.NewKey(t)
	who := cases.Account{ID: storetest.ID(77), Name: "演示员", Roles: []cases.Role{cases.Clerk}}
	first, err := s.lib.AddAccount(ctx, office.ID, who, &key.PublicKey)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.lib.AddAccount(ctx, office.ID, who, &key.PublicKey); err != nil || !bytes.Equal(again, first) {
		t.Errorf("the same again: another certificate, %v", err)
	}
	check := func(what string) {
		t.Helper()
		o, a, _ := s.lib.Directory().OfficeOf(who.ID)
		cert, err := x509.ParseCertificate(a.Cert)
		if err != nil || !slices.Equal(uris(cert), cases.CertifiedNames(o, a)) || !key.PublicKey.Equal(cert.PublicKey) || cert.Subject.Organization[0] != o.Name {
			t.Errorf("%s: %v, %v", what, cert.URIs, err)
		}
	}
	who.Roles = []cases.Role{cases.Clerk, cases.Auditor}
	if _, err := s.lib.AddAccount(ctx, office.ID, who, &key.PublicKey); cases.KeyOf(err) != "role.clash" {
		t.Errorf("an auditor who works on cases: %v", err)
	}
	check("a clash of roles")
	who.Roles = []cases.Role{cases.Clerk, cases.Signer}
	if second, err := s.lib.AddAccount(ctx, office.ID, who, &key.PublicKey); err != nil || bytes.Equal(second, first) {
		t.Errorf("another role: the same certificate, %v", err)
	}
	check("another role")
	office.Name, office.Powers = "另名（演示）", []cases.Power{cases.MayReceive, cases.MayMark}
	if err := s.lib.PutOffice(ctx, office); err != nil {
		t.Fatal(err)
	}
	check("other powers")
	version := s.lib.Directory().Version
	s.stop()
	s.start(t)
	if now := s.lib.Directory().Version; now != version {
		t.Errorf("a library that starts again published version %d after %d", now, version)
	}
}

func TestSampleCallsStayOnThisMachine(t *testing.T) {
	s := newTown(t)
	handler := s.lib.Handler()
	for name, change := range map[string]func(*http.Request){
		"from elsewhere": func(r *http.Request) { r.RemoteAddr = "192.0.2.7:999" },
		"another host":   func(r *http.Request) { r.Host = "desk.example:80" },
		"from a page":    func(r *http.Request) { r.Header.Set("Origin", "http://127.0.0.1:9") },
	} {
		r := httptest.NewRequest(http.MethodGet, "http://127.0.0.1:80/v1/events", nil)
		r.RemoteAddr = "127.0.0.1:999"
		change(r)
		w := httptest.NewRecorder()
		if handler.ServeHTTP(w, r); w.Code != http.StatusForbidden {
			t.Errorf("%s: %d", name, w.Code)
		}
	}
}
