package library

import (
	"context"
	"crypto/ecdsa"
	"net/http"
	"strconv"

	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/store/replica"
)

// PathPack takes a signed pack on a sample library: PUT rules.Sealed -> replica.SignedPack without its bytes.
const PathPack = "/v1/sample/pack"

const (
	maxPack  = 1 << 20 // bytes of one signed pack
	packPage = 4 << 20 // bytes of packs in one answer, before base64
)

// PutPack takes a pack that the root signed and hands it out from now on. It
// tells the pack's place in the library's order.
func (l *Library) PutPack(ctx context.Context, s rules.Sealed) (n int64, err error) {
	root, _ := l.Cert.PublicKey.(*ecdsa.PublicKey)
	b, err := s.Open(root)
	if err != nil {
		return 0, err
	}
	if len(s.Body) > maxPack {
		return 0, cases.Fail(cases.Invalid, "sync.too_large")
	}
	hash, err := cases.ParseHash(b.Hash)
	if err != nil {
		return 0, err
	}
	return l.store.PutPack(ctx, hash, s.Body, s.Sig)
}

func (l *Library) servePacks(w http.ResponseWriter, r *http.Request) error {
	if _, err := l.asks(w, r, 0); err != nil {
		return err
	}
	have, err := strconv.ParseInt(r.URL.Query().Get("have"), 10, 64)
	if err != nil {
		return cases.Fail(cases.Invalid, "sync.message").Because(err)
	}
	packs, err := l.store.Packs(r.Context(), have, packPage)
	if err != nil {
		return err
	}
	page := make([]replica.SignedPack, len(packs))
	for i, p := range packs {
		page[i] = replica.SignedPack(p)
	}
	replica.WriteJSON(w, http.StatusOK, page)
	return nil
}

func (l *Library) servePack(w http.ResponseWriter, r *http.Request) error {
	var s rules.Sealed
	if err := l.sampleOnly(w, r, &s); err != nil {
		return err
	}
	n, err := l.PutPack(r.Context(), s)
	if err != nil {
		return err
	}
	replica.WriteJSON(w, http.StatusOK, replica.SignedPack{N: n})
	return nil
}
