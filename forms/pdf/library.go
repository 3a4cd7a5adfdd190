// Package pdf turns a letter into PDF bytes and signs and checks them.
//
// Pages, lines, marks and transformations are drawn through gofpdf. Text does
// not go through gofpdf's own fonts: they cannot print beyond U+FFFF, drop
// characters at line ends and print boxes for what they lack (facts in the
// package's tests). Instead each letter gets one small font merged from the
// glyphs it uses, and its text is written as numbers of these glyphs.
package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"sync"
	"unicode"

	"github.com/klauspost/compress/zstd"

	"casedesk/forms/layout"
)

// Source is one font file with the name that errors call it by.
type Source struct {
	Name string
	Data []byte
}

// Rare gives the shipped fonts of the rarest characters, for NewLibrary: they are
// compressed and opened only when a letter needs one of them.
func Rare(font func(name string) []byte) []Source {
	return []Source{{"HanaMinA-rare.ttf.zst", font("HanaMinA-rare.ttf.zst")}, {"HanaMinB-rare.ttf.zst", font("HanaMinB-rare.ttf.zst")}}
}

// OfficeRare is an office's own font of characters that no shipped font has, for
// NewLibrary behind the shipped rare ones.
func OfficeRare(font []byte) Source { return Source{"office-rare", font} }

// Faces gives each role its fonts, the wanted one first; the others lend the
// characters it lacks.
type Faces map[layout.Role][]Source

// Names of the fonts that Standard asks for.
const (
	songFont  = "NotoSerifSC-Regular.ttf"
	titleFont = "NotoSerifSC-Bold.ttf"
	heiFont   = "NotoSansSC-SemiBold.ttf"
	kaiFont   = "LXGWWenKai-Regular.ttf"
)

// Standard gives the shipped faces; font gives a file by its name (assets.Font).
func Standard(font func(name string) []byte) Faces {
	get := func(names ...string) (out []Source) {
		for _, n := range names {
			out = append(out, Source{n, font(n)})
		}
		return out
	}
	return Faces{
		layout.Song:  get(songFont, kaiFont),
		layout.Title: get(titleFont, kaiFont),
		layout.Hei:   get(heiFont, kaiFont),
		layout.Kai:   get(kaiFont, songFont),
		layout.Plain: get(songFont, kaiFont),
	}
}

// Office puts an office's own 仿宋 and 小标宋 files before the shipped ones; a
// nil file leaves its role as it is.
func (f Faces) Office(song, title []byte) Faces {
	out := Faces{}
	for role, sources := range f {
		out[role] = sources
	}
	own := func(role layout.Role, name string, b []byte) {
		if len(b) > 0 {
			out[role] = append([]Source{{name, b}}, f[role]...)
		}
	}
	own(layout.Song, "office-song", song)
	own(layout.Title, "office-title", title)
	return out
}

// Library holds parsed fonts. It never changes after NewLibrary and may serve
// many letters at once.
type Library struct {
	chains  [][]*font // by role
	rare    []func() *font
	own     []*font // the office's, for what is in no shipped font
	hash    func() string
	deflate sync.Pool // writers are costly to make: 1 MB each
}

// NewLibrary parses the fonts; those of rare characters only when no other font has a
// character, if they are compressed (zstd), else at once. It refuses a role without fonts and a file that is
// not TrueType with glyf outlines (Unsupported, letter.font).
func NewLibrary(faces Faces, rare ...Source) (*Library, error) {
	lib := &Library{chains: make([][]*font, len(layout.Roles()))}
	var files []*font
	seen := map[*byte]*font{}
	for _, role := range layout.Roles() {
		for _, src := range faces[role] {
			if len(src.Data) == 0 {
				return nil, badFont(src.Name, "missing")
			}
			f := seen[&src.Data[0]]
			if f == nil {
				var err error
				if f, err = parseFont(src.Name, src.Data); err != nil {
					return nil, err
				}
				seen[&src.Data[0]] = f
				files = append(files, f)
			}
			lib.chains[role] = append(lib.chains[role], f)
		}
		if len(lib.chains[role]) == 0 {
			return nil, badFont(role.String(), "missing")
		}
	}
	for _, src := range rare {
		if len(src.Data) == 0 {
			return nil, badFont(src.Name, "missing")
		}
		if bytes.HasPrefix(src.Data, []byte(zstdMark)) {
			lib.rare = append(lib.rare, sync.OnceValue(func() *font { return openRare(src) }))
			continue
		}
		f, err := parseFont(src.Name, src.Data)
		if err != nil {
			return nil, err
		}
		lib.own = append(lib.own, f)
	}
	lib.hash = sync.OnceValue(func() string { return hashFonts(files, rare) })
	return lib, nil
}

