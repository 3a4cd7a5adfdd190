package rules

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"casedesk/assets"
	"casedesk/cases"
)

// shippedFiles are the packs that ship, to be changed by a test.
func shippedFiles(t *testing.T) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	files := os.DirFS("../../assets/packs")
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(files, name)
		out[name] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// edited replaces a text of one file, which must be there.
func edited(t *testing.T, files fstest.MapFS, name, old, now string) fstest.MapFS {
	t.Helper()
	out := fstest.MapFS{}
	for n, f := range files {
		out[n] = f
	}
	s := string(files[name].Data)
	if !strings.Contains(s, old) {
		t.Fatalf("%s has no %q", name, old)
	}
	out[name] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(s, old, now))}
	return out
}

func bundled(t *testing.T, files fs.FS, id, correction string) Bundle {
	t.Helper()
	b, err := Bundled(files, id, cases.MustDate("2026-11-22"), correction)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func rootKey(t *testing.T) *ecdsa.PrivateKey {
	t.Helper()
	k, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	return k
}

// A bundle opens only with the root that sealed it, whole, and under its hash.
func TestSealedPackIsTheBytesThatWereSigned(t *testing.T) {
	key, other := rootKey(t), rootKey(t)
	files := shippedFiles(t)
	b := bundled(t, files, "R36", "")
	if p, _ := shippedBook(t).Pack("R36"); p.Hash != b.Hash {
		t.Errorf("the bundle's hash %s is not the pack's, %s", b.Hash, p.Hash)
	}
	s, err := b.Seal(key)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Open(&key.PublicKey)
	if err != nil || again.Hash != b.Hash || len(again.Files) != len(b.Files) {
		t.Fatalf("opened: %+v, %v", again.Hash, err)
	}
	if _, err := s.Open(&other.PublicKey); cases.KeyOf(err) != "pack.signature" {
		t.Errorf("another root: %v", err)
	}
	if _, err := s.Open(nil); cases.KeyOf(err) != "pack.signature" {
		t.Errorf("no root: %v", err)
	}
	for _, at := range []int{0, len(s.Body) / 2, len(s.Body) - 1} {
		bad := Sealed{slices.Clone(s.Body), s.Sig}
		bad.Body[at] ^= 1
		if _, err := bad.Open(&key.PublicKey); cases.KeyOf(err) != "pack.signature" {
			t.Errorf("byte %d changed: %v", at, err)
		}
	}
	// Signed by the right key, yet not what it says it is.
	for name, change := range map[string]func(*Bundle){
		"other files":      func(b *Bundle) { b.Files[0].Text += "\n# x\n" },
		"a file too many":  func(b *Bundle) { b.Files = append(b.Files, File{"extra.txt", "x"}) },
		"a way out":        func(b *Bundle) { b.Files[0].Name = "../R58/pack.yaml" },
		"another form":     func(b *Bundle) { b.Format = "casedesk-pack-9" },
		"a folder in name": func(b *Bundle) { b.Ruleset = "a/b" },
	} {
		c := b
		c.Files = slices.Clone(b.Files)
		change(&c)
		s, err := c.Seal(key)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Open(&key.PublicKey); cases.KeyOf(err) != "pack.bundle" {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Bundled(fstest.MapFS{"X/odd.txt": {Data: []byte("x")}}, "X", cases.Date{}, ""); cases.KeyOf(err) != "pack.faulty" {
		t.Errorf("a strange file: %v", err)
	}
}

// A pack with a planted fault is not ready, and the row is named.
func TestOnlyASoundPackIsReady(t *testing.T) {
	today, files := cases.MustDate("2026-11-22"), shippedFiles(t)
	cal, err := assets.Calendar()
	if err != nil {
		t.Fatal(err)
	}
	backdated := edited(t, files, "P22/clocks.yaml", "period: {n: 3, unit: workday}", "period: {n: 3, unit: workday}, approver: 负责人")
	for name, s := range map[string]struct {
		files      fstest.MapFS
		correction string
		key, names string
	}{
		"nothing changed": {files, "", "", ""},
		"a gap":           {edited(t, files, "R36/severity.yaml", "    else: true\n", "    when: {procedure: ordinary, field: food}\n"), "更正", "pack.faulty", "R36-CLS-ELSE"},
		"a typo":          {edited(t, files, "R36/severity.yaml", "periods:", "perods:"), "更正", "pack.faulty", "perods"},
		"a backwards day": {edited(t, files, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2026-03-01"), "更正", "pack.faulty", "2026-03-01"},
		"an overlap":      {edited(t, files, "R36/severity.yaml", "mode: ordered", "mode: exclusive"), "更正", "pack.faulty", "pack.overlap"},
		"a failing story": {edited(t, files, "R36/severity.yaml", "min: {n: 3, unit: month}", "min: {n: 4, unit: month}"), "更正", "pack.stories", "shortest_until"},
		"backdated":       {backdated, "", "pack.backdated", "P22-T-ACCEPT"},
		"a correction":    {backdated, "公布时漏了批准人", "", ""},
		"no story for it": {edited(t, files, "R36/clocks.yaml", "routes:\n", "routes:\n  - {id: R36-NEW, route: X, channel: 乙, when: {owner: labour, city: \"440600\"}, cite: R36-OTHER}\n"), "更正", "pack.unhit", "R36-NEW"},
	} {
		id := "R36"
		if s.files["P22/clocks.yaml"] != files["P22/clocks.yaml"] {
			id = "P22"
		}
		_, err := Ready(files, bundled(t, s.files, id, s.correction), today, cal)
		if cases.KeyOf(err) != s.key {
			t.Errorf("%s: %v, want %s", name, err, s.key)
			continue
		}
		said := ""
		if err != nil {
			said = err.Error()
			if cause := new(Complaints); asComplaints(err, cause) {
				said += cause.Error()
			}
		}
		if !strings.Contains(said, s.names) {
			t.Errorf("%s does not name %s: %s", name, s.names, said)
		}
	}
}

// What speaks of days gone by must say that it is a correction, row by row; words
// and stories may change at any time, and so may a last day that lies ahead.
func TestBackdatedChangesAreNamedRowByRow(t *testing.T) {
	today := cases.MustDate("2026-11-22")
	files := shippedFiles(t)
	clock := edited(t, files, "P22/clocks.yaml", "period: {n: 3, unit: workday}", "period: {n: 5, unit: workday}")
	changes := changesOf(t, files, clock, "P22")
	if len(changes) != 1 || changes[0].Row != "P22-T-ACCEPT" || !strings.Contains(changes[0].Was, "3 个工作日") || !strings.Contains(changes[0].Now, "5 个工作日") {
		t.Errorf("changes %+v", changes)
	}
	if rows := backdatedOf(t, files, clock, "P22", today); !slices.Equal(rows, []string{"P22-T-ACCEPT"}) {
		t.Errorf("backdated rows %v", rows)
	}
	for name, next := range map[string]fstest.MapFS{
		"a sentence":       edited(t, files, "R36/criteria.yaml", "案卷中没有纠正和履行的证明。", "案卷里没有证明。"),
		"a paraphrase":     edited(t, files, "R36/articles.yaml", "paraphrase: ", "paraphrase: 大意，"),
		"an end that lies": edited(t, files, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2027-12-31"),
	} {
		if rows := backdatedOf(t, files, next, "R36", today); len(rows) != 0 {
			t.Errorf("%s is backdated: %v", name, rows)
		}
	}
	for name, next := range map[string]fstest.MapFS{
		"a first day":    edited(t, files, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-05-01"),
		"an end gone by": edited(t, files, "R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2026-10-31"),
	} {
		if rows := backdatedOf(t, files, next, "R36", today); !slices.Equal(rows, []string{"pack.yaml"}) {
			t.Errorf("%s: %v", name, rows)
		}
	}
	before := cases.MustDate("2026-03-01") // before R36 begins nothing of it is past
	longer := edited(t, files, "R36/severity.yaml", "max: {n: 1, unit: year}", "max: {n: 2, unit: year}")
	if rows := backdatedOf(t, files, longer, "R36", before); len(rows) != 0 {
		t.Errorf("before its first day: %v", rows)
	}
	// The order of rows counts where the first that holds gives the answer.
	swapped := edited(t, files, "R36/severity.yaml", "R36-CLS-ABN\n", "R36-CLS-ABN-NEW\n")
	if rows := backdatedOf(t, files, swapped, "R36", today); !slices.Contains(rows, "R36-CLS-ABN") || !slices.Contains(rows, "R36-CLS-ABN-NEW") {
		t.Errorf("a row that goes and one that comes: %v", rows)
	}
}

func leafOf(t *testing.T, files fs.FS, id string) Leaf {
	t.Helper()
	b, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	l, err := b.Leaf(id)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func changesOf(t *testing.T, old, next fs.FS, id string) []RowChange {
	l := leafOf(t, old, id)
	return Changes(&l, leafOf(t, next, id))
}

func backdatedOf(t *testing.T, old, next fs.FS, id string, today cases.Date) []string {
	l, n := leafOf(t, old, id), leafOf(t, next, id)
	return backdated(&l, n, Changes(&l, n), today)
}

// A rehearsal of the same packs changes nothing; of a changed row it names the row.
func TestRehearsalNamesTheRowThatChangesAVerdict(t *testing.T) {
	files := shippedFiles(t)
	old, err := Load(files)
	if err != nil {
		t.Fatal(err)
	}
	on := cases.MustDate("2026-11-22")
	f := cases.Facts{Matter: "repair", City: "440300", SubjectKind: "organisation", RecordKind: "penalty", Procedure: "ordinary",
		PenaltyKinds: []string{"confiscate_income"}, Owner: "housing", DecidedOn: cases.MustDate("2026-09-01"), FiledOn: cases.MustDate("2026-11-20"),
		PushedOn: cases.MustDate("2026-11-20"), DutyDone: cases.TriYes, Rectified: cases.TriYes}
	same, err := Rehearse(old, old, f, on, cases.Calendar{})
	if err != nil || len(same) != 0 {
		t.Fatalf("the same packs: %+v, %v", same, err)
	}
	for name, s := range map[string]struct {
		file, old, now string
		what, row      string
	}{
		"a period":    {"R36/severity.yaml", "class: GENERAL, min: {n: 3, unit: month}", "class: GENERAL, min: {n: 2, unit: month}", "shortest", "R36-PUB-GEN"},
		"its effect":  {"R36/severity.yaml", "class: GENERAL, min: {n: 3, unit: month}", "class: GENERAL, min: {n: 2, unit: month}", "criterion", "R36-COND-1"},
		"a class":     {"R36/severity.yaml", "class: GENERAL\n    when: {penalty_kinds: {any: [confiscate_income, ", "class: SERIOUS\n    when: {penalty_kinds: {any: [confiscate_income, ", "class", "R36-CLS-GEN"},
		"a clock":     {"P22/clocks.yaml", "period: {n: 3, unit: workday}", "period: {n: 5, unit: workday}", "clock", "P22-T-ACCEPT"},
		"a criterion": {"R36/criteria.yaml", "met: {duty_done: true, rectified: true}", "met: {duty_done: false, rectified: true}", "criterion", "R36-COND-2"},
		"a route":     {"R36/clocks.yaml", "route: CREDITCHINA", "route: OTHER", "route", "R36-TO-CC"},
		"an end":      {"R36/pack.yaml", "from: 2026-04-01", "from: 2026-04-01\nto: 2026-08-31", "covers", "pack.yaml"},
	} {
		next, err := Load(edited(t, files, s.file, s.old, s.now))
		if err != nil {
			if name == "a criterion" { // its papers no longer satisfy it, as the proof rightly says
				continue
			}
			t.Fatalf("%s: %v", name, err)
		}
		shifts, err := Rehearse(old, next, f, on, cases.Calendar{})
		if err != nil {
			t.Fatal(err)
		}
		if !slices.ContainsFunc(shifts, func(x Shift) bool { return x.What == s.what && x.Row == s.row }) {
			t.Errorf("%s: %+v", name, shifts)
		}
		for _, x := range shifts {
			if x.Row == "" || x.Was == x.Now {
				t.Errorf("%s: a shift without a row: %+v", name, x)
			}
		}
	}
}

// The packs of an overlay are those of the base but for the ones replaced.
func TestOverlayReplacesWholePacks(t *testing.T) {
	files := shippedFiles(t)
	changed := edited(t, files, "R36/pack.yaml", "title: 信用修复管理办法", "title: 试行办法")
	o, err := Overlaid(files, bundled(t, changed, "R36", ""))
	if err != nil {
		t.Fatal(err)
	}
	b, err := Load(o)
	if err != nil {
		t.Fatal(err)
	}
	p, _ := b.Pack("R36")
	if p.Title != "试行办法" || len(b.Packs()) != len(shippedBook(t).Packs()) {
		t.Errorf("%s among %d packs", p.Title, len(b.Packs()))
	}
	raw, err := json.Marshal(b.Hashes())
	if err != nil || !strings.Contains(string(raw), p.Hash) {
		t.Errorf("hashes %s, %v", raw, err)
	}
}

func asComplaints(err error, into *Complaints) bool { return errors.As(err, into) }
