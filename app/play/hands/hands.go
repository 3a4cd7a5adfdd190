// Package hands presses keys and moves the pointer on the real window of the
// desktop, for end-to-end runs; it knows no other way to make it do anything.
package hands

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

// Glance is what the desktop says is on its screen (its -watch file).
type Glance struct {
	Screen   string    `json:"screen"`
	Busy     bool      `json:"busy"`
	Controls []Control `json:"controls"`
	Events   []string  `json:"events"` // hashes written since the program started
}

// Control is one thing that can be pressed or typed into, with its rectangle.
type Control struct {
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

// Hands press keys and move the pointer; they need xdotool and, for pictures, scrot.
type Hands struct {
	Watch  string // the desktop's -watch file
	Window string // X window, set by Begin
	Out    string // folder for screenshots
	// Patience is how long a control may take to appear on a slow machine.
	Patience time.Duration
	ctx      context.Context
	shots    int
}

// New gives hands that work until the context ends.
func New(ctx context.Context, watch, out string, patience time.Duration) *Hands {
	return &Hands{ctx: ctx, Watch: watch, Out: out, Patience: patience}
}

// Begin finds the window and waits until something is on it.
func (h *Hands) Begin() error {
	b, err := exec.CommandContext(h.ctx, "xdotool", "search", "--sync", "--onlyvisible", "--name", "Casedesk").Output()
	if err != nil {
		return fmt.Errorf("no window came up: %w", err)
	}
	h.Window = strings.Fields(string(b))[0]
	_, err = h.Until("the sign-in page", func(g Glance) bool { return len(g.Controls) > 0 })
	return err
}

// Look reads what is on the screen; a file half written is simply read again.
func (h *Hands) Look() (g Glance, ok bool) {
	b, err := os.ReadFile(h.Watch)
	return g, err == nil && json.Unmarshal(b, &g) == nil
}

// Until waits for something to be true of the screen.
func (h *Hands) Until(what string, good func(Glance) bool) (Glance, error) {
	end := time.Now().Add(h.Patience)
	var last Glance
	for time.Now().Before(end) {
		if g, ok := h.Look(); ok {
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
	return last, fmt.Errorf("waited %v for %s; on screen: %s", h.Patience, what, seen(last))
}

func seen(g Glance) string {
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

// Find waits until the control can be used.
func (h *Hands) Find(id string) (Control, error) {
	var found Control
	_, err := h.Until("“"+id+"” to be enabled", func(g Glance) bool {
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

// Click presses a control with the pointer.
func (h *Hands) Click(id string) error {
	c, err := h.Find(id)
	if err != nil {
		return err
	}
	return h.xdo("mousemove", "--window", h.Window, strconv.Itoa(c.X+c.W/2), strconv.Itoa(c.Y+c.H/2), "click", "1")
}

// Write clicks into an entry, clears it and types.
func (h *Hands) Write(id, text string) error {
	if err := h.Click(id); err != nil {
		return err
	}
	if _, err := h.Until("“"+id+"” to have the focus", func(g Glance) bool {
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

// Key presses keys, named as xdotool names them (ctrl+l, Return).
func (h *Hands) Key(names ...string) error { return h.xdo(append([]string{"key"}, names...)...) }

func (h *Hands) xdo(args ...string) error {
	cmd := exec.CommandContext(h.ctx, "xdotool", args...)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	if b, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("xdotool %s: %v: %s", args[0], err, b)
	}
	return nil
}

// Shot takes a picture of the window, once it has settled.
func (h *Hands) Shot(name string) (string, error) {
	time.Sleep(400 * time.Millisecond)
	h.shots++
	file := fmt.Sprintf("%02d-%s.png", h.shots, name)
	path := filepath.Join(h.Out, file)
	if b, err := exec.CommandContext(h.ctx, "scrot", "--overwrite", "--window", h.Window, path).CombinedOutput(); err != nil {
		return "", fmt.Errorf("scrot: %v: %s", err, b)
	}
	return file, nil
}

// Size makes the window that large, in pixels.
func (h *Hands) Size(w, high int) error {
	if err := h.xdo("windowsize", "--sync", h.Window, strconv.Itoa(w), strconv.Itoa(high)); err != nil {
		return err
	}
	time.Sleep(500 * time.Millisecond)
	return nil
}
