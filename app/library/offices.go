package library

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/base32"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"casedesk/cases"
	"casedesk/store/central"
	"casedesk/store/replica"
)

// Directory gives the offices as they are published now.
func (l *Library) Directory() cases.Directory { return l.current.Load().dir }

// load reads the newest directory from the store, or publishes the first one.
func (l *Library) load(ctx context.Context) error {
	p, err := l.store.Directory(ctx)
	if err != nil {
		return err
	}
	if p.Version == 0 {
		return l.publish(ctx, cases.Directory{Sample: l.Sample})
	}
	root, _ := l.Cert.PublicKey.(*ecdsa.PublicKey)
	dir, err := replica.Published{Version: p.Version, Directory: p.Directory, Sig: p.Sig}.Open(root)
	if err != nil {
		return err
	}
	l.current.Store(newEdition(dir, p))
	for _, o := range dir.Offices {
		for _, a := range o.Accounts {
			if cert, err := x509.ParseCertificate(a.Cert); err == nil && !says(cert, o, a) {
				return l.alter(ctx, func(*cases.Directory) error { return nil })
			}
		}
	}
	return nil
}

// publish signs the next version of the directory and makes it the current one.
func (l *Library) publish(ctx context.Context, dir cases.Directory) error {
	dir.Version++
	body, err := json.Marshal(dir)
	if err != nil {
		return cases.Fail(cases.Invalid, "central.directory").Because(err)
	}
	sum := sha256.Sum256(body)
	sig, err := l.Key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return cases.Fail(cases.Invalid, "central.sign").Because(err)
	}
	p := central.Published{Version: dir.Version, Directory: body, Sig: sig}
	if err := l.store.Publish(ctx, p); err != nil {
		return err
	}
	l.current.Store(newEdition(dir, p))
	return nil
}

func newEdition(dir cases.Directory, p central.Published) *edition {
	e := &edition{dir: dir, sent: p, keys: map[cases.ID]*ecdsa.PublicKey{}}
	for _, d := range dir.Devices {
		if key, err := replica.PublicKey(d.Key); err == nil {
			e.keys[d.ID] = key
		}
	}
	return e
}

// alter publishes what edit makes of a copy of the directory.
func (l *Library) alter(ctx context.Context, edit func(*cases.Directory) error) error {
	l.change.Lock()
	defer l.change.Unlock()
	if err := l.refresh(ctx); err != nil {
		return err
	}
	dir := l.Directory()
	dir.Offices, dir.Devices = slices.Clone(dir.Offices), slices.Clone(dir.Devices)
	for i := range dir.Offices {
		dir.Offices[i].Accounts = slices.Clone(dir.Offices[i].Accounts)
	}
	if err := edit(&dir); err != nil {
		return err
	}
	if err := dir.Fits(); err != nil {
		return err
	}
	if err := l.recertify(&dir); err != nil {
		return err
	}
	return l.publish(ctx, dir)
}

// refresh takes a newer directory that another program of this library published: the
// command that certifies runs beside the server.
func (l *Library) refresh(ctx context.Context) error {
	version, err := l.store.DirectoryVersion(ctx)
	if err != nil || version <= l.Directory().Version {
		return err
	}
	p, err := l.store.Directory(ctx)
	if err != nil {
		return err
	}
	root, _ := l.Cert.PublicKey.(*ecdsa.PublicKey)
	dir, err := replica.Published{Version: p.Version, Directory: p.Directory, Sig: p.Sig}.Open(root)
	if err != nil {
		return err
	}
	l.current.Store(newEdition(dir, p))
	return nil
}

// Published gives the directory as it was signed, for a file that a stick carries.
func (l *Library) Published() replica.Published { return replica.Published(l.current.Load().sent) }

