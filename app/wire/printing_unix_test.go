//go:build !windows

package wire

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// virtual puts scripts named lp and lpstat before all others: a print system that
// lays what it takes into a folder, as a virtual printer does.
func virtual(t *testing.T, lp string) (tray string) {
	t.Helper()
	dir := t.TempDir()
	tray = filepath.Join(dir, "tray")
	if err := os.Mkdir(tray, 0o700); err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{"lp": lp, "lpstat": `case $1 in -e) printf 'first\nsecond\n';; -d) echo 'system default destination: second';; esac`} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", dir+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("TRAY", tray)
	return tray
}

const takes = `n=$(ls "$TRAY" | wc -l); cat > "$TRAY/$n.pdf" && echo "request id is $2-$n (0 file(s))"`

// printing is a window's desk with one issued receipt.
func printing(t *testing.T) (office.Desk, *sqlite.Session, office.CopyWish) {
	t.Helper()
	d := newWorld(t).sit(cases.Window, cases.Clerk)
	ctx := context.Background()
	c := must[cases.Case](t)(d.Receive(ctx, repairApplication()))
	after, act, err := d.Issue(ctx, c.ID, cases.LetterReceipt)
	if err != nil {
		t.Fatal(err)
	}
	return d, d.Store.(*sqlite.Session), office.CopyWish{Case: c.ID, Letter: act, Event: after.Past[len(after.Past)-1].Event, Name: cases.CopyOriginal}
}

func wishes(w office.CopyWish) []office.CopyWish {
	second := w
	second.Name = cases.CopyFile
	return []office.CopyWish{w, second}
}

func TestTheSystemsPrinterGetsTheIssuedBytes(t *testing.T) {
	tray := virtual(t, takes)
	d, s, w := printing(t)
	ctx := context.Background()
	printers := must[[]office.Printer](t)(Printers(ctx))
	if len(printers) != 2 || printers[0].Name() != "second" {
		t.Fatalf("printers %v; the default one comes first", printers)
	}
	copies := must[[]cases.Copy](t)(d.Queue(ctx, s, wishes(w)))
	var told []cases.CopyState
	err := d.PrintRun(ctx, s, printers[0], copies[0].Batch, func(c cases.Copy) { told = append(told, c.State) })
	if err != nil || len(told) != 4 {
		t.Fatalf("%v, told %v", err, told)
	}
	issued := must[[]byte](t)(d.LetterBytes(ctx, w.Letter))
	for _, name := range []string{"0.pdf", "1.pdf"} {
		if b, err := os.ReadFile(filepath.Join(tray, name)); err != nil || !bytes.Equal(b, issued) {
			t.Errorf("%s in the tray is not the issued letter: %d bytes, %v", name, len(b), err)
		}
	}
	printed := 0 // each copy has a line in the book of who saw what
	for _, l := range must[[]sqlite.Listed](t)(s.Headers(ctx)) {
		if l.Header.Kind == cases.KindPrinted {
			printed++
		}
	}
	if printed != 2 {
		t.Errorf("%d copies were logged as printed", printed)
	}
	for i, c := range must[[]cases.Copy](t)(s.CopiesOf(ctx, w.Case)) {
		if c.State != cases.CopySent || c.Printer != "second" || c.Job != "second-"+string(rune('0'+i)) || c.Place != i+1 {
			t.Errorf("ledger line %d: %+v", i, c)
		}
	}
}

