package wire

import (
	"fmt"
	"syscall"
	"testing"
)

// BenchmarkAThousandLetters makes and signs a batch of decisions, each under its own
// number and name, and tells the most memory that the process ever held, the program's
// fonts and its stores included. It stands first in the package, so that no other
// benchmark's memory counts.
func BenchmarkAThousandLetters(b *testing.B) {
	w := newWorld(b)
	signer, order := decision(b, w)
	for b.Loop() {
		for n := range 1000 {
			order.Number = fmt.Sprintf("示例住建修决〔2026〕%d号", n+1)
			order.Case.Party.Name = fmt.Sprintf("示例第%d建筑劳务有限公司", n+1)
			p, err := signer.Press.Print(order)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := signer.Press.Sign(p.PDF, signer.Key, signer.Account, signer.Now()); err != nil {
				b.Fatal(err)
			}
		}
	}
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(u.Maxrss)/1024, "peak-MB") // Linux counts in kB
}
