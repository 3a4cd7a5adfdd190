package assets

import (
	"embed"
	"io/fs"
)

//go:embed sample
var sampleFiles embed.FS

// Sample gives the files under assets/sample. Whatever is read from them is a
// sample and must be marked so (cases.Record.Sample).
func Sample() fs.FS {
	sub, err := fs.Sub(sampleFiles, "sample")
	if err != nil {
		panic(err) // the folder is compiled in
	}
	return sub
}
