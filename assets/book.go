package assets

import (
	"embed"
	"io/fs"
)

//go:embed all:book
var bookFiles embed.FS

// Book gives the pages that the rule packs are printed on: leaf.html, one
// ruleset; terms.json, the Chinese words for the packs' own keys.
func Book() fs.FS {
	sub, err := fs.Sub(bookFiles, "book")
	if err != nil {
		panic(err) // the path is a constant: it cannot be wrong
	}
	return sub
}
