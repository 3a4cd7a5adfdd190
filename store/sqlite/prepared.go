package sqlite

import (
	"context"
	"database/sql"
)

// pool is the writing connection with the statements that every act needs,
// parsed once when the store is opened: that was a quarter of an act's time.
type pool struct {
	*sql.DB
	ready map[string]*sql.Stmt
}

// hot lists what one act runs.
var hot = []string{
	selectCaseKey, insertCaseKey, insertWrap, selectLog, selectFact, selectEnd, insertEventRow, replaceCaseRow,
}

// prepare parses the statements that are run most; closing the pool lets go of them.
func (p *pool) prepare(ctx context.Context) error {
	p.ready = make(map[string]*sql.Stmt, len(hot))
	for _, text := range hot {
		st, err := p.PrepareContext(ctx, text)
		if err != nil {
			return fault(err)
		}
		p.ready[text] = st
	}
	return nil
}

// txn is a transaction on the writing connection; it runs prepared statements
// where there are any.
type txn struct {
	*sql.Tx
	ready map[string]*sql.Stmt
}

func (p *pool) begin(ctx context.Context) (*txn, error) {
	tx, err := p.BeginTx(ctx, nil)
	if err != nil {
		return nil, fault(err)
	}
	return &txn{tx, p.ready}, nil
}

// ExecContext runs a statement that gives no rows.
func (t *txn) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if st := t.ready[text]; st != nil {
		return t.StmtContext(ctx, st).ExecContext(ctx, args...)
	}
	return t.Tx.ExecContext(ctx, text, args...)
}

// QueryContext runs a statement that gives rows.
func (t *txn) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if st := t.ready[text]; st != nil {
		return t.StmtContext(ctx, st).QueryContext(ctx, args...)
	}
	return t.Tx.QueryContext(ctx, text, args...)
}

// QueryRowContext runs a statement that gives one row.
func (t *txn) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	if st := t.ready[text]; st != nil {
		return t.StmtContext(ctx, st).QueryRowContext(ctx, args...)
	}
	return t.Tx.QueryRowContext(ctx, text, args...)
}
