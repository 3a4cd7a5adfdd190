package central

import (
	"strings"
	"testing"
)

// A drive of Windows is no host: SQLite refuses file://C:/….
func TestAnAddressHasNoHost(t *testing.T) {
	for path, want := range map[string]string{"C:/数据/library.db": "file:///C:/", "/srv/library.db": "file:///srv/"} {
		if got := address(path, "mode=ro"); !strings.HasPrefix(got, want) {
			t.Errorf("%s became %s", path, got)
		}
	}
}
