package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
	"time"

	"casedesk/app/library"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

type packSignCall struct {
	Dir        string `arg:"" type:"existingdir" help:"A pack's folder, beside the packs it refers to."`
	Out        string `required:"" type:"path" help:"The signed file."`
	Correction string `help:"Why values for days gone by change; without it no such version can be activated."`

	Beside []string `sep:"none" type:"path" help:"Folders or signed files of packs that belong together with this one."`
}

// Run signs only what is ready to be activated over the shipped packs, together with
// what belongs beside it.
func (c packSignCall) Run(t *terminal) error {
	b, err := t.bundle(c.Dir, c.Correction)
	if err != nil {
		return err
	}
	cal, err := assets.Calendar()
	if err != nil {
		return err
	}
	set := []rules.Bundle{b}
	for _, name := range c.Beside {
		other, err := t.bundle(name, c.Correction)
		if err != nil {
			return err
		}
		set = append(set, other)
	}
	all, err := rules.ReadyTogether(assets.Packs(), t.today(), cal, set...)
	t.complaints(err)
	if err != nil {
		return err
	}
	changes := all[0].Changes
	if err := wire.SealPack(b, c.Out); err != nil {
		return err
	}
	return t.answer(struct {
		File    string            `json:"file"`
		Ruleset string            `json:"ruleset"`
		Hash    string            `json:"hash"`
		Changes []rules.RowChange `json:"changes"`
	}{c.Out, b.Ruleset, b.Hash, append([]rules.RowChange{}, changes...)})
}

// bundle reads a pack's folder, or a signed file.
func (t *terminal) bundle(name, correction string) (rules.Bundle, error) {
	if info, err := os.Stat(name); err == nil && !info.IsDir() {
		s, err := wire.SignedPack(name)
		return s.Bundle, err
	}
	fsys, dir, err := packFolder(name)
	if err != nil {
		return rules.Bundle{}, err
	}
	b, err := rules.Bundled(fsys, dir, t.today(), correction)
	t.complaints(err)
	return b, err
}

type packPublishCall struct {
	File    string `arg:"" help:"What pack sign wrote."`
	Central string `required:"" help:"URL of a sample library on this machine."`
}

// Run answers the pack's place in the library's order.
func (c packPublishCall) Run(t *terminal) error {
	s, err := wire.SignedPack(c.File)
	if err != nil {
		return err
	}
	url, err := address(c.Central)
	if err != nil {
		return err
	}
	body, err := json.Marshal(s.Sealed)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(t, http.MethodPut, url+library.PathPack, bytes.NewReader(body))
	if err != nil {
		return cases.Fail(cases.Invalid, "sync.address").Because(err)
	}
	resp, err := (&http.Client{Timeout: time.Minute}).Do(req)
	if err != nil {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	defer resp.Body.Close()
	var got struct{ N int64 }
	if err := json.NewDecoder(resp.Body).Decode(&got); err != nil || resp.StatusCode != http.StatusOK || got.N == 0 {
		return cases.Fail(cases.Unreachable, "demo.library").Because(err)
	}
	return t.answer(struct {
		Ruleset string `json:"ruleset"`
		Hash    string `json:"hash"`
		Place   int64  `json:"place"`
	}{s.Bundle.Ruleset, s.Bundle.Hash, got.N})
}

type packTakeCall struct {
	File  string `arg:"" help:"What pack sign wrote."`
	Store string `required:"" type:"path" help:"The store's folder."`
	As    string `required:"" help:"Account name."`
}

// Run keeps the pack; it is in use only once somebody activates it.
func (c packTakeCall) Run(t *terminal) error {
	signed, err := wire.SignedPack(c.File)
	if err != nil {
		return err
	}
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	h, err := wire.ShelfOf(s.Store())
	if err != nil {
		return err
	}
	b, err := h.Keep(signed.Sealed)
	if err != nil {
		return err
	}
	return t.answer(struct {
		Ruleset string `json:"ruleset"`
		Hash    string `json:"hash"`
	}{b.Ruleset, b.Hash})
}

type packRehearseCall struct {
	Packs []string `arg:"" help:"Folders of packs, or signed files; several belong together."`
	Store string   `required:"" type:"path" help:"The store's folder."`
	As    string   `required:"" help:"Account name."`
}

// Run answers a line a closed case whose verdict changes, then the summary; how far
// it is stands on standard error.
func (c packRehearseCall) Run(t *terminal) error {
	var bundles []rules.Bundle
	for _, name := range c.Packs {
		b, err := t.bundle(strings.TrimRight(name, "/"), "")
		if err != nil {
			return err
		}
		bundles = append(bundles, b)
	}
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	tools, err := wire.Load()
	if err != nil {
		return err
	}
	r, err := tools.Rehearse(t, s, bundles, wire.Watch{
		Each:     func(one wire.Rehearsed) error { return t.answer(one) },
		Progress: func(done, of int) { fmt.Fprintf(t.errs, "%d / %d\n", done, of) },
	})
	if err != nil {
		t.complaints(err)
		return err
	}
	return t.answer(r)
}

type packActivateCall struct {
	Hashes []string `arg:"" help:"The versions' hashes, as pack list tells them; several are put into use together or not at all."`
	Store  string   `required:"" type:"path" help:"The store's folder."`
	As     string   `required:"" help:"Account name; one that reviews or signs."`
	Seen   string   `required:"" help:"The digest at the end of the rehearsal that was seen."`
}

// Run puts the versions into use and answers a line a version.
func (c packActivateCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	tools, err := wire.Load()
	if err != nil {
		return err
	}
	tools.Now = t.now
	all, err := tools.Activate(t, s, c.Hashes, c.Seen)
	if err != nil {
		t.complaints(err)
		return err
	}
	for _, a := range all {
		if err := t.answer(a); err != nil {
			return err
		}
	}
	return nil
}

type packListCall struct {
	Store string `required:"" type:"path" help:"The store's folder."`
	As    string `required:"" help:"Account name."`
}

// Run answers a line a version.
func (c packListCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Store, c.As)
	if err != nil {
		return err
	}
	defer done()
	h, err := wire.ShelfOf(s.Store())
	if err != nil {
		return err
	}
	kept, err := h.Kept()
	if err != nil {
		return err
	}
	active, err := h.Active()
	if err != nil {
		return err
	}
	for _, b := range kept {
		if err := t.answer(struct {
			Ruleset    string     `json:"ruleset"`
			Hash       string     `json:"hash"`
			On         cases.Date `json:"on"`
			Correction string     `json:"correction"`
			Active     bool       `json:"active"`
		}{b.Ruleset, b.Hash, b.On, b.Correction, active[b.Ruleset].Hash == b.Hash}); err != nil {
			return err
		}
	}
	return nil
}
