package present

import (
	"slices"

	"casedesk/app/office"
	"casedesk/cases"
)

// row tells of one file, and what this account may do with it.
func (p *ArchivePage) row(e office.Ended) ArchiveRow {
	n, mine := e.Ending, p.s.Work.Office.ID
	r := ArchiveRow{ID: e.Case, Number: e.Number, State: stage(e.State), Received: e.Received, Ended: e.Ended, Kept: Say("archive.kept_unknown"), Register: Say("archive.register.none")}
	if !e.Until.IsZero() {
		r.Kept = Say("archive.kept", "day", e.Until.String(), "rule", e.By)
	}
	if e.Register != "" && e.Register != office.EndOpen {
		r.Register, r.Tone = Say(under("archive.register", e.Register)), registerTone(e.Register)
	}
	for _, h := range n.Holds {
		r.Lines = append(r.Lines, Say("archive.hold", "office", p.s.officeName(h.Office), "basis", h.Basis, "name", p.s.person(h.By), "day", h.On.String()))
	}
	if a := n.Asked; a != nil {
		r.Lines = append(r.Lines, Say("archive.asked", "basis", a.Basis, "name", p.s.person(n.AskedBy), "day", a.On.String()).With("ground", under("archive.ground", string(a.Ground))))
		if !a.Until.IsZero() {
			r.Lines = append(r.Lines, Say("archive.asked_until", "day", a.Until.String()))
		}
	}
	if d := n.Destroyed; d != nil {
		r.Kept = Words{}
		r.Lines = append(r.Lines, Say("archive.granted", "name", p.s.person(n.By), "day", d.On.String()))
		return r
	}
	held := slices.ContainsFunc(n.Holds, func(h cases.Hold) bool { return h.Office == mine })
	if p.view.Keeps {
		r.MayHold, r.MayFree, r.MayAsk = !held, held, len(n.Holds) == 0
	}
	if p.view.Grants {
		r.Why = p.mayGrant(n)
		r.MayGrant = r.Why == nil
	}
	return r
}

// mayGrant tells why this account may not grant the destruction, or nil.
func (p *ArchivePage) mayGrant(n cases.Ending) error {
	switch {
	case len(n.Holds) > 0:
		return cases.Fail(cases.Conflict, "ending.held")
	case n.Asked == nil:
		return cases.Fail(cases.Conflict, "ending.not_asked")
	case n.AskedBy == p.s.Work.Account.ID:
		return cases.Fail(cases.Forbidden, "ending.own")
	case n.AskedFor != p.s.Work.Office.ID:
		return cases.Fail(cases.Forbidden, "ending.other_office")
	}
	return nil
}

func registerTone(register string) Tone {
	switch register {
	case office.EndHeld:
		return Info
	case office.EndAsked, office.EndGranted:
		return Warn
	}
	return Neutral
}
