package raster_test

import (
	"bytes"
	"fmt"
	"os/exec"
	"sort"
	"strconv"
	"testing"
	"time"

	"casedesk/app/demo"
	"casedesk/app/wire"
	"casedesk/cases"
)

// BenchmarkLetterPage draws the pages of a decision letter as the preview asks for
// them in a window of 1366 × 768, at zooms of 50, 100, 160 and 300 %, turn by turn
// with pdftoppm where the machine has it, and prints the medians and their ratio.
func BenchmarkLetterPage(b *testing.B) {
	tools, err := wire.Load()
	if err != nil {
		b.Fatal(err)
	}
	var pdf []byte
	for _, o := range demo.NewGallery(cases.MustDate("2026-10-13"), tools.Calendar).Letters {
		if o.Sort == cases.LetterGrant {
			printed, err := tools.Press.Print(o)
			if err != nil {
				b.Fatal(err)
			}
			pdf = printed.PDF
		}
	}
	r := open(b)
	for _, pixels := range []int{400, 800, 1300, 2400} {
		b.Run(fmt.Sprint(pixels), func(b *testing.B) {
			_, pages, err := r.PageWide(pdf, 0, pixels)
			if err != nil {
				b.Fatal(err)
			}
			var ours, theirs []float64
			for i := 0; b.Loop(); i++ {
				start := time.Now()
				if _, _, err := r.PageWide(pdf, i%pages, pixels); err != nil {
					b.Fatal(err)
				}
				ours = append(ours, time.Since(start).Seconds()*1000)
				if start = time.Now(); poppler(pdf, i%pages, pixels) == nil {
					theirs = append(theirs, time.Since(start).Seconds()*1000)
				}
			}
			sort.Float64s(ours)
			b.ReportMetric(ours[len(ours)/2], "ms/median")
			b.ReportMetric(ours[len(ours)-1], "ms/slowest")
			if sort.Float64s(theirs); len(theirs) > 0 {
				b.ReportMetric(ours[len(ours)/2]/theirs[len(theirs)/2], "of-pdftoppm")
			}
		})
	}
}

// poppler draws the same page with pdftoppm, a process each.
func poppler(pdf []byte, n, pixels int) error {
	page := strconv.Itoa(n + 1)
	cmd := exec.Command("pdftoppm", "-f", page, "-l", page, "-scale-to-x", strconv.Itoa(pixels), "-scale-to-y", "-1", "-")
	cmd.Stdin = bytes.NewReader(pdf)
	return cmd.Run()
}
