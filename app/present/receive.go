package present

import (
	"context"
	"strings"

	"casedesk/app/office"
	"casedesk/cases"
)

// CheckLine is one thing the check page looks at before the case is received.
type CheckLine struct {
	What Words
	Tone Tone // Good, Warn (may be received) or Bad (may not)
	Why  error
	Step IntakeStep // where it is mended
}

// shut tells why the form cannot go on from its step, or nil.
func (p *Intake) shut() error {
	f := p.form
	switch f.Step {
	case StepTriage:
		if f.matter() == "" {
			return cases.Fail(cases.Invalid, "intake.triage")
		}
	case StepSubject:
		if f.matter() == "" {
			return cases.Fail(cases.Invalid, "intake.triage")
		}
		if !f.ByHand && f.Record == nil && p.view.Subject < 0 {
			return cases.Fail(cases.Invalid, "intake.subject")
		}
	case StepRecord:
		return p.badRecord()
	case StepMatter:
		if err := p.badParty(); err != nil {
			return err
		}
		return p.badClaims()
	case StepPapers:
		return p.badPapers()
	case StepCheck:
		for _, c := range p.checks() {
			if c.Tone == Bad {
				return c.Why
			}
		}
		_, err := cases.Decide(cases.Case{}, p.wish(), p.s.Work.Hand())
		return err
	}
	return nil
}

func (p *Intake) badRecord() error {
	f := p.form
	if f.Record != nil {
		return nil
	}
	if !f.ByHand {
		return cases.Fail(cases.Invalid, "intake.record")
	}
	if strings.TrimSpace(f.Fields["record.body"]) == "" {
		return cases.Fail(cases.Invalid, "intake.body")
	}
	return p.faultIn("record")
}

// faultIn gives the first field of an area that cannot be read.
func (p *Intake) faultIn(area string) error {
	names := map[string][]string{"record": recordFields[:], "party": partyFields[:], "agent": agentFields[:]}[area]
	for _, n := range names {
		if err, warn := faultOf(area+"."+n, p.form.Fields[area+"."+n], p.s.Work.Today()); err != nil && !warn {
			return err
		}
	}
	return nil
}

func (p *Intake) badParty() error {
	t := p.form.Fields
	switch {
	case strings.TrimSpace(t["party.name"]) == "":
		return cases.Fail(cases.Invalid, "decide.party")
	case t["party.kind"] == "":
		return cases.Fail(cases.Invalid, "intake.party_kind")
	case t["agent.who"] == "":
		return cases.Fail(cases.Invalid, "intake.agent_who")
	case t["agent.who"] == "agent" && strings.TrimSpace(t["agent.name"]) == "":
		return cases.Fail(cases.Invalid, "intake.agent_name")
	}
	if err := p.faultIn("party"); err != nil {
		return err
	}
	if t["agent.who"] == "agent" {
		return p.faultIn("agent")
	}
	return nil
}

func (p *Intake) badClaims() error {
	if p.form.matter() != cases.Objection {
		return nil
	}
	if len(p.form.Claims) == 0 {
		return cases.Fail(cases.Invalid, "decide.claims")
	}
	for _, c := range p.form.Claims {
		if c.Ground == "" || c.Request == "" {
			return cases.Fail(cases.Invalid, "intake.claim")
		}
		if c.Ground == penaltyChanged {
			if _, err := cases.ParseDate(c.On); err != nil {
				return cases.Fail(cases.Invalid, "intake.claim_on").Because(err)
			}
		}
	}
	return nil
}

func (p *Intake) badPapers() error {
	for _, l := range p.form.paperLines(p.papers) {
		if l.Fault != nil {
			return l.Fault
		}
	}
	return nil
}

