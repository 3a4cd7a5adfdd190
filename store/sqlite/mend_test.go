package sqlite

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"casedesk/cases"
)

// rotting makes a sealed store of some hundred pages with something in every table,
// a backup of it, and tells what it holds.
func rotting(t *testing.T, cipher string) (w *world, dir, stick string, holds cases.Hash) {
	t.Helper()
	ctx := context.Background()
	w = newWorld(t)
	setup, at := w.setup(windowID), filepath.Join(t.TempDir(), "desk")
	setup.Cipher = cipher
	_, err := Create(ctx, at, setup)
	must(t, err)
	st, err := Open(ctx, at, Options{Now: w.clock, Ballast: -1})
	must(t, err)
	s := w.signIn(st, clerkID)
	hash, key, _, err := s.PutBlob(ctx, strings.NewReader(strings.Repeat("缴款凭证", 500)))
	must(t, err)
	must(t, s.AddBlock(ctx, cases.NumberBlock{Office: windowID, Device: windowDev, Series: "转", Year: 2026, From: 1, To: 90}))
	for n := range 60 {
		long := strings.Repeat("情况说明", 1+n%7*300) // bodies of more than a page
		act(t, s, caseID(n), receivedAct("示例甲公司", fmt.Sprint("收", n)), cases.EvidenceAct{Blob: hash, Key: key, Name: long}, forwardAct("2026-11-26"))
		must(t, s.SaveDraft(ctx, cases.Draft{ID: cases.ID{9, byte(n)}, Body: []byte(long)}))
		_, err := s.TakeNumber(ctx, "转", 2026)
		must(t, err)
		_, err = s.KeepRecords(ctx, []cases.Record{{Party: "示例甲公司", DocNumber: fmt.Sprint("示例罚〔2026〕", n, "号")}})
		must(t, err)
		if n == 40 {
			w.place(s)
		}
	}
	must(t, s.AddCopies(ctx, []cases.Copy{{ID: cases.ID{7}, Batch: cases.ID{7}, Place: 1, Of: 1, Case: caseID(1), Name: cases.CopyOriginal, State: cases.CopyMade}}))
	must(t, s.SaveFilter(ctx, cases.SavedFilter{Key: 4, Name: "个人"}))
	stick = filepath.Join(t.TempDir(), "stick")
	backUp(t, s, Backups{Dir: stick})
	holds = all(t, s)
	must(t, st.Close())
	return w, at, stick, holds
}

// all hashes what a store holds and what follows from it.
func all(t testing.TB, s *Session) cases.Hash {
	t.Helper()
	h := newTableHash()
	sum, err := projectionSum(context.Background(), s.store.read)
	must(t, err)
	for _, table := range []string{"event", "receipt", "sending", "aside", "case_key", "key_wrap", "blob", "saved_filter", "draft", "record",
		"number_block", "number", "receipt_number", "directory", "secret", "print_copy", "fact WHERE name NOT IN ('backup', 'cursor', 'check')"} {
		must(t, h.add(context.Background(), s.store.read, "SELECT * FROM "+table))
	}
	h.h.Write(sum[:])
	return h.sum()
}

// turn flips one bit of a file.
func turn(t *testing.T, name string, bit int64) {
	t.Helper()
	b, err := os.ReadFile(name)
	must(t, err)
	b[bit/8] ^= 1 << (bit % 8)
	must(t, os.WriteFile(name, b, 0o600))
}

// Whatever bit of the sealed database turns around: the check finds it and names the
// part, and with the backup the store is afterwards what it was.
func TestAFlippedBitIsFoundNamedAndMended(t *testing.T) {
	flips := 12 // with each of two ciphers
	if os.Getenv("CASEDESK_SOAK") != "" {
		flips = 1000
	}
	for _, cipher := range []string{CipherAdiantum, CipherSM4} {
		t.Run(cipher, func(t *testing.T) {
			ctx := context.Background()
			w, dir, stick, want := rotting(t, cipher)
			info, err := os.Stat(filepath.Join(dir, dbName))
			must(t, err)
			chance, parts, unopened := rand.New(rand.NewPCG(7, 7)), map[string]int{}, 0
			for range flips {
				bad := copyStore(t, dir)
				bit := chance.Int64N(info.Size() * 8)
				turn(t, filepath.Join(bad, dbName), bit)
				st, s, err := entered(bad, Options{Now: w.clock, Ballast: -1})
				if err != nil { // nothing opens without the first pages
					if cases.KindOf(err) != cases.Damaged {
						t.Errorf("page %d: %v", bit/8/4096+1, err)
					}
					unopened++
					continue
				}
				report, err := s.Check(ctx)
				must(t, err)
				for _, e := range report.Trouble {
					parts[string(e.Key)]++
				}
				mended, err := s.Mend(ctx, stick)
				if err != nil {
					t.Fatalf("page %d: %v, found %v", bit/8/4096+1, err, report.Trouble)
				}
				if len(mended.Lost) > 0 || mended.Epoch == 0 && all(t, s) != want {
					t.Errorf("page %d: %+v is not what it was; found %v", bit/8/4096+1, mended, report.Trouble)
				}
				if found := len(report.Trouble) > 0; !found && len(mended.Parts) > 0 {
					t.Errorf("page %d: the check did not see that %v was damaged", bit/8/4096+1, mended.Parts)
				}
				if again, err := s.Check(ctx); err != nil || len(again.Trouble) != 0 {
					t.Errorf("page %d: after mending %v, %v", bit/8/4096+1, again.Trouble, err)
				}
				must(t, st.Close())
				must(t, os.RemoveAll(bad))
			}
			t.Logf("%d pages, found %v; %d of %d did not open", info.Size()/4096, parts, unopened, flips)
			if len(parts) == 0 || unopened > flips/8 {
				t.Error("the trial proves little")
			}
		})
	}
}

