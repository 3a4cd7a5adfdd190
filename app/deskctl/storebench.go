package main

import (
	"os"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"time"

	"casedesk/cases"
	"casedesk/store/sample"
	"casedesk/store/sqlite"
)

type storeBenchCall struct {
	Dir    string `arg:"" type:"path" help:"The store's folder. Acts are measured, and stay, in a sample store only."`
	As     string `required:"" help:"Account name."`
	Rounds int    `default:"200" help:"How often each work is measured."`
}

// measured is one sort of work: times of many rounds in ms, or one size in MB, and
// the most it should be.
type measured struct {
	What   string   `json:"what"`
	Rounds int      `json:"rounds,omitempty"`
	P50    *float64 `json:"p50_ms,omitempty"`
	P99    *float64 `json:"p99_ms,omitempty"`
	Size   *float64 `json:"mb,omitempty"`
	Limit  float64  `json:"limit,omitempty"`
	Within *bool    `json:"within,omitempty"`
}

// Run measures what a clerk waits for, a line a sort of work.
func (c storeBenchCall) Run(t *terminal) error {
	if c.Rounds < 1 || c.Rounds > 100_000 {
		return cases.Fail(cases.Invalid, "deskctl.rounds")
	}
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	b := bench{t: t, s: s, rounds: c.Rounds}
	for _, work := range []func() error{b.firstPage, b.pages, b.counts, b.warm, b.search, b.open, b.acts, b.sizes} {
		if err := work(); err != nil {
			return err
		}
	}
	return nil
}

type bench struct {
	t      *terminal
	s      *sqlite.Session
	rounds int
	rows   []cases.Row // from both ends of the store
}

// time measures rounds of one work and answers; 0 for limit promises nothing.
func (b *bench) time(what string, rounds int, limit float64, work func(n int) error) error {
	took := make([]float64, rounds)
	for n := range took {
		began := time.Now() // the wall clock, whatever day the call takes it for
		if err := work(n); err != nil {
			return err
		}
		took[n] = float64(time.Since(began).Microseconds()) / 1000
	}
	slices.Sort(took)
	m := measured{What: what, Rounds: rounds, P50: &took[rounds/2], P99: &took[min(rounds*99/100, rounds-1)], Limit: limit}
	if within := *m.P99 <= limit; limit > 0 {
		m.Within = &within
	}
	return b.t.answer(m)
}

func (b *bench) size(what string, bytes int64, limit float64) error {
	mb := float64(bytes/1000) / 1000
	m := measured{What: what, Size: &mb, Limit: limit}
	if within := mb <= limit; limit > 0 {
		m.Within = &within
	}
	return b.t.answer(m)
}

// firstPage is right after the pass phrase was accepted; the rows serve the rest.
func (b *bench) firstPage() error {
	return b.time("first_page", 1, 1000, func(int) (err error) {
		if b.rows, err = b.s.Rows(b.t, cases.Queue{}); err != nil {
			return err
		}
		last, err := b.s.Rows(b.t, cases.Queue{Back: true})
		b.rows = append(b.rows, last...)
		return err
	})
}

// pages turns to first pages, last ones and those behind some row, in each order and
// with each filter.
func (b *bench) pages() error {
	orders := []cases.Order{cases.ByDue, cases.ByReceived, cases.ByOldest, cases.ByNumber, cases.FromNumber}
	filters := []cases.Filter{{}, {Holder: b.s.Store().Office()}, {States: []cases.State{cases.Received, cases.Accepted}}, {Matter: cases.Objection},
		{States: []cases.State{cases.Withdrawn, cases.Archived}}, {Parties: []cases.PartyKind{cases.PartyPerson}}, {Clerk: b.s.Account()}}
	return b.time("queue_page", b.rounds, 16, func(n int) error {
		q := cases.Queue{Filter: filters[n%len(filters)], Back: n%3 == 1}
		q.Order = orders[n%len(orders)]
		if n%3 == 2 && len(b.rows) > 0 {
			q.After = &b.rows[n%len(b.rows)]
		}
		_, err := b.s.Rows(b.t, q)
		return err
	})
}

func (b *bench) counts() error {
	return b.time("counts", b.rounds, 16, func(int) error {
		_, err := b.s.Counts(b.t, b.s.Store().Office(), b.t.today())
		return err
	})
}

// warm is what the window does behind the first page, for the searches.
func (b *bench) warm() error {
	return b.time("search_ready", 1, 1000, func(int) error { return b.s.WarmSearch(b.t) })
}

// search looks for what stands in the rows, in part and whole, and for nothing.
func (b *bench) search() error {
	typed := []string{"陈", "公司", "有限公司", "yxgs", "gs", "2026", "7", "20", "1985", "91440", "龘龘", "zzzz"}
	for _, r := range b.rows {
		name, number := []rune(r.Party), []rune(r.DocNumber)
		typed = append(typed, string(name[:1]), string(name[:min(2, len(name))]), r.Party, r.Number, r.DocNumber, string(number[len(number)/2:]))
	}
	return b.time("search", b.rounds, 16, func(n int) error {
		_, err := b.s.Find(b.t, typed[n*7%len(typed)], 0)
		return err
	})
}

func (b *bench) open() error {
	if len(b.rows) == 0 {
		return nil
	}
	return b.time("open_case", b.rounds, 30, func(n int) error {
		_, err := b.s.Case(b.t, b.rows[n%len(b.rows)].Case)
		return err
	})
}

// acts takes made-up cases into a sample store, and puts one more paper to each.
// What limits it is the disk, so that no number is promised here; make bench has the
// ratio to a bare insert.
func (b *bench) acts() error {
	o, a, ok := b.s.Store().Directory().OfficeOf(b.s.Account())
	if !ok || !b.s.Store().Sample() || !a.Has(cases.Clerk) {
		return nil
	}
	plan := sample.Plan{Cases: b.rounds, Seed: uint64(time.Now().UnixNano()), Office: o.ID, Short: o.Short, Today: b.t.now()}
	all := slices.Collect(plan.All())
	heads := make([]cases.Hash, len(all))
	err := b.time("act_intake", b.rounds, 0, func(n int) error {
		made, err := b.s.Act(b.t, all[n].ID, cases.Hash{}, nil, all[n].Acts[0].Does)
		if err == nil {
			heads[n] = made[0].Hash
		}
		return err
	})
	if err != nil {
		return err
	}
	return b.time("act", b.rounds, 0, func(n int) error {
		_, err := b.s.Act(b.t, all[n].ID, heads[n], nil, cases.EvidenceAct{Name: "缴款凭证", Media: "application/pdf"})
		return err
	})
}

// sizes tells what the search's index takes on the disk and this program in memory
// at its peak; the second is known on Linux only.
func (b *bench) sizes() error {
	index, err := b.s.SearchBytes(b.t)
	if err != nil {
		return err
	}
	if err := b.size("search_index", index, 150); err != nil || runtime.GOOS != "linux" {
		return err
	}
	text, err := os.ReadFile("/proc/self/status")
	for line := range strings.Lines(string(text)) {
		if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok && err == nil {
			kb, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return b.size("memory_peak", kb*1024, 250)
		}
	}
	return nil
}
