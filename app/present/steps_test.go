package present

import (
	"testing"

	"pgregory.net/rapid"
)

// Random letters, choices, steps back and forth: every state comes back, exactly.
func TestStepsGoBackAndForth(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		type form struct{ A, B string }
		var s steps
		f := form{}
		s.begin(f)
		var states []form
		for range rapid.IntRange(1, 60).Draw(t, "changes") {
			letter := rapid.SampledFrom([]string{"a", "中", "x y", ""}).Draw(t, "letter")
			if rapid.Bool().Draw(t, "field") {
				f.A += letter
			} else {
				f.B += letter
			}
			if s.note(f) == (letter == "") {
				t.Fatal("a change was not seen, or one was seen that was none")
			}
			states = append(states, f)
		}
		end := string(s.now)
		n := 0
		for s.undo() != nil {
			n++
		}
		if string(s.now) != `{"A":"","B":""}` || n > len(states) {
			t.Fatalf("all the way back is %s after %d steps", s.now, n)
		}
		for s.redo() != nil {
			n--
		}
		if string(s.now) != end || n != 0 {
			t.Fatalf("all the way forth is %s, was %s", s.now, end)
		}
	})
}

// One key press takes back a run of letters in one field, not the whole form.
func TestARunOfLettersIsOneStep(t *testing.T) {
	var s steps
	f := map[string]string{"a": "", "b": ""}
	s.begin(f)
	for _, r := range "罚款数额" {
		f["a"] += string(r)
		s.note(f)
	}
	f["b"] = "x"
	s.note(f)
	if got := string(s.undo()); got != `{"a":"罚款数额","b":""}` {
		t.Errorf("one step back: %s", got)
	}
	if got := string(s.undo()); got != `{"a":"","b":""}` {
		t.Errorf("two steps back: %s", got)
	}
	if s.undo() != nil {
		t.Error("there was nothing before")
	}
}
