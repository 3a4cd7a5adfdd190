package pdf

import (
	"bytes"
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/rsa"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/hex"
	"math/big"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/smallstep/pkcs7"

	"casedesk/cases"
	"casedesk/forms/letter"
)

var signedAt = time.Date(2026, 3, 18, 9, 30, 0, 0, time.FixedZone("", 8*3600))

// authority is a root with one account's key under it.
type authority struct {
	root, leaf   *x509.Certificate
	rootKey, key crypto.Signer
}

func newAuthority(t testing.TB) authority {
	t.Helper()
	rootKey, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	root := certify(t, "测试根", 1, true, nil, rootKey, rootKey)
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return authority{root, certify(t, "青川市发展和改革委员会", 2, false, root, key, rootKey), rootKey, key}
}

func certify(t testing.TB, name string, serial int64, ca bool, parent *x509.Certificate, key crypto.Signer, by crypto.Signer) *x509.Certificate {
	t.Helper()
	c := &x509.Certificate{SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: name},
		NotBefore: signedAt.AddDate(-1, 0, 0), NotAfter: signedAt.AddDate(2, 0, 0),
		BasicConstraintsValid: true, IsCA: ca, KeyUsage: x509.KeyUsageDigitalSignature}
	if ca {
		c.KeyUsage = x509.KeyUsageCertSign
	}
	if parent == nil {
		parent = c
	}
	der, err := x509.CreateCertificate(rand.Reader, c, parent, key.Public(), by)
	if err != nil {
		t.Fatal(err)
	}
	c, err = x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (a authority) sign(t testing.TB, l letter.Letter) []byte {
	t.Helper()
	b, err := Sign(render(t, l), a.key, []*x509.Certificate{a.leaf, a.root}, signedAt)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (a authority) verify(b []byte) (Signature, error) {
	return Verify(b, []*x509.Certificate{a.root}, signedAt.AddDate(0, 1, 0))
}

// short is a letter of one page, for tests that sign and look at every byte.
func short() letter.Letter {
	return letter.Letter{Format: letter.RedHead, Head: "青川市文件", Title: "通知", Date: cases.MustDate("2026-03-18"),
		Number: "青信〔2026〕1号", Signature: "青川市", Paragraphs: []letter.Paragraph{{Kind: letter.Body, Text: "准予。"}},
		Record: []byte(`{"number":"青信〔2026〕1号","outcome":"granted"}`)}
}

func TestASignedLetterProvesItsSignerItsTimeAndItsRecord(t *testing.T) {
	a := newAuthority(t)
	unsigned := render(t, refusal())
	signed := a.sign(t, refusal())
	if !bytes.HasPrefix(signed, unsigned) {
		t.Fatal("signing changed bytes that were there before")
	}
	got, err := a.verify(signed)
	if err != nil {
		t.Fatal(err)
	}
	if got.Signer.Subject.CommonName != "青川市发展和改革委员会" || !got.At.Equal(signedAt) || !bytes.Equal(got.Record, refusal().Record) {
		t.Errorf("got %q at %v with %s", got.Signer.Subject.CommonName, got.At, got.Record)
	}
	if len(got.Chain) != 2 || !got.Chain[1].Equal(a.root) {
		t.Errorf("chain of %d does not end at the pinned root", len(got.Chain))
	}
	late := a.leaf.NotAfter.AddDate(20, 0, 0)
	if _, err := Verify(signed, []*x509.Certificate{a.root}, late); err != nil {
		t.Errorf("a letter signed in time must hold after its certificate ended: %v", err)
	}
}

func TestAnIndependentReaderAcceptsTheSignature(t *testing.T) {
	a := newAuthority(t)
	signed := a.sign(t, short())
	hole, err := holeOf(signed)
	if err != nil {
		t.Fatal(err)
	}
	der, ok := signatureIn(signed[hole.from:hole.to])
	if !ok {
		t.Fatal("no signature in its place")
	}
	p7, err := pkcs7.Parse(der)
	if err != nil {
		t.Fatal(err)
	}
	p7.Content = append(bytes.Clone(signed[:hole.from]), signed[hole.to:]...)
	pool := x509.NewCertPool()
	pool.AddCert(a.root)
	if err := p7.VerifyWithChain(pool); err != nil {
		t.Error(err)
	}
	p7.Content[100] ^= 1
	if p7.Verify() == nil {
		t.Error("the independent reader accepts changed content: this test proves nothing")
	}
}

// Every byte of the update and every 7th before it, each changed in one bit.
func TestAnyChangedByteIsRefused(t *testing.T) {
	a := newAuthority(t)
	signed := a.sign(t, short())
	update := len(render(t, short()))
	var wg sync.WaitGroup
	var tried atomic.Int64
	workers := runtime.GOMAXPROCS(0)
	for w := range workers {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b := bytes.Clone(signed)
			for i := w; i < len(b); i += workers {
				if i < update && i%7 != 0 {
					continue
				}
				was := b[i]
				for _, flip := range []byte{1, 0x20} { // 0x20 turns a hex digit's case
					b[i] = was ^ flip
					if _, err := a.verify(b); err == nil {
						t.Errorf("byte %d of %d: %q accepted as %q", i, len(b), b[i], was)
					}
					tried.Add(1)
				}
				b[i] = was
			}
		}()
	}
	wg.Wait()
	t.Logf("%d changes, %d bytes, update of %d", tried.Load(), len(signed), len(signed)-update)
}

