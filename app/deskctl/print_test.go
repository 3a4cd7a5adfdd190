package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/app/demo"
	"casedesk/assets"
	"casedesk/cases"
)

type copyAnswer struct {
	Copy, Number, Name, State, Printer, Job, Note string
	Place, Of                                     int
}

// The letters of two cases go to the printer in one run, are seen, and one is spoiled.
func TestPrintingFromTheTerminal(t *testing.T) {
	tray := t.TempDir()
	lp := filepath.Join(tray, "lp")
	for name, text := range map[string]string{
		"lp":     `n=$(ls "$TRAY"/*.pdf 2>/dev/null | wc -l); cat > "$TRAY/$n.pdf" && echo "request id is $2-$n (0 file(s))"`,
		"lpstat": `case $1 in -e) echo window;; esac`,
	} {
		if err := os.WriteFile(filepath.Join(tray, name), []byte("#!/bin/sh\n"+text+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	t.Setenv("PATH", filepath.Dir(lp)+string(os.PathListSeparator)+os.Getenv("PATH"))
	t.Setenv("TRAY", tray)
	store := filepath.Join(copied(t), "authority")
	d, s := at(t, store, signer)
	rows, err := s.Rows(context.Background(), cases.Queue{})
	if err != nil || len(rows) != 2 {
		t.Fatal(len(rows), err)
	}
	c, err := s.Case(context.Background(), rows[0].Case)
	if err != nil {
		t.Fatal(err)
	}
	issued, err := d.LetterBytes(context.Background(), c.Letters[len(c.Letters)-1])
	if err != nil {
		t.Fatal(err)
	}
	s.Close()
	if err := s.Store().Close(); err != nil {
		t.Fatal(err)
	}
	passFile(t, demo.PassPhrase)
	sign := []string{"--store", store, "--as", signer}
	printed := desk("", append([]string{"letter", "print", "--case", rows[0].Case.String(), "--case", rows[1].Case.String()}, sign...)...)
	copies := lines[copyAnswer](t, printed)
	if printed.code != 0 || len(copies) != 4 || strings.Count(printed.errs, "\n") != 8 {
		t.Fatalf("exit %d, %+v\n%s", printed.code, copies, printed.errs)
	}
	for i, k := range copies {
		if k.State != "sent" || k.Place != i+1 || k.Of != 4 || k.Printer != "window" || k.Job == "" {
			t.Errorf("copy %d: %+v", i, k)
		}
	}
	if b, err := os.ReadFile(filepath.Join(tray, "0.pdf")); err != nil || !bytes.Equal(b, issued) {
		t.Errorf("the first sheet is not the issued letter: %v", err)
	}
	seen := desk("", append([]string{"letter", "settle", copies[0].Copy, "--in-hand"}, sign...)...)
	spoilt := desk("", append([]string{"letter", "settle", copies[1].Copy, "--spoiled", "卡纸"}, sign...)...)
	if a, b := one[copyAnswer](t, seen), one[copyAnswer](t, spoilt); a.State != "in_hand" || b.State != "spoiled" || b.Note != "卡纸" {
		t.Errorf("%+v, %+v", a, b)
	}
	if open := lines[copyAnswer](t, desk("", append([]string{"letter", "copies"}, sign...)...)); len(open) != 2 {
		t.Errorf("open: %+v", open)
	}
	oneSentence(t, "settled twice", desk("", append([]string{"letter", "settle", copies[0].Copy, "--in-hand"}, sign...)...), copies[0].Copy)
	oneSentence(t, "no such printer", desk("", append([]string{"letter", "print", "--printer", "moon", "--case", rows[0].Case.String()}, sign...)...))
	oneSentence(t, "no such letter", desk("", append([]string{"letter", "print", "--letter", "L13", "--case", rows[0].Case.String()}, sign...)...), "L13")
}

// An office's own fonts change the letter and its renderer's name; a folder without
// them is refused before anything is made.
func TestAnOfficesOwnFonts(t *testing.T) {
	dir := t.TempDir()
	gallery := func(fonts string) (said, []byte) {
		out := t.TempDir()
		got := desk("", "--fonts", fonts, "letter", "gallery", "--out", out)
		b, _ := os.ReadFile(filepath.Join(out, "L8.pdf"))
		return got, b
	}
	got, _ := gallery(dir)
	oneSentence(t, "an empty folder", got, "song.ttf")
	_, plain := gallery("")
	if err := os.WriteFile(filepath.Join(dir, "song.ttf"), assets.Font(assets.KaiRegular), 0o600); err != nil {
		t.Fatal(err)
	}
	own, with := gallery(dir)
	if own.code != 0 || len(with) == 0 || bytes.Equal(plain, with) {
		t.Errorf("exit %d %s: %d bytes, %d without", own.code, own.errs, len(with), len(plain))
	}
	if err := os.WriteFile(filepath.Join(dir, "song.ttf"), []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, _ = gallery(dir)
	oneSentence(t, "no font", got, "office-song")
	rare := t.TempDir()
	if err := os.WriteFile(filepath.Join(rare, "rare.ttf"), []byte("no font"), 0o600); err != nil {
		t.Fatal(err)
	}
	got, _ = gallery(rare)
	oneSentence(t, "no rare font", got, "office-rare")
}
