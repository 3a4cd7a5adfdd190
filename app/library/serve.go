package library

import (
	"context"
	"errors"
	"net"
	"net/http"
	"time"

	"casedesk/cases"
	"casedesk/store/replica"
)

// Run opens the library and serves it until the context ends; requests that are
// under way then may finish.
func Run(ctx context.Context, c Config) error {
	l, err := Open(ctx, c)
	if err != nil {
		return err
	}
	defer l.Close()
	address := c.Listen
	if address == "" {
		address = "127.0.0.1:0"
	}
	listen, err := net.Listen("tcp", address)
	if err != nil {
		return cases.Fail(cases.Locked, "central.listen", "address", address).Because(err)
	}
	server := &http.Server{
		Handler:           l.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       2 * time.Minute,
		WriteTimeout:      5 * time.Minute,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    1 << 16,
	}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listen) }()
	if c.Ready != nil {
		c.Ready("http://"+listen.Addr().String(), l)
	}
	select {
	case err = <-ended:
	case <-ctx.Done():
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
		defer cancel()
		err = server.Shutdown(grace)
	}
	if err != nil && !errors.Is(err, http.ErrServerClosed) {
		return cases.Fail(cases.Unreachable, "central.stopped").Because(err)
	}
	return nil
}

// call answers one request; an error that it returns is told to the asker.
type call func(w http.ResponseWriter, r *http.Request) error

// Handler gives the library's HTTP face.
func (l *Library) Handler() http.Handler {
	mux := http.NewServeMux()
	for pattern, do := range map[string]call{
		"GET " + replica.PathHealth:             l.health,
		"POST " + replica.PathEnrol:             l.serveEnrol,
		"GET " + replica.PathDirectory:          l.serveDirectory,
		"GET " + replica.PathPacks:              l.servePacks,
		"PUT " + PathPack:                       l.servePack,
		"POST " + replica.PathPush:              l.servePush,
		"GET " + replica.PathPull:               l.servePull,
		"POST " + replica.PathNumbers:           l.serveNumbers,
		"HEAD " + replica.PathBlobs + "{blob}":  l.headBlob,
		"PATCH " + replica.PathBlobs + "{blob}": l.patchBlob,
		"GET " + replica.PathBlobs + "{blob}":   l.getBlob,
		"GET " + PathEvents:                     l.serveEvents,
		"PUT " + PathOffice:                     l.serveOffice,
		"PUT " + PathAccount:                    l.serveAccount,
		"PUT " + PathLetters:                    l.serveLetters,
		"POST " + PathCode:                      l.serveCode,
	} {
		mux.Handle(pattern, l.watched(do))
	}
	return mux
}

// watched logs a request and answers its error. It logs what an operator needs
// and nothing of what was sent.
func (l *Library) watched(do call) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		began := l.Now()
		seen := &watcher{ResponseWriter: w, status: http.StatusOK}
		err := do(seen, r)
		if err != nil {
			replica.WriteFailure(seen, err, l.Now())
		}
		l.Log.Info("request", "method", r.Method, "path", r.URL.Path, "status", seen.status,
			"duration", l.Now().Sub(began), "error", cases.KeyOf(err))
	})
}

type watcher struct {
	http.ResponseWriter
	status int
}

func (w *watcher) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (l *Library) health(w http.ResponseWriter, _ *http.Request) error {
	replica.WriteJSON(w, http.StatusOK, replica.Health{OK: true, Library: l.store.Library().String(), Time: l.Now().UnixMilli()})
	return nil
}
