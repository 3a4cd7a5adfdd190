package library

import (
	"encoding/json"
	"net/http"
	"strconv"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
)

// The calls that only a sample library answers, and only to its own machine.
const (
	PathEvents  = "/v1/events"         // GET ?after=N: a line of JSON an event, headers only
	PathOffice  = "/v1/sample/office"  // PUT cases.Office
	PathAccount = "/v1/sample/account" // PUT SampleAccount -> SampleCert
	PathLetters = "/v1/sample/letters" // PUT SampleAccount, its key of SM2 -> SampleCert
	PathCode    = "/v1/sample/code"    // POST SampleOffice -> SampleCode
)

// SampleAccount asks to certify an account of a made-up office.
type SampleAccount struct {
	Office  cases.ID      `json:"office"`
	Account cases.Account `json:"account"`
	Key     []byte        `json:"key"` // PKIX, ECDSA P-256; at PathLetters SM2
}

// SampleCert is the account's certificate, DER.
type SampleCert struct {
	Cert []byte `json:"cert"`
}

// SampleOffice names the office that a device is to enrol for.
type SampleOffice struct {
	Office cases.ID `json:"office"`
}

// SampleCode is a one-time code, good for an hour.
type SampleCode struct {
	Code string `json:"code"`
}

// sampleOnly lets a call through on a sample library from its own machine.
func (l *Library) sampleOnly(w http.ResponseWriter, r *http.Request, into any) error {
	if !l.Sample || !nearby(r) {
		return cases.Fail(cases.Forbidden, "central.sample_only")
	}
	if into == nil {
		return nil
	}
	body, err := readBody(w, r, 1<<20)
	if err != nil {
		return err
	}
	return exactly(body, into)
}

func (l *Library) serveEvents(w http.ResponseWriter, r *http.Request) error {
	if err := l.sampleOnly(w, r, nil); err != nil {
		return err
	}
	var after uint64
	if text := r.URL.Query().Get("after"); text != "" {
		n, err := strconv.ParseUint(text, 10, 63)
		if err != nil {
			return cases.Fail(cases.Invalid, "sync.message").Because(err)
		}
		after = n
	}
	w.Header().Set("Content-Type", "application/x-ndjson")
	out := json.NewEncoder(w)
	for {
		list, err := l.store.Events(r.Context(), after, 1000)
		if err != nil {
			return err
		}
		for _, e := range list {
			if out.Encode(e) != nil {
				return nil // the asker went away
			}
			after = e.Position
		}
		if len(list) < 1000 {
			return nil
		}
	}
}

func (l *Library) serveOffice(w http.ResponseWriter, r *http.Request) error {
	var o cases.Office
	if err := l.sampleOnly(w, r, &o); err != nil {
		return err
	}
	if err := l.PutOffice(r.Context(), o); err != nil {
		return err
	}
	replica.WriteJSON(w, http.StatusOK, SampleOffice{o.ID})
	return nil
}

func (l *Library) serveAccount(w http.ResponseWriter, r *http.Request) error {
	var a SampleAccount
	if err := l.sampleOnly(w, r, &a); err != nil {
		return err
	}
	key, err := replica.PublicKey(a.Key)
	if err != nil {
		return err
	}
	cert, err := l.AddAccount(r.Context(), a.Office, a.Account, key)
	if err != nil {
		return err
	}
	replica.WriteJSON(w, http.StatusOK, SampleCert{cert})
	return nil
}

func (l *Library) serveCode(w http.ResponseWriter, r *http.Request) error {
	var o SampleOffice
	if err := l.sampleOnly(w, r, &o); err != nil {
		return err
	}
	code, err := l.NewCode(r.Context(), o.Office, time.Hour)
	if err != nil {
		return err
	}
	replica.WriteJSON(w, http.StatusOK, SampleCode{code})
	return nil
}
