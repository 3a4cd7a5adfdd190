package present

import (
	"context"
	"slices"

	"casedesk/app/office"
	"casedesk/cases"
)

// BatchLine is one copy of a run, with whose letter it is.
type BatchLine struct {
	CopyLine
	Letter Words // letter.L8
	Party  string
}

// WishLine is a copy that can be printed: of a letter that is issued and not on paper,
// or in place of a spoiled one.
type WishLine struct {
	Letter Words
	Number string
	Party  string
	Name   Words // copy.original
	Stands bool  // in place of a spoiled copy
	On     bool  // it will be printed
	wish   office.CopyWish
}

// BatchView is what the printing of many letters shows.
type BatchView struct {
	Open     bool
	Loading  bool
	Printers []string
	Printer  int // chosen; -1 where the machine has none
	Copies   []BatchLine
	Wishes   []WishLine
	Cases    int        // that were asked about
	Ask      *BatchLine // may lie in the tray: nothing is printed until somebody looked
	Left     int        // copies of runs that wait to be printed
	Unseen   int        // handed to a printer, and nobody has said that they are in hand
	Busy     bool
	Place    int // while busy: which copy of the run is being printed
	Of       int
	Stopping bool
	Why      error // why nothing can be printed
	Problem  error
}

// Chosen is how many copies are to be printed.
func (v BatchView) Chosen() (n int) {
	for _, w := range v.Wishes {
		if w.On {
			n++
		}
	}
	return n
}

// Batch presents the printing of the letters of many cases, and what became of every
// run that is not settled.
type Batch struct {
	Changed func(BatchView)

	s        Session
	line     errand
	printers []office.Printer
	ids      []cases.ID
	run      cases.ID // the run that was printed here last
	view     BatchView
}

// NewBatch makes a batch that is not open.
func NewBatch(desk Desk, s Session) *Batch {
	return &Batch{Changed: func(BatchView) {}, s: s, line: errand{desk: desk}, view: BatchView{Printer: -1}}
}

// View gives the batch as it is.
func (b *Batch) View() BatchView { return b.view }

// Open asks which letters of the cases can be printed.
func (b *Batch) Open(ids []cases.ID) {
	if b.view.Busy {
		return
	}
	b.ids, b.run = ids, cases.ID{}
	b.view.Open, b.view.Loading, b.view.Cases, b.view.Wishes = true, true, len(ids), nil
	b.Changed(b.view)
	b.load(nil)
}

// Refresh asks what is not settled, whether the batch is open or not.
func (b *Batch) Refresh() {
	if !b.view.Busy {
		b.load(nil)
	}
}

// Close leaves everything in the ledger as it is; while a run goes on it only stops it.
func (b *Batch) Close() {
	if b.view.Busy {
		b.Stop()
		return
	}
	b.ids = nil
	b.view.Open, b.view.Wishes, b.view.Problem = false, nil, nil
	b.Changed(b.view)
}

// stock is what the ledger and the cases tell.
type stock struct {
	printers []office.Printer
	copies   []cases.Copy
	rows     map[cases.ID]cases.Row
	wishes   []WishLine
}

// load asks again; problem is what happened before.
func (b *Batch) load(problem error) {
	if b.s.Ledger == nil {
		return
	}
	ids, run := b.ids, b.run
	b.line.ask(func() func() {
		st, err := b.s.stock(context.Background(), ids, run)
		return func() {
			b.view.Loading = false
			if b.view.Problem = problem; problem == nil {
				b.view.Problem = err
			}
			if err == nil {
				b.take(st)
			}
			b.Changed(b.view)
		}
	})
}

// stock collects the runs that are not settled, the one printed last, and what of the
// cases can be printed besides.
func (s Session) stock(ctx context.Context, ids []cases.ID, run cases.ID) (st stock, err error) {
	st.rows = map[cases.ID]cases.Row{}
	if st.printers, err = s.Printers(ctx); err != nil {
		return st, err
	}
	open, err := s.Ledger.Copies(ctx, cases.ID{})
	if err != nil {
		return st, err
	}
	runs := []cases.ID{}
	if !run.IsZero() {
		runs = append(runs, run)
	}
	for _, c := range open {
		if !slices.Contains(runs, c.Batch) {
			runs = append(runs, c.Batch)
		}
	}
	for _, r := range runs {
		copies, err := s.Ledger.Copies(ctx, r)
		if err != nil {
			return st, err
		}
		st.copies = append(st.copies, copies...)
	}
	for _, c := range st.copies {
		if _, known := st.rows[c.Case]; !known {
			if st.rows[c.Case], err = s.Store.Row(ctx, c.Case); err != nil && cases.KindOf(err) != cases.NotFound {
				return st, err
			}
		}
	}
	st.wishes, err = s.wishes(ctx, ids)
	return st, err
}

