package pagecipher

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"github.com/emmansun/gmsm/cipher"
	"github.com/emmansun/gmsm/sm4"
	"pgregory.net/rapid"
)

var kinds = map[string]Kind{"Adiantum": Adiantum, "SM4": SM4}

func sealerFor(t testing.TB, kind Kind, key []byte) sealer {
	t.Helper()
	s, err := newSealer(kind, key)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func TestWhatIsSealedOpensAgain(t *testing.T) {
	for name, kind := range kinds {
		t.Run(name, rapid.MakeCheck(func(t *rapid.T) {
			key := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "key")
			s, err := newSealer(kind, key)
			if err != nil {
				t.Fatal(err)
			}
			plain := make([]byte, rapid.SampledFrom([]int{sectorSize, pageSize}).Draw(t, "size"))
			copy(plain, rapid.SliceOf(rapid.Byte()).Draw(t, "text"))
			sector := rapid.Uint64().Draw(t, "sector")
			sealed := bytes.Clone(plain)
			s.seal(sealed, sector)
			elsewhere := bytes.Clone(plain)
			s.seal(elsewhere, sector+1)
			if bytes.Equal(sealed, plain) || bytes.Equal(sealed, elsewhere) {
				t.Fatal("it is not sealed, or the same wherever it lies")
			}
			if s.open(sealed, sector); !bytes.Equal(sealed, plain) {
				t.Fatal("it does not open")
			}
		}))
	}
}

// SM4 is done here in one stroke; the library's own XTS says what must come out.
func TestSM4IsTheStandardsXTS(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key := rapid.SliceOfN(rapid.Byte(), 32, 32).Draw(t, "key")
		sector := rapid.Uint64().Draw(t, "sector")
		plain := make([]byte, pageSize)
		copy(plain, rapid.SliceOf(rapid.Byte()).Draw(t, "text"))
		ours, err := newSM4(key)
		if err != nil {
			t.Fatal(err)
		}
		theirs, err := cipher.NewGBXTSEncrypterWithSector(sm4.NewCipher, key[:16], key[16:], sector)
		if err != nil {
			t.Fatal(err)
		}
		want := make([]byte, pageSize)
		theirs.CryptBlocks(want, plain)
		if ours.seal(plain, sector); !bytes.Equal(plain, want) {
			t.Fatal("the two differ")
		}
	})
}

// Stores that exist must open with the next version too: a change of derivation,
// tweak or cipher shows here.
func TestTheFormIsFixed(t *testing.T) {
	want := map[Kind]string{
		Adiantum: "0a385dd10d3ad4cf1e893a2c601bacd4797a80ef0a3701740b625c5874b6c953",
		SM4:      "40d3293d507e8daea6457f294ad4a5c67ca6cbbb9ccfb4b9f9253fd1b93727d7",
	}
	data := make([]byte, KeySize)
	for i := range data {
		data[i] = byte(i)
	}
	for kind, sum := range want {
		all := sha256.New()
		for _, p := range []purpose{forPages, forWAL, forJournal} {
			key, err := derive(data, kind, p, false)
			if err != nil {
				t.Fatal(err)
			}
			s := sealerFor(t, kind, key)
			for _, size := range []int{sectorSize, pageSize} {
				for sector := range uint64(20) {
					b := make([]byte, size)
					binary.BigEndian.PutUint64(b, sector)
					s.seal(b, sector)
					all.Write(b)
				}
			}
		}
		if got := hex.EncodeToString(all.Sum(nil)); got != sum {
			t.Errorf("kind %d: %s", kind, got)
		}
	}
}

func TestSealingMakesNoGarbage(t *testing.T) {
	for name, kind := range kinds {
		s, page := sealerFor(t, kind, make([]byte, 32)), make([]byte, pageSize)
		if n := testing.AllocsPerRun(100, func() { s.seal(page, 7); s.open(page[:sectorSize], 8) }); n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
}

func BenchmarkPage(b *testing.B) {
	for name, kind := range kinds {
		b.Run(name, func(b *testing.B) {
			s, page := sealerFor(b, kind, make([]byte, 32)), make([]byte, pageSize)
			b.SetBytes(pageSize)
			b.ReportAllocs()
			for n := range uint64(b.N) {
				s.open(page, n)
			}
		})
	}
}
