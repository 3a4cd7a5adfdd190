package main

import (
	"bytes"

	"casedesk/cases"
)

type glyphCall struct {
	File  string `arg:"" help:"The picture: a PNG of this one character, black on white; - for standard input."`
	Mark  string `required:"" help:"What stands for the character in names: itself, or its description such as ⿰韦华."`
	Store string `required:"" type:"path" help:"The store's folder."`
	As    string `required:"" help:"Account name."`
	Case  string `required:"" help:"The case's id."`
}

// Run keeps the picture; letters of the case print it from then on.
func (c glyphCall) Run(t *terminal) error {
	id, err := cases.ParseID(c.Case)
	if err != nil {
		return err
	}
	b, err := t.read(c.File)
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
	after, err := desk.AddGlyph(t, id, c.Mark, bytes.NewReader(b))
	if err != nil {
		return err
	}
	return t.answer(struct {
		Mark  string     `json:"mark"`
		Event cases.Hash `json:"event"`
	}{c.Mark, after.Past[len(after.Past)-1].Event})
}
