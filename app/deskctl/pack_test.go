package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/app/wire"
	"casedesk/cases/rules"
)

// packs copies the shipped packs and replaces a text of one file.
func packs(t *testing.T, file, old, now string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "packs")
	if err := os.CopyFS(dir, os.DirFS("../../assets/packs")); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(dir, file)
	b, err := os.ReadFile(name)
	if err != nil || !strings.Contains(string(b), old) {
		t.Fatalf("%s has no %q: %v", file, old, err)
	}
	if err := os.WriteFile(name, []byte(strings.ReplaceAll(string(b), old, now)), 0o600); err != nil {
		t.Fatal(err)
	}
	return dir
}

type packReport struct {
	Rules, Stories, Passed int
	Failed                 []rules.Failure
	Unhit                  []string
}

// A pack with a typo, an unknown fact, a gap, an overlap, a backwards day, a row
// without a citation, a part that lacks, a failing story or a row that no story reaches is refused,
// and the row is named: where, in words, and on the terminal with its line.
func TestPackCheckNamesEachFaultAndItsRow(t *testing.T) {
	for name, s := range map[string]struct{ file, old, now, where, what string }{
		"a typo":           {"R36/criteria.yaml", "criteria:\n", "critera:\n", "R36/criteria.yaml:1:1", "critera"},
		"a word too many":  {"R36/severity.yaml", "published: in_principle_no", "published: in_principle_no, colour: red", "R36/severity.yaml:", "colour"},
		"an unknown fact":  {"R36/severity.yaml", "procedure: summary", "prosedure: summary", "R36/severity.yaml:", "prosedure"},
		"an unknown value": {"R36/severity.yaml", "procedure: summary", "procedure: sumary", "R36/severity.yaml:", "sumary"},
		"a gap":            {"R36/severity.yaml", "    else: true\n", "    when: {field: food}\n", "R36/severity.yaml:", "处罚种类"},
		"an overlap":       {"R36/severity.yaml", "mode: ordered", "mode: exclusive", "R36/severity.yaml:", "R36-CLS-"},
		"a backwards day":  {"R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2026-03-01", "R36/pack.yaml:", "2026-03-01"},
		"no such day":      {"R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-31", "R36/pack.yaml:", "2026-04-31"},
		"no citation":      {"R36/criteria.yaml", "    cite: R36-COND-2\n", "", "R36/criteria.yaml:", "依据"},
		"no such article":  {"R36/criteria.yaml", "cite: R36-COND-2", "cite: R36-COND-9", "R36/criteria.yaml:", "R36-COND-9"},
		"a part lacking":   {"R36/silent.yaml", "part: repair.retention", "part: repair.remedies", "R36/pack.yaml:", "repair.retention"},
		"no such clock":    {"R36/clocks.yaml", "clock: C-DECIDE", "clock: C-DECIED", "R36/clocks.yaml:", "C-DECIED"},
		"a gap in choice":  {"LLF/transition.yaml", "covering: none}, {matter", "covering: none, answers: same}, {matter", "LLF/transition.yaml:", "各规则的结论"},
		"a choice twice":   {"LLF/transition.yaml", ", answers: differ}", "}", "LLF/transition.yaml:", "TR-DIFFER"},
		"a failing story":  {"R36/severity.yaml", "min: {n: 1, unit: year}", "min: {n: 2, unit: year}", "R36/tests/", "shortest_until"},
	} {
		dir := packs(t, s.file, s.old, s.now)
		got := desk("", "pack", "check", filepath.Join(dir, filepath.Dir(s.file)))
		r := one[packReport](t, got)
		said, places := "", ""
		for _, f := range r.Failed {
			said += f.What + "\n"
			places += f.Where + "\n"
		}
		if got.code != 1 || !strings.Contains(said, s.what) || !strings.Contains(places, s.where) {
			t.Errorf("%s: exit %d, at %s said %s", name, got.code, places, said)
		}
		if name != "a failing story" && !strings.Contains(got.errs, "^") {
			t.Errorf("%s: no caret on the terminal: %s", name, got.errs)
		}
	}
	dir := packs(t, "R36/clocks.yaml", "routes:\n", "routes:\n  - {id: R36-NEW, route: X, channel: 乙, when: {owner: labour, city: \"440600\"}, cite: R36-OTHER}\n")
	if r := one[packReport](t, desk("", "pack", "check", filepath.Join(dir, "R36"))); len(r.Unhit) != 1 || r.Unhit[0] != "R36-NEW" {
		t.Errorf("a row that no story reaches: %+v", r)
	}
	one := one[packReport](t, desk("", "pack", "check", filepath.Join(dir, "R36")))
	if all := allPacks(t, dir); len(all.Unhit) != 1 || all.Rules <= one.Rules || all.Stories <= one.Stories || all.Passed != all.Stories {
		t.Errorf("the folder of all packs: %+v, of R36 alone %+v", all, one)
	}
}

