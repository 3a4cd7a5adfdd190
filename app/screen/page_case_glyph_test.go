package screen_test

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/png"
	"slices"
	"strings"
	"testing"

	"casedesk/app/office"
	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// strokes is the picture of a made-up character: 韦 and 华 are not asked for.
func strokes(t *testing.T) []byte {
	img := image.NewGray(image.Rect(0, 0, 120, 120))
	for y := range 120 {
		for x := range 120 {
			img.SetGray(x, y, color.Gray{250})
			in := x > 8 && x < 112 && y > 8 && y < 112
			if in && (x < 18 || x > 102 || y%34 < 8 || x > 54 && x < 64) {
				img.SetGray(x, y, color.Gray{10})
			}
		}
	}
	var b bytes.Buffer
	must(t, png.Encode(&b, img))
	return b.Bytes()
}

// The receipt of a person whose name no font can print is refused with the character's
// description and a button; the picture chosen is shown as it prints, kept, and the
// receipt is issued. The head of the case shows it, with what it is.
func TestALackingCharacterGetsItsPictureOnTheLettersTab(t *testing.T) {
	c := newClerk(t)
	var asked []string
	c.pick = func(kinds []string, got func(PickedFile)) {
		asked = kinds
		got(PickedFile{Name: "字.png", Media: "image/png", Reader: bytes.NewReader(strokes(t))})
	}
	c.sit("zh-Hans", 100, 768)
	x, err := c.session.Work.Receive(context.Background(), office.Application{Matter: cases.Repair, Party: cases.Party{Kind: cases.PartyPerson, Name: "李⿰韦华"},
		Record: cases.Record{Party: "李⿰韦华", DocNumber: "示例建罚〔2026〕41号", Body: "深圳市示例区住房和建设局", DecidedOn: cases.MustDate("2026-05-20"), Sample: true}})
	must(t, err)
	c.shell.Go(Route{Page: PageCase, Case: x.ID, Tab: string(present.TabLetters)})
	c.settle()
	c.press("letters.issue.L1")
	if all := texts(c.win); !strings.Contains(all, "⿰韦华") || c.must("glyph.add.0").Label != "为“⿰韦华”加字形图片…" {
		t.Fatalf("refused: %s", all)
	}
	c.picture("glyph-lacking")
	c.press("glyph.add.0")
	if !slices.Contains(asked, ".png") || !strings.Contains(texts(c.win), "请对照身份证件") {
		t.Fatalf("asked for %v: %s", asked, texts(c.win))
	}
	c.picture("glyph-offer")
	c.chord("Esc")
	if len(c.asItStands(x.ID).Evidence) != 0 {
		t.Error("kept without a yes")
	}
	c.press("glyph.add.0")
	c.chord("Enter")
	if len(c.asItStands(x.ID).Evidence) != 1 || !strings.Contains(texts(c.win), "图形字") {
		t.Fatalf("kept: %s", texts(c.win))
	}
	c.press("letters.issue.L1")
	c.picture("glyph-issued")
	if len(c.asItStands(x.ID).Letters) != 1 {
		t.Errorf("not issued: %s", texts(c.win))
	}
	c.shell.Go(Route{Page: present.PageWorkbench})
	c.settle()
	c.picture("glyph-bench")
	if !strings.Contains(texts(c.win), "图形字") {
		t.Error("the workbench's side column shows no picture")
	}
	for percent, name := range map[int]string{150: "glyph-150", 200: "glyph-200"} {
		c.sit("zh-Hans", percent, 768)
		c.shell.Go(Route{Page: PageCase, Case: x.ID})
		c.settle()
		c.picture(name)
	}
}
