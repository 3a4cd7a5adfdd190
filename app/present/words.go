package present

import (
	"errors"
	"strconv"
	"strings"

	"casedesk/cases"
)

// Words is a sentence a screen shows: a key of the language files, the values of
// its places, and Terms, places whose value is itself a key. Words without a key
// is plain text (its first value), or nothing at all.
type Words struct {
	Key   string
	Args  []cases.Arg
	Terms []cases.Arg
}

// Say makes Words of a key and alternating names and values.
func Say(key string, args ...string) Words {
	w := Words{Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		w.Args = append(w.Args, cases.Arg{Name: args[i], Value: args[i+1]})
	}
	return w
}

// Plain makes Words of text that is the same in every language: a name, a
// number, the words of a rule pack.
func Plain(text string) Words { return Words{Args: []cases.Arg{{Name: "text", Value: text}}} }

// With adds a place that is filled with the words of another key.
func (w Words) With(name, key string) Words {
	w.Terms = append(w.Terms[:len(w.Terms):len(w.Terms)], cases.Arg{Name: name, Value: key})
	return w
}

// IsZero tells whether there is nothing to say.
func (w Words) IsZero() bool { return w.Key == "" && len(w.Args) == 0 }

// In gives the sentence with the words of a language (assets.Words.Say).
func (w Words) In(say func(key string, args ...cases.Arg) string) string {
	if w.Key == "" {
		if len(w.Args) == 0 {
			return ""
		}
		return w.Args[0].Value
	}
	args := w.Args
	for _, t := range w.Terms {
		args = append(args[:len(args):len(args)], cases.Arg{Name: t.Name, Value: say(t.Value)})
	}
	return say(w.Key, args...)
}

// Explain gives the words of what went wrong: the sentence of the first
// cases.Error in err's chain. A code among its places ({state} of "received") is
// put into words by the words of a language.
func Explain(err error) Words {
	if err == nil {
		return Words{}
	}
	var e *cases.Error
	if !errors.As(err, &e) {
		return Say("error.unexpected")
	}
	return Words{Key: e.Key, Args: e.Args}
}

func itoa(n int) string { return strconv.Itoa(n) }

// under makes the key of a value below an area: kind.received.
func under(area, value string) string { return area + "." + strings.ReplaceAll(value, " ", "_") }
