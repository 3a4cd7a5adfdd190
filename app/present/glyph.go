package present

import (
	"bytes"
	"context"
	"errors"
	"image"
	"io"
	"slices"
	"strings"

	"casedesk/cases"
)

// GlyphOffer is the picture of a character that no font has, to be looked at before it
// is kept with the case.
type GlyphOffer struct {
	Mark    string
	Picture image.Image // as letters print it
	png     []byte
}

// lackingIn gives the marks of the characters that an error names as printable by no
// font, those that a picture can stand for.
func lackingIn(err error) (out []string) {
	var e *cases.Error
	if cases.KeyOf(err) != "letter.glyph" || !errors.As(err, &e) {
		return nil
	}
	for _, a := range e.Args {
		if a.Name != "marks" {
			continue
		}
		for _, mark := range strings.Fields(a.Value) {
			if cases.ParseMark(mark) == nil && !slices.Contains(out, mark) {
				out = append(out, mark)
			}
		}
	}
	return out
}

// failed shows what went wrong with a letter or a sheet, and what picture would help.
func (p *Letters) failed(err error) {
	p.view.Problem = err
	if lacking := lackingIn(err); len(lacking) > 0 {
		p.view.Lacking = lacking
	}
}

// ReadGlyph reads the picture of a lacking character and shows it as it would print.
// Nothing is kept yet.
func (p *Letters) ReadGlyph(mark string, file io.Reader) {
	if p.view.Busy || !slices.Contains(p.view.Lacking, mark) {
		return
	}
	p.view.Busy, p.view.Problem = true, nil
	p.Changed(p.view)
	p.line.ask(func() func() {
		png, ink, err := p.s.Work.ReadGlyph(file)
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err == nil {
				p.view.Offer = &GlyphOffer{Mark: mark, Picture: ink, png: png}
			}
			p.Changed(p.view)
		}
	})
}

// DropGlyph keeps nothing of the picture that was shown.
func (p *Letters) DropGlyph() {
	p.view.Offer = nil
	p.Changed(p.view)
}

// KeepGlyph keeps the picture that was shown with the case. A sheet that lacked it is
// shown at once; a letter is issued when somebody says so again.
func (p *Letters) KeepGlyph() {
	offer, id := p.view.Offer, p.c.ID
	if offer == nil || p.view.Busy {
		return
	}
	p.view.Offer, p.view.Busy, p.view.Problem = nil, true, nil
	p.Changed(p.view)
	p.line.ask(func() func() {
		c, err := p.s.Work.AddGlyph(context.Background(), id, offer.Mark, bytes.NewReader(offer.png))
		return func() {
			p.view.Busy, p.view.Problem = false, err
			if err != nil {
				p.Changed(p.view)
				return
			}
			p.take(c)
			p.view.Lacking = slices.DeleteFunc(slices.Clone(p.view.Lacking), func(m string) bool { return m == offer.Mark })
			p.view.Said = Say("glyph.kept", "mark", offer.Mark)
			p.Changed(p.view)
			p.Moved(c)
			if i := slices.IndexFunc(p.view.Sheets, func(l SheetLine) bool { return l.Sort == p.view.Sheet.Sort }); i >= 0 && len(p.view.Lacking) == 0 {
				p.ShowSheet(i)
			}
		}
	})
}

// unprintable warns of characters in a name that no font has: they need a picture later.
func (s Session) unprintable(fields []FieldView) []FieldView {
	if s.Work.Press == nil {
		return fields
	}
	for i, v := range fields {
		if v.Fault != nil || v.Value == "" || !slices.Contains([]string{"party.name", "party.chief", "agent.name"}, v.Key) {
			continue
		}
		if lacking := s.Work.Press.Lacks(v.Value); len(lacking) > 0 {
			fields[i].Fault, fields[i].Warn = cases.Fail(cases.Invalid, "glyph.later", "marks", strings.Join(lacking, " ")), true
		}
	}
	return fields
}
