package main

import (
	"strconv"
	"strings"
)

// columns prints rows in columns that line up on a terminal, where a Han character
// takes two places. Each column is as wide as what stands in it, most at most; what
// is longer goes on in the next line. The first row is the head.
func columns(b *strings.Builder, most []int, rows [][]string) {
	wide := make([]int, len(most))
	for _, r := range rows {
		for i, cell := range r {
			wide[i] = max(wide[i], min(most[i], places(cell)))
		}
	}
	for n, r := range rows {
		cells, high := make([][]string, len(r)), 1
		for i, cell := range r {
			cells[i] = wrapped(cell, wide[i])
			high = max(high, len(cells[i]))
		}
		for line := range high {
			text := ""
			for i := range cells {
				part := ""
				if line < len(cells[i]) {
					part = cells[i][line]
				}
				text += part + strings.Repeat(" ", wide[i]-places(part)+2)
			}
			b.WriteString(strings.TrimRight(text, " ") + "\n")
		}
		if n == 0 {
			for _, w := range wide {
				b.WriteString(strings.Repeat("─", w) + "  ")
			}
			b.WriteByte('\n')
		}
	}
}

// wrapped cuts a text into lines of so many places.
func wrapped(s string, width int) (out []string) {
	line, used := "", 0
	for _, r := range s {
		if w := place(r); used+w > width && line != "" {
			out, line, used = append(out, line), "", 0
		}
		line += string(r)
		used += place(r)
	}
	return append(out, line)
}

// places is how many places a text takes on a terminal.
func places(s string) (n int) {
	for _, r := range s {
		n += place(r)
	}
	return n
}

// wideRanges are the blocks of characters that take two places (Unicode UAX 11,
// wide and full-width).
var wideRanges = [...][2]rune{
	{0x1100, 0x115F}, {0x2E80, 0x303E}, {0x3041, 0xA4CF}, {0xAC00, 0xD7A3}, {0xF900, 0xFAFF}, {0xFE30, 0xFE6F}, {0xFF00, 0xFF60},
	{0xFFE0, 0xFFE6}, {0x20000, 0x3FFFD},
}

func place(r rune) int {
	for _, w := range wideRanges {
		if w[0] <= r && r <= w[1] {
			return 2
		}
	}
	return 1
}

func itoa(n int) string { return strconv.Itoa(n) }