// allPacks checks a folder of packs in one call.
func allPacks(t *testing.T, dir string) packReport {
	t.Helper()
	return one[packReport](t, desk("", "pack", "check", dir))
}

// The book of a folder is a page a ruleset that holds every article, row and
// story and needs no script; what a pack says is text, never markup.
func TestPackBookPrintsEverythingAndRunsNothing(t *testing.T) {
	hostile := `<script>alert(1)</script>"'&{{.}}`
	dir := packs(t, "R36/articles.yaml", "58号令自2026年4月1日起废止。", hostile[:0]+`'`+strings.ReplaceAll(hostile, "'", "''")+`'`)
	out := filepath.Join(t.TempDir(), "out")
	type printed struct {
		Ruleset, File, Hash           string
		Articles, Rows, Stories, Open int
	}
	all := lines[printed](t, desk("", "pack", "book", dir, "--out", out))
	book, err := rules.Load(os.DirFS(dir))
	if err != nil || len(all) != len(book.Packs()) {
		t.Fatalf("%d pages of %d rulesets, %v", len(all), len(book.Packs()), err)
	}
	for _, p := range all {
		b, err := os.ReadFile(p.File)
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		l, err := book.Leaf(p.Ruleset)
		if err != nil {
			t.Fatal(err)
		}
		need := []string{l.Title, l.Number, l.Hash, "@page { size: A4"}
		for _, a := range l.Articles {
			need = append(need, ">"+a.ID+"<")
		}
		for _, rows := range l.Tables {
			for _, r := range rows {
				need = append(need, ">"+r.ID+"<")
			}
		}
		for _, s := range l.Stories {
			need = append(need, strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&#34;", "'", "&#39;", "+", "&#43;").Replace(s.Name))
		}
		for _, n := range need {
			if !strings.Contains(text, n) {
				t.Errorf("%s: the page lacks %q", p.Ruleset, n)
			}
		}
		if strings.Contains(text, "<script") || strings.Contains(text, "http://") || strings.Contains(text, "https://") || p.Open != len(l.Open) {
			t.Errorf("%s: the page runs something or asks for something", p.Ruleset)
		}
		if p.Ruleset == "R36" && !strings.Contains(text, "&lt;script&gt;alert(1)&lt;/script&gt;") {
			t.Error("hostile text is not shown as text")
		}
	}
	if s := desk("", "pack", "book", filepath.Join(dir, "R36"), "--out", filepath.Join(out, "one")); s.code != 0 || len(lines[printed](t, s)) != 1 {
		t.Errorf("one pack: exit %d, %s", s.code, s.errs)
	}
	if s := desk("", "pack", "book", packs(t, "R36/pack.yaml", "id: R36", "id: R37"), "--out", out); s.code != 2 || !strings.Contains(s.errs, "R37") {
		t.Errorf("a faulty pack in print: exit %d, %s", s.code, s.errs)
	}
}

// A version goes its way: signed, taken, rehearsed over the closed cases of a
// real store, activated by a person who saw the rehearsal. Old cases keep their
// verdict and its pack; new ones get the new.
func TestPackFromSignatureToActivation(t *testing.T) {
	dir := copied(t)
	store := filepath.Join(dir, "authority")
	changed := packs(t, "R36/severity.yaml", "class: GENERAL, min: {n: 3, unit: month}, max: {n: 1, unit: year}", "class: GENERAL, min: {n: 3, unit: month}, max: {n: 1, unit: year}, published: in_principle_no")
	file := filepath.Join(t.TempDir(), "R36.pack")
	if s := desk("", "pack", "sign", filepath.Join(changed, "R36"), "--out", file); s.code != 2 || !strings.Contains(s.errs, "R36-PUB-GEN") && !strings.Contains(s.errs, "案例") {
		t.Errorf("a backdated change is signed: exit %d, %s", s.code, s.errs)
	}
	// 批准人 speaks of no story, so the version is sound once it says what it corrects.
	changed = packs(t, "P22/clocks.yaml", "clock: C-ACCEPT, term: 认定单位决定是否受理, when: {matter: repair}, start: pushed_on, period: {n: 3, unit: workday}",
		"clock: C-ACCEPT, term: 认定单位决定是否受理, when: {matter: repair}, start: pushed_on, period: {n: 3, unit: workday}, approver: 负责人")
	oneSentence(t, "backdated", desk("", "pack", "sign", filepath.Join(changed, "P22"), "--out", file), "P22-T-ACCEPT")
	signed := one[struct {
		Hash    string
		Changes []rules.RowChange
	}](t, desk("", "pack", "sign", filepath.Join(changed, "P22"), "--out", file, "--correction", "漏载了批准人"))
	if len(signed.Changes) != 1 || signed.Changes[0].Row != "P22-T-ACCEPT" {
		t.Errorf("changes %+v", signed.Changes)
	}
	as := []string{"--store", store, "--as", "周见山"}
	call := func(args ...string) said { return desk("", append(append([]string{"pack"}, args...), as...)...) }
	if s := call("take", file); s.code != 0 {
		t.Fatalf("take: %s", s.errs)
	}
	rehearsed := call("rehearse", file)
	if rehearsed.code != 0 {
		t.Fatalf("rehearse: %s", rehearsed.errs)
	}
	all := strings.Split(strings.TrimSpace(rehearsed.out), "\n")
	sum := lines[wire.Rehearsal](t, said{out: all[len(all)-1]})[0]
	if sum.Cases != 2 || sum.Judged != 2 || sum.Changed != 1 || sum.Rows["P22/P22-T-ACCEPT"] != 1 || len(all) != 2 || sum.Seen == "" {
		t.Errorf("summary %+v of %d lines", sum, len(all))
	}
	if !strings.Contains(all[0], `"row":"P22-T-ACCEPT"`) {
		t.Errorf("the clause is not named: %s", all[0])
	}
	oneSentence(t, "unseen", call("activate", signed.Hash, "--seen", strings.Repeat("0", 64)), "彩排")
	oneSentence(t, "a clerk", desk("", "pack", "activate", signed.Hash, "--seen", sum.Seen, "--store", store, "--as", "欧阳弋"), "审核人")
	oneSentence(t, "no such version", call("activate", strings.Repeat("ab", 32), "--seen", sum.Seen), "abab")
	// A second version that belongs to it: both are rehearsed and used together, or none.
	second := filepath.Join(t.TempDir(), "R36.pack")
	ending := packs(t, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2035-12-31")
	other := one[struct{ Hash string }](t, desk("", "pack", "sign", filepath.Join(ending, "R36"), "--out", second, "--beside", file))
	if s := call("take", second); s.code != 0 {
		t.Fatalf("take: %s", s.errs)
	}
	all = strings.Split(strings.TrimSpace(call("rehearse", second, file).out), "\n")
	both := lines[wire.Rehearsal](t, said{out: all[len(all)-1]})[0]
	if both.Ruleset != "P22 R36" || both.Seen == sum.Seen {
		t.Errorf("both: %+v", both)
	}
	oneSentence(t, "one rehearsed, two used", call("activate", signed.Hash, other.Hash, "--seen", sum.Seen), "P22 R36")
	oneSentence(t, "one is not there", call("activate", signed.Hash, strings.Repeat("ab", 32), "--seen", both.Seen), "abab")
	for _, line := range strings.Split(strings.TrimSpace(call("list").out), "\n") {
		if strings.Contains(line, `"active":true`) {
			t.Errorf("a part of the set is in use: %s", line)
		}
	}
	if s := call("activate", other.Hash, signed.Hash, "--seen", both.Seen); s.code != 0 || strings.Count(s.out, "\n") != 2 {
		t.Fatalf("activate both: %s %s", s.out, s.errs)
	}
	type version struct {
		Ruleset, Hash string
		Active        bool
	}
	if all := lines[version](t, call("list")); len(all) != 2 || !all[0].Active || !all[1].Active {
		t.Errorf("listed %+v", all)
	}
	// What is in use now changes nothing more, and the demo's closed cases still
	// name the packs that they were judged by.
	if s := one[wire.Rehearsal](t, call("rehearse", file)); s.Changed != 0 {
		t.Errorf("rehearsed again: %+v", s)
	}
	if s := desk("", "store", "check", store, "--as", "周见山"); s.code != 0 {
		t.Errorf("the store: %s %s", s.out, s.errs)
	}
	// A line that nobody signed is no activation.
	name := filepath.Join(store, "packs", "active.jsonl")
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(strings.Replace(string(b), `"on":"2026`, `"on":"2025`, 1)), 0o600); err != nil {
		t.Fatal(err)
	}
	oneSentence(t, "a forged line", call("list"), "P22")
}
