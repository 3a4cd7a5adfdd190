package layout

import (
	"math"
	"strings"

	"github.com/skip2/go-qrcode"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// Figures of the end of a letter, mm and points (GB/T 9704-2012 7.3.5–7.4.4).
const (
	dateBlank  = 4    // characters right of the date, with a seal
	plainBlank = 2    // characters right of the signature, without
	sealSize   = 42.0 // 国发〔1999〕25号: seals of county and city organs
	sealRise   = 4.0  // the seal's middle over the middle of signature and date
	codeSize   = 22.0 // QR code with its dots no smaller than 0.4 mm
	captionPt  = 9.0
	outerRule  = 0.35 // first and last rule of the 版记
	innerRule  = 0.25
	qrMost     = 300 // bytes
)

// tailBlocks sets signature, date, the seal's place, QR code, note and contact.
func tailBlocks(m Measure, l letter.Letter) ([]block, error) {
	if l.Format == letter.Sheet && l.Signature == "" {
		return nil, nil // others sign it, in its boxes
	}
	b := signature(m, l)
	if l.QR != "" {
		code, err := codeItems(m, l)
		if err != nil {
			return nil, err
		}
		low := float64(b.rows-1)*pitch + em
		shift := math.Max(0, low-codeSize-captionPt*point*1.4)
		for _, it := range code {
			it.Y += shift
			b.items = append(b.items, it)
		}
		b.rows = max(b.rows, int(math.Ceil((codeSize+captionPt*point*1.4)/pitch)))
	}
	bs := []block{b}
	if l.Note != "" {
		bs[0].keep = true
		bs = append(bs, lineBlocks(Break(m, Song, "（"+l.Note+"）", 2000, 0, textWidth), Song)...)
	}
	if l.Contact != "" {
		contact := l.Contact
		if l.Seal { // short lines stay clear of the seal over the date
			contact = strings.ReplaceAll(contact, "　", "\n")
		}
		for _, part := range strings.Split(contact, "\n") {
			bs[len(bs)-1].keep = true
			bs = append(bs, lineBlocks(Break(m, Song, part, 2000, 0, textWidth), Song)...)
		}
	}
	return bs, nil
}

// signature sets office and date: with a seal the date stands four characters
// from the right and the office centred over it (7.3.5.1), else the office two
// characters from the right and the date two in from the office's start (7.3.5.2).
func signature(m Measure, l letter.Letter) block {
	date := l.Date.Chinese()
	dw, sw := widthOf(m, Song, date, bodySize), widthOf(m, Song, l.Signature, bodySize)
	right := left + wide
	if !l.Seal {
		sx := right - plainBlank*column - sw
		dx := sx + plainBlank*column
		if dx+dw > right-plainBlank*column { // a date longer than the office pushes it left
			dx = right - plainBlank*column - dw
			sx = dx - plainBlank*column
		}
		sx = math.Max(sx, left)
		return block{rows: 3, items: []Item{
			plainItem(Song, l.Signature, sx, pitch, bodySize),
			plainItem(Song, date, dx, 2*pitch, bodySize),
		}}
	}
	dx := right - dateBlank*column - dw
	sx := math.Max(left, math.Min(dx+(dw-sw)/2, right-sw))
	middle := 3*pitch - (pitch-em)/2 - sealRise
	seal := Item{Kind: Place, X: dx + (dw-sealSize)/2, Y: middle - sealSize/2, W: sealSize, H: sealSize}
	if l.Specimen || l.Sample {
		seal.Kind, seal.Color = Ring, Pale
	}
	return block{rows: 4, items: []Item{
		seal,
		plainItem(Song, l.Signature, sx, 2*pitch, bodySize),
		plainItem(Song, date, dx, 3*pitch, bodySize),
	}}
}

// codeItems sets the QR code at the left edge with its caption beneath.
func codeItems(m Measure, l letter.Letter) ([]Item, error) {
	if len(l.QR) > qrMost {
		return nil, cases.Fail(cases.Invalid, "letter.qr", "bytes", itoa(len(l.QR)), "most", itoa(qrMost))
	}
	q, err := qrcode.New(l.QR, qrcode.Medium)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "letter.qr", "bytes", itoa(len(l.QR)), "most", itoa(qrMost)).Because(err)
	}
	q.DisableBorder = true
	items := []Item{{Kind: Code, X: left, W: codeSize, H: codeSize, Modules: q.Bitmap()}}
	if l.QRCaption != "" {
		c := plainItem(Plain, l.QRCaption, left, codeSize+captionPt*point*0.4, captionPt)
		c.X = math.Max(left, left+(codeSize-widthOf(m, Plain, l.QRCaption, captionPt))/2)
		items = append(items, c)
	}
	return items, nil
}

// imprint puts the 版记 at the foot of the last page, or of a new one when
// there is no room (7.4).
func (s *sheet) imprint(m Measure, l letter.Letter) {
	if l.CopyTo == "" && l.PrintedBy == "" {
		return
	}
	const lineHigh = smallSize * point * 15 / 8
	const inner = 29500 // thousandths of an em in a line of 4号 with one blank each side
	var copies []Line
	if l.CopyTo != "" {
		copies = Break(m, Song, letter.WordCopies+strings.TrimSuffix(l.CopyTo, "。")+"。", 0, 3000, inner)
	}
	n := len(copies)
	if l.PrintedBy != "" {
		n++
	}
	y := foot - float64(n)*lineHigh
	if s.y-(pitch-em) > y {
		s.turn()
	}
	p := &s.pages[len(s.pages)-1]
	rule := func(y, h float64) {
		p.Items = append(p.Items, Item{Kind: Rule, X: left, Y: y - h/2, W: wide, H: h})
	}
	inset := (lineHigh - smallSize*point) / 2
	rule(y, outerRule)
	for _, c := range copies {
		p.Items = append(p.Items, bodyItem(c, Song, left+smallSize*point, y+inset, wide-2*smallSize*point, smallSize, true))
		y += lineHigh
	}
	if l.PrintedBy != "" {
		if len(copies) > 0 {
			rule(y, innerRule)
		}
		p.Items = append(p.Items, plainItem(Song, l.PrintedBy, left+smallSize*point, y+inset, smallSize))
		on := l.PrintedOn.Chinese() + letter.WordPrinted
		x := left + wide - smallSize*point - widthOf(m, Song, on, smallSize)
		p.Items = append(p.Items, plainItem(Song, on, x, y+inset, smallSize))
	}
	rule(foot, outerRule)
	s.y = foot + pitch
}
