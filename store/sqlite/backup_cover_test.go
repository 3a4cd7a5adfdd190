package sqlite

import (
	"context"
	"sync"
	"testing"
	"time"
)

// Who covers the screen or leaves while a backup runs has it all the same: it is
// tested, said to be made, and remembered when the store opens again.
func TestABackupGoesOnBehindTheCoveredScreen(t *testing.T) {
	for name, story := range map[string]struct{ early, leave bool }{
		"before the test": {early: true}, "after the test": {}, "signed out": {early: true, leave: true},
	} {
		t.Run(name, func(t *testing.T) {
			ctx, w := context.Background(), newWorld(t)
			s := busy(t, w)
			must(t, s.SetPIN("8642"))
			end := sync.OnceFunc(func() {
				if story.leave {
					must(t, s.Close())
				} else {
					must(t, s.Cover())
				}
			})
			asked := 0
			s.store.now = func() time.Time {
				if asked++; asked == 2 && !story.early { // the moment when the test was passed
					end()
				}
				return w.now
			}
			dir := stick(t)
			b, err := s.Backup(ctx, Backups{Dir: dir}, func(int64, int64) {
				if story.early {
					end()
				}
			})
			if err != nil || b.Tested.IsZero() || b.Cases == 0 {
				t.Fatalf("%+v, %v", b, err)
			}
			s.store.now = w.clock
			if story.leave {
				s = w.signIn(s.store, clerkID)
			} else {
				must(t, s.Uncover(ctx, "8642"))
			}
			at, where, err := s.LastBackup(ctx)
			if err != nil || !at.Equal(b.At.Truncate(time.Millisecond)) || where != b.Dir {
				t.Errorf("remembered %v %s, %v", at, where, err)
			}
			if list, err := s.ListBackups(ctx, dir); err != nil || len(list) != 1 || list[0].Trouble != nil {
				t.Errorf("%+v, %v", list, err)
			}
			w.restore(b.Dir)
		})
	}
}
