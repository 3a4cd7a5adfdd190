package main

import (
	"context"
	"crypto/rand"
	"os"
	"path/filepath"
	"time"

	"casedesk/app/demo"
	"casedesk/app/library"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases"
)

type demoCall struct {
	Dir     string        `required:"" type:"path" help:"Where the demo lives."`
	Central string        `help:"URL of a running sample library; without it the demo starts one itself."`
	SM2     bool          `name:"sm2" help:"Sign letters with SM2 and SM3."`
	Wait    time.Duration `default:"60s" help:"How long to keep trying a library that is down."`
}

// Run plays the whole main job, a line a step.
func (c demoCall) Run(t *terminal) error {
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return cases.Fail(cases.NotFound, "demo.write").Because(err)
	}
	url, stop, err := t.library(c.Central, c.Dir)
	if err != nil {
		return err
	}
	defer stop()
	if err := demo.Make(t, c.Dir, url, demo.Options{SM2: c.SM2}); err != nil {
		return err
	}
	tools, err := wire.Load()
	if err != nil {
		return err
	}
	tools.Now = t.now
	bad := false
	p := demo.Player{Tools: tools, Dir: c.Dir, URL: url, Wait: c.Wait, Report: func(d demo.Done) {
		bad = bad || !d.OK
		_ = t.answer(d) // a closed pipe does not stop the work
	}}
	if err := p.Play(t); err != nil {
		return err
	}
	if bad {
		return cases.Fail(cases.Damaged, "demo.unverified")
	}
	return nil
}

// library gives the address of the library that was named, or of one that runs
// with its data below dir until stop is called.
func (t *terminal) library(named, dir string) (url string, stop func(), err error) {
	if named != "" {
		url, err = address(named)
		return url, func() {}, err
	}
	stop, url, err = startLibrary(t, filepath.Join(dir, "central"))
	return url, stop, err
}

// startLibrary runs a sample library of the demo's own until stop is called.
func startLibrary(t *terminal, data string) (stop func(), url string, err error) {
	cert, key, err := assets.DemoRoot()
	if err != nil {
		return nil, "", err
	}
	ctx, cancel := context.WithCancel(t)
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- library.Run(ctx, library.Config{
			Data: data, Cert: cert, Key: key, Sample: true, Now: t.now, Random: rand.Reader,
			Ready: func(url string, _ *library.Library) { ready <- url },
		})
	}()
	select {
	case url = <-ready:
		return func() { cancel(); <-ended }, url, nil
	case err = <-ended:
		cancel()
		return nil, "", err
	}
}
