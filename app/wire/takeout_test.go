package wire

import (
	"archive/tar"
	"bufio"
	"bytes"
	"context"
	"crypto/ecdsa"
	"crypto/sha256"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"filippo.io/age"

	"casedesk/app/office"
	"casedesk/app/takeout"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// worked has a repair on the authority's desk with letters, evidence and an act in
// conflict, and gives the desk of the account that may take all out.
func worked(w *world) office.Desk {
	ctx, step := context.Background(), must[cases.Case](w.t)
	counter, clerk := w.sit(cases.Window, cases.Clerk), w.sit(cases.Authority, cases.Clerk)
	c := step(counter.Receive(ctx, repairApplication()))
	scan := office.Scan{Name: "缴款凭证:<1>", Paper: "PROOF", Media: "application/pdf", Bytes: strings.NewReader("scan of the receipt")}
	step(counter.Forward(ctx, c.ID, clerk.Office))
	w.carry(counter, clerk)
	step(clerk.Accept(ctx, c.ID))
	step(clerk.AddEvidence(ctx, c.ID, scan))
	w.issue(clerk, c.ID, cases.LetterAccept)
	// Somebody else acted on the same sight: it stands beside the case.
	late := w.sit(cases.Window, cases.Clerk).Store.(*sqlite.Session)
	if _, err := late.Act(ctx, c.ID, step(late.Case(ctx, c.ID)).Head, nil, cases.EvidenceAct{Blob: cases.Hash{9}, Key: make([]byte, 32), Name: "补充"}); err != nil {
		w.t.Fatal(err)
	}
	w.carry(counter, clerk)
	return w.sit(cases.Authority, cases.Signer)
}

// takeOut takes all out and gives what was written as a file system.
func (w *world) takeOut(d office.Desk, wish takeout.Wish) takeout.Taken {
	w.t.Helper()
	words := must[assets.Words](w.t)(assets.LoadWords("zh-Hans"))
	return must[takeout.Taken](w.t)(w.tools.TakeOut(context.Background(), d.Store.(*sqlite.Session), wish, words, nil))
}

func TestAllDataComesOutAndMakesTheSameCasesAgain(t *testing.T) {
	w := newWorld(t)
	d := worked(w)
	to := filepath.Join(t.TempDir(), "交接 2026")
	got := w.takeOut(d, takeout.Wish{To: to})
	if got.Cases != 1 || got.Files != 2 || got.Missing != 1 || got.Unreadable != 0 {
		t.Errorf("%+v", got)
	}
	again(w, os.DirFS(to), d)
	if left, err := filepath.Glob(filepath.Join(filepath.Dir(to), ".takeout-*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
	if _, err := w.tools.TakeOut(context.Background(), d.Store.(*sqlite.Session), takeout.Wish{To: to}, assets.Words{}, nil); cases.KeyOf(err) != "takeout.exists" {
		t.Errorf("over what is there: %v", err)
	}
}

// again reads an export with nothing but what its README says, and holds what the
// events make against the desk's own cases.
func again(w *world, dir fs.FS, d office.Desk) {
	t := w.t
	t.Helper()
	signed(w, dir)
	log := map[string][]cases.Event{}
	for _, l := range linesIn[struct {
		Case, Kind        string
		Hash, Base        cases.Hash
		Order             int
		Clock             uint64
		Actor, Device     cases.ID
		Schema            uint16
		Conflict          bool
		Body              json.RawMessage
		Salt, Header, Sig []byte
	}](t, dir, "events") {
		id := must[cases.ID](t)(cases.ParseID(l.Case))
		act := must[cases.Act](t)(cases.DecodeAct(cases.Kind(l.Kind), l.Schema, l.Body))
		if sha256.Sum256(append([]byte("casedesk event\x00"), l.Header...)) != l.Hash {
			t.Errorf("%s: the header has another hash", l.Kind)
		}
		commitment := sha256.Sum256(slices.Concat([]byte("casedesk body\x00"), l.Salt, l.Body))
		if !bytes.Contains(l.Header, commitment[:]) {
			t.Errorf("%s: the body is not the one that was signed", l.Kind)
		}
		if l.Order != len(log[l.Case])+1 {
			t.Errorf("%s stands at %d", l.Kind, l.Order)
		}
		if !l.Conflict {
			log[l.Case] = append(log[l.Case], cases.Event{Hash: l.Hash, Act: act, Header: cases.Header{Case: id, Kind: cases.Kind(l.Kind),
				Base: l.Base, Actor: l.Actor, Device: l.Device, Clock: cases.Clock(l.Clock)}})
		}
	}
	for id, events := range log {
		want := must[cases.Case](t)(d.Store.Case(context.Background(), must[cases.ID](t)(cases.ParseID(id))))
		made := must[cases.Case](t)(cases.Fold(events))
		made.Conflicts = want.Conflicts
		if !reflect.DeepEqual(made, want) {
			t.Errorf("the events of %s make %+v, the desk has %+v", id, made, want)
		}
	}
	if len(log) == 0 {
		t.Error("no case came out")
	}
}

// signed checks signature, manifest and schema.
func signed(w *world, dir fs.FS) {
	t := w.t
	t.Helper()
	read := func(name string) []byte { t.Helper(); return must[[]byte](t)(fs.ReadFile(dir, name)) }
	cert := must[*x509.Certificate](t)(x509.ParseCertificate(read("signer.cer")))
	sum := sha256.Sum256(read("export.json"))
	if cert.CheckSignatureFrom(w.rootCert) != nil || !ecdsa.VerifyASN1(cert.PublicKey.(*ecdsa.PublicKey), sum[:], read("export.json.sig")) {
		t.Error("export.json is not signed by an account of the library")
	}
	type named struct {
		Name, SHA256 string
		Size         int
	}
	var root struct{ Manifest []named }
	if err := json.Unmarshal(read("export.json"), &root); err != nil || len(root.Manifest) == 0 {
		t.Fatalf("export.json: %v", err)
	}
	list := append(root.Manifest, linesIn[named](t, dir, "manifest")...)
	known := []string{"export.json", "export.json.sig", "signer.cer"}
	for _, f := range list {
		b := read(f.Name)
		if s := sha256.Sum256(b); hex.EncodeToString(s[:]) != f.SHA256 || len(b) != f.Size {
			t.Errorf("%s is not what the manifest says", f.Name)
		}
		known = append(known, f.Name)
	}
	err := fs.WalkDir(dir, ".", func(name string, e fs.DirEntry, err error) error {
		if err == nil && !e.IsDir() && !slices.Contains(known, name) {
			t.Errorf("%s stands in no manifest", name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	fits(t, dir)
}

func linesIn[T any](t testing.TB, dir fs.FS, folder string) (out []T) {
	t.Helper()
	parts := must[[]string](t)(fs.Glob(dir, folder+"/*.jsonl"))
	slices.Sort(parts)
	for _, name := range parts {
		in := bufio.NewScanner(bytes.NewReader(must[[]byte](t)(fs.ReadFile(dir, name))))
		in.Buffer(nil, 16<<20)
		for in.Scan() {
			var v T
			if err := json.Unmarshal(in.Bytes(), &v); err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			out = append(out, v)
		}
	}
	return out
}

func TestASealedExportHoldsNothingInClear(t *testing.T) {
	w := newWorld(t)
	d := worked(w)
	me := must[*age.X25519Identity](t)(age.GenerateX25519Identity())
	dir := t.TempDir()
	for name, c := range map[string]struct {
		wish takeout.Wish
		open func() (age.Identity, error)
	}{
		"recipient": {takeout.Wish{Recipient: me.Recipient().String()}, func() (age.Identity, error) { return me, nil }},
		"pass":      {takeout.Wish{Pass: "一二三四五六七八九十甲乙"}, func() (age.Identity, error) { return age.NewScryptIdentity("一二三四五六七八九十甲乙") }},
	} {
		c.wish.To = filepath.Join(dir, name+".tar.age")
		w.takeOut(d, c.wish)
		sealed := must[[]byte](t)(os.ReadFile(c.wish.To))
		for _, planted := range []string{"邝望舒", "示例", "jsonl", "440304188304131095", "scan of"} {
			if bytes.Contains(sealed, []byte(planted)) {
				t.Errorf("%s: %q lies in clear", name, planted)
			}
		}
		plain := must[io.Reader](t)(age.Decrypt(bytes.NewReader(sealed), must[age.Identity](t)(c.open())))
		again(w, unpacked(t, plain), d)
	}
	for _, bad := range []takeout.Wish{{Pass: "short"}, {Recipient: "age1nobody"}, {Recipient: "age1x", Pass: "both of them here"}} {
		bad.To = filepath.Join(dir, "bad")
		if _, err := takeout.Write(context.Background(), d.Store.(*sqlite.Session), bad, assets.Words{}, d.Now(), nil); cases.KindOf(err) != cases.Invalid {
			t.Errorf("%+v: %v", bad, err)
		}
	}
}

func unpacked(t testing.TB, r io.Reader) fs.FS {
	out := fstest.MapFS{}
	for in := tar.NewReader(r); ; {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatal(err)
		}
		out[path.Clean(h.Name)] = &fstest.MapFile{Data: must[[]byte](t)(io.ReadAll(in)), Mode: 0o600}
	}
}

// It is logged before anything leaves, only the signer may, and a stopped one leaves nothing.
func TestTakingOutIsLoggedFirstAndLeavesNothingHalf(t *testing.T) {
	w := newWorld(t)
	d := worked(w)
	s := d.Store.(*sqlite.Session)
	dir := t.TempDir()
	clerk := w.sit(cases.Authority, cases.Clerk).Store.(*sqlite.Session)
	if _, err := w.tools.TakeOut(context.Background(), clerk, takeout.Wish{To: filepath.Join(dir, "x")}, assets.Words{}, nil); cases.KeyOf(err) != "role.duty" {
		t.Errorf("a clerk: %v", err)
	}
	if _, err := w.tools.TakeOut(context.Background(), s, takeout.Wish{To: filepath.Join(s.Store().Folder(), "x")}, assets.Words{}, nil); cases.KeyOf(err) != "takeout.inside" {
		t.Errorf("into the store: %v", err)
	}
	ctx, stop := context.WithCancel(context.Background())
	_, err := w.tools.TakeOut(ctx, s, takeout.Wish{To: filepath.Join(dir, "half")}, assets.Words{}, func(int, int) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Errorf("stopped: %v", err)
	}
	if left := must[[]os.DirEntry](t)(os.ReadDir(dir)); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	exports := 0
	for _, h := range must[[]sqlite.Listed](t)(s.Headers(context.Background())) {
		if h.Header.Kind == cases.KindExported {
			exports++
		}
	}
	if exports != 1 {
		t.Errorf("%d exports are logged, want the one that began", exports)
	}
}
