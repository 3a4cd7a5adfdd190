package rules

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"casedesk/cases"
)

// schemaNode is what a program that fills in facts reads of the schema.
type schemaNode struct {
	Type, Format string
	Pattern      string
	Minimum      int
	Enum         []string
	Unique       bool `json:"uniqueItems"`
	Items        *schemaNode
	Properties   map[string]schemaNode
	Required     []string
}

// bySchema draws a value that the schema allows, and one that it does not.
func bySchema(t *rapid.T, n schemaNode, key string) (good any, bad string) {
	switch {
	case len(n.Enum) > 0:
		return rapid.SampledFrom(n.Enum).Draw(t, key), `"nonsense"`
	case n.Type == "array" && len(n.Items.Enum) > 0:
		return rapid.SliceOfNDistinct(rapid.SampledFrom(n.Items.Enum), 0, len(n.Items.Enum), rapid.ID).Draw(t, key), `["nonsense"]`
	case n.Type == "array":
		item := map[string]any{}
		for _, k := range n.Items.Required {
			item[k] = "R36"
		}
		item["class"] = "R36.GENERAL"
		return []any{item}, `[{"ruleset":1}]`
	case n.Type == "boolean":
		return rapid.Bool().Draw(t, key), `"true"`
	case n.Type == "integer":
		return rapid.Int64Range(int64(n.Minimum), int64(cases.MaxFen)).Draw(t, key), "0"
	case n.Pattern != "": // the only pattern is a term's; its own form is in months
		good := fmt.Sprintf("%d month", rapid.IntRange(1, 1200).Draw(t, key))
		if !regexp.MustCompile(n.Pattern).MatchString(good) {
			t.Fatalf("%s: the schema refuses %q", key, good)
		}
		return good, rapid.SampledFrom([]string{`"0 month"`, `"3 day"`, `"1 year rolls"`, `"long"`, "12", `"101 year"`}).Draw(t, "wrong "+key)
	case n.Format == "date":
		return dateOf(rapid.Int64Range(0, 40000).Draw(t, key)).String(), `"2026-02-30"`
	}
	t.Fatalf("%s: the schema says nothing of its values: %+v", key, n)
	return nil, ""
}

// What the schema allows, the reader of facts takes and gives back; what it does
// not allow is refused by the fact's name.
func TestSchemaAndReaderAgree(t *testing.T) {
	text, err := Schema()
	if err != nil {
		t.Fatal(err)
	}
	var s schemaNode
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	rapid.Check(t, func(t *rapid.T) {
		given := map[string]any{}
		wrong := map[string]string{}
		for key, n := range s.Properties {
			good, bad := bySchema(t, n, key)
			if wrong[key] = bad; rapid.Bool().Draw(t, "give "+key) {
				given[key] = good
			}
		}
		doc, err := json.Marshal(given)
		if err != nil {
			t.Fatal(err)
		}
		f, err := cases.ReadFacts(doc)
		if err != nil {
			t.Fatalf("%s: %v", doc, err)
		}
		back, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var got map[string]any
		var want map[string]any
		if json.Unmarshal(back, &got) != nil || json.Unmarshal(doc, &want) != nil || len(got) != len(want) {
			t.Fatalf("%s came back as %s", doc, back)
		}
		for key, bad := range wrong {
			if _, err := cases.ReadFacts([]byte(`{"` + key + `":` + bad + `}`)); err == nil || key != "class_chosen" && !strings.Contains(err.Error(), "key="+key) {
				t.Fatalf("%s: %s was taken: %v", key, bad, err)
			}
		}
	})
}
