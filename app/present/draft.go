package present

import (
	"context"
	"encoding/json"
	"slices"
	"time"

	"casedesk/cases"
)

const (
	intakeDraft   = "intake" // the form's name in a draft
	intakeVersion = 1        // of the form
)

// DraftLine is a draft that can be gone on with.
type DraftLine struct {
	ID    cases.ID
	Name  string // of the subject, or what was searched for
	Step  Words
	Saved Words // when it was last kept
}

// keep writes the draft if it changed. One save at a time: what is typed
// meanwhile goes with the next.
func (p *Intake) keep(now time.Time) {
	if p.changes == p.kept || p.saving || p.view.Busy || p.form.Step == StepDone {
		return
	}
	if p.id.IsZero() {
		id, err := p.s.Work.NewID()
		if err != nil {
			p.view.Problem = err
			p.show()
			return
		}
		p.id = id
	}
	body, err := json.Marshal(p.form)
	if err != nil {
		p.view.Problem = cases.Fail(cases.Invalid, "draft.body").Because(err)
		p.show()
		return
	}
	d := cases.Draft{ID: p.id, Account: p.s.Work.Account.ID, Form: intakeDraft, Version: intakeVersion, Body: body, Saved: now.UnixMilli()}
	upto := p.changes
	p.saving = true
	p.save.ask(func() func() {
		err := p.s.Store.SaveDraft(context.Background(), d)
		return func() {
			p.saving = false
			if err != nil {
				p.view.Problem = err
			} else {
				p.kept = upto
				p.view.Saved = Say("draft.saved", "time", now.In(china).Format("15:04:05"))
			}
			p.show()
			if then := p.then; then != nil {
				p.then = nil
				then()
			}
		}
	})
}

// LoadDrafts lists the drafts of the account, the latest first.
func (p *Intake) LoadDrafts() {
	p.list.ask(func() func() {
		drafts, err := p.s.Store.Drafts(context.Background(), p.s.Work.Account.ID)
		return func() {
			if err != nil {
				p.view.Problem = err
			}
			p.view.Drafts = draftLines(drafts)
			p.show()
		}
	})
}

func draftLines(drafts []cases.Draft) []DraftLine {
	drafts = slices.Clone(drafts)
	slices.SortStableFunc(drafts, func(a, b cases.Draft) int { return int(b.Saved - a.Saved) })
	var out []DraftLine
	for _, d := range drafts {
		f, err := readForm(d)
		if err != nil {
			continue // another form, or one of a newer program: not this page's
		}
		name := f.Fields["party.name"]
		if name == "" && f.Record != nil {
			name = f.Record.Party
		}
		if name == "" {
			if name = f.Query; isNumber(name, cases.DayIn(time.UnixMilli(d.Saved))) {
				name = cases.MaskNumber(name)
			}
		}
		at := time.UnixMilli(d.Saved).In(china)
		out = append(out, DraftLine{
			ID: d.ID, Name: name, Step: Say(stepKeys[f.Step]),
			Saved: Say("draft.saved_on", "day", cases.DayIn(at).String(), "time", at.Format("15:04:05")),
		})
	}
	return out
}

func readForm(d cases.Draft) (intakeForm, error) {
	f := newForm()
	if d.Form != intakeDraft || d.Version != intakeVersion {
		return f, cases.Fail(cases.TooNew, "draft.version")
	}
	if err := json.Unmarshal(d.Body, &f); err != nil || f.Step < StepTriage || f.Step > StepCheck {
		return newForm(), cases.Fail(cases.Damaged, "draft.body").Because(err)
	}
	if f.Fields == nil {
		f.Fields = map[string]string{}
	}
	return f, nil
}

// Reopen goes on with a draft exactly as it was typed.
func (p *Intake) Reopen(id cases.ID) {
	p.reset()
	p.view.Busy = true
	p.show()
	p.send.ask(func() func() {
		drafts, err := p.s.Store.Drafts(context.Background(), p.s.Work.Account.ID)
		return func() {
			p.view.Busy = false
			f := newForm()
			if err == nil {
				i := slices.IndexFunc(drafts, func(d cases.Draft) bool { return d.ID == id })
				if i < 0 {
					err = cases.Fail(cases.NotFound, "draft.gone")
				} else {
					f, err = readForm(drafts[i])
				}
			}
			if err != nil {
				p.view.Problem = err
				p.show()
				return
			}
			p.reopened(id, f)
		}
	})
}

// reopened shows a draft; what was searched and asked before is asked again.
func (p *Intake) reopened(id cases.ID, f intakeForm) {
	p.id, p.form = id, f
	p.steps.begin(f)
	p.view.Hint = hint(f.Query, p.s.Work.Today())
	if f.Step >= StepPapers {
		p.papers = p.basePapers()
	}
	switch {
	case f.Record != nil:
		p.found = []cases.Record{*f.Record}
		p.view.Subjects = []SubjectLine{{Name: f.Record.Party, Code: subjectCode(*f.Record), Records: 1, Chosen: true, key: subjectKey(*f.Record)}}
		p.view.Subject, p.view.Record = 0, 0
		p.view.Records = recordLines(p.found, subjectKey(*f.Record))
		p.view.Records[0].Chosen = true
	case f.Query != "" && !f.ByHand && f.Step <= StepRecord:
		p.seek(f.Query)
	}
	if f.Step >= StepPapers {
		p.askPapers()
	}
	p.show()
}

// Discard drops a draft for good.
func (p *Intake) Discard(id cases.ID) {
	if id == p.id {
		p.reset()
	}
	p.list.ask(func() func() {
		err := p.s.Store.DropDraft(context.Background(), id)
		return func() {
			if err != nil {
				p.view.Problem = err
			} else {
				p.view.Drafts = slices.DeleteFunc(slices.Clone(p.view.Drafts), func(d DraftLine) bool { return d.ID == id })
			}
			p.show()
		}
	})
}
