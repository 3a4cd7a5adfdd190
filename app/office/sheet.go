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
	if err := cases.MayPrint(sort, c, d.Office); err != nil {
		return cases.Printed{}, err
	}
	o := cases.SheetOrder{
		Sort: sort, Case: c, Office: d.Office, Account: d.Account, On: d.Today(), Route: route, People: d.people(c),
	}
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
