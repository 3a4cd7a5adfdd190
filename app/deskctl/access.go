package main

import (
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// accessLine is one look at personal data, as the books of who saw what tell it.
type accessLine struct {
	Device   cases.ID   `json:"device"`
	Seq      uint64     `json:"seq"`
	Hash     cases.Hash `json:"hash"`
	Kind     cases.Kind `json:"kind"`
	Account  cases.ID   `json:"account"`
	Position uint64     `json:"position"`
	cases.Use
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
				if err := t.answer(accessLine{h.Device, h.Seq, l.Event.Hash, h.Kind, h.Actor, l.Position, u}); err != nil {
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
