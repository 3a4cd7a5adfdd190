package main

import (
	"bytes"
	"crypto/sha256"
	"crypto/x509"
	"encoding/pem"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/forms/letter"
	"casedesk/forms/pdf"
	"casedesk/store/sqlite"
)

type letterCall struct {
	Render renderCall `cmd:"" help:"A specimen (样张) from JSON; it has no number and never verifies."`
	Issue  issueCall  `cmd:"" help:"Issue a letter of a case."`
	Glyph  glyphCall  `cmd:"" help:"Keep the picture of a character that no font has with a case."`
	Verify verifyCall `cmd:"" help:"Check a letter, offline."`

	Sheet   sheetCall   `cmd:"" help:"Print a slip, a form or a paper of the file from a case."`
	Print   printCall   `cmd:"" help:"Print copies of issued letters."`
	Copies  copiesCall  `cmd:"" help:"List the print ledger."`
	Settle  settleCall  `cmd:"" help:"Say what came out of the printer."`
	Gallery galleryCall `cmd:"" help:"One letter and sheet of every sort, of made-up data, to look at."`
}

type renderCall struct {
	File string `arg:"" help:"The letter as JSON (see: deskctl schema letter); - for standard input."`
	Out  string `required:"" type:"path" help:"The PDF to write."`
}

// Run makes a specimen.
func (c renderCall) Run(t *terminal) error {
	b, err := t.read(c.File)
	if err != nil {
		return err
	}
	l, err := letter.ReadSpecimen(b)
	if err != nil {
		return err
	}
	fonts, err := pdf.NewLibrary(pdf.Standard(assets.Font), pdf.Rare(assets.Font)...)
	if err != nil {
		return err
	}
	out, pages, err := pdf.RenderPages(fonts, l)
	if err != nil {
		return err
	}
	if err := wire.WriteFile(c.Out, out); err != nil {
		return err
	}
	return t.answer(struct {
		File   string     `json:"file"`
		Pages  int        `json:"pages"`
		SHA256 cases.Hash `json:"sha256"`
	}{c.Out, pages, sha256.Sum256(out)})
}

type issueCall struct {
	Store  string `required:"" type:"path" help:"The store's folder."`
	As     string `required:"" help:"Account name."`
	Case   string `required:"" help:"The case's id."`
	Letter string `help:"Which letter (L1 …); the one that the decision calls for if left out."`
	Out    string `type:"path" help:"Also write the PDF here, in clear."`
}

// desk is the desk of a signed-in account, on the terminal's day and with the
// office's own fonts where a folder of them was named.
func (t *terminal) desk(s *sqlite.Session) (office.Desk, error) {
	tools, err := wire.LoadWith(t.fonts)
	if err != nil {
		return office.Desk{}, err
	}
	tools.Now = t.now
	return tools.Desk(s)
}

// Run issues a letter: power, number and signature are checked as in the window.
func (c issueCall) Run(t *terminal) error {
	id, err := cases.ParseID(c.Case)
	if err != nil {
		return err
	}
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	desk, err := t.desk(s)
	if err != nil {
		return err
	}
	sort := cases.LetterSort(c.Letter)
	if sort == "" {
		seen, err := s.Case(t, id)
		if err != nil {
			return err
		}
		if sort, _ = cases.DecisionLetter(seen); sort == "" {
			return cases.Fail(cases.Conflict, "letter.undecided")
		}
	}
	after, l, err := desk.Issue(t, id, sort)
	if err != nil {
		return err
	}
	if c.Out != "" {
		b, err := desk.LetterBytes(t, l)
		if err != nil {
			return err
		}
		if err := s.LogAccess(t, desk.Exported(after, "letter."+l.Letter)); err != nil {
			return err
		}
		if err := wire.WriteFile(c.Out, b); err != nil {
			return err
		}
	}
	return t.answer(struct {
		File     string     `json:"file"`
		Number   string     `json:"number"`
		SHA256   cases.Hash `json:"sha256"`
		Unsigned cases.Hash `json:"unsigned_sha256"`
		Event    cases.Hash `json:"event"`
	}{c.Out, l.Number, l.Signed, l.Unsigned, after.Past[len(after.Past)-1].Event})
}

type verifyCall struct {
	File  string `arg:"" help:"The PDF; or a photo or scan of the paper (PNG, JPEG), whose code is held against a store's record."`
	Store string `type:"path" help:"With a picture: the store's folder."`
	As    string `help:"With a picture: account name."`
	Root  string `type:"path" help:"Root certificate (PEM) besides the demo's, which ships."`
}

// verified is what a letter proves.
type verified struct {
	Valid    bool             `json:"valid"`
	Number   string           `json:"number"`
	Outcome  cases.Outcome    `json:"outcome"`
	IssuedBy string           `json:"issued_by"`
	Signer   string           `json:"signer"`
	Suite    pdf.Suite        `json:"suite"`
	Sample   bool             `json:"sample"`
	Packs    cases.PackHashes `json:"pack_hashes"`
	Reason   string           `json:"reason"`
}

// Run answers whether a letter is whole and whose it is; any changed byte is no.
func (c verifyCall) Run(t *terminal) error {
	b, err := t.read(c.File)
	if err != nil {
		return err
	}
	if !bytes.HasPrefix(b, []byte("%PDF")) && (c.Store != "" || isPicture(b)) {
		return c.picture(t, b)
	}
	demoRoot, _, err := assets.DemoRoot()
	if err != nil {
		return err
	}
	roots := []*x509.Certificate{demoRoot}
	if c.Root != "" {
		root, err := t.readRoot(c.Root)
		if err != nil {
			return err
		}
		roots = append(roots, root)
	}
	answer := verified{Packs: cases.PackHashes{}}
	got, record, err := pdf.VerifyLetter(b, roots, t.now())
	if err != nil {
		answer.Reason = t.words.Sentence(err)
	} else {
		answer.of(got, record, demoRoot)
	}
	if err := t.answer(answer); err != nil {
		return err
	}
	if !answer.Valid {
		return errNo
	}
	return nil
}

// of fills in what the signature and the attached record say.
func (v *verified) of(got pdf.Signature, r letter.Record, demoRoot *x509.Certificate) {
	v.Valid, v.Signer, v.Suite = true, got.Signer.Subject.CommonName, got.Suite
	v.Sample = got.Chain[len(got.Chain)-1].Equal(demoRoot)
	v.Number, v.Outcome, v.IssuedBy, v.Packs = r.Number, r.Outcome, r.IssuedBy, r.PackHash
}

// readRoot reads a root certificate that the user brings.
func (t *terminal) readRoot(name string) (*x509.Certificate, error) {
	b, err := t.read(name)
	if err != nil {
		return nil, err
	}
	block, _ := pem.Decode(b)
	if block == nil {
		return nil, cases.Fail(cases.Invalid, "deskctl.root", "file", name)
	}
	root, err := x509.ParseCertificate(block.Bytes)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "deskctl.root", "file", name).Because(err)
	}
	return root, nil
}
