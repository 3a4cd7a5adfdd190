package library

import (
	"bytes"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
)

// skew is how far a device's clock may be from the library's.
const skew = 5 * time.Minute

// guard remembers the requests of the last minutes, so that none is played again.
// What it knew is lost with the process, so nothing signed before the
// start is taken either.
type guard struct {
	lock    sync.Mutex
	started time.Time
	seen    map[[32]byte]time.Time // device and nonce -> when it may be forgotten
	swept   time.Time
}

func newGuard(now time.Time) *guard {
	return &guard{started: now.Truncate(time.Millisecond), seen: map[[32]byte]time.Time{}, swept: now}
}

// fresh tells whether a proof is of this time and was not seen before.
func (g *guard) fresh(p replica.Proof, now time.Time) error {
	at := time.UnixMilli(p.At)
	if at.Before(g.started) || at.Before(now.Add(-skew)) || at.After(now.Add(skew)) {
		return cases.Fail(cases.Forbidden, "sync.clock")
	}
	g.lock.Lock()
	defer g.lock.Unlock()
	if now.Sub(g.swept) > skew {
		for k, end := range g.seen {
			if now.After(end) {
				delete(g.seen, k)
			}
		}
		g.swept = now
	}
	key := [32]byte(append(p.Device[:], p.Nonce[:]...))
	if _, twice := g.seen[key]; twice {
		return cases.Fail(cases.Conflict, "sync.replay")
	}
	g.seen[key] = at.Add(2 * skew)
	return nil
}

// asker is an enrolled device with its office, and what it sent.
type asker struct {
	device cases.Device
	body   []byte
}

// asks reads a request of at most limit bytes and tells who sent it.
func (l *Library) asks(w http.ResponseWriter, r *http.Request, limit int64) (asker, error) {
	p, err := replica.ReadProof(r)
	if err != nil {
		return asker{}, err
	}
	e := l.current.Load()
	device, ok := e.dir.Device(p.Device)
	if !ok {
		return asker{}, cases.Fail(cases.Forbidden, "sync.unknown_device")
	}
	body, err := readBody(w, r, limit)
	if err != nil {
		return asker{}, err
	}
	if err := p.Check(r, body, e.keys[p.Device]); err != nil {
		return asker{}, err
	}
	return asker{device, body}, l.guard.fresh(p, l.Now())
}

func readBody(w http.ResponseWriter, r *http.Request, limit int64) ([]byte, error) {
	var b bytes.Buffer
	_, err := io.Copy(&b, http.MaxBytesReader(w, r.Body, limit))
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, cases.Fail(cases.Invalid, "sync.too_large")
	}
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "sync.message").Because(err)
	}
	return b.Bytes(), nil
}

// nearby tells whether a request comes from this machine and was meant for it: a
// page in somebody's browser must not reach the sample calls.
func nearby(r *http.Request) bool {
	from, _, err := net.SplitHostPort(r.RemoteAddr)
	if err != nil || !net.ParseIP(from).IsLoopback() {
		return false
	}
	host, _, err := net.SplitHostPort(r.Host)
	return err == nil && (host == "localhost" || net.ParseIP(host).IsLoopback()) && r.Header.Get("Origin") == ""
}
