package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/app/demo"
	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

const specimen = `{"format":"red-head","head":"示例单位","title":"不予信用修复决定书","addressee":"示例𬬭源有限公司：","signature":"示例单位",
"date":"2026-10-12","seal":true,"number":"示例〔2026〕1号","paragraphs":[{"kind":"body","text":"经审查，现作出如下决定。"},
{"kind":"facts","table":{"widths":[1,3],"rows":[["当事人","示例𬬭源有限公司"]]}},{"kind":"list","label":"（一）","text":"没有作出信用承诺。"}]}`

type letterAnswer struct {
	File, Number, SHA256, Event string
	Unsigned                    string `json:"unsigned_sha256"`
	Pages                       int
}

type verifyAnswer struct {
	Valid, Sample           bool
	Number, Outcome, Reason string
	IssuedBy                string `json:"issued_by"`
	Signer                  string
	PackHashes              map[string]string `json:"pack_hashes"`
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

func TestASpecimenIsTheSameInTwentyProcesses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	seen := map[string]bool{}
	for i := range 20 {
		out := filepath.Join(dir, fmt.Sprintf("%d.pdf", i))
		s := child(specimen, "letter", "render", "-", "--out", out)
		a := one[letterAnswer](t, s)
		b, err := os.ReadFile(out)
		if err != nil || s.code != 0 || a.SHA256 != digest(b) || a.Pages != 1 || a.File != out {
			t.Fatalf("exit %d, %+v, %v", s.code, a, err)
		}
		seen[a.SHA256] = true
	}
	if len(seen) != 1 {
		t.Errorf("%d different files", len(seen))
	}
	if v := one[verifyAnswer](t, desk("", "letter", "verify", filepath.Join(dir, "0.pdf"))); v.Valid || v.Reason == "" || v.Number != "" {
		t.Errorf("a specimen verifies: %+v", v)
	}
	left, err := filepath.Glob(filepath.Join(dir, ".*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// pressAgain renders the data of an issued letter and prints the hash: the work
// of one process among the twenty.
func pressAgain(in io.Reader, out io.Writer) int {
	data, err := io.ReadAll(in)
	if err == nil {
		var tools wire.Tools
		if tools, err = wire.Load(); err == nil {
			var b []byte
			if b, err = tools.Press.Again(data); err == nil {
				fmt.Fprint(out, digest(b))
				return 0
			}
		}
	}
	fmt.Fprintln(os.Stderr, err)
	return 2
}

// at signs an account of a demo store in and gives its desk and store session.
func at(t *testing.T, dir, account string) (office.Desk, *sqlite.Session) {
	t.Helper()
	store, err := sqlite.Open(context.Background(), dir, sqlite.Options{Now: testDay})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { store.Close() })
	tools, err := wire.Load()
	if err != nil {
		t.Fatal(err)
	}
	tools.Now = testDay
	for _, a := range store.Accounts() {
		if a.Name != account {
			continue
		}
		s, err := store.Unlock(context.Background(), a.ID, demo.PassPhrase)
		if err != nil {
			t.Fatal(err)
		}
		d, err := tools.Desk(s)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { s.Close() })
		return d, s
	}
	t.Fatalf("no account %s", account)
	return office.Desk{}, nil
}

func TestAnIssuedLetterIsTheSameAgainInTwentyProcesses(t *testing.T) {
	t.Parallel()
	_, s := at(t, filepath.Join(copied(t), "authority"), signer)
	rows, err := s.Rows(context.Background(), cases.Queue{Limit: 10})
	if err != nil || len(rows) != 2 {
		t.Fatal(len(rows), err)
	}
	var letters []cases.LetterAct
	for _, r := range rows {
		c, err := s.Case(context.Background(), r.Case)
		if err != nil {
			t.Fatal(err)
		}
		letters = append(letters, c.Letters...)
	}
	for i := range 20 {
		l := letters[i%len(letters)]
		c := exec.Command(os.Args[0])
		c.Env = append(os.Environ(), asPress+"=1")
		c.Stdin = bytes.NewReader(l.Data)
		got, err := c.Output()
		if err != nil || string(got) != l.Unsigned.String() {
			t.Errorf("%s %s again: %s, issued %s, %v", l.Letter, l.Number, got, l.Unsigned, err)
		}
	}
}

func TestEveryDemoLetterVerifies(t *testing.T) {
	names, err := filepath.Glob(filepath.Join(played(), "out", "*.pdf"))
	if err != nil || len(names) != 6 {
		t.Fatalf("%d letters, %v", len(names), err)
	}
	for _, name := range names {
		s := desk("", "letter", "verify", name)
		v := one[verifyAnswer](t, s)
		if s.code != 0 || !v.Valid || !v.Sample || v.Number == "" || v.Signer == "" || !strings.Contains(v.IssuedBy, "演示") {
			t.Errorf("%s: exit %d, %+v", filepath.Base(name), s.code, v)
		}
		if decided := strings.HasSuffix(name, "repair-L8.pdf"); decided && (v.Outcome != "granted" || len(v.PackHashes["R36"]) != 64 || v.Signer != signer) {
			t.Errorf("the decision: %+v", v)
		}
	}
}

func TestAnyChangedByteIsRefused(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile(filepath.Join(played(), "out", "repair-L8.pdf"))
	if err != nil {
		t.Fatal(err)
	}
	places := map[int]bool{}
	for i := 0; i < len(whole); i += 97 {
		places[i] = true
	}
	for _, word := range []string{"%PDF", "%%EOF", "startxref", "trailer", "/ByteRange", "/Contents<", "/Root", "/Size", "/Prev", "decision.json", "/Sig"} {
		for from := 0; ; {
			i := bytes.Index(whole[from:], []byte(word))
			if i < 0 {
				break
			}
			for k := from + i; k < min(from+i+len(word)+4, len(whole)); k++ {
				places[k] = true
			}
			from += i + len(word)
		}
	}
	if len(places) < 500 {
		t.Fatalf("only %d places in %d bytes", len(places), len(whole))
	}
	refuse := func(what string, b []byte) {
		if s := desk(string(b), "letter", "verify", "-"); s.code != 1 || one[verifyAnswer](t, s).Valid || one[verifyAnswer](t, s).Reason == "" {
			t.Errorf("%s: exit %d, %s%s", what, s.code, s.out, s.errs)
		}
	}
	for i := range places {
		b := bytes.Clone(whole)
		b[i] ^= 1
		refuse(fmt.Sprintf("byte %d (%q)", i, whole[i]), b)
	}
	for _, cut := range []int{0, 1, len(whole) / 2, len(whole) - 1} {
		refuse(fmt.Sprintf("cut at %d", cut), whole[:cut])
	}
	refuse("a byte more", append(bytes.Clone(whole), '\n'))
	refuse("no PDF", []byte("这不是公文"))
}

func TestVerifyNeedsAKnownRoot(t *testing.T) {
	other := filepath.Join(t.TempDir(), "root.pem")
	if err := os.WriteFile(other, []byte("no certificate"), 0o600); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(played(), "out", "repair-L8.pdf")
	oneSentence(t, "a root that is none", desk("", "letter", "verify", name, "--root", other), "root.pem")
	oneSentence(t, "no letter", desk("", "letter", "verify", "none.pdf"), "none.pdf")
	stranger := signedByAStranger(t)
	s := desk(string(stranger), "letter", "verify", "-")
	if v := one[verifyAnswer](t, s); s.code != 1 || v.Valid || !strings.Contains(v.Reason, "根证书") {
		t.Errorf("an unknown root: exit %d, %+v", s.code, v)
	}
}

func TestIssueFromTheTerminal(t *testing.T) {
	t.Parallel()
	dir := copied(t)
	store := filepath.Join(dir, "window")
	d, s := at(t, store, windowClerk)
	c, err := d.Receive(context.Background(), office.Application{
		Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyOrganisation, Name: "示例乙有限公司"},
		Record: cases.Record{Party: "示例乙有限公司", DocNumber: "示例罚〔2026〕9号", DecidedOn: cases.MustDate("2026-05-20"), Sample: true},
	})
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := s.Store().Close(); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(t.TempDir(), "L1.pdf")
	got := desk("", "letter", "issue", "--store", store, "--as", windowClerk, "--case", c.ID.String(), "--letter", "L1", "--out", out)
	a := one[letterAnswer](t, got)
	b, err := os.ReadFile(out)
	if err != nil || got.code != 0 || a.SHA256 != digest(b) || a.Number == "" || len(a.Event) != 64 || len(a.Unsigned) != 64 {
		t.Fatalf("exit %d, %+v, %v %s", got.code, a, err, got.errs)
	}
	if v := one[verifyAnswer](t, desk("", "letter", "verify", out)); !v.Valid || v.Number != a.Number {
		t.Errorf("%+v", v)
	}
	photo := strings.TrimSuffix(out, ".pdf")
	if err := exec.Command("pdftoppm", "-r", "150", "-singlefile", "-jpeg", out, photo).Run(); err != nil {
		t.Fatal(err)
	}
	if v := one[verifyAnswer](t, desk("", "letter", "verify", photo+".jpg", "--store", store, "--as", windowClerk)); !v.Valid || v.Number != a.Number || !v.Sample {
		t.Errorf("a photo of the letter: %+v", v)
	}
	other := desk("", "letter", "verify", photo+".jpg", "--store", filepath.Join(dir, "authority"), "--as", "欧阳弋")
	if v := one[verifyAnswer](t, other); other.code != 1 || v.Valid || v.Reason == "" || v.Number != "" {
		t.Errorf("a store that has no such letter: exit %d, %+v", other.code, v)
	}
	oneSentence(t, "a photo without a store", desk("", "letter", "verify", photo+".jpg"))
	oneSentence(t, "again", desk("", "letter", "issue", "--store", store, "--as", windowClerk, "--case", c.ID.String(), "--letter", "L1"))
	oneSentence(t, "undecided", desk("", "letter", "issue", "--store", store, "--as", windowClerk, "--case", c.ID.String()))
	oneSentence(t, "no case", desk("", "letter", "issue", "--store", store, "--as", windowClerk, "--case", "x"))
}
