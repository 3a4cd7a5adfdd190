package pagecipher

import (
	"encoding/binary"

	"lukechampine.com/adiantum"
	"lukechampine.com/adiantum/hbsh"
)

type adiantumSealer struct {
	wide  *hbsh.HBSH
	tweak [8]byte
}

func newAdiantum(key []byte) *adiantumSealer {
	return &adiantumSealer{wide: adiantum.New(key)}
}

func (a *adiantumSealer) seal(unit []byte, sector uint64) {
	binary.LittleEndian.PutUint64(a.tweak[:], sector)
	a.wide.Encrypt(unit, a.tweak[:])
}

func (a *adiantumSealer) open(unit []byte, sector uint64) {
	binary.LittleEndian.PutUint64(a.tweak[:], sector)
	a.wide.Decrypt(unit, a.tweak[:])
}
