package replica_test

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/hex"
	"strings"
	"testing"
	"time"

	"github.com/klauspost/compress/zstd"
	"pgregory.net/rapid"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/storetest"
)

func sampleBatch(tb testing.TB) (replica.Batch, *storetest.Desk) {
	d := storetest.NewWorld(tb).Window
	b := replica.Batch{Device: d.Device, Epoch: 1, First: 1}
	for n := range 3 {
		b.Events = append(b.Events, d.Received(tb, storetest.ID(n)))
	}
	b.Wraps = []cases.KeyWrap{storetest.Wrap(storetest.ID(1), d.Office)}
	return b, d
}

// The bytes of an older program must be read for ever.
const goldenBatch = "01" + "0100000000007000800000000000006500000001" + "0000000000000001" +
	"0000000000000000000000000000000000000000000000000000000000000000" +
	"00000001" + "00000002aabb" + "00000001cc" + "00000000" +
	"00000001" + "01000000000070008000000000000007" + "010000000000700080000000000000c9" + "00000003010203"

func TestBatchGolden(t *testing.T) {
	want, err := hex.DecodeString(goldenBatch)
	if err != nil {
		t.Fatal(err)
	}
	b, err := replica.DecodeBatch(want)
	if err != nil {
		t.Fatal(err)
	}
	if b.Epoch != 1 || b.First != 1 || string(b.Events[0].Header) != "\xaa\xbb" || string(b.Wraps[0].Sealed) != "\x01\x02\x03" {
		t.Errorf("read %+v", b)
	}
	if got := b.Encode(); !bytes.Equal(got, want) {
		t.Errorf("written again: %x", got)
	}
}

func TestBatchSealed(t *testing.T) {
	b, d := sampleBatch(t)
	sealed, err := b.Seal(d.DeviceKey)
	if err != nil {
		t.Fatal(err)
	}
	keyOf := func(cases.ID) *ecdsa.PublicKey { return &d.DeviceKey.PublicKey }
	got, err := replica.OpenBatch(sealed, keyOf)
	if err != nil || !bytes.Equal(got.Encode(), b.Encode()) {
		t.Fatalf("opened %+v, %v", got, err)
	}
	for name, key := range map[string]func(cases.ID) *ecdsa.PublicKey{
		"another key":    func(cases.ID) *ecdsa.PublicKey { return &d.Key.PublicKey },
		"unknown device": func(cases.ID) *ecdsa.PublicKey { return nil },
	} {
		if _, err := replica.OpenBatch(sealed, key); cases.KeyOf(err) != "sync.signature" {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range sealed {
		bad := bytes.Clone(sealed)
		bad[i] ^= 1
		if got, err := replica.OpenBatch(bad, keyOf); err == nil && !bytes.Equal(got.Encode(), b.Encode()) {
			t.Fatalf("byte %d changed unseen", i)
		}
	}
}

func TestBombIsRefused(t *testing.T) {
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	bomb := w.EncodeAll(make([]byte, 64<<20), nil) // 64 MiB in a few kilobytes
	if len(bomb) > 1<<16 {
		t.Fatalf("no bomb: %d bytes", len(bomb))
	}
	if _, err := replica.OpenPage(bomb); cases.KeyOf(err) != "sync.message" {
		t.Errorf("page: %v", err)
	}
	if _, err := replica.OpenBatch(bomb, nil); cases.KeyOf(err) != "sync.message" {
		t.Errorf("batch: %v", err)
	}
}

func FuzzBatch(f *testing.F) {
	b, _ := sampleBatch(f)
	golden, _ := hex.DecodeString(goldenBatch)
	for _, seed := range [][]byte{nil, {1}, golden, b.Encode(), b.Encode()[:100]} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		if got, err := replica.DecodeBatch(in); err == nil && !bytes.Equal(got.Encode(), in) {
			t.Errorf("read, but written otherwise: %x", in)
		}
	})
}

func FuzzPage(f *testing.F) {
	b, _ := sampleBatch(f)
	p := replica.Page{Next: "abc", More: true, Wraps: b.Wraps}
	for i, e := range b.Events {
		p.Events = append(p.Events, replica.Held{Envelope: e, Receipt: cases.Receipt{Event: e.Hash(), Position: uint64(i), Sig: []byte{1}}})
	}
	f.Add([]byte{})
	f.Add(p.Encode())
	f.Add(replica.Page{}.Encode())
	f.Fuzz(func(t *testing.T, in []byte) {
		if got, err := replica.DecodePage(in); err == nil && !bytes.Equal(got.Encode(), in) {
			t.Errorf("read, but written otherwise: %x", in)
		}
	})
}

func FuzzCursor(f *testing.F) {
	f.Add("")
	f.Add("AQ")
	f.Add(replica.Cursor{Library: cases.ID{1}, At: 7}.String())
	f.Fuzz(func(t *testing.T, in string) {
		c, err := replica.ParseCursor(in)
		if err == nil && c.String() != in {
			t.Errorf("%q was read and written as %q", in, c.String())
		}
		if err != nil && cases.KeyOf(err) != "sync.cursor" {
			t.Errorf("%q: %v", in, err)
		}
	})
}

func TestCursorKeepsWhatItHolds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := replica.Cursor{At: rapid.Uint64Min(1).Draw(t, "at")}
		copy(want.Library[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "library"))
		if got, err := replica.ParseCursor(want.String()); err != nil || got != want {
			t.Fatalf("got %+v, %v", got, err)
		}
	})
}

func TestBackoff(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		attempt, dice := rapid.IntRange(-3, 1000).Draw(t, "attempt"), rapid.Byte().Draw(t, "dice")
		wait := replica.Backoff(attempt, dice)
		full := replica.Backoff(attempt, 0)
		switch {
		case full < 500*time.Millisecond || full > 5*time.Minute:
			t.Fatalf("attempt %d waits %v", attempt, full)
		case wait > full || wait < full/2:
			t.Fatalf("dice %d turns %v into %v", dice, full, wait)
		case replica.Backoff(attempt+1, 0) < full:
			t.Fatalf("attempt %d waits shorter than %d", attempt+1, attempt)
		}
	})
	if got := replica.Backoff(3, 0); got != 2*time.Second {
		t.Errorf("third: %v", got)
	}
}

func TestPublicKeyMustBeP256(t *testing.T) {
	for _, in := range []string{"", "x", strings.Repeat("0", 91)} {
		if _, err := replica.PublicKey([]byte(in)); cases.KeyOf(err) != "sync.key" {
			t.Errorf("%q: %v", in, err)
		}
	}
}
