package present

import (
	"context"

	"casedesk/cases"
)

// RecordLine is one decision of the subject; rows of one decision are folded.
type RecordLine struct {
	Record  cases.Record
	Title   string // 文号, or what stands for it
	Penalty Words
	Body    string
	On      cases.Date
	Twice   int      // further rows that tell of the same decision
	Differs []Words  // fields in which they differ, field.record.*
	Taken   Words    // an open case on it: whose, and its number
	Case    cases.ID // that case
	Chosen  bool
}

// recordLines folds the records of one subject.
func recordLines(found []cases.Record, subject string) []RecordLine {
	var out []RecordLine
	at := map[string]int{}
	for _, r := range found {
		if subjectKey(r) != subject {
			continue
		}
		i, twice := at[r.Key()]
		if !twice {
			at[r.Key()] = len(out)
			out = append(out, RecordLine{Record: r, Title: recordName(r), Penalty: penaltyLine(r), Body: r.Body, On: r.DecidedOn})
			continue
		}
		out[i].Twice++
		for _, d := range out[i].Record.Differences(r) {
			out[i].Differs = append(out[i].Differs, Say(under("field.record", d)))
		}
	}
	return out
}

// takenCase is an open case of the subject and who took it in.
type takenCase struct {
	row    cases.Row
	number string // key of the record's 文号
	who    string
	office string
}

// askTaken looks for cases of the subject, to fold records into them and to name
// the colleague who has one in hand.
func (p *Intake) askTaken(name string) {
	p.view.Known, p.view.Taken, p.view.TakenCase = nil, Words{}, cases.ID{}
	p.look.ask(func() func() {
		rows, err := p.s.found(context.Background(), name)
		var taken []takenCase
		for _, r := range rows {
			if err != nil || r.Party != name {
				continue
			}
			t := takenCase{row: r, number: cases.DocNumberKey(r.DocNumber), office: p.s.officeName(r.Home)}
			if c, readErr := p.s.Store.Case(context.Background(), r.Case); readErr == nil && len(c.Past) > 0 {
				t.who = p.s.person(c.Past[0].Actor)
			}
			taken = append(taken, t)
		}
		return func() {
			if err != nil {
				p.view.Problem = err
			}
			p.markTaken(taken)
			p.show()
		}
	})
}

func (p *Intake) markTaken(taken []takenCase) {
	p.view.Known = nil
	p.view.Records = append([]RecordLine(nil), p.view.Records...)
	for _, t := range taken {
		p.view.Known = append(p.view.Known, queueLine(p.s.Work.Calendar, p.s.Work.Today(), t.row))
		for i, r := range p.view.Records {
			if t.number != "" && !closed(t.row.State) && cases.DocNumberKey(r.Record.DocNumber) == t.number {
				p.view.Records[i].Taken = Say("intake.taken", "who", t.who, "office", t.office, "number", t.row.Number)
				p.view.Records[i].Case = t.row.Case
			}
		}
	}
	p.sayTaken()
}

// sayTaken warns where the chosen record is in somebody's hands.
func (p *Intake) sayTaken() {
	p.view.Taken, p.view.TakenCase = Words{}, cases.ID{}
	if i := p.view.Record; i >= 0 && i < len(p.view.Records) {
		p.view.Taken, p.view.TakenCase = p.view.Records[i].Taken, p.view.Records[i].Case
	}
}

// ChooseRecord takes one record of the subject.
func (p *Intake) ChooseRecord(i int) {
	if i < 0 || i >= len(p.view.Records) {
		return
	}
	if p.form.Record != nil && p.form.Record.Key() != p.view.Records[i].Record.Key() {
		p.papers, p.form.Papers = nil, nil // another record may ask for other papers
	}
	p.view.Record = i
	p.view.Records = append([]RecordLine(nil), p.view.Records...)
	for n := range p.view.Records {
		p.view.Records[n].Chosen = n == i
	}
	r := p.view.Records[i].Record
	p.form.Record, p.form.ByHand = &r, false
	p.sayTaken()
	p.touched()
}

// record gives the record the case is about: the chosen one, or the typed one.
func (f intakeForm) record(today cases.Date) cases.Record {
	if f.Record != nil {
		return *f.Record
	}
	t := f.Fields
	r := cases.Record{
		Party: t["party.name"], PartyKind: cases.PartyKind(t["party.kind"]), Chief: t["party.chief"],
		DocNumber: t["record.doc_number"], Body: t["record.body"], Violation: t["record.violation"], Content: t["record.content"],
		Field: t["record.field"], PenaltyKinds: cases.PenaltyKindsIn(t["record.content"]),
	}
	// What cannot be read is left out here; the check page has said so before.
	r.USCC, _ = cases.ParseUSCC(t["party.code"])
	r.PersonID, _ = cases.ParseResidentID(t["party.id_number"], today)
	r.DecidedOn, _ = cases.ParseDate(t["record.decided_on"])
	r.PublicUntil, _ = cases.ParseDate(t["record.public_until"])
	r.Fine, _ = cases.ParseYuan(t["record.fine"])
	return r
}
