package sqlite

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/hkdf"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"io"

	"casedesk/cases"

	"golang.org/x/crypto/argon2"
)

// Cost says how dear it is to try one pass phrase (argon2id, RFC 9106).
type Cost struct {
	Time    uint32 `json:"time"`
	Memory  uint32 `json:"memory_kib"`
	Threads uint8  `json:"threads"`
}

// DefaultCost takes about half a second on an old office machine.
func DefaultCost() Cost { return Cost{Time: 3, Memory: 64 << 10, Threads: 2} }

// sane keeps a slot's own figures from stopping the machine.
func (c Cost) sane() bool {
	return c.Time >= 1 && c.Time <= 64 && c.Memory >= 8 && c.Memory <= 1<<20 && c.Threads >= 1 && c.Threads <= 16
}

func (c Cost) stretch(pass string, salt []byte) []byte {
	return argon2.IDKey([]byte(pass), salt, c.Time, c.Memory, c.Threads, 32)
}

// keySlot lets one pass phrase open the store. An account's slot holds that
// account's own key besides the data key; no other slot holds it.
type keySlot struct {
	Form   int          `json:"form,omitempty"` // 0 while as a store of the first format had it
	ID     cases.ID     `json:"id,omitzero"`
	Name   string       `json:"name,omitempty"`
	Roles  []cases.Role `json:"roles,omitempty"`
	KDF    string       `json:"kdf"`
	Cost   Cost         `json:"cost"`
	Salt   []byte       `json:"salt"`
	Device bool         `json:"device,omitempty"` // needs the device secret besides
	Second []byte       `json:"second,omitempty"` // the challenge of the second factor that it needs besides
	Shut   bool         `json:"shut,omitempty"`   // an administrator shut the account out
	Sealed []byte       `json:"sealed"`
}

const (
	kdfName  = "argon2id"
	slotForm = 2
)

// place binds a slot to its store, account and needs.
func (s keySlot) place(identity string) string {
	if s.Form == 0 {
		return "slot " + identity + s.ID.String() + s.Name + string(s.Salt)
	}
	return fmt.Sprintf("slot %d %s %s %s %v %x %t %x", s.Form, identity, s.ID, s.KDF, s.Cost, s.Salt, s.Device, s.Second)
}

// inHand is what somebody brings to a slot.
type inHand struct {
	Proof
	device []byte
}

// key makes the slot's key from all that the slot needs.
func (s keySlot) key(h inHand) (*sealKey, error) {
	all := s.Cost.stretch(h.Pass, s.Salt)
	defer clear(all)
	if s.Form == 0 {
		k := sealKey(all)
		return &k, nil
	}
	if s.Device {
		if len(h.device) == 0 {
			return nil, cases.Fail(cases.Locked, "store.device_secret")
		}
		all = withLength(all, h.device)
	}
	if len(s.Second) > 0 {
		if h.Second == nil {
			return nil, cases.Fail(cases.Locked, "store.second")
		}
		answer, err := h.Second.Answer(s.Second)
		if err != nil {
			return nil, err
		}
		all = withLength(all, answer)
		clear(answer)
	}
	raw, err := hkdf.Key(sha256.New, all, s.Salt, "casedesk slot", 32)
	if err != nil {
		return nil, err
	}
	k := sealKey(raw)
	clear(raw)
	return &k, nil
}

func withLength(all, more []byte) []byte {
	return append(binary.BigEndian.AppendUint32(all, uint32(len(more))), more...)
}

// seal puts the data key, and key where there is one, into the slot.
func (s keySlot) seal(random io.Reader, identity string, h inHand, data *dataKey, key *ecdsa.PrivateKey) (keySlot, error) {
	s.Form, s.KDF, s.Salt = slotForm, kdfName, make([]byte, 16)
	if _, err := io.ReadFull(random, s.Salt); err != nil {
		return s, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	plain := append(make([]byte, 0, 128), data[:]...)
	defer func() { clear(plain) }()
	if key != nil {
		raw, err := key.Bytes()
		if err != nil {
			return s, cases.Fail(cases.Invalid, "store.account_key").Because(err)
		}
		plain = append(plain, raw...)
		clear(raw)
	}
	wrap, err := s.key(h)
	if err != nil {
		return s, err
	}
	defer clear(wrap[:])
	s.Sealed, err = wrap.seal(random, s.place(identity), plain)
	return s, err
}

// unseal opens the slot; the key is nil for the recovery slot.
func (s keySlot) unseal(identity string, h inHand) (data dataKey, key *ecdsa.PrivateKey, err error) {
	if s.KDF != kdfName || s.Form > slotForm {
		return data, nil, cases.Fail(cases.TooNew, "store.newer")
	}
	if !s.Cost.sane() {
		return data, nil, cases.Fail(cases.Damaged, "store.keys_damaged")
	}
	wrap, err := s.key(h)
	if err != nil {
		return data, nil, err
	}
	defer clear(wrap[:])
	plain, err := wrap.open(s.place(identity), s.Sealed)
	if err != nil {
		return data, nil, cases.Fail(cases.Locked, "store.pass_phrase")
	}
	defer clear(plain)
	return readSlot(s.Form, plain)
}

func readSlot(form int, plain []byte) (data dataKey, key *ecdsa.PrivateKey, err error) {
	size := len(data)
	if form == 0 {
		size = oldDataKey
	}
	if len(plain) < size {
		return data, nil, cases.Fail(cases.Damaged, "store.keys_damaged")
	}
	if form == 0 {
		data, err = grow(plain[:size])
	} else {
		data = dataKey(plain[:size])
	}
	if rest := plain[size:]; err == nil && len(rest) > 0 {
		key, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), rest)
	}
	if err != nil {
		return data, nil, cases.Fail(cases.Damaged, "store.keys_damaged").Because(err)
	}
	return data, key, nil
}
