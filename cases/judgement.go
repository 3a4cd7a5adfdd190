package cases

// Chosen is the answer of the ruleset that a person chose, or of the one the
// verdict proposes where nobody has chosen yet.
func (j JudgedAct) Chosen() (RulesetVerdict, bool) {
	id := j.Ruleset
	if id == "" {
		id = string(j.Verdict.Proposed.Ruleset)
	}
	if r, ok := j.Verdict.Ruleset(id); ok {
		return *r, true
	}
	return RulesetVerdict{}, false
}

// Unverified tells whether the chosen answer rests on a value whose text nobody
// has compared with the official one (待核实).
func Unverified(j JudgedAct) bool {
	r, ok := j.Chosen()
	if !ok || !r.Verified {
		return true
	}
	for _, c := range r.Criteria {
		if !c.Verified {
			return true
		}
	}
	return false
}

// against tells whether an outcome departs from what the rules advise; then the
// clerk must say why in his own words.
func against(j JudgedAct, o Outcome) bool {
	r, ok := j.Chosen()
	switch {
	case !ok:
		return true
	case o == Granted:
		return r.Repairable != TriYes
	case o == Refused:
		return r.Repairable == TriYes
	case o == Kept:
		return r.Supported == TriYes
	}
	return r.Supported != TriYes
}
