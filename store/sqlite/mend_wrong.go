package sqlite

import (
	"bytes"
	"context"

	"casedesk/cases"
)

// seesRow gives for a table what tells a row that can be read and yet is not what was
// signed: it gives the key of such a row, and nil for any other. Only of events that
// can be told.
func (m *mending) seesRow(ctx context.Context, table string) func(row []any) []any {
	if table != "event" {
		return func([]any) []any { return nil }
	}
	var last cases.ID
	var key cases.CaseKey
	var none error
	return func(row []any) []any {
		env := cases.Envelope{Header: bytesOf(row[7]), Sig: bytesOf(row[8]), Body: bytesOf(row[9])}
		h, err := cases.DecodeHeader(env.Header)
		hash := env.Hash()
		if err != nil || !bytes.Equal(bytesOf(row[1]), hash[:]) || !filed(h, row[2], row[3], row[4], row[5], row[6]) {
			return row[:1]
		}
		if _, err := cases.Admit(env, m.s.store.Directory()); cases.KeyOf(err) == "event.signature" {
			return row[:1]
		}
		if h.Case != last {
			last = h.Case
			key, none = caseKey(ctx, m.s.store.read, m.k.data, h.Case)
		}
		if none == nil && !cases.IsEnding(h.Kind) {
			if _, err := env.OpenBody(key); err != nil {
				return row[:1]
			}
		}
		return nil
	}
}

// filed holds the columns of a row of the log against the header that was signed.
func filed(h cases.Header, device, epoch, seq, of, clock any) bool {
	return bytes.Equal(bytesOf(device), h.Device[:]) && epoch == int64(h.Epoch) && seq == int64(h.Seq) &&
		bytes.Equal(bytesOf(of), h.Case[:]) && clock == int64(h.Clock)
}

func bytesOf(v any) []byte {
	b, _ := v.([]byte)
	return b
}
