package main

import (
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
	return t.put(append(b, '\n'))
}
