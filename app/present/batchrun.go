package present

import (
	"context"
	"slices"

	"casedesk/app/office"
	"casedesk/cases"
)

// Print prints the copies that are chosen, one after the other.
func (b *Batch) Print() {
	var wishes []office.CopyWish
	for _, w := range b.view.Wishes {
		if w.On {
			wishes = append(wishes, w.wish)
		}
	}
	if len(wishes) == 0 || !b.ready() {
		return
	}
	b.start(1, len(wishes))
	b.line.ask(func() func() {
		copies, err := b.s.Work.Queue(context.Background(), b.s.Ledger, wishes)
		return func() {
			if err != nil {
				b.ended(err)
				return
			}
			b.run, b.view.Wishes = copies[0].Batch, nil
			for i, c := range copies {
				b.view.Copies = slices.Insert(b.view.Copies, i, BatchLine{b.s.copyLine(c), Say(under("letter", string(c.Sort))), ""})
			}
			b.next(b.run)
		}
	})
}

// Resume goes on with a run that was stopped or cut off.
func (b *Batch) Resume() {
	i := slices.IndexFunc(b.view.Copies, func(l BatchLine) bool { return l.Copy.State == cases.CopyMade })
	if i < 0 || !b.ready() {
		return
	}
	c := b.view.Copies[i].Copy
	b.run = c.Batch
	b.start(c.Place, c.Of)
	b.next(c.Batch)
}

func (b *Batch) ready() bool {
	return !b.view.Busy && !b.view.Loading && b.view.Why == nil && b.view.Printer >= 0
}

func (b *Batch) start(place, of int) {
	b.view.Busy, b.view.Stopping, b.view.Place, b.view.Of, b.view.Problem = true, false, place, of, nil
	b.Changed(b.view)
}

// next prints one copy and, unless somebody stopped the run meanwhile, the one after it.
func (b *Batch) next(run cases.ID) {
	printer := b.printers[b.view.Printer]
	b.line.ask(func() func() {
		var now cases.Copy
		more, err := b.s.Work.PrintNext(context.Background(), b.s.Ledger, printer, run, func(c cases.Copy) { now = c })
		return func() {
			for i, l := range b.view.Copies {
				if l.Copy.ID == now.ID {
					b.view.Copies = slices.Clone(b.view.Copies)
					b.view.Copies[i].CopyLine = b.s.copyLine(now)
				}
			}
			if err != nil || !more || b.view.Stopping {
				b.ended(err)
				return
			}
			b.view.Place = now.Place + 1
			b.Changed(b.view)
			b.next(run)
		}
	})
}

func (b *Batch) ended(err error) {
	b.view.Busy, b.view.Stopping = false, false
	b.load(err)
}

// Stop ends a run before its next copy; the rest stays to be printed.
func (b *Batch) Stop() {
	if b.view.Busy && !b.view.Stopping {
		b.view.Stopping = true
		b.Changed(b.view)
	}
}

// DropRest takes back what waits to be printed, of every run. The letters stay.
func (b *Batch) DropRest() {
	var runs []cases.ID
	for _, l := range b.view.Copies {
		if l.Copy.State == cases.CopyMade && !slices.Contains(runs, l.Copy.Batch) {
			runs = append(runs, l.Copy.Batch)
		}
	}
	b.change(func(ctx context.Context) error {
		for _, r := range runs {
			if err := b.s.Work.CancelRun(ctx, b.s.Ledger, r); err != nil {
				return err
			}
		}
		return nil
	})
}

// Settle says what somebody saw: the copy is in hand, or nothing came out and it
// waits to be printed again.
func (b *Batch) Settle(c cases.Copy, inHand bool) {
	to := cases.CopyMade
	if inHand {
		to = cases.CopyInHand
	}
	b.move(to, "", c)
}

// Spoil says that a copy is spoiled, and why.
func (b *Batch) Spoil(c cases.Copy, why string) { b.move(cases.CopySpoiled, why, c) }

// AllInHand says that every copy that was handed to a printer has been seen, all of
// the run printed last, or where none was printed of every run.
func (b *Batch) AllInHand() {
	var seen []cases.Copy
	for _, l := range b.view.Copies {
		if l.Seen && (b.run.IsZero() || l.Copy.Batch == b.run) {
			seen = append(seen, l.Copy)
		}
	}
	b.move(cases.CopyInHand, "", seen...)
}

func (b *Batch) move(to cases.CopyState, note string, copies ...cases.Copy) {
	b.change(func(ctx context.Context) error {
		for _, c := range copies {
			if _, err := b.s.Ledger.MoveCopy(ctx, c, to, note); err != nil {
				return err
			}
		}
		return nil
	})
}

// change does something to the ledger, unless a run goes on, and shows what it became.
func (b *Batch) change(do func(ctx context.Context) error) {
	if b.view.Busy {
		return
	}
	b.line.ask(func() func() {
		err := do(context.Background())
		return func() { b.load(err) }
	})
}
