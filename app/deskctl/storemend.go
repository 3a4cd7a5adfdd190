package main

import (
	"casedesk/app/wire"
	"casedesk/cases"
)

type storeMendCall struct {
	Dir     string `arg:"" type:"path" help:"The store's folder."`
	As      string `required:"" help:"Account name."`
	From    string `type:"path" help:"A backup, or the folder that holds several: the newest is taken."`
	Central string `help:"URL of the central library: it gives back what it has."`
}

// Run writes the database anew from what can be read, a backup and the library. What
// is lost all the same is named and makes it no.
func (c storeMendCall) Run(t *terminal) error {
	at := ""
	if c.Central != "" {
		var err error
		if at, err = address(c.Central); err != nil {
			return err
		}
	}
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	m, err := s.Mend(t, c.From)
	if err != nil {
		return err
	}
	pulled := 0
	if at != "" {
		report, err := wire.Tools{Now: t.now}.Sync(t, s, at)
		if err != nil {
			return err
		}
		pulled = report.Pulled
	}
	lost, gone := []string{}, false
	for _, e := range m.Lost {
		lost = append(lost, t.words.Sentence(e))
		gone = gone || at == "" || cases.KindOf(e) == cases.Damaged
	}
	err = t.answer(struct {
		Parts      []string `json:"parts"`
		FromBackup int      `json:"from_backup"`
		Files      int      `json:"files"`
		Pulled     int      `json:"pulled"`
		Events     int      `json:"events"`
		Cases      int      `json:"cases"`
		Epoch      uint32   `json:"epoch"`
		Pull       bool     `json:"pull"`
		Lost       []string `json:"lost"`
	}{append([]string{}, m.Parts...), m.FromBackup, m.Files, pulled, m.Events, m.Cases, m.Epoch, m.Pull && at == "", lost})
	if err == nil && gone {
		return errNo
	}
	return err
}
