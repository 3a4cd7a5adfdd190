package main

import (
	"bytes"
	"encoding/json"
	"html/template"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

type packBookCall struct {
	Dir string `arg:"" type:"existingdir" help:"A folder of packs, or one pack's folder beside the packs it refers to."`
	Out string `type:"path" default:"." help:"Where the pages go."`
}

// page is what leaf.html prints.
type page struct {
	Leaf             rules.Leaf
	Rows             int
	Signer, SignedOn string // empty: not signed
}

// Run answers a line a page.
func (c packBookCall) Run(t *terminal) error {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return cases.Fail(cases.NotFound, "file.open", "file", c.Dir).Because(err)
	}
	only := ""
	if _, err := os.Stat(filepath.Join(dir, "pack.yaml")); err == nil {
		dir, only = filepath.Dir(dir), filepath.Base(dir)
	}
	book, err := rules.Load(os.DirFS(dir))
	if err != nil {
		t.complaints(err)
		return err
	}
	sheet, err := leafPage()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return cases.Fail(cases.Exhausted, "file.write", "file", c.Out).Because(err)
	}
	for _, p := range book.Packs() {
		if only != "" && p.ID != only {
			continue
		}
		if err := t.print(sheet, book, p, dir, c.Out); err != nil {
			return err
		}
	}
	return nil
}

// print writes one ruleset's page and answers what it holds.
func (t *terminal) print(sheet *template.Template, book *rules.Book, p *rules.Pack, dir, out string) error {
	leaf, err := book.Leaf(p.ID)
	if err != nil {
		return err
	}
	v := page{Leaf: leaf}
	for _, rows := range leaf.Tables {
		v.Rows += len(rows)
	}
	if s, err := wire.SignedPack(filepath.Join(dir, p.ID+".pack")); err == nil && s.Bundle.Hash == p.Hash {
		v.Signer, v.SignedOn = s.Signer, s.Bundle.On.Chinese()
	}
	var b bytes.Buffer
	if err := sheet.Execute(&b, v); err != nil {
		return cases.Fail(cases.Invalid, "deskctl.output").Because(err)
	}
	name := filepath.Join(out, p.ID+".html")
	if err := wire.WriteFile(name, b.Bytes()); err != nil {
		return err
	}
	return t.answer(struct {
		Ruleset  string `json:"ruleset"`
		File     string `json:"file"`
		Articles int    `json:"articles"`
		Rows     int    `json:"rows"`
		Stories  int    `json:"stories"`
		Open     int    `json:"open"`
		Signed   bool   `json:"signed"`
		Hash     string `json:"hash"`
	}{p.ID, name, len(leaf.Articles), v.Rows, len(leaf.Stories), len(leaf.Open), v.Signer != "", p.Hash})
}

// leafPage reads the page and the words for the packs' own keys; a key without a
// word stands as it is. html/template escapes all that a pack says.
func leafPage() (*template.Template, error) {
	b, err := fs.ReadFile(assets.Book(), "terms.json")
	if err != nil {
		return nil, err
	}
	var terms map[string]string
	if err := json.Unmarshal(b, &terms); err != nil {
		return nil, err
	}
	say := func(kind, key string) string {
		if s := terms[kind+"."+key]; s != "" {
			return s
		}
		return key
	}
	return template.New("leaf.html").Funcs(template.FuncMap{
		"term": say,
		"value": func(s string) string {
			words := strings.Fields(s)
			for i, w := range words {
				words[i] = say("value", w)
			}
			return strings.Join(words, "、")
		},
	}).ParseFS(assets.Book(), "leaf.html")
}
