package present

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// steps are the states that a form went through, as the JSON that its draft is made
// of, to go back and forth between them. A run of letters in one field is one step.
type steps struct {
	now   []byte
	back  [][]byte
	forth [][]byte
	field string // the field that the last step changed
	run   int    // letters in the run
}

// longestRun is how many letters one undo takes away at most.
const longestRun = 24

// begin starts anew from a form that nobody has touched.
func (s *steps) begin(form any) {
	*s = steps{}
	s.now, _ = json.Marshal(form) // plain data: it cannot fail
}

// note takes the form as it is and tells whether it differs from before.
func (s *steps) note(form any) bool {
	body, err := json.Marshal(form)
	if err != nil || bytes.Equal(body, s.now) {
		return false
	}
	field, one := changed(s.now, body)
	if one && field == s.field && s.run < longestRun {
		s.run++
	} else {
		s.back = append(s.back, s.now)
		s.run = 1
	}
	s.field = ""
	if one {
		s.field = field
	}
	s.now, s.forth = body, nil
	return true
}

// undo gives the form one step back, nil where there is none.
func (s *steps) undo() []byte { return s.move(&s.back, &s.forth) }

// redo gives the form one step forth, nil where there is none.
func (s *steps) redo() []byte { return s.move(&s.forth, &s.back) }

func (s *steps) move(from, to *[][]byte) []byte {
	n := len(*from)
	if n == 0 {
		return nil
	}
	*to = append(*to, s.now)
	s.now, *from, s.field = (*from)[n-1], (*from)[:n-1], ""
	return s.now
}

// changed names the one text that differs in two forms by a letter typed at or
// taken from somewhere, if it is one.
func changed(was, is []byte) (field string, one bool) {
	a, b := map[string]string{}, map[string]string{}
	if flatten("", was, a) != nil || flatten("", is, b) != nil {
		return "", false
	}
	for k := range a {
		if _, ok := b[k]; !ok {
			b[k] = ""
		}
	}
	for k, v := range b {
		if a[k] == v {
			continue
		}
		if field != "" {
			return "", false
		}
		field = k
		n := utf8.RuneCountInString(v) - utf8.RuneCountInString(a[k])
		one = n == 1 || n == -1
	}
	return field, one
}

// flatten puts every text and value of a form under its path.
func flatten(path string, body []byte, into map[string]string) error {
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return err
	}
	spread(path, v, into)
	return nil
}

func spread(path string, v any, into map[string]string) {
	switch x := v.(type) {
	case map[string]any:
		for k, y := range x {
			spread(path+"."+k, y, into)
		}
	case []any:
		for i, y := range x {
			spread(path+"."+itoa(i), y, into)
		}
	case string:
		into[path] = x
	default:
		b, _ := json.Marshal(v)
		into[path] = string(b)
	}
}
