package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// member is one key of an answer with its value; a plain list has no keys.
type member struct {
	key   string
	value any // []member, []any of values, string, json.Number, bool or nil
}

// readable prints an answer in the words of the field, key by key in its own order.
func (t *terminal) readable(b []byte) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.UseNumber()
	v, err := readValue(d)
	if err != nil {
		return err
	}
	var out strings.Builder
	if object, ok := v.([]member); ok {
		t.members(&out, object, "")
	}
	out.WriteByte('\n')
	return t.put([]byte(out.String()))
}

// readValue reads one JSON value and keeps the order of keys.
func readValue(d *json.Decoder) (any, error) {
	token, err := d.Token()
	if err != nil {
		return nil, err
	}
	open, nested := token.(json.Delim)
	if !nested {
		return token, nil
	}
	object, list := []member{}, []any{}
	for d.More() {
		var m member
		if open == '{' {
			key, err := d.Token()
			if err != nil {
				return nil, err
			}
			m.key = fmt.Sprint(key)
		}
		if m.value, err = readValue(d); err != nil {
			return nil, err
		}
		object, list = append(object, m), append(list, m.value)
	}
	if _, err := d.Token(); err != nil {
		return nil, err
	}
	if open == '[' {
		return list, nil
	}
	return object, nil
}

func (t *terminal) members(out *strings.Builder, object []member, indent string) {
	for _, m := range object {
		out.WriteString(indent + t.term(m.key) + "：")
		switch v := m.value.(type) {
		case []member:
			if flat(v) {
				out.WriteString(t.line(v) + "\n")
				continue
			}
			out.WriteByte('\n')
			t.members(out, v, indent+"  ")
		case []any:
			t.list(out, m.key, v, indent)
		default:
			out.WriteString(t.value(m.key, v) + "\n")
		}
	}
}

// list prints values on one line, objects one below the other.
func (t *terminal) list(out *strings.Builder, key string, list []any, indent string) {
	var plain []string
	for _, v := range list {
		object, ok := v.([]member)
		if !ok {
			plain = append(plain, t.value(key, v))
			continue
		}
		out.WriteByte('\n')
		if flat(object) {
			out.WriteString(indent + "· " + t.line(object))
			continue
		}
		var inner strings.Builder
		t.members(&inner, object, indent+"  ")
		first := strings.TrimPrefix(inner.String(), indent+"  ")
		out.WriteString(indent + "· " + strings.TrimRight(first, "\n"))
	}
	switch {
	case len(list) == 0:
		out.WriteString(t.words.Say("text.none"))
	case len(plain) > 0:
		out.WriteString(strings.Join(plain, "、"))
	}
	out.WriteByte('\n')
}

// flat tells whether an object is short enough for one line.
func flat(object []member) bool {
	for _, m := range object {
		switch m.value.(type) {
		case []member, []any:
			return false
		}
	}
	return len(object) <= 5
}

func (t *terminal) line(object []member) string {
	parts := make([]string, len(object))
	for i, m := range object {
		parts[i] = t.term(m.key) + " " + t.value(m.key, m.value)
	}
	return strings.Join(parts, "，")
}

func (t *terminal) term(key string) string {
	if t.words.Has("text." + key) {
		return t.words.Say("text." + key)
	}
	return key
}

func (t *terminal) value(key string, v any) string {
	switch v := v.(type) {
	case nil:
		return t.words.Say("text.null")
	case bool:
		return t.words.Say(fmt.Sprintf("text.%t", v))
	case string:
		for _, name := range []string{"text." + key + "." + v, key + "." + v} {
			if t.words.Has(name) {
				return t.words.Say(name)
			}
		}
		if v == "" {
			return t.words.Say("text.none")
		}
		return v
	}
	return fmt.Sprint(v)
}
