package pdf

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/x509"
	"encoding/json"
	"image"
	"slices"
	"strings"
	"time"

	"github.com/emmansun/gmsm/sm2"

	"casedesk/cases"
	"casedesk/forms/layout"
	"casedesk/forms/letter"
)

// Press makes letters: an order in, unsigned bytes out; then the signature.
type Press struct {
	Fonts   *Library
	Wording letter.Wording
	Root    *x509.Certificate // put into each signature beside the account's own
}

// Print compiles and renders the letter that an order calls for.
func (p Press) Print(o cases.LetterOrder) (cases.Printed, error) {
	l, err := p.Wording.Compile(o)
	if err != nil {
		return cases.Printed{}, err
	}
	return p.printed(l)
}

// Sheet compiles and renders a sheet. It is printed and handed over, never signed
// or kept.
func (p Press) Sheet(o cases.SheetOrder) (cases.Printed, error) {
	l, err := p.Wording.Sheet(o)
	if err != nil {
		return cases.Printed{}, err
	}
	return p.printed(l)
}

// Recovery renders the sheet of a recovery code; its bytes are for the printer alone.
func (p Press) Recovery(o letter.RecoveryOrder) ([]byte, error) {
	l, err := p.Wording.Recovery(o)
	if err != nil {
		return nil, err
	}
	return Render(p.Fonts, l)
}

func (p Press) printed(l letter.Letter) (cases.Printed, error) {
	data, err := json.Marshal(l)
	if err != nil {
		return cases.Printed{}, cases.Fail(cases.Invalid, "letter.data").Because(err)
	}
	b, pages, err := RenderPages(p.Fonts, l)
	if err != nil {
		return cases.Printed{}, err
	}
	return cases.Printed{Data: data, PDF: b, Pages: pages, Renderer: RendererID(p.Fonts, p.Wording.Version)}, nil
}

// Crop checks the picture of a character that no font has, and gives it as printed.
func (Press) Crop(png []byte) (image.Image, error) { return Crop(png) }

// Lacks names what no font can print of a text: whole descriptions of characters, and
// single characters.
func (p Press) Lacks(text string) []string {
	out := cases.Descriptions(text)
	for _, mark := range out {
		text = strings.ReplaceAll(text, mark, "")
	}
	for _, r := range text {
		if _, known := p.Fonts.pick(layout.Song, r, false); !known && !slices.Contains(out, string(r)) {
			out = append(out, string(r))
		}
	}
	return out
}

// Again renders the data of an issued letter: with the same renderer the bytes
// are those that were signed.
func (p Press) Again(data json.RawMessage) ([]byte, error) {
	var l letter.Letter
	if err := json.Unmarshal(data, &l); err != nil {
		return nil, cases.Fail(cases.Damaged, "letter.data").Because(err)
	}
	return Render(p.Fonts, l)
}

// Sign adds the account's signature over all bytes: with SM2 and SM3 if that is the
// key given.
func (p Press) Sign(pdf []byte, key crypto.Signer, account cases.Account, at time.Time) ([]byte, error) {
	der := account.Cert
	if public, ok := key.Public().(*ecdsa.PublicKey); ok && sm2.IsSM2PublicKey(public) {
		der = account.SM2Cert
	}
	cert, err := ReadCertificate(der)
	if err != nil {
		return nil, err
	}
	return Sign(pdf, key, []*x509.Certificate{cert, p.Root}, at)
}
