package cases

import (
	"crypto/sha256"
	"slices"
	"strings"
)

// EndGround says why a case's file may be destroyed.
type EndGround string

// The grounds.
const (
	EndRetention EndGround = "retention" // 保管期限届满, by the office's own table (档案法 art. 21)
	EndRequest   EndGround = "request"   // 个人请求删除 (个人信息保护法 art. 47)
	EndOrder     EndGround = "order"     // 有权机关书面要求
)

// EndGrounds lists the grounds.
func EndGrounds() []EndGround { return []EndGround{EndRetention, EndRequest, EndOrder} }

// HeldAct 保全: the file must not be destroyed until the same office releases it.
type HeldAct struct {
	Basis string `json:"basis"` // the paper that asks for it, by name and number
	On    Date   `json:"on"`
}

// ReleasedAct 解除保全.
type ReleasedAct struct {
	Basis string `json:"basis"`
	On    Date   `json:"on"`
}

// EndAskedAct 提请销毁. Nothing in it is personal: it outlives the case.
type EndAskedAct struct {
	Number   string    `json:"number"`   // 收件号
	Received Date      `json:"received"` // the day of the receipt
	Ground   EndGround `json:"ground"`
	Basis    string    `json:"basis"`          // the table, request or order, by name and number
	Until    Date      `json:"until,omitzero"` // the last day of keeping, where a table gives one
	On       Date      `json:"on"`
}

// DestroyedAct 批准销毁: the key of the case is destroyed, and its data with it. Its
// event's Base names the EndAskedAct that it grants.
type DestroyedAct struct {
	Number   string    `json:"number"`
	Received Date      `json:"received"`
	Ground   EndGround `json:"ground"`
	Basis    string    `json:"basis"`
	On       Date      `json:"on"`
}

// Kind names the act.
func (HeldAct) Kind() Kind      { return KindHeld }
func (ReleasedAct) Kind() Kind  { return KindReleased }
func (EndAskedAct) Kind() Kind  { return KindEndAsked }
func (DestroyedAct) Kind() Kind { return KindDestroyed }

// IsEnding tells whether an act is about keeping or destroying a case's file. Such
// acts change nothing in the case, and their bodies, which hold nothing
// personal, can be read by everybody and outlive the case's key.
func IsEnding(k Kind) bool {
	return k == KindHeld || k == KindReleased || k == KindEndAsked || k == KindDestroyed
}

// bodyKey gives the key that seals a body: the case's, or for what must outlive it
// one that anybody can make.
func bodyKey(h Header, key CaseKey) CaseKey {
	if !IsEnding(h.Kind) {
		return key
	}
	return sha256.Sum256(append([]byte("casedesk open body\x00"), h.Case[:]...))
}

// Ending is what these acts add up to for one case.
type Ending struct {
	Holds     []Hold
	Asked     *EndAskedAct
	AskedBy   ID
	AskedFor  ID // the office of AskedBy
	AskedAs   Hash
	Destroyed *DestroyedAct
	Event     Hash // that says so
	By        ID
	At        Clock
}

// Hold is one office's 保全.
type Hold struct {
	Office ID
	By     ID
	HeldAct
}

// After gives the ending after one more such event, by an account of the office. It
// refuses with Conflict what has no place, and with Forbidden a destruction
// that one person asked for and granted, or another office asked for.
func (n Ending) After(e Event, office ID) (Ending, error) {
	if n.Destroyed != nil {
		return n, Fail(Conflict, "ending.destroyed")
	}
	actor := e.Header.Actor
	held := slices.IndexFunc(n.Holds, func(h Hold) bool { return h.Office == office })
	switch a := e.Act.(type) {
	case HeldAct:
		if held >= 0 {
			return n, Fail(Conflict, "ending.held")
		}
		n.Holds = append(slices.Clip(n.Holds), Hold{office, actor, a})
	case ReleasedAct:
		if held < 0 {
			return n, Fail(Conflict, "ending.not_held")
		}
		n.Holds = slices.Delete(slices.Clone(n.Holds), held, held+1)
	case EndAskedAct:
		if len(n.Holds) > 0 {
			return n, Fail(Conflict, "ending.held")
		}
		n.Asked, n.AskedBy, n.AskedFor, n.AskedAs = &a, actor, office, e.Hash
	case DestroyedAct:
		if err := n.mayDestroy(e, a, office); err != nil {
			return n, err
		}
		n.Destroyed, n.Event, n.By, n.At = &a, e.Hash, actor, e.Header.Clock
	default:
		return n, Fail(Unsupported, "act.kind", "kind", string(e.Header.Kind))
	}
	return n, nil
}

func (n Ending) mayDestroy(e Event, a DestroyedAct, office ID) error {
	switch {
	case len(n.Holds) > 0:
		return Fail(Conflict, "ending.held")
	case n.Asked == nil || e.Header.Base != n.AskedAs || a.Number != n.Asked.Number || a.Received != n.Asked.Received || a.Ground != n.Asked.Ground:
		return Fail(Conflict, "ending.not_asked")
	case n.AskedBy == e.Header.Actor:
		return Fail(Forbidden, "ending.own")
	case n.AskedFor != office:
		return Fail(Forbidden, "ending.other_office")
	}
	return nil
}

// MayEnd tells why an office may not ask for the destruction of a case, or nil: it
// must have the case, and the case must be over.
func MayEnd(c Case, a EndAskedAct, office ID) error {
	switch {
	case c.Holder != office:
		return Fail(Forbidden, "ending.holder")
	case c.State != Archived && c.State != Withdrawn:
		return Fail(Conflict, "ending.state", "state", string(c.State))
	case !slices.Contains(EndGrounds(), a.Ground) || strings.TrimSpace(a.Basis) == "":
		return Fail(Invalid, "ending.ground")
	case c.tells(a.Basis):
		return Fail(Invalid, "ending.personal")
	case a.Ground == EndRetention && (a.Until.IsZero() || !a.Until.Before(a.On)):
		return Fail(Invalid, "ending.until")
	}
	return nil
}

// MayHold tells why a file may not be held or released on a paper, or nil: everybody can
// read the act, and it outlives the case.
func MayHold(c Case, basis string) error {
	switch {
	case strings.TrimSpace(basis) == "":
		return Fail(Invalid, "ending.basis")
	case c.tells(basis):
		return Fail(Invalid, "ending.personal")
	}
	return nil
}

// tells finds in a text what would tell whose case it was.
func (c Case) tells(text string) bool {
	secrets := []string{c.Party.Name, c.Party.Code, c.Party.IDNumber, c.Party.Phone, c.Party.Chief, c.Record.Party, c.Record.DocNumber, c.Record.PersonID.Number()}
	if c.Agent != nil {
		secrets = append(secrets, c.Agent.Name, c.Agent.IDNumber, c.Agent.Phone)
	}
	return slices.ContainsFunc(secrets, func(s string) bool { return s != "" && strings.Contains(text, s) })
}

// Stub is what is left of a destroyed case: its number and days.
func (n Ending) Stub(id ID) Case {
	d := n.Destroyed
	return Case{ID: id, State: Destroyed, Number: d.Number, ReceivedOn: d.Received, Home: n.AskedFor, Holder: n.AskedFor,
		Past: []Happening{{Event: n.Event, Kind: KindDestroyed, Actor: n.By, At: n.At, State: Destroyed}}}
}
