package demo

import (
	"strings"

	"casedesk/cases"
)

// Gallery is one letter or sheet of every sort, filled with hard data: long names,
// rare characters, amounts, long tables. Everybody in it is made up; all of it
// bears 演示, and nothing is signed.
type Gallery struct {
	Letters []cases.LetterOrder
	Sheets  []cases.SheetOrder
}

// NewGallery makes the gallery as of a day, counting days by cal.
func NewGallery(on cases.Date, cal cases.Calendar) Gallery {
	var g Gallery
	for _, sort := range cases.LetterSorts() {
		g.Letters = append(g.Letters, galleryLetter(sort, on, cal))
	}
	for _, rule := range cases.SheetRules() {
		g.Sheets = append(g.Sheets, gallerySheet(rule, on, cal))
	}
	return g
}

func galleryLetter(sort cases.LetterSort, on cases.Date, cal cases.Calendar) cases.LetterOrder {
	rule, _ := cases.LetterRuleOf(sort)
	office := galleryOffice(rule.Power)
	c := galleryCase(matterOf(sort), on)
	c.Clocks, _ = counted(galleryClock(sort, on), cal)
	c.Extension = galleryExtension(on, cal)
	switch sort {
	case cases.LetterGrant:
		c = galleryGranted(c)
	case cases.LetterRevoke:
		c = galleryRevoked(c, on)
	case cases.LetterRefuse, cases.LetterObjection, cases.LetterUnmark:
	default: // nothing is decided yet
		c.Proposal, c.Review, c.Decision = nil, nil, nil
	}
	o := cases.LetterOrder{
		Sort: sort, Case: c, Office: office, To: galleryOffice(cases.MayDecide), Account: cases.Account{Name: "欧阳弋"},
		Number: c.Number, Code: strings.Repeat("3a9f", 8), On: on.Add(galleryDays[sort]),
		Remedy: "（本市规定的救济途径，由本市填写。）",
	}
	if office.Kind == cases.Window {
		o.Account.Name = "林晚晴"
	}
	if sort == cases.LetterInquire {
		o.To = cases.Office{Name: c.Record.Body}
	}
	if rule.Series != "" {
		o.Number = office.Short + rule.Series + "〔2026〕" + "1218号"
	}
	return o
}

func matterOf(sort cases.LetterSort) cases.Matter {
	switch sort {
	case cases.LetterObjection, cases.LetterMark, cases.LetterUnmark, cases.LetterInquire:
		return cases.Objection
	}
	return cases.Repair
}

// galleryDays says how many days after the gallery's own day each letter is made; the
// others on that day.
var galleryDays = map[cases.LetterSort]int{
	cases.LetterReceipt: -9, cases.LetterMissing: -9, cases.LetterForward: -8, cases.LetterAccept: -6, cases.LetterDecline: -6,
	cases.LetterMark: -6, cases.LetterInquire: -5, cases.LetterExtend: -1,
}

func gallerySheet(rule cases.SheetRule, on cases.Date, cal cases.Calendar) cases.SheetOrder {
	matter := rule.Matter
	if matter == "" {
		matter = cases.Repair
	}
	o := cases.SheetOrder{
		Sort: rule.Sort, Case: galleryCase(matter, on), Office: galleryOffice(rule.Power), Account: cases.Account{Name: "林晚晴"},
		On: on, Route: "court", People: galleryPeople(),
	}
	switch {
	case rule.Sort == cases.SheetReferral: // a visitor at the wrong door has no case
		o.Case = cases.Case{}
	case rule.Sort == cases.SheetDeadlines: // over the seven days of the National Day
		o.On = cases.MustDate("2026-10-09")
		o.Case = galleryCase(matter, o.On)
	case rule.After == cases.KindDoubted:
		o.Case = galleryRevoked(o.Case, on)
	}
	if office := o.Office; office.Kind == cases.Authority {
		o.Account.Name = "欧阳弋"
	}
	o.Case.Clocks, o.Ledgers = counted(o.Case.Clocks, cal)
	return o
}

// counted gives the clocks with their last days, and the days they count.
func counted(runs []cases.ClockRun, cal cases.Calendar) (out []cases.ClockRun, ledgers []cases.Deadline) {
	for _, run := range runs {
		d := run.Count(cal)
		run.Due, run.Provisional = d.Due, d.Provisional
		out, ledgers = append(out, run), append(ledgers, d)
	}
	return out, ledgers
}

func galleryOffice(power cases.Power) cases.Office {
	for _, s := range specs() {
		if s.office.May(power) {
			return s.office
		}
	}
	return specs()[0].office
}

func galleryID(n byte) cases.ID { return cases.ID{15: n} }

func galleryPeople() []cases.Account {
	return []cases.Account{{ID: galleryID(1), Name: "欧阳弋"}, {ID: galleryID(2), Name: "周见山"}, {ID: galleryID(3), Name: "邝望舒"}}
}
