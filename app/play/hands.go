package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// glance is what the desktop says is on its screen (its -watch file).
type glance struct {
	Screen   string    `json:"screen"`
	Busy     bool      `json:"busy"`
	Controls []control `json:"controls"`
	Events   []string  `json:"events"` // hashes written since the program started
	Problem  string    `json:"problem"`
}

// control is one thing that can be pressed or typed into, with its rectangle.
type control struct {
	ID      string `json:"id"`
	Kind    string `json:"kind"`
	Label   string `json:"label"`
	Enabled bool   `json:"enabled"`
	Focused bool   `json:"focused"`
	X       int    `json:"x"`
	Y       int    `json:"y"`
	W       int    `json:"w"`
	H       int    `json:"h"`
}

// hands press keys and move the pointer on the real window; they know no other
// way to make it do anything.
type hands struct {
	ctx    context.Context
	watch  string // the desktop's -watch file
	window string // X window
	out    string // folder for screenshots
	shots  int
}

// patience is how long a control may take to appear on a slow machine.
const patience = 60 * time.Second

// look reads what is on the screen; a file half written is simply read again.
func (h *hands) look() (g glance, ok bool) {
	b, err := os.ReadFile(h.watch)
	return g, err == nil && json.Unmarshal(b, &g) == nil
}

// until waits for something to be true of the screen.
func (h *hands) until(what string, good func(glance) bool) (glance, error) {
	end := time.Now().Add(patience)
	var last glance
	for time.Now().Before(end) {
		if g, ok := h.look(); ok {
			if last = g; good(g) {
				return g, nil
			}
		}
		select {
		case <-h.ctx.Done():
			return last, h.ctx.Err()
		case <-time.After(50 * time.Millisecond):
		}
	}
	return last, fmt.Errorf("waited %v for %s; on screen: %s (problem: %q)", patience, what, seen(last), last.Problem)
}

func seen(g glance) string {
	names := []string{g.Screen}
	for _, c := range g.Controls {
		name := c.ID
		if !c.Enabled {
			name += " (disabled)"
		}
		names = append(names, name)
	}
	return strings.Join(names, ", ")
}

// find waits until the control can be used.
func (h *hands) find(id string) (control, error) {
	var found control
	_, err := h.until("“"+id+"” to be enabled", func(g glance) bool {
		for _, c := range g.Controls {
			if c.ID == id && c.Enabled && !g.Busy {
				found = c
				return true
			}
		}
		return false
	})
	return found, err
}

// click presses a control with the pointer.
func (h *hands) click(id string) error {
	c, err := h.find(id)
	if err != nil {
		return err
	}
	return h.xdo("mousemove", "--window", h.window, strconv.Itoa(c.X+c.W/2), strconv.Itoa(c.Y+c.H/2), "click", "1")
}

// write clicks into an entry, clears it and types.
func (h *hands) write(id, text string) error {
	if err := h.click(id); err != nil {
		return err
	}
	if _, err := h.until("“"+id+"” to have the focus", func(g glance) bool {
		for _, c := range g.Controls {
			if c.ID == id && c.Focused {
				return true
			}
		}
		return false
	}); err != nil {
		return err
	}
	if err := h.xdo("key", "ctrl+a", "key", "BackSpace"); err != nil {
		return err
	}
	// A new keyboard map for each rare character takes the server a moment.
	return h.xdo("type", "--delay", "60", text)
}

func (h *hands) key(names ...string) error { return h.xdo(append([]string{"key"}, names...)...) }

func (h *hands) xdo(args ...string) error {
	cmd := exec.CommandContext(h.ctx, "xdotool", args...)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	if b, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("xdotool %s: %v: %s", args[0], err, b)
	}
	return nil
}

// shot takes a picture of the window, once it has settled.
func (h *hands) shot(name string) (string, error) {
	time.Sleep(400 * time.Millisecond)
	h.shots++
	file := fmt.Sprintf("%02d-%s.png", h.shots, name)
	path := filepath.Join(h.out, file)
	if b, err := exec.CommandContext(h.ctx, "scrot", "--overwrite", "--window", h.window, path).CombinedOutput(); err != nil {
		return "", fmt.Errorf("scrot: %v: %s", err, b)
	}
	return file, nil
}

// size makes the window that large, in pixels.
func (h *hands) size(w, high int) error {
	if err := h.xdo("windowsize", "--sync", h.window, strconv.Itoa(w), strconv.Itoa(high)); err != nil {
		return err
	}
	time.Sleep(500 * time.Millisecond)
	return nil
}
