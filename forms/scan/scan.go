// Package scan reads the QR codes in a picture: a photo of a paper letter, or a scan.
package scan

import (
	"bytes"
	"image"
	_ "image/jpeg" // phones and scanners write these
	_ "image/png"

	"github.com/makiuchi-d/gozxing"
	multi "github.com/makiuchi-d/gozxing/multi/qrcode"
	"golang.org/x/image/draw"

	"casedesk/cases"
)

// Bounds of a picture that is looked at.
const (
	mostBytes = 40 << 20
	mostDots  = 80_000_000 // more than any phone's camera makes
)

// Read decodes a PNG or JPEG picture and gives the texts of the QR codes in it. It
// fails with Invalid ("scan.picture") for what is no such picture or a very large one,
// and with NotFound ("scan.no_code") where no code can be read.
func Read(picture []byte) ([]string, error) {
	size, _, err := image.DecodeConfig(bytes.NewReader(picture))
	if err != nil || len(picture) > mostBytes || size.Width*size.Height > mostDots {
		return nil, cases.Fail(cases.Invalid, "scan.picture").Because(err)
	}
	img, _, err := image.Decode(bytes.NewReader(picture))
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "scan.picture").Because(err)
	}
	return Find(img)
}

// Find gives the texts of the QR codes in a picture; NotFound ("scan.no_code") where
// none can be read.
func Find(img image.Image) ([]string, error) {
	for _, wide := range widths(img.Bounds().Dx()) {
		if texts := codes(sized(img, wide)); len(texts) > 0 {
			return texts, nil
		}
	}
	return nil, cases.Fail(cases.NotFound, "scan.no_code")
}

// widths are those that a picture is looked at in: its own, smaller for what is noisy
// or blurred, larger for a code of few dots.
func widths(own int) []int {
	all := []int{own}
	for _, part := range []int{own * 2 / 3, own / 2, own / 3} {
		if part >= 600 {
			all = append(all, part)
		}
	}
	if own < 1300 {
		all = append(all, own*2)
	}
	return all
}

// sized gives a picture in grey so many dots wide, on white where it is clear.
func sized(img image.Image, wide int) *image.Gray {
	b := img.Bounds()
	out := image.NewGray(image.Rect(0, 0, wide, max(1, b.Dy()*wide/max(1, b.Dx()))))
	draw.Draw(out, out.Rect, image.White, image.Point{}, draw.Src)
	if wide == b.Dx() {
		draw.Draw(out, out.Rect, img, b.Min, draw.Over)
		return out
	}
	draw.ApproxBiLinear.Scale(out, out.Rect, img, b, draw.Over, nil)
	return out
}

// codes reads what one look at a picture shows.
func codes(img *image.Gray) (texts []string) {
	hints := map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true, gozxing.DecodeHintType_CHARACTER_SET: "UTF-8"}
	source := gozxing.NewLuminanceSourceFromImage(img)
	for _, ink := range []gozxing.Binarizer{gozxing.NewHybridBinarizer(source), gozxing.NewGlobalHistgramBinarizer(source)} {
		bitmap, err := gozxing.NewBinaryBitmap(ink)
		if err != nil {
			continue
		}
		found, err := multi.NewQRCodeMultiReader().DecodeMultiple(bitmap, hints)
		if err != nil {
			continue
		}
		for _, r := range found {
			texts = append(texts, r.GetText())
		}
		if len(texts) > 0 {
			return texts
		}
	}
	return nil
}
