package library

import (
	"bytes"
	"crypto/ecdsa"
	"encoding/json"
	"net/http"
	"strconv"

	"casedesk/cases"
	"casedesk/store/central"
	"casedesk/store/replica"
)

func (l *Library) serveEnrol(w http.ResponseWriter, r *http.Request) error {
	var e replica.Enrol
	body, err := readBody(w, r, 1<<14)
	if err != nil {
		return err
	}
	if err := exactly(body, &e); err != nil {
		return err
	}
	out, err := l.enrol(r.Context(), e)
	if err == nil {
		replica.WriteJSON(w, http.StatusOK, out)
	}
	return err
}

func (l *Library) serveDirectory(w http.ResponseWriter, r *http.Request) error {
	if _, err := l.asks(w, r, 0); err != nil {
		return err
	}
	if err := l.refresh(r.Context()); err != nil {
		return err
	}
	p := l.Published()
	if r.URL.Query().Get("have") == strconv.Itoa(p.Version) {
		p = replica.Published{Version: p.Version}
	}
	replica.WriteJSON(w, http.StatusOK, p)
	return nil
}

func (l *Library) servePush(w http.ResponseWriter, r *http.Request) error {
	from, err := l.asks(w, r, replica.MaxBatch)
	if err != nil {
		return err
	}
	e := l.current.Load()
	batch, err := replica.OpenBatch(from.body, func(d cases.ID) *ecdsa.PublicKey {
		if d != from.device.ID {
			return nil
		}
		return e.keys[d]
	})
	if err != nil {
		return err
	}
	log := central.Log{Device: batch.Device, Epoch: batch.Epoch, First: batch.First, Prev: batch.Prev}
	arrived, err := central.Examine(log, batch.Events, e.dir)
	if err != nil {
		return err
	}
	push := central.Push{Log: log, Office: from.device.Office, Directory: e.dir, Events: arrived, At: l.Now().UnixMilli(),
		Sign: func(r cases.Receipt) (cases.Receipt, error) { return r.Sign(l.Key) }}
	answer := replica.Answer{Receipts: []cases.Receipt{}, SetAside: []replica.Aside{}}
	for _, wrap := range batch.Wraps {
		if _, ok := e.dir.Office(wrap.Office); ok && len(wrap.Sealed) <= central.MaxWrap {
			push.Wraps = append(push.Wraps, wrap)
		} else {
			answer.WrapsRefused = append(answer.WrapsRefused, replica.Share{Case: wrap.Case, Office: wrap.Office})
		}
	}
	done, err := l.store.Push(r.Context(), push)
	if err != nil {
		return err
	}
	answer.AcceptedTo, answer.FromSeq = done.AcceptedTo, done.FromSeq
	for _, w := range done.WrapsRefused {
		answer.WrapsRefused = append(answer.WrapsRefused, replica.Share(w))
	}
	answer.Receipts = append(answer.Receipts, done.Receipts...)
	for _, a := range done.SetAside {
		answer.SetAside = append(answer.SetAside, replica.Aside(a))
	}
	replica.WriteJSON(w, http.StatusOK, answer)
	return nil
}

func (l *Library) servePull(w http.ResponseWriter, r *http.Request) error {
	from, err := l.asks(w, r, 0)
	if err != nil {
		return err
	}
	cursor, err := replica.ParseCursor(r.URL.Query().Get("cursor"))
	if err != nil {
		return err
	}
	if cursor.At != 0 && cursor.Library != l.store.Library() {
		return cases.Fail(cases.Conflict, "sync.other_library")
	}
	epoch, err := strconv.ParseUint(r.URL.Query().Get("epoch"), 10, 32)
	if err != nil {
		return cases.Fail(cases.Invalid, "sync.message").Because(err)
	}
	got, err := l.store.Pull(r.Context(), central.Pull{Office: from.device.Office, Device: from.device.ID,
		Epoch: uint32(epoch), After: cursor.At, Limit: replica.MaxEvents, Bytes: replica.MaxBatch / 2})
	if err != nil {
		return err
	}
	page := replica.Page{Next: replica.Cursor{Library: l.store.Library(), At: got.Next}.String(), More: got.More, Wraps: got.Wraps}
	for i, e := range got.Events {
		page.Events = append(page.Events, replica.Held{Envelope: e, Receipt: got.Receipts[i]})
	}
	sealed, err := page.Seal()
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/octet-stream")
	_, _ = w.Write(sealed) // the asker went away: it asks again
	return nil
}

// serveNumbers leases numbers of the asker's own office only, and only for letters
// that it has the power to issue.
func (l *Library) serveNumbers(w http.ResponseWriter, r *http.Request) error {
	from, err := l.asks(w, r, 1<<14)
	if err != nil {
		return err
	}
	var want replica.Lease
	if err := exactly(from.body, &want); err != nil {
		return err
	}
	office, ok := l.Directory().Office(from.device.Office)
	if !ok || !cases.MayNumber(office, want.Series) {
		return cases.Fail(cases.Forbidden, "sync.series")
	}
	year := l.Now().Year()
	if want.Want < 1 || want.Want > replica.MaxNumbers || want.Have < 0 || want.Year < year-1 || want.Year > year+1 {
		return cases.Fail(cases.Invalid, "sync.lease")
	}
	block, err := l.store.Lease(r.Context(), central.Lease{Office: office.ID, Device: from.device.ID,
		Epoch: want.Epoch, Series: want.Series, Year: want.Year, Have: want.Have, Want: want.Want})
	if err == nil {
		replica.WriteJSON(w, http.StatusOK, block)
	}
	return err
}

// exactly reads one JSON object and refuses keys it does not know.
func exactly(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil || d.More() {
		return cases.Fail(cases.Invalid, "sync.message").Because(err)
	}
	return nil
}
