package assets

import (
	"embed"
	"encoding/json"
	"errors"
	"strings"

	"casedesk/cases"
)

//go:embed lang/*.json
var lang embed.FS

// Words holds every sentence the program says in one language.
type Words struct {
	Lang string // "zh-Hans" or "en"
	says map[string]string
}

// Langs lists the languages that ship, the default one first.
func Langs() []string { return []string{"zh-Hans", "en"} }

// LoadWords reads the words of a language; a language that does not ship gives
// those of the default one.
func LoadWords(name string) (Words, error) {
	b, err := lang.ReadFile("lang/" + name + ".json")
	if err != nil {
		name = Langs()[0]
		if b, err = lang.ReadFile("lang/" + name + ".json"); err != nil {
			return Words{}, err
		}
	}
	w := Words{Lang: name}
	if err := json.Unmarshal(b, &w.says); err != nil {
		return Words{}, err
	}
	return w, nil
}

// Has tells whether key has a sentence.
func (w Words) Has(key string) bool { _, ok := w.says[key]; return ok }

// Say returns the sentence of key with its {places} filled. A key without a
// sentence comes back as ⟦key⟧, so that it is seen and reported.
func (w Words) Say(key string, args ...cases.Arg) string {
	s, ok := w.says[key]
	if !ok {
		return "⟦" + key + "⟧"
	}
	if len(args) == 0 {
		return s
	}
	pairs := make([]string, 0, 2*len(args))
	for _, a := range args {
		value := a.Value
		if term, ok := w.says[a.Name+"."+a.Value]; ok {
			value = term // {state} of "received" reads 已收件
		}
		pairs = append(pairs, "{"+a.Name+"}", value)
	}
	return strings.NewReplacer(pairs...).Replace(s)
}

// Sentence tells a person what went wrong: the sentence of the first
// cases.Error in err's chain, or that of "error.unexpected".
func (w Words) Sentence(err error) string {
	if err == nil {
		return ""
	}
	var e *cases.Error
	if errors.As(err, &e) {
		return w.Say(e.Key, e.Args...)
	}
	return w.Say("error.unexpected")
}