// What the print system refuses goes back to be printed; what it may have stays
// uncertain, is named, and stops the next run until somebody looked.
func TestARefusedCopyWaitsAndAnUncertainOneIsNamed(t *testing.T) {
	d, s, w := printing(t)
	ctx := context.Background()
	copies := must[[]cases.Copy](t)(d.Queue(ctx, s, wishes(w)))
	batch := copies[0].Batch
	quiet := func(cases.Copy) {}

	virtual(t, `echo "lp: no such destination" >&2; exit 1`)
	err := d.PrintRun(ctx, s, cups{"gone"}, batch, quiet)
	if cases.KeyOf(err) != "printing.refused" || !strings.Contains(errors.Unwrap(err).Error(), "no such destination") {
		t.Fatal(err)
	}
	if c := must[[]cases.Copy](t)(s.Copies(ctx, batch))[0]; c.State != cases.CopyMade {
		t.Fatalf("a refused copy is %s", c.State)
	}

	virtual(t, takes+`; kill -9 $$`)
	if err := d.PrintRun(ctx, s, cups{"dying"}, batch, quiet); cases.KeyOf(err) != "printing.uncertain" {
		t.Fatal(err)
	}
	virtual(t, takes)
	if err := d.PrintRun(ctx, s, cups{"well"}, batch, quiet); cases.KeyOf(err) != "printing.uncertain" {
		t.Fatalf("went on printing over an uncertain copy: %v", err)
	}
	if _, err := d.Queue(ctx, s, wishes(w)); cases.KeyOf(err) != "printing.uncertain" {
		t.Fatalf("a new run over an uncertain copy: %v", err)
	}
	open := must[[]cases.Copy](t)(s.Copies(ctx, cases.ID{}))
	if len(open) != 2 || !open[0].Uncertain() || open[1].State != cases.CopyMade {
		t.Fatalf("open: %+v", open)
	}
	if _, err := s.MoveCopy(ctx, open[0], cases.CopyInHand, ""); err != nil {
		t.Fatal(err)
	}
	if err := d.PrintRun(ctx, s, cups{"well"}, batch, quiet); err != nil {
		t.Fatal(err)
	}
}

func TestCopiesInTheLedgerGoOnlyForward(t *testing.T) {
	virtual(t, takes)
	d, s, w := printing(t)
	ctx := context.Background()
	copies := must[[]cases.Copy](t)(d.Queue(ctx, s, wishes(w)))
	if err := d.PrintRun(ctx, s, cups{"p"}, copies[0].Batch, func(cases.Copy) {}); err != nil {
		t.Fatal(err)
	}
	c := must[[]cases.Copy](t)(s.Copies(ctx, copies[0].Batch))[0]
	if _, err := s.MoveCopy(ctx, c, cases.CopySpoiled, ""); cases.KeyOf(err) != "printing.reason" {
		t.Errorf("spoiled without a reason: %v", err)
	}
	spoiled := must[cases.Copy](t)(s.MoveCopy(ctx, c, cases.CopySpoiled, "卡纸"))
	if _, err := s.MoveCopy(ctx, c, cases.CopyInHand, ""); cases.KeyOf(err) != "printing.state" {
		t.Errorf("a copy of which the ledger knows better: %v", err)
	}
	if _, err := s.MoveCopy(ctx, spoiled, cases.CopyMade, ""); cases.KeyOf(err) != "printing.state" {
		t.Errorf("a spoiled copy printed again: %v", err)
	}
	w.Stands = spoiled.ID
	again := must[[]cases.Copy](t)(d.Queue(ctx, s, []office.CopyWish{w}))
	if err := d.CancelRun(ctx, s, again[0].Batch); err != nil {
		t.Fatal(err)
	}
	if err := d.PrintRun(ctx, s, cups{"p"}, again[0].Batch, func(cases.Copy) { t.Error("a cancelled copy was printed") }); err != nil {
		t.Fatal(err)
	}
}

// A run that is cancelled stops between two copies; the rest can be printed later.
func TestACancelledRunStopsBetweenTwoCopies(t *testing.T) {
	virtual(t, takes)
	d, s, w := printing(t)
	copies := must[[]cases.Copy](t)(d.Queue(context.Background(), s, wishes(w)))
	ctx, stop := context.WithCancel(context.Background())
	err := d.PrintRun(ctx, s, cups{"p"}, copies[0].Batch, func(c cases.Copy) { stop() })
	if !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	now := must[[]cases.Copy](t)(s.Copies(context.Background(), copies[0].Batch))
	if now[0].State != cases.CopySent || now[1].State != cases.CopyMade {
		t.Errorf("after the cancel: %s, %s", now[0].State, now[1].State)
	}
}
