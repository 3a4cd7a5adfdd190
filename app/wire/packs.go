package wire

import (
	"bufio"
	"bytes"
	"context"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// Shelf is where a desk keeps the signed rule packs that the centre handed out:
// a file a version, named by its hash, and the list of activations. Packs are
// public, so they lie in clear; what counts is signed. A version stays for good,
// so that an old verdict can be shown with the pack that it was judged by.
type Shelf struct {
	dir    string
	root   *ecdsa.PublicKey
	of     cases.Directory
	signer string
}

// Signer is the name of the root that signs packs for this store.
func (h Shelf) Signer() string { return h.signer }

const (
	shelfFolder = "packs"
	activeFile  = "active.jsonl" // one activation a line, the last of a ruleset counts
	takenFile   = "taken"        // the last place in the library's order that was taken
)

// Activation says that a person put a version of a pack into use, having seen
// what it changes. Its signature is the account's.
type Activation struct {
	Ruleset string     `json:"ruleset"`
	Hash    string     `json:"hash"`
	Seen    string     `json:"seen"` // digest of the rehearsal that the person saw
	By      cases.ID   `json:"by"`
	On      cases.Date `json:"on"`
	Sig     []byte     `json:"sig,omitempty"`
}

// ShelfOf gives the shelf of a store.
func ShelfOf(s *sqlite.Store) (Shelf, error) {
	root, err := x509.ParseCertificate(s.Root())
	if err != nil {
		return Shelf{}, cases.Fail(cases.Damaged, "wire.root").Because(err)
	}
	key, _ := root.PublicKey.(*ecdsa.PublicKey)
	return Shelf{filepath.Join(s.Folder(), shelfFolder), key, s.Directory(), root.Subject.CommonName}, nil
}

// Keep puts a signed pack on the shelf after checking its signature.
func (h Shelf) Keep(s rules.Sealed) (rules.Bundle, error) {
	b, err := s.Open(h.root)
	if err != nil {
		return b, err
	}
	if err := os.MkdirAll(h.dir, 0o700); err != nil {
		return b, cases.Fail(cases.Exhausted, "file.write", "file", h.dir).Because(err)
	}
	raw, err := json.Marshal(s)
	if err != nil {
		return b, err
	}
	return b, WriteFile(filepath.Join(h.dir, b.Hash+".pack"), raw)
}

// Version gives the pack of a hash, for the sake of what it once judged. It
// fails with pack.no_version where the shelf has none.
func (h Shelf) Version(hash string) (rules.Bundle, error) {
	if _, err := cases.ParseHash(hash); err != nil {
		return rules.Bundle{}, err
	}
	b, err := readPack(filepath.Join(h.dir, hash+".pack"), h.root)
	if os.IsNotExist(err) {
		return b, cases.Fail(cases.NotFound, "pack.no_version", "hash", hash[:16])
	}
	if err == nil && b.Hash != hash {
		err = cases.Fail(cases.Damaged, "pack.bundle")
	}
	return b, err
}

func readPack(name string, root *ecdsa.PublicKey) (rules.Bundle, error) {
	raw, err := os.ReadFile(name)
	if err != nil {
		return rules.Bundle{}, err
	}
	var s rules.Sealed
	if err := json.Unmarshal(raw, &s); err != nil {
		return rules.Bundle{}, cases.Fail(cases.Damaged, "pack.bundle").Because(err)
	}
	return s.Open(root)
}

// Kept lists the versions on the shelf, by ruleset and day.
func (h Shelf) Kept() ([]rules.Bundle, error) {
	names, err := filepath.Glob(filepath.Join(h.dir, "*.pack"))
	if err != nil {
		return nil, err
	}
	var out []rules.Bundle
	for _, name := range names {
		b, err := h.Version(strings.TrimSuffix(filepath.Base(name), ".pack"))
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	slices.SortFunc(out, func(a, b rules.Bundle) int {
		return strings.Compare(a.Ruleset+" "+a.On.String()+" "+a.Hash, b.Ruleset+" "+b.On.String()+" "+b.Hash)
	})
	return out, nil
}

// Pack finds the pack of a ruleset by its hash among the versions kept, read
// beside the packs that ship.
func (h Shelf) Pack(ruleset, hash string) (*rules.Pack, bool) {
	b, err := h.Version(hash)
	if err != nil || b.Ruleset != ruleset {
		return nil, false
	}
	fsys, err := rules.Overlaid(assets.Packs(), b)
	if err != nil {
		return nil, false
	}
	book, err := rules.Load(fsys)
	if err != nil {
		return nil, false
	}
	return book.Pack(ruleset)
}

// Active gives the activations that count, one a ruleset. One whose signature
// is not that of an account of the office that may activate is an error.
func (h Shelf) Active() (map[string]Activation, error) {
	out := map[string]Activation{}
	raw, err := os.ReadFile(filepath.Join(h.dir, activeFile))
	if os.IsNotExist(err) {
		return out, nil
	}
	if err != nil {
		return nil, cases.Fail(cases.NotFound, "file.read", "file", activeFile).Because(err)
	}
	lines := bufio.NewScanner(bytes.NewReader(raw))
	for lines.Scan() {
		var a Activation
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			return nil, cases.Fail(cases.Damaged, "pack.activation", "ruleset", "?").Because(err)
		}
		if err := h.check(a); err != nil {
			return nil, err
		}
		out[a.Ruleset] = a
	}
	return out, nil
}

func (h Shelf) check(a Activation) error {
	bad := cases.Fail(cases.Damaged, "pack.activation", "ruleset", a.Ruleset)
	_, account, ok := h.of.OfficeOf(a.By)
	if !ok {
		return bad
	}
	cert, err := x509.ParseCertificate(account.Cert)
	if err != nil {
		return bad.Because(err)
	}
	key, _ := cert.PublicKey.(*ecdsa.PublicKey)
	sum, err := a.sum()
	if err != nil || key == nil || !ecdsa.VerifyASN1(key, sum[:], a.Sig) {
		return bad
	}
	return nil
}

func (a Activation) sum() ([32]byte, error) {
	a.Sig = nil
	b, err := json.Marshal(a)
	return sha256.Sum256(append([]byte("casedesk activation\x00"), b...)), err
}

// activate puts versions into use with one write, so that a set is in use whole or
// not at all. Each is signed by an account that reviews or signs, never by 经办.
// Whether they may be, Tools.Activate has found out.
func (h Shelf) activate(all []Activation, key crypto.Signer) error {
	name := filepath.Join(h.dir, activeFile)
	lines, err := os.ReadFile(name)
	if err != nil && !os.IsNotExist(err) {
		return cases.Fail(cases.NotFound, "file.read", "file", activeFile).Because(err)
	}
	for i := range all {
		sum, err := all[i].sum()
		if err != nil {
			return err
		}
		if all[i].Sig, err = key.Sign(nil, sum[:], crypto.SHA256); err != nil {
			return cases.Fail(cases.Invalid, "pack.seal").Because(err)
		}
		line, err := json.Marshal(all[i])
		if err != nil {
			return err
		}
		lines = append(append(lines, line...), '\n')
	}
	return WriteFile(name, lines)
}

// versions gives the packs of some hashes.
func (h Shelf) versions(hashes []string) (out []rules.Bundle, err error) {
	for _, hash := range hashes {
		b, err := h.Version(hash)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	if len(out) == 0 {
		return nil, cases.Fail(cases.NotFound, "pack.none")
	}
	return out, nil
}

// Bundles gives the versions that are in use in place of the shipped ones.
func (h Shelf) Bundles() ([]rules.Bundle, error) {
	active, err := h.Active()
	if err != nil {
		return nil, err
	}
	var out []rules.Bundle
	for _, a := range active {
		b, err := h.Version(a.Hash)
		if err != nil {
			return nil, err
		}
		out = append(out, b)
	}
	return out, nil
}

// Book gives the packs in use at the store: the shipped ones, and activated
// versions in their places.
func (h Shelf) Book() (*rules.Book, error) {
	bundles, err := h.Bundles()
	if err != nil {
		return nil, err
	}
	fsys, err := rules.Overlaid(assets.Packs(), bundles...)
	if err != nil {
		return nil, err
	}
	return rules.Load(fsys)
}

// TakePacks asks the library for the packs that are new and keeps them; none is
// in use before somebody activates it. It tells how many came.
func (t Tools) TakePacks(ctx context.Context, s *sqlite.Session, url string) (n int, err error) {
	h, err := ShelfOf(s.Store())
	if err != nil {
		return 0, err
	}
	c, err := t.client(s, url)
	if err != nil {
		return 0, err
	}
	name := filepath.Join(h.dir, takenFile)
	raw, _ := os.ReadFile(name) // what cannot be read is asked for again: keeping twice does no harm
	have, _ := strconv.ParseInt(strings.TrimSpace(string(raw)), 10, 64)
	err = c.Packs(ctx, have, func(page []replica.SignedPack) error {
		for _, p := range page {
			if _, err := h.Keep(rules.Sealed{Body: p.Body, Sig: p.Sig}); err != nil {
				return err
			}
			n++
			if err := WriteFile(name, []byte(strconv.FormatInt(p.N, 10))); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}
