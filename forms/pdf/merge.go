package pdf

import (
	"encoding/binary"
	"slices"
	"sort"
)

// subsetUpem is the em of every subset; glyphs of other ems are scaled to it.
const subsetUpem = 1000

// pick is one glyph of a subset: of a font, as it is or reshaped.
type pick struct {
	font  *font
	gid   uint16
	char  rune // what it stands for when copied out; 0 for a part of another glyph
	shape shape
}

// shape says how a glyph is set otherwise than in its font; the zero shape
// leaves it alone. Lengths are thousandths of an em.
type shape struct {
	width int // its new advance
	shift int // of the outline, after stretching
	scale int // horizontal, in 1/16384; 0 is not stretched
}

// merger copies glyphs of several fonts into one small TrueType file. The order
// of add calls is the order of the glyphs, so equal calls make equal bytes.
type merger struct {
	picks []pick
	index map[pick]uint16
}

// usual is how many glyphs a letter of two pages needs.
const usual = 400

// newMerger starts a subset; its glyph 0 is base's .notdef.
func newMerger(base *font) *merger {
	m := &merger{index: make(map[pick]uint16, usual), picks: make([]pick, 0, usual)}
	m.add(pick{font: base})
	return m
}

// add gives the subset's number of a glyph, taking it in if it is new.
func (m *merger) add(p pick) uint16 {
	if g, ok := m.index[p]; ok {
		return g
	}
	g := uint16(len(m.picks))
	m.index[p] = g
	m.picks = append(m.picks, p)
	return g
}

// advance is a picked glyph's width in thousandths of an em.
func (p pick) advance() int {
	if p.shape.width > 0 {
		return p.shape.width
	}
	w, _ := p.font.metric(p.gid)
	return p.font.milli(w)
}

// across gives the place of a horizontal coordinate of the font in the picked glyph.
func (p pick) across(units int) int {
	x := p.font.milli(units)
	if p.shape.scale != 0 {
		x = x * p.shape.scale / one
	}
	return x + p.shape.shift
}

