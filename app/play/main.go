// Command play opens the demo: the central library on the loopback, two made-up
// offices with their stores, and the window. Where nobody is watching (the
// virtual screen of .ci/display) it plays the main job through the window with
// keys and pointer and leaves screenshots, letters and summary.json.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"casedesk/app/demo"
	"casedesk/app/wire"
)

// options are what the command line says.
type options struct {
	out      string
	disable  string
	patience time.Duration
	headless bool
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	var o options
	flag.StringVar(&o.out, "out", "out", "`DIR` for the demo and what the run leaves")
	flag.StringVar(&o.disable, "disable", "", "disable the control with this `ID`, to see that the run notices")
	flag.DurationVar(&o.patience, "patience", time.Minute, "how long a control may take to appear")
	flag.Parse()
	o.headless = os.Getenv("CASEDESK_SCREEN") != ""
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "play:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, o options) error {
	dir := filepath.Join(o.out, "desk")
	if o.headless {
		dir = filepath.Join(o.out, "demo") // each played run begins with a new world
		for _, old := range []string{dir, filepath.Join(o.out, "shots"), filepath.Join(o.out, "letters")} {
			if err := os.RemoveAll(old); err != nil {
				return err
			}
		}
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	library, url, err := startLibrary(ctx, filepath.Join(dir, "central"))
	if err != nil {
		return err
	}
	defer end(library)
	if err := demo.Make(ctx, dir, url, demo.Options{}); err != nil {
		return err
	}
	if !o.headless {
		return show(ctx, dir, url)
	}
	return play(ctx, o, dir, url)
}

// show opens the window to a person, with the sample records already imported.
func show(ctx context.Context, dir, url string) error {
	tools, err := wire.Load()
	if err != nil {
		return err
	}
	if err := demo.ImportSamples(ctx, tools, dir); err != nil {
		return err
	}
	fmt.Println("演示口令 / demo pass phrase:", demo.PassPhrase)
	desktop := sibling(ctx, "desktop", desktopArgs(dir, url)...)
	return desktop.Run()
}

func desktopArgs(dir, url string, more ...string) []string {
	stores := filepath.Join(dir, "window") + "," + filepath.Join(dir, "authority")
	return append([]string{"-stores", stores, "-central", url}, more...)
}

// sibling is a program that lies beside this one.
func sibling(ctx context.Context, name string, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		self = os.Args[0]
	}
	cmd := exec.CommandContext(ctx, filepath.Join(filepath.Dir(self), name), args...)
	cmd.Stdout, cmd.Stderr = os.Stdout, os.Stderr
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 10 * time.Second
	return cmd
}

// startLibrary starts the central library on a free port of the loopback.
func startLibrary(ctx context.Context, data string) (*exec.Cmd, string, error) {
	cmd := sibling(ctx, "central", "--data", data)
	cmd.Stdout = nil
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, "", err
	}
	if err := cmd.Start(); err != nil {
		return nil, "", err
	}
	var ready struct {
		URL string `json:"url"`
	}
	if err := json.NewDecoder(out).Decode(&ready); err != nil {
		end(cmd)
		return nil, "", fmt.Errorf("the central library did not start: %w", err)
	}
	return cmd, ready.URL, nil
}

// end asks a program to stop and waits for it.
func end(cmd *exec.Cmd) {
	if err := cmd.Process.Signal(os.Interrupt); err != nil && !errors.Is(err, os.ErrProcessDone) {
		fmt.Fprintln(os.Stderr, "play:", err)
	}
	_ = cmd.Wait() // how it ended was said on its own standard error
}