// Without a backup a new epoch begins and what was lost is named by its case; the library
// gives back what it has, to the places where it stood, and no number is given twice.
func TestWithoutABackupTheLibraryGivesBackWhatItHas(t *testing.T) {
	ctx := context.Background()
	w, dir, _, _ := rotting(t, CipherAdiantum)
	st := w.open(dir)
	s := w.signIn(st, clerkID)
	envelopes, receipts := confirmed(t, s)
	lists, err := projectionSum(ctx, st.read)
	must(t, err)
	unsent, _, err := s.Unsent(ctx, 0, 0)
	must(t, err)
	var page, whole, now int64
	must(t, st.read.QueryRowContext(ctx, "SELECT count(*) FROM event").Scan(&whole))
	must(t, st.read.QueryRowContext(ctx, "SELECT pageno FROM dbstat WHERE name = 'event' AND pagetype = 'leaf' ORDER BY pageno LIMIT 1 OFFSET 3").Scan(&page))
	must(t, st.Close())
	turn(t, filepath.Join(dir, dbName), (page-1)*4096*8+77)
	st, s, err = entered(dir, Options{Now: w.clock, Ballast: -1})
	must(t, err)
	defer st.Close()
	m, err := s.Mend(ctx, "")
	must(t, err)
	if m.Epoch <= 1 || !m.Pull || !slices.Contains(m.Parts, "event") || len(m.Lost) == 0 || cases.KeyOf(m.Lost[0]) != "store.mend_pull" {
		t.Errorf("%+v", m)
	}
	if cursor, err := s.Cursor(ctx); err != nil || cursor != "" {
		t.Errorf("cursor %q, %v", cursor, err)
	}
	_, err = s.Receive(ctx, envelopes, receipts, nil, "1")
	must(t, err)
	must(t, st.read.QueryRowContext(ctx, "SELECT count(*) FROM event").Scan(&now))
	if now != whole {
		t.Errorf("%d of %d events are there again", now, whole)
	}
	if after, err := projectionSum(ctx, st.read); err != nil || after != lists {
		t.Errorf("the lists are not what they were, %v", err)
	}
	if again, _, err := s.Unsent(ctx, 0, 0); err != nil || !reflect.DeepEqual(again, unsent) {
		t.Errorf("%d events wait to be sent, were %d, %v", len(again), len(unsent), err)
	}
	if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 {
		t.Errorf("%v, %v", report.Trouble, err)
	}
	act(t, s, caseID(99), receivedAct("示例乙公司", "收99"))
}

// A damaged or missing file comes back from the backup; one that is nowhere is named.
func TestADamagedFileIsMended(t *testing.T) {
	ctx := context.Background()
	w, dir, stick, want := rotting(t, CipherAdiantum)
	files, err := filepath.Glob(filepath.Join(dir, blobFolder, "??", "*"))
	must(t, err)
	turn(t, files[0], 1234)
	st := w.open(dir)
	s := w.signIn(st, clerkID)
	report, err := s.Check(ctx)
	if err != nil || len(report.Trouble) != 1 {
		t.Errorf("%+v, %v", report, err)
	}
	m, err := s.Mend(ctx, stick)
	if err != nil || m.Files != 1 || len(m.Lost) != 0 || all(t, s) != want {
		t.Errorf("%+v, %v", m, err)
	}
	turn(t, files[0], 4321)
	if m, err = s.Mend(ctx, ""); err != nil || len(m.Lost) != 1 || m.Lost[0].Key != "store.mend_file" {
		t.Errorf("%+v, %v", m, err)
	}
	if list, err := s.Downloads(ctx); err != nil || len(list) != 1 {
		t.Errorf("to be fetched: %v, %v", list, err)
	}
}
