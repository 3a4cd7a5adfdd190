package rules

import (
	"encoding/json"

	"casedesk/cases"
)

// Schema gives the JSON Schema (2020-12) of the facts that an assessment takes:
// every key with its Chinese term, unit and allowed values, in declared order.
func Schema() ([]byte, error) {
	v, err := vocabulary()
	if err != nil {
		return nil, faulty(err)
	}
	b := []byte(`{"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","additionalProperties":false,"properties":{`)
	for i := range v.facts[:v.declared] {
		f := &v.facts[i]
		entry, err := json.Marshal(f.schema())
		if err != nil {
			return nil, err
		}
		b = append(append(append(append(b, '"'), f.Key...), `":`...), entry...)
		b = append(b, ',')
	}
	b = append(b, `"class_chosen":{"title":"人工选定的失信程度","type":"array","items":{"type":"object","additionalProperties":false,`...)
	b = append(b, `"required":["ruleset","class","by","reason"],"properties":{"ruleset":{"title":"规则","type":"string"},"class":{"title":"失信程度编号","type":"string"},`...)
	return append(b, `"by":{"title":"选定人的账号编号","type":"string"},"reason":{"title":"理由","type":"string","minLength":1}}}}}}`...), nil
}

// schemaEntry is one property; its fields stand in the order they are printed.
type schemaEntry struct {
	Title   string       `json:"title"`
	Type    string       `json:"type"`
	Format  string       `json:"format,omitempty"`
	Pattern string       `json:"pattern,omitempty"`
	Unit    string       `json:"x-unit,omitempty"`
	Minimum int          `json:"minimum,omitempty"`
	Items   *schemaEntry `json:"items,omitempty"`
	Unique  bool         `json:"uniqueItems,omitempty"`
	Enum    []string     `json:"enum,omitempty"`
	Terms   []string     `json:"x-terms,omitempty"` // Chinese terms beside enum
}

func (f *factTerm) schema() schemaEntry {
	e := schemaEntry{Title: f.term, Unit: f.unit, Type: "string"}
	switch f.Type {
	case cases.FactBool:
		e.Type = "boolean"
	case cases.FactMoney:
		e.Type, e.Minimum = "integer", 1
	case cases.FactTerm:
		e.Pattern = "^[1-9][0-9]* (month|year)$"
	case cases.FactDate:
		e.Format = "date"
	case cases.FactEnum:
		e.Enum, e.Terms = f.Values, f.terms
	case cases.FactSet:
		e.Type, e.Unique = "array", true
		e.Items = &schemaEntry{Title: f.term, Type: "string", Enum: f.Values, Terms: f.terms}
	}
	return e
}
