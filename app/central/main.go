// Command central runs the central library (中心库). It prints one line of JSON,
// {"url": …}, when it is ready, and stops gracefully on an interrupt.
package main

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"
	"time"

	"casedesk/app/library"
	"casedesk/assets"
	"casedesk/cases"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout, os.Stderr)
	if err == nil || errors.Is(err, flag.ErrHelp) {
		return
	}
	words, bad := assets.LoadWords("zh-Hans")
	if bad != nil {
		fmt.Fprintln(os.Stderr, err)
	} else {
		fmt.Fprintln(os.Stderr, words.Sentence(err))
	}
	os.Exit(2)
}

// run parses the flags and serves until ctx ends.
func run(ctx context.Context, args []string, out, errs io.Writer) error {
	flags := flag.NewFlagSet("central", flag.ContinueOnError)
	flags.SetOutput(errs)
	listen := flags.String("listen", "127.0.0.1:0", "`HOST:PORT` to listen on; port 0 takes a free one")
	data := flags.String("data", "", "`DIR` for the embedded database and the files")
	database := flags.String("database", "", "PostgreSQL `DSN`; without it the library keeps its own SQLite file")
	verbose := flags.Bool("verbose", false, "log each request: method, path, status, duration")
	if err := flags.Parse(args); err != nil {
		return cases.Fail(cases.Invalid, "central.usage").Because(err)
	}
	if *data == "" || flags.NArg() != 0 {
		return cases.Fail(cases.Invalid, "central.usage")
	}
	cert, key, err := assets.DemoRoot()
	if err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler)
	if *verbose {
		log = slog.New(slog.NewJSONHandler(errs, nil))
	}
	return library.Run(ctx, library.Config{
		Listen: *listen, Data: *data, Database: *database, Cert: cert, Key: key, Sample: true,
		Log: log, Now: time.Now, Random: rand.Reader,
		Ready: func(url string, _ *library.Library) {
			_ = json.NewEncoder(out).Encode(struct {
				URL string `json:"url"`
			}{url})
		},
	})
}
