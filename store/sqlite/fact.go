package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"strconv"

	"casedesk/cases"
)

// querier is what a connection, a transaction and a pool have in common.
type querier interface {
	QueryRowContext(ctx context.Context, q string, args ...any) *sql.Row
	QueryContext(ctx context.Context, q string, args ...any) (*sql.Rows, error)
}

// inTx does work in one transaction: all of it or nothing.
func inTx(ctx context.Context, p *pool, work func(*txn) error) error {
	c := p.at.Load()
	tx, err := p.begin(ctx)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err = work(tx); err == nil {
		err = tx.Commit()
	}
	return p.said(c, ended(ctx, err))
}

// ended tells what cut a transaction off: it goes with its ctx, and whatever it is
// then asked fails in words of its own. An Error of ours is the reason itself.
func ended(ctx context.Context, err error) error {
	var ours *cases.Error
	if err == nil || ctx.Err() == nil || errors.As(err, &ours) {
		return err
	}
	return ctx.Err()
}

func setFact(ctx context.Context, tx *txn, name, value string) error {
	_, err := tx.ExecContext(ctx, "INSERT INTO fact (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value", name, value)
	return fault(err)
}

const selectFact = "SELECT value FROM fact WHERE name = ?"

// fact gives "" for what was never set.
func fact(ctx context.Context, q querier, name string) (value string, err error) {
	err = q.QueryRowContext(ctx, selectFact, name).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, fault(err)
}

func setEpoch(ctx context.Context, tx *txn, epoch uint32) error {
	return setFact(ctx, tx, "epoch", strconv.FormatUint(uint64(epoch), 10))
}

func epochOf(ctx context.Context, q querier) (uint32, error) {
	text, err := fact(ctx, q, "epoch")
	if err != nil {
		return 0, err
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil || n == 0 {
		return 0, cases.Fail(cases.Damaged, "store.damaged").Because(err)
	}
	return uint32(n), nil
}
