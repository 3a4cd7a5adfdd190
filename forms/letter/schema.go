package letter

import (
	"encoding/json"
	"reflect"
	"strings"

	"casedesk/cases"
)

// Schema gives the JSON Schema of a Letter, the input of a specimen.
func Schema() ([]byte, error) {
	s := schemaOf(reflect.TypeFor[Letter]())
	s["$schema"] = "https://json-schema.org/draft/2020-12/schema"
	s["title"] = "letter"
	return json.MarshalIndent(s, "", " ")
}

// schemaOf follows the json tags, so that schema and type cannot disagree.
func schemaOf(t reflect.Type) map[string]any {
	switch t {
	case reflect.TypeFor[cases.Date]():
		return map[string]any{"type": "string", "format": "date"}
	case reflect.TypeFor[[]byte]():
		return map[string]any{"type": "string", "contentEncoding": "base64"}
	case reflect.TypeFor[Format]():
		return map[string]any{"type": "string", "enum": []Format{RedHead, Slip, Sheet}}
	case reflect.TypeFor[Kind]():
		return map[string]any{"type": "string", "enum": []Kind{Body, Heading1, Heading2, Heading3, List, Free, Facts, Papers, Fields, Signing, Small}}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Slice:
		return map[string]any{"type": "array", "items": schemaOf(t.Elem())}
	case reflect.Bool:
		return map[string]any{"type": "boolean"}
	case reflect.Int:
		return map[string]any{"type": "integer"}
	case reflect.Struct:
		return objectSchema(t)
	}
	return map[string]any{"type": "string"}
}

func objectSchema(t reflect.Type) map[string]any {
	properties, required := map[string]any{}, []string{}
	for i := range t.NumField() {
		name, options, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		properties[name] = schemaOf(t.Field(i).Type)
		if !strings.Contains(options, "omit") {
			required = append(required, name)
		}
	}
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}
