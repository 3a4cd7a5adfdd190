package cases

import (
	"crypto/sha256"
	"encoding/binary"
)

// Header is the public part of an event: who did what sort of thing to which
// case, and where it stands in its device's log. It holds no personal data.
type Header struct {
	Device ID     // the device that wrote it
	Epoch  uint32 // raised when a device starts anew (restored backup, cloned disk)
	Seq    uint64 // 1, 2, 3 … without a gap in (Device, Epoch)
	Clock  Clock  // when
	Base   Hash   // the case's head that the actor saw; zero for the first event
	Case   ID     // zero for events about the device itself
	Kind   Kind   // which act
	Schema uint16 // version of the body's form
	Packs  []Pack // the rule packs the act rests on
	Actor  ID     // the account whose key signs
	Body   Hash   // salted commitment to the body
	Prev   Hash   // hash of the event before it in (Device, Epoch)
}

// Pack names a rule pack by its ruleset and the hash of its bytes.
type Pack struct {
	Ruleset string `json:"ruleset"`
	Hash    Hash   `json:"hash"`
}

const headerVersion = 1

// Encode gives the one canonical form: version, then every field in the order
// of the struct, big-endian, strings and lists with their length before them.
func (h Header) Encode() []byte {
	b := make([]byte, 0, 240)
	b = append(b, headerVersion)
	b = append(b, h.Device[:]...)
	b = binary.BigEndian.AppendUint32(b, h.Epoch)
	b = binary.BigEndian.AppendUint64(b, h.Seq)
	b = binary.BigEndian.AppendUint64(b, uint64(h.Clock))
	b = append(b, h.Base[:]...)
	b = append(b, h.Case[:]...)
	b = appendShort(b, string(h.Kind))
	b = binary.BigEndian.AppendUint16(b, h.Schema)
	b = append(b, byte(len(h.Packs)))
	for _, p := range h.Packs {
		b = appendShort(b, p.Ruleset)
		b = append(b, p.Hash[:]...)
	}
	b = append(b, h.Actor[:]...)
	b = append(b, h.Body[:]...)
	return append(b, h.Prev[:]...)
}

// DecodeHeader reads exactly what Encode writes; any other byte is refused.
func DecodeHeader(b []byte) (Header, error) {
	r := reader{b: b}
	if v := r.take(1); r.bad || v[0] != headerVersion {
		return Header{}, Fail(TooNew, "event.version")
	}
	var h Header
	copy(h.Device[:], r.take(16))
	h.Epoch = binary.BigEndian.Uint32(r.take(4))
	h.Seq = binary.BigEndian.Uint64(r.take(8))
	h.Clock = Clock(binary.BigEndian.Uint64(r.take(8)))
	copy(h.Base[:], r.take(32))
	copy(h.Case[:], r.take(16))
	h.Kind = Kind(r.short())
	h.Schema = binary.BigEndian.Uint16(r.take(2))
	for n := int(r.take(1)[0]); n > 0 && !r.bad; n-- {
		p := Pack{Ruleset: r.short()}
		copy(p.Hash[:], r.take(32))
		h.Packs = append(h.Packs, p)
	}
	copy(h.Actor[:], r.take(16))
	copy(h.Body[:], r.take(32))
	copy(h.Prev[:], r.take(32))
	if r.bad || len(r.b) != 0 {
		return Header{}, Fail(Damaged, "event.header")
	}
	return h, nil
}

// HashHeader gives the identity of the event whose encoded header is b.
func HashHeader(b []byte) Hash {
	s := sha256.New()
	s.Write([]byte("casedesk event\x00"))
	s.Write(b)
	return Hash(s.Sum(nil))
}

// appendShort writes a text of at most 255 bytes; every kind and ruleset name
// is far shorter.
func appendShort(b []byte, s string) []byte {
	return append(append(b, byte(len(s))), s...)
}

// reader hands out the parts of a byte string; past the end it hands out zeros
// and remembers that something was amiss.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if len(r.b) < n {
		r.bad, r.b = true, nil
		return make([]byte, n)
	}
	part := r.b[:n]
	r.b = r.b[n:]
	return part
}

func (r *reader) short() string { return string(r.take(int(r.take(1)[0]))) }
