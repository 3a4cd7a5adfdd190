package present

import (
	"slices"
	"time"

	"casedesk/cases"
)

// fieldQuery is the search of a new case, where a person's number may be typed.
const fieldQuery = "query"

// secretFields hold numbers of persons; every page masks them.
var secretFields = [...]string{"party.id_number", "party.phone", "agent.id_number", "agent.phone"}

func isSecret(key string) bool { return slices.Contains(secretFields[:], key) }

// masked hides the middle of a secret field's value.
func masked(key, value string) string {
	if key == "party.phone" || key == "agent.phone" {
		return cases.MaskPhone(value)
	}
	return cases.MaskNumber(value)
}

// isNumber tells whether a text may be the number of a person's paper.
func isNumber(text string, today cases.Date) bool {
	c := cases.CheckCode(text, today)
	return c.Kind == cases.CodeID && len(c.Normal) >= 15
}

// isWholeNumber tells whether such a number is typed to its end.
func isWholeNumber(text string, today cases.Date) bool {
	c := cases.CheckCode(text, today)
	return isNumber(text, today) && (len(c.Normal) == 18 || c.Level == cases.LevelOK)
}

// reveal is how long a number that was hidden stays in sight.
func (s Session) reveal() time.Duration { return time.Duration(s.Policy.Reveal) * time.Second }

// bareField is the one field that is in the clear.
type bareField struct {
	key   string
	kept  bool // it goes back by itself after a while
	until time.Time
}

func (b bareField) over(now time.Time) bool { return b.key != "" && b.kept && !now.Before(b.until) }

// veiled masks the secret fields but the one in the clear.
func (p *Intake) veiled(fields []FieldView) []FieldView {
	for i, f := range fields {
		if !isSecret(f.Key) {
			continue
		}
		f.Secret, f.Kept = true, f.Value != "" && !p.typed[f.Key]
		if f.Value != "" && f.Key != p.bare.key {
			f.Hidden, f.Value = true, masked(f.Key, f.Value)
		}
		fields[i] = f
	}
	return fields
}

// Bare shows a secret field in the clear while somebody works on it. What was stored
// before is logged first, as a look, and goes back after a while.
func (p *Intake) Bare(key string) {
	if p.bare.key == key || !isSecret(key) && key != fieldQuery || p.form.Step == StepDone {
		return
	}
	kept := isSecret(key) && p.form.Fields[key] != "" && !p.typed[key]
	open := func() {
		p.bare = bareField{key, kept, p.s.Work.Now().Add(p.s.reveal())}
		p.show()
	}
	p.eye.forget()
	if !kept {
		open()
		return
	}
	look := cases.Use{Fields: []string{key}, Purpose: "reveal", At: p.s.Work.Now().UnixMilli()}
	p.eye.ask(func() func() {
		err := p.s.log(cases.ReadAct{Uses: []cases.Use{look}})
		return func() {
			if err != nil { // what cannot be written into the book is not shown
				p.view.Problem = err
				p.show()
				return
			}
			open()
		}
	})
}

// Hide masks the field again, when it is left.
func (p *Intake) Hide(key string) {
	p.eye.forget()
	if p.bare.key == key {
		p.bare = bareField{}
		p.show()
	}
}

// veiledRows masks numbers of persons in rows that were not taken.
func veiledRows(rows []AsideRow, today cases.Date) []AsideRow {
	for i, r := range rows {
		if r.Field == "id_number" || isNumber(r.Value, today) {
			rows[i].Value = cases.MaskNumber(r.Value)
		}
	}
	return rows
}

// PersonLine is one thing about who applies or comes for them.
type PersonLine struct {
	Key    string // party.id_number
	Label  Words
	Value  string
	Hidden bool // Value is masked; Look shows it
	Shown  bool // it is in the clear for a while
}

// personLines lists who applies; the numbers are masked but the one in the clear.
func personLines(c cases.Case, bare string) (out []PersonLine) {
	put := func(key, value string) {
		if value == "" {
			return
		}
		l := PersonLine{Key: key, Label: Say(under("field", key)), Value: value}
		if isSecret(key) {
			l.Shown, l.Hidden = key == bare, key != bare
			if l.Hidden {
				l.Value = masked(key, value)
			}
		}
		out = append(out, l)
	}
	put("party.name", c.Party.Name)
	put("party.code", c.Party.Code)
	put("party.id_number", c.Party.IDNumber)
	put("party.chief", c.Party.Chief)
	put("party.phone", c.Party.Phone)
	put("party.address", c.Party.Address)
	if c.Agent != nil {
		put("agent.name", c.Agent.Name)
		put("agent.id_number", c.Agent.IDNumber)
		put("agent.phone", c.Agent.Phone)
	}
	return out
}

// Look shows a number of the case for a while. The look stands in the book of who saw
// what before the number is in sight.
func (p *CaseFile) Look(key string) {
	if !p.view.Ready || !isSecret(key) {
		return
	}
	c := p.view.Case
	act := cases.ReadAct{Uses: []cases.Use{p.s.use(c, "reveal", key)}}
	p.eye.forget()
	p.eye.ask(func() func() {
		err := p.s.log(act)
		return func() {
			if p.view.Problem = err; err == nil && p.view.Case.ID == c.ID {
				p.bare = bareField{key, true, p.s.Work.Now().Add(p.s.reveal())}
			}
			p.people()
		}
	})
}

// Unlook masks what is in the clear.
func (p *CaseFile) Unlook() {
	p.eye.forget()
	if p.bare.key != "" {
		p.bare = bareField{}
		p.people()
	}
}

// Tick masks what was in the clear long enough.
func (p *CaseFile) Tick(now time.Time) {
	if p.bare.over(now) {
		p.Unlook()
	}
}

func (p *CaseFile) people() {
	p.view.People = personLines(p.view.Case, p.bare.key)
	p.Changed(p.view)
}
