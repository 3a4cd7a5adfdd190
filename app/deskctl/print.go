package main

import (
	"context"
	"fmt"
	"strings"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

type printCall struct {
	Store   string   `required:"" type:"path" help:"The store's folder."`
	As      string   `required:"" help:"Account name."`
	Case    []string `required:"" help:"The case's id; several make one run."`
	Letter  string   `help:"Which letter (L1 …); the last one issued if left out."`
	Printer string   `help:"The system's printer; its default one if left out."`
	Copies  []string `help:"original, duplicate, file; receipt is the 送达回证 beside the letter." default:"original,file" enum:"original,duplicate,file,receipt"`
}

// Run prints the issued bytes, one copy after the other, and tells of each on
// standard error.
func (c printCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	desk, err := t.desk(s)
	if err != nil {
		return err
	}
	printer, err := printerNamed(t, c.Printer)
	if err != nil {
		return err
	}
	wishes, err := c.wishes(t, s)
	if err != nil {
		return err
	}
	copies, err := desk.Queue(t, s, wishes)
	if err != nil {
		return err
	}
	err = desk.PrintRun(t, s, printer, copies[0].Batch, func(k cases.Copy) {
		fmt.Fprintf(t.errs, "%d / %d  %s  %s  %s\n", k.Place, k.Of, k.Number, t.words.Say("copy."+string(k.Name)), t.words.Say("copy_state."+string(k.State)))
	})
	if err != nil {
		return err
	}
	return t.copies(s.Copies(t, copies[0].Batch))
}

func printerNamed(ctx context.Context, name string) (office.Printer, error) {
	printers, err := wire.Printers(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range printers {
		if name == "" || p.Name() == name {
			return p, nil
		}
	}
	return nil, cases.Fail(cases.NotFound, "printing.no_printer")
}

// wishes are the copies of each case's letter, the cases in the order given.
func (c printCall) wishes(ctx context.Context, s *sqlite.Session) ([]office.CopyWish, error) {
	var out []office.CopyWish
	for _, text := range c.Case {
		id, err := cases.ParseID(text)
		if err != nil {
			return nil, err
		}
		of, err := s.Case(ctx, id)
		if err != nil {
			return nil, err
		}
		if len(of.Letters) == 0 {
			return nil, cases.Fail(cases.NotFound, "printing.no_letter", "number", of.Number)
		}
		l := of.Letters[len(of.Letters)-1]
		if c.Letter != "" {
			var ok bool
			if l, ok = of.Letter(c.Letter); !ok {
				return nil, cases.Fail(cases.NotFound, "printing.no_letter", "number", c.Letter)
			}
		}
		for _, name := range c.Copies {
			out = append(out, office.CopyWish{Case: id, Letter: l, Event: of.LetterEvent(l), Name: cases.CopyName(name)})
		}
	}
	return out, nil
}

type copiesCall struct {
	Store string `required:"" type:"path" help:"The store's folder."`
	As    string `required:"" help:"Account name."`
	Case  string `help:"The copies of this case; all that are not settled if left out."`
}

// Run lists copies.
func (c copiesCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	if c.Case == "" {
		return t.copies(s.Copies(t, cases.ID{}))
	}
	id, err := cases.ParseID(c.Case)
	if err != nil {
		return err
	}
	return t.copies(s.CopiesOf(t, id))
}

type settleCall struct {
	Copy     string `arg:"" help:"The copy's id, as letter copies tells it."`
	Store    string `required:"" type:"path" help:"The store's folder."`
	As       string `required:"" help:"Account name."`
	InHand   bool   `xor:"seen" required:"" help:"It was seen."`
	NotThere bool   `xor:"seen" required:"" help:"Nothing came out; it is to be printed again."`
	Spoiled  string `xor:"seen" required:"" help:"It is spoiled; why."`
}

// Run says what somebody saw in the tray.
func (c settleCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	open, err := s.Copies(t, cases.ID{})
	if err != nil {
		return err
	}
	for _, k := range open {
		if k.ID.String() != c.Copy {
			continue
		}
		to := cases.CopySpoiled
		switch {
		case c.InHand:
			to = cases.CopyInHand
		case c.NotThere:
			to = cases.CopyMade
		}
		k, err = s.MoveCopy(t, k, to, c.Spoiled)
		return t.copies([]cases.Copy{k}, err)
	}
	return cases.Fail(cases.NotFound, "printing.no_copy", "copy", strings.TrimSpace(c.Copy))
}

// copies answers a line a copy.
func (t *terminal) copies(all []cases.Copy, err error) error {
	if err != nil {
		return err
	}
	for _, k := range all {
		line := struct {
			Copy    cases.ID         `json:"copy"`
			Number  string           `json:"number"`
			Name    cases.CopyName   `json:"name"`
			State   cases.CopyState  `json:"state"`
			Letter  cases.LetterSort `json:"letter"`
			Place   int              `json:"place"`
			Of      int              `json:"of"`
			Printer string           `json:"printer"`
			Job     string           `json:"job"`
			Note    string           `json:"note,omitempty"`
		}{k.ID, k.Number, k.Name, k.State, k.Sort, k.Place, k.Of, k.Printer, k.Job, k.Note}
		if err := t.answer(line); err != nil {
			return err
		}
	}
	return nil
}
