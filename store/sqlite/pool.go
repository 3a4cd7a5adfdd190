package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"sync/atomic"

	"casedesk/cases"
)

// pool is the connections to the database. They come with the first sign-in and
// go with the last sign-out; meanwhile every call fails with Locked.
type pool struct {
	at      atomic.Pointer[connections]
	none    *connections      // what stands in while there are none
	relieve func(error) error // told of every error of writing; nil for readers
}

// connections are open ones, with the statements that every act needs, parsed
// once when the store is opened: that was a quarter of an act's time.
type connections struct {
	*sql.DB
	ready map[string]*sql.Stmt
}

func newPool(relieve func(error) error) *pool {
	p := &pool{none: &connections{DB: sql.OpenDB(nobody{})}, relieve: relieve}
	p.at.Store(p.none)
	return p
}

// nobody connects to nothing: it says that nobody is signed in.
type nobody struct{}

// Connect always fails.
func (nobody) Connect(context.Context) (driver.Conn, error) {
	return nil, cases.Fail(cases.Locked, "store.closed")
}

// Driver gives none.
func (nobody) Driver() driver.Driver { return nil }

// open lets connections in.
func (p *pool) open(db *sql.DB) { p.at.Store(&connections{DB: db}) }

// close takes the connections away. Those in use live until their work ends;
// left tells how many these are.
func (p *pool) close() (left func() int, err error) {
	c := p.at.Swap(p.none)
	if c == p.none {
		return func() int { return 0 }, nil
	}
	return func() int { return c.Stats().OpenConnections }, c.DB.Close()
}

// db gives the connections as they are now.
func (p *pool) db() *sql.DB { return p.at.Load().DB }

// said gives an error its kind: work that was overtaken by a sign-out is told
// that, and a full disk has its ballast thrown off.
func (p *pool) said(c *connections, err error) error {
	if err != nil && p.at.Load() != c { // whatever it says, it was cut off
		return cases.Fail(cases.Locked, "store.closed").Because(err)
	}
	if err = fault(err); err != nil && p.relieve != nil {
		return p.relieve(err)
	}
	return err
}

// hot lists what one act runs.
var hot = []string{
	selectCaseKey, insertCaseKey, insertWrap, selectLog, selectSum, selectFact, selectEnd, insertEventRow,
	selectLine, selectCaseLog, insertLine, updateLine, updatePlace, insertGrams, insertCaseBlob,
	addSort, countCell, dropCell, addTally, takeTally, dropTallys,
}

// prepare parses the statements that are run most; closing the pool lets go of them.
func (p *pool) prepare(ctx context.Context) error {
	c := p.at.Load()
	ready := make(map[string]*sql.Stmt, len(hot))
	for _, text := range hot {
		st, err := c.PrepareContext(ctx, text)
		if err != nil {
			return fault(err)
		}
		ready[text] = st
	}
	p.at.Store(&connections{c.DB, ready})
	return nil
}

// ExecContext runs a statement that gives no rows.
func (p *pool) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	c := p.at.Load()
	r, err := c.DB.ExecContext(ctx, text, args...)
	return r, p.said(c, err)
}

// QueryContext runs a statement that gives rows.
func (p *pool) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	c := p.at.Load()
	r, err := c.DB.QueryContext(ctx, text, args...)
	return r, p.said(c, err)
}

// QueryRowContext runs a statement that gives one row.
func (p *pool) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	return p.db().QueryRowContext(ctx, text, args...)
}

// look begins a transaction that only reads: all it gives is of one moment.
func (p *pool) look(ctx context.Context) (*sql.Tx, error) {
	c := p.at.Load()
	tx, err := c.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	return tx, p.said(c, err)
}

// txn is a transaction on the writing connection; it runs prepared statements
// where there are any.
type txn struct {
	*sql.Tx
	ready map[string]*sql.Stmt
	bound map[string]*sql.Stmt // those of ready that ran in this transaction
}

func (p *pool) begin(ctx context.Context) (*txn, error) {
	c := p.at.Load()
	tx, err := c.BeginTx(ctx, nil)
	if err != nil {
		return nil, p.said(c, err)
	}
	return &txn{tx, c.ready, make(map[string]*sql.Stmt, len(hot))}, nil
}

// of gives the statement of a text in this transaction, nil where none is ready.
func (t *txn) of(text string) *sql.Stmt {
	st := t.bound[text]
	if st == nil && t.ready[text] != nil {
		st = t.Stmt(t.ready[text])
		t.bound[text] = st
	}
	return st
}

// ExecContext runs a statement that gives no rows. One that is ready is short: it
// is not watched for the end of ctx, which ends the transaction before the next.
func (t *txn) ExecContext(ctx context.Context, text string, args ...any) (sql.Result, error) {
	if st := t.of(text); st != nil {
		return st.ExecContext(context.WithoutCancel(ctx), args...)
	}
	return t.Tx.ExecContext(ctx, text, args...)
}

// QueryContext runs a statement that gives rows.
func (t *txn) QueryContext(ctx context.Context, text string, args ...any) (*sql.Rows, error) {
	if st := t.of(text); st != nil {
		return st.QueryContext(context.WithoutCancel(ctx), args...)
	}
	return t.Tx.QueryContext(ctx, text, args...)
}

// QueryRowContext runs a statement that gives one row.
func (t *txn) QueryRowContext(ctx context.Context, text string, args ...any) *sql.Row {
	if st := t.of(text); st != nil {
		return st.QueryRowContext(context.WithoutCancel(ctx), args...)
	}
	return t.Tx.QueryRowContext(ctx, text, args...)
}
