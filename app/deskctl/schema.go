package main

import (
	"fmt"

	"casedesk/cases/rules"
	"casedesk/forms/letter"
)

type schemaCall struct {
	Of string `arg:"" enum:"assess,letter" help:"Which input: assess or letter."`
}

// Run answers the JSON Schema of an input.
func (c schemaCall) Run(t *terminal) error {
	schema := letter.Schema
	if c.Of == "assess" {
		schema = rules.Schema
	}
	b, err := schema()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(t.out, string(b))
	return err
}
