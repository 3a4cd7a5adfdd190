package assets

import "embed"

//go:embed icons/*.svg
var icons embed.FS

// Icon returns the SVG text of a lucide icon (ISC licence, icons/LICENSE) drawn
// in currentColor at 24 units, or nil if none of that name ships.
func Icon(name string) []byte {
	b, err := icons.ReadFile("icons/" + name + ".svg")
	if err != nil {
		return nil
	}
	return b
}

//go:embed icons/app.png
var appIcon []byte

// AppIcon gives the program's icon, a PNG.
func AppIcon() []byte { return appIcon }
