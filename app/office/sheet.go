package office

import (
	"context"
	"slices"

	"casedesk/cases"
)

// Sheet makes a sheet of a case for printing: nothing is taken, signed or kept.
// The case may be one that nobody has received yet; then only what it holds is
// filled in. Route says where a referral slip sends the visitor.
func (d Desk) Sheet(c cases.Case, sort cases.SheetSort, route string) (cases.Printed, error) {
	return d.sheet(c, cases.SheetOrder{Sort: sort, Route: route})
}

// Receipt makes the 送达回证 of one letter. It refuses with Unsupported
// ("printing.no_receipt") a letter that the party does not sign for.
func (d Desk) Receipt(c cases.Case, l cases.LetterAct) (cases.Printed, error) {
	if r, _ := cases.LetterRuleOf(cases.LetterSort(l.Letter)); !r.Signed {
		return cases.Printed{}, cases.Fail(cases.Unsupported, "printing.no_receipt", "number", l.Number)
	}
	return d.sheet(c, cases.SheetOrder{Sort: cases.SheetService, Beside: l.Number})
}

// sheet completes an order and prints it.
func (d Desk) sheet(c cases.Case, o cases.SheetOrder) (cases.Printed, error) {
	if err := cases.MayPrint(o.Sort, c, d.Office); err != nil {
		return cases.Printed{}, err
	}
	o.Case, o.Office, o.Account, o.On, o.People = c, d.Office, d.Account, d.Today(), d.people(c)
	var err error
	if o.Glyphs, err = d.glyphs(context.Background(), c); err != nil {
		return cases.Printed{}, err
	}
	for _, run := range c.Clocks {
		o.Ledgers = append(o.Ledgers, run.Count(d.Calendar))
	}
	return d.Press.Sheet(o)
}

// people finds the accounts that a case's hands belong to.
func (d Desk) people(c cases.Case) []cases.Account {
	var all []cases.Account
	for _, id := range slices.Concat(c.Hands.Makers, []cases.ID{c.Hands.Reviewer, c.Hands.Signer}) {
		if _, a, ok := d.Directory.OfficeOf(id); ok {
			all = append(all, a)
		}
	}
	return all
}
