package central

import (
	"context"
	"database/sql"

	"casedesk/cases"
)

// Pull asks for what an office has not seen yet.
type Pull struct {
	Office cases.ID
	Device cases.ID // who asks: its own events of Epoch are left out
	Epoch  uint32
	After  uint64 // the feed number seen last
	Limit  int    // events and keys
	Bytes  int    // where to stop even so; at least one item comes
}

// Pulled is a piece of an office's feed.
type Pulled struct {
	Next     uint64 // the feed number to go on from
	More     bool
	Wraps    []cases.KeyWrap
	Events   []cases.Envelope
	Receipts []cases.Receipt // one for each event
}

// Pull reads a piece of the feed. Everything up to Next is in it or was before,
// whatever is being written meanwhile.
func (s *Store) Pull(ctx context.Context, p Pull) (Pulled, error) {
	out := Pulled{Next: p.After}
	rows, err := s.read.QueryContext(ctx, `
		SELECT f.id, f.case_id, f.position, e.device, e.epoch, e.hash, e.header, e.sig, e.body, e.at, e.receipt, s.sealed
		FROM feed f
		LEFT JOIN event e ON e.position = f.position
		LEFT JOIN scope s ON f.position = 0 AND s.case_id = f.case_id AND s.office = f.office
		WHERE f.office = $1 AND f.id > $2 ORDER BY f.id LIMIT $3`, p.Office[:], int64(p.After), p.Limit+1)
	if err != nil {
		return out, s.speak.fault(err)
	}
	defer rows.Close()
	size := 0
	for n := 0; rows.Next(); n++ {
		f, err := scanFeed(rows)
		if err != nil {
			return out, s.speak.fault(err)
		}
		if n == p.Limit || (n > 0 && size+f.size() > p.Bytes) {
			out.More = true
			break
		}
		size += f.size()
		out.add(f, p)
	}
	return out, s.speak.fault(rows.Err())
}

type feedRow struct {
	id, position                     int64
	of, device                       []byte
	epoch, at                        sql.NullInt64
	hash, header, sig, body, receipt []byte
	sealed                           []byte
}

func scanFeed(rows *sql.Rows) (f feedRow, err error) {
	err = rows.Scan(&f.id, &f.of, &f.position, &f.device, &f.epoch, &f.hash, &f.header, &f.sig, &f.body, &f.at, &f.receipt, &f.sealed)
	return f, err
}

func (f feedRow) size() int { return len(f.header) + len(f.sig) + len(f.body) + len(f.sealed) + 256 }

func (p *Pulled) add(f feedRow, ask Pull) {
	p.Next = uint64(f.id)
	if f.position == 0 && len(f.sealed) == 0 {
		return // destroyed since
	}
	if f.position == 0 {
		w := cases.KeyWrap{Office: ask.Office, Sealed: f.sealed}
		copy(w.Case[:], f.of)
		p.Wraps = append(p.Wraps, w)
		return
	}
	if string(f.device) == string(ask.Device[:]) && f.epoch.Int64 == int64(ask.Epoch) {
		return
	}
	p.Events = append(p.Events, cases.Envelope{Header: f.header, Sig: f.sig, Body: f.body})
	r := cases.Receipt{Position: uint64(f.position), At: f.at.Int64, Sig: f.receipt}
	copy(r.Event[:], f.hash)
	p.Receipts = append(p.Receipts, r)
}

// Entry is an event of the library as its header shows it.
type Entry struct {
	Device   cases.ID   `json:"device"`
	Epoch    uint32     `json:"epoch"`
	Seq      uint64     `json:"seq"`
	Hash     cases.Hash `json:"hash"`
	Kind     cases.Kind `json:"kind"`
	Case     cases.ID   `json:"case"`
	Position uint64     `json:"position"`
}

// Events lists events behind the position after, in order, at most limit.
func (s *Store) Events(ctx context.Context, after uint64, limit int) ([]Entry, error) {
	rows, err := s.read.QueryContext(ctx, `SELECT device, epoch, seq, hash, kind, case_id, position FROM event
		WHERE position > $1 ORDER BY position LIMIT $2`, int64(after), limit)
	if err != nil {
		return nil, s.speak.fault(err)
	}
	defer rows.Close()
	out := []Entry{}
	for rows.Next() {
		var e Entry
		var device, hash, of []byte
		var kind string
		if err := rows.Scan(&device, &e.Epoch, &e.Seq, &hash, &kind, &of, &e.Position); err != nil {
			return nil, s.speak.fault(err)
		}
		copy(e.Device[:], device)
		copy(e.Hash[:], hash)
		copy(e.Case[:], of)
		e.Kind = cases.Kind(kind)
		out = append(out, e)
	}
	return out, s.speak.fault(rows.Err())
}
