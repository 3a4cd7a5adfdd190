package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"time"

	"casedesk/app/demo"
	"casedesk/app/library"
	"casedesk/app/play/hands"
	"casedesk/app/wire"
	"casedesk/cases"
)

// play plays the main job through the window and leaves the summary, also of a
// run that failed.
func play(ctx context.Context, o options, dir, url string) error {
	start := time.Now()
	h := hands.New(ctx, filepath.Join(dir, "watch.json"), filepath.Join(o.out, "shots"), o.patience)
	if err := os.MkdirAll(h.Out, 0o755); err != nil {
		return err
	}
	args := desktopArgs(dir, url, "-watch", h.Watch, "-width", "1366", "-height", "768")
	if o.disable != "" {
		args = append(args, "-disable", o.disable)
	}
	window := sibling(ctx, "desktop", args...)
	if err := window.Start(); err != nil {
		return err
	}
	s := summary{}
	err := h.Begin()
	if err == nil {
		s.Steps, err = perform(h, mainJob())
	}
	end(window)
	if err == nil {
		err = sameAtCentre(ctx, url, s.events())
	}
	if err == nil {
		s.Letters, err = letters(ctx, dir, filepath.Join(o.out, "letters"))
	}
	s.OK, s.Seconds = err == nil, time.Since(start).Seconds()
	if err != nil {
		s.Problem = err.Error()
	}
	if bad := s.save(o.out); bad != nil {
		return bad
	}
	return err
}

// perform does each scene, takes its picture and notes the events it made.
func perform(h *hands.Hands, job []scene) ([]step, error) {
	var done []step
	seen := 0
	for _, sc := range job {
		fmt.Println("play:", sc.name)
		if err := sc.do(h); err != nil {
			if file, bad := h.Shot("failed"); bad == nil {
				done = append(done, step{Name: sc.name, Screenshot: file})
			}
			return done, fmt.Errorf("%s: %w", sc.name, err)
		}
		file, err := h.Shot(strings.ReplaceAll(sc.name, " ", "-"))
		if err != nil {
			return done, err
		}
		if sc.wide {
			if err := wideShot(h, sc.name); err != nil {
				return done, err
			}
		}
		g, err := h.Until("the window to come to rest", func(g hands.Glance) bool { return !g.Busy })
		if err != nil {
			return done, err
		}
		done = append(done, step{Name: sc.name, Screenshot: file, Events: g.Events[seen:]})
		seen = len(g.Events)
	}
	return done, nil
}

// wideShot takes a scene's picture in a large window and makes it small again.
func wideShot(h *hands.Hands, name string) error {
	if err := h.Size(1920, 1080); err != nil {
		return err
	}
	if _, err := h.Shot(strings.ReplaceAll(name, " ", "-") + "-1920"); err != nil {
		return err
	}
	return h.Size(1366, 768)
}

// events lists the events of all steps.
func (s summary) events() (out []string) {
	for _, st := range s.Steps {
		out = append(out, st.Events...)
	}
	return out
}

// sameAtCentre holds the events of the run against those of the central
// library: exactly the same ones, each once. The books of who saw what are written
// behind the screens; of their events none may be there twice.
func sameAtCentre(ctx context.Context, url string, made []string) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+library.PathEvents, nil)
	if err != nil {
		return err
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	missing := map[string]int{}
	for _, e := range made {
		missing[e]++
	}
	looked := map[string]bool{}
	lines := bufio.NewScanner(resp.Body)
	for lines.Scan() {
		var e struct {
			Hash string     `json:"hash"`
			Kind cases.Kind `json:"kind"`
		}
		if err := json.Unmarshal(lines.Bytes(), &e); err != nil {
			return err
		}
		if cases.IsAccess(e.Kind) {
			if looked[e.Hash] {
				return fmt.Errorf("the centre holds the look %s twice", e.Hash)
			}
			looked[e.Hash] = true
			continue
		}
		if missing[e.Hash]--; missing[e.Hash] != 0 {
			return fmt.Errorf("the centre holds event %s, which the run did not make once", e.Hash)
		}
		delete(missing, e.Hash)
	}
	if len(missing) > 0 || len(made) == 0 {
		return fmt.Errorf("%d of %d events are not at the centre", len(missing), len(made))
	}
	return lines.Err()
}

// letters writes the letters of the run in clear and checks each one.
func letters(ctx context.Context, dir, out string) ([]string, error) {
	tools, err := wire.Load()
	if err != nil {
		return nil, err
	}
	var files []string
	err = demo.Export(ctx, tools, dir, out, func(d demo.Done) {
		if d.OK {
			files = append(files, filepath.Base(d.File))
		}
	})
	if err == nil && len(files) == 0 {
		err = cases.Fail(cases.NotFound, "demo.unverified")
	}
	return files, err
}
