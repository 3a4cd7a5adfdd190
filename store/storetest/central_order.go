package storetest

import (
	"context"
	"sync"
	"testing"
	"time"

	"casedesk/cases"
	"casedesk/store/central"
)

// prefixes lets several devices of one office write at once while a reader
// follows by cursor: what it saw is exactly what all of them wrote, once each.
func prefixes(t *testing.T, r *Room) {
	const writers, batches, size = 6, 12, 4
	var wait sync.WaitGroup
	done := make(chan struct{})
	for n := range writers {
		d := &Desk{Device: ID(500 + n), Office: r.Window.Office, Account: r.Window.Account, Key: r.Window.Key, Epoch: 1}
		r.Directory.Devices = append(r.Directory.Devices, cases.Device{ID: d.Device, Office: d.Office})
		var all [][]cases.Envelope
		for range batches {
			var batch []cases.Envelope
			for range size {
				batch = append(batch, d.Received(t, ID(1000+n)))
			}
			all = append(all, batch)
		}
		wait.Add(1)
		go func() {
			defer wait.Done()
			for _, batch := range all {
				if _, err := r.Push(d, batch); err != nil {
					t.Error(err)
					return
				}
			}
		}()
	}
	go func() { wait.Wait(); close(done) }()

	seen := map[cases.Hash]int{}
	ask := central.Pull{Office: r.Window.Office, Limit: 5, Bytes: 1 << 20}
	var highest uint64
	for last := false; ; {
		got, err := r.Store.Pull(context.Background(), ask)
		if err != nil {
			t.Fatal(err)
		}
		for i, e := range got.Events {
			seen[e.Hash()]++
			if p := got.Receipts[i].Position; p != highest+1 {
				t.Fatalf("position %d came after %d", p, highest)
			}
			highest++
		}
		ask.After = got.Next
		if !got.More {
			if last {
				break
			}
			select {
			case <-done:
				last = true // one more look, now that all is written
			case <-time.After(time.Millisecond):
			}
		}
	}
	if want := writers * batches * size; len(seen) != want || highest != uint64(want) {
		t.Errorf("the reader saw %d events up to %d, %d were written", len(seen), highest, want)
	}
}

func numbers(t *testing.T, r *Room) {
	ctx := context.Background()
	lease := central.Lease{Office: r.Window.Office, Device: r.Window.Device, Series: "示例修决", Year: 2026, Want: 10}
	first, err := r.Store.Lease(ctx, lease)
	if err != nil || first.From != 1 || first.To != 10 {
		t.Fatalf("got %+v, %v", first, err)
	}
	if again, err := r.Store.Lease(ctx, lease); err != nil || again != first {
		t.Errorf("asked again: %+v, %v", again, err)
	}
	restored := lease
	restored.Epoch = 1_790_000_000 // it does not know what it gave of the first block
	if b, err := r.Store.Lease(ctx, restored); err != nil || b.From != 11 || b.To != 20 {
		t.Errorf("a later epoch: %+v, %v", b, err)
	}
	if b, err := r.Store.Lease(ctx, restored); err != nil || b.From != 11 {
		t.Errorf("a later epoch asks again: %+v, %v", b, err)
	}
	other := lease
	other.Year = 2027
	if b, err := r.Store.Lease(ctx, other); err != nil || b.From != 1 {
		t.Errorf("another year: %+v, %v", b, err)
	}
	taken := make(chan cases.NumberBlock, 80)
	var wait sync.WaitGroup
	for n := range 8 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			mine := central.Lease{Office: r.Window.Office, Device: ID(600 + n), Series: "示例修决", Year: 2026, Want: 3}
			for range 10 {
				b, err := r.Store.Lease(ctx, mine)
				if err != nil {
					t.Error(err)
					return
				}
				taken <- b
				mine.Have = b.To
			}
		}()
	}
	wait.Wait()
	close(taken)
	owner := map[int]cases.ID{}
	for b := range taken {
		for n := b.From; n <= b.To; n++ {
			if was, twice := owner[n]; twice {
				t.Errorf("number %d for %v and %v", n, was, b.Device)
			}
			owner[n] = b.Device
		}
	}
	for n := 21; n <= 260; n++ {
		if _, ok := owner[n]; !ok {
			t.Errorf("number %d was skipped", n)
		}
	}
}

func codes(t *testing.T, r *Room) {
	ctx := context.Background()
	code, office := cases.Hash{1}, r.Window.Office
	if err := r.Store.AddCode(ctx, code, office, 1000); err != nil {
		t.Fatal(err)
	}
	if _, err := r.Store.UseCode(ctx, code, ID(1), 1001); cases.KeyOf(err) != "sync.code" {
		t.Errorf("expired: %v", err)
	}
	for _, now := range []int64{1000, 5000} { // the second time its answer was lost
		if got, err := r.Store.UseCode(ctx, code, ID(1), now); err != nil || got != office {
			t.Errorf("at %d: %v, %v", now, got, err)
		}
	}
	if _, err := r.Store.UseCode(ctx, code, ID(2), 900); cases.KeyOf(err) != "sync.code" {
		t.Errorf("another device: %v", err)
	}
	if _, err := r.Store.UseCode(ctx, cases.Hash{2}, ID(1), 900); cases.KeyOf(err) != "sync.code" {
		t.Errorf("no such code: %v", err)
	}
}

func directory(t *testing.T, r *Room) {
	ctx := context.Background()
	if p, err := r.Store.Directory(ctx); err != nil || p.Version != 0 {
		t.Errorf("empty: %+v, %v", p, err)
	}
	for v := 1; v <= 2; v++ {
		if err := r.Store.Publish(ctx, central.Published{Version: v, Directory: []byte{byte(v)}, Sig: []byte{9}}); err != nil {
			t.Fatal(err)
		}
	}
	if err := r.Store.Publish(ctx, central.Published{Version: 2, Directory: []byte{7}, Sig: []byte{9}}); cases.KindOf(err) != cases.Conflict {
		t.Errorf("version 2 again: %v", err)
	}
	if p, err := r.Store.Directory(ctx); err != nil || p.Version != 2 || string(p.Directory) != "\x02" {
		t.Errorf("got %+v, %v", p, err)
	}
}
