package takeout

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"casedesk/assets"
	"casedesk/cases"
)

// tableRows is how many cases stand in one file of the table: as many as people
// can still open.
const tableRows = 20000

// table is the queue for people: CSV in UTF-8 with the mark that Excel looks for.
// No number of an identity document and no telephone stands in it.
type table struct {
	words assets.Words
	put   func(name string, b []byte) error
	held  bytes.Buffer
	out   *csv.Writer
	rows  int
	files int
}

func newTable(words assets.Words, put func(string, []byte) error) *table {
	return &table{words: words, put: put}
}

func (t *table) add(c cases.Case) error {
	if t.rows == 0 {
		t.held.WriteString("\ufeff")
		t.out = csv.NewWriter(&t.held)
		t.out.UseCRLF = true
		var head []string
		for _, key := range []string{"number", "matter", "state", "party", "code", "record", "body", "received", "accepted", "due"} {
			head = append(head, t.words.Say("takeout.col."+key))
		}
		_ = t.out.Write(head)
	}
	due, _ := c.Due()
	row := []string{c.Number, t.words.Say("matter." + string(c.Matter)), t.words.Say("state." + string(c.State)), c.Party.Name, c.Party.Code,
		c.Record.DocNumber, c.Record.Body, c.ReceivedOn.String(), c.AcceptedOn.String(), due.String()}
	for i := range row {
		row[i] = tame(row[i])
	}
	if err := t.out.Write(row); err != nil {
		return err
	}
	if t.rows++; t.rows < tableRows && t.held.Len() < partSize {
		return nil
	}
	return t.flush()
}

func (t *table) flush() error {
	if t.rows == 0 {
		return nil
	}
	t.out.Flush()
	t.files++
	err := t.put(fmt.Sprintf("queue/%06d.csv", t.files), t.held.Bytes())
	t.held.Reset()
	t.rows = 0
	return err
}

// tame keeps a spreadsheet from taking what somebody typed for a formula.
func tame(text string) string {
	if strings.ContainsAny(text[:min(len(text), 1)], "=+-@\t\r") {
		return "'" + text
	}
	return text
}
