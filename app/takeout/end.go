package takeout

import (
	"crypto"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"time"

	"casedesk/cases"
)

const (
	rootName = "export.json"
	sigName  = "export.json.sig"
	certName = "signer.cer"
)

// root is export.json: what this is, and the sums of the manifest's parts, which
// name and sum all other files.
type root struct {
	Format     int            `json:"format"`
	At         string         `json:"at"` // RFC 3339
	Office     cases.ID       `json:"office"`
	OfficeName string         `json:"office_name"`
	Device     cases.ID       `json:"device"`
	Account    cases.ID       `json:"account"`
	Sample     bool           `json:"sample"`
	Cases      int            `json:"cases"`
	Unreadable int            `json:"unreadable"`
	Events     int            `json:"events"`
	Files      int            `json:"files"`
	Missing    int            `json:"missing"`
	Manifest   []manifestLine `json:"manifest"`
}

// end writes what is left, then the manifest, then what signs it.
func (r *run) end() error {
	for _, l := range []*lines{r.cases, r.events, r.deadlines, r.prints, r.files, r.unreadable} {
		if err := l.flush(); err != nil {
			return err
		}
	}
	if err := r.table.flush(); err != nil {
		return err
	}
	if err := r.manifest.flush(); err != nil {
		return err
	}
	store := r.s.Store()
	office, account, ok := store.Directory().OfficeOf(r.s.Account())
	if !ok {
		return cases.Fail(cases.Forbidden, "wire.account")
	}
	b, err := json.MarshalIndent(root{Format: Format, At: r.now.UTC().Format(time.RFC3339), Office: office.ID, OfficeName: office.Name,
		Device: store.Device(), Account: account.ID, Sample: store.Sample(), Cases: r.taken.Cases, Unreadable: r.taken.Unreadable,
		Events: r.taken.Events, Files: r.taken.Files, Missing: r.taken.Missing, Manifest: r.manifest.done}, "", "  ")
	if err != nil {
		return err
	}
	b = append(b, '\n')
	key, err := r.s.Signer()
	if err != nil {
		return err
	}
	r.taken.Manifest = sha256.Sum256(b)
	sig, err := key.Sign(nil, r.taken.Manifest[:], crypto.SHA256)
	if err != nil {
		return err
	}
	for name, b := range map[string][]byte{rootName: b, sigName: sig, certName: account.Cert} {
		if err := r.bare(name, b); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
