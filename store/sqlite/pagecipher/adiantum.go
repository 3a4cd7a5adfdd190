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

// prove puts zeros: a wide block that was changed anywhere opens to noise, of which
// nobody makes sixteen zeros.
func (a *adiantumSealer) prove(page []byte) { clear(page[len(page)-proofSize:]) }

func (a *adiantumSealer) holds(page []byte) bool {
	return isHole(page[len(page)-proofSize:])
}

func (a *adiantumSealer) open(unit []byte, sector uint64) {
	binary.LittleEndian.PutUint64(a.tweak[:], sector)
	a.wide.Decrypt(unit, a.tweak[:])
}