// wishes lists what of the cases' letters is not on paper: 正本, 存档联 and, where the
// party signs for it, 送达回证 of a letter that was never printed, and a copy in place of a spoiled one.
func (s Session) wishes(ctx context.Context, ids []cases.ID) (out []WishLine, err error) {
	for _, id := range ids {
		c, err := s.Store.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		copies, err := s.Ledger.CopiesOf(ctx, id)
		if err != nil {
			return nil, err
		}
		for _, l := range c.Letters {
			if !s.issuedHere(c, l) {
				continue
			}
			out = append(out, s.wishesOf(c, l, copies)...)
		}
	}
	return out, nil
}

// issuedHere tells whether an account of this office issued a letter; only then its
// bytes lie here.
func (s Session) issuedHere(c cases.Case, l cases.LetterAct) bool {
	event := c.LetterEvent(l)
	i := slices.IndexFunc(c.Past, func(h cases.Happening) bool { return h.Event == event })
	if i < 0 {
		return false
	}
	o, _, ok := s.Work.Directory.OfficeOf(c.Past[i].Actor)
	return ok && o.ID == s.Work.Office.ID
}

func (s Session) wishesOf(c cases.Case, l cases.LetterAct, copies []cases.Copy) (out []WishLine) {
	replaced, printed := map[cases.ID]bool{}, false
	for _, k := range copies {
		replaced[k.Replaces] = true
	}
	add := func(name cases.CopyName, stands cases.ID) {
		out = append(out, WishLine{
			Letter: Say(under("letter", l.Letter)), Number: l.Number, Party: c.Party.Name, Name: Say(under("copy", string(name))),
			Stands: !stands.IsZero(), On: true,
			wish: office.CopyWish{Case: c.ID, Letter: l, Event: c.LetterEvent(l), Name: name, Stands: stands},
		})
	}
	for _, k := range copies {
		if k.Number != l.Number || string(k.Sort) != l.Letter || k.State == cases.CopyCancelled {
			continue
		}
		printed = true
		if k.State == cases.CopySpoiled && !replaced[k.ID] {
			add(k.Name, k.ID)
		}
	}
	if !printed {
		add(cases.CopyOriginal, cases.ID{})
		add(cases.CopyFile, cases.ID{})
		if r, _ := cases.LetterRuleOf(cases.LetterSort(l.Letter)); r.Signed && cases.MayPrint(cases.SheetService, c, s.Work.Office) == nil {
			add(cases.CopyReceipt, cases.ID{})
		}
	}
	return out
}

// take puts what was found into the view.
func (b *Batch) take(st stock) {
	v := &b.view
	b.printers, v.Printers = st.printers, nil
	for _, p := range st.printers {
		v.Printers = append(v.Printers, p.Name())
	}
	v.Printer = min(max(v.Printer, 0), len(v.Printers)-1)
	v.Copies, v.Ask, v.Left, v.Unseen, v.Wishes = nil, nil, 0, 0, st.wishes
	for _, c := range st.copies {
		if c.State == cases.CopyCancelled {
			continue
		}
		l := BatchLine{b.s.copyLine(c), Say(under("letter", string(c.Sort))), st.rows[c.Case].Party}
		v.Copies = append(v.Copies, l)
		switch {
		case l.Ask && v.Ask == nil:
			v.Ask = &l
		case c.State == cases.CopyMade:
			v.Left++
		case l.Seen:
			v.Unseen++
		}
	}
	v.Why = nil
	switch {
	case v.Ask != nil:
		c := v.Ask.Copy
		v.Why = cases.Fail(cases.Conflict, "printing.uncertain", "number", c.Number, "place", itoa(c.Place), "of", itoa(c.Of))
	case len(v.Printers) == 0:
		v.Why = cases.Fail(cases.NotFound, "printing.no_printer")
	}
}

// UsePrinter sends what comes next to another printer.
func (b *Batch) UsePrinter(i int) {
	if i >= 0 && i < len(b.printers) && !b.view.Busy {
		b.view.Printer = i
		b.Changed(b.view)
	}
}

// Toggle takes a copy out of what is to be printed, or in again.
func (b *Batch) Toggle(i int) {
	if i < 0 || i >= len(b.view.Wishes) || b.view.Busy {
		return
	}
	b.view.Wishes = slices.Clone(b.view.Wishes)
	b.view.Wishes[i].On = !b.view.Wishes[i].On
	b.Changed(b.view)
}
