package replica

import (
	"encoding/binary"

	"github.com/klauspost/compress/zstd"

	"casedesk/cases"
)

// pack writes the parts of a message, each list and text after its length.
type pack struct{ b []byte }

func (p *pack) u8(n int)     { p.b = append(p.b, byte(n)) }
func (p *pack) u32(n uint32) { p.b = binary.BigEndian.AppendUint32(p.b, n) }
func (p *pack) u64(n uint64) { p.b = binary.BigEndian.AppendUint64(p.b, n) }
func (p *pack) raw(b []byte) { p.b = append(p.b, b...) }

func (p *pack) text(b []byte) {
	p.u32(uint32(len(b)))
	p.raw(b)
}

// unpack reads what pack wrote. After the first part that is not there, every
// part is empty and bad stays set.
type unpack struct {
	b   []byte
	bad bool
}

func (u *unpack) raw(n int) []byte {
	if n < 0 || len(u.b) < n {
		u.bad, u.b = true, nil
		return nil
	}
	part := u.b[:n:n]
	u.b = u.b[n:]
	return part
}

func (u *unpack) u8() int {
	if b := u.raw(1); !u.bad {
		return int(b[0])
	}
	return 0
}

func (u *unpack) u32() uint32 {
	if b := u.raw(4); !u.bad {
		return binary.BigEndian.Uint32(b)
	}
	return 0
}

func (u *unpack) u64() uint64 {
	if b := u.raw(8); !u.bad {
		return binary.BigEndian.Uint64(b)
	}
	return 0
}

func (u *unpack) text() []byte { return u.raw(int(u.u32())) }

func (u *unpack) id() (id cases.ID) {
	copy(id[:], u.raw(16))
	return id
}

func (u *unpack) hash() (h cases.Hash) {
	copy(h[:], u.raw(32))
	return h
}

// count reads the length of a list whose entries take at least size bytes, so
// that a lying length cannot make us reserve memory.
func (u *unpack) count(size int) int {
	n := int(u.u32())
	if n < 0 || n > len(u.b)/size {
		u.bad, u.b = true, nil
		return 0
	}
	return n
}

// shrink compresses a message.
func shrink(b []byte) ([]byte, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithEncoderLevel(zstd.SpeedFastest))
	if err != nil {
		return nil, err
	}
	defer w.Close()
	return w.EncodeAll(b, nil), nil
}

// grow undoes shrink and stops at MaxBatch, whatever the bytes claim to hold.
func grow(b []byte) ([]byte, error) {
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(MaxBatch), zstd.WithDecoderMaxWindow(MaxBatch))
	if err != nil {
		return nil, err
	}
	defer r.Close()
	out, err := r.DecodeAll(b, nil)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "sync.message").Because(err)
	}
	return out, nil
}
