package rules

import (
	"errors"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

var update = flag.Bool("update", false, "write the complaints found into testdata/faulty")

// A file of testdata/faulty holds packs with faults ("-- path --" before each
// file) and, under "-- complaints --", exactly what Load says about them.
func TestFaultyPacksAreNamedWithTheirPlace(t *testing.T) {
	names, err := filepath.Glob("testdata/faulty/*.txt")
	if err != nil || len(names) < 8 {
		t.Fatalf("only %d stories of faulty packs: %v", len(names), err)
	}
	for _, name := range names {
		t.Run(filepath.Base(name), func(t *testing.T) {
			text, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			head, want, _ := strings.Cut(string(text), "-- complaints --\n")
			_, err = Load(soundAnd(head))
			var got Complaints
			if !errors.As(err, &got) {
				t.Fatalf("the packs were taken: %v", err)
			}
			if *update {
				if err := os.WriteFile(name, []byte(head+"-- complaints --\n"+got.Error()+"\n"), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got.Error()+"\n" != want {
				t.Errorf("complaints:\n%s\nwant:\n%s", got.Error(), want)
			}
		})
	}
}

// soundAnd gives a small sound pack with some of its files replaced.
func soundAnd(text string) fstest.MapFS {
	out := fstest.MapFS{}
	for name, body := range soundPack {
		out[name] = &fstest.MapFile{Data: []byte(body)}
	}
	for _, part := range strings.Split("\n"+text, "\n-- ")[1:] {
		name, body, _ := strings.Cut(part, " --\n")
		out[name] = &fstest.MapFile{Data: []byte(body + "\n")}
	}
	return out
}

var soundPack = map[string]string{
	"T1/pack.yaml": `id: T1
title: 试行办法
number: 试〔2026〕1号
issuer: 演示机关
from: 2026-01-01
level: nation
judges: [repair]
`,
	"T1/articles.yaml": `articles:
  - {id: A1, number: 第一条, paraphrase: 甲, source: 演示, verified: true, last_checked: 2026-01-02}
`,
	"T1/severity.yaml": `mode: exclusive
classes: [{id: LOW, term: 轻}, {id: HIGH, term: 重}]
rows:
  - {id: R1, class: LOW, when: {procedure: summary}, cite: A1}
  - {id: R2, class: HIGH, when: {procedure: ordinary}, cite: A1}
start: {fact: decided_on, cite: A1}
periods:
  - {id: P1, class: LOW, max: {n: 3, unit: month}, cite: A1}
  - {id: P2, class: HIGH, min: {n: 3, unit: month}, max: {n: 1, unit: year}, cite: A1}
`,
}

func TestTheSmallPackIsSound(t *testing.T) {
	b, err := Load(soundAnd(""))
	if err != nil {
		t.Fatal(err)
	}
	p, ok := b.Pack("T1")
	if a, _ := p.Article("A1"); !ok || a.Number != "第一条" || len(p.Hash) != 64 || b.Hashes()[0].Hash != p.Hash {
		t.Errorf("pack %+v", p)
	}
	changed := soundAnd("-- T1/tests/a.yaml --\nstories: []\n")
	if b2, err := Load(changed); err != nil || b2.Hashes()[0].Hash == p.Hash {
		t.Errorf("a new file does not change the hash: %v", err)
	}
}
