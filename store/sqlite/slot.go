package sqlite

import (
	"crypto/ecdsa"
	"crypto/elliptic"
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

// keySlot lets one pass phrase open the store. An account's slot holds that
// account's own key besides the data key; no other slot holds it.
type keySlot struct {
	ID     cases.ID `json:"id,omitzero"`
	Name   string   `json:"name,omitempty"`
	KDF    string   `json:"kdf"`
	Cost   Cost     `json:"cost"`
	Salt   []byte   `json:"salt"`
	Sealed []byte   `json:"sealed"`
}

const kdfName = "argon2id"

// slotPlace binds a slot to its store, account and cost.
func (s keySlot) place(identity string) string {
	return "slot " + identity + s.ID.String() + s.Name + string(s.Salt)
}

func (s keySlot) key(pass string) *dataKey {
	k := dataKey(argon2.IDKey([]byte(pass), s.Salt, s.Cost.Time, s.Cost.Memory, s.Cost.Threads, 32))
	return &k
}

// newSlot seals the data key, and key where there is one, under the pass phrase.
func newSlot(random io.Reader, identity string, id cases.ID, name, pass string, cost Cost, data *dataKey, key *ecdsa.PrivateKey) (keySlot, error) {
	s := keySlot{ID: id, Name: name, KDF: kdfName, Cost: cost, Salt: make([]byte, 16)}
	if _, err := io.ReadFull(random, s.Salt); err != nil {
		return s, cases.Fail(cases.Exhausted, "store.random").Because(err)
	}
	plain := append([]byte(nil), data[:]...)
	defer func() { clear(plain) }()
	if key != nil {
		raw, err := key.Bytes()
		if err != nil {
			return s, cases.Fail(cases.Invalid, "store.account_key").Because(err)
		}
		plain = append(plain, raw...)
		clear(raw)
	}
	wrap := s.key(pass)
	defer clear(wrap[:])
	var err error
	s.Sealed, err = wrap.seal(random, s.place(identity), plain)
	return s, err
}

// unseal opens the slot; the key is nil for the recovery slot.
func (s keySlot) unseal(identity, pass string) (data dataKey, key *ecdsa.PrivateKey, err error) {
	if s.KDF != kdfName {
		return data, nil, cases.Fail(cases.TooNew, "store.newer")
	}
	if !s.Cost.sane() {
		return data, nil, cases.Fail(cases.Damaged, "store.keys_damaged")
	}
	wrap := s.key(pass)
	defer clear(wrap[:])
	plain, err := wrap.open(s.place(identity), s.Sealed)
	if err != nil {
		return data, nil, cases.Fail(cases.Locked, "store.pass_phrase")
	}
	defer clear(plain)
	if len(plain) < len(data) {
		return data, nil, cases.Fail(cases.Damaged, "store.keys_damaged")
	}
	if rest := plain[len(data):]; len(rest) > 0 {
		if key, err = ecdsa.ParseRawPrivateKey(elliptic.P256(), rest); err != nil {
			return data, nil, cases.Fail(cases.Damaged, "store.keys_damaged").Because(err)
		}
	}
	return dataKey(plain[:len(data)]), key, nil
}
