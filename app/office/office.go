// Package office is the work itself: one function a piece of work, the same for
// the window, the terminal and the tests. It decides nothing by itself; the
// rules advise, people decide, and package cases says what may follow what.
package office

import (
	"context"
	"crypto"
	"image"
	"io"
	"time"

	"casedesk/cases"
)

// Store is what the work needs of the local store, with an account signed in.
type Store interface {
	// Case gives a case as its events add up; cases.NotFound where there is none.
	Case(ctx context.Context, id cases.ID) (cases.Case, error)
	// Act writes acts as signed events on top of base, all of them or none;
	// cases.Conflict where the case has moved on.
	Act(ctx context.Context, id cases.ID, base cases.Hash, packs []cases.Pack, acts ...cases.Act) ([]cases.Event, error)
	// ShareCase lets another office read the case.
	ShareCase(ctx context.Context, id, office cases.ID) error
	// PutBlob keeps a file under a key of its own.
	PutBlob(ctx context.Context, r io.Reader) (hash cases.Hash, key []byte, size int64, err error)
	// Blob gives a file in clear.
	Blob(ctx context.Context, hash cases.Hash, key []byte) ([]byte, error)
	// TakeNumber gives the next 文号 of a leased block; cases.Exhausted when it is used up.
	TakeNumber(ctx context.Context, series string, year int) (string, error)
	// NextReceiptNumber gives the next 收件号.
	NextReceiptNumber(ctx context.Context, prefix string, on cases.Date) (string, error)
}

// Judge is the rules engine with its packs.
type Judge interface {
	Assess(f cases.Facts, on cases.Date) (cases.Verdict, error)
}

// Press makes letters out of orders and signs them.
type Press interface {
	Print(o cases.LetterOrder) (cases.Printed, error)
	Sheet(o cases.SheetOrder) (cases.Printed, error)
	// Crop checks the picture of a character, and gives it as letters print it.
	Crop(png []byte) (image.Image, error)
	// Lacks names what no font can print of a text: characters, and whole descriptions.
	Lacks(text string) []string
	Sign(pdf []byte, key crypto.Signer, account cases.Account, at time.Time) ([]byte, error)
}

// Desk is where one account of one office works.
type Desk struct {
	Store     Store
	Judge     Judge
	Press     Press
	Calendar  cases.Calendar
	Directory cases.Directory
	Office    cases.Office
	Account   cases.Account
	Key       crypto.Signer // of the account, for letters; ECDSA P-256 or SM2
	Now       func() time.Time
	Random    io.Reader
	NewID     func() (cases.ID, error)
}

// Hand is the desk's account on the desk's day.
func (d Desk) Hand() cases.Hand {
	return cases.Hand{Office: d.Office, Account: d.Account, Today: d.Today()}
}

// Today is the civil day in China.
func (d Desk) Today() cases.Date { return cases.DayIn(d.Now()) }

// Do carries out one act on a case: decided first, then written. It gives the
// case as it is afterwards.
func (d Desk) Do(ctx context.Context, id cases.ID, wish cases.Act) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	return d.write(ctx, c, wish)
}

// write decides the wish on the case that was seen and stores what follows.
func (d Desk) write(ctx context.Context, c cases.Case, wish cases.Act) (cases.Case, error) {
	acts, err := cases.Decide(c, wish, d.Hand())
	if err != nil {
		return c, err
	}
	events, err := d.Store.Act(ctx, c.ID, c.Head, packs(c, wish), acts...)
	if err != nil {
		return c, err
	}
	for _, e := range events {
		if c, err = cases.Apply(c, e); err != nil {
			return c, err
		}
	}
	return c, nil
}

// packs names the rule packs that an act rests on: those of the verdict.
func packs(c cases.Case, wish cases.Act) []cases.Pack {
	judged := c.Judgement
	if j, ok := wish.(cases.JudgedAct); ok {
		judged = &j
	}
	if judged == nil {
		return nil
	}
	var out []cases.Pack
	for _, p := range judged.Verdict.PackHashes {
		hash, err := cases.ParseHash(p.Hash)
		if err == nil {
			out = append(out, cases.Pack{Ruleset: p.Ruleset, Hash: hash})
		}
	}
	return out
}
