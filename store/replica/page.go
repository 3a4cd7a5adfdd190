package replica

import "casedesk/cases"

// Page is a piece of what an office may see, on its way down.
type Page struct {
	Next   string // the cursor to ask with next time
	More   bool   // there is more behind Next already
	Wraps  []cases.KeyWrap
	Events []Held // in the library's order, save that a case given later comes late
}

// Held is an event that the library holds, with its word for it.
type Held struct {
	Envelope cases.Envelope
	Receipt  cases.Receipt
}

const pageVersion = 1

// Encode gives the one form of a page. A receipt's event is the envelope's own
// hash and is not sent.
func (g Page) Encode() []byte {
	var p pack
	p.u8(pageVersion)
	p.text([]byte(g.Next))
	p.u8(0)
	if g.More {
		p.b[len(p.b)-1] = 1
	}
	p.wraps(g.Wraps)
	p.u32(uint32(len(g.Events)))
	for _, h := range g.Events {
		p.envelope(h.Envelope)
		p.u64(h.Receipt.Position)
		p.u64(uint64(h.Receipt.At))
		p.text(h.Receipt.Sig)
	}
	return p.b
}

// DecodePage reads exactly what Encode writes.
func DecodePage(b []byte) (Page, error) {
	u := unpack{b: b}
	if v := u.u8(); v != pageVersion {
		return Page{}, cases.Fail(cases.TooNew, "sync.version")
	}
	g := Page{Next: string(u.text())}
	more := u.u8()
	g.More = more == 1
	g.Wraps = u.wraps()
	for n := u.count(32); n > 0; n-- {
		h := Held{Envelope: u.envelope()}
		h.Receipt = cases.Receipt{Event: h.Envelope.Hash(), Position: u.u64(), At: int64(u.u64()), Sig: u.text()}
		g.Events = append(g.Events, h)
	}
	if u.bad || len(u.b) != 0 || more > 1 {
		return Page{}, cases.Fail(cases.Invalid, "sync.message")
	}
	return g, nil
}

// Seal compresses the page for its way.
func (g Page) Seal() ([]byte, error) { return shrink(g.Encode()) }

// OpenPage undoes Seal; it stops at MaxBatch bytes.
func OpenPage(sealed []byte) (Page, error) {
	b, err := grow(sealed)
	if err != nil {
		return Page{}, err
	}
	return DecodePage(b)
}
