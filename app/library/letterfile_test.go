package library_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
)

// noFiles lets everything through but the files.
type noFiles struct{}

func (noFiles) RoundTrip(r *http.Request) (*http.Response, error) {
	if strings.HasPrefix(r.URL.Path, replica.PathBlobs) {
		return nil, errors.New("connection reset")
	}
	return http.DefaultTransport.RoundTrip(r)
}

// issued forwards a case from the window with a letter in it.
func issued(t *testing.T, s *town, window *sqlite.Session, pdf []byte) (of cases.ID, blob cases.Hash, key []byte) {
	t.Helper()
	ctx := context.Background()
	of = newCase(t, s, window, 1)
	c, err := window.Case(ctx, of)
	if err != nil {
		t.Fatal(err)
	}
	blob, key, _, err = window.PutBlob(ctx, bytes.NewReader(pdf))
	if err != nil {
		t.Fatal(err)
	}
	today := cases.MustDate("2026-03-02")
	_, err = window.Act(ctx, of, c.Head, nil,
		cases.LetterAct{Letter: string(cases.LetterReceipt), Number: c.Number, Blob: blob, Key: key, Pages: 1, Data: []byte("{}"), On: today},
		cases.ForwardedAct{To: s.Authority.Office, ToName: "示例", On: today})
	if err != nil {
		t.Fatal(err)
	}
	if err := window.ShareCase(ctx, of, s.Authority.Office); err != nil {
		t.Fatal(err)
	}
	return of, blob, key
}

func syncNow(t *testing.T, c *replica.Client, desk *sqlite.Session) {
	t.Helper()
	if _, err := c.Sync(context.Background(), desk); err != nil {
		t.Fatal(err)
	}
}

// letterOf reads the case's only letter the way a screen does: the event names
// the file and holds its key.
func letterOf(t *testing.T, desk *sqlite.Session, of cases.ID) ([]byte, error) {
	t.Helper()
	c, err := desk.Case(context.Background(), of)
	if err != nil || len(c.Letters) != 1 {
		t.Fatalf("%d letters, %v", len(c.Letters), err)
	}
	return desk.Blob(context.Background(), c.Letters[0].Blob, c.Letters[0].Key)
}

// The desk that pulls a case reads its letter after the same Sync.
func TestALetterCanBeReadAfterTheSyncThatBroughtItsCase(t *testing.T) {
	s := newTown(t)
	window, authority := s.desktop(t, s.Window), s.desktop(t, s.Authority)
	syncNow(t, s.client(s.Window, nil), window) // the authority's public key
	pdf := []byte("%PDF-1.7 收件回执")
	of, _, _ := issued(t, s, window, pdf)
	syncNow(t, s.client(s.Window, nil), window)
	syncNow(t, s.client(s.Authority, nil), authority)
	if got, err := letterOf(t, authority, of); err != nil || !bytes.Equal(got, pdf) {
		t.Errorf("the letter came as %d bytes, %v", len(got), err)
	}
}

// The case may come before its file: then the letter is said not to be here yet,
// the rest of the case can be read, and the next Sync that can brings the file.
func TestALetterWhoseFileIsStillOnItsWaySaysSo(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	window, authority := s.desktop(t, s.Window), s.desktop(t, s.Authority)
	syncNow(t, s.client(s.Window, nil), window)
	pdf := []byte("%PDF-1.7 收件回执")
	of, blob, key := issued(t, s, window, pdf)
	if _, err := s.client(s.Window, noFiles{}).Sync(ctx, window); cases.KindOf(err) != cases.Unreachable {
		t.Fatal(err)
	}
	syncNow(t, s.client(s.Authority, nil), authority) // the library has no file: no error
	if _, err := letterOf(t, authority, of); cases.KindOf(err) != cases.NotFound || cases.KeyOf(err) != "store.blob_missing" {
		t.Errorf("got %v", err)
	}
	if _, err := authority.OpenBlob(ctx, blob); cases.KeyOf(err) != "store.blob_missing" {
		t.Errorf("got %v", err)
	}
	if wanted, err := authority.Downloads(ctx); err != nil || len(wanted) != 1 || wanted[0] != blob {
		t.Errorf("wanted %v, %v", wanted, err)
	}
	syncNow(t, s.client(s.Window, nil), window)
	if _, err := s.client(s.Authority, noFiles{}).Sync(ctx, authority); err == nil {
		t.Error("a Sync without its file says it is done")
	}
	syncNow(t, s.client(s.Authority, nil), authority)
	if got, err := letterOf(t, authority, of); err != nil || !bytes.Equal(got, pdf) {
		t.Errorf("the letter came as %d bytes, %v", len(got), err)
	}
	if _, err := authority.Blob(ctx, blob, append([]byte{key[0] ^ 1}, key[1:]...)); cases.KeyOf(err) != "store.blob_damaged" {
		t.Errorf("another key: %v", err)
	}
}

// spoilt changes one byte of every file that comes down.
type spoilt struct{ only cases.Hash }

func (p spoilt) RoundTrip(r *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(r)
	if err == nil && r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, p.only.String()) {
		b, _ := io.ReadAll(res.Body)
		b[0] ^= 1
		res.Body = io.NopCloser(bytes.NewReader(b))
	}
	return res, err
}

// One file that is damaged, on this disk or at the library, holds nothing else up.
func TestOneDamagedFileHoldsNothingUp(t *testing.T) {
	s, ctx := newTown(t), context.Background()
	window, folder := s.desktopIn(t, s.Window)
	authority := s.desktop(t, s.Authority)
	syncNow(t, s.client(s.Window, nil), window)
	pdf := []byte("%PDF-1.7 收件回执")
	of, first, _ := issued(t, s, window, pdf)
	second, key, _, err := window.PutBlob(ctx, strings.NewReader("授权委托书"))
	if err != nil {
		t.Fatal(err)
	}
	c, err := window.Case(ctx, of)
	if err != nil {
		t.Fatal(err)
	}
	if _, err = window.Act(ctx, of, c.Head, nil, cases.EvidenceAct{Blob: second, Key: key, Name: "授权委托书"}); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(folder, "blobs", first.String()[:2], first.String())
	whole, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, whole[1:], 0o600); err != nil {
		t.Fatal(err)
	}
	report, err := s.client(s.Window, nil).Sync(ctx, window)
	if cases.KeyOf(err) != "store.blob_damaged" || report.Blobs != 1 || report.Pushed != 4 {
		t.Errorf("%+v, %v", report, err)
	}
	if err := os.WriteFile(name, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	syncNow(t, s.client(s.Window, nil), window)
	report, err = s.client(s.Authority, spoilt{first}).Sync(ctx, authority)
	if cases.KeyOf(err) != "sync.blob_hash" || report.Blobs != 1 || report.Pulled != 4 {
		t.Errorf("%+v, %v", report, err)
	}
	if got, err := authority.Blob(ctx, second, key); err != nil || string(got) != "授权委托书" {
		t.Errorf("the sound file came as %d bytes, %v", len(got), err)
	}
	syncNow(t, s.client(s.Authority, nil), authority)
	if got, err := letterOf(t, authority, of); err != nil || !bytes.Equal(got, pdf) {
		t.Errorf("the letter came as %d bytes, %v", len(got), err)
	}
}
