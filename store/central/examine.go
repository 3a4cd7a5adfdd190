package central

import (
	"runtime"
	"strconv"
	"sync"

	"casedesk/cases"
)

// MaxEvent is the largest event that is taken, in bytes: a page must be able to
// carry any event down again.
const MaxEvent = 4 << 20

// MaxWrap is the largest sealed case key, in bytes; a real one has 80.
const MaxWrap = 256

// Arrival is an event that came, after everything that can be known without the
// library's tables was looked at.
type Arrival struct {
	Envelope cases.Envelope
	Header   cases.Header // zero when it could not be read
	Hash     cases.Hash
	Reason   string // key of why it is refused; "" when it is not
}

// Log names a place in a device's log.
type Log struct {
	Device cases.ID
	Epoch  uint32
	First  uint64     // seq of the first event of a batch
	Prev   cases.Hash // hash of the event before it
}

// Examine checks a batch against the chain and the directory. A broken chain is
// the error of the whole batch, for then nothing says which log it is; an
// event with a bad signature or without power is only marked.
func Examine(at Log, events []cases.Envelope, dir cases.Directory) ([]Arrival, error) {
	out := make([]Arrival, len(events))
	hands := min(runtime.GOMAXPROCS(0), len(events))
	var wait sync.WaitGroup
	for hand := range hands {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for i := hand; i < len(events); i += hands {
				out[i] = arrive(events[i], dir)
			}
		}()
	}
	wait.Wait()
	prev := at.Prev
	for i, a := range out {
		seq := at.First + uint64(i)
		h := a.Header
		if unread := h.Kind == ""; !unread && (h.Device != at.Device || h.Epoch != at.Epoch || h.Seq != seq || h.Prev != prev) {
			return nil, cases.Fail(cases.Invalid, "sync.chain", "seq", strconv.FormatUint(seq, 10))
		}
		prev = a.Hash
	}
	return out, nil
}

func arrive(e cases.Envelope, dir cases.Directory) Arrival {
	a := Arrival{Envelope: e, Hash: e.Hash()}
	h, err := cases.Admit(e, dir)
	a.Header = h
	if len(e.Header)+len(e.Sig)+len(e.Body) > MaxEvent {
		a.Reason = "sync.event_size"
	} else if err != nil {
		a.Reason = cases.KeyOf(err)
	} else if h.Case.IsZero() {
		a.Reason = "sync.no_case"
	}
	return a
}
