package intake

import (
	"strings"
	"unicode/utf8"

	"casedesk/cases"
)

// rowReader turns one row into a record and collects what is wrong with it
// (faults, which keep it out) or odd about it (remarks, which do not).
type rowReader struct {
	row     tableRow
	head    heading
	base    dateBase
	today   cases.Date
	record  cases.Record
	faults  []Problem
	remarks []Problem
}

func readRow(row tableRow, head heading, base dateBase, o Options) rowReader {
	r := rowReader{row: row, head: head, base: base, today: o.Today}
	r.record.Sample = o.Sample
	if r.guardCells(); len(r.faults) > 0 {
		return r
	}
	r.readTexts()
	r.readCodes()
	r.readDates()
	r.readPenalty()
	r.record.PartyKind = partyKind(r.get("party_kind"), r.record)
	r.record.Field, r.record.FieldFrom = fieldOf(r.get("field"), r.record)
	return r
}

// get gives the first filled cell of a field, without blanks at its ends.
func (r *rowReader) get(field string) string {
	for i, f := range r.head.fields {
		if f == field && i < len(r.row.cells) {
			if s := strings.TrimSpace(r.row.cells[i]); s != "" {
				return s
			}
		}
	}
	return ""
}

func (r *rowReader) fault(field, value string, kind cases.CodeKind, reason *cases.Error) {
	r.faults = append(r.faults, Problem{Row: r.row.number, Field: field, Value: maskValue(field, value, kind), Reason: reason})
}

func (r *rowReader) remark(field, value string, kind cases.CodeKind, reason *cases.Error) {
	r.remarks = append(r.remarks, Problem{Row: r.row.number, Field: field, Value: maskValue(field, value, kind), Reason: reason})
	r.record.Doubts = append(r.record.Doubts, reason.Key)
}

// guardCells refuses cells no spreadsheet can hold: an unclosed quotation mark
// swallows the rows behind it, and they must not be lost in silence.
func (r *rowReader) guardCells() {
	for i, c := range r.row.cells {
		if len(c) > 4*maxCell || len(c) > maxCell && utf8.RuneCountInString(c) > maxCell || strings.Count(c, "\n") > 1000 {
			field := ""
			if i < len(r.head.fields) {
				field = r.head.fields[i]
			}
			r.fault(field, "", "", cases.Fail(cases.Invalid, "import.cell_too_long")) // it may hold anything: not shown
		}
	}
}

func (r *rowReader) readTexts() {
	rec := &r.record
	rec.Party, rec.Chief, rec.DocNumber = r.get("party_name"), r.get("legal_rep"), r.get("punish_code")
	rec.Body, rec.Violation, rec.Basis = r.get("punish_org"), r.get("illegal_type"), r.get("punish_basis")
	rec.Content, rec.Licence, rec.Source, rec.Remark = r.get("punish_content"), r.get("licence"), r.get("source"), r.get("remark")
	for _, field := range []string{"illegal_facts", "punish_reason", "case_name"} {
		if rec.Facts == "" {
			rec.Facts = r.get(field)
		}
	}
	if strings.Trim(rec.Party, "-/无*") == "" {
		r.fault("party_name", rec.Party, "", cases.Fail(cases.Invalid, "import.no_party"))
	}
}

// readCodes puts each code where its shape belongs, whatever its column is called.
func (r *rowReader) readCodes() {
	for _, field := range []string{"credit_code", "credit_code_or_tax_code", "tax_code", "id_number", "organization_code", "registration_code", "institution_code", "social_org_code"} {
		value := r.get(field)
		if strings.Trim(value, "-/0无*") == "" {
			continue
		}
		c := cases.CheckCode(value, r.today)
		own := field == "credit_code" || field == "id_number"
		switch {
		case ruinedCode.MatchString(value):
			r.fault(field, value, "", cases.Fail(cases.Invalid, "import.code_ruined"))
		case c.Level != cases.LevelError && c.Kind == cases.CodeUSCC:
			r.setUSCC(field, c)
		case c.Level != cases.LevelError && c.Kind == cases.CodeID && field != "tax_code" && field != "credit_code_or_tax_code" || field == "id_number" && c.Valid:
			r.setID(field, c)
		case own && !(field == "id_number" && r.otherPaper()) || field == "credit_code_or_tax_code" && c.Kind == cases.CodeUSCC && len(c.Normal) == 18:
			r.fault(field, value, c.Kind, c.Reason)
		case r.record.OtherCode == "" && field != "id_number":
			r.record.OtherCode = value
		}
	}
	r.record.BodyCode = r.bodyCode("punish_org_code")
	if c := cases.CheckCode(r.get("source_code"), r.today); c.Kind == cases.CodeUSCC && c.Level != cases.LevelError {
		r.record.SourceCode, _ = cases.ParseUSCC(c.Normal)
	}
	if r.head.has("credit_code") && r.record.USCC.IsZero() && r.record.PersonID.IsZero() && !strings.Contains(r.get("party_kind"), "自然人") {
		r.remark("credit_code", "", "", cases.Fail(cases.Invalid, "import.no_code"))
	}
}

// otherPaper tells whether a person's paper is not the resident ID: a passport has
// its own numbers.
func (r *rowReader) otherPaper() bool {
	kind := r.get("id_type")
	return kind != "" && !strings.Contains(kind, "身份证")
}

func (r *rowReader) setUSCC(field string, c cases.CodeCheck) {
	code, err := cases.ParseUSCC(c.Normal)
	if err != nil || !r.record.USCC.IsZero() {
		return
	}
	r.record.USCC = code
	if c.Level == cases.LevelWarn {
		r.remark(field, c.Input, c.Kind, c.Reason)
	}
}

func (r *rowReader) setID(field string, c cases.CodeCheck) {
	id, err := cases.ParseResidentID(c.Normal, r.today)
	if err != nil {
		return
	}
	r.record.PersonID = id
	if c.Level == cases.LevelWarn {
		r.remark(field, c.Input, c.Kind, c.Reason)
	}
}

func (r *rowReader) bodyCode(field string) cases.USCC {
	value := r.get(field)
	if strings.Trim(value, "-/0无") == "" {
		return cases.USCC{}
	}
	c := cases.CheckCode(value, r.today)
	if c.Kind != cases.CodeUSCC || c.Level == cases.LevelError {
		r.fault(field, value, c.Kind, c.Reason)
		return cases.USCC{}
	}
	if c.Level == cases.LevelWarn {
		r.remark(field, value, c.Kind, c.Reason)
	}
	code, err := cases.ParseUSCC(c.Normal)
	if err != nil {
		return cases.USCC{}
	}
	return code
}
