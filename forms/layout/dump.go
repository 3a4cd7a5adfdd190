package layout

import (
	"fmt"
	"strings"
)

// Dump writes pages as lines of text, lengths in mm with two decimals, for
// people and golden files.
func Dump(pages []Page) string {
	var b strings.Builder
	for n, p := range pages {
		fmt.Fprintf(&b, "page %d\n", n+1)
		for _, it := range p.Items {
			switch it.Kind {
			case Text:
				fmt.Fprintf(&b, "  text %7.2f %7.2f %-5s %6.2fpt", it.X, it.Y, it.Role, it.Size)
				if it.Space != 0 {
					fmt.Fprintf(&b, " +%.3f", it.Space)
				}
				if it.Angle != 0 {
					fmt.Fprintf(&b, " %.0f°", it.Angle)
				}
				fmt.Fprintf(&b, " %s\n", halved(it))
			default:
				name := [...]string{"", "rule", "code", "place", "ring"}[it.Kind]
				fmt.Fprintf(&b, "  %-5s%7.2f %7.2f %7.2f ×%6.2f\n", name, it.X, it.Y, it.W, it.H)
			}
		}
	}
	return b.String()
}

// halved writes an item's text with a ' behind every character of half width.
func halved(it Item) string {
	var b strings.Builder
	k := 0
	for _, r := range it.Text {
		b.WriteRune(r)
		if k < len(it.Flags) && it.Flags[k]&Half != 0 {
			b.WriteByte('\'')
		}
		k++
	}
	return b.String()
}
