package sqlite

import (
	"context"
	"database/sql"
	"strconv"
	"strings"

	"casedesk/cases"
)

// part gives the sentence about a table of which something cannot be read, as a clerk
// would call what lies there.
func part(table string) string {
	switch {
	case follows(table):
		return "store.rot_lists"
	case table == "event":
		return "store.rot_cases"
	case table == "case_key" || table == "key_wrap":
		return "store.rot_keys"
	case table == "draft" || table == "saved_filter":
		return "store.rot_drafts"
	case strings.HasPrefix(table, "number") || table == "receipt_number":
		return "store.rot_numbers"
	case table == "record":
		return "store.rot_records"
	case table == "print_copy":
		return "store.rot_ledger"
	case table == "receipt" || table == "sending" || table == "aside" || table == "blob":
		return "store.rot_sync"
	}
	return "store.rot_settings"
}

// checkPages looks at every page of the database, and names the parts that those
// which cannot be read belong to, and the cases.
func (s *Session) checkPages(ctx context.Context, _ keyring, r *Report) error {
	db, err := s.store.another()
	if err != nil {
		return err
	}
	defer db.Close()
	tables, err := tableNames(ctx, db)
	if err != nil {
		return err
	}
	told := map[string]bool{}
	for _, table := range tables {
		sound, err := soundTable(ctx, db, table)
		if err != nil {
			return err
		}
		if key := part(table); !sound && !told[key] {
			told[key], r.rotten = true, true
			r.Trouble = append(r.Trouble, cases.Fail(cases.Damaged, key))
		}
		if !sound && table == "event" {
			if err := nameCases(ctx, db, r); err != nil {
				return err
			}
		}
	}
	if r.rotten {
		return nil
	}
	var found string // what belongs to no table
	err = db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&found)
	if err == nil && found != "ok" || isRot(err) {
		r.rotten = true
		return cases.Fail(cases.Damaged, "store.rot_free")
	}
	return fault(err)
}

// soundTable reads every page of a table and of its indexes.
func soundTable(ctx context.Context, db *sql.DB, table string) (bool, error) {
	var found string
	err := db.QueryRowContext(ctx, `PRAGMA quick_check("`+table+`")`).Scan(&found)
	if isRot(err) {
		return false, nil
	}
	return found == "ok", fault(err)
}

// nameCases names the cases of which an event cannot be read, as far as the indexes
// of the log and the lines of the queue can be.
func nameCases(ctx context.Context, db *sql.DB, r *Report) error {
	rows, err := db.QueryContext(ctx, "SELECT id, case_id FROM event INDEXED BY event_by_case")
	if err != nil {
		return fault(err)
	}
	type place struct {
		id int64
		of cases.ID
	}
	var all []place
	for rows.Next() {
		var p place
		var of []byte
		if err := rows.Scan(&p.id, &of); err != nil {
			break
		}
		copy(p.of[:], of)
		all = append(all, p)
	}
	if err := rows.Err(); err != nil && !isRot(err) {
		rows.Close()
		return fault(err)
	}
	rows.Close()
	lost, order := map[cases.ID]int{}, []cases.ID{}
	for _, p := range all {
		var header, sig, body []byte
		err := db.QueryRowContext(ctx, "SELECT header, sig, body FROM event WHERE id = ?", p.id).Scan(&header, &sig, &body)
		if err == nil {
			continue
		}
		if !isRot(err) {
			return fault(err)
		}
		if lost[p.of] == 0 {
			order = append(order, p.of)
		}
		lost[p.of]++
	}
	for _, id := range order {
		r.Trouble = append(r.Trouble, cases.Fail(cases.Damaged, "store.rot_case", "number", numberOf(ctx, db, id), "n", strconv.Itoa(lost[id])))
	}
	return nil
}

// numberOf gives the 收件号 of a case as its line in the queue has it, or the
// beginning of its ID.
func numberOf(ctx context.Context, q querier, id cases.ID) string {
	var number string
	if q.QueryRowContext(ctx, "SELECT number FROM case_row WHERE case_id = ?", id[:]).Scan(&number) != nil || number == "" {
		return id.String()[:8]
	}
	return number
}
