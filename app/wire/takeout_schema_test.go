package wire

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	"casedesk/assets"
)

// form is as much of JSON Schema as schema.json uses.
type form struct {
	Ref        string           `json:"$ref"`
	Type       string           `json:"type"`
	Enum       []any            `json:"enum"`
	Pattern    string           `json:"pattern"`
	Properties map[string]*form `json:"properties"`
	Required   []string         `json:"required"`
	Closed     *bool            `json:"additionalProperties"`
	Items      *form            `json:"items"`
}

type schema struct {
	Defs map[string]*form `json:"$defs"`
}

// fits holds every line of an export against its schema.
func fits(t testing.TB, dir fs.FS) {
	t.Helper()
	var s schema
	text := must[[]byte](t)(fs.ReadFile(dir, "schema.json"))
	if string(text) != string(assets.Takeout()["schema.json"]) {
		t.Error("another schema.json than the one that ships")
	}
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	folders := 0
	for _, name := range slices.Sorted(maps.Keys(s.Defs)) {
		for i, line := range linesIn[any](t, dir, name) {
			folders++
			if err := s.check(s.Defs[name], line, fmt.Sprintf("%s line %d", name, i+1)); err != nil {
				t.Error(err)
			}
		}
	}
	var root any
	if err := json.Unmarshal(must[[]byte](t)(fs.ReadFile(dir, "export.json")), &root); err != nil {
		t.Fatal(err)
	}
	if err := s.check(s.Defs["export"], root, "export.json"); err != nil || folders == 0 {
		t.Error(err, folders)
	}
}

func (s schema) check(f *form, v any, at string) error {
	if f.Ref != "" {
		return s.check(s.Defs[strings.TrimPrefix(f.Ref, "#/$defs/")], v, at)
	}
	if len(f.Enum) > 0 && !slices.Contains(f.Enum, v) {
		return fmt.Errorf("%s: %v is none of %v", at, v, f.Enum)
	}
	switch v := v.(type) {
	case map[string]any:
		return s.object(f, v, at)
	case []any:
		for i, one := range v {
			if err := s.check(f.Items, one, fmt.Sprintf("%s[%d]", at, i)); err != nil {
				return err
			}
		}
		return kind(f, "array", at)
	case string:
		if f.Pattern != "" && !regexp.MustCompile(f.Pattern).MatchString(v) {
			return fmt.Errorf("%s: %q is not of the form %s", at, v, f.Pattern)
		}
		return kind(f, "string", at)
	case float64:
		return kind(f, "integer", at)
	case bool:
		return kind(f, "boolean", at)
	}
	return fmt.Errorf("%s: null", at)
}

func kind(f *form, is, at string) error {
	if f.Type != is && len(f.Enum) == 0 {
		return fmt.Errorf("%s is of type %s, not %s", at, is, f.Type)
	}
	return nil
}

func (s schema) object(f *form, v map[string]any, at string) error {
	for _, name := range f.Required {
		if _, ok := v[name]; !ok {
			return fmt.Errorf("%s lacks %s", at, name)
		}
	}
	for name, value := range v {
		inner, known := f.Properties[name]
		if !known && f.Closed != nil && !*f.Closed {
			return fmt.Errorf("%s has a key that the schema does not know: %s", at, name)
		}
		if !known {
			continue
		}
		if err := s.check(inner, value, at+"."+name); err != nil {
			return err
		}
	}
	return kind(f, "object", at)
}
