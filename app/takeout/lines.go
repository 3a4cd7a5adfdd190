package takeout

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"fmt"

	"casedesk/cases"
	"casedesk/store/sqlite"
)

// partSize is after how many bytes a part ends and the next begins: no more is held
// in memory.
const partSize = 4 << 20

// lines writes JSON Lines in parts: folder/000001.jsonl, 000002.jsonl …
type lines struct {
	folder string
	put    func(name string, b []byte) error
	held   bytes.Buffer
	done   []manifestLine // the parts that were written
}

func (l *lines) add(v any) error {
	enc := json.NewEncoder(&l.held)
	enc.SetEscapeHTML(false) // what was signed stays as it is
	if err := enc.Encode(v); err != nil {
		return err
	}
	if l.held.Len() < partSize {
		return nil
	}
	return l.flush()
}

// flush ends a part; without lines there is none.
func (l *lines) flush() error {
	if l.held.Len() == 0 {
		return nil
	}
	b := l.held.Bytes()
	name := fmt.Sprintf("%s/%06d.jsonl", l.folder, len(l.done)+1)
	if err := l.put(name, b); err != nil {
		return err
	}
	l.done = append(l.done, manifestLine{name, int64(len(b)), sha256.Sum256(b)})
	l.held.Reset()
	return nil
}

// caseLine is a case as its events add up.
type caseLine struct {
	ID         cases.ID      `json:"id"`
	Number     string        `json:"number"`
	Matter     cases.Matter  `json:"matter"`
	State      cases.State   `json:"state"`
	Home       cases.ID      `json:"home"`
	Holder     cases.ID      `json:"holder"`
	Party      cases.Party   `json:"party"`
	Agent      *cases.Agent  `json:"agent,omitempty"`
	Record     cases.Record  `json:"record"`
	Claims     []cases.Claim `json:"claims,omitempty"`
	Statement  string        `json:"statement,omitempty"`
	ReceivedOn cases.Date    `json:"received_on"`
	AcceptedOn cases.Date    `json:"accepted_on,omitzero"`
	Due        cases.Date    `json:"due,omitzero"`
	Events     int           `json:"events"`
	Head       cases.Hash    `json:"head"`
	Conflicts  []cases.Hash  `json:"conflicts,omitempty"`
}

func caseLineOf(t sqlite.TakenCase) caseLine {
	c := t.Case
	due, _ := c.Due()
	return caseLine{c.ID, c.Number, c.Matter, c.State, c.Home, c.Holder, c.Party, c.Agent, c.Record, c.Claims, c.Statement,
		c.ReceivedOn, c.AcceptedOn, due, len(t.Events), c.Head, c.Conflicts}
}

// eventLine is one event: what can be read, and what proves it.
type eventLine struct {
	Case     cases.ID        `json:"case"`
	Order    int             `json:"order"`
	Hash     cases.Hash      `json:"hash"`
	Kind     cases.Kind      `json:"kind"`
	At       int64           `json:"at"`
	Device   cases.ID        `json:"device"`
	Epoch    uint32          `json:"epoch"`
	Seq      uint64          `json:"seq"`
	Actor    cases.ID        `json:"actor"`
	Base     cases.Hash      `json:"base"`
	Clock    uint64          `json:"clock"`
	Schema   uint16          `json:"schema"`
	Packs    []cases.Pack    `json:"packs,omitempty"`
	Conflict bool            `json:"conflict,omitempty"`
	Position uint64          `json:"position,omitempty"`
	Body     json.RawMessage `json:"body"`
	Salt     []byte          `json:"salt"`
	Header   []byte          `json:"header"`
	Sig      []byte          `json:"sig"`
}

func eventLineOf(id cases.ID, order int, e sqlite.TakenEvent) eventLine {
	h := e.Event.Header
	return eventLine{Case: id, Order: order, Hash: e.Event.Hash, Kind: h.Kind, At: h.Clock.Time().UnixMilli(), Device: h.Device, Epoch: h.Epoch,
		Seq: h.Seq, Actor: h.Actor, Base: h.Base, Clock: uint64(h.Clock), Schema: h.Schema, Packs: h.Packs, Conflict: e.Conflict,
		Position: e.Position, Body: e.Body, Salt: e.Salt, Header: e.Envelope.Header, Sig: e.Envelope.Sig}
}

type deadlineLine struct {
	Case   cases.ID       `json:"case"`
	Number string         `json:"number"`
	Clock  cases.ClockRun `json:"clock"`
}

type printLine struct {
	ID       cases.ID         `json:"id"`
	Batch    cases.ID         `json:"batch"`
	Place    int              `json:"place"`
	Of       int              `json:"of"`
	Case     cases.ID         `json:"case"`
	Letter   cases.Hash       `json:"letter"`
	Sort     cases.LetterSort `json:"sort"`
	Number   string           `json:"number"`
	Name     cases.CopyName   `json:"name"`
	Pages    int              `json:"pages"`
	State    cases.CopyState  `json:"state"`
	Printer  string           `json:"printer,omitempty"`
	Job      string           `json:"job,omitempty"`
	Note     string           `json:"note,omitempty"`
	Replaces cases.ID         `json:"replaces,omitzero"`
	By       cases.ID         `json:"by"`
	Changed  int64            `json:"changed"`
}

func printLineOf(k cases.Copy) printLine {
	return printLine{k.ID, k.Batch, k.Place, k.Of, k.Case, k.Letter, k.Sort, k.Number, k.Name, k.Pages, k.State, k.Printer, k.Job, k.Note,
		k.Replaces, k.By, k.Changed}
}

type unreadableLine struct {
	Case   cases.ID `json:"case"`
	Reason string   `json:"reason"`
}

type manifestLine struct {
	Name   string     `json:"name"`
	Size   int64      `json:"size"`
	SHA256 cases.Hash `json:"sha256"`
}
