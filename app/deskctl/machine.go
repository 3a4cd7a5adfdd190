package main

import (
	"casedesk/cases"
	"casedesk/store/sqlite"
)

type storeMachineCall struct {
	Dir string `arg:"" type:"path" help:"The store's folder."`
	As  string `required:"" help:"Account name; each account decides for itself."`
	Off bool   `help:"The machine's secret is needed no more."`
}

// Run makes the account's pass phrase open the store on this machine only: the
// system's keyring keeps a secret that is needed besides.
func (c storeMachineCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	pass, err := t.passPhrase()
	if err != nil {
		return err
	}
	if err := s.NeedMachine(t, sqlite.Proof{Pass: pass}, !c.Off); err != nil {
		return err
	}
	return t.answer(struct {
		Account cases.ID `json:"account"`
		Machine bool     `json:"machine"`
	}{s.Account(), !c.Off})
}
