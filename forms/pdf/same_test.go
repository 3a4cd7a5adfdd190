package pdf

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"runtime/debug"
	"strings"
	"testing"

	"casedesk/forms/letter"
)

// childMark in the environment makes the test binary print hashes and end.
const childMark = "CASEDESK_PRINT_HASHES"

func hashes() string {
	var out string
	for _, l := range []letter.Letter{refusal(), receipt()} {
		b, err := Render(testLibrary(), l)
		if err != nil {
			return err.Error()
		}
		sum := sha256.Sum256(b)
		out += hex.EncodeToString(sum[:]) + "\n"
	}
	return out
}

func TestMain(m *testing.M) {
	if os.Getenv(childMark) != "" {
		fmt.Print(hashes())
		return
	}
	os.Exit(m.Run())
}

func TestTwentyProcessesMakeTheSameBytes(t *testing.T) {
	want := hashes()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		cmd := exec.Command(self)
		cmd.Env = append(os.Environ(), childMark+"=1", fmt.Sprintf("TZ=Etc/GMT%+d", i-10), fmt.Sprintf("GOMAXPROCS=%d", 1+i%3))
		out, err := cmd.Output()
		if err != nil || string(out) != want {
			t.Fatalf("process %d: %v\n%swant\n%s", i, err, out, want)
		}
	}
}

// The hashes are kept with the renderer that made them: what one renderer printed
// on one day it prints on every other. Whoever changes the bytes counts up
// drawVersion and runs with -update.
func TestTheSameRendererMakesTheSameBytesOnEveryDay(t *testing.T) {
	const path = "testdata/hashes.txt"
	id := RendererID(testLibrary(), "test")
	want := id + "\n" + hashes()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	made, _, _ := strings.Cut(string(b), "\n")
	if other := strings.Replace(id, runtime.Version(), toolchainIn(made), 1); other != made {
		t.Fatalf("the hashes are of\n%s\nand this is\n%s\nlook at the letters, then run with -update", made, id)
	}
	if id != made {
		t.Logf("not compared: the hashes were made with %s", toolchainIn(made))
		return
	}
	if string(b) != want {
		t.Errorf("the bytes changed and their version did not:\n%swant\n%s", want, b)
	}
}

// toolchainIn gives the Go version that a renderer's name tells.
func toolchainIn(id string) string {
	_, rest, _ := strings.Cut(id, " ")
	v, _, _ := strings.Cut(rest, " ")
	return v
}

func TestALetterThatWentThroughJSONMakesTheSameBytes(t *testing.T) {
	l := refusal()
	data, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	var again letter.Letter
	if err := json.Unmarshal(data, &again); err != nil {
		t.Fatal(err)
	}
	if string(render(t, l)) != string(render(t, again)) {
		t.Error("bytes differ")
	}
}

func TestTheRendererNamesWhatItIsMadeOf(t *testing.T) {
	id := RendererID(testLibrary(), "w7")
	for _, want := range []string{"go1.", "gofpdf-" + gofpdfVersion, "fonts-" + testLibrary().FontSet(), "wording-w7"} {
		if !strings.Contains(id, want) {
			t.Errorf("%q lacks %q", id, want)
		}
	}
	mod, err := os.ReadFile("../../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"github.com/jung-kurt/gofpdf v" + gofpdfVersion, "github.com/klauspost/compress v" + deflateVersion} {
		if !strings.Contains(string(mod), want+"\n") {
			t.Errorf("go.mod names another version than %s", want)
		}
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.GoVersion != "" && !strings.Contains(id, info.GoVersion) {
		t.Errorf("%q lacks the toolchain %s", id, info.GoVersion)
	}
}

func BenchmarkSignAndVerify(b *testing.B) {
	a := newAuthority(b)
	for b.Loop() {
		if _, err := a.verify(a.sign(b, short())); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLibrary(b *testing.B) {
	faces := Standard(testFonts)
	for b.Loop() {
		if _, err := NewLibrary(faces); err != nil {
			b.Fatal(err)
		}
	}
}
