package cases

import (
	"bytes"
	"encoding/hex"
	"os"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func goldenHeader() Header {
	return Header{
		Device: id(3), Epoch: 1, Seq: 7, Clock: Tick(0, time.Date(2026, 10, 12, 2, 41, 7, 0, time.UTC)),
		Base: Hash{1, 2}, Case: id(99), Kind: KindJudged, Schema: 1,
		Packs: []Pack{{"R36", Hash{3}}, {"R58", Hash{4}}}, Actor: id(10), Body: Hash{5}, Prev: Hash{6},
	}
}

// The encoding of headers and bodies can never change: stored bytes are signed.
func TestEncodingIsTheOneOnFile(t *testing.T) {
	w := newWorld(t)
	body, err := EncodeAct(w.receipt(Objection))
	if err != nil {
		t.Fatal(err)
	}
	h := goldenHeader()
	got := "header " + hex.EncodeToString(h.Encode()) + "\nhash   " + HashHeader(h.Encode()).String() +
		"\nbody   " + string(body) + "\ncommit " + Commit(make([]byte, 32), body).String() + "\n"
	want, err := os.ReadFile("testdata/event.golden")
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("the encoding moved:\n%s\nwant\n%s", got, want)
	}
}

func drawHeader(t *rapid.T) Header {
	hash := func(name string) (h Hash) {
		copy(h[:], rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, name))
		return h
	}
	one := func(name string) (v ID) {
		copy(v[:], rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, name))
		return v
	}
	h := Header{
		Device: one("device"), Epoch: rapid.Uint32().Draw(t, "epoch"), Seq: rapid.Uint64().Draw(t, "seq"),
		Clock: Clock(rapid.Uint64().Draw(t, "clock")), Base: hash("base"), Case: one("case"),
		Kind: Kind(rapid.StringMatching(`[a-z_]{1,20}`).Draw(t, "kind")), Schema: rapid.Uint16().Draw(t, "schema"),
		Actor: one("actor"), Body: hash("body"), Prev: hash("prev"),
	}
	for range rapid.IntRange(0, 3).Draw(t, "packs") {
		h.Packs = append(h.Packs, Pack{rapid.StringMatching(`[A-Z0-9]{2,8}`).Draw(t, "ruleset"), hash("pack")})
	}
	return h
}

func TestHeaderComesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHeader(t)
		got, err := DecodeHeader(h.Encode())
		if err != nil || !reflect.DeepEqual(got, h) {
			t.Fatalf("%+v came back as %+v, %v", h, got, err)
		}
	})
}

// A parser that accepts exactly what it can write.
func FuzzHeader(f *testing.F) {
	b := goldenHeader().Encode()
	f.Add(b)
	f.Add(b[:len(b)-1])
	f.Add(append(bytes.Clone(b), 0))
	f.Fuzz(func(t *testing.T, b []byte) {
		if h, err := DecodeHeader(b); err == nil && !bytes.Equal(h.Encode(), b) {
			t.Errorf("accepted %x but writes %x", b, h.Encode())
		}
	})
}

func TestEveryChangedByteIsNoticed(t *testing.T) {
	w := newWorld(t)
	e := w.event(id(99), Hash{}, w.hand(w.window, Clerk), w.receipt(Repair))
	sound := func(e Envelope) bool {
		if _, err := Admit(e, w.dir); err != nil {
			return false
		}
		_, err := Read(e, w.caseKey)
		return err == nil
	}
	if !sound(e) {
		t.Fatal("the untouched event is refused")
	}
	for name, part := range map[string][]byte{"header": e.Header, "signature": e.Sig, "body": e.Body} {
		for i := range part {
			part[i] ^= 1
			if sound(e) {
				t.Errorf("a changed byte %d of the %s goes unnoticed", i, name)
			}
			part[i] ^= 1
		}
	}
	if _, err := e.OpenBody(CaseKey{8}); KeyOf(err) != "event.body" {
		t.Errorf("another case's key: %v", err)
	}
}

func TestBodyRefusesWhatItDoesNotKnow(t *testing.T) {
	for body, key := range map[string]string{
		`{"on":"2026-10-12"}`:          "",
		`{"on":"2026-10-12","x":1}`:    "act.body",
		`{"on":"2026-13-12"}`:          "act.body",
		`{"on":"2026-10-12"} {"on":1}`: "act.body",
		`nonsense`:                     "act.body",
	} {
		if _, err := DecodeAct(KindMarked, 1, []byte(body)); KeyOf(err) != key {
			t.Errorf("%s: %v, want %q", body, err, key)
		}
	}
	if _, err := DecodeAct(KindMarked, 2, []byte(`{}`)); KindOf(err) != TooNew {
		t.Errorf("schema 2: %v", err)
	}
	if _, err := DecodeAct("unheard", 1, nil); KindOf(err) != TooNew {
		t.Errorf("unknown kind: %v", err)
	}
}

// Every kind has a rule, a reader and a row of moves, and its body comes back.
func TestEveryKindIsComplete(t *testing.T) {
	for _, r := range kindRules {
		read, ok := readers[r.Kind]
		if !ok {
			t.Errorf("%s has no reader", r.Kind)
			continue
		}
		a, err := read([]byte(`{}`))
		if err != nil || a.Kind() != r.Kind {
			t.Errorf("%s: %v, %v", r.Kind, a, err)
		}
		b, err := EncodeAct(a)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeAct(r.Kind, 1, b)
		if again, _ := EncodeAct(back); err != nil || !bytes.Equal(again, b) {
			t.Errorf("%s: %s came back as %s, %v", r.Kind, b, again, err)
		}
		found := false
		for _, m := range moves {
			found = found || m.kind == r.Kind
		}
		if found == (IsAccess(r.Kind) || IsEnding(r.Kind)) { // who saw what moves no case
			t.Errorf("%s has a move: %v", r.Kind, found)
		}
	}
}

func TestClockNeverGoesBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		last := Clock(0)
		for _, ms := range rapid.SliceOfN(rapid.Int64Range(1, 4e12), 1, 50).Draw(t, "wall") {
			c := Tick(last, time.UnixMilli(ms))
			if c <= last {
				t.Fatalf("%d follows %d", c, last)
			}
			last = c
		}
	})
}

func TestIDsAndHashesComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h := drawHeader(t)
		if v, err := ParseID(h.Case.String()); err != nil || v != h.Case {
			t.Fatalf("%v, %v", v, err)
		}
		if v, err := ParseHash(h.Base.String()); err != nil || v != h.Base {
			t.Fatalf("%v, %v", v, err)
		}
	})
	for _, s := range []string{"", "0", "00000000-0000-0000-0000-00000000000G", "00000000-0000-0000-0000-00000000000A"} {
		if _, err := ParseID(s); err == nil {
			t.Errorf("ParseID(%q) is taken", s)
		}
	}
}

func TestReceiptIsTheLibrarysWord(t *testing.T) {
	w := newWorld(t)
	key := w.keys[id(10)]
	r, err := Receipt{Event: Hash{1}, Position: 7, At: 1}.Sign(key)
	if err != nil || r.Verify(&key.PublicKey) != nil {
		t.Fatalf("%v, %v", err, r.Verify(&key.PublicKey))
	}
	r.Position++
	if r.Verify(&key.PublicKey) == nil {
		t.Error("another position passes")
	}
}
