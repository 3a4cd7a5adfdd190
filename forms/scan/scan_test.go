package scan

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/skip2/go-qrcode"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"

	"casedesk/cases"
)

const code = "CASEDESK1|L8|示例认定修决〔2026〕1218号|granted|2026-10-21|3a9f3a9f3a9f3a9f3a9f3a9f3a9f3a9f|1c68abadf02f3fcdf274565e6245c8cd"

// sheetOf is an A4 page at dots an inch with something like lines of type, and the
// codes 22 mm wide down its left edge.
func sheetOf(t testing.TB, dots int, texts ...string) *image.Gray {
	t.Helper()
	at := func(mm int) int { return mm * dots * 10 / 254 }
	page := image.NewGray(image.Rect(0, 0, at(210), at(297)))
	for i := range page.Pix {
		page.Pix[i] = 255
	}
	random := rand.New(rand.NewPCG(1, 2))
	for line := range 20 {
		for char := range 28 {
			box := image.Rect(at(28+char*5), at(40+line*10), at(32+char*5), at(44+line*10))
			for range 6 {
				x, y := box.Min.X+random.IntN(box.Dx()), box.Min.Y+random.IntN(box.Dy())
				stroke := image.Rect(x, y, x+at(3), y+max(1, at(1)/2)).Intersect(box)
				draw.Draw(page, stroke, image.Black, image.Point{}, draw.Src)
			}
		}
	}
	for i, text := range texts {
		q, err := qrcode.New(text, qrcode.Medium)
		if err != nil {
			t.Fatal(err)
		}
		q.DisableBorder = true
		dark := q.Bitmap()
		box := image.Rect(at(28), at(200+i*34), at(50), at(222+i*34))
		draw.Draw(page, box.Inset(-at(4)), image.White, image.Point{}, draw.Src)
		for y := box.Min.Y; y < box.Max.Y; y++ {
			for x := box.Min.X; x < box.Max.X; x++ {
				if dark[(y-box.Min.Y)*len(dark)/box.Dy()][(x-box.Min.X)*len(dark)/box.Dx()] {
					page.SetGray(x, y, color.Gray{Y: 40})
				}
			}
		}
	}
	return page
}

// photo turns a page by degrees, lights it from one side and packs it as a phone does.
func photo(t testing.TB, page *image.Gray, degrees float64) []byte {
	t.Helper()
	b := page.Bounds()
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	out := image.NewGray(image.Rect(0, 0, b.Dx()*5/4, b.Dy()*5/4))
	for i := range out.Pix {
		out.Pix[i] = 90 // the table
	}
	mx, my := float64(b.Dx())/2, float64(b.Dy())/2
	to := f64.Aff3{cos, -sin, mx*5/4 - cos*mx + sin*my, sin, cos, my*5/4 - sin*mx - cos*my}
	draw.BiLinear.Transform(out, to, page, b, draw.Over, nil)
	for i, v := range out.Pix {
		x := i % out.Stride
		out.Pix[i] = uint8(int(v) * (out.Stride - x/2) / out.Stride)
	}
	var packed bytes.Buffer
	if err := jpeg.Encode(&packed, out, &jpeg.Options{Quality: 55}); err != nil {
		t.Fatal(err)
	}
	return packed.Bytes()
}

// A letter's code is read from a scan of 150 dots an inch and from a photo that is
// turned and badly lit; every character of it is right.
func TestTheCodeIsReadFromScanAndPhoto(t *testing.T) {
	for _, dots := range []int{150, 300} {
		if got, err := Find(sheetOf(t, dots, code)); err != nil || !slices.Contains(got, code) {
			t.Errorf("%d dots an inch: %q, %v", dots, got, err)
		}
	}
	for _, degrees := range []float64{9, -31, 180} {
		if got, err := Read(photo(t, sheetOf(t, 200, code), degrees)); err != nil || !slices.Contains(got, code) {
			t.Errorf("turned by %v: %q, %v", degrees, got, err)
		}
	}
}

// Another code on the same sheet does not hide ours.
func TestAllCodesOnASheetAreRead(t *testing.T) {
	if got, err := Find(sheetOf(t, 200, "https://example.gov.cn/v/1", code)); err != nil || !slices.Contains(got, code) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestWhatCannotBeReadIsSaidByName(t *testing.T) {
	if _, err := Find(sheetOf(t, 100)); cases.KeyOf(err) != "scan.no_code" {
		t.Errorf("a page without a code: %v", err)
	}
	whole := photo(t, sheetOf(t, 100, code), 0)
	for name, b := range map[string][]byte{"nothing": nil, "words": []byte("no picture"), "cut off": whole[:len(whole)/3], "a PDF": []byte("%PDF-1.7")} {
		if _, err := Read(b); cases.KeyOf(err) != "scan.picture" {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// Noise, and codes with holes in them, are no code: never a panic, never a wrong text.
func TestDamageIsNeverReadAsAnotherText(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	page := sheetOf(t, 120, code)
	for round := range 6 {
		spoiled := image.NewGray(page.Rect)
		copy(spoiled.Pix, page.Pix)
		for range round * round * 200 {
			x, y := 100+random.IntN(160), 920+random.IntN(160)
			draw.Draw(spoiled, image.Rect(x, y, x+4, y+4), image.NewUniform(color.Gray{Y: uint8(random.IntN(256))}), image.Point{}, draw.Src)
		}
		got, err := Find(spoiled)
		if err == nil && !slices.Contains(got, code) {
			t.Errorf("round %d reads %q", round, got)
		}
	}
}
