package sqlite

import (
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"slices"
	"strings"

	"casedesk/cases"
)

// salvage reads a table of which some pages cannot be read: every row that can be
// reached from before, from behind, or by asking for keys in between.
type salvage struct {
	q       querier
	table   string
	columns []string
	key     []string // the primary key
	at      []int    // where the key's columns stand among all
	see     func(row []any) error
	holes   []hole
}

// hole is a run of keys of which nothing could be read: behind after and before
// before, each nil where the table begins or ends, or one row alone, named by exact.
type hole struct{ after, before, exact []any }

// newSalvage learns what columns a table has.
func newSalvage(ctx context.Context, q querier, table string, see func([]any) error) (*salvage, error) {
	rows, err := q.QueryContext(ctx, "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid", table)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	s := &salvage{q: q, table: table, see: see}
	places := map[int]int{}
	for rows.Next() {
		var name string
		var pk int
		if err := rows.Scan(&name, &pk); err != nil {
			return nil, fault(err)
		}
		if pk > 0 {
			places[pk] = len(s.columns)
		}
		s.columns = append(s.columns, name)
	}
	for n := 1; n <= len(places); n++ {
		s.key, s.at = append(s.key, s.columns[places[n]]), append(s.at, places[n])
	}
	return s, fault(rows.Err())
}

// isRot tells an error of reading that comes of damage from any other.
func isRot(err error) bool {
	key := cases.KeyOf(fault(err))
	return key == "store.damaged" || key == "store.disk"
}

// run sees every row that can be read, each once, and keeps what holes there are.
func (s *salvage) run(ctx context.Context) error {
	var last []any
	for {
		end, err := s.scan(ctx, last, nil, false)
		if err == nil {
			return nil
		}
		if !isRot(err) {
			return err
		}
		if end != nil {
			last = end
		}
		next, err := s.first(ctx, last, 0)
		switch {
		case err == nil && next != nil: // the row's place can be read, the row not
			s.holes = append(s.holes, hole{last, next, next})
			last = next
			continue
		case err != nil && !isRot(err):
			return err
		}
		beyond, err := s.beyond(ctx, last)
		if err != nil {
			return err
		}
		low, err := s.scan(ctx, last, beyond, true)
		if err != nil && !isRot(err) {
			return err
		}
		if low == nil {
			low = beyond
		}
		s.holes = append(s.holes, hole{after: last, before: low})
		if beyond == nil {
			return nil
		}
		last = beyond
	}
}

// scan sees rows behind after: upwards to the end, or downwards from the row `from`
// (the last one for nil). It gives the key of the last row it saw.
func (s *salvage) scan(ctx context.Context, after, from []any, down bool) (last []any, err error) {
	where, args, order := []string{}, []any{}, ""
	keys := "(" + strings.Join(s.key, ", ") + ")"
	marks := "(" + strings.TrimSuffix(strings.Repeat("?, ", len(s.key)), ", ") + ")"
	if after != nil {
		where, args = append(where, keys+" > "+marks), append(args, after...)
	}
	if from != nil {
		where, args = append(where, keys+" <= "+marks), append(args, from...)
	}
	if down {
		order = " DESC"
	}
	text := "SELECT " + strings.Join(s.columns, ", ") + " FROM " + s.table
	if len(where) > 0 {
		text += " WHERE " + strings.Join(where, " AND ")
	}
	rows, err := s.q.QueryContext(ctx, text+" ORDER BY "+strings.Join(s.key, order+", ")+order, args...)
	if err != nil {
		return nil, fault(err)
	}
	defer rows.Close()
	for rows.Next() {
		row, into := make([]any, len(s.columns)), make([]any, len(s.columns))
		for i := range row {
			into[i] = &row[i]
		}
		if err := rows.Scan(into...); err != nil {
			return last, fault(err)
		}
		if err := s.see(row); err != nil {
			return last, err
		}
		last = s.keyOf(row)
	}
	return last, fault(rows.Err())
}

func (s *salvage) keyOf(row []any) []any {
	key := make([]any, len(s.at))
	for i, at := range s.at {
		key[i] = row[at]
		if b, ok := key[i].([]byte); ok {
			key[i] = slices.Clone(b)
		}
	}
	return key
}

// first gives the first key behind after, at least step further on; nil for none.
func (s *salvage) first(ctx context.Context, after []any, step uint64) ([]any, error) {
	keys := strings.Join(s.key, ", ")
	text, args := "SELECT "+keys+" FROM "+s.table, after
	switch {
	case step > 0:
		start := stepped(after, step)
		if start == nil {
			return nil, nil
		}
		text, args = text+" WHERE "+s.key[0]+" >= ?", []any{start}
	case after != nil:
		text += " WHERE (" + keys + ") > (" + strings.TrimSuffix(strings.Repeat("?, ", len(s.key)), ", ") + ")"
	}
	key, into := make([]any, len(s.key)), make([]any, len(s.key))
	for i := range key {
		into[i] = &key[i]
	}
	err := s.q.QueryRowContext(ctx, text+" ORDER BY "+keys+" LIMIT 1", args...).Scan(into...)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, fault(err)
	}
	return key, nil
}

// beyond looks for a key behind a page that cannot be read, as near as it finds one;
// nil where there is none, or where keys are words.
func (s *salvage) beyond(ctx context.Context, last []any) (found []any, err error) {
	var bad, good uint64
	for step := uint64(1); step != 0 && found == nil; step <<= 1 {
		found, err = s.first(ctx, last, step)
		switch {
		case err != nil && !isRot(err):
			return nil, err
		case err != nil:
			bad = step
		case found == nil:
			return nil, nil // the end
		}
		good = step
	}
	for good-bad > 1 && found != nil {
		middle := bad + (good-bad)/2
		key, err := s.first(ctx, last, middle)
		switch {
		case err != nil && !isRot(err):
			return nil, err
		case err != nil || key == nil:
			bad = middle
		default:
			found, good = key, middle
		}
	}
	return found, nil
}

// stepped gives a value so much above the first part of a key; nil where there is
// none, as for words.
func stepped(key []any, step uint64) any {
	var first any = int64(0)
	if key != nil {
		first = key[0]
	}
	switch v := first.(type) {
	case int64:
		if n := v + int64(step); int64(step) > 0 && n > v {
			return n
		}
	case []byte:
		var head [8]byte
		copy(head[:], v)
		if n := binary.BigEndian.Uint64(head[:]) + step; n >= step {
			return binary.BigEndian.AppendUint64(nil, n)
		}
	}
	return nil
}
