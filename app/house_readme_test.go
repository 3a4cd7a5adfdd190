package app_test

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

func text(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("../" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The README tells every package that the two commands install, and no other make target than there is.
func TestReadmeTellsWhatIsDone(t *testing.T) {
	readme, need := text(t, "README.md"), text(t, ".ci/need")
	groups := regexp.MustCompile(`(?s)\n\t(build|window|letters|database)\) (.*?);;`).FindAllStringSubmatch(need, -1)
	if len(groups) != 4 {
		t.Fatalf(".ci/need has %d of the 4 groups", len(groups))
	}
	for _, g := range groups {
		_, list, ok := strings.Cut(g[2], "echo ")
		if !ok {
			t.Fatalf("group %s installs nothing", g[1])
		}
		for name := range strings.FieldsSeq(strings.ReplaceAll(list, "\\\n", " ")) {
			if !strings.Contains(readme, " "+name) {
				t.Errorf("README.md does not say that %s is installed", name)
			}
		}
	}
	targets := text(t, "Makefile")
	for _, m := range regexp.MustCompile("(?m)(?:^    |`)make ([a-z]+)").FindAllStringSubmatch(readme, -1) {
		if !strings.Contains(targets, "\n"+m[1]+":") {
			t.Errorf("README.md names make %s, which the Makefile has not", m[1])
		}
	}
}
