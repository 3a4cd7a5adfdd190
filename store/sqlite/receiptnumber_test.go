package sqlite

import (
	"context"
	"sync"
	"testing"

	"casedesk/cases"

	"pgregory.net/rapid"
)

func TestReceiptNumbersRunByYear(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	for _, want := range []struct{ day, number string }{
		{"2026-11-23", "示例政服20261123-1-0001"}, {"2026-12-31", "示例政服20261231-1-0002"}, {"2027-01-01", "示例政服20270101-1-0001"},
	} {
		if n, err := s.NextReceiptNumber(ctx, "示例政服", cases.MustDate(want.day)); err != nil || n != want.number {
			t.Errorf("%s, %v; want %s", n, err, want.number)
		}
	}
	_, err := s.NextReceiptNumber(ctx, "示例政服", cases.Date{})
	wants(t, err, cases.Invalid, "store.receipt_day")
}

// Two desks of one counter give numbers on one day, neither asking the other,
// and one of them has not even heard that the other exists.
func TestTwoDesksOfAnOfficeNeverGiveOneReceiptNumber(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	day := cases.MustDate("2026-11-23")
	desks := []*Session{w.desk(windowID, clerkID), w.second(windowID, clerkID), w.desk(authorityID, handlerID)}
	var mu sync.Mutex
	var wg sync.WaitGroup
	given := map[string]int{}
	for i, s := range desks {
		prefix := []string{"示例政服", "示例政服", "示例住建"}[i]
		for range 2 {
			wg.Go(func() {
				for range 10 {
					n, err := s.NextReceiptNumber(ctx, prefix, day)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					given[n]++
					mu.Unlock()
				}
			})
		}
	}
	wg.Wait()
	for n, times := range given {
		if times != 1 {
			t.Errorf("%s was given %d times", n, times)
		}
	}
	if len(given) != 60 || given["示例政服20261123-1-0020"] != 1 || given["示例政服20261123-2-0020"] != 1 || given["示例住建20261123-1-0020"] != 1 {
		t.Errorf("%d numbers: %v", len(given), given)
	}
}

func TestADeviceThatWasTakenOutGivesNoReceiptNumber(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	w.dir.Version++
	w.dir.Devices = w.dir.Devices[1:]
	raw, sig := w.signed(w.dir)
	must(t, s.SaveDirectory(ctx, raw, sig))
	_, err := s.NextReceiptNumber(ctx, "示例政服", cases.MustDate("2026-11-23"))
	wants(t, err, cases.Invalid, "store.not_enrolled")
}

// However devices are added, places of one office run from 1 without a gap, and
// a place once taken stays.
func TestADevicesPlaceStays(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		var d cases.Directory
		held := map[cases.ID]int{}
		many := map[cases.ID]int{}
		for n := range rapid.IntRange(1, 40).Draw(r, "devices") {
			office := cases.ID{byte(rapid.IntRange(1, 3).Draw(r, "office"))}
			device := cases.ID{100, byte(n)}
			d.Devices = append(d.Devices, cases.Device{ID: device, Office: office})
			many[office]++
			held[device] = many[office]
			for id, place := range held {
				if got := devicePlace(d, id); got != place {
					r.Fatalf("place %d became %d", place, got)
				}
			}
		}
	})
}
