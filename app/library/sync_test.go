package library_test

import (
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/store/central"
	"casedesk/store/storetest"
)

func logTo(w io.Writer) *slog.Logger { return slog.New(slog.NewJSONHandler(w, nil)) }

// badRoad loses requests, sends them twice and cuts answers short.
type badRoad struct{ dice *rand.Rand }

func (b badRoad) RoundTrip(r *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	send := func() (*http.Response, error) {
		again := r.Clone(r.Context())
		again.Body = io.NopCloser(bytes.NewReader(body))
		return http.DefaultTransport.RoundTrip(again)
	}
	switch b.dice.IntN(6) {
	case 0: // lost on its way
		return nil, errors.New("no route")
	case 1: // arrives, but the answer is lost
		if res, err := send(); err == nil {
			res.Body.Close()
		}
		return nil, errors.New("connection reset")
	case 2: // arrives twice
		if res, err := send(); err == nil {
			res.Body.Close()
		}
	case 3: // the answer breaks off
		res, err := send()
		if err == nil && r.Method != http.MethodHead {
			res.Body = struct {
				io.Reader
				io.Closer
			}{io.MultiReader(io.LimitReader(res.Body, b.dice.Int64N(200)), broken{}), res.Body}
		}
		return res, err
	}
	return send()
}

type broken struct{}

func (broken) Read([]byte) (int, error) { return 0, io.ErrUnexpectedEOF }

// untilDone syncs again and again, as the desk does; only the road may fail.
func untilDone(t *testing.T, s *town, m *memory, dice *rand.Rand) {
	t.Helper()
	for range 200 {
		_, err := s.client(m.Desk, badRoad{dice}).Sync(context.Background(), m)
		if err == nil {
			return
		}
		if k := cases.KindOf(err); k != cases.Unreachable && cases.KeyOf(err) != "sync.replay" && cases.KeyOf(err) != "sync.blob_offset" {
			t.Fatal(err)
		}
	}
	t.Fatal("no sync came through")
}

// atCentre lists the events as an administrator sees them.
func atCentre(t *testing.T, s *town) (out []cases.Hash) {
	t.Helper()
	res, err := http.Get(s.url + "/v1/events")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res, err)
	}
	defer res.Body.Close()
	for line := bufio.NewScanner(res.Body); line.Scan(); {
		var e central.Entry
		if err := json.Unmarshal(line.Bytes(), &e); err != nil {
			t.Fatal(err)
		}
		if e.Position != uint64(len(out)+1) {
			t.Errorf("position %d at place %d", e.Position, len(out)+1)
		}
		out = append(out, e.Hash)
	}
	return out
}

func TestEveryEventOnceOverABadRoad(t *testing.T) {
	for seed := range uint64(4) {
		s := newTown(t)
		dice := rand.New(rand.NewPCG(seed, 1))
		w, a := newMemory(s.Window), newMemory(s.Authority)
		s.enrol(t, s.Window)
		s.enrol(t, s.Authority)
		w.fill(t, s)
		scan := bytes.Repeat([]byte("sealed scan "), 220_000) // three pieces
		blob := cases.Hash(sha256.Sum256(scan))
		w.outgoing[blob], a.wanted = scan, []cases.Hash{blob}

		untilDone(t, s, w, dice)
		s.stop() // the library is killed half way, and comes back
		s.start(t)
		w.act(t, storetest.ID(10), cases.KindEvidence)
		untilDone(t, s, w, dice)
		untilDone(t, s, a, dice)
		a.act(t, storetest.ID(11), cases.KindAccepted)
		untilDone(t, s, a, dice)
		untilDone(t, s, w, dice)

		count := map[cases.Hash]int{}
		for _, h := range atCentre(t, s) {
			count[h]++
		}
		for _, e := range append(append([]cases.Envelope{}, w.log...), a.log...) {
			if count[e.Hash()] != 1 {
				t.Errorf("seed %d: event %v is %d times at the centre", seed, e.Hash(), count[e.Hash()])
			}
		}
		if len(count) != len(w.log)+len(a.log) {
			t.Errorf("seed %d: %d events at the centre, %d written", seed, len(count), len(w.log)+len(a.log))
		}
		for _, e := range w.log {
			if a.pulled[e.Hash()] != 1 {
				t.Errorf("seed %d: the authority got %v %d times", seed, e.Hash(), a.pulled[e.Hash()])
			}
		}
		if w.pulled[a.log[0].Hash()] != 1 || len(a.keys) != 3 {
			t.Errorf("seed %d: the window got the answer %d times, the authority %d keys", seed, w.pulled[a.log[0].Hash()], len(a.keys))
		}
		if !bytes.Equal(a.blobs[blob], scan) {
			t.Errorf("seed %d: the file came as %d bytes", seed, len(a.blobs[blob]))
		}
		s.stop()
	}
}

func TestReport(t *testing.T) {
	s := newTown(t)
	s.enrol(t, s.Window)
	s.enrol(t, s.Authority)
	w := newMemory(s.Window)
	w.act(t, storetest.ID(1), cases.KindReceived)
	w.act(t, storetest.ID(1), cases.KindDecided) // a window never decides
	w.act(t, storetest.ID(1), cases.KindForwarded)
	report, err := s.client(s.Window, nil).Sync(context.Background(), w)
	if err != nil || report.Pushed != 2 || report.Position != 2 || report.Pulled != 0 || len(report.SetAside) != 1 {
		t.Fatalf("got %+v, %v", report, err)
	}
	if a := report.SetAside[0]; a.Event != w.log[1].Hash() || a.Key != "admit.power" || w.answered[a.Event] != "admit.power" {
		t.Errorf("set aside %+v", a)
	}
	again, err := s.client(s.Window, nil).Sync(context.Background(), w)
	if err != nil || again.Pushed != 0 || len(again.SetAside) != 0 {
		t.Errorf("again: %+v, %v", again, err)
	}
	text := s.lines.String()
	if !strings.Contains(text, `"path":"/v1/push"`) || strings.Contains(text, "cursor") || strings.Contains(text, s.Window.Office.String()) {
		t.Errorf("the log says %s", text)
	}
}

func TestForkIsToldAndNothingTaken(t *testing.T) {
	s := newTown(t)
	s.enrol(t, s.Window)
	clone := *s.Window
	w, c := newMemory(s.Window), newMemory(&clone)
	w.act(t, storetest.ID(1), cases.KindReceived)
	c.act(t, storetest.ID(2), cases.KindReceived)
	if _, err := s.client(s.Window, nil).Sync(context.Background(), w); err != nil {
		t.Fatal(err)
	}
	if _, err := s.client(&clone, nil).Sync(context.Background(), c); cases.KeyOf(err) != "sync.fork" {
		t.Errorf("got %v", err)
	}
	if got := atCentre(t, s); len(got) != 1 || got[0] != w.log[0].Hash() {
		t.Errorf("at the centre: %v", got)
	}
}
