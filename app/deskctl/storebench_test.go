package main

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A store that is filled is a sample and sound, the same cases come from one seed,
// and a bench says a line for each sort of work.
func TestStoreFilledAndMeasured(t *testing.T) {
	top := t.TempDir()
	for _, name := range []string{"a", "b"} {
		type made struct {
			Cases  int
			Sample bool
		}
		if m := one[made](t, desk("", "store", "new", filepath.Join(top, name), "--sample-cases", "60", "--seed", "9")); m.Cases != 60 || !m.Sample {
			t.Errorf("%+v", m)
		}
	}
	var made [2][]eventLine
	for i, name := range []string{"a", "b"} {
		made[i] = lines[eventLine](t, desk("", "events", "--store", filepath.Join(top, name, "authority"), "--as", "欧阳弋"))
	}
	if same := slices.EqualFunc(made[0], made[1], func(x, y eventLine) bool { return x.Case == y.Case && x.Kind == y.Kind }); !same || len(made[0]) < 120 {
		t.Errorf("one seed made %d and %d events", len(made[0]), len(made[1]))
	}
	store := filepath.Join(top, "a", "authority")
	type checked struct {
		Cases, Events int
		Trouble       []string
		Valid         bool
	}
	if c := one[checked](t, desk("", "store", "check", store, "--as", "欧阳弋")); c.Cases != 60 || c.Events < 120 || len(c.Trouble) > 0 {
		t.Errorf("%+v", c)
	}
	if v := one[checked](t, desk("", "store", "verify-chain", store, "--as", "欧阳弋")); !v.Valid {
		t.Errorf("%+v", v)
	}
	m := desk("", "store", "bench", store, "--as", "欧阳弋", "--rounds", "8")
	for _, what := range []string{"first_page", "queue_page", "counts", "search_ready", "search", "open_case", "act_intake", "act", "search_index"} {
		if m.code != 0 || !strings.Contains(m.out, `"what":"`+what+`"`) {
			t.Errorf("%s: %+v", what, m)
		}
	}
	if text := desk("", "--text", "store", "bench", store, "--as", "欧阳弋", "--rounds", "1"); text.code != 0 || strings.Contains(text.out, "{") {
		t.Errorf("%+v", text)
	}
	oneSentence(t, "rounds", desk("", "store", "bench", store, "--as", "欧阳弋", "--rounds", "0"), "--rounds")
	oneSentence(t, "filled", desk("", "store", "new", filepath.Join(top, "a"), "--sample-cases", "1"))
	oneSentence(t, "negative", desk("", "store", "new", filepath.Join(top, "c"), "--sample-cases=-1"), "--sample-cases")
}
