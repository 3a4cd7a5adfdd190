package replica

import (
	"context"
	"net/http"
	"net/url"

	"casedesk/cases"
)

// pull takes what others wrote until nothing is left.
func (c *Client) pull(ctx context.Context, local Local, report *Report) error {
	dir, err := local.Directory(ctx)
	if err != nil {
		return err
	}
	keys := newKeyring(dir)
	for {
		cursor, err := local.Cursor(ctx)
		if err != nil {
			return err
		}
		page, err := c.page(ctx, cursor)
		if err != nil {
			return err
		}
		if page.Next == cursor && page.More {
			return cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200")
		}
		if page.Next != cursor || len(page.Events)+len(page.Wraps) != 0 {
			if err := c.receive(ctx, local, keys, page, report); err != nil {
				return err
			}
		}
		if !page.More {
			return nil
		}
	}
}

func (c *Client) page(ctx context.Context, cursor string) (Page, error) {
	body, err := c.call(ctx, http.MethodGet, PathPull+"?cursor="+url.QueryEscape(cursor)+"&epoch="+decimal(uint64(c.Epoch)), nil, MaxBatch)
	if err != nil {
		return Page{}, err
	}
	page, err := OpenPage(body)
	if err != nil {
		return Page{}, cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200").Because(err)
	}
	return page, nil
}

// receive checks each event's own signature and receipt. One that fails is
// left out and reported; the rest go on.
func (c *Client) receive(ctx context.Context, local Local, keys keyring, page Page, report *Report) error {
	var events []cases.Envelope
	var receipts []cases.Receipt
	for _, h := range page.Events {
		if err := c.genuine(keys, h); err != nil {
			report.SetAside = append(report.SetAside, Aside{h.Receipt.Event, cases.KeyOf(err)})
			continue
		}
		events, receipts = append(events, h.Envelope), append(receipts, h.Receipt)
		report.Position = max(report.Position, h.Receipt.Position)
	}
	conflicts, err := local.Receive(ctx, events, receipts, page.Wraps, page.Next)
	if err != nil {
		return err
	}
	report.Pulled += len(events)
	report.Conflicts += conflicts
	return nil
}

// genuine tells whether an account of the directory signed the event and the
// library its receipt. Powers are the library's to check when the event comes
// in: they may have changed since.
func (c *Client) genuine(keys keyring, h Held) error {
	if err := h.Receipt.Verify(c.Root); err != nil {
		return err
	}
	head, err := cases.DecodeHeader(h.Envelope.Header)
	if err != nil {
		return err
	}
	return h.Envelope.VerifySig(keys.account(head.Actor))
}
