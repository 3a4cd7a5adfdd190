package cases

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// Cells gives the facts as numbers. It fails on a value outside the declared
// list and on a class choice without account, reason or class.
func (f *Facts) Cells() (c FactCells, err error) {
	for i := range factTable {
		n, known, ok := factTable[i].get(f)
		if !ok {
			return c, badFact(factTable[i].FactDecl)
		}
		if known {
			c.Put(i, n)
		}
	}
	seen := map[string]bool{}
	for _, choice := range f.ClassChosen {
		if choice.By == "" || strings.TrimSpace(choice.Reason) == "" || !strings.HasPrefix(choice.Class, choice.Ruleset+".") || seen[choice.Ruleset] {
			return c, Fail(Invalid, "facts.choice", "ruleset", choice.Ruleset)
		}
		seen[choice.Ruleset] = true
	}
	return c, nil
}

// SetFact sets the fact of that key to n, in the form of FactCells; it tells
// whether the key is declared.
func (f *Facts) SetFact(key string, n int64) bool {
	for i := range factTable {
		if factTable[i].Key == key {
			factTable[i].put(f, n)
			return true
		}
	}
	return false
}

// ReadFacts reads the JSON input of an assessment. It refuses facts that are not
// declared, by name, values outside the declared list, and anything given twice.
func ReadFacts(b []byte) (Facts, error) {
	var f Facts
	return f, f.UnmarshalJSON(b)
}

// UnmarshalJSON does the work of ReadFacts.
func (f *Facts) UnmarshalJSON(b []byte) error {
	dec := json.NewDecoder(bytes.NewReader(b))
	if t, err := dec.Token(); err != nil || t != json.Delim('{') {
		return Fail(Invalid, "facts.form")
	}
	*f = Facts{}
	seen := map[string]bool{}
	for dec.More() {
		t, err := dec.Token()
		key, isKey := t.(string)
		var raw json.RawMessage
		if err != nil || !isKey || dec.Decode(&raw) != nil {
			return Fail(Invalid, "facts.form")
		}
		if seen[key] {
			return Fail(Invalid, "facts.twice", "key", key)
		}
		seen[key] = true
		if err := f.readOne(key, raw); err != nil {
			return err
		}
	}
	if t, err := dec.Token(); err != nil || t != json.Delim('}') || dec.More() {
		return Fail(Invalid, "facts.form")
	}
	return nil
}

func (f *Facts) readOne(key string, raw json.RawMessage) error {
	if key == "class_chosen" {
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.DisallowUnknownFields()
		if dec.Decode(&f.ClassChosen) != nil {
			return Fail(Invalid, "facts.choice", "ruleset", "")
		}
		if len(f.ClassChosen) == 0 {
			f.ClassChosen = nil // nobody chose
		}
		return nil
	}
	for i := range factTable {
		e := &factTable[i]
		if e.Key != key {
			continue
		}
		if string(raw) == "null" {
			return nil
		}
		n, ok := factNumber(e.FactDecl, raw)
		if !ok {
			return badFact(e.FactDecl)
		}
		e.put(f, n)
		return nil
	}
	return unknownFact(key)
}

// factNumber reads one JSON value as the number it has in FactCells.
func factNumber(d FactDecl, raw json.RawMessage) (int64, bool) {
	switch d.Type {
	case FactMoney:
		n, err := strconv.ParseInt(string(raw), 10, 64)
		return n, err == nil && n > 0
	case FactBool:
		var b bool
		err := json.Unmarshal(raw, &b)
		return int64(TriOf(b) & 1), err == nil
	case FactSet:
		var list []string
		if json.Unmarshal(raw, &list) != nil {
			return 0, false
		}
		return d.Number(list...)
	}
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return 0, false
	}
	return d.Number(s)
}

// Number gives the FactCells form of values written as text: one enum value, the
// members of a set, a day as 2026-10-12, 分 as digits, true or false, a term as
// "2 year" or "18 month".
func (d FactDecl) Number(values ...string) (n int64, ok bool) {
	if d.Type != FactSet && len(values) != 1 {
		return 0, false
	}
	for _, s := range values {
		i := indexOf(d.Values, s)
		switch {
		case d.Type == FactDate:
			day, err := ParseDate(s)
			return int64(day.Sub(epoch)), err == nil && day.String() == s
		case d.Type == FactMoney:
			fen, err := strconv.ParseInt(s, 10, 64)
			return fen, err == nil && fen > 0
		case d.Type == FactTerm:
			p, err := ParsePeriod(s)
			return int64(p.months()), err == nil && termOf(p)
		case d.Type == FactBool:
			return int64(TriOf(s == "true") & 1), s == "true" || s == "false"
		case i < 0 || d.Type == FactSet && n>>i&1 == 1:
			return 0, false
		case d.Type == FactSet:
			n |= 1 << i
		default:
			n = int64(i)
		}
	}
	return n, true
}

// MarshalJSON writes the known facts in their declared order.
func (f Facts) MarshalJSON() ([]byte, error) {
	b := []byte{'{'}
	for i := range factTable {
		e := &factTable[i]
		n, known, ok := e.get(&f)
		if !ok {
			return nil, badFact(e.FactDecl)
		}
		if !known {
			continue
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(strconv.AppendQuote(b, e.Key), ':')
		b = e.appendJSON(b, n)
	}
	if len(f.ClassChosen) > 0 {
		chosen, err := json.Marshal(f.ClassChosen)
		if err != nil {
			return nil, err
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(b, `"class_chosen":`...), chosen...)
	}
	return append(b, '}'), nil
}

func (d FactDecl) appendJSON(b []byte, n int64) []byte {
	switch d.Type {
	case FactEnum:
		return strconv.AppendQuote(b, d.Values[n])
	case FactDate:
		return strconv.AppendQuote(b, epoch.Add(int(n)).String())
	case FactBool:
		return strconv.AppendBool(b, n == 1)
	case FactMoney:
		return strconv.AppendInt(b, n, 10)
	case FactTerm:
		return strconv.AppendQuote(b, Period{N: int(n), Unit: Months}.String())
	}
	b = append(b, '[')
	for i, s := range d.Values {
		if n>>i&1 == 1 {
			if b[len(b)-1] != '[' {
				b = append(b, ',')
			}
			b = strconv.AppendQuote(b, s)
		}
	}
	return append(b, ']')
}

// unknownFact names a fact that is not declared, and the one probably meant.
func unknownFact(key string) error {
	keys := []string{"class_chosen"}
	for i := range factTable {
		keys = append(keys, factTable[i].Key)
	}
	if near := NearWord(key, keys); near != "" {
		return Fail(Invalid, "facts.unknown_near", "key", key, "near", near)
	}
	return Fail(Invalid, "facts.unknown", "key", key)
}

func badFact(d FactDecl) error {
	allowed := strings.Join(d.Values, " ")
	if allowed == "" {
		allowed = string(d.Type)
	}
	return Fail(Invalid, "facts.value", "key", d.Key, "allowed", allowed)
}
