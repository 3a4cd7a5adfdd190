package rules

import (
	"strings"

	"github.com/goccy/go-yaml/ast"
)

// template is a sentence of a pack with places for values.
type template []segment

type segment struct {
	text string
	fact int    // a fact's value, when text and calc are empty
	calc string // a value that the engine works out
}

// places are the worked-out values that a sentence may name.
var places = []string{"on", "class", "min", "max", "shortest_until", "longest_until", "first_day", "bar", "bar_until", "ruleset", "others"}

// template reads a sentence; every {place} must be a fact or a known place.
func (v *Vocabulary) template(r *reader, n ast.Node) (out template) {
	s, ok := r.scalar(n)
	if !ok {
		return nil
	}
	for s != "" {
		before, rest, found := strings.Cut(s, "{")
		if before != "" {
			out = append(out, segment{text: before})
		}
		if !found {
			break
		}
		name, after, closed := strings.Cut(rest, "}")
		i, isFact := v.index[name]
		switch {
		case !closed || !isFact && !has(places, name):
			r.complain(n, "pack.place", "place", name)
			return nil
		case isFact:
			out = append(out, segment{fact: i})
		default:
			out = append(out, segment{calc: name})
		}
		s = after
	}
	return out
}
