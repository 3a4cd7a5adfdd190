package assets

import (
	"crypto/sha256"
	"encoding/hex"
	"os"
	"strings"
	"testing"
)

func TestEveryFontIsTheOneTheReadmeDescribes(t *testing.T) {
	readme, err := os.ReadFile("fonts/README.md")
	if err != nil {
		t.Fatal(err)
	}
	var total int
	for _, name := range FontNames() {
		b := Font(name)
		total += len(b)
		sum := sha256.Sum256(b)
		if line := hex.EncodeToString(sum[:]) + "  " + name; !strings.Contains(string(readme), line) {
			t.Errorf("README.md does not have %q", line)
		}
		family, _, _ := strings.Cut(name, "-")
		text, words := family+"-OFL.txt", "SIL OPEN FONT LICENSE Version 1.1"
		if rest, isHana := strings.CutPrefix(family, "HanaMin"); isHana && len(rest) == 1 {
			text, words = "HanaMin-LICENSE.txt", "Unlimited permission is granted to use, copy, and distribute it"
		}
		licence, err := os.ReadFile("fonts/" + text)
		if err != nil || !strings.Contains(string(licence), words) {
			t.Errorf("%s has no licence text beside it", name)
		}
	}
	if total > 100_000_000 {
		t.Errorf("fonts take %d bytes, more than 100 MB", total)
	}
}

func TestAnUnknownFontIsNil(t *testing.T) {
	if Font("Fandol.otf") != nil {
		t.Error("a font that does not ship came out")
	}
}
