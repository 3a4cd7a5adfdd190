package present

import (
	"strings"

	"casedesk/cases"
)

// SummaryLine is one thing that would be received, in words.
type SummaryLine struct {
	Label Words
	Value Words
}

// summary lists what would be received; nothing before the check page.
func (p *Intake) summary() []SummaryLine {
	if p.form.Step != StepCheck || p.form.matter() == "" {
		return nil
	}
	a := p.application()
	out := []SummaryLine{
		{Say("summary.matter"), Say(under("matter", string(a.Matter)))},
		{Say("field.party.name"), Plain(a.Party.Name)},
	}
	put := func(label, value string) {
		if value != "" {
			out = append(out, SummaryLine{Say(label), Plain(value)})
		}
	}
	put("field.party.code", a.Party.Code)
	if id, err := cases.ParseResidentID(a.Party.IDNumber, p.s.Work.Today()); err == nil {
		put("field.party.id_number", id.Masked())
	}
	put("field.record.doc_number", a.Record.DocNumber)
	put("field.record.body", a.Record.Body)
	put("field.record.decided_on", a.Record.DecidedOn.String())
	if content := Plain(a.Record.Content); a.Record.Content != "" {
		out = append(out, SummaryLine{Say("field.record.content"), content})
	} else if fine := penaltyLine(a.Record); !fine.IsZero() {
		out = append(out, SummaryLine{Say("field.record.content"), fine})
	}
	who := Say("agent.self")
	if a.Agent != nil {
		who = Plain(a.Agent.Name)
	}
	out = append(out, SummaryLine{Say("field.agent.who"), who})
	for _, c := range a.Claims {
		if c.Ground == "" || c.Request == "" {
			continue // the check above says that it is not whole
		}
		w := Say("summary.claim", "shown", c.Shown, "claimed", c.Claimed).
			With("ground", under("fact.grounds", c.Ground)).With("request", under("request", c.Request))
		out = append(out, SummaryLine{Say("summary.claims"), w})
	}
	var names []string
	for _, paper := range a.Papers {
		names = append(names, paper.Name)
	}
	if len(names) > 0 {
		out = append(out, SummaryLine{Say("summary.papers", "n", itoa(len(names))), Plain(strings.Join(names, " · "))})
	}
	put("field.statement", a.Statement)
	return out
}
