package present_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"casedesk/app/present"
	"casedesk/cases"
)

// The made-up person; the number is the example of GB 11643.
const (
	plantedID    = "11010519491231002X"
	plantedPhone = "13800138000"
)

// ledger is the book of a real store that can be made to fail.
type ledger struct {
	store
	acts  []cases.Act
	fails error
}

func (l *ledger) LogAccess(ctx context.Context, act cases.Act) error {
	if l.fails != nil {
		return l.fails
	}
	l.acts = append(l.acts, act)
	return l.store.LogAccess(ctx, act)
}

func (l *ledger) reveals() (keys []string) {
	for _, a := range l.acts {
		for _, u := range cases.UsesOf(a) {
			if u.Purpose == "reveal" {
				keys = append(keys, u.Fields...)
			}
		}
	}
	return keys
}

func line(v present.CaseFileView, key string) present.PersonLine {
	i := slices.IndexFunc(v.People, func(l present.PersonLine) bool { return l.Key == key })
	if i < 0 {
		return present.PersonLine{}
	}
	return v.People[i]
}

// A number of a case is in the book before it is in sight, goes back after a while, and
// never shows where the book cannot be written.
func TestALookIsLoggedBeforeTheNumberShows(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	imported(t, s, penalty())
	c := takeIn(w, s, "made_good")
	c.Party.Phone = plantedPhone
	book := &ledger{store: s.Store.(store)}
	s.Books = book
	p := present.NewCaseFile(&w.job, s)
	p.Show(c)
	if l := line(p.View(), "party.phone"); l.Value != "138****8000" || !l.Hidden {
		t.Fatalf("at first: %+v", l)
	}
	p.Look("party.phone")
	show := w.job.take(0)
	if got := book.reveals(); len(got) != 1 || got[0] != "party.phone" || line(p.View(), "party.phone").Shown {
		t.Fatalf("logged %v, the page %+v", got, line(p.View(), "party.phone"))
	}
	show()
	if l := line(p.View(), "party.phone"); l.Value != plantedPhone || !l.Shown {
		t.Errorf("after the look: %+v", l)
	}
	p.Tick(w.now.Add(time.Duration(s.Policy.Reveal)*time.Second - 1))
	if !line(p.View(), "party.phone").Shown {
		t.Error("it goes back too soon")
	}
	p.Tick(w.now.Add(time.Duration(s.Policy.Reveal) * time.Second))
	if l := line(p.View(), "party.phone"); l.Shown || l.Value == plantedPhone {
		t.Errorf("it stays: %+v", l)
	}
	p.Look("party.phone")
	p.Unlook() // the page was left before the disk answered
	w.job.run()
	if line(p.View(), "party.phone").Shown {
		t.Error("a look that was given up shows")
	}
	book.fails = cases.Fail(cases.Exhausted, "store.disk_full")
	p.Look("party.phone")
	w.job.run()
	if l := line(p.View(), "party.phone"); l.Shown || p.View().Problem == nil {
		t.Errorf("without a book it shows: %+v", l)
	}
	p.Look("party.name") // nothing is hidden there
	if len(w.job.list) != 0 {
		t.Error("a look at what is not hidden")
	}
}

// In the form a number hides when the field is left. What was typed just now shows to
// its typist without a look; what came from a record is a look.
func TestNumbersInTheFormAreHiddenUnlessWorkedOn(t *testing.T) {
	w := newWorld(t)
	s := w.sit(cases.Window, cases.Clerk)
	r := penalty()
	var err error
	r.PersonID, err = cases.ParseResidentID(plantedID, cases.MustDate("2026-10-12"))
	must(t, err)
	r.USCC, r.Party, r.PartyKind = cases.USCC{}, "示例个人甲", cases.PartyPerson
	imported(t, s, r)
	book := &ledger{store: s.Store.(store)}
	s.Books = book
	p := present.NewIntake(&w.job, s)
	field := func(key string) present.FieldView {
		i := slices.IndexFunc(p.View().Fields, func(f present.FieldView) bool { return f.Key == key })
		return p.View().Fields[max(i, 0)]
	}
	p.Answer("source", "public")
	p.Answer("fault", "made_good")
	p.Bare("query")
	p.Search(plantedID)
	w.job.run()
	if v := p.View(); v.Query != plantedID || v.QueryHidden || len(v.Subjects) != 1 {
		t.Fatalf("while it is typed: %q, %d found", v.Query, len(v.Subjects))
	}
	p.Hide("query")
	if v := p.View(); v.Query == plantedID || !v.QueryHidden {
		t.Errorf("left: %q", v.Query)
	}
	p.Next()
	p.ChooseRecord(0)
	p.Next()
	w.job.run()
	if f := field("party.id_number"); !f.Hidden || !f.Kept || f.Value == plantedID || f.Fault != nil {
		t.Fatalf("from the record: %+v", f)
	}
	p.Bare("party.id_number")
	w.job.run()
	if f := field("party.id_number"); f.Hidden || f.Value != plantedID || len(book.reveals()) != 1 {
		t.Errorf("looked at: %+v, logged %v", f, book.reveals())
	}
	p.Tick(w.now.Add(time.Hour))
	if !field("party.id_number").Hidden {
		t.Error("it stays in sight")
	}
	w.job.run()
	p.Bare("party.phone")
	p.Set("party.phone", plantedPhone)
	if f := field("party.phone"); f.Hidden || f.Kept || f.Value != plantedPhone {
		t.Errorf("while it is typed: %+v", f)
	}
	p.Hide("party.phone")
	if f := field("party.phone"); !f.Hidden || f.Value != "138****8000" {
		t.Errorf("left: %+v", f)
	}
	p.Bare("party.phone")
	if f := field("party.phone"); f.Hidden || len(book.reveals()) != 1 {
		t.Errorf("its typist comes back: %+v, logged %v", f, book.reveals())
	}
	book.fails = cases.Fail(cases.Exhausted, "store.disk_full")
	p.Bare("party.id_number")
	w.job.run()
	if f := field("party.id_number"); !f.Hidden || p.View().Problem == nil {
		t.Errorf("without a book it shows: %+v", f)
	}
}
