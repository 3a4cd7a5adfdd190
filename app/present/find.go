package present

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"casedesk/cases"
)

const (
	foundRows     = 20 // cases that a search shows
	foundSubjects = 5  // subjects without a case
)

// A Command is something that can be done from anywhere, found by its name.
type Command struct {
	ID   string
	Name Words
	Also Words // other words that it is looked for by, initials too
	Keys []string
}

// FindSort is what a line of the search is about.
type FindSort string

// The sorts of hits, in the order that they are shown in.
const (
	FindCase    FindSort = "case"
	FindSubject FindSort = "subject" // of an imported record; no case here knows it
	FindCommand FindSort = "command"
)

// FindLine is one line of the search: the head of a group, or a hit. From and To are
// the characters that were meant: of Name, or of Below where InBelow says so.
type FindLine struct {
	Head    bool
	Sort    FindSort
	Title   Words // of the head
	Count   int
	Name    Words
	Below   string // number of the case, code of the subject (of a person with most of it hidden)
	From    int
	To      int
	InBelow bool
	Why     Words // what it was found by
	Stage   Words
	Badge   Badge
	Case    cases.ID
	Query   string // what to look for at intake
	Command Command
}

// FindView is what the search shows.
type FindView struct {
	Query    string
	Shown    string // what the field shows: the query, or a person's number with most of it hidden
	Hidden   bool   // Shown is not the query; Bare shows it
	Lines    []FindLine
	Selected int // -1 for none; never a head
	Finding  bool
	Empty    Words // nothing was found, and what else can be tried
	Problem  error
}

// Finder presents the search of cases, subjects and commands.
type Finder struct {
	Changed func(FindView)

	s        Session
	say      func(key string, args ...cases.Arg) string
	commands func() []Command
	find     errand
	view     FindView
}

// NewFinder makes a search in the language of the screen, which say speaks; commands
// tells what can be done now.
func NewFinder(desk Desk, s Session, say func(key string, args ...cases.Arg) string, commands func() []Command) *Finder {
	return &Finder{Changed: func(FindView) {}, s: s, say: say, commands: commands, find: errand{desk: desk}, view: FindView{Selected: -1}}
}

// View gives the search as it is.
func (f *Finder) View() FindView { return f.view }

// Search looks for what was typed, in every state of a case; the next key stops it.
// Nothing typed shows every command.
func (f *Finder) Search(query string) {
	f.find.forget()
	f.view.Query, f.view.Empty, f.view.Problem, f.view.Finding = query, Words{}, nil, false
	f.view.Shown, f.view.Hidden = query, false
	query = strings.TrimSpace(query)
	if query == "" {
		f.show(f.offered(""))
		return
	}
	f.view.Finding = true
	f.Changed(f.view)
	f.find.askTyped(func(ctx context.Context) func() {
		lines, err := f.s.findAll(ctx, query)
		return func() {
			f.view.Finding, f.view.Problem = false, err
			if err != nil {
				f.Changed(f.view)
				return
			}
			if len(lines) > 0 && isWholeNumber(query, f.s.Work.Today()) { // whose it is stands below now
				f.view.Shown, f.view.Hidden = cases.MaskNumber(query), true
			}
			lines = append(lines, f.offered(query)...)
			if len(lines) == 0 {
				f.view.Empty = Say("find.nothing")
				lines = f.waysOn(query)
			}
			f.show(lines)
		}
	})
}

// show puts the first hit under the keyboard.
func (f *Finder) show(lines []FindLine) {
	f.view.Lines, f.view.Selected = lines, -1
	if f.view.Query != "" {
		f.view.Selected = slices.IndexFunc(lines, func(l FindLine) bool { return !l.Head })
	}
	f.Changed(f.view)
}

// Bare shows the query that is hidden, for whoever edits it.
func (f *Finder) Bare() {
	if f.view.Hidden {
		f.view.Shown, f.view.Hidden = f.view.Query, false
		f.Changed(f.view)
	}
}

// Forget ends the search; a late answer is dropped.
func (f *Finder) Forget() {
	f.find.forget()
	f.view = FindView{Selected: -1}
	f.Changed(f.view)
}

// Move selects the hit n lines further down, or up.
func (f *Finder) Move(n int) {
	at, step := f.view.Selected, 1
	if n < 0 {
		n, step = -n, -1
	}
	for i := at + step; i >= 0 && i < len(f.view.Lines) && n > 0; i += step {
		if !f.view.Lines[i].Head {
			at, n = i, n-1
		}
	}
	f.Select(at)
}

// Select selects a hit.
func (f *Finder) Select(i int) {
	if i >= 0 && i < len(f.view.Lines) && !f.view.Lines[i].Head && i != f.view.Selected {
		f.view.Selected = i
		f.Changed(f.view)
	}
}

