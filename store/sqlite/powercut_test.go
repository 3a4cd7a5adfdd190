package sqlite

import (
	"context"
	"encoding/binary"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"casedesk/cases"
)

// promise is what a method of the store acknowledged: from then on it holds,
// whenever the power fails.
type promise struct {
	at   int // changes that the disk had been told
	what string
	kept func(*Session) error
}

// played is one desk's day on a disk that remembers.
type played struct {
	t        *testing.T
	w        *world
	disk     *trace
	s        *Session
	promises []promise
	numbers  map[string]int // 文号 that were given, and when
}

func (p *played) promise(what string, kept func(*Session) error) {
	p.promises = append(p.promises, promise{p.disk.now(), what, kept})
}

// has promises that events are in the log.
func (p *played) has(events ...cases.Event) {
	for _, e := range events {
		p.promise("event "+string(e.Header.Kind), func(s *Session) error {
			held, err := isHeld(context.Background(), s.store.read, e.Hash)
			if err == nil && !held {
				err = fmt.Errorf("an acknowledged %s is gone", e.Header.Kind)
			}
			return err
		})
	}
}

func (p *played) act(id cases.ID, acts ...cases.Act) {
	p.t.Helper()
	var base cases.Hash
	if c, err := p.s.Case(context.Background(), id); err == nil {
		base = c.Head
	}
	made, err := p.s.Act(context.Background(), id, base, nil, acts...)
	must(p.t, err)
	p.has(made...)
}

func (p *played) draft(n byte) {
	p.t.Helper()
	must(p.t, p.s.SaveDraft(context.Background(), cases.Draft{ID: cases.ID{9}, Body: []byte{n}}))
	p.promise("draft", func(s *Session) error {
		all, err := s.Drafts(context.Background(), clerkID)
		if err == nil && (len(all) != 1 || all[0].Body[0] < n) {
			err = fmt.Errorf("keystroke %d is gone: %d drafts", n, len(all))
		}
		return err
	})
}

func (p *played) file(text string) (cases.Hash, []byte) {
	p.t.Helper()
	before := p.disk.now() // the file is there to stay before the row that names it
	hash, key, _, err := p.s.PutBlob(context.Background(), strings.NewReader(text))
	must(p.t, err)
	b, err := os.ReadFile(p.s.store.blobPath(hash))
	must(p.t, err)
	p.disk.all = slices.Insert(p.disk.all, before, change{"whole", hash.String(), 0, b})
	p.promise("file", func(s *Session) error {
		got, err := s.Blob(context.Background(), hash, key)
		if err == nil && string(got) != text {
			err = fmt.Errorf("a file came back otherwise")
		}
		return err
	})
	return hash, key
}

func (p *played) number() string {
	p.t.Helper()
	n, err := p.s.TakeNumber(context.Background(), "示例转", 2026)
	must(p.t, err)
	p.numbers[n] = p.disk.now()
	return n
}

