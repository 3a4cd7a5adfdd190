package raster_test

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"casedesk/app/desktop/raster"
	"casedesk/cases"

	"github.com/jung-kurt/gofpdf"
)

// twoPages is an A4 file with a black square 50 mm wide at the top left of page 1
// and an empty page 2.
func twoPages(t *testing.T) []byte {
	t.Helper()
	f := gofpdf.New("P", "mm", "A4", "")
	f.AddPage()
	f.SetFillColor(0, 0, 0)
	f.Rect(0, 0, 50, 50, "F")
	f.AddPage()
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func open(t testing.TB) *raster.Raster {
	t.Helper()
	dir, err := os.UserCacheDir() // compiling takes seconds: keep it between runs
	if err != nil {
		dir = t.TempDir()
	}
	start := time.Now()
	r, err := raster.Open(context.Background(), filepath.Join(dir, "casedesk-test-wasm"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(r.Close)
	t.Logf("start %v", time.Since(start).Round(time.Millisecond))
	return r
}

func TestPage(t *testing.T) {
	r, pdf := open(t), twoPages(t)
	start := time.Now()
	img, pages, err := r.Page(pdf, 0, 144)
	if err != nil || pages != 2 {
		t.Fatalf("%d pages, %v", pages, err)
	}
	t.Logf("page %v", time.Since(start).Round(time.Millisecond))
	if w := img.Bounds().Dx(); w < 1189 || w > 1192 { // 210 mm at 144 dpi
		t.Errorf("width %d", w)
	}
	if c, _, _, _ := img.At(100, 100).RGBA(); c > 0x1000 {
		t.Errorf("the square is %x", c)
	}
	if c, _, _, _ := img.At(600, 600).RGBA(); c < 0xF000 {
		t.Errorf("the paper is %x", c)
	}
	wide, _, err := r.PageWide(pdf, 1, 500)
	if err != nil || wide.Bounds().Dx() != 500 {
		t.Errorf("%v, %v", wide.Bounds(), err)
	}
	if c, _, _, _ := img.At(100, 100).RGBA(); c > 0x1000 {
		t.Error("a later page changed an earlier picture")
	}
}

func TestPageSaysWhatIsWrong(t *testing.T) {
	r := open(t)
	if _, _, err := r.Page([]byte("no such file"), 0, 72); cases.KindOf(err) != cases.Damaged {
		t.Errorf("rubbish: %v", err)
	}
	if _, pages, err := r.Page(twoPages(t), 2, 72); cases.KindOf(err) != cases.NotFound || pages != 2 {
		t.Errorf("third of %d pages: %v", pages, err)
	}
	r.Close()
	if _, _, err := r.Page(twoPages(t), 0, 72); cases.KindOf(err) != cases.Unsupported {
		t.Errorf("closed: %v", err)
	}
}
