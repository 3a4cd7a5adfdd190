package present

import (
	"image"
	"time"

	"casedesk/cases"
)

// Header is the head of every page about one case.
type Header struct {
	Case    cases.ID
	Name    string // of the party; names that are too long lose their middle on screen
	Person  bool   // a natural person
	Number  string // 收件号
	Matter  Words  // matter.repair
	Record  string // 文号 of the record; without one its violation, else its day
	Penalty Words  // 罚款 32 000 元
	State   cases.State
	Stage   Words  // state.received
	Holder  string // the office that has the case now
	Mine    bool   // this office has it now
	Badge   Badge
	Clock   Words // the clock behind the badge, clock.C-ACCEPT
	Sync    cases.SyncState
	SyncAs  Words  // sync.local
	Place   uint64 // position at the central library, when confirmed
	Ruleset string // chosen or proposed, R36
	Class   string // 一般, in the pack's words
	Sample  bool   // 演示
	// Glyphs are the pictures of characters of the name that no font has, by their marks.
	Glyphs map[string]image.Image
}

// HistoryLine is one line of what happened to a case, newest first.
type HistoryLine struct {
	Day   cases.Date
	Time  string // 10:41, in China
	Kind  cases.Kind
	What  Words
	Who   string
	Event cases.Hash
	Gone  bool // a later act took it back
}

// ClockLine is one running deadline in short.
type ClockLine struct {
	ID       string
	Name     Words
	Due      cases.Date
	Badge    Badge
	Verified bool
}

// VerdictLine is a verdict in short.
type VerdictLine struct {
	Ruleset  string
	Class    string // in the pack's words; "" where a person must say
	Met      int
	Unmet    int
	Unknown  int
	Earliest cases.Date
	Possible cases.Tri // repairable, or supported for an objection
	Verified bool
	Recorded bool // a person recorded it; otherwise it is only the program's look
}

// EvidenceLine is one scan of the case.
type EvidenceLine struct {
	Name  string
	Paper string // code
	Media string
	Size  int64 // bytes
	Blob  cases.Hash
}

// china is the civil time of China for showing hours.
var china = time.FixedZone("UTC+8", 8*3600)

func clockTime(t time.Time) string { return t.In(china).Format("15:04") }

// header makes the head of a case; row is its row where one is known.
func (s Session) header(c cases.Case, row *cases.Row) Header {
	h := Header{
		Case: c.ID, Name: c.Party.Name, Person: c.Party.Kind == cases.PartyPerson, Number: c.Number,
		Matter: Say(under("matter", string(c.Matter))), Record: recordName(c.Record), Penalty: penaltyLine(c.Record),
		State: c.State, Stage: stage(c.State), Holder: s.officeName(c.Holder),
		Mine: c.Holder == s.Work.Office.ID, Sync: cases.SyncLocal, Sample: s.Work.Office.Sample,
	}
	due, run := c.Due()
	h.Badge = badge(s.Work.Calendar, s.Work.Today(), due, run.Provisional, c.State)
	if !due.IsZero() {
		h.Clock = Say(under("clock", run.ID))
	}
	if row != nil {
		h.Sync, h.Place = row.Sync, row.Position
	}
	h.SyncAs = Say(under("sync", string(h.Sync)))
	if c.Judgement != nil {
		if r, ok := c.Judgement.Chosen(); ok {
			h.Ruleset, h.Class = r.ID, string(r.ClassTerm)
		}
	}
	return h
}

func stage(s cases.State) Words { return Say(under("state", string(s))) }

// recordName is what people call a record by: its 文号, without one its
// violation, without that its day.
func recordName(r cases.Record) string {
	switch {
	case r.DocNumber != "":
		return r.DocNumber
	case r.Violation != "":
		return r.Violation
	}
	return r.DecidedOn.String()
}

// penaltyLine says in one line what the record is about: a fine with its amount,
// with a word more where it is not all; else the record's own words, or nothing.
func penaltyLine(r cases.Record) Words {
	switch {
	case r.Fine != 0 && len(r.PenaltyKinds) > 1:
		return Say("penalty.fine_more", "amount", r.Fine.Form())
	case r.Fine != 0:
		return Say("penalty.fine", "amount", r.Fine.Form())
	case r.Content != "":
		return Plain(r.Content)
	}
	return Words{}
}

// history gives what happened, newest first.
func (s Session) history(c cases.Case) []HistoryLine {
	out := make([]HistoryLine, 0, len(c.Past))
	for i := len(c.Past) - 1; i >= 0; i-- {
		p := c.Past[i]
		at := p.At.Time()
		out = append(out, HistoryLine{
			Day: cases.DayIn(at), Time: clockTime(at), Kind: p.Kind, What: Say(under("kind", string(p.Kind))),
			Who: s.person(p.Actor), Event: p.Event, Gone: p.Undone,
		})
	}
	return out
}

// clockLines gives the running deadlines in short.
func (s Session) clockLines(c cases.Case) []ClockLine {
	var out []ClockLine
	for _, run := range c.Clocks {
		out = append(out, ClockLine{
			ID: run.ID, Name: Say(under("clock", run.ID)), Due: run.Due, Verified: run.Verified,
			Badge: badge(s.Work.Calendar, s.Work.Today(), run.Due, run.Provisional, c.State),
		})
	}
	return out
}

// verdictLine puts the chosen or proposed answer in short.
func verdictLine(j *cases.JudgedAct, recorded bool) *VerdictLine {
	if j == nil {
		return nil
	}
	r, ok := j.Chosen()
	if !ok {
		return nil
	}
	line := &VerdictLine{
		Ruleset: r.ID, Class: string(r.ClassTerm), Earliest: r.Earliest.Date, Possible: r.Repairable,
		Verified: !cases.Unverified(*j), Recorded: recorded,
	}
	if j.Facts.Matter == string(cases.Objection) {
		line.Possible = r.Supported
	}
	line.Met, line.Unmet, line.Unknown = tally(r.Criteria)
	return line
}

func tally(criteria []cases.Criterion) (met, unmet, unknown int) {
	for _, c := range criteria {
		switch c.State {
		case cases.Met:
			met++
		case cases.Unmet:
			unmet++
		default:
			unknown++
		}
	}
	return met, unmet, unknown
}

func evidenceLines(c cases.Case) []EvidenceLine {
	var out []EvidenceLine
	for _, e := range c.Evidence {
		out = append(out, EvidenceLine{Name: e.Name, Paper: e.Paper, Media: e.Media, Size: e.Size, Blob: e.Blob})
	}
	return out
}
