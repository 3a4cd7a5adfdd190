package pagecipher

import (
	stdcipher "crypto/cipher"
	"crypto/hkdf"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/binary"

	"github.com/emmansun/gmsm/cipher"
	"github.com/emmansun/gmsm/sm4"
)

// sm4Sealer is XTS as GB/T 17964-2021 describes it. The blocks of a unit go to
// the cipher all at once, through a plain ECB that knows how to do many.
type sm4Sealer struct {
	encrypt, decrypt stdcipher.BlockMode
	tweaker          stdcipher.Block
	tweak            [sm4.BlockSize]byte
	sum              stdcipher.AEAD
	once             [12]byte
	tag              [proofSize]byte
	mask             [pageSize]byte // the tweak of each block of a unit
}

func newSM4(key []byte) (*sm4Sealer, error) {
	block, err := sm4.NewCipher(key[:16])
	if err != nil {
		return nil, err
	}
	tweaker, err := sm4.NewCipher(key[16:32])
	if err != nil {
		return nil, err
	}
	raw, err := hkdf.Expand(sha256.New, key, "casedesk pagecipher proof", 16)
	if err != nil {
		return nil, err
	}
	summing, err := sm4.NewCipher(raw)
	if err != nil {
		return nil, err
	}
	sum, err := stdcipher.NewGCM(summing)
	if err != nil {
		return nil, err
	}
	return &sm4Sealer{sum: sum, encrypt: cipher.NewECBEncrypter(block), decrypt: cipher.NewECBDecrypter(block), tweaker: tweaker}, nil
}

func (s *sm4Sealer) seal(unit []byte, sector uint64) { s.run(s.encrypt, unit, sector) }
func (s *sm4Sealer) open(unit []byte, sector uint64) { s.run(s.decrypt, unit, sector) }

// prove puts a GMAC of the page (GB/T 36624 has SM4 in GCM) into its last block. Its
// nonce never changes, which gives nothing away: nobody sees the sum but under XTS.
func (s *sm4Sealer) prove(page []byte) {
	rest := page[:len(page)-proofSize]
	copy(page[len(rest):], s.sum.Seal(s.tag[:0], s.once[:], nil, rest))
}

func (s *sm4Sealer) holds(page []byte) bool {
	rest, proof := page[:len(page)-proofSize], page[len(page)-proofSize:]
	same := subtle.ConstantTimeCompare(s.sum.Seal(s.tag[:0], s.once[:], nil, rest), proof) == 1
	clear(proof)
	return same
}

func (s *sm4Sealer) run(mode stdcipher.BlockMode, unit []byte, sector uint64) {
	mask := s.mask[:len(unit)]
	s.fill(mask, sector)
	subtle.XORBytes(unit, unit, mask)
	mode.CryptBlocks(unit, unit)
	subtle.XORBytes(unit, unit, mask)
}

// fill gives each block its tweak: the sealed number of the sector, times α for
// each block on. The standard counts the bits of a byte from the left, which
// makes the multiplication a shift to the right.
func (s *sm4Sealer) fill(mask []byte, sector uint64) {
	s.tweak = [sm4.BlockSize]byte{}
	binary.LittleEndian.PutUint64(s.tweak[:], sector)
	s.tweaker.Encrypt(s.tweak[:], s.tweak[:])
	high, low := binary.BigEndian.Uint64(s.tweak[:8]), binary.BigEndian.Uint64(s.tweak[8:])
	for ; len(mask) > 0; mask = mask[sm4.BlockSize:] {
		binary.BigEndian.PutUint64(mask[:8], high)
		binary.BigEndian.PutUint64(mask[8:16], low)
		carry := low & 1
		high, low = high>>1^carry*(0xE1<<56), low>>1|high<<63
	}
}