// PutOffice adds an office or replaces its description. Accounts that it has
// stay; those of o are not looked at, for only AddAccount certifies.
func (l *Library) PutOffice(ctx context.Context, o cases.Office) error {
	if o.ID.IsZero() || o.Name == "" {
		return cases.Fail(cases.Invalid, "central.office")
	}
	if l.Sample != o.Sample {
		return cases.Fail(cases.Forbidden, "central.sample_office")
	}
	return l.alter(ctx, func(d *cases.Directory) error {
		o.Accounts = nil
		for i, old := range d.Offices {
			if old.ID == o.ID {
				o.Accounts = old.Accounts
				d.Offices[i] = o
				return nil
			}
		}
		d.Offices = append(d.Offices, o)
		return nil
	})
}

// AddAccount certifies an account's public key for an office and publishes it;
// roles that clash are Forbidden.
// The same account with the same key again keeps its certificate, unless its
// roles are others now.
func (l *Library) AddAccount(ctx context.Context, office cases.ID, a cases.Account, key *ecdsa.PublicKey) (certDER []byte, err error) {
	err = l.alter(ctx, func(d *cases.Directory) error {
		i := slices.IndexFunc(d.Offices, func(o cases.Office) bool { return o.ID == office })
		if i < 0 {
			return cases.Fail(cases.NotFound, "central.no_office")
		}
		if owner, old, taken := d.OfficeOf(a.ID); taken {
			if owner.ID != office || !certifies(old.Cert, key) {
				return cases.Fail(cases.Conflict, "central.account")
			}
			at := slices.IndexFunc(d.Offices[i].Accounts, func(x cases.Account) bool { return x.ID == a.ID })
			d.Offices[i].Accounts[at].Roles = a.Roles
			return nil
		}
		a.Cert, err = l.IssueAccount(d.Offices[i], a, key)
		d.Offices[i].Accounts = append(d.Offices[i].Accounts, a)
		return err
	})
	_, now, _ := l.Directory().OfficeOf(a.ID)
	return now.Cert, err
}

// NewCode makes a one-time code by which a device of the office enrols within
// the time valid. Only its hash is kept.
func (l *Library) NewCode(ctx context.Context, office cases.ID, valid time.Duration) (string, error) {
	if _, ok := l.Directory().Office(office); !ok {
		return "", cases.Fail(cases.NotFound, "central.no_office")
	}
	var b [15]byte
	if _, err := io.ReadFull(l.Random, b[:]); err != nil {
		return "", cases.Fail(cases.Exhausted, "central.random").Because(err)
	}
	text := base32.StdEncoding.EncodeToString(b[:])
	code := strings.Join([]string{text[:6], text[6:12], text[12:18], text[18:]}, "-")
	return code, l.store.AddCode(ctx, codeHash(code), office, l.Now().Add(valid).UnixMilli())
}

// codeHash folds what a person may type differently.
func codeHash(code string) cases.Hash {
	plain := strings.ToUpper(strings.NewReplacer("-", "", " ", "").Replace(code))
	return sha256.Sum256([]byte("casedesk code\x00" + plain))
}

// enrol takes a device into the directory; a repeated request gets the same answer.
func (l *Library) enrol(ctx context.Context, e replica.Enrol) (out replica.Enrolment, err error) {
	key, err := replica.PublicKey(e.Key)
	if err != nil {
		return out, err
	}
	if err := e.Check(key); err != nil {
		return out, err
	}
	if old, ok := l.Directory().Device(e.Device); ok && string(old.Key) != string(e.Key) {
		return out, cases.Fail(cases.Conflict, "sync.device_taken")
	}
	office, err := l.store.UseCode(ctx, codeHash(e.Code), e.Device, l.Now().UnixMilli())
	if err != nil {
		return out, err
	}
	if _, ok := l.Directory().Device(e.Device); !ok {
		err = l.alter(ctx, func(d *cases.Directory) error {
			if _, ok := d.Device(e.Device); ok {
				return cases.Fail(cases.Conflict, "sync.device_taken")
			}
			d.Devices = append(d.Devices, cases.Device{ID: e.Device, Office: office, Key: e.Key})
			return nil
		})
	}
	p := l.current.Load().sent
	return replica.Enrolment{Published: replica.Published(p), Root: l.Cert.Raw, Device: e.Device, Office: office}, err
}
