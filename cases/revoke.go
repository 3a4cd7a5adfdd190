package cases

import "slices"

// DoubtedAct 撤销立案: there is reason to think that a granted repair rests on false
// papers or on a commitment that was not kept. It finds nothing yet and changes
// nothing outside; the party is heard first, and three hands decide.
type DoubtedAct struct {
	Grounds []Ground `json:"grounds"` // what the party is told, of the packs' list
	Facts   string   `json:"facts"`   // what came up, in the clerk's own words
	On      Date     `json:"on"`
}

// HeardAct 陈述申辩: the party was told what is held against it; this is what it said.
type HeardAct struct {
	ToldOn Date   `json:"told_on"`
	Way    string `json:"way"`              // how it was told: counter, post, electronic
	Said   string `json:"said,omitempty"`   // what it said; the paper itself is kept as evidence
	Silent bool   `json:"silent,omitempty"` // it was told and had nothing to say
	On     Date   `json:"on"`
}

// RevokedAct 撤销: the grant is taken back. Follows are the consequences that the
// packs know, each with its last day where one can be told and whether its text
// was checked (law.md §3.2, R36-FALSE).
type RevokedAct struct {
	Effects []string    `json:"effects"` // restore_publishing, restore_sharing, restore_measures
	Follows []Provision `json:"follows,omitempty"`
	Checked *TextCheck  `json:"checked,omitempty"`
	From    Date        `json:"from"`
	On      Date        `json:"on"`
}

// ClearedAct 不予撤销: the doubt did not hold; the case is again as it was before it.
type ClearedAct struct {
	On Date `json:"on"`
}

// RestoredAct records that the state before the repair was put back.
type RestoredAct struct {
	Effects []string `json:"effects"`
	On      Date     `json:"on"`
}

// Kind names the act.
func (DoubtedAct) Kind() Kind  { return KindDoubted }
func (HeardAct) Kind() Kind    { return KindHeard }
func (RevokedAct) Kind() Kind  { return KindRevoked }
func (ClearedAct) Kind() Kind  { return KindCleared }
func (RestoredAct) Kind() Kind { return KindRestored }

// Grant is what stood before a grant was doubted.
type Grant struct {
	State    State
	Proposal *ProposedAct
	Review   *ReviewedAct
	Files    int // how many files of evidence there were
}

// doubted sets the grant aside while it is looked into.
func doubted(c Case, actor ID, a DoubtedAct) Case {
	c.Granted = &Grant{c.State, c.Proposal, c.Review, len(c.Evidence)}
	c.Doubt, c.Hearing, c.Proposal, c.Review = &a, nil, nil, nil
	c.Hands.Makers = append(c.Hands.Makers, actor)
	return c
}

// cleared puts back what stood before the doubt; the history keeps both.
func cleared(c Case) Case {
	c.State, c.Proposal, c.Review = c.Granted.State, c.Granted.Proposal, c.Granted.Review
	c.Doubt, c.Hearing, c.Granted = nil, nil, nil
	return c
}

// restsOnDoubt tells whether the case has what an act of a revocation rests on, and
// that nothing else is done to a grant under doubt.
func restsOnDoubt(c Case, act Act) error {
	switch a := act.(type) {
	case DoubtedAct:
		if c.Matter != Repair || c.Decision == nil || c.Decision.Outcome != Granted || c.Doubt != nil {
			return Fail(Conflict, "decide.doubt_grant")
		}
	case ProposedAct:
		if c.Doubt != nil {
			return restsRevocation(c, a)
		}
	case DecidedAct, WithdrawnAct:
		if c.Doubt != nil {
			return Fail(Conflict, "decide.state", "kind", string(act.Kind()), "state", string(Doubted))
		}
	case RevokedAct:
		return proposes(c, Revoke)
	case ClearedAct:
		return proposes(c, Stand)
	}
	return nil
}

// proposes tells whether a reviewed proposal on a doubted grant is the one that is signed.
func proposes(c Case, o Outcome) error {
	if c.Doubt == nil || c.Proposal == nil || c.Proposal.Outcome != o {
		return Fail(Conflict, "decide.other_outcome")
	}
	return nil
}

// restsRevocation: nobody is held to grounds that he was not told, nor before he was
// heard, nor without a paper that shows them.
func restsRevocation(c Case, a ProposedAct) error {
	if a.Outcome != Revoke {
		return nil
	}
	if c.Hearing == nil {
		return Fail(Invalid, "decide.revoke_unheard")
	}
	if !slices.ContainsFunc(c.Evidence[min(c.Granted.Files, len(c.Evidence)):], EvidenceAct.proves) {
		return Fail(Invalid, "decide.revoke_proof")
	}
	for _, g := range a.Grounds {
		if !slices.ContainsFunc(c.Doubt.Grounds, func(told Ground) bool { return told == g }) {
			return Fail(Invalid, "decide.revoke_untold", "ground", g.Code)
		}
	}
	return nil
}

func soundDoubt(a DoubtedAct, by Hand) error {
	switch {
	case len(a.Grounds) == 0:
		return Fail(Invalid, "decide.doubt_grounds")
	case a.Facts == "":
		return Fail(Invalid, "decide.doubt_facts")
	case a.On.After(by.Today):
		return Fail(Invalid, "decide.future", "day", a.On.String())
	}
	return nil
}

func soundHearing(c Case, a HeardAct, by Hand) error {
	switch {
	case a.On.After(by.Today):
		return Fail(Invalid, "decide.future", "day", a.On.String())
	case a.ToldOn.IsZero() || a.Way == "" || a.ToldOn.Before(c.Doubt.On) || a.ToldOn.After(a.On):
		return Fail(Invalid, "decide.heard_told")
	case (a.Said == "") != a.Silent:
		return Fail(Invalid, "decide.heard_said")
	}
	return nil
}

// soundRevocation asks for a ground and for words: the rules find no deceit.
func soundRevocation(a ProposedAct) error {
	switch {
	case a.Outcome != Revoke && a.Outcome != Stand:
		return Fail(Invalid, "decide.outcome", "outcome", string(a.Outcome))
	case a.Outcome == Revoke && len(a.Grounds) == 0:
		return Fail(Invalid, "decide.revoke_grounds")
	case a.Text == "":
		return Fail(Invalid, "decide.revoke_text")
	}
	return nil
}

// RestsOnUnread tells whether a revocation rests on a ground or a consequence whose
// text nobody has compared with the official one.
func RestsOnUnread(grounds []Ground, follows []Provision) bool {
	return slices.ContainsFunc(grounds, func(g Ground) bool { return !g.Verified }) ||
		slices.ContainsFunc(follows, func(p Provision) bool { return !p.Verified })
}

func soundRevoking(c Case, a RevokedAct) error {
	if len(a.Effects) == 0 {
		return Fail(Invalid, "decide.revoke_effects")
	}
	unread := len(a.Follows) == 0 || RestsOnUnread(c.Proposal.Grounds, a.Follows)
	if unread && (a.Checked == nil || a.Checked.Text == "" || a.Checked.On.IsZero()) {
		return Fail(Invalid, "decide.unverified")
	}
	return nil
}
