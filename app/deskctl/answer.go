package main

import (
	"bytes"
	"encoding/json"
	"io"
	"os"

	"casedesk/cases"
)

// answer prints v as one JSON object on a line, or as readable text.
func (t *terminal) answer(v any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	if t.text {
		return t.readable(b.Bytes())
	}
	return t.put(b.Bytes())
}

// put writes an answer out.
func (t *terminal) put(b []byte) error {
	if _, err := t.out.Write(b); err != nil {
		return cases.Fail(cases.Exhausted, "deskctl.output").Because(err)
	}
	return nil
}

// maxInput is the largest file that a call reads, 64 MiB.
const maxInput = 64 << 20

// read gives the bytes of a file, or of standard input for "-".
func (t *terminal) read(name string) ([]byte, error) {
	in := t.in
	if name != "-" {
		f, err := os.Open(name)
		if err != nil {
			return nil, cases.Fail(cases.NotFound, "file.open", "file", name).Because(err)
		}
		defer f.Close()
		in = f
	}
	b, err := io.ReadAll(io.LimitReader(in, maxInput+1))
	if err != nil {
		return nil, cases.Fail(cases.NotFound, "file.read", "file", name).Because(err)
	}
	if len(b) > maxInput {
		return nil, cases.Fail(cases.Invalid, "file.large", "file", name)
	}
	return b, nil
}
