package main

import "casedesk/cases"

type codeCall struct {
	Codes []string `arg:"" name:"code" help:"Codes as somebody wrote them."`
}

// Run answers one line a code; any invalid code makes the answer no.
func (c codeCall) Run(t *terminal) error {
	all := true
	for _, input := range c.Codes {
		check := cases.CheckCode(input, t.today())
		line := struct {
			cases.CodeCheck
			Reason string `json:"reason"`
		}{CodeCheck: check}
		if check.Reason != nil {
			line.Reason = t.words.Sentence(check.Reason)
		}
		if err := t.answer(line); err != nil {
			return err
		}
		all = all && check.Valid
	}
	if !all {
		return errNo
	}
	return nil
}
