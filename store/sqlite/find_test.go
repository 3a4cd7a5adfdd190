package sqlite

import (
	"context"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

// known is what a plain scan looks at: a case as it is, nothing made for the search.
type known struct {
	id int64
	c  cases.Case
}

// scanHit is the search's promise, said without any gram.
func scanHit(c cases.Case, typed string) bool {
	q := foldText(typed).String()
	n := len([]rune(q))
	plain := q != "" && !strings.ContainsFunc(q, func(r rune) bool { return r >= 0x80 })
	if n == 0 {
		return false
	}
	name := foldText(c.Party.Name)
	if strings.Contains(name.String(), q) {
		return true
	}
	if sets, _ := initialsIn(name); plain && n >= 2 && !strings.ContainsAny(q, "0123456789") && readAt(sets, []rune(q)) >= 0 {
		return true
	}
	if plain && n >= 4 {
		for _, code := range []string{c.Party.Code, c.Party.IDNumber, c.Record.PersonID.Number()} {
			if strings.Contains(strings.ToLower(code), q) {
				return true
			}
		}
	}
	numbers := []string{c.Number, c.Record.DocNumber}
	for _, l := range c.Letters {
		numbers = append(numbers, l.Number)
	}
	for _, number := range numbers {
		for _, text := range []string{number, cases.DocNumberKey(number)} {
			for _, want := range []string{q, foldText(cases.DocNumberKey(typed)).String()} {
				if len([]rune(want)) >= 2 && strings.Contains(foldText(text).String(), want) {
					return true
				}
			}
		}
	}
	return false
}

// allKnown folds every case of a store.
func allKnown(t testing.TB, s *Session) (all []known) {
	ctx := context.Background()
	ids, err := caseIDs(ctx, s.store.read)
	must(t, err)
	for _, id := range ids {
		c, err := s.Case(ctx, id)
		must(t, err)
		l, err := readLine(ctx, s.store.read, id)
		must(t, err)
		all = append(all, known{l.at.first, c})
	}
	return all
}

// typedFor draws what somebody may type who looks for a case, or for none.
func typedFor(r *rapid.T, all []known) string {
	c := rapid.SampledFrom(all).Draw(r, "case").c
	initials := ""
	sets, _ := initialsIn(foldText(c.Party.Name))
	for _, set := range sets {
		var letters []rune
		for l := 'a'; l <= 'z'; l++ {
			if set.has(l) {
				letters = append(letters, l)
			}
		}
		initials += string(rapid.SampledFrom(letters).Draw(r, "reading"))
	}
	from := []string{c.Party.Name, c.Party.Name, initials, c.Number, c.Record.DocNumber, strings.ReplaceAll(c.Record.DocNumber, "〔", "［")}
	for _, s := range []string{c.Party.Code, c.Party.IDNumber} {
		if s != "" {
			from = append(from, s, strings.ToLower(s))
		}
	}
	text := []rune(rapid.SampledFrom(from).Draw(r, "text"))
	a := rapid.IntRange(0, len(text)-1).Draw(r, "from")
	b := rapid.IntRange(a+1, min(len(text), a+12)).Draw(r, "to")
	typed := string(text[a:b])
	if rapid.IntRange(0, 9).Draw(r, "other") == 0 { // two stretches that never stood side by side
		typed += rapid.SampledFrom([]string{"公司", "zz", "2026", "甲", "〔", " "}).Draw(r, "more")
	}
	return typed
}

// Whatever is typed, the search finds what a plain scan finds: no more, no less,
// the latest first.
func TestTheSearchFindsWhatAPlainScanFinds(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	st := w.open(w.create(authorityID))
	many := 1500
	if os.Getenv("CASEDESK_SOAK") != "" {
		many = 40_000 // more than SQLite takes values of in one question
	}
	s := crowd(t, w, st, many, 0)[cases.Clerk]
	all := allKnown(t, s)
	slices.SortFunc(all, func(a, b known) int { return int(b.id - a.id) })
	hits := 0
	rapid.Check(t, func(r *rapid.T) {
		typed := typedFor(r, all)
		var want []cases.ID
		for _, k := range all {
			if scanHit(k.c, typed) {
				want = append(want, k.c.ID)
			}
		}
		found, err := s.Find(ctx, typed, len(all))
		if err != nil {
			r.Fatal(err)
		}
		got := []cases.ID{}
		for _, f := range found {
			got = append(got, f.Row.Case)
		}
		hits += len(got)
		if !slices.Equal(got, want) {
			r.Errorf("%q finds %d, a scan %d", typed, len(got), len(want))
		}
	})
	if hits == 0 {
		t.Error("nothing was ever found")
	}
}

func TestNamesAreFoundByTheirReadingsAndFormerSpellings(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	names := []string{"单晓行", "解长乐", "仇重", "曾朝阳", "区启明", "李䶮", "徐㼆", "𮧵国华", "王𬱖", "欧阳弋", "示例建设（深圳）有限公司", "SHILI Trading"}
	for n, name := range names {
		act(t, s, caseID(n), receivedAct(name, "收"+name))
	}
	for typed, want := range map[string]string{
		"sxx": "单晓行", "dxh": "单晓行", "xcl": "解长乐", "jzy": "解长乐", "xzy": "解长乐", "qz": "仇重", "cc": "仇重", "zcy": "曾朝阳", "czy": "曾朝阳", "oqm": "区启明",
		"龑": "李䶮", "李\ue863": "李䶮", "徐莹加王旁": "徐㼆", "徐（莹加王旁）": "徐㼆", "徐⿱玉莹": "徐㼆", "⿰韦华国": "𮧵国华", "韡國華": "𮧵国华", "頔": "王𬱖",
		"歐陽": "欧阳弋", "oyy": "欧阳弋", "建设(深圳)": "示例建设（深圳）有限公司", "ＳＨＩＬＩ": "SHILI Trading", "litra": "SHILI Trading", "szyx": "示例建设（深圳）有限公司",
	} {
		found, err := s.Find(ctx, typed, 0)
		must(t, err)
		if !slices.ContainsFunc(found, func(f cases.Found) bool { return f.Row.Party == want }) {
			t.Errorf("%q does not find %s", typed, want)
		}
	}
	found, err := s.Find(ctx, "曾z", 0)
	must(t, err)
	if len(found) != 0 {
		t.Errorf("%q finds %d", "曾z", len(found))
	}
	private := 0
	for r := range spell().one {
		if r >= 0xE000 && r < 0xF900 {
			private++
		}
	}
	if private != 80 {
		t.Errorf("%d private-use characters are known, want 80", private)
	}
	found, err = s.Find(ctx, "zcy", 0)
	must(t, err)
	if len(found) != 1 || found[0].By != cases.FoundByInitials || string([]rune(found[0].Row.Party)[found[0].From:found[0].To]) != "曾朝阳" {
		t.Errorf("%+v", found)
	}
}

// A letter's number is looked for as soon as the letter is issued.
func TestALettersNumberFindsItsCase(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	must(t, s.AddBlock(ctx, cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 731, To: 739}))
	number, err := s.TakeNumber(ctx, "示例转", 2026)
	must(t, err)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	if found, err := s.Find(ctx, number, 0); err != nil || len(found) != 0 {
		t.Errorf("%d found before, %v", len(found), err)
	}
	act(t, s, caseID(1), cases.AskedMoreAct{Missing: []cases.Paper{{Code: "PROOF"}}}, cases.LetterAct{Letter: "L2", Number: number})
	if found, err := s.Find(ctx, "示例转[2026]第0731号", 0); err != nil || len(found) != 1 || found[0].By != cases.FoundByNumber {
		t.Errorf("%+v, %v", found, err)
	}
}

