package present_test

import (
	"reflect"
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/assets"
)

// speak says every word of a view in both languages and fails where a key has
// no sentence or a place stays empty.
func speak(t testing.TB, view any) {
	t.Helper()
	for _, lang := range assets.Langs() {
		words, err := assets.LoadWords(lang)
		must(t, err)
		said := map[string]bool{}
		walk(reflect.ValueOf(view), func(w present.Words) {
			s := w.In(words.Say)
			if (strings.Contains(s, "⟦") || strings.ContainsAny(s, "{}")) && !said[w.Key] {
				said[w.Key] = true
				t.Errorf("%s says %q for %+v", lang, s, w)
			}
		})
	}
}

func walk(v reflect.Value, each func(present.Words)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return
		}
		if err, ok := v.Interface().(error); ok {
			each(present.Explain(err))
			return
		}
		walk(v.Elem(), each)
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			walk(v.Index(i), each)
		}
	case reflect.Struct:
		if w, ok := v.Interface().(present.Words); ok {
			each(w)
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				walk(v.Field(i), each)
			}
		}
	}
}

func TestWordsFillTermsWithTheWordsOfOtherKeys(t *testing.T) {
	say := present.Say("letter.issued", "number", "7号").With("letter", "letter.L3")
	for lang, want := range map[string]string{"zh-Hans": "已出具受理通知书，7号。", "en": "Issued: Notice of acceptance, 7号."} {
		words, err := assets.LoadWords(lang)
		must(t, err)
		if got := say.In(words.Say); got != want {
			t.Errorf("%s: %q, want %q", lang, got, want)
		}
		if got := present.Plain("a{b}").In(words.Say); got != "a{b}" {
			t.Errorf("plain text became %q", got)
		}
		if got := (present.Words{}).In(words.Say); got != "" {
			t.Errorf("nothing says %q", got)
		}
	}
}