// FontSet names the set of font files by the first 16 hex digits of a SHA-256
// over them all, in the order of the roles. The first call reads every file.
func (lib *Library) FontSet() string { return lib.hash() }

func hashFonts(files []*font, rare []Source) string {
	all := sha256.New()
	for _, f := range files {
		one := sha256.Sum256(f.file)
		all.Write(one[:])
	}
	for _, src := range rare {
		one := sha256.Sum256(src.Data)
		all.Write(one[:])
	}
	return hex.EncodeToString(all.Sum(nil)[:8])
}

// find gives the first font of the role's chain that has r.
func (lib *Library) find(role layout.Role, r rune) (f *font, gid uint16) {
	for _, f := range lib.chains[role] {
		if g := f.gid(r); g != 0 && (f.outline(g) != nil || isBlank(r)) {
			return f, g
		}
	}
	for _, open := range lib.rare {
		if !isHan(r) {
			break
		}
		if f := open(); f != nil && f.gid(r) != 0 {
			return f, f.gid(r)
		}
	}
	for _, f := range lib.own {
		if g := f.gid(r); g != 0 && f.outline(g) != nil {
			return f, g
		}
	}
	return nil, 0
}

// isHan tells a character for which the rare fonts are worth opening.
func isHan(r rune) bool { return unicode.Is(unicode.Han, r) || r >= 0x20000 && r <= 0x3FFFF }

// openRare gives the font in a compressed file, or nil for one that is damaged: its
// characters are then named as lacking.
func openRare(src Source) *font {
	d, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(rareMost))
	if err != nil {
		return nil
	}
	defer d.Close()
	b, err := d.DecodeAll(src.Data, nil)
	if err != nil {
		return nil
	}
	f, err := parseFont(src.Name, b)
	if err != nil {
		return nil
	}
	return f
}

// zstdMark begins a file that zstd compressed.
const zstdMark = "\x28\xB5\x2F\xFD"

// rareMost is the most bytes that a compressed font may open to.
const rareMost = 64 << 20

// isBlank tells characters that rightly have no ink.
func isBlank(r rune) bool { return r == ' ' || r == 0xA0 || r == 0x3000 || r >= 0x2000 && r <= 0x200A }

// Advance gives the width of r in thousandths of an em; 1000 for a character
// that no font has, which Render refuses.
func (lib *Library) Advance(role layout.Role, r rune) int {
	p, ok := lib.pick(role, r, false)
	if !ok {
		return 1000
	}
	return p.advance()
}

// Blank gives the space beside r's ink in thousandths of an em.
func (lib *Library) Blank(role layout.Role, r rune) (left, right int) {
	p, ok := lib.pick(role, r, false)
	if !ok {
		return 0, 0
	}
	src := p.font.outline(p.gid)
	if src == nil {
		return 0, 0
	}
	return p.across(i16(src, 2)), p.advance() - p.across(i16(src, 6))
}

// pick gives the glyph for r, in half width if asked.
func (lib *Library) pick(role layout.Role, r rune, half bool) (pick, bool) {
	f, gid := lib.find(role, r)
	if f == nil {
		return pick{}, false
	}
	p := pick{font: f, gid: gid, char: r}
	src := f.outline(gid)
	if src == nil {
		return p, true
	}
	w, _ := f.metric(gid)
	w = f.milli(w)
	low, high := f.milli(i16(src, 2)), f.milli(i16(src, 6))
	switch {
	case half:
		p.shape.width = 500
		if low >= 440 {
			p.shape.shift = -500
		}
	case (r == '—' || r == '⸺') && high > low:
		// a Chinese dash fills its squares (GB/T 15834-2011 4.13, 5.1.4); many
		// fonts only have the shorter Latin one
		p.shape.width = 1000
		if r == '⸺' {
			p.shape.width = 2000
		}
		p.shape.scale = min(p.shape.width*one/(high-low), 2*one-1)
		p.shape.shift = -low * p.shape.scale / one
	case r == '·' && w < 500: // 间隔号 takes half a square
		p.shape.width = 500
		p.shape.shift = (500 - w) / 2
	}
	return p, true
}
