package present

import (
	"bytes"
	"context"
	"image"
	"io"

	"casedesk/app/office"
	"casedesk/cases"
)

// CodeReader reads the QR codes in pictures.
type CodeReader interface {
	// Read gives the texts of the codes in a PNG or JPEG; cases.NotFound where there is none.
	Read(picture []byte) ([]string, error)
	// Find does so in a picture that is drawn already.
	Find(img image.Image) ([]string, error)
}

// Bounds of a scanned file: how many pages are looked at, and how wide they are drawn,
// in pixels: 200 dots an inch of A4.
const (
	scanPages = 20
	scanWide  = 1654
	scanBytes = 64 << 20
)

// ReadFile takes a photo or scan of a letter: PNG, JPEG or PDF. The code is held against
// the record; nothing is said to be in hand, for a picture is not the paper.
func (p *Scan) ReadFile(r io.Reader) {
	if p.s.Codes == nil || p.view.Busy {
		return
	}
	p.view = ScanView{Open: true, Expects: p.view.Expects, Busy: true}
	p.Changed(p.view)
	draw := p.Draw
	p.line.ask(func() func() {
		ctx := context.Background()
		text, err := p.s.codeIn(r, draw)
		var hit office.Scanned
		if err == nil {
			hit, err = p.s.Work.Scan(ctx, p.s.Store, text)
		}
		if err == nil {
			err = p.unexpected(hit)
		}
		var said Words
		if err == nil {
			said = Say("scan.picture_agrees")
		}
		return func() { p.tell(hit, nil, said, err) }
	})
}

// codeIn finds the code of a letter in a file.
func (s Session) codeIn(r io.Reader, draw func(pdf []byte, n, pixels int) (image.Image, int, error)) (string, error) {
	b, err := io.ReadAll(io.LimitReader(r, scanBytes+1))
	if err != nil || len(b) > scanBytes {
		return "", cases.Fail(cases.Invalid, "scan.picture").Because(err)
	}
	if !bytes.HasPrefix(b, []byte("%PDF")) || draw == nil {
		return ours(s.Codes.Read(b))
	}
	none := cases.Fail(cases.NotFound, "scan.no_code")
	for n, pages := 0, 1; n < min(pages, scanPages); n++ {
		img, count, err := draw(b, n, scanWide)
		if err != nil {
			return "", err
		}
		pages = count
		if text, err := ours(s.Codes.Find(img)); err == nil || cases.KindOf(err) != cases.NotFound {
			return text, err
		}
	}
	return "", none
}

func ours(texts []string, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return office.CodeAmong(texts), nil
}
