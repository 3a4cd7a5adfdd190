package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// drawing is a picture of w × h pixels with ink where at says so.
func drawing(t testing.TB, w, h int, at func(x, y int) bool) []byte {
	t.Helper()
	img := image.NewGray(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			img.SetGray(x, y, color.Gray{255})
			if at(x, y) {
				img.SetGray(x, y, color.Gray{20})
			}
		}
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// madeUp is a made-up character: a frame with a cross in it.
func madeUp(t testing.TB) []byte {
	return drawing(t, 240, 240, func(x, y int) bool {
		in := x > 20 && x < 220 && y > 20 && y < 220
		frame := in && (x < 44 || x > 196 || y < 40 || y > 204)
		return frame || in && (x > 110 && x < 130 || y > 112 && y < 128)
	})
}

func cropLetter(t testing.TB) letter.Letter {
	l := letter.Letter{Format: letter.RedHead, Head: "示例单位", Title: "信用修复决定书", Addressee: "李⿰韦华：", Signature: "示例单位", Date: cases.MustDate("2026-10-12"), Seal: true,
		Paragraphs: []letter.Paragraph{
			{Kind: letter.Body, Text: strings.Repeat("当事人李⿰韦华、王⿰韦华与⿱𠃌日三人提交的材料齐全，", 4) + "经审查符合条件。"},
			{Kind: letter.Facts, Table: &letter.Table{Widths: []int{1, 3}, Rows: [][]string{{"当事人", "李⿰韦华"}}}},
			{Kind: letter.Free, Label: "经办说明", Text: "“⿰韦华”字以图形字打印。"},
		},
		Glyphs: []letter.Glyph{{Mark: "⿰韦华", PNG: madeUp(t)}, {Mark: "⿱𠃌日", PNG: drawing(t, 90, 60, func(x, y int) bool { return x/10%2 == 0 && y > 8 })}},
	}
	for i := range l.Glyphs {
		l.Glyphs[i].SHA256 = sha256.Sum256(l.Glyphs[i].PNG)
	}
	return l
}

// A picture stands in the line where its mark is, comes out of the file as the mark,
// and the same letter makes the same bytes, also out of its own record.
func TestACharacterInNoFontIsPrintedFromItsPicture(t *testing.T) {
	lib := testLibrary()
	l := cropLetter(t)
	b, err := Render(lib, l)
	if err != nil {
		t.Fatal(err)
	}
	data, err := json.Marshal(l)
	if err != nil {
		t.Fatal(err)
	}
	again, err := Press{Fonts: lib}.Again(data)
	if err != nil || !bytes.Equal(b, again) {
		t.Errorf("from its record it is another file: %v", err)
	}
	name := filepath.Join(t.TempDir(), "crop.pdf")
	if err := os.WriteFile(name, b, 0o600); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("CASEDESK_LETTERS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, "crop.pdf"), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.Command("pdftotext", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(strings.Fields(string(out)), "")
	for _, want := range []string{"李⿰韦华：", "当事人李⿰韦华、王⿰韦华与⿱𠃌日三人提交"} {
		if !strings.Contains(text, want) {
			t.Errorf("the text lacks %s:\n%s", want, text)
		}
	}
	if strings.ContainsRune(text, cropFirst) {
		t.Error("the text holds a private character")
	}
}

// The picture's ink fills the square of a character of the body, where the letter says.
func TestAPictureFillsTheSquareOfItsCharacter(t *testing.T) {
	dots, err := cropInkOf(madeUp(t))
	if err != nil {
		t.Fatal(err)
	}
	g := outlineOf(dots)
	x0, y0, x1, y1 := i16(g, 2), i16(g, 4), i16(g, 6), i16(g, 8)
	if x0 != 40 || x1 != 960 || y1 != squareTop-40 || y0 != squareBottom+40 {
		t.Errorf("ink from %d,%d to %d,%d", x0, y0, x1, y1)
	}
}

// A description without its picture is no character: it is named before anything is drawn.
func TestADescriptionWithoutItsPictureIsNamed(t *testing.T) {
	l := cropLetter(t)
	l.Glyphs = l.Glyphs[:1]
	_, err := Render(testLibrary(), l)
	if cases.KeyOf(err) != "letter.glyph" || !strings.Contains(err.Error(), "⿱𠃌日") || strings.Contains(err.Error(), "⿰韦华") {
		t.Errorf("%v", err)
	}
	l = cropLetter(t)
	l.Glyphs[0].PNG = l.Glyphs[1].PNG
	if _, err := Render(testLibrary(), l); cases.KeyOf(err) != "glyph.hash" {
		t.Errorf("another picture: %v", err)
	}
	l.Glyphs = []letter.Glyph{{Mark: "甲乙", PNG: madeUp(t)}}
	if _, err := Render(testLibrary(), l); cases.KeyOf(err) != "glyph.mark" {
		t.Errorf("no mark: %v", err)
	}
}

// What is no picture of one character is refused by name, however it was made.
func TestHostilePicturesAreRefused(t *testing.T) {
	whole := madeUp(t)
	bomb := bytes.Clone(whole)
	copy(bomb[16:24], []byte{0, 0, 0x7F, 0xFF, 0, 0, 0x7F, 0xFF}) // says 32767 × 32767
	for name, story := range map[string]struct {
		png []byte
		why string
	}{
		"nothing":            {nil, "png"},
		"words":              {[]byte("no picture"), "png"},
		"half a picture":     {whole[:len(whole)/2], "png"},
		"a bomb":             {bomb, "png"}, // its sum is wrong already
		"too many bytes":     {append(bytes.Clone(whole), make([]byte, cropBytes)...), "bytes"},
		"blank":              {drawing(t, 100, 100, func(int, int) bool { return false }), "blank"},
		"all black":          {drawing(t, 100, 100, func(x, y int) bool { return x > 1 || y > 1 }), "dark"},
		"a line":             {drawing(t, 200, 200, func(_, y int) bool { return y == 100 }), "size"},
		"a speck":            {drawing(t, 200, 200, func(x, y int) bool { return x < 9 && y < 9 }), "size"},
		"noise":              {drawing(t, 400, 400, func(x, y int) bool { return (x*7919+y*104729)*(x+3)*(y+5)%7 < 3 }), "noise"},
		"too wide":           {drawing(t, 3000, 30, func(x, _ int) bool { return x%40 < 8 }), "size"},
		"smaller than small": {drawing(t, 12, 12, func(x, _ int) bool { return x%4 == 0 }), "size"},
	} {
		_, err := Crop(story.png)
		if cases.KeyOf(err) != "glyph."+story.why {
			t.Errorf("%s: %v, want %s", name, err, story.why)
		}
	}
}

func FuzzCrop(f *testing.F) {
	f.Add(madeUp(f))
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(_ *testing.T, b []byte) { Crop(b) }) // must not fall over
}
