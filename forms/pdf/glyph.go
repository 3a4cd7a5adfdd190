package pdf

import "encoding/binary"

// Flags of the points of a simple glyph (OpenType, glyf table).
const (
	onCurve   = 0x01
	shortX    = 0x02
	shortY    = 0x04
	repeated  = 0x08
	sameX     = 0x10 // or, with shortX, positive
	sameY     = 0x20
	overlaps  = 0x40
	maxPoints = 20000 // more is a damaged file
)

// simpleGlyph copies a simple glyph without its hints, scaled when its font has
// another em. It gives nil for a glyph that runs past its end.
func simpleGlyph(f *font, src []byte) []byte {
	contours := i16(src, 0)
	head := 10 + 2*contours
	if head+2 > len(src) {
		return nil
	}
	body := head + 2 + int(u16(src, head)) // behind the hints
	if body > len(src) {
		return nil
	}
	if f.upem != subsetUpem {
		return scaledGlyph(f, src, contours, body)
	}
	g := make([]byte, 0, len(src))
	g = append(g, src[:head]...)
	g = append(g, 0, 0)
	return append(g, src[body:]...)
}

// scaledGlyph decodes a simple glyph's points and writes them at the subset's em.
func scaledGlyph(f *font, src []byte, contours, at int) []byte {
	if contours == 0 {
		return nil
	}
	n := int(u16(src, 8+2*contours)) + 1
	if n > maxPoints {
		return nil
	}
	flags := make([]byte, 0, n)
	for len(flags) < n {
		if at >= len(src) {
			return nil
		}
		fl, times := src[at], 1
		at++
		if fl&repeated != 0 {
			if at >= len(src) {
				return nil
			}
			times += int(src[at])
			at++
		}
		for ; times > 0 && len(flags) < n; times-- {
			flags = append(flags, fl)
		}
	}
	xs, at := axis(src, at, flags, shortX, sameX)
	ys, at := axis(src, at, flags, shortY, sameY)
	if at > len(src) {
		return nil
	}
	be := binary.BigEndian
	g := be.AppendUint16(nil, uint16(contours))
	for k := 2; k < 10; k += 2 {
		g = be.AppendUint16(g, uint16(f.milli(i16(src, k))))
	}
	g = append(g, src[10:10+2*contours]...)
	g = append(g, 0, 0)
	for _, fl := range flags {
		g = append(g, fl&(onCurve|overlaps)) // every step in full, nothing repeated
	}
	for _, vs := range [][]int{xs, ys} {
		before := 0
		for _, v := range vs {
			v = f.milli(v)
			g = be.AppendUint16(g, uint16(int16(v-before)))
			before = v
		}
	}
	return g
}

// axis reads the coordinates of one axis as absolute values and gives the place
// behind them.
func axis(src []byte, at int, flags []byte, short, same byte) ([]int, int) {
	vs := make([]int, len(flags))
	v := 0
	for i, fl := range flags {
		switch {
		case fl&short != 0:
			d := int(u16(src, at) >> 8)
			if at+1 == len(src) { // the glyph's very last byte
				d = int(src[at])
			}
			if fl&same == 0 {
				d = -d
			}
			v += d
			at++
		case fl&same == 0:
			v += i16(src, at)
			at += 2
		}
		vs[i] = v
	}
	return vs, at
}
