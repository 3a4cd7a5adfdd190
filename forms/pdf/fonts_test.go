package pdf

import (
	"bytes"
	"encoding/binary"
	"os"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"casedesk/cases"
	"casedesk/forms/layout"
)

// tableOfCharacters reads the characters of 通用规范汉字表 from the test data.
func tableOfCharacters(t *testing.T) []rune {
	t.Helper()
	b, err := os.ReadFile("testdata/tongyong_8105.txt")
	if err != nil {
		t.Fatal(err)
	}
	return []rune(strings.Join(strings.Fields(string(b)), ""))
}

func TestEveryCharacterOfTheStateTablePrintsInEveryFace(t *testing.T) {
	chars := tableOfCharacters(t)
	if len(chars) != 8105 {
		t.Fatalf("%d characters", len(chars))
	}
	lib := testLibrary()
	for _, role := range layout.Roles() {
		for _, r := range chars {
			p, ok := lib.pick(role, r, false)
			if !ok || p.advance() != 1000 || len(p.font.outline(p.gid)) < 20 {
				t.Errorf("%v: no glyph for %q U+%04X", role, r, r)
			}
		}
	}
}

func TestEveryCharacterOfTheStateTableComesBackOutOfThePDF(t *testing.T) {
	chars := tableOfCharacters(t)
	l := short()
	l.Paragraphs[0].Text = string(chars)
	text := squash(tool(t, "pdftotext", "-layout", save(t, render(t, l)), "-"))
	for _, r := range chars {
		if !strings.ContainsRune(text, r) {
			t.Errorf("%q U+%04X is not in the text", r, r)
		}
	}
}

func TestTheBodyKeepsToOneFontForCommonText(t *testing.T) {
	lib := testLibrary()
	for _, r := range "中华人民共和国，。、；：？！“”（）《》〔〕——……·￥0123456789ABCXYZ%" {
		if p, ok := lib.pick(layout.Song, r, false); !ok || p.font != lib.chains[layout.Song][0] {
			t.Errorf("%q does not come from the body's own font", r)
		}
	}
}

func TestRareNamesPrintOrAreNamed(t *testing.T) {
	b, err := os.ReadFile("testdata/rare_characters.tsv")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(string(b)), "\n")[1:]
	var lacking []string
	for _, line := range lines {
		r, _ := utf8.DecodeRuneInString(line)
		l := short()
		l.Paragraphs[0].Text = string(r) + "某"
		_, err := Render(testLibrary(), l)
		if err != nil {
			lacking = append(lacking, string(r))
			if cases.KeyOf(err) != "letter.glyph" || !strings.Contains(err.Error(), string(r)) {
				t.Errorf("%q: %v", r, err)
			}
		}
	}
	t.Logf("%d of %d rare characters print; named as lacking: %v", len(lines)-len(lacking), len(lines), lacking)
	for _, s := range lacking { // beyond Ext F there is no font that may be shipped
		if r, _ := utf8.DecodeRuneInString(s); r < 0x2EBE1 && r != 0 {
			t.Errorf("U+%04X has no glyph", r)
		}
	}
}

// Every Han character up to Ext F has a glyph in every face, and a letter of the
// rarest ones gives them back as themselves.
func TestEveryHanCharacterUpToExtensionFPrints(t *testing.T) {
	lib := testLibrary()
	blocks := [][2]rune{{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x2B739}, {0x2B740, 0x2B81D}, {0x2B820, 0x2CEA1}, {0x2CEB0, 0x2EBE0}}
	n := 0
	for _, role := range layout.Roles() {
		for _, b := range blocks {
			for r := b[0]; r <= b[1]; r++ {
				p, ok := lib.pick(role, r, false)
				// two glyphs of LXGW WenKai are a little narrow
				if !ok || p.advance() < 970 || p.advance() > 1000 || len(p.font.outline(p.gid)) < 16 {
					t.Errorf("%v: no glyph for U+%04X", role, r)
				}
				n++
			}
		}
	}
	t.Logf("%d characters in %d faces", n/len(layout.Roles()), len(layout.Roles()))
	l := short()
	var text []rune
	for r := rune(0x20000); r < 0x2EBE0; r += 97 {
		if unicode.Is(unicode.Han, r) {
			text = append(text, r)
		}
	}
	l.Paragraphs[0].Text = string(text)
	got := squash(tool(t, "pdftotext", "-layout", save(t, render(t, l)), "-"))
	for _, r := range text {
		if !strings.ContainsRune(got, r) {
			t.Errorf("U+%04X is not in the text", r)
		}
	}
}

