package main

import (
	"bytes"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/forms/scan"
)

// isPicture tells the beginning of a PNG or JPEG.
func isPicture(b []byte) bool {
	return bytes.HasPrefix(b, []byte("\x89PNG")) || bytes.HasPrefix(b, []byte("\xff\xd8\xff"))
}

// picture holds the code in a photo or scan against the record of a store. It says
// that number, outcome and day agree; the words on the paper are for eyes.
func (c verifyCall) picture(t *terminal, b []byte) error {
	if c.Store == "" {
		return cases.Fail(cases.Invalid, "scan.needs_store", "file", c.File)
	}
	texts, err := scan.Read(b)
	if err != nil {
		return err
	}
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	desk, err := t.desk(s)
	if err != nil {
		return err
	}
	answer := verified{Packs: cases.PackHashes{}}
	text := office.CodeAmong(texts)
	hit, err := desk.Scan(t, s, text)
	if err != nil {
		answer.Reason = t.words.Sentence(err)
	} else if code, err := cases.ParseLetterCode(text); err == nil {
		answer.Valid, answer.Number, answer.Outcome = true, hit.Letter.Number, code.Outcome
		answer.Sample = desk.Office.Sample || hit.Case.Record.Sample
	}
	if err := t.answer(answer); err != nil {
		return err
	}
	if !answer.Valid {
		return errNo
	}
	return nil
}
