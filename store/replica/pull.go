package replica

import (
	"context"
	"net/http"
	"net/url"

	"casedesk/cases"
)

// pull takes what others wrote until nothing is left.
func (c *Client) pull(ctx context.Context, local Local, report *Report) error {
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
			if err := c.receive(ctx, local, page, report); err != nil {
				return err
			}
		}
		if !page.More {
			return nil
		}
	}
}

func (c *Client) page(ctx context.Context, cursor string) (Page, error) {
	body, err := c.call(ctx, http.MethodGet, PathPull+"?cursor="+url.QueryEscape(cursor)+"&epoch="+decimal(uint64(c.epoch)), nil, MaxBatch)
	if err != nil {
		return Page{}, err
	}
	page, err := OpenPage(body)
	if err != nil {
		return Page{}, cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200").Because(err)
	}
	return page, nil
}

// receive hands a page to the local store, which checks every event and receipt
// and keeps what does not pass aside.
func (c *Client) receive(ctx context.Context, local Local, page Page, report *Report) error {
	var events []cases.Envelope
	var receipts []cases.Receipt
	for _, h := range page.Events {
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
