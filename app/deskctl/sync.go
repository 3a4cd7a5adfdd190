package main

import "casedesk/app/wire"

type syncCall struct {
	Store   string `required:"" type:"path" help:"The store's folder."`
	Central string `required:"" help:"URL of the central library."`
	As      string `required:"" help:"Account name."`
}

// Run pushes and pulls once.
func (c syncCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	tools := wire.Tools{Now: t.now}
	report, err := tools.Sync(t, s, c.Central)
	if err != nil {
		return err
	}
	return t.answer(report)
}
