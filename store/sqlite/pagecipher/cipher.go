package pagecipher

import (
	"crypto/hkdf"
	"crypto/sha256"
	"errors"
	"strconv"
)

// Kind says which cipher seals the files.
type Kind uint8

const (
	// Adiantum is the wide-block cipher of that name (Crowley and Biggers 2018)
	// with XChaCha12 and AES-256. It is fast on machines without AES in hardware.
	Adiantum Kind = iota
	// SM4 is SM4 in XTS mode as GB/T 17964-2021 has it, for offices that must use
	// the national ciphers.
	SM4
)

// KeySize is the length of a data key in bytes.
const KeySize = 64

// What SQLite writes as one, and what a disk does.
const (
	pageSize   = 4096
	sectorSize = 512
)

var (
	errKind = errors.New("pagecipher: no such cipher")
	errKey  = errors.New("pagecipher: a data key has 64 bytes")
)

// sealer seals and opens one unit where it lies. A unit has sectorSize or
// pageSize bytes and begins at the given sector of its file. It belongs to one
// open file and so to one goroutine at a time; neither method may allocate.
type sealer interface {
	seal(unit []byte, sector uint64)
	open(unit []byte, sector uint64)
	prover
}

// newSealer takes a key of 32 bytes.
func newSealer(kind Kind, key []byte) (sealer, error) {
	switch kind {
	case Adiantum:
		return newAdiantum(key), nil
	case SM4:
		return newSM4(key)
	}
	return nil, errKind
}

// purpose tells the files of a database apart; each has its own key.
type purpose string

const (
	forPages   purpose = "casedesk pagecipher main"
	forWAL     purpose = "casedesk pagecipher wal"
	forJournal purpose = "casedesk pagecipher journal"
)

// derive gives the key for one purpose. The data key is random, so that HKDF
// need only expand it.
func derive(data []byte, kind Kind, p purpose, proved bool) ([]byte, error) {
	form := ""
	if proved {
		form = " proved" // so that no page of one form passes for one of the other
	}
	return hkdf.Expand(sha256.New, data, string(p)+" "+strconv.Itoa(int(kind))+form, 32)
}

// isHole tells a unit that was never written: where a file was made longer
// without writing, the disk shows zeros, and so must SQLite see them.
func isHole(unit []byte) bool {
	for _, b := range unit { // ends at once but for a hole
		if b != 0 {
			return false
		}
	}
	return true
}
