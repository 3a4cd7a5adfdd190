package pdf

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode/utf16"

	"casedesk/cases"
	"casedesk/forms/layout"
)

// face is the one font of one letter: the glyphs it uses, of all roles.
type face struct {
	lib    *Library
	m      *merger
	glyphs map[use]uint16
	crops  *crops
}

// use is one way a character is printed.
type use struct {
	role layout.Role
	r    rune
	half bool
}

// faceOf takes in every character of the pages. Characters that no font has
// give one error that names them all, before anything is drawn.
func faceOf(lib *Library, pages []layout.Page, c *crops) (*face, error) {
	f := &face{lib: lib, m: newMerger(lib.chains[layout.Song][0]), glyphs: map[use]uint16{}, crops: c}
	var lacking []rune
	for _, p := range pages {
		for _, it := range p.Items {
			if it.Kind != layout.Text {
				continue
			}
			k := 0
			for _, r := range it.Text {
				u := use{it.Role, r, k < len(it.Flags) && it.Flags[k]&layout.Half != 0}
				k++
				if !f.take(u) && !slices.Contains(lacking, r) {
					lacking = append(lacking, r)
				}
			}
		}
	}
	if len(lacking) > 0 {
		return nil, noGlyph(lacking)
	}
	return f, nil
}

// take gives a use its glyph; false if no font has the character.
func (f *face) take(u use) bool {
	if _, ok := f.glyphs[u]; ok {
		return true
	}
	p, ok := f.crops.pick(u.r)
	if !ok {
		p, ok = f.lib.pick(u.role, u.r, u.half)
	}
	if ok {
		f.glyphs[u] = f.m.add(p)
	}
	return ok
}

// noGlyph names the characters that no font has, with their code points.
func noGlyph(lacking []rune) error {
	var b strings.Builder
	for i, r := range lacking {
		if i == 10 {
			b.WriteString(" …")
			break
		}
		if i > 0 {
			b.WriteByte(' ')
		}
		fmt.Fprintf(&b, "%q U+%04X", r, r)
	}
	marks := make([]string, len(lacking))
	for i, r := range lacking {
		marks[i] = string(r)
	}
	return cases.Fail(cases.Invalid, "letter.glyph", "characters", b.String(), "marks", strings.Join(marks, " "))
}

// widths writes the W array of the glyphs whose width is not 1000.
func (f *face) widths() []byte {
	b := []byte("[")
	for g, p := range f.m.picks {
		if w := p.advance(); w != 1000 {
			b = fmt.Appendf(b, "%d[%d]", g, w)
		}
	}
	return append(b, ']')
}

// toUnicode writes the map from glyphs back to text, exact also beyond U+FFFF.
func (f *face) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit/ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000><FFFF>\nendcodespacerange\n")
	var lines []string
	for g, p := range f.m.picks {
		if p.char == 0 {
			continue
		}
		line := fmt.Sprintf("<%04X><", g)
		for _, u := range utf16.Encode([]rune(f.crops.text(p.char))) {
			line += fmt.Sprintf("%04X", u)
		}
		lines = append(lines, line+">\n")
	}
	for chunk := range slices.Chunk(lines, 100) { // a CMap block holds no more
		fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", len(chunk), strings.Join(chunk, ""))
	}
	b.WriteString("endcmap\nCMapName currentdict/CMap defineresource pop\nend\nend")
	return b.Bytes()
}
