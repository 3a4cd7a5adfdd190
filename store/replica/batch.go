package replica

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/sha256"

	"casedesk/cases"
)

// Batch is a piece of one device's log, on its way up, with the case keys that
// go to other offices. Events follow each other from First on.
type Batch struct {
	Device cases.ID
	Epoch  uint32
	First  uint64     // seq of the first event, or of the next one when there is none
	Prev   cases.Hash // hash of the event before First
	Events []cases.Envelope
	Wraps  []cases.KeyWrap
}

const batchVersion = 1

// Encode gives the one form of a batch: version, device, epoch, first, prev,
// events (header, signature, sealed body), wraps (case, office, sealed key).
func (b Batch) Encode() []byte {
	var p pack
	p.u8(batchVersion)
	p.raw(b.Device[:])
	p.u32(b.Epoch)
	p.u64(b.First)
	p.raw(b.Prev[:])
	p.u32(uint32(len(b.Events)))
	for _, e := range b.Events {
		p.envelope(e)
	}
	p.wraps(b.Wraps)
	return p.b
}

// DecodeBatch reads exactly what Encode writes, up to MaxEvents events.
func DecodeBatch(b []byte) (Batch, error) {
	u := unpack{b: b}
	if v := u.u8(); v != batchVersion {
		return Batch{}, cases.Fail(cases.TooNew, "sync.version")
	}
	out := Batch{Device: u.id(), Epoch: u.u32(), First: u.u64(), Prev: u.hash()}
	for n := u.count(12); n > 0; n-- {
		out.Events = append(out.Events, u.envelope())
	}
	out.Wraps = u.wraps()
	if u.bad || len(u.b) != 0 || len(out.Events) > MaxEvents || out.First == 0 {
		return Batch{}, cases.Fail(cases.Invalid, "sync.message")
	}
	return out, nil
}

// Seal signs the batch with the device's key and compresses both.
func (b Batch) Seal(key crypto.Signer) ([]byte, error) {
	plain := b.Encode()
	sum := batchSum(plain)
	sig, err := key.Sign(nil, sum[:], crypto.SHA256)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "sync.sign").Because(err)
	}
	var p pack
	p.text(plain)
	p.text(sig)
	if len(p.b) > MaxBatch {
		return nil, cases.Fail(cases.Invalid, "sync.too_large")
	}
	return shrink(p.b)
}

// OpenBatch undoes Seal and checks the signature with the key of the device
// that the batch names; keyOf gives nil for a device it does not know.
func OpenBatch(sealed []byte, keyOf func(device cases.ID) *ecdsa.PublicKey) (Batch, error) {
	b, err := grow(sealed)
	if err != nil {
		return Batch{}, err
	}
	u := unpack{b: b}
	plain, sig := u.text(), u.text()
	if u.bad || len(u.b) != 0 {
		return Batch{}, cases.Fail(cases.Invalid, "sync.message")
	}
	batch, err := DecodeBatch(plain)
	if err != nil {
		return Batch{}, err
	}
	sum := batchSum(plain)
	if key := keyOf(batch.Device); key == nil || !ecdsa.VerifyASN1(key, sum[:], sig) {
		return Batch{}, cases.Fail(cases.Forbidden, "sync.signature")
	}
	return batch, nil
}

func batchSum(plain []byte) cases.Hash {
	s := sha256.New()
	s.Write([]byte("casedesk batch\x00"))
	s.Write(plain)
	return cases.Hash(s.Sum(nil))
}

func (p *pack) envelope(e cases.Envelope) {
	p.text(e.Header)
	p.text(e.Sig)
	p.text(e.Body)
}

func (u *unpack) envelope() cases.Envelope {
	return cases.Envelope{Header: u.text(), Sig: u.text(), Body: u.text()}
}

func (p *pack) wraps(list []cases.KeyWrap) {
	p.u32(uint32(len(list)))
	for _, w := range list {
		p.raw(w.Case[:])
		p.raw(w.Office[:])
		p.text(w.Sealed)
	}
}

func (u *unpack) wraps() (list []cases.KeyWrap) {
	for n := u.count(36); n > 0; n-- {
		list = append(list, cases.KeyWrap{Case: u.id(), Office: u.id(), Sealed: u.text()})
	}
	return list
}
