package sqlite

import (
	"context"
	"crypto/ecdsa"
	"crypto/hpke"
	"crypto/rand"
	"crypto/x509"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"casedesk/cases"
)

// Setup is what enrolment gives a new store.
type Setup struct {
	Device       cases.ID
	Office       cases.ID
	DeviceKey    *ecdsa.PrivateKey // signs batches; P-256
	Directory    []byte            // as the central library signed it
	DirectorySig []byte            // ASN.1 ECDSA over its SHA-256, by the root's key
	Root         []byte            // X.509, DER: the central library's root, pinned from now on
	OfficeKey    hpke.PrivateKey   // X25519: opens the case keys sealed to the office
	Accounts     []AccountSecret
	Sample       bool
	Cipher       string           // of the database's pages; "" means CipherAdiantum
	Keyring      Keyring          // keeps a secret of this machine that every account's slot then needs; nil for none
	Epoch        uint32           // of this device's log; 0 means 1
	Cost         Cost             // of trying a pass phrase; zero means DefaultCost
	Random       io.Reader        // nil means crypto/rand
	Now          func() time.Time // nil means time.Now
}

// AccountSecret is one account that may open the store. Its key goes into its
// own slot and nowhere else.
type AccountSecret struct {
	ID         cases.ID
	Name       string
	PassPhrase string
	Key        *ecdsa.PrivateKey
	Second     Factor // a second factor that the slot needs from now on; nil for none
}

// Create makes a store in dir, which must be absent or empty, and gives the
// recovery code, which is told once and kept nowhere. The store appears whole
// or not at all.
func Create(ctx context.Context, dir string, s Setup) (recovery string, err error) {
	s = s.filled()
	root, err := readRoot(s.Root)
	if err != nil {
		return "", err
	}
	d, err := readDirectory(s.Directory, s.DirectorySig, root)
	if err != nil {
		return "", err
	}
	if err := s.check(d); err != nil {
		return "", err
	}
	dir = filepath.Clean(dir)
	if err := isFree(dir); err != nil {
		return "", err
	}
	if err := os.MkdirAll(filepath.Dir(dir), 0o700); err != nil {
		return "", fault(err)
	}
	building, err := os.MkdirTemp(filepath.Dir(dir), ".store-*")
	if err != nil {
		return "", fault(err)
	}
	defer os.RemoveAll(building)
	if recovery, err = build(ctx, building, s, d); err != nil {
		return "", err
	}
	if err := os.Remove(dir); err != nil && !os.IsNotExist(err) {
		return "", fault(err)
	}
	if err := os.Rename(building, dir); err != nil {
		return "", fault(err)
	}
	return recovery, fault(syncDir(filepath.Dir(dir)))
}

func (s Setup) filled() Setup {
	if s.Random == nil {
		s.Random = rand.Reader
	}
	if s.Now == nil {
		s.Now = time.Now
	}
	if s.Cost == (Cost{}) {
		s.Cost = DefaultCost()
	}
	if s.Epoch == 0 {
		s.Epoch = 1
	}
	if s.Cipher == "" {
		s.Cipher = CipherAdiantum
	}
	return s
}

// check holds the setup against the directory: the store could not work
// otherwise, and would say so too late.
func (s Setup) check(d cases.Directory) error {
	office, ok := d.Office(s.Office)
	device, known := d.Device(s.Device)
	switch {
	case !ok || !known || device.Office != s.Office:
		return cases.Fail(cases.Invalid, "store.not_enrolled")
	case s.DeviceKey == nil || s.OfficeKey == nil || len(s.Accounts) == 0 || !s.Cost.sane():
		return cases.Fail(cases.Invalid, "store.setup")
	}
	for _, a := range s.Accounts {
		known, ok := office.Account(a.ID)
		if !ok || a.Key == nil || a.PassPhrase == "" || a.ID.IsZero() {
			return cases.Fail(cases.Invalid, "store.account_key")
		}
		cert, err := x509.ParseCertificate(known.Cert)
		if err != nil || !a.Key.PublicKey.Equal(cert.PublicKey) {
			return cases.Fail(cases.Invalid, "store.account_key")
		}
	}
	return nil
}

func isFree(dir string) error {
	entries, err := os.ReadDir(dir)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		return fault(err)
	}
	if len(entries) > 0 {
		return cases.Fail(cases.Conflict, "store.exists")
	}
	return nil
}

