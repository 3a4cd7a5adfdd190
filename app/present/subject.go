package present

import (
	"context"

	"casedesk/cases"
)

// foundRecords is how many imported records one search brings.
const foundRecords = 200

// CodeHint is what is odd about a code that was typed into the search.
type CodeHint struct {
	Shown   bool
	Warn    bool // odd, but it may be right
	Reason  error
	Suggest string // a code that passes, the likeliest
	Offer   Words  // 改为 5 并查找
	At      int    // position of the one character that differs, 1 is the first; 0 where there is no single one
	Was, Is string
	Explain Words // 很可能是第 17 位：6 应为 5
}

// SubjectLine is one subject that the search found.
type SubjectLine struct {
	Name    string
	Code    string // the unified code, or the masked number of a person
	Person  bool
	Records int // decisions, duplicates folded
	Open    int // cases not yet closed
	Chosen  bool
	key     string
}

// Search looks for records and cases by code, name or number as it is typed.
func (p *Intake) Search(text string) {
	if p.form.Step == StepDone {
		return
	}
	if text != p.form.Query { // the record of another search is not this one's
		p.form.Record, p.view.Taken, p.view.TakenCase = nil, Words{}, cases.ID{}
	}
	p.form.Query, p.view.Subject, p.view.Record = text, -1, -1
	p.view.Hint = hint(text, p.s.Work.Today())
	p.view.NoSubject = Words{}
	p.seek(text)
	p.touched()
}

// UseSuggestion searches for the code that was likely meant.
func (p *Intake) UseSuggestion() {
	if p.view.Hint.Suggest != "" {
		p.Search(p.view.Hint.Suggest)
	}
}

// hint judges a text that looks like a code.
func hint(text string, today cases.Date) CodeHint {
	c := cases.CheckCode(text, today)
	if c.Reason == nil || c.Kind == "" || len(c.Normal) < 15 {
		return CodeHint{}
	}
	h := CodeHint{Shown: true, Warn: c.Level == cases.LevelWarn, Reason: c.Reason}
	if len(c.Suggest) == 0 {
		return h
	}
	h.Suggest = c.Suggest[0]
	h.At, h.Was, h.Is = difference(c.Normal, h.Suggest)
	h.Offer = Say("intake.use_code", "code", h.Suggest)
	if h.At > 0 {
		h.Offer = Say("intake.use_digit", "is", h.Is)
		h.Explain = Say("intake.likely", "at", itoa(h.At), "was", h.Was, "is", h.Is)
	}
	return h
}

// difference finds the one character in which two codes differ.
func difference(a, b string) (at int, was, is string) {
	if len(a) != len(b) {
		return 0, "", ""
	}
	for i := range len(a) {
		if a[i] == b[i] {
			continue
		}
		if at > 0 {
			return 0, "", ""
		}
		at, was, is = i+1, a[i:i+1], b[i:i+1]
	}
	return at, was, is
}

// seek asks the store; a search in the middle of typing is simply overtaken.
func (p *Intake) seek(text string) {
	if text == "" {
		p.find.forget()
		p.found, p.view.Searching, p.view.Subjects, p.view.Records, p.view.Known = nil, false, nil, nil, nil
		return
	}
	p.view.Searching = true
	p.find.askTyped(func(ctx context.Context) func() {
		records, err := p.s.Store.FindRecords(ctx, text, foundRecords)
		var rows []cases.Row
		if err == nil {
			rows, err = p.s.found(ctx, text)
		}
		return func() {
			p.view.Searching = false
			if err != nil {
				p.view.Problem = err
			} else {
				p.take(records, rows)
			}
			p.show()
		}
	})
}

// take shows what the search found; a single subject is chosen at once.
func (p *Intake) take(records []cases.Record, rows []cases.Row) {
	p.found, p.view.Subject, p.view.Subjects = records, -1, nil
	at := map[string]int{}
	seen := map[string]bool{}
	for _, r := range records {
		key := subjectKey(r)
		i, known := at[key]
		if !known {
			i = len(p.view.Subjects)
			at[key] = i
			p.view.Subjects = append(p.view.Subjects, SubjectLine{
				Name: r.Party, Code: subjectCode(r), Person: r.PartyKind == cases.PartyPerson, key: key,
			})
		}
		if !seen[r.Key()] {
			seen[r.Key()] = true
			p.view.Subjects[i].Records++
		}
	}
	for i := range p.view.Subjects {
		for _, row := range rows {
			if row.Party == p.view.Subjects[i].Name && !closed(row.State) {
				p.view.Subjects[i].Open++
			}
		}
	}
	p.view.NoSubject = Words{}
	if len(p.view.Subjects) == 0 {
		p.view.NoSubject = Say("intake.no_subject")
	}
	if len(p.view.Subjects) == 1 {
		p.chooseSubject(0)
	}
}

func subjectKey(r cases.Record) string {
	if !r.USCC.IsZero() {
		return r.USCC.String()
	}
	if n := r.PersonID.Number(); n != "" {
		return n
	}
	return r.Party
}

func subjectCode(r cases.Record) string {
	if !r.USCC.IsZero() {
		return r.USCC.String()
	}
	return r.PersonID.Masked()
}

// ChooseSubject takes one of the subjects found.
func (p *Intake) ChooseSubject(i int) {
	if i < 0 || i >= len(p.view.Subjects) {
		return
	}
	p.chooseSubject(i)
	p.touched()
}

func (p *Intake) chooseSubject(i int) {
	p.view.Subject, p.view.Record, p.form.Record, p.form.ByHand = i, -1, nil, false
	p.view.Subjects = append([]SubjectLine(nil), p.view.Subjects...)
	for n := range p.view.Subjects {
		p.view.Subjects[n].Chosen = n == i
	}
	p.view.Records = recordLines(p.found, p.view.Subjects[i].key)
	p.askTaken(p.view.Subjects[i].Name)
}

// EnterByHand takes a subject and a record that were never imported.
func (p *Intake) EnterByHand() {
	p.find.forget()
	p.view.Searching, p.view.Subject, p.view.Record = false, -1, -1
	p.view.Records, p.view.Known, p.view.Taken = nil, nil, Words{}
	p.form.ByHand, p.form.Record = true, nil
	if p.form.Fields["party.code"] == "" {
		if c := cases.CheckCode(p.form.Query, p.s.Work.Today()); c.Kind == cases.CodeUSCC {
			p.form.Fields["party.code"] = c.Normal
		}
	}
	p.touched()
}
