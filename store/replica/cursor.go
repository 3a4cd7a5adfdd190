package replica

import (
	"encoding/base64"
	"encoding/binary"

	"casedesk/cases"
)

// Cursor is what stands inside the opaque text that a desk keeps between pulls.
// The zero Cursor is the beginning.
type Cursor struct {
	Library cases.ID // whose order it is
	At      uint64   // everything up to here was seen
}

// String gives the opaque text; the beginning is "".
func (c Cursor) String() string {
	if c.At == 0 {
		return ""
	}
	b := append([]byte{1}, c.Library[:]...)
	return base64.RawURLEncoding.EncodeToString(binary.BigEndian.AppendUint64(b, c.At))
}

// ParseCursor reads exactly what String writes.
func ParseCursor(s string) (Cursor, error) {
	if s == "" {
		return Cursor{}, nil
	}
	b, err := base64.RawURLEncoding.Strict().DecodeString(s)
	if err != nil || len(b) != 25 || b[0] != 1 {
		return Cursor{}, cases.Fail(cases.Invalid, "sync.cursor")
	}
	c := Cursor{Library: cases.ID(b[1:17]), At: binary.BigEndian.Uint64(b[17:])}
	if c.String() != s {
		return Cursor{}, cases.Fail(cases.Invalid, "sync.cursor")
	}
	return c, nil
}
