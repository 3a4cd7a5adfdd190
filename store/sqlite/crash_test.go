package sqlite

import (
	"bufio"
	"bytes"
	"context"
	"encoding/gob"
	"encoding/hex"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"casedesk/cases"
)

// works are what a child of the test program does over and over until it is
// killed; each writes a line on its standard output for what it was promised.
var works = map[string]func(context.Context, *Session) error{"act": actForever, "receive": receiveForever, "blob": putForever}

// TestMain lets the test program be the one that is killed.
func TestMain(m *testing.M) {
	if dir := os.Getenv("CASEDESK_TEST_STORE"); dir != "" {
		if err := work(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func work(dir string) error {
	ctx := context.Background()
	st, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	s, err := st.Unlock(ctx, st.Accounts()[0].ID, pass)
	if err != nil {
		return err
	}
	return works[os.Getenv("CASEDESK_TEST_WORK")](ctx, s)
}

// killed lets a child work, kills it after so many lines, and gives all it said.
func killed(t *testing.T, dir, what string, after int) (said []string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "CASEDESK_TEST_STORE="+dir, "CASEDESK_TEST_WORK="+what)
	child.Stderr = os.Stderr
	out, err := child.StdoutPipe()
	must(t, err)
	must(t, child.Start())
	r := bufio.NewReader(out)
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			break // what has no end of line was not said
		}
		if said = append(said, strings.TrimSpace(line)); len(said) == after {
			must(t, child.Process.Kill())
		}
	}
	if child.Wait() == nil || len(said) < after {
		t.Fatalf("the child ended by itself after %d lines", len(said))
	}
	return said
}

// actForever tells of each act once Act has returned.
func actForever(ctx context.Context, s *Session) error {
	first, err := s.Count(ctx, cases.Filter{})
	if err != nil {
		return err
	}
	for n := first; ; n++ {
		e, err := s.Act(ctx, caseID(n), cases.Hash{}, nil, receivedAct("示例甲公司", "收"), forwardAct("2026-11-26"))
		if err != nil {
			return err
		}
		fmt.Println(e[1].Hash)
	}
}

func TestAKilledProgramLosesNothingItAcknowledged(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	acked := map[string]bool{}
	for round := range 5 {
		for _, hash := range killed(t, dir, "act", 12+7*round) {
			acked[hash] = true
		}
	}
	s := w.signIn(w.open(dir), clerkID)
	log, _, err := s.Unsent(ctx, 1, 1<<20)
	must(t, err)
	must(t, VerifyChain(log, w.dir))
	there := map[string]bool{}
	for _, e := range log {
		there[e.Hash().String()] = true
	}
	for hash := range acked {
		if !there[hash] {
			t.Errorf("acknowledged and lost: %s", hash[:12])
		}
	}
	report, err := s.Check(ctx)
	must(t, err)
	if len(report.Trouble) != 0 || report.Events%2 != 0 || len(acked) < 100 {
		t.Errorf("%d acknowledged, %+v", len(acked), report)
	}
	act(t, s, caseID(1<<20), receivedAct("示例乙公司", "收"))
}

// pulled is one page from the library, as a file hands it to the child.
type pulled struct {
	Events   []cases.Envelope
	Receipts []cases.Receipt
	Wraps    []cases.KeyWrap
}

const pagesFile = "pages.gob" // beside the store

// receiveForever takes page after page, from where the cursor stands.
func receiveForever(ctx context.Context, s *Session) error {
	b, err := os.ReadFile(filepath.Join(filepath.Dir(s.store.dir), pagesFile))
	if err != nil {
		return err
	}
	var pages []pulled
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&pages); err != nil {
		return err
	}
	cursor, err := s.Cursor(ctx)
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(cursor) // "" is the first page
	for ; n < len(pages); n++ {
		p := pages[n]
		if _, err := s.Receive(ctx, p.Events, p.Receipts, p.Wraps, strconv.Itoa(n+1)); err != nil {
			return err
		}
		fmt.Println(n + 1)
	}
	return nil
}

