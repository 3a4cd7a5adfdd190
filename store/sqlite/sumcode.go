package sqlite

import (
	"encoding/binary"
	"encoding/json"

	"casedesk/cases"
)

// sumForm is the form of a sealed sum; another form is not read but made anew.
const sumForm = 1

// befores is how many states before the last are kept: taking an act back needs
// one, taking that back one more.
const befores = 2

// encodeSum writes a case: what comes once as JSON, the papers and the history,
// which make a long case long, field by field. Of the states before the last
// only what taking back asks for is kept: no papers, letters or conflicts.
func encodeSum(c cases.Case) ([]byte, error) {
	b := []byte{sumForm}
	var past []cases.Happening
	for depth := 0; ; depth++ {
		var err error
		if b, err = putCase(b, c, past); err != nil {
			return nil, err
		}
		before := c.Before()
		if before == nil || depth == befores {
			return append(b, 0), nil
		}
		b, past, c = append(b, 1), c.Past, *before
		c.Evidence, c.Letters, c.Conflicts = nil, nil, nil
	}
}

// putCase writes one state; the history begins with as much of a known one as is
// the same.
func putCase(b []byte, c cases.Case, known []cases.Happening) ([]byte, error) {
	evidence, past := c.Evidence, c.Past
	c.Evidence, c.Past = nil, nil
	once, err := json.Marshal(c)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "store.sealed", "what", "sum").Because(err)
	}
	b = putBytes(b, once)
	b = binary.AppendUvarint(b, uint64(len(evidence)))
	for _, e := range evidence {
		b = append(b, e.Blob[:]...)
		b = putBytes(b, e.Key)
		for _, text := range []string{e.Name, e.Paper, e.Media} {
			b = putBytes(b, []byte(text))
		}
		b = binary.AppendVarint(b, e.Size)
	}
	same := 0
	for same < len(past) && same < len(known) && past[same] == known[same] {
		same++
	}
	b = binary.AppendUvarint(b, uint64(same))
	b = binary.AppendUvarint(b, uint64(len(past)-same))
	for _, h := range past[same:] {
		b = append(append(b, h.Event[:]...), h.Actor[:]...)
		b = binary.AppendUvarint(b, uint64(h.At))
		b = putBytes(putBytes(b, []byte(h.Kind)), []byte(h.State))
		undone := byte(0)
		if h.Undone {
			undone = 1
		}
		b = append(b, undone)
	}
	return b, nil
}

// putBytes writes one more than the length, so that nil stays nil.
func putBytes(b, v []byte) []byte {
	if v == nil {
		return append(b, 0)
	}
	return append(binary.AppendUvarint(b, uint64(len(v))+1), v...)
}

// decodeSum reads what encodeSum writes.
func decodeSum(b []byte) (c cases.Case, err error) {
	r := sumReader{b: b}
	if form := r.take(1); r.bad || form[0] != sumForm {
		return c, cases.Fail(cases.Damaged, "store.sealed", "what", "sum")
	}
	all := []cases.Case{}
	var past []cases.Happening
	for more := true; more && len(all) <= befores; {
		one, err := r.state(past)
		if err != nil {
			return c, err
		}
		all, past = append(all, one), one.Past
		more = r.take(1)[0] == 1
	}
	if r.bad || len(r.b) != 0 {
		return c, cases.Fail(cases.Damaged, "store.sealed", "what", "sum")
	}
	for i := len(all) - 1; i > 0; i-- {
		all[i-1] = all[i-1].WithBefore(&all[i])
	}
	return all[0], nil
}

// state reads what putCase writes.
func (r *sumReader) state(known []cases.Happening) (c cases.Case, err error) {
	if err := json.Unmarshal(r.bytes(), &c); err != nil {
		return c, cases.Fail(cases.Damaged, "store.sealed", "what", "sum").Because(err)
	}
	for n := r.count(); n > 0 && !r.bad; n-- {
		var e cases.EvidenceAct
		copy(e.Blob[:], r.take(len(e.Blob)))
		e.Key = r.bytes()
		e.Name, e.Paper, e.Media = r.text(), r.text(), r.text()
		e.Size = r.signed()
		c.Evidence = append(c.Evidence, e)
	}
	same := r.count()
	if same > uint64(len(known)) {
		r.bad, same = true, 0
	}
	c.Past = append(c.Past, known[:same]...)
	for n := r.count(); n > 0 && !r.bad; n-- {
		var h cases.Happening
		copy(h.Event[:], r.take(len(h.Event)))
		copy(h.Actor[:], r.take(len(h.Actor)))
		h.At = cases.Clock(r.count())
		h.Kind, h.State = cases.Kind(r.text()), cases.State(r.text())
		h.Undone = r.take(1)[0] == 1
		c.Past = append(c.Past, h)
	}
	return c, nil
}

// sumReader hands out the parts of a sum, zeros past its end.
type sumReader struct {
	b   []byte
	bad bool
}

func (r *sumReader) take(n int) []byte {
	if n < 0 || len(r.b) < n {
		r.bad, r.b = true, nil
		return make([]byte, max(min(n, 64), 0))
	}
	part := r.b[:n]
	r.b = r.b[n:]
	return part
}

func (r *sumReader) count() uint64 {
	v, n := binary.Uvarint(r.b)
	r.take(max(n, 1))
	return v
}

func (r *sumReader) signed() int64 {
	v, n := binary.Varint(r.b)
	r.take(max(n, 1))
	return v
}

func (r *sumReader) bytes() []byte {
	n := r.count()
	if n == 0 || n-1 > uint64(len(r.b)) {
		r.bad = r.bad || n != 0
		return nil
	}
	return append([]byte{}, r.take(int(n-1))...)
}

func (r *sumReader) text() string {
	n := r.count()
	if n == 0 || n-1 > uint64(len(r.b)) {
		r.bad = r.bad || n != 0
		return ""
	}
	return string(r.take(int(n - 1)))
}
