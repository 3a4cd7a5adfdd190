// Command central runs the central library (中心库). It prints one line of JSON,
// {"url": …}, when it is ready, and stops gracefully on an interrupt. Without --root it
// is a sample library under the demo's root, which proves nothing. Besides:
//
//	central root --root DIR --name NAME            make a root: its certificate and its key
//	central office --root DIR --data DIR FILE      add an office, or change its description
//	central code --root DIR --data DIR OFFICE-ID   a one-time code for a device to enrol with
//	central certify --root DIR --data DIR [--to DIR] FILE…
//	                                               certify applications of accounts (deskctl account)
//
// They run beside the server, which takes over what they publish; a desk gets it with
// its next sync, or from the file that certify wrote (deskctl account answer).
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
	if len(args) > 0 {
		if work := keeping(args[0]); work != nil {
			return keep(ctx, work, args[1:], out, errs)
		}
	}
	flags := flag.NewFlagSet("central", flag.ContinueOnError)
	flags.SetOutput(errs)
	root := flags.String("root", "", "`DIR` with the root's certificate and key; without it a sample library")
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
	cert, key, err := rootIn(*root)
	if err != nil {
		return err
	}
	log := slog.New(slog.DiscardHandler)
	if *verbose {
		log = slog.New(slog.NewJSONHandler(errs, nil))
	}
	return library.Run(ctx, library.Config{
		Listen: *listen, Data: *data, Database: *database, Cert: cert, Key: key, Sample: *root == "",
		Log: log, Now: time.Now, Random: rand.Reader,
		Ready: func(url string, _ *library.Library) {
			_ = json.NewEncoder(out).Encode(struct {
				URL string `json:"url"`
			}{url})
		},
	})
}
