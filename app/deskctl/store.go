package main

import (
	"fmt"
	"os"
	"runtime/debug"
	"strings"

	"casedesk/app/demo"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

type storeCall struct {
	New   storeNewCall   `cmd:"" help:"Make the stores of the two demo offices."`
	Check storeCheckCall `cmd:"" help:"Check a store: chain, bodies, projections, files."`

	Mend        storeMendCall      `cmd:"" help:"Mend a damaged store from a backup and the central library."`
	Backup      storeBackupCall    `cmd:"" help:"Back a store up and test the backup."`
	Restore     storeRestoreCall   `cmd:"" help:"Put a backup back."`
	Retention   storeRetentionCall `cmd:"" help:"List the files that are over: until when each is kept, held, to be destroyed."`
	Destroy     storeDestroyCall   `cmd:"" help:"Ask for the destruction of a case's data, or confirm it."`
	Machine     storeMachineCall   `cmd:"" help:"Let an account's pass phrase open the store on this machine only."`
	Recovery    storeRecoveryCall  `cmd:"" help:"Make a new recovery code and print its sheet; the old code is void."`
	Hold        storeHoldCall      `cmd:"" help:"Keep a case's data from being destroyed, or end that."`
	Export      storeExportCall    `cmd:"" help:"Take all data out in an open format."`
	VerifyChain storeVerifyCall    `cmd:"" help:"Prove the device's log with public keys."`
	Bench       storeBenchCall     `cmd:"" help:"Measure a store: pages, search, acts, memory."`
}

type storeNewCall struct {
	Dir     string `arg:"" type:"path" help:"The new stores' folder; it gets window/ and authority/."`
	Central string `help:"URL of the sample library that enrols them; without it one is made below DIR."`

	SampleCases int    `help:"Fill the authority's store with so many made-up cases."`
	Seed        uint64 `default:"1" help:"One seed makes the same cases again."`
}

// Run makes the stores, both with made-up offices and marked as samples.
func (c storeNewCall) Run(t *terminal) error {
	url, stop, err := t.library(c.Central, c.Dir)
	if err != nil {
		return err
	}
	defer stop()
	if c.SampleCases < 0 {
		return cases.Fail(cases.Invalid, "deskctl.sample_cases")
	}
	if err := demo.Make(t, c.Dir, url, demo.Options{}); err != nil {
		return err
	}
	if err := c.fill(t); err != nil {
		return err
	}
	return t.answer(struct {
		Dir    string   `json:"dir"`
		Stores []string `json:"stores"`
		Sample bool     `json:"sample"`
		Cases  int      `json:"cases"`
	}{c.Dir, demo.Folders(), true, c.SampleCases})
}

// fill makes garbage as fast as cases; collecting it less often saves a tenth of
// the time and costs some hundred MB.
func (c storeNewCall) fill(t *terminal) error {
	if c.SampleCases == 0 {
		return nil
	}
	defer debug.SetGCPercent(debug.SetGCPercent(400))
	_, err := demo.Fill(t, c.Dir, demo.Crowd{Cases: c.SampleCases, Seed: c.Seed, Today: t.now(), Done: func(n int) {
		fmt.Fprintf(t.errs, "%d/%d\n", n, c.SampleCases)
	}})
	return err
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
	key, args := report.Words()
	err = t.answer(struct {
		Says    string   `json:"says"`
		Events  int      `json:"events"`
		Cases   int      `json:"cases"`
		Blobs   int      `json:"blobs"`
		Trouble []string `json:"trouble"`
	}{t.words.Say(key, args...), report.Events, report.Cases, report.Blobs, trouble})
	if err == nil && len(trouble) > 0 {
		return errNo
	}
	return err
}

// passPhrase reads the file that CASEDESK_PASSPHRASE_FILE names.
func (t *terminal) passPhrase() (string, error) {
	name := os.Getenv("CASEDESK_PASSPHRASE_FILE")
	if name == "" {
		return "", cases.Fail(cases.Invalid, "deskctl.passphrase")
	}
	b, err := t.read(name)
	return strings.TrimRight(string(b), "\r\n"), err
}

// accountOf finds an account of a store by its name or ID.
func accountOf(store *sqlite.Store, account string) (cases.ID, error) {
	var names []string
	for _, a := range store.Accounts() {
		if a.Name == account || a.ID.String() == account {
			return a.ID, nil
		}
		names = append(names, a.Name)
	}
	return cases.ID{}, noAccount(account, names)
}

func noAccount(asked string, there []string) error {
	return cases.Fail(cases.NotFound, "deskctl.account", "account", asked, "names", strings.Join(there, "、"))
}

// signIn opens a store as an account, with the pass phrase from the file that
// CASEDESK_PASSPHRASE_FILE names.
func (t *terminal) signIn(dir, account string) (s *sqlite.Session, done func(), err error) {
	pass, err := t.passPhrase()
	if err != nil {
		return nil, nil, err
	}
	if account == "" {
		return nil, nil, cases.Fail(cases.Invalid, "deskctl.as")
	}
	store, err := sqlite.Open(t, dir, sqlite.Options{Now: t.now, Keyring: wire.Keyring()})
	if err != nil {
		return nil, nil, err
	}
	id, err := accountOf(store, account)
	if err == nil {
		s, err = store.Unlock(t, id, pass)
	}
	if err != nil {
		store.Close()
		return nil, nil, err
	}
	return s, func() { s.Close(); store.Close() }, nil
}
