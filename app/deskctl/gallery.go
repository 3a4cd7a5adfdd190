package main

import (
	"os"
	"path/filepath"

	"casedesk/app/demo"
	"casedesk/app/wire"
	"casedesk/cases"
)

type galleryCall struct {
	Out string `required:"" type:"path" help:"Folder for the PDF files; made if it is not there."`
}

// Run writes one PDF of every letter and sheet. They bear 演示 and no signature.
func (c galleryCall) Run(t *terminal) error {
	tools, err := wire.LoadWith(t.fonts)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return err
	}
	write := func(name string, p cases.Printed, err error) error {
		if err != nil {
			return err
		}
		file := filepath.Join(c.Out, name+".pdf")
		if err := wire.WriteFile(file, p.PDF); err != nil {
			return err
		}
		return t.answer(struct {
			File  string `json:"file"`
			Pages int    `json:"pages"`
		}{file, p.Pages})
	}
	g := demo.NewGallery(cases.MustDate("2026-10-21"), tools.Calendar)
	for _, o := range g.Letters {
		p, err := tools.Press.Print(o)
		if err := write(string(o.Sort), p, err); err != nil {
			return err
		}
	}
	for _, o := range g.Sheets {
		p, err := tools.Press.Sheet(o)
		if err := write(string(o.Sort), p, err); err != nil {
			return err
		}
	}
	return nil
}
