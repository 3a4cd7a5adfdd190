package assets

import (
	"embed"
	"io/fs"
)

//go:embed all:packs
var packFiles embed.FS

// Packs gives the rule packs, one folder a ruleset, for rules.Load.
func Packs() fs.FS {
	sub, err := fs.Sub(packFiles, "packs")
	if err != nil {
		panic(err) // the path is a constant: it cannot be wrong
	}
	return sub
}
