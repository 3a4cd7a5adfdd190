package present

import (
	"context"

	"casedesk/app/office"
	"casedesk/cases"
	"casedesk/cases/rules"
)

// Session is what an account that signed in works with; the main fills it.
type Session struct {
	Work  office.Desk
	Store Store
	// Books logs who saw what; nil logs nothing.
	Books Books
	Book  *rules.Book // the packs behind the verdicts; nil shows no articles
	// Version finds the pack of a ruleset by its hash, for what was judged by
	// another version than the one in use; nil where none are kept.
	Version func(ruleset, hash string) (*rules.Pack, bool)
	// Packs is the shelf of signed rule packs; nil where none is kept.
	Packs PackShelf
	// Sync exchanges events with the central library; nil where none is configured.
	Sync func(ctx context.Context) (SyncReport, error)
	// Ledger is the machine's print ledger; nil where nothing can be printed.
	Ledger CopyLedger
	// Printers lists the machine's printers, the default one first.
	Printers func(ctx context.Context) ([]office.Printer, error)
	// ReadSheet reads a file of records without keeping anything of it.
	ReadSheet func(ctx context.Context, path string) (Sheet, error)
	// Codes reads the code of a letter from a photo or scan; nil where that is not offered.
	Codes CodeReader
	// Door covers the session and changes the account's way in; nil where there is none.
	Door Door
	// Policy is what the office settled about the store's care, as it was at sign-in.
	Policy   cases.Policy
	Policies Policies
	People   People
	Backups  Backups
	Archive  Archive
	TakeOuts TakeOuts
	// Chinese says a key in Chinese whatever the screen's language: for text that
	// goes into the record, because letters are always Chinese.
	Chinese func(key string, args ...cases.Arg) string
}

// Store is what the presenters read and keep besides the work itself.
type Store interface {
	Queues
	Drafts
	Records
	Outbox
}

// Queues gives cases and their rows.
type Queues interface {
	// Case gives a case as its events add up.
	Case(ctx context.Context, id cases.ID) (cases.Case, error)
	// Rows gives a page of a queue, those due first.
	Rows(ctx context.Context, q cases.Queue) ([]cases.Row, error)
	// Row gives the line of one case.
	Row(ctx context.Context, id cases.ID) (cases.Row, error)
	// Find looks for cases by what somebody types, the latest first.
	Find(ctx context.Context, typed string, limit int) ([]cases.Found, error)
	// Count gives the number of cases that pass a filter.
	Count(ctx context.Context, f cases.Filter) (int, error)
	// Overdue gives the number of cases of an office whose clock ended before a day.
	Overdue(ctx context.Context, holder cases.ID, day cases.Date) (int, error)
	// Filters, SaveFilter and DropFilter keep the signed-in account's own filters.
	Filters(ctx context.Context) ([]cases.SavedFilter, error)
	SaveFilter(ctx context.Context, f cases.SavedFilter) error
	DropFilter(ctx context.Context, key int) error
}

// Drafts keeps what somebody is typing.
type Drafts interface {
	SaveDraft(ctx context.Context, d cases.Draft) error
	Drafts(ctx context.Context, account cases.ID) ([]cases.Draft, error)
	DropDraft(ctx context.Context, id cases.ID) error
}

// Records keeps imported records.
type Records interface {
	// FindRecords gives records whose party, code or number has match in it.
	FindRecords(ctx context.Context, match string, limit int) ([]cases.Record, error)
	// KeepRecords keeps records and tells how many of them were new.
	KeepRecords(ctx context.Context, records []cases.Record) (kept int, err error)
}

// Outbox tells how far the desk's own events have come.
type Outbox interface {
	Sending(ctx context.Context) (SyncState, error)
}

// person gives the name of an account, or nothing.
func (s Session) person(id cases.ID) string {
	_, account, _ := s.Work.Directory.OfficeOf(id)
	return account.Name
}

// officeName gives the name of an office, or nothing.
func (s Session) officeName(id cases.ID) string {
	o, _ := s.Work.Directory.Office(id)
	return o.Name
}
