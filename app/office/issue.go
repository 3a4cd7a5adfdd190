package office

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"io"

	"casedesk/cases"
)

// Issue 出具文书: takes the number, makes the letter from the record, signs it,
// keeps its bytes and writes the event. What can fail without a number fails
// before one is taken.
func (d Desk) Issue(ctx context.Context, id cases.ID, sort cases.LetterSort) (cases.Case, cases.LetterAct, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, cases.LetterAct{}, err
	}
	if err := cases.MayIssue(sort, c, d.Hand()); err != nil {
		return c, cases.LetterAct{}, err
	}
	order, err := d.order(ctx, c, sort)
	if err != nil {
		return c, cases.LetterAct{}, err
	}
	act, err := d.print(ctx, order)
	if err != nil {
		return c, act, err
	}
	c, err = d.write(ctx, c, act)
	return c, act, err
}

// order gathers what the letter is made of. A trial print with an empty number
// shows missing glyphs and missing articles before a number is spent.
func (d Desk) order(ctx context.Context, c cases.Case, sort cases.LetterSort) (cases.LetterOrder, error) {
	o := cases.LetterOrder{Sort: sort, Case: c, Office: d.Office, Account: d.Account, On: d.Today(), Remedy: d.Directory.Remedy(d.Office)}
	var err error
	if o.Glyphs, err = d.glyphs(ctx, c); err != nil {
		return o, err
	}
	if to, ok := d.Directory.Office(c.Holder); ok {
		o.To = to
	}
	for _, run := range c.Clocks {
		o.Unsettled = o.Unsettled || run.Provisional
	}
	var code [16]byte
	if _, err := io.ReadFull(d.Random, code[:]); err != nil {
		return o, cases.Fail(cases.Exhausted, "letter.random").Because(err)
	}
	o.Code = hex.EncodeToString(code[:])
	trial := o
	trial.Specimen = true
	if _, err := d.Press.Print(trial); err != nil {
		return o, err
	}
	rule, _ := cases.LetterRuleOf(sort)
	if rule.Series == "" {
		o.Number = c.Number
		return o, nil
	}
	year, _, _ := o.On.Split()
	o.Number, err = d.Store.TakeNumber(ctx, d.Office.Short+rule.Series, year)
	return o, err
}

func (d Desk) print(ctx context.Context, o cases.LetterOrder) (cases.LetterAct, error) {
	p, err := d.Press.Print(o)
	if err != nil {
		return cases.LetterAct{}, err
	}
	signed, err := d.Press.Sign(p.PDF, d.Key, d.Account, d.Now())
	if err != nil {
		return cases.LetterAct{}, err
	}
	blob, key, _, err := d.Store.PutBlob(ctx, bytes.NewReader(signed))
	if err != nil {
		return cases.LetterAct{}, err
	}
	return cases.LetterAct{
		Letter: string(o.Sort), Number: o.Number, Code: o.Code, Data: p.Data, Renderer: p.Renderer,
		Unsigned: sha256.Sum256(p.PDF), Signed: sha256.Sum256(signed), Blob: blob, Key: key, Pages: p.Pages, On: o.On,
	}, nil
}

// LetterBytes gives the issued bytes of a letter: a reprint is these bytes.
func (d Desk) LetterBytes(ctx context.Context, l cases.LetterAct) ([]byte, error) {
	b, err := d.Store.Blob(ctx, l.Blob, l.Key)
	if err != nil {
		return nil, err
	}
	if sha256.Sum256(b) != l.Signed {
		return nil, cases.Fail(cases.Damaged, "letter.bytes", "number", l.Number)
	}
	return b, nil
}
