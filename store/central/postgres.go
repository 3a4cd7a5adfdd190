package central

import (
	"context"
	"database/sql"
	"errors"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgconn"
	_ "github.com/jackc/pgx/v5/stdlib" // registers the driver "pgx"

	"casedesk/cases"
)

// OpenPostgres opens the library in a PostgreSQL database. id becomes the
// library's name if it is new.
func OpenPostgres(ctx context.Context, dsn string, id cases.ID) (*Store, error) {
	db, err := sql.Open("pgx", dsn)
	if err != nil {
		return nil, cases.Fail(cases.Invalid, "central.open").Because(hide(err))
	}
	db.SetMaxOpenConns(16)
	s, err := open(ctx, db, db, postgresDialect{}, id)
	if err != nil {
		return nil, err
	}
	return s, nil
}

type postgresDialect struct{}

// tables puts PostgreSQL's names of the types into the schema.
func (postgresDialect) tables(schema string) string {
	return strings.NewReplacer("BLOB", "BYTEA", "INTEGER", "BIGINT", ") STRICT", ")").Replace(schema)
}

func (postgresDialect) forUpdate() string { return " FOR UPDATE" }

func (postgresDialect) insert(ctx context.Context, tx *sql.Tx, s *sheet) error {
	if s.rows == 0 {
		return nil
	}
	arrays := make([]string, len(s.cols))
	args := make([]any, len(s.cols))
	for i, c := range s.cols {
		place := "$" + strconv.Itoa(i+1)
		switch c.kind {
		case "int":
			arrays[i], args[i] = place+"::bigint[]", c.ints
		case "text":
			arrays[i], args[i] = place+"::text[]", c.texts
		default:
			arrays[i], args[i] = place+"::bytea[]", c.blobs
		}
	}
	_, err := tx.ExecContext(ctx, "INSERT INTO "+s.table+" ("+s.names()+") SELECT * FROM unnest("+strings.Join(arrays, ", ")+")"+s.tail, args...)
	return err
}

// fault names errors by SQLSTATE class; a connection that cannot be had is the
// library's trouble, not the asker's.
func (postgresDialect) fault(err error) error {
	var e *pgconn.PgError
	if errors.As(err, &e) {
		switch {
		case strings.HasPrefix(e.Code, "53"):
			return cases.Fail(cases.Exhausted, "central.full").Because(err)
		case strings.HasPrefix(e.Code, "40"), strings.HasPrefix(e.Code, "55"):
			return cases.Fail(cases.Locked, "central.busy").Because(err)
		case strings.HasPrefix(e.Code, "XX001"), strings.HasPrefix(e.Code, "XX002"):
			return cases.Fail(cases.Damaged, "central.damaged").Because(err)
		case strings.HasPrefix(e.Code, "28"), strings.HasPrefix(e.Code, "3D"):
			return cases.Fail(cases.Unreachable, "central.open").Because(hide(err))
		}
		return err
	}
	var c *pgconn.ConnectError
	var p *pgconn.ParseConfigError
	if errors.As(err, &c) || errors.As(err, &p) {
		return cases.Fail(cases.Unreachable, "central.open").Because(hide(err))
	}
	return err
}

// hide keeps an address with its password out of logs: only the innermost cause
// is told.
func hide(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return errors.New("database: " + strings.SplitN(err.Error(), "://", 2)[0])
		}
		err = inner
	}
}
