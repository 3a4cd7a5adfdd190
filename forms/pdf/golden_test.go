package pdf

import (
	"flag"
	"os"
	"strings"
	"testing"

	"casedesk/forms/layout"
	"casedesk/forms/letter"
)

var update = flag.Bool("update", false, "write the golden files anew")

// The places of everything on the pages, in mm: whoever changes them sees what
// moved.
func TestEverythingStandsWhereItStood(t *testing.T) {
	specimen := receipt()
	specimen.Specimen, specimen.Number = true, ""
	for name, l := range map[string]letter.Letter{"refusal": refusal(), "receipt": receipt(), "specimen": specimen} {
		pages, err := layout.Lay(testLibrary(), l)
		if err != nil {
			t.Fatal(err)
		}
		got, path := layout.Dump(pages), "testdata/"+name+".pages"
		if *update {
			if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		want := strings.Split(string(b), "\n")
		for i, line := range strings.Split(got, "\n") {
			if i >= len(want) || line != want[i] {
				t.Errorf("%s line %d is\n%s", path, i+1, line)
				break
			}
		}
		if len(got) != len(b) {
			t.Errorf("%s: %d bytes, golden %d", name, len(got), len(b))
		}
	}
}
