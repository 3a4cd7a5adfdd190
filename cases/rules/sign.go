package rules

import (
	"archive/zip"
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"
	"encoding/json"
	"io/fs"
	"path"
	"slices"
	"strings"

	"casedesk/cases"
)

// bundleFormat names this form of a bundle.
const bundleFormat = "casedesk-pack-1"

// Bundle is one version of a rule pack as the centre hands it out.
type Bundle struct {
	Format     string     `json:"format"`
	Ruleset    string     `json:"ruleset"`
	Hash       string     `json:"hash"`                 // of the files, as a verdict names it
	On         cases.Date `json:"on"`                   // the day it was made
	Correction string     `json:"correction,omitempty"` // why values for days gone by change
	Files      []File     `json:"files"`
}

// File is one file of a bundle.
type File struct {
	Name string `json:"name"` // pack.yaml, tests/repair.yaml
	Text string `json:"text"`
}

// Sealed is a bundle as the bytes that were signed.
type Sealed struct {
	Body []byte `json:"body"`
	Sig  []byte `json:"sig"` // ASN.1 ECDSA by the centre's root over SHA-256
}

// Bundled reads the pack in folder dir of fsys. It fails with pack.faulty for a
// file that no pack has; whether the pack is sound, Ready tells.
func Bundled(fsys fs.FS, dir string, on cases.Date, correction string) (Bundle, error) {
	b := Bundle{Format: bundleFormat, Ruleset: dir, On: on, Correction: strings.TrimSpace(correction)}
	sub, err := fs.Sub(fsys, dir)
	if err != nil {
		return b, cases.Fail(cases.NotFound, "pack.none").Because(err)
	}
	if b.Hash, err = hashOf(sub, dir); err != nil {
		return b, err
	}
	err = fs.WalkDir(sub, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(sub, name)
		b.Files = append(b.Files, File{name, string(text)})
		return err
	})
	if err != nil || len(b.Files) == 0 {
		return b, cases.Fail(cases.NotFound, "pack.none").Because(err)
	}
	return b, nil
}

func hashOf(pack fs.FS, dir string) (string, error) {
	var found Complaints
	pr := newPackReader(nil, pack, dir, &found)
	if pr.hash(); len(found) > 0 {
		return "", faulty(found)
	}
	return pr.p.Hash, nil
}

// Seal signs a bundle with the centre's key.
func (b Bundle) Seal(key crypto.Signer) (Sealed, error) {
	body, err := json.Marshal(b)
	if err != nil {
		return Sealed{}, cases.Fail(cases.Invalid, "pack.seal").Because(err)
	}
	sum := bundleSum(body)
	sig, err := key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return Sealed{}, cases.Fail(cases.Invalid, "pack.seal").Because(err)
	}
	return Sealed{body, sig}, nil
}

// Open reads a bundle after checking that the root signed these very bytes and
// that its files have the hash it names. It fails with pack.signature or pack.bundle.
func (s Sealed) Open(root *ecdsa.PublicKey) (Bundle, error) {
	var b Bundle
	sum := bundleSum(s.Body)
	if root == nil || !ecdsa.VerifyASN1(root, sum[:], s.Sig) {
		return b, cases.Fail(cases.Damaged, "pack.signature")
	}
	d := json.NewDecoder(bytes.NewReader(s.Body))
	d.DisallowUnknownFields()
	bad := cases.Fail(cases.Damaged, "pack.bundle")
	if err := d.Decode(&b); err != nil || b.Format != bundleFormat {
		return Bundle{}, bad.Because(err)
	}
	fsys, err := b.FS()
	if err != nil {
		return Bundle{}, bad.Because(err)
	}
	sub, err := fs.Sub(fsys, b.Ruleset)
	if err != nil {
		return Bundle{}, bad.Because(err)
	}
	if hash, err := hashOf(sub, b.Ruleset); err != nil || hash != b.Hash {
		return Bundle{}, bad.Because(err)
	}
	return b, nil
}

// bundleSum keeps a pack's signature from standing for anything else that the
// same key signs.
func bundleSum(body []byte) [32]byte {
	return sha256.Sum256(append([]byte("casedesk pack\x00"), body...))
}

// FS gives the bundle's files in a folder of the ruleset's name.
func (b Bundle) FS() (fs.FS, error) {
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for _, f := range b.Files {
		name := path.Join(b.Ruleset, f.Name)
		if !fs.ValidPath(f.Name) || !fs.ValidPath(name) || strings.Contains(b.Ruleset, "/") {
			return nil, cases.Fail(cases.Damaged, "pack.bundle")
		}
		w, err := z.Create(name)
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(f.Text)); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return zip.NewReader(bytes.NewReader(buf.Bytes()), int64(buf.Len()))
}

// Overlaid gives the packs of base with those of the bundles in their places.
func Overlaid(base fs.FS, bundles ...Bundle) (fs.FS, error) {
	o := stacked{base, map[string]fs.FS{}}
	for _, b := range bundles {
		fsys, err := b.FS()
		if err != nil {
			return nil, err
		}
		o.over[b.Ruleset] = fsys
	}
	return o, nil
}

type stacked struct {
	base fs.FS
	over map[string]fs.FS // folder -> a file system that has it
}

func (o stacked) of(name string) fs.FS {
	first, _, _ := strings.Cut(name, "/")
	if fsys, ok := o.over[first]; ok {
		return fsys
	}
	return o.base
}

// Open opens a file of the folder's own file system.
func (o stacked) Open(name string) (fs.File, error) { return o.of(name).Open(name) }

// ReadDir lists a folder; the root has the folders of all.
func (o stacked) ReadDir(name string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.of(name), name)
	if name != "." || err != nil {
		return list, err
	}
	list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { return o.over[e.Name()] != nil })
	for dir, fsys := range o.over {
		info, err := fs.Stat(fsys, dir)
		if err != nil {
			return nil, err
		}
		list = append(list, fs.FileInfoToDirEntry(info))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}
