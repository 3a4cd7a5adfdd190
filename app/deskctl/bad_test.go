package main

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

func TestAStoreInTrouble(t *testing.T) {
	t.Parallel()
	for name, story := range map[string]struct {
		spoil func(dir string) error
		says  string
	}{
		"cut":        {func(d string) error { return os.Truncate(filepath.Join(d, "store.db"), 8192) }, "损坏"},
		"empty":      {func(d string) error { return os.Truncate(filepath.Join(d, "store.db"), 0) }, "损坏"},
		"keys":       {func(d string) error { return flip(filepath.Join(d, "keys.json"), 200) }, "keys.json"},
		"no store":   {func(d string) error { return os.RemoveAll(d) }, "资料库"},
		"other file": {func(d string) error { return os.WriteFile(filepath.Join(d, "store.db"), []byte("words"), 0o600) }, "损坏"},
	} {
		dir := filepath.Join(copied(t), "window")
		if err := story.spoil(dir); err != nil {
			t.Fatal(name, err)
		}
		for _, args := range [][]string{
			{"store", "check", dir, "--as", windowClerk}, {"events", "--store", dir, "--as", windowClerk},
			{"sync", "--store", dir, "--as", windowClerk, "--central", "http://127.0.0.1:1"},
		} {
			oneSentence(t, name, desk("", args...), story.says)
		}
	}
}

func flip(name string, at int) error {
	b, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	b[at] ^= 1
	return os.WriteFile(name, b, 0o600)
}

func TestALockedStoreAndWrongNames(t *testing.T) {
	dir := filepath.Join(copied(t), "window")
	store, err := sqlite.Open(context.Background(), dir, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	oneSentence(t, "open elsewhere", desk("", "store", "check", dir, "--as", windowClerk), "另一个程序")
	if s := child("", "store", "check", dir, "--as", windowClerk); s.code != 2 {
		t.Errorf("open in another process: %+v", s)
	}
	if err := store.Close(); err != nil {
		t.Fatal(err)
	}
	if s := desk("", "store", "check", dir, "--as", windowClerk); s.code != 0 {
		t.Errorf("afterwards: %+v", s)
	}
	oneSentence(t, "no such account", desk("", "store", "check", dir, "--as", "示例无名"), "示例无名")
	oneSentence(t, "no account", desk("", "events", "--store", dir), "--as")
	passFile(t, "a wrong one")
	oneSentence(t, "wrong pass phrase", desk("", "store", "check", dir, "--as", windowClerk), "口令")
	t.Setenv("CASEDESK_PASSPHRASE_FILE", filepath.Join(t.TempDir(), "none"))
	oneSentence(t, "no pass phrase file", desk("", "store", "check", dir, "--as", windowClerk), "none")
	t.Setenv("CASEDESK_PASSPHRASE_FILE", "")
	oneSentence(t, "no pass phrase", desk("", "store", "check", dir, "--as", windowClerk), "CASEDESK_PASSPHRASE_FILE")
}

// cases that a letter cannot be made of; nothing of it stays behind.
func TestLettersThatCannotBeIssued(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "new")
	if s := desk("", "store", "new", dir); s.code != 0 {
		t.Fatalf("%+v", s)
	}
	window := filepath.Join(dir, "window")
	d, session := at(t, window, windowClerk)
	received := func(name string) cases.Case {
		c, err := d.Receive(context.Background(), office.Application{
			Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyOrganisation, Name: name},
			Record: cases.Record{Party: name, Body: "深圳市示例区住房和建设局", DocNumber: "示例罚〔2026〕9号", DecidedOn: cases.MustDate("2026-05-20"), Sample: true},
		})
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	odd, sound := received("示例\U000F0000有限公司"), received("示例丙有限公司")
	to, ok := d.Directory.Serving("深圳市示例区住房和建设局")
	if !ok {
		t.Fatal("nobody serves the body")
	}
	if _, err := d.Forward(context.Background(), sound.ID, to); err != nil {
		t.Fatal(err)
	}
	session.Close()
	if err := session.Store().Close(); err != nil {
		t.Fatal(err)
	}
	before := desk("", "events", "--store", window, "--as", windowClerk)
	for _, story := range []struct{ letter, id, says string }{
		{"L1", odd.ID.String(), "字体"},
		{"L5", sound.ID.String(), "文号"},
		{"L8", sound.ID.String(), "职权"},
		{"L10", sound.ID.String(), "职权"},
		{"L99", sound.ID.String(), "L99"},
		{"L2", sound.ID.String(), "一次性告知书"},
	} {
		out := filepath.Join(dir, story.letter+".pdf")
		s := desk("", "letter", "issue", "--store", window, "--as", windowClerk, "--case", story.id, "--letter", story.letter, "--out", out)
		oneSentence(t, story.letter, s, story.says)
		if _, err := os.Stat(out); !os.IsNotExist(err) {
			t.Errorf("%s: a file was left: %v", story.letter, err)
		}
	}
	if after := desk("", "events", "--store", window, "--as", windowClerk); after.out != before.out {
		t.Errorf("events before\n%s\nafter\n%s", before.out, after.out)
	}
	if s := desk("", "store", "check", window, "--as", windowClerk); s.code != 0 {
		t.Errorf("check: %+v", s)
	}
}
