package wire

import (
	"context"
	"crypto/ecdsa"
	"crypto/rand"
	"crypto/x509"
	"net/http"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// refill is when a new block of numbers is asked for, and how many.
const (
	refillBelow = 10
	blockSize   = 50
)

// Sync pushes and pulls once with the library at url, and leases new numbers
// for the letters that the office may issue.
func (t Tools) Sync(ctx context.Context, s *sqlite.Session, url string) (replica.Report, error) {
	c, err := t.client(s, url)
	if err != nil {
		return replica.Report{SetAside: []replica.Aside{}}, err
	}
	report, err := c.Sync(ctx, s)
	if err != nil {
		return report, err
	}
	if err := t.refill(ctx, s, c); err != nil {
		return report, err
	}
	_, err = t.TakePacks(ctx, s, url)
	return report, err
}

func (t Tools) client(s *sqlite.Session, url string) (*replica.Client, error) {
	key, err := s.DeviceSigner()
	if err != nil {
		return nil, err
	}
	root, err := x509.ParseCertificate(s.Store().Root())
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "wire.root").Because(err)
	}
	public, _ := root.PublicKey.(*ecdsa.PublicKey)
	now := t.Now
	if now == nil {
		now = time.Now
	}
	return &replica.Client{
		Base: url, HTTP: &http.Client{Timeout: time.Minute}, Device: s.Store().Device(), Key: key, Root: public, Now: now,
		Random: func(b []byte) { rand.Read(b) },
	}, nil
}

// refill leases numbers for each series that runs low.
func (t Tools) refill(ctx context.Context, s *sqlite.Session, c *replica.Client) error {
	o, _ := s.Store().Directory().Office(s.Store().Office())
	year, _, _ := cases.DayIn(c.Now()).Split()
	epoch, err := s.Epoch(ctx)
	if err != nil {
		return err
	}
	for _, series := range Series(o) {
		left, err := s.NumbersLeft(ctx, series, year)
		if err != nil {
			return err
		}
		if left >= refillBelow {
			continue
		}
		have, err := s.LastNumber(ctx, series, year)
		if err != nil {
			return err
		}
		block, err := c.Numbers(ctx, replica.Lease{Epoch: epoch, Series: series, Year: year, Want: blockSize, Have: have})
		if err != nil {
			return err
		}
		if err := s.AddBlock(ctx, block); err != nil {
			return err
		}
	}
	return nil
}

// Series lists the series of document numbers (机关代字 + 文种) an office uses.
func Series(o cases.Office) []string {
	var out []string
	for _, sort := range cases.LetterSorts() {
		if r, _ := cases.LetterRuleOf(sort); r.Series != "" && o.May(r.Power) {
			out = append(out, o.Short+r.Series)
		}
	}
	return out
}
