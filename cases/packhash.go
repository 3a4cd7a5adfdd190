package cases

import (
	"bytes"
	"encoding/json"
)

// PackHash names a rule pack and the SHA-256 of its files, in hexadecimal.
type PackHash struct{ Ruleset, Hash string }

// PackHashes prints as one JSON object, rulesets in the order of the list.
type PackHashes []PackHash

// MarshalJSON gives {"R36":"…","R58":"…"}.
func (p PackHashes) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i, h := range p {
		if i > 0 {
			b = append(b, ',')
		}
		key, err := json.Marshal(h.Ruleset)
		if err != nil {
			return nil, err
		}
		value, err := json.Marshal(h.Hash)
		if err != nil {
			return nil, err
		}
		b = append(append(append(b, key...), ':'), value...)
	}
	return append(b, '}'), nil
}

// UnmarshalJSON reads what MarshalJSON writes and keeps the order.
func (p *PackHashes) UnmarshalJSON(b []byte) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return Fail(Invalid, "facts.form")
	}
	*p = nil
	for dec.More() {
		key, err := dec.Token()
		name, isText := key.(string)
		var hash string
		if err != nil || !isText || dec.Decode(&hash) != nil {
			return Fail(Invalid, "facts.form")
		}
		*p = append(*p, PackHash{name, hash})
	}
	return nil
}
