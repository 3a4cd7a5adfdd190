package raster

import (
	"image"
	"math/rand/v2"
	"testing"
)

// Made half as large, each dot is the mean of four, in every colour, also of a picture
// with an odd side.
func TestHalfAsLargeIsTheMeanOfFour(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 5))
	for _, size := range []image.Point{{2, 2}, {8, 6}, {9, 7}} {
		from := image.NewRGBA(image.Rectangle{Max: size})
		for i := range from.Pix {
			from.Pix[i] = uint8(random.IntN(256))
		}
		got := folded(from, 2).(*image.RGBA)
		if got.Rect.Max != size.Div(2) {
			t.Fatalf("%v becomes %v", size, got.Rect.Max)
		}
		for y := range got.Rect.Dy() {
			for x := range 4 * got.Rect.Dx() {
				at := func(dx, dy int) int { return int(from.Pix[(2*y+dy)*from.Stride+x/4*8+x%4+4*dx]) }
				if want := (at(0, 0) + at(1, 0) + at(0, 1) + at(1, 1) + 2) / 4; int(got.Pix[y*got.Stride+x]) != want {
					t.Fatalf("%v at %d, %d: %d, want %d", size, x, y, got.Pix[y*got.Stride+x], want)
				}
			}
		}
	}
}
