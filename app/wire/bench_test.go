package wire

import (
	"context"
	"testing"

	"casedesk/app/office"
	"casedesk/cases"
)

// decision gives the order for the decision of a repair and the desk that signs it.
func decision(b *testing.B, w *world) (office.Desk, cases.LetterOrder) {
	ctx, step := context.Background(), must[cases.Case](b)
	c := judged(w, fulfilled)
	step(w.sit(cases.Authority, cases.Clerk).Propose(ctx, c.ID, cases.Granted, nil, ""))
	step(w.sit(cases.Authority, cases.Reviewer).Review(ctx, c.ID, true, nil, ""))
	signer := w.sit(cases.Authority, cases.Signer)
	c = step(signer.Sign(ctx, c.ID, &cases.TextCheck{Text: "官方文本", On: signer.Today()}))
	return signer, cases.LetterOrder{
		Sort: cases.LetterGrant, Case: c, Office: signer.Office, Account: signer.Account, On: signer.Today(),
		Number: "示例住建修决〔2026〕1号", Code: "00112233445566778899aabbccddeeff",
	}
}

// BenchmarkLetter makes and signs the decision of a repair: wording, layout,
// two pages of PDF with QR code and attached record, and the signature.
func BenchmarkLetter(b *testing.B) {
	signer, order := decision(b, newWorld(b))
	size := 0
	b.ReportAllocs()
	for b.Loop() {
		p, err := signer.Press.Print(order)
		if err != nil {
			b.Fatal(err)
		}
		signed, err := signer.Press.Sign(p.PDF, signer.Key, signer.Account, signer.Now())
		if err != nil {
			b.Fatal(err)
		}
		size = len(signed)
	}
	b.ReportMetric(float64(size)/1000, "kB")
}

// BenchmarkIssue takes a number, makes, signs and keeps a letter and writes its
// event: all that happens between the clerk's key and the finished letter.
func BenchmarkIssue(b *testing.B) {
	w, ctx, step := newWorld(b), context.Background(), must[cases.Case](b)
	counter := w.sit(cases.Window, cases.Clerk)
	for b.Loop() {
		b.StopTimer()
		c := step(counter.Receive(ctx, repairApplication()))
		b.StartTimer()
		if _, _, err := counter.Issue(ctx, c.ID, cases.LetterReceipt); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkVerdict judges one record by every shipped pack.
func BenchmarkVerdict(b *testing.B) {
	w := newWorld(b)
	c := judged(w, fulfilled)
	clerk := w.sit(cases.Authority, cases.Clerk)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := clerk.Look(c, c.Judgement.Facts); err != nil {
			b.Fatal(err)
		}
	}
}
