package sqlite

import (
	"context"
	"crypto/sha256"
	"fmt"
	"hash"

	"casedesk/cases"
)

// tableHash adds up rows, each value with its type and length, so that no two
// different tables give one sum.
type tableHash struct{ h hash.Hash }

func newTableHash() tableHash { return tableHash{sha256.New()} }

func (t tableHash) sum() cases.Hash { return cases.Hash(t.h.Sum(nil)) }

func (t tableHash) add(ctx context.Context, q querier, query string) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return fault(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return fault(err)
	}
	values, into := make([]any, len(columns)), make([]any, len(columns))
	for i := range values {
		into[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return fault(err)
		}
		for _, v := range values {
			text := fmt.Sprintf("%v", v)
			fmt.Fprintf(t.h, "%T %d %s\x00", v, len(text), text)
		}
	}
	return fault(rows.Err())
}