func TestWhatIsAddedRemovedOrMovedIsRefused(t *testing.T) {
	a := newAuthority(t)
	signed := a.sign(t, short())
	hole, _ := holeOf(signed)
	replace := func(from, to string) []byte {
		out := bytes.Replace(signed, []byte(from), []byte(to), 1)
		if bytes.Equal(out, signed) {
			t.Fatalf("%q is not in the file", from)
		}
		return out
	}
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	unsigned := render(t, short())
	for name, b := range map[string][]byte{
		"a newline at the end":      join(signed, []byte("\n")),
		"a space at the end":        join(signed, []byte(" ")),
		"a byte in front":           join([]byte(" "), signed),
		"another update":            join(signed, unsigned[len(unsigned)-300:]),
		"a byte range in an update": join(signed, []byte("1 0 obj<</ByteRange[0 1 2 3]>>endobj\n%%EOF\n")),
		"the last byte cut":         signed[:len(signed)-1],
		"the update cut":            unsigned,
		"a longer hole":             join(signed[:hole.to-1], []byte("00"), signed[hole.to-1:]),
		"a shorter hole":            join(signed[:hole.to-3], signed[hole.to-1:]),
		"a space in the hole":       join(signed[:hole.to-2], []byte(" "), signed[hole.to-1:]),
		"a range from 1":            replace("/ByteRange[0 ", "/ByteRange[1 "),
		"upper case in the hole":    join(signed[:hole.from], bytes.ToUpper(signed[hole.from:hole.to]), signed[hole.to:]),
		"nothing":                   nil,
		"only the end":              []byte("/ByteRange[0 "),
	} {
		if _, err := a.verify(b); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestOnlyAPinnedRootIsTrusted(t *testing.T) {
	a, other := newAuthority(t), newAuthority(t)
	signed := a.sign(t, short())
	for _, c := range []struct {
		name  string
		roots []*x509.Certificate
		at    time.Time
		key   string
	}{
		{"no root", nil, signedAt, "letter.root"},
		{"another root of the same name", []*x509.Certificate{other.root}, signedAt, "letter.root"},
		{"two roots, one right", []*x509.Certificate{other.root, a.root}, signedAt, ""},
		{"our clock a year behind", []*x509.Certificate{a.root}, signedAt.AddDate(-1, 0, 0), "letter.signed-at"},
	} {
		if _, err := Verify(signed, c.roots, c.at); cases.KeyOf(err) != c.key {
			t.Errorf("%s: got %v, want %q", c.name, err, c.key)
		}
	}
	forged := a
	forged.leaf = certify(t, "冒名", 3, false, other.root, a.key, other.rootKey)
	if _, err := a.verify(forged.sign(t, short())); cases.KeyOf(err) != "letter.root" {
		t.Errorf("a certificate the root did not sign: got %v", err)
	}
	late, err := Sign(render(t, short()), a.key, []*x509.Certificate{a.leaf}, a.leaf.NotAfter.AddDate(0, 0, 1))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Verify(late, []*x509.Certificate{a.root}, a.leaf.NotAfter.AddDate(1, 0, 0)); cases.KeyOf(err) != "letter.root" {
		t.Errorf("signed after the certificate ended: got %v", err)
	}
}

func TestWhatMayNotBeSignedIsRefused(t *testing.T) {
	a := newAuthority(t)
	chain := []*x509.Certificate{a.leaf}
	specimen := short()
	specimen.Specimen, specimen.Number = true, ""
	other := newAuthority(t)
	rsaKey, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		pdf   []byte
		key   crypto.Signer
		chain []*x509.Certificate
		want  string
	}{
		{"a specimen", render(t, specimen), a.key, chain, "letter.sign-specimen"},
		{"a signed letter", a.sign(t, short()), a.key, chain, "letter.sign"},
		{"another's certificate", render(t, short()), other.key, chain, "letter.sign"},
		{"an RSA key", render(t, short()), rsaKey, chain, "letter.sign"},
		{"no certificate", render(t, short()), a.key, nil, "letter.sign"},
		{"no key", render(t, short()), nil, chain, "letter.sign"},
		{"no PDF", []byte("hello"), a.key, chain, "letter.sign"},
		{"an empty file", nil, a.key, chain, "letter.sign"},
	} {
		if _, err := Sign(c.pdf, c.key, c.chain, signedAt); cases.KeyOf(err) != c.want {
			t.Errorf("%s: got %v, want %s", c.name, err, c.want)
		}
	}
	if _, err := a.verify(render(t, short())); cases.KeyOf(err) != "letter.unsigned" {
		t.Errorf("an unsigned letter: got %v", err)
	}
}

func TestASignatureUnderAnotherKeyOfTheSameNameIsRefused(t *testing.T) {
	a, other := newAuthority(t), newAuthority(t)
	signed := a.sign(t, short())
	theirs := other.sign(t, short())
	hole, _ := holeOf(signed)
	whole, _ := holeOf(theirs)
	if whole != hole {
		theirs = a.sign(t, refusal()) // certificates of another length: take a signature of another letter
		whole, _ = holeOf(theirs)
	}
	mixed := append(append(bytes.Clone(signed[:hole.from]), theirs[whole.from:whole.to]...), signed[hole.to:]...)
	if _, err := a.verify(mixed); err == nil {
		t.Error("another authority's signature accepted")
	}
	text := strings.ToLower(hex.EncodeToString(a.leaf.Raw))
	if !bytes.Contains(signed, []byte(text)) {
		t.Error("the certificate does not travel with the letter")
	}
}

func FuzzVerify(f *testing.F) {
	a := newAuthority(f)
	signed := a.sign(f, short())
	hole, _ := holeOf(signed)
	f.Add(signed)
	f.Add(signed[hole.from-200:])
	f.Add([]byte("%PDF-1.7\n/ByteRange[0 0000000040 0000000044 0000000007]/Contents<30>\n%%EOF\n"))
	f.Add([]byte("xref\n0 3\n0000000000 65535 f \n0000000001 00000 n \ntrailer\n<</Root 1 0 R/Info 1 0 R>>\nstartxref\n0\n%%EOF\n"))
	f.Add([]byte(rangeKey))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := a.verify(b); err == nil && !bytes.Equal(b, signed) {
			t.Error("accepted bytes that nobody signed")
		}
		recordOf(b)
		objectsOf(b)
		Sign(b, a.key, []*x509.Certificate{a.leaf}, signedAt)
	})
}

func FuzzCheckCMS(f *testing.F) {
	a := newAuthority(f)
	digest := [32]byte{1, 2, 3}
	der, err := signCMS(ecdsaSuite(), digest, a.key, []*x509.Certificate{a.leaf}, signedAt)
	if err != nil {
		f.Fatal(err)
	}
	m := newSM2Authority(f, true)
	other, err := signCMS(sm2Suite(), digest, m.key, []*x509.Certificate{m.leaf}, signedAt)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(der)
	f.Add(other)
	f.Add(der[:len(der)/2])
	f.Add([]byte{0x30, 0x82, 0, 0})
	f.Fuzz(func(t *testing.T, b []byte) {
		_, _, chain, err := checkCMS(b, func(suite) [32]byte { return digest })
		ours := err == nil && (chain[0].Equal(a.leaf) || chain[0].Equal(m.leaf))
		if ours && !bytes.Equal(b, der) && !bytes.Equal(b, other) {
			t.Error("accepted a signature that was not made")
		}
	})
}
