package present

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"casedesk/cases"
)

// inquiryForm is what somebody answered and has not recorded: the body of its draft.
type inquiryForm struct {
	Facts   cases.Facts                  `json:"facts"`
	Texts   map[string]string            `json:"texts,omitempty"` // what cannot be read yet, as typed
	Seen    []string                     `json:"seen,omitempty"`
	Ruleset string                       `json:"ruleset,omitempty"`
	Reason  string                       `json:"reason,omitempty"`
	Classes map[string]cases.ClassChoice `json:"classes,omitempty"`
}

func (q *Inquiry) typed() any {
	return inquiryForm{
		Facts: q.facts, Texts: q.texts, Seen: slices.Sorted(maps.Keys(q.seen)),
		Ruleset: q.choice.Ruleset, Reason: q.choice.Reason, Classes: q.classes,
	}
}

func (q *Inquiry) retype(body []byte) error {
	f := inquiryForm{Texts: map[string]string{}, Classes: map[string]cases.ClassChoice{}}
	if err := json.Unmarshal(body, &f); err != nil {
		return err
	}
	q.facts, q.texts, q.classes = f.Facts, f.Texts, f.Classes
	q.choice.Ruleset, q.choice.Reason = f.Ruleset, f.Reason
	q.seen, q.faults = map[string]bool{}, map[string]error{}
	for _, key := range f.Seen {
		q.seen[key] = true
	}
	for key, text := range f.Texts {
		if d, ok := declared(key); ok {
			_, q.faults[key] = withFact(q.facts, d, strings.Fields(text))
		}
	}
	q.dirty, q.said = true, Words{}
	return nil
}
