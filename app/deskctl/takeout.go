package main

import (
	"os"
	"strings"

	"casedesk/app/takeout"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
)

type storeExportCall struct {
	Dir       string `arg:"" type:"path" help:"The store's folder."`
	To        string `required:"" type:"path" help:"The new folder, or with a recipient or pass phrase the new file."`
	As        string `required:"" help:"Account name of a reviewer or signer."`
	Recipient string `help:"Seal it to an age recipient (age1…)." xor:"seal"`
	Sealed    bool   `help:"Seal it with the pass phrase in the file that CASEDESK_EXPORT_PASSPHRASE_FILE names." xor:"seal"`
}

// Run takes all data out in the open format that README.md in it describes.
func (c storeExportCall) Run(t *terminal) error {
	w := takeout.Wish{To: c.To, Recipient: c.Recipient}
	if c.Sealed {
		name := os.Getenv("CASEDESK_EXPORT_PASSPHRASE_FILE")
		if name == "" {
			return cases.Fail(cases.Invalid, "takeout.pass_file")
		}
		b, err := t.read(name)
		if err != nil {
			return err
		}
		w.Pass = strings.TrimRight(string(b), "\r\n")
	}
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	words, err := assets.LoadWords("zh-Hans") // the table is for people of the office
	if err != nil {
		return err
	}
	got, err := wire.Tools{Now: t.now}.TakeOut(t, s, w, words, nil)
	if err != nil {
		return err
	}
	return t.answer(struct {
		To         string     `json:"to"`
		Cases      int        `json:"cases"`
		Unreadable int        `json:"unreadable"`
		Events     int        `json:"events"`
		Files      int        `json:"files"`
		Missing    int        `json:"missing"`
		Bytes      int64      `json:"bytes"`
		Manifest   cases.Hash `json:"manifest"`
	}{got.Path, got.Cases, got.Unreadable, got.Events, got.Files, got.Missing, got.Bytes, got.Manifest})
}