// bytes writes the subset. Hints are dropped: they belong to their font's own tables.
func (m *merger) bytes() []byte {
	be := binary.BigEndian
	glyf := make([]byte, 0, 256*len(m.picks))
	hmtx, loca := make([]byte, 0, 4*len(m.picks)), make([]byte, 0, 4*len(m.picks)+4)
	maxPoints, maxContours := 0, 0
	for i := 0; i < len(m.picks); i++ { // grows while composites bring their parts
		p := m.picks[i]
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		_, bearing := p.font.metric(p.gid)
		hmtx = be.AppendUint16(hmtx, uint16(p.advance()))
		hmtx = be.AppendUint16(hmtx, uint16(p.across(bearing)))
		g := m.glyph(p)
		if len(g) >= 10 && i16(g, 0) > 0 {
			maxContours = max(maxContours, i16(g, 0))
			maxPoints = max(maxPoints, int(u16(g, 8+2*i16(g, 0)))+1)
		}
		glyf = append(glyf, g...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	if len(glyf) == 0 {
		glyf = make([]byte, 4) // readers want the table even if all glyphs are blank
	}
	n := len(m.picks)
	return assemble([]table{
		{"cmap", emptyCmap()},
		{"glyf", glyf},
		{"head", headTable()},
		{"hhea", hheaTable(n)},
		{"hmtx", hmtx},
		{"loca", loca},
		{"maxp", maxpTable(n, maxPoints, maxContours)},
	})
}

// glyph gives the description of one picked glyph.
func (m *merger) glyph(p pick) []byte {
	src := p.font.outline(p.gid)
	if src == nil {
		return nil
	}
	if p.shape != (shape{}) {
		return m.reshaped(p, src)
	}
	if i16(src, 0) >= 0 {
		return simpleGlyph(p.font, src)
	}
	return m.composite(p.font, src)
}

// reshaped makes a composite of the whole glyph, stretched and moved.
func (m *merger) reshaped(p pick, src []byte) []byte {
	be := binary.BigEndian
	whole := m.add(pick{font: p.font, gid: p.gid})
	flags := argsAreWords | argsAreXY
	if p.shape.scale != 0 {
		flags |= hasXYScale
	}
	var g []byte
	for _, v := range []int{-1, p.across(i16(src, 2)), p.font.milli(i16(src, 4)), p.across(i16(src, 6)), p.font.milli(i16(src, 8)),
		flags, int(whole), p.shape.shift, 0} {
		g = be.AppendUint16(g, uint16(v))
	}
	if p.shape.scale != 0 {
		g = be.AppendUint16(be.AppendUint16(g, uint16(p.shape.scale)), one)
	}
	return g
}

// Flags of composite glyphs (OpenType, glyf table).
const (
	argsAreWords  = 0x0001
	argsAreXY     = 0x0002
	hasScale      = 0x0008
	moreParts     = 0x0020
	hasXYScale    = 0x0040
	hasMatrix     = 0x0080
	instructions  = 0x0100
	deepestNested = 64 // parts a glyph may have; more is a damaged file

	one = 1 << 14 // 1 in the 2.14 numbers of scales
)

// composite copies a composite glyph, its parts renumbered and moved at the
// subset's em. A part that runs past the glyph ends it.
func (m *merger) composite(f *font, src []byte) []byte {
	be := binary.BigEndian
	g := be.AppendUint16(nil, 0xFFFF)
	for at := 2; at < 10; at += 2 {
		g = be.AppendUint16(g, uint16(f.milli(i16(src, at))))
	}
	at := 10
	for range deepestNested {
		flags, part := u16(src, at), u16(src, at+2)
		at += 4
		var dx, dy int
		if flags&argsAreWords != 0 {
			dx, dy = i16(src, at), i16(src, at+2)
			at += 4
		} else {
			dx, dy = int(int8(u16(src, at)>>8)), int(int8(u16(src, at)))
			at += 2
		}
		if flags&argsAreXY != 0 {
			dx, dy = f.milli(dx), f.milli(dy)
		}
		tail := 0
		switch {
		case flags&hasScale != 0:
			tail = 2
		case flags&hasXYScale != 0:
			tail = 4
		case flags&hasMatrix != 0:
			tail = 8
		}
		if at+tail > len(src) || int(part) >= f.glyphs {
			return nil
		}
		g = be.AppendUint16(g, flags&^instructions|argsAreWords)
		g = be.AppendUint16(g, m.add(pick{font: f, gid: part}))
		g = be.AppendUint16(g, uint16(int16(dx)))
		g = be.AppendUint16(g, uint16(int16(dy)))
		g = append(g, src[at:at+tail]...)
		at += tail
		if flags&moreParts == 0 {
			return g
		}
	}
	return nil
}

// table is one table of a TrueType file.
type table struct {
	tag  string
	data []byte
}

// assemble joins tables, sorted by tag, into a TrueType file with its sums.
func assemble(ts []table) []byte {
	be := binary.BigEndian
	slices.SortFunc(ts, func(a, b table) int { return sortTag(a.tag, b.tag) })
	n := len(ts)
	power := sort.Search(16, func(k int) bool { return 2<<k > n })
	total := 12 + 16*n
	for _, t := range ts {
		total += len(t.data) + 3
	}
	out := be.AppendUint32(make([]byte, 0, total), 0x00010000)
	for _, v := range []int{n, 16 << power, power, 16*n - 16<<power} {
		out = be.AppendUint16(out, uint16(v))
	}
	at, headAt := 12+16*n, 0
	for _, t := range ts {
		out = append(out, t.tag...)
		out = be.AppendUint32(out, tableSum(t.data))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(t.data)))
		if t.tag == "head" {
			headAt = at
		}
		at += (len(t.data) + 3) &^ 3
	}
	for _, t := range ts {
		out = append(out, t.data...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	be.PutUint32(out[headAt+8:], 0xB1B0AFBA-tableSum(out))
	return out
}

func sortTag(a, b string) int {
	if a < b {
		return -1
	}
	return 1
}

// tableSum is the checksum of a table, padded with zeros.
func tableSum(b []byte) (sum uint32) {
	for len(b) >= 4 {
		sum += binary.BigEndian.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return sum + binary.BigEndian.Uint32(last[:])
}
