package present_test

import (
	"context"
	"errors"
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
	sought  []string
	saved   []cases.SavedFilter
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
	rows := slices.Clone(f.rows)
	if q.Order == cases.ByReceived {
		slices.SortStableFunc(rows, func(a, b cases.Row) int { return strings.Compare(b.ReceivedOn.String(), a.ReceivedOn.String()) })
	}
	if q.Back {
		slices.Reverse(rows)
	}
	var out []cases.Row
	past := q.After == nil
	for _, r := range rows {
		fits := passes(q.Filter, r) && (q.Before.IsZero() || !r.Due.IsZero() && r.Due.Before(q.Before)) &&
			(q.From.IsZero() || r.Due.IsZero() || !r.Due.Before(q.From))
		if fits && past && (q.Limit == 0 || len(out) < q.Limit) {
			out = append(out, r)
		}
		past = past || r.Case == q.After.Case
	}
	if q.Back {
		slices.Reverse(out)
	}
	return out, f.fails
}

func passes(f cases.Filter, r cases.Row) bool {
	return (len(f.States) == 0 || slices.Contains(f.States, r.State)) && (f.Holder.IsZero() || f.Holder == r.Holder) &&
		(f.Matter == "" || f.Matter == r.Matter) && (len(f.Parties) == 0 || slices.Contains(f.Parties, r.PartyKind)) &&
		(f.Clerk.IsZero() || f.Clerk == r.Clerk) && (len(f.Sync) == 0 || slices.Contains(f.Sync, r.Sync))
}

func (f *shelf) Row(_ context.Context, id cases.ID) (cases.Row, error) {
	i := slices.IndexFunc(f.rows, func(r cases.Row) bool { return r.Case == id })
	if i < 0 {
		return cases.Row{}, cases.Fail(cases.NotFound, "draft.gone")
	}
	return f.rows[i], f.fails
}

func (f *shelf) Find(ctx context.Context, typed string, limit int) (found []cases.Found, err error) {
	f.sought = append(f.sought, typed)
	for _, r := range f.rows {
		if strings.Contains(r.Party+r.Number, typed) && len(found) < limit {
			found = append(found, cases.Found{Row: r, By: cases.FoundByName, To: 1})
		}
	}
	return found, errors.Join(f.fails, ctx.Err())
}

func (f *shelf) Count(_ context.Context, want cases.Filter) (n int, err error) {
	for _, r := range f.rows {
		if passes(want, r) {
			n++
		}
	}
	return n, f.fails
}

func (f *shelf) Overdue(ctx context.Context, holder cases.ID, day cases.Date) (int, error) {
	rows, err := f.Rows(ctx, cases.Queue{Filter: cases.Filter{Holder: holder}, Before: day})
	return len(rows), err
}

func (f *shelf) Filters(context.Context) ([]cases.SavedFilter, error) { return f.saved, f.fails }

func (f *shelf) SaveFilter(ctx context.Context, s cases.SavedFilter) error {
	if f.fails == nil {
		_ = f.DropFilter(ctx, s.Key)
		f.saved = append(f.saved, s)
	}
	return f.fails
}

func (f *shelf) DropFilter(_ context.Context, key int) error {
	f.saved = slices.DeleteFunc(f.saved, func(s cases.SavedFilter) bool { return s.Key == key })
	return f.fails
}

func (f *shelf) SaveDraft(_ context.Context, d cases.Draft) error {
	if f.fails == nil {
		if f.drafts == nil {
			f.drafts = map[cases.ID]cases.Draft{}
		}
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
func sitting(t testing.TB, f *shelf, powers ...cases.Power) present.Session {
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
