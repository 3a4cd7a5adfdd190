package main

import (
	"fmt"
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

// Run mends what is known to be damaged, as the window does, and pushes and pulls once.
// What is lost for good is named and makes it no.
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
	mended, err := tools.Heal(t, s)
	if err != nil {
		return err
	}
	report, err := tools.Sync(t, s, at)
	if err != nil {
		return err
	}
	if err := t.answer(report); err != nil || mended == nil {
		return err
	}
	fmt.Fprintln(t.errs, t.words.Say("sync.mended"))
	for _, e := range mended.LostForGood() {
		fmt.Fprintln(t.errs, t.words.Sentence(e))
	}
	if len(mended.LostForGood()) > 0 {
		return errNo
	}
	return nil
}

// address checks the URL of a library and drops a slash at its end.
func address(s string) (string, error) {
	u, err := url.Parse(s)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return "", cases.Fail(cases.Invalid, "sync.address")
	}
	return strings.TrimRight(s, "/"), nil
}
