package intake

import (
	"strings"

	"casedesk/cases"
)

func (r *rowReader) readDates() {
	rec := &r.record
	rec.DecidedOn = r.date("punish_date")
	rec.ValidUntil = r.date("valid_until")
	rec.PublicUntil = r.date("public_until")
	if period := r.get("public_period"); period != "" && rec.PublicUntil.IsZero() {
		if d, err := readDate(period, r.base); err == nil {
			rec.PublicUntil = d // some sheets write the last day under 公示期限
		} else if rec.Remark == "" {
			rec.Remark = period
		}
	}
	switch decided := rec.DecidedOn; {
	case decided.IsZero() && r.get("punish_date") == "":
		r.fault("punish_date", "", "", cases.Fail(cases.Invalid, "import.no_date"))
	case decided.IsZero():
	case !r.today.IsZero() && decided.After(r.today):
		r.fault("punish_date", r.get("punish_date"), "", cases.Fail(cases.Invalid, "import.date_future"))
	case decided.Before(cases.DateOf(1949, 10, 1)):
		r.fault("punish_date", r.get("punish_date"), "", cases.Fail(cases.Invalid, "import.date_impossible"))
	default:
		r.after("valid_until", rec.ValidUntil, decided)
		r.after("public_until", rec.PublicUntil, decided)
	}
}

// after refuses an end that lies before the decision.
func (r *rowReader) after(field string, end, decided cases.Date) {
	if !end.IsZero() && end.Before(decided) {
		r.fault(field, r.get(field), "", cases.Fail(cases.Invalid, "import.date_order"))
	}
}

func (r *rowReader) date(field string) cases.Date {
	value := r.get(field)
	if strings.Trim(value, "-/无") == "" {
		return cases.Date{}
	}
	if strings.Contains(value, "长期") || strings.Contains(value, "永久") {
		return cases.DateOf(2099, 12, 31)
	}
	d, err := readDate(value, r.base)
	if err != nil {
		if e, ok := err.(*cases.Error); ok {
			r.fault(field, value, "", e)
		}
	}
	return d
}

func (r *rowReader) readPenalty() {
	rec := &r.record
	rec.PenaltyKinds = cases.ParsePenaltyKinds(r.get("punish_category") + ";" + r.get("punish_category_2"))
	if len(rec.PenaltyKinds) == 0 {
		rec.PenaltyKinds = cases.PenaltyKindsIn(rec.Content)
		if len(rec.PenaltyKinds) > 0 && r.head.has("punish_category") {
			r.remark("punish_category", "", "", cases.Fail(cases.Invalid, "import.kind_from_content"))
		}
	}
	if len(rec.PenaltyKinds) == 0 {
		r.fault("punish_category", r.get("punish_category"), "", cases.Fail(cases.Invalid, "import.no_kind"))
	}
	rec.Fine = r.amount("fine")
	rec.Confiscated = r.amount("confiscated")
	r.judgeFine()
}

// amount reads 万元 as the template wants, or 元 where the header or the cell says so.
func (r *rowReader) amount(field string) cases.Fen {
	value := r.get(field)
	if strings.Trim(value, "-/无") == "" {
		return 0
	}
	read := cases.ParseWan
	for i, f := range r.head.fields {
		if f == field && inYuan(r.head.names[i]) {
			read = cases.ParseYuan
		}
	}
	fen, err := read(value)
	if e, ok := err.(*cases.Error); ok && err != nil {
		r.fault(field, value, "", e)
	}
	return fen
}

// judgeFine compares the amount with the kinds and with the words of the decision.
func (r *rowReader) judgeFine() {
	rec := &r.record
	for _, f := range r.faults {
		if f.Field == "fine" {
			return // one trouble is enough for one cell
		}
	}
	said, inWords := fineInText(rec.Content)
	switch {
	case rec.Fine == 0 && rec.Has(cases.PenaltyFine) && !r.head.has("fine") && inWords:
		rec.Fine = said
		r.remark("fine", said.Form(), "", cases.Fail(cases.Invalid, "import.fine_from_content"))
	case rec.Fine == 0 && rec.Has(cases.PenaltyFine):
		r.fault("fine", r.get("fine"), "", cases.Fail(cases.Invalid, "import.fine_missing"))
	case rec.Fine > 0 && inWords && (rec.Fine/10_000 == said || said/10_000 == rec.Fine):
		r.fault("fine", r.get("fine"), "", cases.Fail(cases.Invalid, "import.fine_unit"))
	case rec.Fine > 0 && !rec.Has(cases.PenaltyFine):
		r.remark("fine", r.get("fine"), "", cases.Fail(cases.Invalid, "import.fine_without_kind"))
	}
}
