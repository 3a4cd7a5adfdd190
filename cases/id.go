package cases

import (
	"encoding/hex"
	"time"
)

// ID names a case, office, account or device: a UUID (version 7 where this
// program makes it). The zero ID names nothing.
type ID [16]byte

// ParseID reads the 36-character lower-case form.
func ParseID(s string) (ID, error) {
	var id ID
	if len(s) != 36 || s[8] != '-' || s[13] != '-' || s[18] != '-' || s[23] != '-' {
		return id, Fail(Invalid, "id.form")
	}
	raw := s[:8] + s[9:13] + s[14:18] + s[19:23] + s[24:]
	if _, err := hex.Decode(id[:], []byte(raw)); err != nil || id.String() != s {
		return ID{}, Fail(Invalid, "id.form")
	}
	return id, nil
}

// IsZero tells whether the ID names nothing.
func (id ID) IsZero() bool { return id == ID{} }

// String gives the 36-character form.
func (id ID) String() string {
	h := hex.EncodeToString(id[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// MarshalText gives the 36-character form, or "" for the zero ID.
func (id ID) MarshalText() ([]byte, error) {
	if id.IsZero() {
		return nil, nil
	}
	return []byte(id.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (id *ID) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*id = ID{}
		return nil
	}
	*id, err = ParseID(string(b))
	return err
}

// Hash is a SHA-256 sum. The zero Hash stands for "nothing before".
type Hash [32]byte

// ParseHash reads 64 lower-case hexadecimal digits.
func ParseHash(s string) (Hash, error) {
	var h Hash
	if len(s) != 64 {
		return h, Fail(Invalid, "hash.form")
	}
	if _, err := hex.Decode(h[:], []byte(s)); err != nil || h.String() != s {
		return Hash{}, Fail(Invalid, "hash.form")
	}
	return h, nil
}

// IsZero tells whether it is the hash of nothing.
func (h Hash) IsZero() bool { return h == Hash{} }

// String gives 64 hexadecimal digits.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText gives the hexadecimal form, or "" for the zero Hash.
func (h Hash) MarshalText() ([]byte, error) {
	if h.IsZero() {
		return nil, nil
	}
	return []byte(h.String()), nil
}

// UnmarshalText reads what MarshalText writes.
func (h *Hash) UnmarshalText(b []byte) (err error) {
	if len(b) == 0 {
		*h = Hash{}
		return nil
	}
	*h, err = ParseHash(string(b))
	return err
}

// Clock is a hybrid logical clock: 48 bits of milliseconds since 1970 and a
// 16-bit counter. It only ever goes forward on one device, whatever the wall
// clock does.
type Clock uint64

// Tick gives the clock reading after last for an event at the wall time now.
func Tick(last Clock, now time.Time) Clock {
	c := Clock(now.UnixMilli()) << 16
	if c <= last {
		return last + 1
	}
	return c
}

// Time gives the wall time that the clock stands for, to the millisecond.
func (c Clock) Time() time.Time { return time.UnixMilli(int64(c >> 16)).UTC() }
