package pdf

import "sort"

// readCmap gives the character map of the best Unicode subtable as groups.
// Subtables of format 12 hold the whole of Unicode, of format 4 the BMP.
func readCmap(c []byte) []group {
	var best []byte
	var form uint16
	for i := range int(u16(c, 2)) {
		platform, encoding, off := u16(c, 4+8*i), u16(c, 6+8*i), int(u32(c, 8+8*i))
		unicode := platform == 0 || platform == 3 && (encoding == 1 || encoding == 10)
		if !unicode || off <= 0 || off+16 > len(c) {
			continue
		}
		if f := u16(c, off); f == 12 || f == 4 && form != 12 {
			best, form = c[off:], f
		}
	}
	var groups []group
	switch form {
	case 12:
		groups = longGroups(best)
	case 4:
		groups = shortGroups(best)
	}
	sort.Slice(groups, func(i, j int) bool { return groups[i].first < groups[j].first })
	for i := 1; i < len(groups); i++ {
		if groups[i].first <= groups[i-1].last {
			return nil // groups that overlap make every look-up doubtful
		}
	}
	return groups
}

// longGroups reads a subtable of format 12.
func longGroups(b []byte) []group {
	n := min(int(u32(b, 12)), (len(b)-16)/12)
	groups := make([]group, 0, max(n, 0))
	for i := range n {
		g := group{u32(b, 16+12*i), u32(b, 20+12*i), u32(b, 24+12*i)}
		if g.first <= g.last && g.last <= 0x10FFFF && g.gid <= 0xFFFF {
			groups = append(groups, g)
		}
	}
	return groups
}

// shortGroups reads a subtable of format 4.
func shortGroups(b []byte) []group {
	n := int(u16(b, 6)) / 2
	var groups []group
	for i := range n {
		last, first := uint32(u16(b, 14+2*i)), uint32(u16(b, 16+2*n+2*i))
		delta, at := u16(b, 16+4*n+2*i), 16+6*n+2*i
		offset := int(u16(b, at))
		if first > last {
			continue
		}
		for ch := first; ch <= min(last, 0xFFFE); ch++ {
			g := uint16(ch) + delta
			if offset != 0 {
				if g = u16(b, at+offset+2*int(ch-first)); g != 0 {
					g += delta
				}
			}
			if g == 0 {
				continue
			}
			if k := len(groups) - 1; k >= 0 && groups[k].last+1 == ch && groups[k].gid+ch-groups[k].first == uint32(g) {
				groups[k].last = ch
			} else {
				groups = append(groups, group{ch, ch, uint32(g)})
			}
		}
	}
	return groups
}
