// Package raster turns pages of a PDF into pictures, with PDFium compiled to
// WebAssembly: no library of the machine is used and nothing is written but the
// compiled program in the cache folder.
package raster

import (
	"context"
	"encoding/binary"
	"image"
	"image/draw"
	"sync"
	"time"

	"casedesk/cases"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"
	"github.com/tetratelabs/wazero/experimental"
)

// Raster draws one page at a time. Its methods may be called from any goroutine.
type Raster struct {
	mu    sync.Mutex
	pool  pdfium.Pool
	inst  pdfium.Pdfium
	cache wazero.CompilationCache
}

// Open starts PDFium. The first start on a machine compiles it, which takes
// seconds, and leaves about 21 MB in cacheDir; later starts take a fraction of a
// second. Call it in the background. It fails with Unsupported ("raster.start")
// where this cannot run; a preview is then not shown, printing still works.
func Open(ctx context.Context, cacheDir string) (*Raster, error) {
	cache, err := wazero.NewCompilationCacheWithDir(cacheDir)
	if err != nil {
		return nil, cases.Fail(cases.Unsupported, "raster.start").Because(err)
	}
	r := &Raster{cache: cache}
	features := api.CoreFeaturesV2 | experimental.CoreFeaturesExceptionHandling
	r.pool, err = webassembly.Init(webassembly.Config{
		MinIdle: 1, MaxIdle: 1, MaxTotal: 1,
		RuntimeConfig: wazero.NewRuntimeConfig().WithCoreFeatures(features).WithCompilationCache(cache),
	})
	if err == nil {
		r.inst, err = r.pool.GetInstance(30 * time.Second)
	}
	if err == nil {
		err = ctx.Err()
	}
	if err != nil {
		r.Close()
		return nil, cases.Fail(cases.Unsupported, "raster.start").Because(err)
	}
	return r, nil
}

// Close gives the memory back; a Raster that failed to start may be closed too.
func (r *Raster) Close() {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inst != nil {
		_ = r.inst.Close()
		r.inst = nil
	}
	if r.pool != nil {
		_ = r.pool.Close()
		r.pool = nil
	}
	if r.cache != nil {
		_ = r.cache.Close(context.Background())
		r.cache = nil
	}
}

// Page draws page n, counted from 0, at dpi dots an inch and tells how many pages
// the file has. It fails with Damaged ("raster.damaged") for what is no PDF and
// with NotFound ("raster.page") for a page that is not there.
func (r *Raster) Page(pdf []byte, n, dpi int) (image.Image, int, error) {
	return r.draw(pdf, n, 1, func(page requests.Page) (image.Image, func(), error) {
		out, err := r.inst.RenderPageInDPI(&requests.RenderPageInDPI{DPI: dpi, Page: page})
		if err != nil {
			return nil, nil, err
		}
		return out.Result.RenderedImage, out.Cleanup, nil
	})
}

// finest is up to how many pixels across a page is drawn at twice its size and made
// smaller, so that thin strokes are even.
const finest = 900

// PageWide draws page n to a width in pixels, else as Page. The picture is ready to be
// shown dot by dot: whoever shows it need not scale it.
func (r *Raster) PageWide(pdf []byte, n, pixels int) (image.Image, int, error) {
	fold := 1
	if pixels <= finest {
		fold = 2
	}
	return r.draw(pdf, n, fold, func(page requests.Page) (image.Image, func(), error) {
		out, err := r.inst.RenderPageInPixels(&requests.RenderPageInPixels{Width: fold * pixels, Page: page})
		if err != nil {
			return nil, nil, err
		}
		return out.Result.RenderedImage, out.Cleanup, nil
	})
}

func (r *Raster) draw(pdf []byte, n, fold int, render func(requests.Page) (image.Image, func(), error)) (image.Image, int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.inst == nil {
		return nil, 0, cases.Fail(cases.Unsupported, "raster.start")
	}
	doc, err := r.inst.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return nil, 0, cases.Fail(cases.Damaged, "raster.damaged").Because(err)
	}
	defer func() { _, _ = r.inst.FPDF_CloseDocument(&requests.FPDF_CloseDocument{Document: doc.Document}) }()
	count, err := r.inst.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: doc.Document})
	if err != nil {
		return nil, 0, cases.Fail(cases.Damaged, "raster.damaged").Because(err)
	}
	if n < 0 || n >= count.PageCount {
		return nil, count.PageCount, cases.Fail(cases.NotFound, "raster.page")
	}
	img, done, err := render(requests.Page{ByIndex: &requests.PageByIndex{Document: doc.Document, Index: n}})
	if err != nil {
		return nil, count.PageCount, cases.Fail(cases.Damaged, "raster.damaged").Because(err)
	}
	defer done()
	return folded(img, fold), count.PageCount, nil // the picture lies in PDFium's memory until done
}

// folded copies a picture, or makes it half as large: each dot the mean of four.
func folded(img image.Image, fold int) image.Image {
	from, ok := img.(*image.RGBA)
	if fold == 1 || !ok {
		own := image.NewRGBA(img.Bounds())
		draw.Draw(own, own.Bounds(), img, img.Bounds().Min, draw.Src)
		return own
	}
	own := image.NewRGBA(image.Rect(0, 0, from.Rect.Dx()/2, from.Rect.Dy()/2))
	for y := range own.Rect.Dy() {
		upper, lower := from.Pix[2*y*from.Stride:], from.Pix[(2*y+1)*from.Stride:]
		to := own.Pix[y*own.Stride : (y+1)*own.Stride]
		for x := 0; x < len(to); x += 4 {
			// Two dots lie in eight bytes; every other byte is summed in a lane of sixteen bits.
			a, b := binary.LittleEndian.Uint64(upper[2*x:]), binary.LittleEndian.Uint64(lower[2*x:])
			even := a&lanes + b&lanes
			odd := a>>8&lanes + b>>8&lanes
			even, odd = even+even>>32+half, odd+odd>>32+half
			binary.LittleEndian.PutUint32(to[x:], uint32(even>>2&lanes|odd>>2&lanes<<8))
		}
	}
	return own
}

const (
	lanes = 0x00FF00FF00FF00FF
	half  = 0x0002000200020002 // of a mean of four
)
