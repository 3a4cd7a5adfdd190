package central

import (
	"strconv"
	"strings"
)

// sheet is rows for one table, kept by column: PostgreSQL takes a column as one
// array, SQLite takes row after row.
type sheet struct {
	table string
	cols  []column
	rows  int
	tail  string // what follows the values, such as ON CONFLICT
}

type column struct {
	name  string
	kind  string // int, text or blob
	ints  []int64
	texts []string
	blobs [][]byte
}

// newSheet takes columns as "name kind".
func newSheet(table, tail string, columns ...string) *sheet {
	s := &sheet{table: table, tail: tail}
	for _, c := range columns {
		name, kind, _ := strings.Cut(c, " ")
		s.cols = append(s.cols, column{name: name, kind: kind})
	}
	return s
}

// add appends a row; values stand in the order of the columns.
func (s *sheet) add(values ...any) {
	for i, v := range values {
		c := &s.cols[i]
		switch v := v.(type) {
		case int64:
			c.ints = append(c.ints, v)
		case string:
			c.texts = append(c.texts, v)
		case []byte:
			c.blobs = append(c.blobs, v)
		}
	}
	s.rows++
}

// row gives the values of one row.
func (s *sheet) row(n int) []any {
	out := make([]any, len(s.cols))
	for i, c := range s.cols {
		switch c.kind {
		case "int":
			out[i] = c.ints[n]
		case "text":
			out[i] = c.texts[n]
		default:
			out[i] = c.blobs[n]
		}
	}
	return out
}

// names lists the columns for an INSERT.
func (s *sheet) names() string {
	list := make([]string, len(s.cols))
	for i, c := range s.cols {
		list[i] = c.name
	}
	return strings.Join(list, ", ")
}

// places lists n numbered places of a statement, from $from on.
func places(from, n int) string {
	list := make([]string, n)
	for i := range list {
		list[i] = "$" + strconv.Itoa(from+i)
	}
	return strings.Join(list, ", ")
}
