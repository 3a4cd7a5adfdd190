package present_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"casedesk/app/office"
	"casedesk/app/present"
	"casedesk/assets"
	"casedesk/cases"
)

// shelf is a store of rows and cases in memory, for what a real store cannot be
// made to do on purpose: fail, or answer late.
type shelf struct {
	rows    []cases.Row
	cases   map[cases.ID]cases.Case
	drafts  map[cases.ID]cases.Draft
	records []cases.Record
	state   present.SyncState
	asked   []cases.Queue
	fails   error
}

func (f *shelf) Case(_ context.Context, id cases.ID) (cases.Case, error) {
	c, ok := f.cases[id]
	if !ok {
		return c, cases.Fail(cases.NotFound, "draft.gone")
	}
	return c, f.fails
}

func (f *shelf) Rows(_ context.Context, q cases.Queue) ([]cases.Row, error) {
	f.asked = append(f.asked, q)
	var out []cases.Row
	past := q.After == nil
	for _, r := range f.rows {
		fits := (len(q.States) == 0 || slices.Contains(q.States, r.State)) && (q.Holder.IsZero() || q.Holder == r.Holder) &&
			(q.Match == "" || strings.Contains(r.Party+r.Number, q.Match))
		if fits && past && (q.Limit == 0 || len(out) < q.Limit) {
			out = append(out, r)
		}
		past = past || r.Case == q.After.Case
	}
	return out, f.fails
}

func (f *shelf) Count(ctx context.Context, q cases.Queue) (int, error) {
	q.After, q.Limit = nil, 0
	rows, err := f.Rows(ctx, q)
	return len(rows), err
}

func (f *shelf) SaveDraft(_ context.Context, d cases.Draft) error {
	if f.fails == nil {
		f.drafts[d.ID] = d
	}
	return f.fails
}

func (f *shelf) Drafts(context.Context, cases.ID) ([]cases.Draft, error) {
	var out []cases.Draft
	for _, d := range f.drafts {
		out = append(out, d)
	}
	return out, f.fails
}

func (f *shelf) DropDraft(_ context.Context, id cases.ID) error { delete(f.drafts, id); return f.fails }

func (f *shelf) FindRecords(_ context.Context, match string, _ int) ([]cases.Record, error) {
	var out []cases.Record
	for _, r := range f.records {
		if strings.Contains(r.Party+r.USCC.String()+r.DocNumber, match) {
			out = append(out, r)
		}
	}
	return out, f.fails
}

func (f *shelf) KeepRecords(_ context.Context, r []cases.Record) (int, error) {
	f.records = append(f.records, r...)
	return len(r), f.fails
}

func (f *shelf) Sending(context.Context) (present.SyncState, error) { return f.state, f.fails }

var (
	us   = cases.ID{1}
	them = cases.ID{2}
	me   = cases.ID{21}
)

// sitting is a session over a shelf; today is Monday 2026-10-12, 10:41 in China.
func sitting(t *testing.T, f *shelf, powers ...cases.Power) present.Session {
	t.Helper()
	cal, err := assets.Calendar()
	must(t, err)
	words, err := assets.LoadWords("zh-Hans")
	must(t, err)
	account := cases.Account{ID: me, Name: "林晚晴", Roles: []cases.Role{cases.Clerk, cases.Reviewer, cases.Signer}}
	o := cases.Office{ID: us, Name: "示例窗口", Powers: append([]cases.Power{cases.MayReceive}, powers...), Accounts: []cases.Account{account}}
	n := byte(0)
	return present.Session{Store: f, Chinese: words.Say, Work: office.Desk{
		Calendar: cal, Office: o, Account: account, Directory: cases.Directory{Offices: []cases.Office{o, {ID: them, Name: "示例局", Powers: []cases.Power{cases.MayAccept}}}},
		Now:   func() time.Time { return time.Date(2026, 10, 12, 2, 41, 7, 0, time.UTC) },
		NewID: func() (cases.ID, error) { n++; return cases.ID{0xd, n}, nil },
		Judge: judgeFunc(func(f cases.Facts, on cases.Date) (cases.Verdict, error) { return cases.Verdict{On: on}, nil }),
	}}
}

type judgeFunc func(cases.Facts, cases.Date) (cases.Verdict, error)

func (j judgeFunc) Assess(f cases.Facts, on cases.Date) (cases.Verdict, error) { return j(f, on) }

// row makes a row of this office; due may be empty.
func row(n byte, party string, state cases.State, due string) cases.Row {
	r := cases.Row{Case: cases.ID{0xc, n}, Matter: cases.Repair, State: state, Party: party, Number: "N" + string('0'+rune(n%10)), Holder: us, Home: us, Sync: cases.SyncLocal}
	if due != "" {
		r.Due = cases.MustDate(due)
	}
	return r
}
