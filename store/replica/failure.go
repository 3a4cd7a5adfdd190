package replica

import (
	"encoding/json"
	"errors"
	"net/http"
	"regexp"
	"strconv"
	"time"

	"casedesk/cases"
)

// failure is an error on the wire. Causes stay where they happened.
type failure struct {
	Kind cases.ErrorKind `json:"kind"`
	Key  string          `json:"key"`
	Args []cases.Arg     `json:"args,omitempty"`
}

// statuses is the one table from a kind of error to its HTTP status.
var statuses = map[cases.ErrorKind]int{
	cases.Invalid:     http.StatusBadRequest,
	cases.NotFound:    http.StatusNotFound,
	cases.Conflict:    http.StatusConflict,
	cases.Forbidden:   http.StatusForbidden,
	cases.Locked:      http.StatusLocked,
	cases.Damaged:     http.StatusUnprocessableEntity,
	cases.TooNew:      http.StatusNotImplemented,
	cases.Unreachable: http.StatusServiceUnavailable,
	cases.Exhausted:   http.StatusInsufficientStorage,
	cases.Unsupported: http.StatusMethodNotAllowed,
}

// WriteFailure answers a request with an error, and with the library's time, so
// that a desk whose clock is wrong can correct its next request. An error
// that is not a cases.Error is told as sync.library, without its cause.
func WriteFailure(w http.ResponseWriter, err error, now time.Time) {
	var e *cases.Error
	if !errors.As(err, &e) {
		e = cases.Fail(cases.Unreachable, "sync.library")
	}
	status, ok := statuses[e.Kind]
	if !ok {
		status = http.StatusInternalServerError
	}
	w.Header().Set(headerTime, strconv.FormatInt(now.UnixMilli(), 10))
	WriteJSON(w, status, failure{e.Kind, e.Key, e.Args})
}

// WriteJSON answers a request with v.
func WriteJSON(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the asker went away: nobody is left to tell
}

var keyForm = regexp.MustCompile(`^[a-z]+(\.[a-z_]+)+$`)

// readFailure makes the library's error again. Anything else is rubbish: a
// gateway's page, a cut answer.
func readFailure(status int, body []byte) error {
	var f failure
	if json.Unmarshal(body, &f) != nil || statuses[f.Kind] != status || !keyForm.MatchString(f.Key) {
		return cases.Fail(cases.Unreachable, "sync.rubbish", "status", strconv.Itoa(status))
	}
	return &cases.Error{Kind: f.Kind, Key: f.Key, Args: f.Args}
}
