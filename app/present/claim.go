package present

import "casedesk/cases"

// ClaimLine is one thing an objection says is wrong.
type ClaimLine struct {
	Grounds  []Option
	Places   []Option // fields of the record
	Requests []Option // correct, add, stop, remove
	Shown    string   // what the record says now
	Claimed  string
	Dated    bool   // it asks for the day of the decision that changed the penalty
	On       string // that day, as typed
	Fault    error  // why it cannot be read
}

// requests are what an objector can ask for.
var requests = [...]string{"correct", "add", "stop", "remove"}

// disputed are the fields of a record that can be objected to.
var disputed = [...]string{"party", "uscc", "doc_number", "body", "violation", "content", "fine", "decided_on", "public_until"}

// penaltyChanged is the ground whose day starts a clock (行政处罚法 art. 48).
const penaltyChanged = "penalty_changed"

// claimLines shows the claims with their choices.
func (f intakeForm) claimLines() []ClaimLine {
	if f.matter() != cases.Objection {
		return nil
	}
	d, _ := declared("grounds")
	var out []ClaimLine
	for _, c := range f.Claims {
		l := ClaimLine{Shown: c.Shown, Claimed: c.Claimed, Dated: c.Ground == penaltyChanged, On: c.On}
		if _, err := cases.ParseDate(c.On); c.On != "" && err != nil {
			l.Fault = err
		}
		for _, g := range d.Values {
			l.Grounds = append(l.Grounds, Option{Value: g, Name: Say(under("fact.grounds", g)), Chosen: g == c.Ground})
		}
		for _, k := range disputed {
			l.Places = append(l.Places, Option{Value: k, Name: Say(under("field.record", k)), Chosen: k == c.Field})
		}
		for _, r := range requests {
			l.Requests = append(l.Requests, Option{Value: r, Name: Say(under("request", r)), Chosen: r == c.Request})
		}
		out = append(out, l)
	}
	return out
}

// AddClaim adds an empty claim.
func (p *Intake) AddClaim() {
	p.form.Claims = append(p.form.Claims, claimForm{})
	p.touched()
}

// DropClaim takes a claim away.
func (p *Intake) DropClaim(i int) {
	if i >= 0 && i < len(p.form.Claims) {
		p.form.Claims = append(p.form.Claims[:i:i], p.form.Claims[i+1:]...)
		p.touched()
	}
}

// SetClaim sets one part of a claim: "ground", "field", "request", "shown",
// "claimed" or "on". Choosing a field fills in what the record says now.
func (p *Intake) SetClaim(i int, part, value string) {
	if i < 0 || i >= len(p.form.Claims) {
		return
	}
	c := &p.form.Claims[i]
	switch part {
	case "ground":
		c.Ground = value
	case "field":
		c.Field, c.Shown = value, shown(p.form.record(p.s.Work.Today()), value)
	case "request":
		c.Request = value
	case "shown":
		c.Shown = value
	case "claimed":
		c.Claimed = value
	case "on":
		c.On = value
	}
	p.touched()
}

// shown gives what a record says in a field.
func shown(r cases.Record, field string) string {
	switch field {
	case "party":
		return r.Party
	case "uscc":
		return r.USCC.String()
	case "doc_number":
		return r.DocNumber
	case "body":
		return r.Body
	case "violation":
		return r.Violation
	case "content":
		return r.Content
	case "fine":
		if r.Fine == 0 {
			return ""
		}
		return r.Fine.Form()
	case "decided_on":
		return r.DecidedOn.String()
	case "public_until":
		return r.PublicUntil.String()
	}
	return ""
}
