package rules

import (
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"casedesk/cases"
)

// reader reads one YAML file strictly and keeps every complaint.
type reader struct {
	file  string
	lines []string
	out   *Complaints
}

// object is a mapping whose keys have been checked.
type object struct {
	r    *reader
	at   ast.Node
	keys map[string]ast.Node
	name map[string]ast.Node // the key itself, for complaints about it
	list []string            // keys in order
}

func newReader(file string, text []byte, out *Complaints) *reader {
	return &reader{file, strings.Split(string(text), "\n"), out}
}

// parse gives the one document of the file; nil when there is none.
func (r *reader) parse(text []byte) (body ast.Node) {
	defer func() {
		if recover() != nil { // the parser of the library gave up on hostile input
			r.put(0, 0, 0, "pack.syntax", nil)
			body = nil
		}
	}()
	f, err := parser.ParseBytes(text, 0)
	if se, ok := err.(*yaml.SyntaxError); ok && se.Token != nil {
		r.put(se.Token.Position.Line, se.Token.Position.Column, textColumns(firstLine(se.Token.Value)), "pack.syntax", nil)
		return nil
	}
	if err != nil || len(f.Docs) != 1 || f.Docs[0].Body == nil {
		r.put(0, 0, 0, "pack.syntax", nil)
		return nil
	}
	return f.Docs[0].Body
}

func (r *reader) put(line, column, wide int, key string, args []cases.Arg) {
	c := Complaint{File: r.file, Line: line, Column: column, Key: key, Args: args, Width: wide}
	if line > 0 && line <= len(r.lines) {
		c.Source = strings.TrimRight(r.lines[line-1], "\r")
	}
	*r.out = append(*r.out, c)
}

// complain puts a complaint at a node; args alternate name and value.
func (r *reader) complain(n ast.Node, key string, args ...string) {
	if n == nil {
		r.put(0, 0, 0, key, cases.Fail(cases.Invalid, key, args...).Args)
		return
	}
	switch m := n.(type) {
	case *ast.MappingNode:
		if len(m.Values) > 0 && !m.IsFlowStyle {
			n = m.Values[0].Key
		}
	case *ast.MappingValueNode:
		n = m.Key
	case *ast.LiteralNode:
		n = m.Value
	}
	t := n.GetToken()
	wide := textColumns(firstLine(t.Value))
	if strings.ContainsAny(t.Origin, `"'`) && t.Position.Line > 0 {
		wide += 2 // the quotes
	}
	r.put(t.Position.Line, t.Position.Column, wide, key, cases.Fail(cases.Invalid, key, args...).Args)
}

func firstLine(s string) string {
	s, _, _ = strings.Cut(s, "\n")
	return s
}

// object reads a mapping that may have the allowed keys and no others.
func (r *reader) object(n ast.Node, allowed ...string) object {
	o := object{r: r, at: n, keys: map[string]ast.Node{}, name: map[string]ast.Node{}}
	var pairs []*ast.MappingValueNode
	switch m := n.(type) {
	case *ast.MappingNode:
		pairs = m.Values
	case *ast.MappingValueNode:
		pairs = []*ast.MappingValueNode{m}
	default:
		r.complain(n, "pack.want_mapping")
		return o
	}
	for _, p := range pairs {
		key, ok := p.Key.(*ast.StringNode)
		switch {
		case !ok:
			r.complain(p.Key, "pack.key", "key", p.Key.GetToken().Value)
		case len(allowed) > 0 && !has(allowed, key.Value):
			r.complain(key, "pack.unknown_key", "key", key.Value, "allowed", strings.Join(allowed, " "))
		case o.keys[key.Value] != nil:
			r.complain(key, "pack.twice", "key", key.Value)
		default:
			o.keys[key.Value], o.name[key.Value] = p.Value, key
			o.list = append(o.list, key.Value)
		}
	}
	return o
}

// has tells whether list holds s.
func has(list []string, s string) bool {
	for _, v := range list {
		if v == s {
			return true
		}
	}
	return false
}

// items reads a list; a missing key is an empty list.
func (o object) items(key string) []ast.Node {
	n, ok := o.keys[key]
	if !ok {
		return nil
	}
	return o.r.items(n)
}

func (r *reader) items(n ast.Node) []ast.Node {
	s, ok := n.(*ast.SequenceNode)
	if !ok {
		r.complain(n, "pack.want_list")
		return nil
	}
	return s.Values
}

// scalar gives the text of a plain value as it was written.
func (r *reader) scalar(n ast.Node) (string, bool) {
	switch v := n.(type) {
	case *ast.StringNode:
		return v.Value, true
	case *ast.LiteralNode:
		return strings.TrimSpace(v.Value.Value), true
	case *ast.IntegerNode, *ast.BoolNode:
		return v.GetToken().Value, true
	}
	r.complain(n, "pack.want_text")
	return "", false
}

// words reads one text or a list of texts.
func (r *reader) words(n ast.Node) (out []string, at []ast.Node) {
	list := []ast.Node{n}
	if s, ok := n.(*ast.SequenceNode); ok {
		list = s.Values
	}
	for _, v := range list {
		if s, ok := r.scalar(v); ok {
			out, at = append(out, s), append(at, v)
		}
	}
	return out, at
}

// text reads a text that may be left out.
func (o object) text(key string) string {
	n, ok := o.keys[key]
	if !ok {
		return ""
	}
	s, _ := o.r.scalar(n)
	return s
}

// must reads a text that may not be left out or empty.
func (o object) must(key string) string {
	s := o.text(key)
	if _, ok := o.keys[key]; !ok || s == "" {
		o.r.complain(o.at, "pack.missing", "key", key)
	}
	return s
}

// oneOf reads a text out of a closed list.
func (o object) oneOf(key string, allowed ...string) string {
	s := o.must(key)
	if s != "" && !has(allowed, s) {
		o.r.complain(o.keys[key], "pack.value", "key", key, "value", s, "allowed", strings.Join(allowed, " "))
	}
	return s
}

// date reads a day; a missing key is the zero day.
func (o object) date(key string) cases.Date {
	s := o.text(key)
	if s == "" {
		return cases.Date{}
	}
	d, err := cases.ParseDate(s)
	if err != nil || d.String() != s {
		o.r.complain(o.keys[key], "pack.date", "key", key, "value", s)
		return cases.Date{}
	}
	return d
}

// flag reads true or false; a missing key is false.
func (o object) flag(key string) bool {
	n, ok := o.keys[key]
	if !ok {
		return false
	}
	b, ok := n.(*ast.BoolNode)
	if !ok {
		o.r.complain(n, "pack.want_bool", "key", key)
		return false
	}
	return b.Value
}