func TestAnOfficesOwnFontsComeFirstAndAnyEmIsScaled(t *testing.T) {
	own := testFonts(kaiFont) // stands for an office's own file
	lib, err := NewLibrary(Standard(testFonts).Office(own, nil))
	if err != nil {
		t.Fatal(err)
	}
	if lib.FontSet() == testLibrary().FontSet() {
		t.Error("another font set has the same name")
	}
	p, _ := lib.pick(layout.Song, '信', false)
	if p.font.name != "office-song" {
		t.Errorf("body comes from %s", p.font.name)
	}
	whole := newMerger(p.font)
	whole.add(p)
	small := *p.font
	small.upem = 2000 // the same outlines are now half as large
	half := newMerger(&small)
	p.font = &small
	half.add(p)
	a, errA := parseFont("a", withCmap(whole.bytes()))
	b, errB := parseFont("b", withCmap(half.bytes()))
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	for at := 2; at < 10; at += 2 {
		want, got := i16(a.outline(1), at), i16(b.outline(1), at)
		if got < want/2-1 || got > want/2+1 {
			t.Errorf("box at %d: %d, want about half of %d", at, got, want)
		}
	}
	if a.outline(1)[1] != b.outline(1)[1] {
		t.Error("scaling changed the number of contours")
	}
}

// withCmap gives a subset a map that parseFont accepts: A is glyph 1.
func withCmap(b []byte) []byte {
	tables := tablesOf(b)
	tables["cmap"] = words(0, 1, 3, 1, 0, 12, 4, 32, 0, 4, 4, 1, 0, 'A', 0xFFFF, 0, 'A', 0xFFFF, 1-'A', 1, 0, 0)
	var ts []table
	for tag, data := range tables {
		ts = append(ts, table{tag, bytes.Clone(data)})
	}
	return assemble(ts)
}

func TestAFileThatIsNoUsableFontIsRefused(t *testing.T) {
	good := testFonts(kaiFont)
	for name, b := range map[string][]byte{
		"nothing":    nil,
		"OpenType":   append([]byte("OTTO"), good[4:200]...),
		"collection": append([]byte("ttcf"), good[4:200]...),
		"text":       []byte("this is no font, only a text of some length"),
		"cut short":  good[:5000],
	} {
		_, err := NewLibrary(Faces{layout.Song: {{Name: name, Data: b}}})
		if cases.KeyOf(err) != "letter.font" || cases.KindOf(err) != cases.Unsupported {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// tinyFont is a whole TrueType file of two glyphs, for fuzzing.
func tinyFont() []byte {
	lib := testLibrary()
	p, _ := lib.pick(layout.Song, '一', false)
	m := newMerger(p.font)
	m.add(p)
	p.shape.width = 500
	m.add(p)
	return withCmap(m.bytes())
}

func FuzzDamagedFontsNeverPanic(f *testing.F) {
	f.Add(tinyFont())
	f.Add(tinyFont()[:400])
	f.Add(binary.BigEndian.AppendUint32(nil, 0x00010000))
	f.Fuzz(func(t *testing.T, b []byte) {
		font, err := parseFont("fuzz", b)
		if err != nil {
			return
		}
		m := newMerger(font)
		for _, r := range "A一信\U00020BB7" {
			if g := font.gid(r); g != 0 {
				m.add(pick{font: font, gid: g, char: r})
				m.add(pick{font: font, gid: g, char: r, shape: shape{width: 500, shift: -500}})
			}
		}
		if _, err := parseFont("again", withCmap(m.bytes())); err != nil {
			t.Errorf("a subset that cannot be read: %v", err)
		}
	})
}

func TestOneBitOfAFontChangedNeverPanics(t *testing.T) {
	good := tinyFont()
	rapid.Check(t, func(rt *rapid.T) {
		b := bytes.Clone(good)
		for range rapid.IntRange(1, 6).Draw(rt, "changes") {
			b[rapid.IntRange(0, len(b)-1).Draw(rt, "at")] = rapid.Byte().Draw(rt, "to")
		}
		font, err := parseFont("damaged", b)
		if err != nil {
			return
		}
		m := newMerger(font)
		for g := range min(font.glyphs, 200) {
			m.add(pick{font: font, gid: uint16(g)})
		}
		m.bytes()
	})
}

func TestTwoLettersAtOnceDoNotDisturbEachOther(t *testing.T) {
	want := render(t, short())
	done := make(chan []byte)
	for range 8 {
		go func() {
			Render(testLibrary(), refusal())
			b, _ := Render(testLibrary(), short())
			done <- b
		}()
	}
	for range 8 {
		if !bytes.Equal(<-done, want) {
			t.Error("bytes differ when letters are made at the same time")
		}
	}
}
