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
		g.Letters = append(g.Letters, galleryLetter(sort, on))
	}
	for _, rule := range cases.SheetRules() {
		g.Sheets = append(g.Sheets, gallerySheet(rule, on, cal))
	}
	return g
}

func galleryLetter(sort cases.LetterSort, on cases.Date) cases.LetterOrder {
	rule, _ := cases.LetterRuleOf(sort)
	office := galleryOffice(rule.Power)
	c := galleryCase(matterOf(sort), on)
	c.Decision.Outcome = outcomeOf(sort)
	c.Proposal.Outcome = c.Decision.Outcome
	if sort == cases.LetterRevoke {
		c = galleryRevoked(c, on)
	}
	o := cases.LetterOrder{
		Sort: sort, Case: c, Office: office, To: galleryOffice(cases.MayDecide), Account: cases.Account{Name: "欧阳弋"},
		Number: c.Number, Code: strings.Repeat("3a9f", 8), On: on,
		Remedy: "（本市规定的救济途径，由本市填写。）",
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

func outcomeOf(sort cases.LetterSort) cases.Outcome {
	switch sort {
	case cases.LetterObjection, cases.LetterMark, cases.LetterUnmark, cases.LetterInquire:
		return cases.Corrected
	case cases.LetterRefuse:
		return cases.Refused
	}
	return cases.Granted
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
	if rule.After == cases.KindDoubted {
		o.Case = galleryRevoked(o.Case, on)
	}
	for i := range o.Case.Clocks {
		run := &o.Case.Clocks[i]
		d := cases.Due(run.From, run.Period, cal, nil)
		run.Due, run.Provisional = d.Due, d.Provisional
		o.Ledgers = append(o.Ledgers, d)
	}
	return o
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
