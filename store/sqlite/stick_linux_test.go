package sqlite

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"unsafe"

	"casedesk/cases"
)

// pulledStick tells the second run of the test where its file system's image lies.
const pulledStick = "CASEDESK_TEST_PULLED_STICK"

// stickOf is a real file system that can be pulled out: every call on it fails from
// then on, as on a memory stick that is no longer there, until it is plugged in again.
type stickOf struct {
	t         *testing.T
	image, at string
}

func (s stickOf) plug() {
	s.t.Helper()
	if out, err := exec.Command("mount", "-o", "loop", s.image, s.at).CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %s", err, out)
	}
}

// pull shuts the file system down without a flush (EXT4_IOC_SHUTDOWN).
func (s stickOf) pull() {
	s.t.Helper()
	f, err := os.Open(s.at)
	must(s.t, err)
	defer f.Close()
	noFlush := uint32(2)
	if _, _, no := syscall.Syscall(syscall.SYS_IOCTL, f.Fd(), 0x8004587d, uintptr(unsafe.Pointer(&noFlush))); no != 0 {
		s.t.Fatal(no)
	}
}

func (s stickOf) again() {
	s.t.Helper()
	if out, err := exec.Command("umount", s.at).CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %s", err, out)
	}
	s.plug()
}

// A memory stick is pulled out in the middle of a backup, of a restore and of healing:
// nothing half stands under a name, one sentence says what to do, work goes on, and
// with the stick back the next try does it.
func TestAStickIsPulledOutHalfWay(t *testing.T) {
	if dir := os.Getenv(pulledStick); dir != "" {
		pullOut(t, stickOf{t, filepath.Join(dir, "image"), filepath.Join(dir, "stick")})
		return
	}
	dir := t.TempDir()
	sh := exec.Command("unshare", "-m", "sh", "-c", `truncate -s 64M "$0/image" && mkfs.ext4 -q "$0/image" && mkdir "$0/stick" &&
		mount -o loop "$0/image" "$0/stick" && "$@"; code=$?; umount "$0/stick" 2>/dev/null; exit $code`,
		dir, os.Args[0], "-test.run=^TestAStickIsPulledOutHalfWay$", "-test.v")
	sh.Env = append(os.Environ(), pulledStick+"="+dir)
	out, err := sh.CombinedOutput()
	switch text := string(out); {
	case strings.Contains(text, "--- PASS"):
		t.Log(text)
	case strings.Contains(text, "--- FAIL"), strings.Contains(text, "panic"):
		t.Error(text)
	default:
		t.Logf("no stick can be mounted here: %v: %s", err, strings.TrimSpace(text))
	}
}

func pullOut(t *testing.T, stick stickOf) {
	ctx, w := context.Background(), newWorld(t)
	s := busy(t, w)
	to := Backups{Dir: filepath.Join(stick.at, "备份")}
	first := backUp(t, s, to)
	for n := range 12 { // each with a file more, so that there is something to copy
		hash, key, size, err := s.PutBlob(ctx, strings.NewReader(strings.Repeat("缴款凭证", 9000)+string(rune('a'+n))))
		must(t, err)
		c := act(t, s, caseID(50+n), receivedAct("示例甲公司", "收"+string(rune('A'+n))), cases.EvidenceAct{Blob: hash, Key: key, Size: size})
		told := 0
		_, err = s.Backup(ctx, to, func(done, total int64) {
			if told++; told == n%2+1 {
				t.Logf("pulled out at %d of %d bytes", done, total)
				stick.pull()
			}
		})
		wants(t, err, cases.Damaged, "store.backup_target")
		if _, dir, err := s.LastBackup(ctx); err != nil || dir != first.Dir {
			t.Errorf("the last backup is %s, %v", dir, err)
		}
		if _, err := s.Case(ctx, c.ID); err != nil {
			t.Errorf("work does not go on: %v", err)
		}
		stick.again()
		if list, err := s.ListBackups(ctx, to.Dir); err != nil || list[0].Trouble != nil {
			t.Errorf("%+v, %v", list, err)
		}
		if n%4 == 3 {
			first = backUp(t, s, to) // goes on where the stick came out
		}
	}
	list, err := s.ListBackups(ctx, to.Dir)
	must(t, err)
	for _, l := range list {
		if l.Trouble != nil {
			t.Errorf("%s: %v", l.Dir, l.Trouble)
		}
	}
	if left, err := filepath.Glob(filepath.Join(to.Dir, ".new-*")); err != nil || len(left) != 0 || len(list) != 4 {
		t.Errorf("%d backups and %v left", len(list), left)
	}

	back := filepath.Join(t.TempDir(), "desk")
	stick.pull()
	_, err = Restore(ctx, to.Dir, back, Options{Now: w.clock}, clerk(pass))
	wants(t, err, cases.Unreachable, "store.backup_unread")
	if _, err := os.Stat(back); !os.IsNotExist(err) {
		t.Errorf("half a store stands there: %v", err)
	}
	_, err = s.Mend(ctx, to.Dir)
	wants(t, err, cases.Unreachable, "store.backup_unread")
	if report, err := s.Check(ctx); err != nil || len(report.Trouble) != 0 {
		t.Errorf("%v, %v", report.Trouble, err)
	}
	stick.again()
	_, err = Restore(ctx, to.Dir, back, Options{Now: w.clock}, clerk(pass))
	must(t, err)
	m, err := s.Mend(ctx, to.Dir)
	if err != nil || len(m.Lost) != 0 {
		t.Errorf("%+v, %v", m, err)
	}
	t.Logf("restore and mend went on")
	must(t, s.store.Close())
}
