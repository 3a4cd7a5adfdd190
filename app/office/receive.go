package office

import (
	"context"
	"io"

	"casedesk/cases"
)

// Application is what a person hands in at the counter.
type Application struct {
	Matter    cases.Matter
	Party     cases.Party
	Agent     *cases.Agent
	Record    cases.Record
	Claims    []cases.Claim
	Papers    []cases.Paper
	Statement string
}

// Receive 收件: opens a case and gives it.
func (d Desk) Receive(ctx context.Context, a Application) (cases.Case, error) {
	on := d.Today()
	wish := cases.ReceivedAct{
		Number: "0", Matter: a.Matter, Office: d.Office.ID, Party: a.Party, Agent: a.Agent,
		Record: a.Record, Claims: a.Claims, Papers: a.Papers, Statement: a.Statement, On: on,
	}
	// A refused application must not use up a receipt number.
	if _, err := cases.Decide(cases.Case{}, wish, d.Hand()); err != nil {
		return cases.Case{}, err
	}
	var err error
	if wish.Number, err = d.Store.NextReceiptNumber(ctx, d.Office.Short, on); err != nil {
		return cases.Case{}, err
	}
	id, err := d.NewID()
	if err != nil {
		return cases.Case{}, err
	}
	return d.write(ctx, cases.Case{ID: id}, wish)
}

// Scan is one paper as a file.
type Scan struct {
	Name  string
	Paper string // code of the paper
	Media string
	Bytes io.Reader
}

// AddEvidence 材料入卷: the file first, then the event that names it.
func (d Desk) AddEvidence(ctx context.Context, id cases.ID, s Scan) (cases.Case, error) {
	hash, key, size, err := d.Store.PutBlob(ctx, s.Bytes)
	if err != nil {
		return cases.Case{}, err
	}
	return d.Do(ctx, id, cases.EvidenceAct{Blob: hash, Key: key, Name: s.Name, Paper: s.Paper, Media: s.Media, Size: size})
}
