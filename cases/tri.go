package cases

// Tri is a yes-or-no answer that may be unknown. Its JSON form is true, false or null.
type Tri uint8

// The three answers.
const (
	TriUnknown Tri = iota
	TriYes
	TriNo
)

// TriOf gives TriYes for true and TriNo for false.
func TriOf(b bool) Tri {
	if b {
		return TriYes
	}
	return TriNo
}

// Not turns yes into no and back; unknown stays unknown.
func (t Tri) Not() Tri {
	switch t {
	case TriYes:
		return TriNo
	case TriNo:
		return TriYes
	}
	return TriUnknown
}

// And is no when either is no, yes when both are yes, else unknown.
func (t Tri) And(u Tri) Tri {
	if t == TriNo || u == TriNo {
		return TriNo
	}
	if t == TriYes && u == TriYes {
		return TriYes
	}
	return TriUnknown
}

// Or is yes when either is yes, no when both are no, else unknown.
func (t Tri) Or(u Tri) Tri { return t.Not().And(u.Not()).Not() }

// MarshalJSON gives true, false or null.
func (t Tri) MarshalJSON() ([]byte, error) {
	switch t {
	case TriYes:
		return []byte("true"), nil
	case TriNo:
		return []byte("false"), nil
	}
	return []byte("null"), nil
}

// UnmarshalJSON reads true, false and null, and nothing else.
func (t *Tri) UnmarshalJSON(b []byte) error {
	switch string(b) {
	case "true":
		*t = TriYes
	case "false":
		*t = TriNo
	case "null":
		*t = TriUnknown
	default:
		return Fail(Invalid, "facts.yesno")
	}
	return nil
}
