package library_test

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"net/http"
	"slices"
	"sync"
	"testing"
	"time"

	"casedesk/app/library"
	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
	"casedesk/store/storetest"
)

// The desk's real store offers what the client needs.
var _ replica.Local = (*sqlite.Session)(nil)

// memory is a desk's store in memory: real events, no disk.
type memory struct {
	*storetest.Desk
	log       []cases.Envelope
	answered  map[cases.Hash]string // "" for confirmed, else the reason
	wraps     []cases.KeyWrap
	sent      map[cases.ID]bool
	cursor    string
	pulled    map[cases.Hash]int
	keys      map[cases.ID]bool
	outgoing  map[cases.Hash][]byte
	blobs     map[cases.Hash][]byte
	wanted    []cases.Hash
	directory cases.Directory
}

func newMemory(d *storetest.Desk) *memory {
	return &memory{Desk: d, answered: map[cases.Hash]string{}, sent: map[cases.ID]bool{}, pulled: map[cases.Hash]int{},
		keys: map[cases.ID]bool{}, outgoing: map[cases.Hash][]byte{}, blobs: map[cases.Hash][]byte{}}
}

func (m *memory) Unsent(_ context.Context, from uint64, limit int) (out []cases.Envelope, wraps []cases.KeyWrap, err error) {
	if from == 0 {
		i := slices.IndexFunc(m.log, func(e cases.Envelope) bool { _, ok := m.answered[e.Hash()]; return !ok })
		if from = uint64(i + 1); i < 0 {
			from = uint64(len(m.log) + 1)
		}
	}
	for _, w := range m.wraps {
		if !m.sent[w.Case] {
			wraps = append(wraps, w)
		}
	}
	rest := m.log[min(int(from-1), len(m.log)):]
	return rest[:min(limit, len(rest), 7)], wraps, nil // small batches: more to go wrong between
}

func (m *memory) Sent(context.Context, []cases.Hash) error { return nil }

func (m *memory) Confirm(_ context.Context, receipts []cases.Receipt) error {
	for _, r := range receipts {
		m.answered[r.Event] = ""
	}
	return nil
}

func (m *memory) WrapsSent(_ context.Context, wraps []cases.KeyWrap) error {
	for _, w := range wraps {
		m.sent[w.Case] = true
	}
	return nil
}

func (m *memory) SetAside(_ context.Context, event cases.Hash, key string) error {
	m.answered[event] = key
	return nil
}

func (m *memory) Epoch(context.Context) (uint32, error) { return m.Desk.Epoch, nil }

func (m *memory) Cursor(context.Context) (string, error) { return m.cursor, nil }

func (m *memory) Receive(_ context.Context, events []cases.Envelope, _ []cases.Receipt, wraps []cases.KeyWrap, cursor string) (int, error) {
	for _, e := range events {
		m.pulled[e.Hash()]++
	}
	for _, w := range wraps {
		m.keys[w.Case] = true
	}
	m.cursor = cursor
	return 0, nil
}

func (m *memory) Uploads(context.Context) (out []cases.Hash, err error) {
	for h := range m.outgoing {
		out = append(out, h)
	}
	return out, nil
}

type file struct{ *bytes.Reader }

func (file) Close() error { return nil }

func (m *memory) OpenBlob(_ context.Context, h cases.Hash) (io.ReadSeekCloser, error) {
	return file{bytes.NewReader(m.outgoing[h])}, nil
}

func (m *memory) Uploaded(_ context.Context, h cases.Hash) error {
	delete(m.outgoing, h)
	return nil
}

func (m *memory) Downloads(context.Context) (out []cases.Hash, err error) {
	for _, h := range m.wanted {
		if m.blobs[h] == nil {
			out = append(out, h)
		}
	}
	return out, nil
}

func (m *memory) SaveBlob(_ context.Context, h cases.Hash, sealed io.Reader) error {
	b, err := io.ReadAll(sealed)
	if err == nil && sha256.Sum256(b) != h {
		err = cases.Fail(cases.Damaged, "store.blob_damaged")
	}
	if err == nil {
		m.blobs[h] = b
	}
	return err
}

func (m *memory) Directory(context.Context) (cases.Directory, error) { return m.directory, nil }

func (m *memory) SaveDirectory(_ context.Context, b, sig []byte) (err error) {
	// The client has checked the signature; the version is all that is kept here.
	m.directory.Version++
	return nil
}

// act writes an event to the desk's log.
func (m *memory) act(t testing.TB, of cases.ID, kind cases.Kind) {
	m.log = append(m.log, m.Write(t, of, kind, m.Key))
}

// town is a running sample library with the offices of a World.
type town struct {
	*storetest.World
	config library.Config
	url    string
	lib    *library.Library
	stop   func()
	lines  *lines
}

// lines is a log that may be written by several requests at once.
type lines struct {
	sync.Mutex
	bytes.Buffer
}

func (l *lines) Write(b []byte) (int, error) {
	l.Lock()
	defer l.Unlock()
	return l.Buffer.Write(b)
}

func newTown(t *testing.T) *town {
	t.Helper()
	w := storetest.NewWorld(t)
	s := &town{World: w, lines: &lines{}}
	s.config = library.Config{Data: t.TempDir(), Cert: w.Root, Key: w.Key, Sample: true, Now: time.Now, Random: rand.Reader, Log: logTo(s.lines)}
	s.start(t)
	t.Cleanup(func() { s.stop() })
	ctx := context.Background()
	for i, d := range []*storetest.Desk{w.Window, w.Authority, w.Stranger} {
		office := w.Directory.Offices[i]
		if err := s.lib.PutOffice(ctx, office); err != nil {
			t.Fatal(err)
		}
		if _, err := s.lib.AddAccount(ctx, office.ID, office.Accounts[0], &d.Key.PublicKey); err != nil {
			t.Fatal(err)
		}
	}
	return s
}

// start runs the library on a free port until stop.
func (s *town) start(t *testing.T) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan struct{}), make(chan error, 1)
	s.config.Ready = func(url string, l *library.Library) {
		s.url, s.lib = url, l
		close(ready)
	}
	go func() { ended <- library.Run(ctx, s.config) }()
	select {
	case <-ready:
	case err := <-ended:
		t.Fatal(err)
	}
	s.stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
}

// client makes a client that never really waits.
func (s *town) client(d *storetest.Desk, way http.RoundTripper) *replica.Client {
	if way == nil {
		way = http.DefaultTransport
	}
	return &replica.Client{Base: s.url, HTTP: &http.Client{Transport: way, Timeout: 20 * time.Second}, Device: d.Device, Key: d.DeviceKey,
		Root: &s.Key.PublicKey, Now: time.Now, Random: func(b []byte) { _, _ = rand.Read(b) }, Sleep: func(time.Duration) error { return nil }}
}

// enrol takes a desk into the directory as a person would, by a code.
func (s *town) enrol(t *testing.T, d *storetest.Desk) {
	t.Helper()
	code, err := s.lib.NewCode(context.Background(), d.Office, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.client(d, nil).Enrol(context.Background(), code); err != nil {
		t.Fatal(err)
	}
}

// fill writes a day's work to a desk: three cases, each shared with another office.
func (m *memory) fill(t *testing.T, s *town) {
	for n := range 3 {
		of := storetest.ID(10 + n)
		for range 5 {
			m.act(t, of, cases.KindReceived)
		}
		m.act(t, of, cases.KindForwarded)
		m.wraps = append(m.wraps, storetest.Wrap(of, s.Authority.Office))
	}
}
