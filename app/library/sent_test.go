package library_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/store/replica"
	"casedesk/store/sqlite"
	"casedesk/store/storetest"
)

// road changes what becomes of each push; everything else goes its way.
type road func(*http.Request) (*http.Response, error)

func (r road) RoundTrip(q *http.Request) (*http.Response, error) {
	if q.URL.Path != replica.PathPush {
		return http.DefaultTransport.RoundTrip(q)
	}
	return r(q)
}

// cut lets the library take the push and loses the answer.
func cut(q *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(q)
	if err == nil {
		res.Body.Close()
		err = errors.New("connection reset")
	}
	return nil, err
}

// gateway answers in the library's place, as a portal with a login page does.
func gateway(q *http.Request) (*http.Response, error) {
	res, err := http.DefaultTransport.RoundTrip(q)
	if err == nil {
		res.Body.Close()
		res.StatusCode, res.Body = http.StatusBadGateway, io.NopCloser(strings.NewReader("<html>请登录</html>"))
	}
	return res, err
}

// noRoute fails before a byte has left.
func noRoute(*http.Request) (*http.Response, error) { return nil, errors.New("no route to host") }

func newCase(t *testing.T, s *town, desk *sqlite.Session, n int) cases.ID {
	t.Helper()
	of := storetest.ID(n)
	_, err := desk.Act(context.Background(), of, cases.Hash{}, nil, cases.ReceivedAct{Number: "演示-1", Matter: cases.Repair,
		Office: s.Window.Office, Party: cases.Party{Name: "示例商贸有限公司"}, On: cases.MustDate("2026-03-02")})
	if err != nil {
		t.Fatal(err)
	}
	return of
}

func stateOf(t *testing.T, desk *sqlite.Session, of cases.ID) cases.SyncState {
	t.Helper()
	rows, err := desk.Rows(context.Background(), cases.Queue{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Case == of {
			return r.Sync
		}
	}
	return ""
}

// A push whose answer is lost leaves its events as sent, not yet confirmed,
// until the library is heard; one that never left leaves them as they were.
func TestAnUnansweredPushShowsAsSent(t *testing.T) {
	for name, story := range map[string]struct {
		road road
		want cases.SyncState
		at   int // events at the library afterwards
	}{
		"the answer is cut":       {cut, cases.SyncSent, 1},
		"a gateway answers":       {gateway, cases.SyncSent, 1},
		"nothing leaves the room": {noRoute, cases.SyncLocal, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s, ctx := newTown(t), context.Background()
			desk := s.desktop(t, s.Window)
			of := newCase(t, s, desk, 1)
			for range 2 { // asking again in vain changes nothing
				report, err := s.client(s.Window, story.road).Sync(ctx, desk)
				if cases.KindOf(err) != cases.Unreachable || report.Pushed != 0 {
					t.Fatalf("pushed %d, %v", report.Pushed, err)
				}
				if got := stateOf(t, desk, of); got != story.want {
					t.Errorf("the case shows as %s, want %s", got, story.want)
				}
			}
			if n := len(atCentre(t, s)); n != story.at {
				t.Errorf("%d events at the centre, want %d", n, story.at)
			}
			o, err := desk.Outbox(ctx)
			if err != nil || o.Sent != story.at || o.Unsent != 1-story.at || o.Oldest == 0 {
				t.Errorf("%+v, %v", o, err)
			}
			if _, err := s.client(s.Window, nil).Sync(ctx, desk); err != nil {
				t.Fatal(err)
			}
			if o, err = desk.Outbox(ctx); err != nil || o.Sent != 0 || o.Unsent != 0 || o.Position != 1 || stateOf(t, desk, of) != cases.SyncConfirmed {
				t.Errorf("after an answer: %+v, %v", o, err)
			}
		})
	}
}

// The clerk leaves while the push is on its way: what went out is marked all the same.
func TestAPushThatIsGivenUpShowsAsSent(t *testing.T) {
	s := newTown(t)
	desk := s.desktop(t, s.Window)
	of := newCase(t, s, desk, 1)
	ctx, leave := context.WithCancel(context.Background())
	_, err := s.client(s.Window, road(func(q *http.Request) (*http.Response, error) {
		res, err := cut(q)
		leave()
		return res, err
	})).Sync(ctx, desk)
	if err == nil || stateOf(t, desk, of) != cases.SyncSent {
		t.Errorf("the case shows as %s, %v", stateOf(t, desk, of), err)
	}
}

// What the library refuses outright is not on its way: it says so itself.
func TestARefusedPushDoesNotShowAsSent(t *testing.T) {
	s := newTown(t)
	desk := s.desktop(t, s.Window)
	of := newCase(t, s, desk, 1)
	_, err := s.client(s.Window, road(func(q *http.Request) (*http.Response, error) {
		q.Body, q.ContentLength = io.NopCloser(strings.NewReader("changed")), 7
		return http.DefaultTransport.RoundTrip(q)
	})).Sync(context.Background(), desk)
	if cases.KeyOf(err) != "sync.signature" || stateOf(t, desk, of) != cases.SyncLocal {
		t.Errorf("the case shows as %s, %v", stateOf(t, desk, of), err)
	}
}
