package main

import (
	"bufio"
	"encoding/json"
	"net/http"
	"strings"
	"time"

	"casedesk/app/library"
	"casedesk/cases"
)

type eventsCall struct {
	Store   string `type:"path" xor:"of" required:"" help:"The store's folder."`
	Central string `xor:"of" required:"" help:"URL of a sample library on this machine."`
	As      string `help:"Account name, with --store."`
	Access  bool   `help:"Who saw, printed and exported what, for an auditor; with --store."`
}

// eventLine is one event's place; headers hold no personal data.
type eventLine struct {
	Device   cases.ID   `json:"device"`
	Epoch    uint32     `json:"epoch"`
	Seq      uint64     `json:"seq"`
	Hash     cases.Hash `json:"hash"`
	Kind     cases.Kind `json:"kind"`
	Case     cases.ID   `json:"case"`
	Position uint64     `json:"position"`
}

// Run answers a line an event.
func (c eventsCall) Run(t *terminal) error {
	if c.Central != "" {
		return t.centralEvents(c.Central)
	}
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	if c.Access {
		return t.accesses(s)
	}
	events, err := s.Headers(t)
	if err != nil {
		return err
	}
	for _, e := range events {
		h := e.Header
		if err := t.answer(eventLine{h.Device, h.Epoch, h.Seq, e.Hash, h.Kind, h.Case, e.Position}); err != nil {
			return err
		}
	}
	return nil
}

// centralEvents passes on what the library lists, line by line.
func (t *terminal) centralEvents(url string) error {
	url, err := address(url)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(t, http.MethodGet, url+library.PathEvents, nil)
	if err != nil {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	resp, err := (&http.Client{Timeout: time.Minute}).Do(req)
	if err != nil {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "application/x-ndjson") {
		return cases.Fail(cases.Unreachable, "demo.library")
	}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		var e eventLine
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil || e.Hash == (cases.Hash{}) {
			return cases.Fail(cases.Unreachable, "demo.library").Because(err)
		}
		if err := t.answer(e); err != nil {
			return err
		}
	}
	if err := lines.Err(); err != nil {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	return nil
}
