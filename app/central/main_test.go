package main

import (
	"bufio"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"testing"

	"casedesk/cases"
)

func TestPrintsItsAddressWhenItAnswers(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() { ended <- run(ctx, []string{"--listen", "127.0.0.1:0", "--data", t.TempDir()}, in, io.Discard) }()
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		t.Fatal(err)
	}
	var ready struct{ URL string }
	if err := json.Unmarshal(line, &ready); err != nil {
		t.Fatal(err)
	}
	res, err := http.Get(ready.URL + "/v1/health")
	if err != nil || res.StatusCode != http.StatusOK {
		t.Fatal(res, err)
	}
	res.Body.Close()
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("stopped with %v", err)
	}
}

func TestWrongUse(t *testing.T) {
	dir := t.TempDir()
	for name, c := range map[string]struct {
		args []string
		key  string
	}{
		"no folder":      {nil, "central.usage"},
		"unknown flag":   {[]string{"--data", dir, "--colour"}, "central.usage"},
		"no such host":   {[]string{"--data", dir, "--listen", "256.0.0.1:1"}, "central.listen"},
		"no database":    {[]string{"--data", dir, "--database", "postgres://nobody:secret@127.0.0.1:1/x"}, "central.open"},
		"no such scheme": {[]string{"--data", dir, "--database", "postgres://%zz:secret@h/x"}, "central.open"},
	} {
		err := run(context.Background(), c.args, io.Discard, io.Discard)
		if cases.KeyOf(err) != c.key {
			t.Errorf("%s: got %v, want %s", name, err, c.key)
		}
	}
}