// pages makes a window's work as pages of one case each: two events and a key.
func (w *world) pages(n int) (out []pulled) {
	s := w.desk(windowID, clerkID)
	for i := range n {
		act(w.t, s, caseID(i), receivedAct("示例甲公司", "收"), forwardAct("2026-11-26"))
		must(w.t, s.ShareCase(context.Background(), caseID(i), authorityID))
		if (i+1)%100 == 0 {
			events, receipts, wraps := w.place(s)
			for j := range len(events) / 2 {
				// Wraps come by case and office: the window's own, then the authority's.
				out = append(out, pulled{events[2*j : 2*j+2], receipts[2*j : 2*j+2], wraps[2*j : 2*j+2]})
			}
		}
	}
	return out
}

// A pull that is killed is taken whole or not at all, and goes on from its cursor.
func TestAPullThatIsKilledIsWholeOrNotThere(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(authorityID)
	pages := w.pages(300)
	var b bytes.Buffer
	must(t, gob.NewEncoder(&b).Encode(pages))
	must(t, os.WriteFile(filepath.Join(filepath.Dir(dir), pagesFile), b.Bytes(), 0o600))
	for round := range 5 {
		said := killed(t, dir, "receive", 5+9*round)
		acked, err := strconv.Atoi(said[len(said)-1])
		must(t, err)
		st := w.open(dir)
		s := w.signIn(st, handlerID)
		cursor, err := s.Cursor(ctx)
		must(t, err)
		n, err := strconv.Atoi(cursor)
		must(t, err)
		report, err := s.Check(ctx)
		must(t, err)
		aside, err := s.Asides(ctx)
		must(t, err)
		if n < acked || report.Cases != n || report.Events != 2*n || len(report.Trouble) != 0 || len(aside) != 0 {
			t.Errorf("page %d was acknowledged, the cursor says %d: %+v, %d aside", acked, n, report, len(aside))
		}
		must(t, s.Close())
		must(t, st.Close())
	}
}

// putForever tells hash and key of each file once PutBlob has returned; what is
// in a file follows from its number.
func putForever(ctx context.Context, s *Session) error {
	for n := 0; ; n++ {
		hash, key, _, err := s.PutBlob(ctx, bytes.NewReader(scan(n)))
		if err != nil {
			return err
		}
		fmt.Printf("%s %s %d\n", hash, hex.EncodeToString(key), n)
	}
}

func scan(n int) []byte { return bytes.Repeat([]byte(fmt.Sprintf("第%d页", n)), 20_000) }

// A file that was promised is there whole; one that was not leaves nothing that
// a later start does not clear away, and no row without its file.
func TestAFileThatWasPromisedSurvivesAKill(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	dir := w.create(windowID)
	said := []string{}
	for round := range 6 {
		said = append(said, killed(t, dir, "blob", 2+5*round)...)
	}
	// However the kills fell, one file is surely half written now.
	must(t, os.WriteFile(filepath.Join(dir, blobFolder, ".new-123"), []byte("half"), 0o600))
	s := w.signIn(w.open(dir), clerkID)
	for _, line := range said {
		var name, key string
		var n int
		_, err := fmt.Sscanf(line, "%s %s %d", &name, &key, &n)
		must(t, err)
		raw, err := hex.DecodeString(name)
		must(t, err)
		secret, err := hex.DecodeString(key)
		must(t, err)
		plain, err := s.Blob(ctx, cases.Hash(raw), secret)
		if err != nil || !bytes.Equal(plain, scan(n)) {
			t.Errorf("a promised file came as %d bytes, %v", len(plain), err)
		}
	}
	report, err := s.Check(ctx)
	if err != nil || len(report.Trouble) != 0 || report.Blobs < len(said) {
		t.Errorf("%d files promised: %+v, %v", len(said), report, err)
	}
	left, err := fs.Glob(os.DirFS(dir), "blobs/*/.new-*")
	must(t, err)
	more, err := fs.Glob(os.DirFS(dir), "blobs/.new-*")
	must(t, err)
	if len(left)+len(more) != 0 {
		t.Errorf("%d half files are left", len(left)+len(more))
	}
}
