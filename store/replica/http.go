package replica

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"strconv"
	"time"

	"casedesk/cases"
)

// call sends a signed request and gives the answer's body, at most limit bytes.
// A request that got no answer is sent again: every call of the protocol may be
// repeated. When the library complains of our clock, its own is used from then on.
func (c *Client) call(ctx context.Context, method, path string, body []byte, limit int) ([]byte, error) {
	var out []byte
	err := c.try(ctx, func() error {
		res, err := c.once(ctx, method, path, body, nil)
		if err != nil {
			return err
		}
		out, err = drain(res, limit)
		return err
	})
	return out, err
}

// try repeats one while nothing or nonsense comes back.
func (c *Client) try(ctx context.Context, one func() error) error {
	tries := c.Tries
	if tries == 0 {
		tries = 3
	}
	corrected := false
	for attempt := 1; ; attempt++ {
		err := one()
		if cases.KeyOf(err) == "sync.clock" && !corrected {
			corrected, attempt = true, attempt-1
			continue
		}
		// A request that came twice on its way (sync.replay) was answered once, to
		// nobody: it is asked again.
		again := cases.KindOf(err) == cases.Unreachable || cases.KeyOf(err) == "sync.replay"
		if err == nil || !again || attempt >= tries || ctx.Err() != nil {
			return err
		}
		dice := make([]byte, 1)
		c.Random(dice)
		if c.wait(ctx, Backoff(attempt, dice[0])) != nil {
			return err
		}
	}
}

func (c *Client) wait(ctx context.Context, d time.Duration) error {
	if c.Sleep != nil {
		return c.Sleep(d)
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// once sends one signed request; an answer other than 2xx becomes an error.
func (c *Client) once(ctx context.Context, method, path string, body []byte, head http.Header) (*http.Response, error) {
	r, err := http.NewRequestWithContext(ctx, method, c.Base+path, bytes.NewReader(body))
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "sync.address").Because(err)
	}
	for name, values := range head {
		r.Header[name] = values
	}
	p := Proof{Device: c.Device, At: c.Now().Add(c.skew).UnixMilli()}
	c.Random(p.Nonce[:])
	if err := SignRequest(r, body, p, c.Key); err != nil {
		return nil, err
	}
	return c.do(r)
}

func (c *Client) do(r *http.Request) (*http.Response, error) {
	res, err := c.HTTP.Do(r)
	if err != nil {
		return nil, lost(err)
	}
	if res.StatusCode/100 == 2 {
		return res, nil
	}
	body, err := drain(res, 1<<16)
	if err != nil {
		return nil, err
	}
	if r.Method == http.MethodHead {
		return nil, cases.Fail(cases.Unreachable, "sync.rubbish", "status", strconv.Itoa(res.StatusCode))
	}
	err = readFailure(res.StatusCode, body)
	if cases.KeyOf(err) == "sync.clock" {
		if at, bad := strconv.ParseInt(res.Header.Get(headerTime), 10, 64); bad == nil {
			c.skew = time.UnixMilli(at).Sub(c.Now())
		}
	}
	return nil, err
}

// callJSON is call with an answer in JSON; anything else is rubbish.
func (c *Client) callJSON(ctx context.Context, method, path string, body []byte, into any) error {
	out, err := c.call(ctx, method, path, body, MaxJSON)
	if err != nil {
		return err
	}
	return readJSON(out, into)
}

func readJSON(b []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(b))
	if err := d.Decode(into); err != nil || d.More() {
		return cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200").Because(err)
	}
	return nil
}

// drain reads an answer to its end, which must come within limit bytes.
func drain(res *http.Response, limit int) ([]byte, error) {
	defer res.Body.Close()
	b, err := io.ReadAll(io.LimitReader(res.Body, int64(limit)+1))
	if err != nil {
		return nil, lost(err)
	}
	if len(b) > limit {
		return nil, cases.Fail(cases.Unreachable, "sync.endless")
	}
	return b, nil
}

// lost names what happened to a request without an answer.
func lost(err error) error {
	var late net.Error
	if errors.As(err, &late) && late.Timeout() {
		return cases.Fail(cases.Unreachable, "sync.timeout").Because(err)
	}
	return cases.Fail(cases.Unreachable, "sync.down").Because(err)
}

func decimal(n uint64) string { return strconv.FormatUint(n, 10) }