// build fills a folder: the database first, the keys last.
func build(ctx context.Context, dir string, s Setup, d cases.Directory) (string, error) {
	var data dataKey
	if _, err := io.ReadFull(s.Random, data[:]); err != nil {
		return "", cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	defer clear(data[:])
	id, err := newID(s.Random, s.Now())
	if err != nil {
		return "", err
	}
	if err := os.Mkdir(filepath.Join(dir, blobFolder), 0o700); err != nil {
		return "", fault(err)
	}
	if err := buildDatabase(ctx, dir, id, s, d, &data); err != nil {
		return "", err
	}
	keys := keyFile{Format: keyFormat, Store: id, Office: s.Office, Device: s.Device, Sample: s.Sample, Root: s.Root, Cipher: s.Cipher}
	secret, err := newDeviceSecret(s, id)
	if err != nil {
		return "", err
	}
	defer clear(secret)
	for _, a := range s.Accounts {
		slot, err := newSlot(s.Random, keys.identity(), a, s.Cost, secret, &data)
		if err != nil {
			return "", err
		}
		keys.Accounts = append(keys.Accounts, slot)
	}
	keys.label(d)
	code, err := newRecoveryCode(s.Random)
	if err != nil {
		return "", err
	}
	recovery := keySlot{Cost: s.Cost}
	keys.Recovery, err = recovery.seal(s.Random, keys.identity(), inHand{Proof: Proof{Pass: foldRecoveryCode(code)}}, &data, nil)
	if err != nil {
		return "", err
	}
	return code, keys.write(dir)
}

// newDeviceSecret puts a secret into the machine's keyring; nil without one.
func newDeviceSecret(s Setup, store cases.ID) ([]byte, error) {
	if s.Keyring == nil {
		return nil, nil
	}
	secret := make([]byte, 32)
	if _, err := io.ReadFull(s.Random, secret); err != nil {
		return nil, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	if err := s.Keyring.Keep(store.String(), secret); err != nil {
		return nil, cases.Fail(cases.Unsupported, "store.keyring").Because(err)
	}
	return secret, nil
}

// newSlotChallenge makes what a slot's second factor has to answer.
func newSlotChallenge(random io.Reader) ([]byte, error) {
	c := make([]byte, 32)
	if _, err := io.ReadFull(random, c); err != nil {
		return nil, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	return c, nil
}

// newSlot makes the slot of an account; secret is the machine's, nil for none.
func newSlot(random io.Reader, identity string, a AccountSecret, cost Cost, secret []byte, data *dataKey) (keySlot, error) {
	slot := keySlot{ID: a.ID, Name: a.Name, Cost: cost, Device: secret != nil}
	if a.Second != nil {
		var err error
		if slot.Second, err = newSlotChallenge(random); err != nil {
			return slot, err
		}
	}
	return slot.seal(random, identity, inHand{Proof{a.PassPhrase, a.Second}, secret}, data, a.Key)
}

func buildDatabase(ctx context.Context, dir string, id cases.ID, s Setup, d cases.Directory, data *dataKey) error {
	on, err := mount(s.Cipher, true, data, trial{})
	if err != nil {
		return err
	}
	defer on.Close()
	write, read, err := connect(filepath.Join(dir, dbName), on)
	if err != nil {
		return err
	}
	defer read.Close()
	defer write.Close()
	if err := migrate(ctx, write, dir, fs.FS(migrations)); err != nil {
		return err
	}
	to := newPool(nil)
	to.open(write)
	return inTx(ctx, to, func(tx *txn) error {
		if err := setFact(ctx, tx, "store", id.String()); err != nil {
			return err
		}
		if err := setEpoch(ctx, tx, s.Epoch); err != nil {
			return err
		}
		if err := putDirectory(ctx, tx, d.Version, s.Directory, s.DirectorySig); err != nil {
			return err
		}
		return putSecrets(ctx, tx, s, data)
	})
}

// newID makes a UUID of version 7 (RFC 9562): time first, so that ids sort by age.
func newID(random io.Reader, now time.Time) (id cases.ID, err error) {
	if _, err = io.ReadFull(random, id[:]); err != nil {
		return id, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	ms := now.UnixMilli()
	for i := range 6 {
		id[i] = byte(ms >> (40 - 8*i))
	}
	id[6] = id[6]&0x0f | 0x70
	id[8] = id[8]&0x3f | 0x80
	return id, nil
}
