package demo

import (
	"bytes"
	"context"
	"crypto/ecdh"
	"crypto/hpke"
	"crypto/rand"
	"crypto/x509"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/emmansun/gmsm/smx509"

	"casedesk/app/library"
	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// Options are what a demo may have otherwise.
type Options struct {
	SM2 bool // letters are signed with SM2 and SM3
}

// Make makes the stores of both offices below dir and enrols them with the
// sample library at url. What is there already stays as it is.
func Make(ctx context.Context, dir, url string, o Options) error {
	return makeAll(ctx, dir, url, specs(), o)
}

func makeAll(ctx context.Context, dir, url string, all []spec, with Options) error {
	if complete(dir, all) {
		return forget(dir)
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return cases.Fail(cases.NotFound, "demo.write").Because(err)
	}
	keys, err := readSecrets(dir, all)
	if err != nil {
		return err
	}
	setups := make([]sqlite.Setup, len(all))
	for i, s := range all {
		if setups[i], err = enrol(ctx, url, s, keys[i], with); err != nil {
			return err
		}
	}
	newest := setups[len(setups)-1] // the last enrolment's directory knows both devices
	for i, s := range all {
		if _, err := os.Stat(filepath.Join(dir, s.folder, "keys.json")); err == nil {
			continue
		}
		setups[i].Directory, setups[i].DirectorySig = newest.Directory, newest.DirectorySig
		if _, err := sqlite.Create(ctx, filepath.Join(dir, s.folder), setups[i]); err != nil {
			return err
		}
	}
	return forget(dir)
}

// forget removes the keys that lay in clear while the stores were made.
func forget(dir string) error {
	if err := os.Remove(filepath.Join(dir, secretsFile)); err != nil && !os.IsNotExist(err) {
		return cases.Fail(cases.Exhausted, "demo.write").Because(err)
	}
	return nil
}

// cheap is the cost of a demo pass phrase: everybody knows it, so making each try
// dear would only make the demo slow.
func cheap() sqlite.Cost { return sqlite.Cost{Time: 1, Memory: 1 << 10, Threads: 1} }

func complete(dir string, all []spec) bool {
	for _, s := range all {
		if _, err := os.Stat(filepath.Join(dir, s.folder, "keys.json")); err != nil {
			return false
		}
	}
	return true
}

// enrol publishes the office and its accounts and enrols its device.
func enrol(ctx context.Context, url string, s spec, k secrets, with Options) (set sqlite.Setup, err error) {
	sealing, err := hpke.DHKEM(ecdh.X25519()).NewPrivateKey(k.Sealing)
	if err != nil {
		return set, cases.Fail(cases.Damaged, "demo.setup").Because(err)
	}
	o := s.office
	o.ID, o.Sealing = k.Office, sealing.PublicKey().Bytes()
	if err := call(ctx, http.MethodPut, url+library.PathOffice, o, nil); err != nil {
		return set, err
	}
	set = sqlite.Setup{Device: k.Device, Office: o.ID, OfficeKey: sealing, Sample: true, Cost: cheap()}
	for i, p := range s.people {
		a, err := account(ctx, url, o.ID, p, k.Accounts[i])
		if err != nil {
			return set, err
		}
		set.Accounts = append(set.Accounts, a)
		if with.SM2 {
			if err := letterKey(ctx, url, a); err != nil {
				return set, err
			}
		}
	}
	if set.DeviceKey, err = readKey(k.Key); err != nil {
		return set, err
	}
	var code library.SampleCode
	if err := call(ctx, http.MethodPost, url+library.PathCode, library.SampleOffice{Office: o.ID}, &code); err != nil {
		return set, err
	}
	c := replica.Client{
		Base: url, HTTP: &http.Client{Timeout: 30 * time.Second}, Device: k.Device, Key: set.DeviceKey, Now: time.Now,
		Random: func(b []byte) { rand.Read(b) },
	}
	e, err := c.Enrol(ctx, code.Code)
	set.Directory, set.DirectorySig, set.Root = e.Directory, e.Sig, e.Root
	return set, err
}

func account(ctx context.Context, url string, office cases.ID, p person, k accountSecret) (a sqlite.AccountSecret, err error) {
	key, err := readKey(k.Key)
	if err != nil {
		return a, err
	}
	public, err := x509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return a, err
	}
	who := cases.Account{ID: k.ID, Name: p.name, Roles: []cases.Role{p.role}}
	ask := library.SampleAccount{Office: office, Account: who, Key: public}
	if err := call(ctx, http.MethodPut, url+library.PathAccount, ask, nil); err != nil {
		return a, err
	}
	return sqlite.AccountSecret{ID: k.ID, Name: p.name, PassPhrase: PassPhrase, Key: key}, nil
}

// letterKey has the account's key of SM2 certified.
func letterKey(ctx context.Context, url string, a sqlite.AccountSecret) error {
	key, err := sqlite.LetterKey(a.Key)
	if err != nil {
		return err
	}
	public, err := smx509.MarshalPKIXPublicKey(key.Public())
	if err != nil {
		return cases.Fail(cases.Invalid, "sync.key").Because(err)
	}
	ask := library.SampleAccount{Account: cases.Account{ID: a.ID}, Key: public}
	return call(ctx, http.MethodPut, url+library.PathLetters, ask, nil)
}

// call speaks to the sample calls of the library.
func call(ctx context.Context, method, url string, ask, answer any) error {
	b, err := json.Marshal(ask)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, method, url, bytes.NewReader(b))
	if err != nil {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	resp, err := (&http.Client{Timeout: 30 * time.Second}).Do(req)
	if err != nil {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	defer resp.Body.Close()
	rubbish := cases.Fail(cases.Unreachable, "sync.rubbish", "status", strconv.Itoa(resp.StatusCode))
	body, err := io.ReadAll(io.LimitReader(resp.Body, 1<<20))
	if err != nil || resp.StatusCode != http.StatusOK {
		return rubbish.Because(err)
	}
	if answer == nil {
		return nil
	}
	if err := json.Unmarshal(body, answer); err != nil {
		return rubbish.Because(err)
	}
	return nil
}
