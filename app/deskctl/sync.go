package main

import (
	"net/url"
	"strings"

	"casedesk/app/wire"
	"casedesk/cases"
)

type syncCall struct {
	Store   string `required:"" type:"path" help:"The store's folder."`
	Central string `required:"" help:"URL of the central library."`
	As      string `required:"" help:"Account name."`
}

// Run pushes and pulls once.
func (c syncCall) Run(t *terminal) error {
	at, err := address(c.Central)
	if err != nil {
		return err
	}
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	tools := wire.Tools{Now: t.now}
	report, err := tools.Sync(t, s, at)
	if err != nil {
		return err
	}
	return t.answer(report)
}

// address checks the URL of a library and drops a slash at its end.
func address(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", cases.Fail(cases.Invalid, "sync.address")
	}
	return strings.TrimRight(s, "/"), nil
}
