package replica

import (
	"context"
	"crypto"
	"crypto/ecdsa"
	"errors"
	"net/http"
	"time"

	"casedesk/cases"
)

// Client talks to one central library for one device. One Sync at a time: it
// remembers the library's clock between requests.
type Client struct {
	Base   string                    // http://host:port, without a slash at the end
	HTTP   *http.Client              // its Timeout ends a request that hangs
	Device cases.ID                  // who asks
	Key    crypto.Signer             // the device's key, P-256
	Root   *ecdsa.PublicKey          // kept from the enrolment; signs receipts and directory
	Tries  int                       // how often a request that got no answer is sent; 0 means 3
	Now    func() time.Time          // the machine's clock
	Random func(b []byte)            // fills b with randomness
	Sleep  func(time.Duration) error // waits between tries; nil: really wait, until the context ends

	skew  time.Duration // the library's clock less ours, once it complained
	epoch uint32        // of the log that the desk writes now: its events are not sent back
}

// Sync fetches the directory, sends the desk's events and files, and takes what
// others wrote. What was done before an error stays done and stands in the
// report; the next Sync goes on from there. A file that cannot be read or does
// not have its hash is told at the end: it keeps nothing else from going.
func (c *Client) Sync(ctx context.Context, local Local) (Report, error) {
	report := Report{SetAside: []Aside{}}
	var err error
	if c.epoch, err = local.Epoch(ctx); err != nil {
		return report, err
	}
	var file oneFile
	for _, step := range []func(context.Context, Local, *Report) error{
		c.directory, c.push, c.upload, c.pull, c.download,
	} {
		if err := step(ctx, local, &report); err != nil && !errors.As(err, &file) {
			return report, err
		}
	}
	return report, file.error
}