func TestASearchStopsWhenTheNextKeyIsPressed(t *testing.T) {
	w := newWorld(t)
	s := w.desk(windowID, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := s.Find(ctx, "示例", 0); !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

// What the search knows of names goes when the keys go.
func TestTheSampleOfTheSearchGoesWithTheKeys(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	act(t, s, caseID(1), receivedAct("示例甲公司", "收1"))
	found, err := s.Find(ctx, "甲公", 0)
	if err != nil || len(found) != 1 || s.grams.of["n甲公"] != 1 {
		t.Fatalf("%v, %v, %v", found, err, s.grams)
	}
	must(t, s.Close())
	if s.grams.of != nil {
		t.Error("grams of names are left in memory")
	}
}

// A person is found by the number of the identity document also where another event
// of the case came here before its receipt did.
func TestAPersonIsFoundThoughTheReceiptCameLate(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	received := receivedAct("陈示例", "收1")
	received.Party.IDNumber = "44019919900307663X"
	act(t, s, caseID(1), received, cases.EvidenceAct{Name: "缴款凭证"})
	_, err := s.store.write.db().Exec("DROP TRIGGER event_is_never_changed; UPDATE event SET id = id + 100 WHERE id = (SELECT min(id) FROM event)")
	must(t, err)
	must(t, s.Rebuild(ctx))
	for typed, want := range map[string]int{"900307": 1, "663x": 1, "900308": 0} {
		found, err := s.Find(ctx, typed, 0)
		if err != nil || len(found) != want {
			t.Errorf("%q: %d found, want %d, %v", typed, len(found), want, err)
		}
	}
}
