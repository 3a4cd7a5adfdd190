package main

import (
	"os"
	"strings"

	"casedesk/app/demo"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

type storeCall struct {
	New   storeNewCall   `cmd:"" help:"Make the stores of the two demo offices."`
	Check storeCheckCall `cmd:"" help:"Check a store: chain, bodies, projections, files."`
}

type storeNewCall struct {
	Dir     string `arg:"" type:"path" help:"The new stores' folder; it gets window/ and authority/."`
	Central string `help:"URL of the sample library that enrols them; without it one is made below DIR."`
}

// Run makes the stores. Until the store is hardened only sample stores exist.
func (c storeNewCall) Run(t *terminal) error {
	url, stop, err := t.library(c.Central, c.Dir)
	if err != nil {
		return err
	}
	defer stop()
	if err := demo.Make(t, c.Dir, url); err != nil {
		return err
	}
	return t.answer(struct {
		Dir    string   `json:"dir"`
		Stores []string `json:"stores"`
		Sample bool     `json:"sample"`
	}{c.Dir, demo.Folders(), true})
}

type storeCheckCall struct {
	Dir string `arg:"" type:"path" help:"The store's folder."`
	As  string `required:"" help:"Account name."`
}

// Run answers what the check found; any fault makes it no.
func (c storeCheckCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	report, err := s.Check(t)
	if err != nil {
		return err
	}
	trouble := []string{}
	for _, e := range report.Trouble {
		trouble = append(trouble, t.words.Sentence(e))
	}
	err = t.answer(struct {
		Events  int      `json:"events"`
		Cases   int      `json:"cases"`
		Blobs   int      `json:"blobs"`
		Trouble []string `json:"trouble"`
	}{report.Events, report.Cases, report.Blobs, trouble})
	if err == nil && len(trouble) > 0 {
		return errNo
	}
	return err
}

// signIn opens a store as an account, with the pass phrase from the file that
// CASEDESK_PASSPHRASE_FILE names.
func (t *terminal) signIn(dir, account string) (s *sqlite.Session, done func(), err error) {
	name := os.Getenv("CASEDESK_PASSPHRASE_FILE")
	if name == "" {
		return nil, nil, cases.Fail(cases.Invalid, "deskctl.passphrase")
	}
	if account == "" {
		return nil, nil, cases.Fail(cases.Invalid, "deskctl.as")
	}
	b, err := t.read(name)
	if err != nil {
		return nil, nil, err
	}
	store, err := sqlite.Open(t, dir, sqlite.Options{Now: t.now})
	if err != nil {
		return nil, nil, err
	}
	for _, a := range store.Accounts() {
		if a.Name != account && a.ID.String() != account {
			continue
		}
		if s, err = store.Unlock(t, a.ID, strings.TrimRight(string(b), "\r\n")); err != nil {
			store.Close()
			return nil, nil, err
		}
		return s, func() { s.Close(); store.Close() }, nil
	}
	store.Close()
	return nil, nil, cases.Fail(cases.NotFound, "deskctl.account", "account", account)
}
