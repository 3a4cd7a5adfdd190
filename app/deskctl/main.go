// Command deskctl does the desk's work from a terminal: for administrators,
// scripts and tests. It needs no window, no cgo and, but for sync, no network.
//
// Answers go to standard output as JSON, words for people to standard error.
// It exits 0 for done and yes, 1 for done and no, 2 for could not be done.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"casedesk/assets"
	"casedesk/cases"
)

// calls is the command line.
type calls struct {
	Text bool   `help:"A readable answer instead of JSON."`
	Lang string `help:"Language of words: zh-Hans or en." default:"zh-Hans" enum:"zh-Hans,en"`

	Fonts string `type:"path" help:"Folder with the office's own fonts for letters: song.ttf, title.ttf, rare.ttf (for what no shipped font has)."`

	Code    codeCall    `cmd:"" help:"Check identity codes (GB 32100, GB 11643)."`
	Days    daysCall    `cmd:"" help:"Count days and show the ledger."`
	Assess  assessCall  `cmd:"" help:"Judge one record by the rule packs."`
	Schema  schemaCall  `cmd:"" help:"JSON Schema of an input: assess or letter."`
	Pack    packCall    `cmd:"" help:"Check rule packs."`
	Import  importCall  `cmd:"" help:"Read a sheet of public records (双公示)."`
	Letter  letterCall  `cmd:"" help:"Make, issue and verify letters."`
	Events  eventsCall  `cmd:"" help:"List events, headers only."`
	Store   storeCall   `cmd:"" help:"Make and check a local store."`
	Sync    syncCall    `cmd:"" help:"Push and pull once."`
	Account accountCall `cmd:"" help:"Who may sign in to a store."`
	Demo    demoCall    `cmd:"" help:"The whole main job on made-up offices."`
}

// terminal is where a call reads and answers.
type terminal struct {
	context.Context
	in    io.Reader
	out   io.Writer
	errs  io.Writer
	words assets.Words
	text  bool
	now   func() time.Time
	fonts string
}

// errNo says: done, and the answer is no.
var errNo = errors.New("no")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, time.Now))
}

// run is main with everything it touches given.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer, now func() time.Time) int {
	var c calls
	exit := -1
	parser, err := kong.New(&c, kong.Name("deskctl"), kong.Writers(out, errs), kong.Exit(func(code int) { exit = code }))
	if err != nil {
		fmt.Fprintln(errs, err)
		return 2
	}
	parsed, err := parser.Parse(args)
	if exit == 0 {
		return 0 // help was asked for
	}
	if err != nil {
		fmt.Fprintln(errs, err)
		return 2
	}
	words, err := assets.LoadWords(c.Lang)
	if err != nil {
		fmt.Fprintln(errs, err)
		return 2
	}
	t := &terminal{Context: ctx, in: in, out: out, errs: errs, words: words, text: c.Text, now: now, fonts: c.Fonts}
	switch err := parsed.Run(t); {
	case err == nil:
		return 0
	case errors.Is(err, errNo):
		return 1
	default:
		t.complain(err)
		return 2
	}
}

// complain says in one sentence what could not be done.
func (t *terminal) complain(err error) {
	if t.Err() != nil {
		err = cases.Fail(cases.Exhausted, "deskctl.stopped")
	}
	fmt.Fprintln(t.errs, t.words.Sentence(err))
}

func (t *terminal) today() cases.Date { return cases.DayIn(t.now()) }
