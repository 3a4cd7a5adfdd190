package pdf

import (
	"encoding/binary"
	"sort"

	"casedesk/cases"
)

// font is one TrueType file with glyf outlines, read in place: nothing of it is
// copied and nothing written, so that many letters may share it.
type font struct {
	name             string
	glyf, loca, hmtx []byte
	long             bool // loca has 32-bit entries
	metrics, glyphs  int  // entries of hmtx, glyphs
	upem             int
	groups           []group // of the cmap, by rising first
	file             []byte
}

// group maps the characters first..last to the glyphs from gid on.
type group struct{ first, last, gid uint32 }

// badFont is the error of a file that is no font we can use.
func badFont(name, why string) error {
	return cases.Fail(cases.Unsupported, "letter.font", "font", name, "why", why)
}

// parseFont reads a TrueType file. Every offset is checked here or when used, so
// that a damaged file gives an error or an empty glyph, never a panic.
func parseFont(name string, b []byte) (*font, error) {
	if len(b) < 12 {
		return nil, badFont(name, "short")
	}
	if v := binary.BigEndian.Uint32(b); v != 0x00010000 && v != 0x74727565 {
		return nil, badFont(name, "not TrueType") // OTTO, ttcf, wOFF
	}
	tables := tablesOf(b)
	head, hhea, maxp := tables["head"], tables["hhea"], tables["maxp"]
	f := &font{name: name, file: b, glyf: tables["glyf"], loca: tables["loca"], hmtx: tables["hmtx"]}
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 || f.glyf == nil || f.loca == nil || f.hmtx == nil {
		return nil, badFont(name, "tables")
	}
	f.upem = int(u16(head, 18))
	f.long = u16(head, 50) != 0
	f.glyphs = int(u16(maxp, 4))
	f.metrics = int(u16(hhea, 34))
	each := 2
	if f.long {
		each = 4
	}
	if f.upem < 16 || f.upem > 16384 || f.glyphs == 0 || f.metrics == 0 || f.metrics > f.glyphs ||
		len(f.loca) < each*(f.glyphs+1) || len(f.hmtx) < 4*f.metrics+2*(f.glyphs-f.metrics) {
		return nil, badFont(name, "tables")
	}
	if f.groups = readCmap(tables["cmap"]); len(f.groups) == 0 {
		return nil, badFont(name, "cmap")
	}
	return f, nil
}

// tablesOf gives the tables whose place lies inside the file.
func tablesOf(b []byte) map[string][]byte {
	tables := map[string][]byte{}
	for i := range int(u16(b, 4)) {
		e := 12 + 16*i
		if e+16 > len(b) {
			break
		}
		off, size := uint64(u32(b, e+8)), uint64(u32(b, e+12))
		if off+size <= uint64(len(b)) && size > 0 {
			tables[string(b[e:e+4])] = b[off : off+size : off+size]
		}
	}
	return tables
}

// u16 and u32 read big-endian numbers; outside the slice they give 0.
func u16(b []byte, at int) uint16 {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint16(b[at:])
}

func u32(b []byte, at int) uint32 {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return binary.BigEndian.Uint32(b[at:])
}

func i16(b []byte, at int) int { return int(int16(u16(b, at))) }

// gid gives the glyph of a character, 0 for none.
func (f *font) gid(r rune) uint16 {
	i := sort.Search(len(f.groups), func(i int) bool { return f.groups[i].last >= uint32(r) })
	if i == len(f.groups) || f.groups[i].first > uint32(r) {
		return 0
	}
	g := f.groups[i].gid + uint32(r) - f.groups[i].first
	if g >= uint32(f.glyphs) {
		return 0
	}
	return uint16(g)
}

// metric gives a glyph's advance width and left side bearing in font units.
func (f *font) metric(g uint16) (advance, bearing int) {
	if int(g) < f.metrics {
		return int(u16(f.hmtx, 4*int(g))), i16(f.hmtx, 4*int(g)+2)
	}
	return int(u16(f.hmtx, 4*(f.metrics-1))), i16(f.hmtx, 4*f.metrics+2*(int(g)-f.metrics))
}

// outline gives a glyph's description; empty for a blank or a broken one.
func (f *font) outline(g uint16) []byte {
	if int(g) >= f.glyphs {
		return nil
	}
	var a, z uint32
	if f.long {
		a, z = u32(f.loca, 4*int(g)), u32(f.loca, 4*int(g)+4)
	} else {
		a, z = 2*uint32(u16(f.loca, 2*int(g))), 2*uint32(u16(f.loca, 2*int(g)+2))
	}
	if a >= z || uint64(z) > uint64(len(f.glyf)) || z-a < 10 {
		return nil
	}
	return f.glyf[a:z:z]
}

// milli turns font units into thousandths of an em, rounding to the nearest.
func (f *font) milli(units int) int {
	n := units*1000 + f.upem/2
	if n < 0 {
		n -= f.upem - 1 // round down, as for positive numbers
	}
	return n / f.upem
}
