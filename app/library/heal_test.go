package library_test

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// aged gives the folder of a desk of which half lies in a backup too and all at the
// library, the folder of the backup, and the hash of its lists.
func (s *town) aged(t *testing.T) (dir, stick string, lists cases.Hash) {
	t.Helper()
	ctx := context.Background()
	window, dir := s.desktopIn(t, s.Window)
	stick = t.TempDir()
	tools := wire.Tools{}
	for n := range 60 {
		blob, key, size, err := window.PutBlob(ctx, strings.NewReader(strings.Repeat("缴款凭证", 100+n)))
		if err != nil {
			t.Fatal(err)
		}
		day := cases.MustDate("2026-03-02")
		long := strings.Repeat("情况说明", 1+n%7*300)
		if _, err := window.Act(ctx, caseOf(n), cases.Hash{}, nil, cases.ReceivedAct{Number: "示例" + string(rune('A'+n)), Matter: cases.Repair, Office: s.Window.Office,
			Party: cases.Party{Name: "示例商贸有限公司"}, On: day}, cases.EvidenceAct{Blob: blob, Key: key, Size: size, Name: long}); err != nil {
			t.Fatal(err)
		}
		if n == 30 {
			if _, err := tools.Sync(ctx, window, s.url); err != nil {
				t.Fatal(err)
			}
			if _, err := window.Backup(ctx, sqlite.Backups{Dir: stick}, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := tools.Sync(ctx, window, s.url); err != nil {
		t.Fatal(err)
	}
	lists, err := window.Lists(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := window.Store().Close(); err != nil {
		t.Fatal(err)
	}
	return dir, stick, lists
}

// damagedCopy turns bits in a copy of a desk: of its database, and of a sealed file.
func damagedCopy(t *testing.T, dir string, chance *rand.Rand, pages, files int) string {
	t.Helper()
	bad := filepath.Join(t.TempDir(), "store")
	if err := os.CopyFS(bad, os.DirFS(dir)); err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(bad, "blobs", "??", "*"))
	if err != nil || len(names) < files {
		t.Fatal(names, err)
	}
	for n, name := range append(names[:files:files], filepath.Join(bad, "store.db")) {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		turns, first := 1, 0
		if n == files {
			turns, first = pages, 3*4096 // without the first pages nothing opens: see Mend
		}
		for range turns {
			bit := first*8 + chance.IntN((len(b)-first)*8)
			b[bit/8] ^= 1 << (bit % 8)
		}
		if err := os.WriteFile(name, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return bad
}

// A disk rots: the check names what it hit, the desk takes from its last backup what
// that has and from the central library the rest, and is afterwards what an undamaged
// desk is; so it is where the stick with the backup is lost.
func TestARottenDeskHealsFromBackupAndLibrary(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	dir, stick, want := s.aged(t)
	chance := rand.New(rand.NewPCG(11, 26))
	healed := map[string]int{}
	for _, story := range []struct {
		name         string
		pages, files int
		stick        bool
	}{
		{"a page", 1, 0, true}, {"three pages", 3, 0, true}, {"a file", 0, 1, true}, {"pages and files", 4, 2, true},
		{"a page, without the stick", 1, 0, false}, {"files, without the stick", 0, 3, false}, {"pages and files, without the stick", 3, 1, false},
	} {
		for range 2 {
			t.Run(story.name, func(t *testing.T) {
				bad := damagedCopy(t, dir, chance, story.pages, story.files)
				store, err := sqlite.Open(ctx, bad, sqlite.Options{Ballast: -1})
				if err != nil {
					t.Fatal(err)
				}
				defer store.Close()
				desk, err := store.Unlock(ctx, s.Window.Account, "demo")
				if err != nil {
					healed["shut"]++ // a page was hit without which nothing opens: deskctl restores
					return
				}
				if !story.stick {
					away := stick + "-away"
					if err := os.Rename(stick, away); err != nil {
						t.Fatal(err)
					}
					defer os.Rename(away, stick)
				}
				found, err := desk.CheckNext(ctx, time.Minute, time.Hour)
				if err != nil || story.files > 0 && len(found.Trouble) == 0 {
					t.Errorf("found %v, %v", found.Trouble, err)
				}
				tools := wire.Tools{}
				m, err := tools.Heal(ctx, desk)
				if err != nil || len(found.Trouble) > 0 && story.stick && m == nil {
					t.Fatalf("%v: %+v, %v", found.Trouble, m, err)
				}
				if len(found.Trouble) > 0 && m == nil {
					healed["left"]++
					return // something only the backup has was hit
				}
				report, err := tools.Sync(ctx, desk, s.url)
				if err != nil || len(report.SetAside) > 0 || report.Conflicts > 0 {
					t.Errorf("%+v, %v", report, err)
				}
				if m != nil {
					healed["healed"]++
					healed["from the library"] += report.Pulled
					healed["files"] += report.Blobs + m.Files
				}
				if r, err := desk.Check(ctx); err != nil || len(r.Trouble) != 0 || r.Blobs != 60 {
					t.Errorf("%d files, found %v, afterwards %v, %v", r.Blobs, found.Trouble, r.Trouble, err)
				}
				if lists, err := desk.Lists(ctx); err != nil || lists != want {
					t.Errorf("found %v, %+v: the lists are not what they were, %v", found.Trouble, m, err)
				}
				if next, err := tools.Heal(ctx, desk); err != nil || next != nil {
					t.Errorf("healed again: %+v, %v", next, err)
				}
			})
		}
	}
	t.Log(healed)
	if healed["healed"] < 8 || healed["from the library"] == 0 || healed["files"] < 4 {
		t.Error("the trial proves little")
	}
}

// The library gives a file back that went up from here and was damaged since.
func TestAFileComesBackFromTheLibrary(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	window := s.desktop(t, s.Window)
	blob, key, size, err := window.PutBlob(ctx, bytes.NewReader([]byte("scan")))
	if err != nil {
		t.Fatal(err)
	}
	_, err = window.Act(ctx, caseOf(1), cases.Hash{}, nil, cases.ReceivedAct{Number: "示例1", Matter: cases.Repair, Office: s.Window.Office,
		Party: cases.Party{Name: "示例商贸有限公司"}, On: cases.MustDate("2026-03-02")}, cases.EvidenceAct{Blob: blob, Key: key, Size: size})
	if err != nil {
		t.Fatal(err)
	}
	tools := wire.Tools{}
	if _, err := tools.Sync(ctx, window, s.url); err != nil {
		t.Fatal(err)
	}
	name := blob.String()
	file := filepath.Join(window.Store().Folder(), "blobs", name[:2], name)
	if err := os.WriteFile(file, []byte("else"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := window.Blob(ctx, blob, key); cases.KindOf(err) != cases.Damaged {
		t.Errorf("%v", err)
	}
	if m, err := tools.Heal(ctx, window); err != nil || m == nil || !m.Pull {
		t.Errorf("%+v, %v", m, err)
	}
	if _, err := tools.Sync(ctx, window, s.url); err != nil {
		t.Error(err)
	}
	if b, err := window.Blob(ctx, blob, key); err != nil || string(b) != "scan" {
		t.Errorf("%q, %v", b, err)
	}
}
