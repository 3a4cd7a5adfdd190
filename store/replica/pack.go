package replica

import (
	"context"
	"net/http"

	"casedesk/cases"
)

// PathPacks is where signed rule packs are handed out; ?have=N asks for those after N.
const PathPacks = "/v1/packs"

// SignedPack is one rule pack as the bytes that the root signed, with its place
// in the library's order. Whoever takes it checks the signature.
type SignedPack struct {
	N    int64  `json:"n"`
	Body []byte `json:"body"`
	Sig  []byte `json:"sig"`
}

// Packs asks for the signed packs after place have, until none is left, and hands
// each page on. A page that does not go on in order is rubbish.
func (c *Client) Packs(ctx context.Context, have int64, take func([]SignedPack) error) error {
	for {
		var page []SignedPack
		if err := c.callJSON(ctx, http.MethodGet, PathPacks+"?have="+decimal(uint64(have)), nil, &page); err != nil {
			return err
		}
		if len(page) == 0 {
			return nil
		}
		for _, p := range page {
			if p.N <= have {
				return cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200")
			}
			have = p.N
		}
		if err := take(page); err != nil {
			return err
		}
	}
}