// checks lists what the check page shows.
func (p *Intake) checks() []CheckLine {
	if p.form.Step < StepCheck {
		return nil
	}
	line := func(key string, step IntakeStep, err error) CheckLine {
		c := CheckLine{What: Say(under("intake.check", key)), Tone: Good, Step: step, Why: err}
		if err != nil {
			c.Tone = Bad
		}
		return c
	}
	out := []CheckLine{
		line("record", StepRecord, p.badRecord()), line("party", StepMatter, p.badParty()), line("papers", StepPapers, p.badPapers()),
	}
	if p.form.matter() == cases.Objection {
		out = append(out, line("claims", StepMatter, p.badClaims()))
	}
	for _, key := range []string{"party.code", "party.id_number", "agent.until"} {
		if err, warn := faultOf(key, p.form.Fields[key], p.s.Work.Today()); err != nil && warn {
			out = append(out, CheckLine{What: Say(under("field", key)), Tone: Warn, Why: err, Step: StepMatter})
		}
	}
	if missing := len(p.papers) - len(p.given()); missing > 0 {
		out = append(out, CheckLine{What: Say("intake.check.missing", "n", itoa(missing)), Tone: Warn, Step: StepPapers})
	}
	if !p.view.Taken.IsZero() {
		out = append(out, CheckLine{What: p.view.Taken, Tone: Warn, Step: StepRecord})
	}
	return out
}

func (p *Intake) party() cases.Party {
	t := p.form.Fields
	party := cases.Party{
		Kind: cases.PartyKind(t["party.kind"]), Name: strings.TrimSpace(t["party.name"]), Chief: t["party.chief"],
		Address: t["party.address"], Phone: t["party.phone"],
	}
	if party.Kind == cases.PartyPerson {
		party.IDNumber = cases.CheckCode(t["party.id_number"], p.s.Work.Today()).Normal
	} else {
		party.Code = cases.CheckCode(t["party.code"], p.s.Work.Today()).Normal
	}
	return party
}

func (p *Intake) claims() []cases.Claim {
	var out []cases.Claim
	if p.form.matter() != cases.Objection {
		return nil
	}
	for _, c := range p.form.Claims {
		claim := cases.Claim{Ground: c.Ground, Field: c.Field, Shown: c.Shown, Claimed: c.Claimed, Request: c.Request}
		if c.Ground == penaltyChanged {
			claim.On, _ = cases.ParseDate(c.On) // what cannot be read, the check page has said
		}
		out = append(out, claim)
	}
	return out
}

// application is what would be received.
func (p *Intake) application() office.Application {
	t := p.form.Fields
	a := office.Application{
		Matter: p.form.matter(), Party: p.party(), Record: p.form.record(p.s.Work.Today()), Claims: p.claims(), Papers: p.given(),
		Statement: t["statement"],
	}
	if t["agent.who"] == "agent" {
		until, _ := cases.ParseDate(t["agent.until"]) // a day that cannot be read shut the step before
		a.Agent = &cases.Agent{
			Name: strings.TrimSpace(t["agent.name"]), IDNumber: cases.CheckCode(t["agent.id_number"], p.s.Work.Today()).Normal,
			Phone: t["agent.phone"], Until: until,
		}
	}
	return a
}

func (p *Intake) wish() cases.ReceivedAct {
	a := p.application()
	return cases.ReceivedAct{
		Number: "0", Matter: a.Matter, Office: p.s.Work.Office.ID, Party: a.Party, Agent: a.Agent, Record: a.Record, Claims: a.Claims,
		Papers: a.Papers, Statement: a.Statement, On: p.s.Work.Today(),
	}
}

// receive opens the case, issues the receipt and drops the draft. A receipt that
// cannot be issued leaves the case received; the letters tab can issue it later.
func (p *Intake) receive() {
	p.view.Busy, p.view.Problem = true, nil
	p.show()
	if p.saving {
		p.then = p.receive // the save under way must not bring the draft back afterwards
		return
	}
	a, draft := p.application(), p.id
	p.send.ask(func() func() {
		c, err := p.s.Work.Receive(context.Background(), a)
		var letterErr error
		if err == nil {
			var after cases.Case
			if after, _, letterErr = p.s.Work.Issue(context.Background(), c.ID, cases.LetterReceipt); letterErr == nil {
				c = after
			}
			if !draft.IsZero() {
				if dropErr := p.s.Store.DropDraft(context.Background(), draft); dropErr != nil && letterErr == nil {
					letterErr = dropErr
				}
			}
		}
		return func() {
			p.view.Busy = false
			if err != nil {
				p.view.Problem = err
				p.show()
				return
			}
			p.form.Step, p.id, p.kept = StepDone, cases.ID{}, p.changes
			p.view.Case, p.view.Receipt, p.view.Problem = c, c.Number, letterErr
			_, p.view.Letter = c.Letter(string(cases.LetterReceipt))
			p.show()
			p.Received(c)
		}
	})
}
