package replica

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"

	"casedesk/cases"
)

// pieces reads a file of the library piece by piece, so that neither side holds it
// whole and a piece that was cut off is asked for again by itself. Whoever has the
// beginning already seeks to its end first.
type pieces struct {
	ctx   context.Context
	c     *Client
	blob  cases.Hash
	at    int64 // where the next piece begins
	total int64 // of the file; known with the first piece
	known bool
	left  []byte // of the piece that came last
}

// Seek moves to a place counted from the file's beginning; nothing else is asked.
func (p *pieces) Seek(offset int64, whence int) (int64, error) {
	if whence != io.SeekStart || offset < 0 {
		return 0, cases.Fail(cases.Invalid, "sync.message")
	}
	p.at, p.left = offset, nil
	return offset, nil
}

// Read gives what comes next of the file.
func (p *pieces) Read(b []byte) (int, error) {
	if len(p.left) == 0 {
		if p.known && p.at >= p.total {
			return 0, io.EOF
		}
		if err := p.c.try(p.ctx, p.fetch); err != nil {
			return 0, err
		}
		if len(p.left) == 0 {
			return 0, io.EOF
		}
	}
	n := copy(b, p.left)
	p.left = p.left[n:]
	return n, nil
}

// fetch asks for the next piece; a library that gives the whole file instead is read
// up to there.
func (p *pieces) fetch() error {
	head := http.Header{"Range": {"bytes=" + strconv.FormatInt(p.at, 10) + "-" + strconv.FormatInt(p.at+MaxChunk-1, 10)}}
	res, err := p.c.once(p.ctx, http.MethodGet, PathBlobs+p.blob.String(), nil, head)
	if err != nil {
		return err
	}
	defer res.Body.Close()
	total := res.ContentLength
	if res.StatusCode == http.StatusPartialContent {
		_, size, _ := strings.Cut(res.Header.Get("Content-Range"), "/")
		if total, err = strconv.ParseInt(size, 10, 64); err != nil {
			return cases.Fail(cases.Unreachable, "sync.rubbish", "status", "206")
		}
	} else if _, err := io.CopyN(io.Discard, res.Body, p.at); err != nil {
		return lost(err)
	}
	if total < 0 || total > MaxBlob {
		return cases.Fail(cases.Damaged, "sync.blob_hash", "blob", p.blob.String()[:12])
	}
	piece := make([]byte, min(MaxChunk, max(total-p.at, 0)))
	if _, err := io.ReadFull(res.Body, piece); err != nil {
		return lost(err)
	}
	p.left, p.at, p.total, p.known = piece, p.at+int64(len(piece)), total, true
	return nil
}