// aDay is the main job of a window: received, papers, what is missing, forwarded,
// letters with numbers, drafts at every turn, what the library answers and sends,
// the screen locked in between.
func aDay(t *testing.T, cipher string) *played {
	ctx, w := context.Background(), newWorld(t)
	setup := w.setup(windowID)
	setup.Cipher = cipher
	dir := filepath.Join(t.TempDir(), "desk")
	_, err := Create(ctx, dir, setup)
	must(t, err)
	p := &played{t: t, w: w, disk: &trace{start: map[string][]byte{}}, numbers: map[string]int{}}
	for _, name := range []string{dbName, keyFileName} {
		if p.disk.start[name], err = os.ReadFile(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	st, err := Open(ctx, dir, Options{Now: w.clock, Ballast: -1, trial: trial{tap: p.disk}})
	must(t, err)
	t.Cleanup(func() { st.Close() })
	p.s = w.signIn(st, clerkID)
	_, err = st.write.db().Exec("PRAGMA wal_autocheckpoint = 12") // the journal is emptied often
	must(t, err)
	must(t, p.s.AddBlock(ctx, cases.NumberBlock{Office: windowID, Device: windowDev, Series: "示例转", Year: 2026, From: 1, To: 60}))
	on := cases.MustDate("2026-11-23")
	for n := range 6 {
		p.draft(byte(2 * n))
		id := caseID(n)
		hash, key := p.file(strings.Repeat("缴款凭证", 1+n*40))
		p.act(id, receivedAct("示例甲公司", fmt.Sprint("收", n)))
		p.act(id, cases.EvidenceAct{Blob: hash, Key: key, Name: "缴款凭证"}, cases.AskedMoreAct{Missing: []cases.Paper{{Name: "承诺书"}}, On: on})
		p.draft(byte(2*n + 1))
		p.act(id, cases.CompletedAct{Papers: []cases.Paper{{Name: "承诺书"}}, On: on})
		p.act(id, forwardAct("2026-11-26"))
		p.act(id, cases.LetterAct{Letter: "L5", Number: p.number(), Data: []byte("{}"), Blob: hash, Key: key, On: on})
		if n%2 == 1 {
			w.place(p.s) // the library answers
			must(t, p.s.Cover())
			must(t, p.s.Resume(ctx, Proof{Pass: pass}))
			_, err = st.write.db().Exec("PRAGMA wal_autocheckpoint = 12")
			must(t, err)
		}
	}
	must(t, p.s.Close())
	return p
}

// after opens the store as the disk has it after a cut, and holds it against all
// that had been promised by then.
func (p *played) after(cut int, dir string, whole bool) error {
	ctx := context.Background()
	now := p.w.now.Add(time.Hour)
	st, err := Open(ctx, dir, Options{Now: func() time.Time { return now }, Ballast: -1})
	if err != nil {
		return fmt.Errorf("does not open: %w", err)
	}
	defer st.Close()
	s, err := st.Unlock(ctx, clerkID, pass)
	if err != nil {
		return fmt.Errorf("does not open: %w", err)
	}
	defer s.Close()
	for _, promised := range p.promises {
		if promised.at > cut {
			continue
		}
		if err := promised.kept(s); err != nil {
			return fmt.Errorf("%s promised at %d: %w", promised.what, promised.at, err)
		}
	}
	var n, last int
	err = s.store.read.QueryRowContext(ctx, "SELECT count(*), coalesce(max(seq), 0) FROM event WHERE device = ?", windowDev[:]).Scan(&n, &last)
	if err != nil || n != last {
		return fmt.Errorf("%d events up to %d: %w", n, last, err)
	}
	if number, err := s.TakeNumber(ctx, "示例转", 2026); err == nil {
		if at, given := p.numbers[number]; given && at <= cut {
			return fmt.Errorf("%s is given a second time", number)
		}
	} else if cases.KindOf(err) != cases.Exhausted {
		return err
	}
	if !whole {
		return nil
	}
	report, err := s.Check(ctx)
	if err == nil && len(report.Trouble) > 0 {
		err = fmt.Errorf("%v", report.Trouble)
	}
	return err
}

// cuts tries a number of power cuts all over the day, two at a time, and gives the
// first thing that was broken.
func (p *played) cuts(number int, lies bool) (broken error) {
	var wait sync.WaitGroup
	var mu sync.Mutex
	parent := p.t.TempDir()
	for worker := range 2 {
		wait.Go(func() {
			for i := worker; i < number; i += 2 {
				mu.Lock()
				done := broken != nil
				mu.Unlock()
				if done {
					return
				}
				var seed [32]byte
				binary.BigEndian.PutUint64(seed[:], uint64(i))
				chance := rand.New(rand.NewChaCha8(seed))
				cut := i * 7919 % (len(p.disk.all) + 1) // all over, neighbours far apart
				dir := filepath.Join(parent, fmt.Sprint(i))
				err := layOut(dir, p.disk.cutAt(cut, chance, lies))
				if err == nil {
					err = p.after(cut, dir, i%40 == 0)
				}
				os.RemoveAll(dir)
				if err != nil {
					mu.Lock()
					broken = fmt.Errorf("cut %d, after change %d of %d: %w", i, cut, len(p.disk.all), err)
					mu.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return broken
}

// The power may fail at any moment: the store opens, all that was acknowledged is
// there, and nothing by halves.
func TestThePowerMayFailAtAnyMoment(t *testing.T) {
	number := 5_000 // with each of two ciphers
	if os.Getenv("CASEDESK_SOAK") != "" {
		number = 50_000
	}
	for _, cipher := range []string{CipherAdiantum, CipherSM4} {
		t.Run(cipher, func(t *testing.T) {
			p := aDay(t, cipher)
			if err := p.cuts(number, false); err != nil {
				t.Error(err)
			}
			t.Logf("%d cuts of a day of %d changes and %d promises", number, len(p.disk.all), len(p.promises))
		})
	}
}

// On a disk that says “it is there” and lies, the same trial finds losses; a trial
// that did not would prove nothing.
func TestADiskThatLiesIsFoundOut(t *testing.T) {
	p := aDay(t, CipherAdiantum)
	if err := p.cuts(400, true); err == nil {
		t.Error("nothing was lost on a disk that keeps nothing")
	} else {
		t.Log(err)
	}
}
