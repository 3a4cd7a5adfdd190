package assets

import _ "embed"

//go:embed letters/wording.json
var wording []byte

// Wording gives the words of all letters, for letter.LoadWording.
func Wording() []byte { return wording }
