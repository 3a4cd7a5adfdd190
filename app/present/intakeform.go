package present

import (
	"casedesk/cases"
)

// intakeForm is what somebody types into a new case, exactly as typed. It is the
// body of the draft.
type intakeForm struct {
	Step   IntakeStep        `json:"step"`
	Source string            `json:"source,omitempty"` // public, pboc, court, other
	Fault  string            `json:"fault,omitempty"`  // wrong, made_good, not_yet
	Query  string            `json:"query,omitempty"`
	ByHand bool              `json:"by_hand,omitempty"`
	Record *cases.Record     `json:"record,omitempty"` // chosen among the imported ones
	Fields map[string]string `json:"fields"`
	Claims []claimForm       `json:"claims,omitempty"`
	Papers []paperForm       `json:"papers,omitempty"`
}

type claimForm struct {
	Ground  string `json:"ground,omitempty"`
	Field   string `json:"field,omitempty"`
	Shown   string `json:"shown,omitempty"`
	Claimed string `json:"claimed,omitempty"`
	Request string `json:"request,omitempty"`
	On      string `json:"on,omitempty"` // of a penalty changed or revoked: the day of that decision
}

type paperForm struct {
	Code     string `json:"code"`
	Given    bool   `json:"given,omitempty"`
	Original bool   `json:"original,omitempty"`
	Pages    string `json:"pages,omitempty"`
}

func newForm() intakeForm { return intakeForm{Fields: map[string]string{}} }

// matter says what the triage comes to; "" while it does not say, or where the
// visitor is at the wrong door.
func (f intakeForm) matter() cases.Matter {
	if f.Source != "public" {
		return ""
	}
	switch f.Fault {
	case "wrong":
		return cases.Objection
	case "made_good":
		return cases.Repair
	}
	return ""
}

// referral says where the visitor is sent instead, or nothing.
func (f intakeForm) referral() Words {
	switch {
	case f.Source != "" && f.Source != "public":
		return Say(under("referral", f.Source))
	case f.Source == "public" && f.Fault == "not_yet":
		return Say("referral.not_yet")
	}
	return Words{}
}

func triage(f intakeForm) []TriageQuestion {
	ask := func(id, value string, values ...string) TriageQuestion {
		q := TriageQuestion{ID: id, Title: Say(under("triage", id))}
		for _, v := range values {
			key := "triage." + id + "." + v
			q.Options = append(q.Options, Option{Value: v, Name: Say(key), Note: Say(key + "_note"), Chosen: v == value})
		}
		return q
	}
	return []TriageQuestion{
		ask("source", f.Source, "public", "pboc", "court", "other"),
		ask("fault", f.Fault, "made_good", "wrong", "not_yet"),
	}
}

// FieldView is one field of a form.
type FieldView struct {
	Key     string
	Label   Words // field.party.name
	Value   string
	Options []Option // where one of a few is chosen; Set takes its Value
	Fault   error    // why the value cannot be taken
	Warn    bool     // Fault does not block
	Needed  bool
	Secret  bool // a number of a person: hidden unless somebody works on it
	Hidden  bool // Value is masked now
	Kept    bool // it was stored before, so that showing it is a look
	Long    bool // several lines
}

var recordFields = [...]string{"doc_number", "body", "decided_on", "violation", "content", "fine", "field", "public_until"}
var partyFields = [...]string{"kind", "name", "code", "id_number", "chief", "address", "phone"}
var agentFields = [...]string{"name", "id_number", "phone", "until"}

// fields gives the fields of the step that the form is at.
func (f intakeForm) fields(today cases.Date) []FieldView {
	var out []FieldView
	put := func(area string, names ...string) {
		for _, n := range names {
			if area == "party" && (n == "code") && f.Fields["party.kind"] == string(cases.PartyPerson) ||
				area == "party" && n == "id_number" && f.Fields["party.kind"] != string(cases.PartyPerson) {
				continue
			}
			out = append(out, f.field(area+"."+n, today))
		}
	}
	switch f.Step {
	case StepRecord:
		if f.ByHand {
			put("record", recordFields[:]...)
		}
	case StepMatter:
		put("party", partyFields[:]...)
		put("agent", "who")
		if f.Fields["agent.who"] == "agent" {
			put("agent", agentFields[:]...)
		}
		out = append(out, f.field("statement", today))
	}
	return out
}

// choicesOf gives the values a field is chosen from and where their words stand.
func choicesOf(key string) (area string, values []string) {
	switch key {
	case "party.kind":
		return "fact.subject_kind", []string{string(cases.PartyOrganisation), string(cases.PartySoleTrader), string(cases.PartyPerson)}
	case "agent.who":
		return "agent", []string{"self", "agent"}
	case "record.field":
		d, _ := declared("field")
		return "fact.field", d.Values
	}
	return "", nil
}

func (f intakeForm) field(key string, today cases.Date) FieldView {
	v := FieldView{Key: key, Label: Say(under("field", key)), Value: f.Fields[key]}
	area, values := choicesOf(key)
	for _, value := range values {
		v.Options = append(v.Options, Option{Value: value, Name: Say(under(area, value)), Chosen: value == v.Value})
	}
	switch key {
	case "party.name", "party.kind", "agent.who", "record.body":
		v.Needed = true
	case "agent.name":
		v.Needed = f.Fields["agent.who"] == "agent"
	case "statement", "record.content", "record.violation":
		v.Long = true
	}
	v.Fault, v.Warn = faultOf(key, v.Value, today)
	return v
}

// faultOf judges what was typed into a field; nothing typed is no fault here.
func faultOf(key, value string, today cases.Date) (err error, warn bool) {
	if value == "" {
		return nil, false
	}
	switch key {
	case "party.code", "party.id_number", "agent.id_number":
		if c := cases.CheckCode(value, today); c.Reason != nil {
			return c.Reason, c.Level == cases.LevelWarn
		}
	case "record.decided_on", "record.public_until":
		if _, err := cases.ParseDate(value); err != nil {
			return err, false
		}
	case "agent.until":
		d, err := cases.ParseDate(value)
		if err == nil && d.Before(today) {
			return cases.Fail(cases.Invalid, "intake.mandate_over", "day", d.String()), true
		}
		return err, false
	case "record.fine":
		if _, err := cases.ParseYuan(value); err != nil {
			return err, false
		}
	}
	return nil, false
}

// fillParty takes from the record what nobody has typed yet.
func (f *intakeForm) fillParty() {
	r := f.record(cases.Date{})
	kind := r.PartyKind
	if kind == "" && !r.USCC.IsZero() {
		kind = cases.PartyOrganisation
		if r.USCC.IsSoleTrader() {
			kind = cases.PartySoleTrader
		}
	}
	for key, value := range map[string]string{
		"party.name": r.Party, "party.code": r.USCC.String(), "party.chief": r.Chief, "party.kind": string(kind),
		"party.id_number": r.PersonID.Number(),
	} {
		if f.Fields[key] == "" {
			f.Fields[key] = value
		}
	}
}
