package pdf

import "encoding/binary"

// Vertical metrics of every subset, thousandths of an em: the square that a
// Chinese character fills, so that readers report lines where they stand.
const (
	squareTop    = 880
	squareBottom = -120
)

// words writes 16-bit numbers.
func words(vs ...int) []byte {
	var b []byte
	for _, v := range vs {
		b = binary.BigEndian.AppendUint16(b, uint16(v))
	}
	return b
}

// headTable is the head of a subset; assemble fills in its sum.
func headTable() []byte {
	return words(1, 0, 1, 0, 0, 0, 0x5F0F, 0x3CF5, 0, subsetUpem, 0, 0, 0, 0, 0, 0, 0, 0,
		0, squareBottom, subsetUpem, squareTop, 0, 8, 2, 1, 0)
}

// hheaTable is the horizontal header for n glyphs.
func hheaTable(n int) []byte {
	return words(1, 0, squareTop, squareBottom, 0, subsetUpem, 0, 0, subsetUpem, 1, 0, 0, 0, 0, 0, 0, 0, n)
}

// maxpTable tells readers what the largest glyph needs.
func maxpTable(n, points, contours int) []byte {
	return words(1, 0, n, points, contours, 4*points, 4*contours, 1, 0, 0, 0, 0, 0, 0, 16, 4)
}

// emptyCmap maps nothing: the PDF names glyphs by number.
func emptyCmap() []byte {
	return words(0, 1, 3, 1, 0, 12, 4, 24, 0, 2, 2, 0, 0, 0xFFFF, 0, 0xFFFF, 1, 0)
}
