package main

import (
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// accessLine is one look at personal data, or one change of the rules, as the books of
// who saw what tell it.
type accessLine struct {
	Device   cases.ID   `json:"device"`
	Seq      uint64     `json:"seq"`
	Hash     cases.Hash `json:"hash"`
	Kind     cases.Kind `json:"kind"`
	Account  cases.ID   `json:"account"`
	Position uint64     `json:"position"`
	cases.Use
	Whom *cases.ID `json:"whom,omitempty"` // whose roles were asked for
	Was  any       `json:"was,omitempty"`  // of a change of the rules
	Next any       `json:"next,omitempty"`
}

// changed adds what was and what is now, where the act changed the rules.
func (l accessLine) changed(act cases.Act) accessLine {
	switch a := act.(type) {
	case cases.PolicyAct:
		l.Was, l.Next = a.Was, a.Next
	case cases.RolesAct:
		l.Whom, l.Was, l.Next = &a.Account, a.Was, a.Next
	}
	return l
}

// accessPage is how many events are read at a time.
const accessPage = 500

// accesses answers a line a look, the latest first; only an auditor may ask.
func (t *terminal) accesses(s *sqlite.Session) error {
	for before := int64(0); ; {
		page, err := s.Accesses(t, before, accessPage)
		if err != nil {
			return err
		}
		for _, l := range page {
			h := l.Event.Header
			for _, u := range cases.UsesOf(l.Event.Act) {
				if err := t.answer(accessLine{Device: h.Device, Seq: h.Seq, Hash: l.Event.Hash, Kind: h.Kind, Account: h.Actor, Position: l.Position, Use: u}.changed(l.Event.Act)); err != nil {
					return err
				}
			}
			before = l.Row
		}
		if len(page) < accessPage {
			return nil
		}
	}
}
