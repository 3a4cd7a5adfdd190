package pdf

import (
	"syscall"
	"testing"

	"casedesk/forms/layout"
	"casedesk/forms/letter"
)

// cpuSeconds is the processor time this process has used; other work on the
// machine does not count.
func cpuSeconds() float64 {
	var u syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return float64(u.Utime.Sec+u.Stime.Sec) + float64(u.Utime.Usec+u.Stime.Usec)/1e6
}

// twoPages is the hard letter cut to two pages.
func twoPages() letter.Letter {
	l := refusal()
	l.Attachments, l.CopyTo, l.PrintedBy = nil, "", ""
	l.Paragraphs = append(l.Paragraphs[:5:5], l.Paragraphs[8:]...)
	return l
}

// BenchmarkTwoPageLetter makes a letter of two pages with QR code and record.
func BenchmarkTwoPageLetter(b *testing.B) {
	l, lib := twoPages(), testLibrary()
	if pages, err := layout.Lay(lib, l); err != nil || len(pages) != 2 {
		b.Fatal(len(pages), err)
	}
	lib.FontSet() // once a process
	b.ReportAllocs()
	size, from := 0, cpuSeconds()
	for b.Loop() {
		out, err := Render(lib, l)
		if err != nil {
			b.Fatal(err)
		}
		size = len(out)
	}
	b.ReportMetric((cpuSeconds()-from)*1000/float64(b.N), "cpu-ms/op")
	b.ReportMetric(float64(size)/1000, "kB")
}
