package library

import (
	"net/http"
	"strconv"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
)

func (l *Library) headBlob(w http.ResponseWriter, r *http.Request) error {
	if _, err := l.asks(w, r, 0); err != nil {
		return err
	}
	blob, err := cases.ParseHash(r.PathValue("blob"))
	if err != nil {
		return err
	}
	at, complete, err := l.blobs.Size(blob)
	if err != nil {
		return err
	}
	tellOffset(w, at, complete)
	return nil
}

func (l *Library) patchBlob(w http.ResponseWriter, r *http.Request) error {
	from, err := l.asks(w, r, replica.MaxChunk)
	if err != nil {
		return err
	}
	blob, err := cases.ParseHash(r.PathValue("blob"))
	if err != nil {
		return err
	}
	at, bad1 := strconv.ParseInt(r.Header.Get("Upload-Offset"), 10, 64)
	size, bad2 := strconv.ParseInt(r.Header.Get("Upload-Length"), 10, 64)
	if bad1 != nil || bad2 != nil || at < 0 || size < at {
		return cases.Fail(cases.Invalid, "sync.message")
	}
	if size > replica.MaxBlob {
		return cases.Fail(cases.Invalid, "sync.too_large")
	}
	next, complete, err := l.blobs.Append(blob, at, size, from.body)
	if err != nil {
		return err
	}
	tellOffset(w, next, complete)
	return nil
}

func (l *Library) getBlob(w http.ResponseWriter, r *http.Request) error {
	if _, err := l.asks(w, r, 0); err != nil {
		return err
	}
	blob, err := cases.ParseHash(r.PathValue("blob"))
	if err != nil {
		return err
	}
	f, err := l.blobs.Open(blob)
	if err != nil {
		return err
	}
	defer f.Close()
	w.Header().Set("Content-Type", "application/octet-stream")
	w.Header().Set("ETag", `"`+blob.String()+`"`)
	http.ServeContent(w, r, "", time.Time{}, f)
	return nil
}

func tellOffset(w http.ResponseWriter, at int64, complete bool) {
	w.Header().Set("Upload-Offset", strconv.FormatInt(at, 10))
	if complete {
		w.Header().Set("Upload-Complete", "1")
	}
	w.WriteHeader(http.StatusOK)
}
