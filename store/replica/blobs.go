package replica

import (
	"context"
	"io"
	"net/http"
	"strconv"

	"casedesk/cases"
)

// upload sends the files that the library lacks, each from where it stopped.
func (c *Client) upload(ctx context.Context, local Local, report *Report) error {
	list, err := local.Uploads(ctx)
	if err != nil {
		return err
	}
	var trouble error
	for _, blob := range list {
		if err := c.uploadOne(ctx, local, blob); isOfOneFile(err) {
			trouble = oneFile{err}
			continue
		} else if err != nil {
			return err
		}
		if err := local.Uploaded(ctx, blob); err != nil {
			return err
		}
		report.Blobs++
	}
	return trouble
}

// oneFile is trouble with one file, which must not hold up the rest.
type oneFile struct{ error }

// isOfOneFile tells such trouble from a road that is down.
func isOfOneFile(err error) bool {
	kind := cases.KindOf(err)
	return kind == cases.NotFound || kind == cases.Damaged || cases.KeyOf(err) == "sync.blob_hash"
}

func (c *Client) uploadOne(ctx context.Context, local Local, blob cases.Hash) error {
	f, err := local.OpenBlob(ctx, blob)
	if err != nil {
		return err
	}
	defer f.Close()
	size, err := f.Seek(0, io.SeekEnd)
	if err != nil {
		return cases.Fail(cases.Damaged, "sync.blob", "blob", blob.String()[:12]).Because(err)
	}
	return c.try(ctx, func() error {
		at, done, err := c.offset(ctx, blob)
		for err == nil && !done {
			at, done, err = c.patch(ctx, blob, f, at, size)
		}
		return err
	})
}

// offset asks how much of a file the library has.
func (c *Client) offset(ctx context.Context, blob cases.Hash) (int64, bool, error) {
	res, err := c.once(ctx, http.MethodHead, PathBlobs+blob.String(), nil, nil)
	if err != nil {
		return 0, false, err
	}
	res.Body.Close()
	at, err := strconv.ParseInt(res.Header.Get("Upload-Offset"), 10, 64)
	if err != nil || at < 0 {
		return 0, false, cases.Fail(cases.Unreachable, "sync.rubbish", "status", "200")
	}
	return at, res.Header.Get("Upload-Complete") == "1", nil
}

// patch sends the next piece of a file.
func (c *Client) patch(ctx context.Context, blob cases.Hash, f io.ReadSeeker, at, size int64) (int64, bool, error) {
	if at > size {
		return 0, false, cases.Fail(cases.Damaged, "sync.blob", "blob", blob.String()[:12])
	}
	piece := make([]byte, min(MaxChunk, size-at))
	if _, err := f.Seek(at, io.SeekStart); err != nil {
		return 0, false, cases.Fail(cases.Damaged, "sync.blob", "blob", blob.String()[:12]).Because(err)
	}
	if _, err := io.ReadFull(f, piece); err != nil {
		return 0, false, cases.Fail(cases.Damaged, "sync.blob", "blob", blob.String()[:12]).Because(err)
	}
	head := http.Header{
		"Upload-Offset": {strconv.FormatInt(at, 10)},
		"Upload-Length": {strconv.FormatInt(size, 10)},
	}
	res, err := c.once(ctx, http.MethodPatch, PathBlobs+blob.String(), piece, head)
	if err != nil {
		return 0, false, err
	}
	res.Body.Close()
	next, err := strconv.ParseInt(res.Header.Get("Upload-Offset"), 10, 64)
	if err != nil || next != at+int64(len(piece)) {
		return 0, false, cases.Fail(cases.Unreachable, "sync.rubbish", "status", strconv.Itoa(res.StatusCode))
	}
	return next, res.Header.Get("Upload-Complete") == "1", nil
}

// download fetches the files that cases of this desk name. One that the library
// does not have yet comes with a later Sync.
func (c *Client) download(ctx context.Context, local Local, report *Report) error {
	list, err := local.Downloads(ctx)
	if err != nil {
		return err
	}
	var trouble error
	for _, blob := range list {
		err := local.SaveBlob(ctx, blob, &pieces{ctx: ctx, c: c, blob: blob})
		if cases.KindOf(err) == cases.NotFound {
			continue
		}
		if cases.KindOf(err) == cases.Damaged { // spoilt on the road, or at the library
			err = cases.Fail(cases.Unreachable, "sync.blob_hash", "blob", blob.String()[:12]).Because(err)
		}
		if isOfOneFile(err) {
			trouble = oneFile{err}
			continue
		}
		if err != nil {
			return err
		}
		report.Blobs++
	}
	return trouble
}
