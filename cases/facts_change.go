package cases

// With gives the facts with one of them set to n, in the form of FactCells; it
// tells whether the key is declared. The facts it is called on stay as they are.
func (f Facts) With(key string, n int64) (Facts, bool) {
	ok := f.SetFact(key, n)
	return f, ok
}

// Without gives the facts with one of them unknown; a key that is not declared
// changes nothing. It fails as Cells does.
func (f Facts) Without(key string) (Facts, error) {
	c, err := f.Cells()
	if err != nil {
		return f, err
	}
	out := Facts{ClassChosen: f.ClassChosen}
	for i := range factTable {
		if c.Has(i) && factTable[i].Key != key {
			factTable[i].put(&out, c.N[i])
		}
	}
	return out, nil
}

// NoMember is how a set without members is written where "" means not known.
const NoMember = "none"

// Written gives a value in the form of FactCells as text that Number reads again:
// the members of a set with commas between them, and NoMember for a set without.
func (d FactDecl) Written(n int64) string {
	switch d.Type {
	case FactEnum:
		return d.Values[n]
	case FactDate:
		return epoch.Add(int(n)).String()
	case FactMoney:
		return itoa(int(n))
	case FactTerm:
		return Period{N: int(n), Unit: Months}.String()
	case FactSet:
		text := ""
		for i, v := range d.Values {
			if n>>i&1 == 1 && text != "" {
				text += "," + v
			} else if n>>i&1 == 1 {
				text = v
			}
		}
		if text == "" {
			return NoMember
		}
		return text
	}
	if n == 1 {
		return "true"
	}
	return "false"
}
