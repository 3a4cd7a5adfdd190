package pdf

import (
	"bytes"
	"encoding/binary"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/forms/layout"
)

// fontOf makes a font whose only character is r, drawn as another font draws as.
func fontOf(t *testing.T, r, as rune) []byte {
	t.Helper()
	p, ok := testLibrary().pick(layout.Song, as, false)
	if !ok {
		t.Fatal("no such glyph")
	}
	m := newMerger(p.font)
	m.add(p)
	tables := tablesOf(m.bytes())
	cmap := words(0, 1, 3, 10, 0, 12, 12, 0, 0, 28, 0, 0, 0, 1) // one group of format 12
	for _, n := range []uint32{uint32(r), uint32(r), 1} {
		cmap = binary.BigEndian.AppendUint32(cmap, n)
	}
	tables["cmap"] = cmap
	var ts []table
	for tag, data := range tables {
		ts = append(ts, table{tag, bytes.Clone(data)})
	}
	return assemble(ts)
}

// An office's own rare font lends what no shipped font has, in every face, and nothing
// else; the text of the letter has the character, and the font set another name.
func TestAnOfficesRareFontLendsWhatNoShippedFontHas(t *testing.T) {
	const inG, common = '\U00030000', '信'
	l := short()
	l.Paragraphs[0].Text = string(inG) + "示例信用科技有限公司"
	if _, err := Render(testLibrary(), l); cases.KeyOf(err) != "letter.glyph" {
		t.Fatalf("a shipped font has U+30000: %v", err)
	}
	lib, err := NewLibrary(Standard(testFonts), append(Rare(testFonts), OfficeRare(fontOf(t, inG, '囍')))...)
	if err != nil {
		t.Fatal(err)
	}
	if lib.FontSet() == testLibrary().FontSet() {
		t.Error("the font set keeps its name")
	}
	for _, role := range layout.Roles() {
		if p, ok := lib.pick(role, inG, false); !ok || p.font.name != "office-rare" || p.advance() != 1000 {
			t.Errorf("%v: %v", role, ok)
		}
	}
	b, err := Render(lib, l)
	if err != nil {
		t.Fatal(err)
	}
	if text := squash(tool(t, "pdftotext", "-layout", save(t, b), "-")); !strings.Contains(text, string(inG)+"示例信用科技有限公司") {
		t.Errorf("text: %s", text)
	}
	greedy, err := NewLibrary(Standard(testFonts), append(Rare(testFonts), OfficeRare(fontOf(t, common, '囍')))...)
	if err != nil {
		t.Fatal(err)
	}
	if p, _ := greedy.pick(layout.Song, common, false); p.font.name == "office-rare" {
		t.Error("a character that ships comes from the office's rare font")
	}
	if _, err := NewLibrary(Standard(testFonts), OfficeRare([]byte("no font"))); cases.KeyOf(err) != "letter.font" {
		t.Errorf("no font: %v", err)
	}
}