// Selected gives the hit that Enter opens.
func (f *Finder) Selected() (FindLine, bool) {
	if f.view.Selected < 0 || f.view.Selected >= len(f.view.Lines) {
		return FindLine{}, false
	}
	return f.view.Lines[f.view.Selected], true
}

// offered are the commands that have the text in their names.
func (f *Finder) offered(text string) []FindLine {
	var hits []FindLine
	want := strings.ToLower(text)
	for _, c := range f.commands() {
		name := strings.ToLower(c.Name.In(f.say))
		at := strings.Index(name, want)
		if at < 0 && !strings.Contains(strings.ToLower(c.Also.In(f.say)), want) {
			continue
		}
		l := FindLine{Sort: FindCommand, Name: c.Name, Command: c}
		if at >= 0 && want != "" {
			l.From = utf8.RuneCountInString(name[:at])
			l.To = l.From + utf8.RuneCountInString(want)
		}
		hits = append(hits, l)
	}
	return headed(FindCommand, hits)
}

// CommandIntake is the ID of the command that begins an intake.
const CommandIntake = "go." + string(PageIntake)

// waysOn is what can be done where nothing was found: the subject comes in anew.
func (f *Finder) waysOn(query string) []FindLine {
	for _, c := range f.commands() {
		if c.ID == CommandIntake {
			return headed(FindCommand, []FindLine{{Sort: FindCommand, Name: c.Name, Command: c, Query: query}})
		}
	}
	return nil
}

func headed(sort FindSort, hits []FindLine) []FindLine {
	if len(hits) == 0 {
		return nil
	}
	head := FindLine{Head: true, Sort: sort, Title: Say(under("find", string(sort))), Count: len(hits)}
	return append([]FindLine{head}, hits...)
}

// findAll asks the store for cases, and for subjects that no case here knows.
func (s Session) findAll(ctx context.Context, query string) ([]FindLine, error) {
	found, err := s.Store.Find(ctx, query, foundRows)
	if err != nil {
		return nil, err
	}
	var hits []FindLine
	for _, f := range found {
		hits = append(hits, s.caseHit(f, query))
	}
	subjects, err := s.findSubjects(ctx, query, found)
	return append(headed(FindCase, hits), headed(FindSubject, subjects)...), err
}

func (s Session) caseHit(f cases.Found, query string) FindLine {
	q := queueLine(s.Work.Calendar, s.Work.Today(), f.Row)
	l := FindLine{Sort: FindCase, Name: Plain(f.Row.Party), Below: f.Row.Number, From: f.From, To: f.To, Why: Say(under("found", string(f.By))),
		Stage: q.Stage, Badge: q.Badge, Case: f.Row.Case}
	if f.By == cases.FoundByNumber {
		if !strings.Contains(fold(l.Below), fold(query)) && strings.Contains(fold(f.Row.DocNumber), fold(query)) {
			l.Below = f.Row.DocNumber
		}
		l.From, l.To, l.InBelow = span(l.Below, query)
	}
	return l
}

// findSubjects gives whom imported records name and no case here: those come in anew.
func (s Session) findSubjects(ctx context.Context, query string, found []cases.Found) ([]FindLine, error) {
	records, err := s.Store.FindRecords(ctx, query, foundRows)
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for _, f := range found {
		known[f.Row.Party] = true
	}
	var out []FindLine
	for _, r := range records {
		code := r.USCC.String()
		if known[r.Party] || len(out) == foundSubjects {
			continue
		}
		known[r.Party] = true
		exact := r.Party
		if code != "" {
			exact = code
		}
		if cases, err := s.Store.Find(ctx, exact, 1); err != nil || len(cases) > 0 {
			if err != nil {
				return nil, err
			}
			continue
		}
		l := FindLine{Sort: FindSubject, Name: Plain(r.Party), Below: code, Query: exact, Stage: Say("find.no_case")}
		if code == "" {
			l.Below = r.PersonID.Masked()
		}
		l.From, l.To, _ = span(r.Party, query)
		if l.To == 0 && code != "" {
			l.From, l.To, l.InBelow = span(code, query)
		}
		out = append(out, l)
	}
	return out, nil
}

// span finds a text in another, letters in either size; positions are characters.
func span(in, text string) (from, to int, ok bool) {
	at := strings.Index(fold(in), fold(text))
	if at < 0 || text == "" {
		return 0, 0, false
	}
	from = utf8.RuneCountInString(fold(in)[:at])
	return from, from + utf8.RuneCountInString(fold(text)), true
}

// fold makes letters small one by one, so that places stay where they are.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r - 'A' + 'a'
		}
		return r
	}, s)
}

// found gives the rows of the cases that a text finds.
func (s Session) found(ctx context.Context, text string) ([]cases.Row, error) {
	found, err := s.Store.Find(ctx, text, foundRows)
	rows := make([]cases.Row, len(found))
	for i, f := range found {
		rows[i] = f.Row
	}
	return rows, err
}
