// Package layout puts a letter on pages: every character, line and mark at a
// fixed place, by GB/T 9704-2012. It is pure; widths come in through Measure.
package layout

// Role says which face a text is set in.
type Role uint8

// The roles of type in a letter.
const (
	Song  Role = iota // body, where 仿宋 is asked
	Title             // 小标宋: red head and titles
	Hei               // 黑体: first-level headings, table heads
	Kai               // 楷体: second-level headings, free text
	Plain             // 宋体: page numbers, captions
)

// Roles lists all roles.
func Roles() []Role { return []Role{Song, Title, Hei, Kai, Plain} }

// String names the role, for dumps.
func (r Role) String() string {
	return [...]string{"song", "title", "hei", "kai", "plain"}[r]
}

// Color is one of the inks of a letter.
type Color uint8

// The inks.
const (
	Black Color = iota
	Red         // red head and its line
	Pale        // behind text: must not hurt its legibility
	Grey        // small marks that are no part of the letter
)

// RGB gives the ink's red, green and blue, 0 to 255.
func (c Color) RGB() (r, g, b int) {
	switch c {
	case Red:
		return 215, 0, 15
	case Pale:
		return 234, 234, 234
	case Grey:
		return 150, 150, 150
	}
	return 0, 0, 0
}

// Kind says what an Item is.
type Kind uint8

// The kinds of items.
const (
	Text  Kind = iota // X, Y is the start of the base line
	Rule              // a filled bar: X, Y its top left, W × H
	Code              // a QR code in the square X, Y, W, H
	Place             // an empty place, never inked: the seal's, a circle in the square X, Y, W, H
	Ring              // the seal's place drawn as a thin ring, on letters without effect
)

// Item is one thing at a fixed place; lengths are mm from the page's top left.
type Item struct {
	Kind       Kind
	X, Y, W, H float64
	Color      Color
	// Text only: Size in points, Space in mm after each character without the
	// Tight flag, Angle in degrees against the clock around X, Y.
	Role    Role
	Size    float64
	Space   float64
	Angle   float64
	Text    string
	Flags   []Flag
	Modules [][]bool // Code only: rows of dark modules, without quiet zone
}

// Page is one A4 page, 210 × 297 mm.
type Page struct{ Items []Item }
