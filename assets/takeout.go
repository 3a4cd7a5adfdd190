package assets

import _ "embed"

//go:embed takeout/README.md
var takeoutReadme []byte

//go:embed takeout/schema.json
var takeoutSchema []byte

// Takeout gives the texts that every whole export carries: what its format is, for
// people (README.md) and for programs (schema.json, JSON Schema 2020-12).
func Takeout() map[string][]byte {
	return map[string][]byte{"README.md": takeoutReadme, "schema.json": takeoutSchema}
}
