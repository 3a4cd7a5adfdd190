package screen_test

import (
	"context"
	"errors"
	"flag"
	"image/png"
	"os"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	. "casedesk/app/screen"
)

var look = flag.String("look", "", "a folder for pictures of the pages under test, to be looked at")

// picture keeps what the window shows, where somebody asked to look.
func (c *clerk) picture(name string) {
	if *look == "" {
		return
	}
	f, err := os.Create(*look + "/" + name + ".png")
	must(c.T, err)
	must(c.T, png.Encode(f, c.win.Canvas().Capture()))
	must(c.T, f.Close())
}

// out is a printer that counts what came out of it.
type out struct {
	titles []string
	fault  error
}

func (o *out) Name() string { return "窗口打印机" }

func (o *out) Print(_ context.Context, _ []byte, title string) (string, error) {
	if err := o.fault; err != nil {
		o.fault = nil
		return "", err
	}
	o.titles = append(o.titles, title)
	return "job", nil
}

// A receipt is printed with Ctrl+P, a jam is told, the copy printed again; a form
// beside it is shown and printed without leaving a trace.
func TestLettersAndFormsArePrinted(t *testing.T) {
	c, printer := newClerk(t), &out{}
	c.session.Ledger = c.store
	c.session.Printers = func(context.Context) ([]office.Printer, error) { return []office.Printer{printer}, nil }
	of := c.received("made_good")
	c.sit("zh-Hans", 100, 768)
	c.shell.Go(Route{Page: PageCase, Case: of.ID, Tab: string(present.TabLetters)})
	c.settle()
	c.picture("letters")
	printer.fault = errors.New("the cable was pulled")
	c.chord("Ctrl+P")
	c.settle()
	c.picture("letters-uncertain")
	c.press("letters.copy.0.not_there")
	if len(printer.titles) != 2 {
		t.Fatalf("printed %v", printer.titles)
	}
	c.press("letters.copy.0.in_hand", "letters.copy.1.spoil")
	c.write("卡纸")
	c.press("letters.spoil.yes", "letters.copy.1.again")
	c.picture("letters-again")
	copies, err := c.store.CopiesOf(context.Background(), of.ID)
	must(t, err)
	if len(copies) != 3 || copies[0].Replaces != copies[2].ID || len(printer.titles) != 3 {
		t.Errorf("%d copies, printed %v", len(copies), printer.titles)
	}
	before := len(c.asItStands(of.ID).Past)
	c.press("letters.sheet.F1")
	c.picture("letters-form")
	c.chord("Ctrl+P")
	c.settle()
	if len(printer.titles) != 4 || printer.titles[3] != "信用修复申请表" || len(c.asItStands(of.ID).Past) != before {
		t.Errorf("printed %v", printer.titles)
	}
	if _, there := c.sees("letters.copy.0.in_hand"); there {
		t.Error("a form has a ledger")
	}
}
