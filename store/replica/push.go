package replica

import (
	"context"
	"net/http"
	"net/http/httptrace"
	"slices"
	"sync/atomic"

	"casedesk/cases"
)

// push sends the desk's own log until nothing is left without an answer, each
// case's keys with its events, and then the keys that are still left.
func (c *Client) push(ctx context.Context, local Local, report *Report) error {
	var from, asked uint64
	for {
		events, wraps, err := local.Unsent(ctx, from, MaxEvents)
		if err != nil {
			return err
		}
		if len(events) == 0 {
			return c.pushWraps(ctx, local, wraps, report)
		}
		batch, err := c.batch(events, wraps)
		if err != nil {
			return err
		}
		answer, err := c.sendBatch(ctx, local, batch)
		if err != nil {
			return err
		}
		if answer.FromSeq != 0 {
			// The library lacks what it once confirmed (a restored backup there):
			// it gets it again, but the same question twice leads nowhere.
			if answer.FromSeq == asked {
				return cases.Fail(cases.Damaged, "sync.gap", "seq", decimal(asked))
			}
			from, asked = answer.FromSeq, answer.FromSeq
			continue
		}
		if err := c.settle(ctx, local, batch, answer, report); err != nil {
			return err
		}
		if from != 0 {
			from = batch.First + uint64(len(batch.Events))
		}
	}
}

// pushWraps sends keys without events, for cases that went up earlier.
func (c *Client) pushWraps(ctx context.Context, local Local, wraps []cases.KeyWrap, report *Report) error {
	for part := range slices.Chunk(wraps, MaxEvents) {
		batch := Batch{Device: c.Device, Epoch: max(c.epoch, 1), First: 1, Wraps: part}
		answer, err := c.sendBatch(ctx, local, batch)
		if err != nil {
			return err
		}
		if err := c.settle(ctx, local, batch, answer, report); err != nil {
			return err
		}
	}
	return nil
}

// batch makes a batch that fits into one message and one run of one log.
func (c *Client) batch(events []cases.Envelope, wraps []cases.KeyWrap) (Batch, error) {
	b := Batch{Device: c.Device}
	inside := map[cases.ID]bool{}
	room := MaxBatch / 2
	for i, e := range events {
		h, err := cases.DecodeHeader(e.Header)
		if err != nil {
			return b, err
		}
		if i == 0 {
			b.Epoch, b.First, b.Prev = h.Epoch, h.Seq, h.Prev
		}
		room -= len(e.Header) + len(e.Sig) + len(e.Body) + 12
		if i > 0 && (room < 0 || h.Epoch != b.Epoch || h.Seq != b.First+uint64(i)) {
			break
		}
		b.Events = append(b.Events, e)
		inside[h.Case] = true
	}
	for _, w := range wraps {
		if inside[w.Case] && len(b.Wraps) < 10*MaxEvents {
			b.Wraps = append(b.Wraps, w)
		}
	}
	return b, nil
}

// sendBatch sends a batch. Where it went out and nothing came back that can be
// understood, its events count as sent: the library may hold them or not.
func (c *Client) sendBatch(ctx context.Context, local Local, batch Batch) (Answer, error) {
	sealed, err := batch.Seal(c.Key)
	if err != nil {
		return Answer{}, err
	}
	var out atomic.Bool
	answer, err := c.answered(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		WroteRequest: func(w httptrace.WroteRequestInfo) { out.Store(out.Load() || w.Err == nil) },
	}), sealed)
	if cases.KindOf(err) != cases.Unreachable || !out.Load() {
		return answer, err
	}
	sent := make([]cases.Hash, len(batch.Events))
	for i, e := range batch.Events {
		sent[i] = e.Hash()
	}
	// Whoever waited may have given up by now; that the events went out stays true.
	if marking := local.Sent(context.WithoutCancel(ctx), sent); marking != nil {
		return answer, marking
	}
	return answer, err
}

// answered gives the library's answer to a sealed batch, its receipts verified.
func (c *Client) answered(ctx context.Context, sealed []byte) (answer Answer, err error) {
	if err := c.callJSON(ctx, http.MethodPost, PathPush, sealed, &answer); err != nil {
		return answer, err
	}
	for _, r := range answer.Receipts {
		if err := r.Verify(c.Root); err != nil {
			return answer, cases.Fail(cases.Unreachable, "sync.receipt").Because(err)
		}
	}
	return answer, nil
}

// settle writes the answer into the local store. An event that is neither
// confirmed nor set aside would be sent for ever: such an answer is rubbish.
func (c *Client) settle(ctx context.Context, local Local, batch Batch, answer Answer, report *Report) error {
	open := map[cases.Hash]bool{}
	for _, e := range batch.Events {
		open[e.Hash()] = true
	}
	for _, r := range answer.Receipts {
		delete(open, r.Event)
		report.Position = max(report.Position, r.Position)
	}
	for _, a := range answer.SetAside {
		delete(open, a.Event)
	}
	if len(open) != 0 {
		return cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200")
	}
	if err := local.Confirm(ctx, answer.Receipts); err != nil {
		return err
	}
	for _, a := range answer.SetAside {
		if err := local.SetAside(ctx, a.Event, a.Key); err != nil {
			return err
		}
	}
	report.Pushed += len(answer.Receipts)
	report.SetAside = append(report.SetAside, answer.SetAside...)
	taken := slices.DeleteFunc(slices.Clone(batch.Wraps), func(w cases.KeyWrap) bool {
		return slices.Contains(answer.WrapsRefused, Share{w.Case, w.Office})
	})
	return local.WrapsSent(ctx, taken)
}
