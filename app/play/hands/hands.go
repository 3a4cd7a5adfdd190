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
	N        int       `json:"n"` // the how many-th look it is
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
	Chosen  bool   `json:"chosen"`
	Trouble string `json:"trouble"` // what an entry says is wrong
	Value   string `json:"value"`   // what stands in an entry; never a secret's
	X       int    `json:"x"`
	Y       int    `json:"y"`
	W       int    `json:"w"`
	H       int    `json:"h"`
}

// Hands press keys and move the pointer; they need xdotool and, for pictures, scrot.
type Hands struct {
	Watch  string // the desktop's -watch file
	PID    int    // of the desktop, so that no other window is taken for it; 0 takes the first
	Window string // X window, set by Begin
	Out    string // folder for screenshots
	// Patience is how long a control may take to appear on a slow machine.
	Patience time.Duration
	ctx      context.Context
	shots    int
	wide     int // of the window, pixels; without a window manager it lies at 0,0
	high     int
}

// New gives hands that work until the context ends.
func New(ctx context.Context, watch, out string, patience time.Duration) *Hands {
	return &Hands{ctx: ctx, Watch: watch, Out: out, Patience: patience, wide: 1366, high: 768}
}

// Begin finds the window and waits until something is on it.
func (h *Hands) Begin() error {
	if _, err := h.Until("a page in the window", func(g Glance) bool { return len(g.Controls) > 0 }); err != nil {
		return err
	}
	args := []string{"search", "--onlyvisible", "--all"}
	if h.PID != 0 {
		args = append(args, "--pid", strconv.Itoa(h.PID))
	}
	args = append(args, "--name", "Casedesk") // xdotool takes the pattern last
	// A window is on its way to the screen while the first page is already drawn.
	for end := time.Now().Add(h.Patience); ; {
		b, err := h.xdotool(args...)
		if ids := strings.Fields(string(b)); err == nil && len(ids) > 0 {
			h.Window = ids[0]
			return nil
		}
		if time.Now().After(end) || h.ctx.Err() != nil {
			return fmt.Errorf("no window came up in %v", h.Patience)
		}
		time.Sleep(100 * time.Millisecond)
	}
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

// Either waits until one of the controls can be used and names it.
func (h *Hands) Either(ids ...string) (found string, err error) {
	_, err = h.Until("“"+strings.Join(ids, "” or “")+"” to be enabled", func(g Glance) bool {
		for _, id := range ids {
			if !g.Busy && has(g, id, func(c Control) bool { return c.Enabled }) {
				found = id
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
	if err := h.xdo("mousemove", "--window", h.Window, strconv.Itoa(c.X+c.W/2), strconv.Itoa(c.Y+c.H/2), "click", "1"); err != nil {
		return err
	}
	// The next look must be at what the click made of the screen.
	return h.fresh()
}

// fresh waits until the desktop has looked at its screen twice more: the first look may
// have been under way. On a busy machine that takes as long as it takes.
func (h *Hands) fresh() error {
	before, _ := h.Look()
	_, err := h.Until("the window to look at its screen", func(g Glance) bool { return g.N >= before.N+2 || g.N < before.N })
	return err
}

// Write clicks into an entry, clears it and types. Each character that no key of
// the keyboard has is looked for on the screen before the next: the X server
// learns it on the way and may lose it.
func (h *Hands) Write(id, text string) error {
	if err := h.enter(id); err != nil {
		return err
	}
	done := ""
	for _, piece := range pieces(text) {
		done += piece
		if err := h.typed(id, piece, done); err != nil {
			return err
		}
	}
	return nil
}

// WriteSecret clicks into an entry whose text nobody can see, and types ASCII.
func (h *Hands) WriteSecret(id, text string) error {
	if err := h.enter(id); err != nil {
		return err
	}
	return h.xdo("type", "--delay", "30", text)
}

// enter puts the keyboard into an entry and clears it.
func (h *Hands) enter(id string) error {
	if err := h.Click(id); err != nil {
		return err
	}
	_, err := h.Until("“"+id+"” to have the focus", func(g Glance) bool { return has(g, id, func(c Control) bool { return c.Focused }) })
	if err != nil {
		return err
	}
	return h.xdo("key", "ctrl+a", "key", "BackSpace")
}

// typed types a piece until the entry reads what it should.
func (h *Hands) typed(id, piece, want string) (err error) {
	short := *h
	short.Patience = 2 * time.Second
	for try := range 5 {
		delay := "30"
		if piece[0] >= 128 {
			// The server forgets the character after the delay; a busy window
			// must have looked it up by then.
			delay = strconv.Itoa(200 << try)
		}
		if err = h.xdo("type", "--delay", delay, piece); err != nil {
			return err
		}
		if _, err = short.Until("“"+id+"” to read “"+want+"”", func(g Glance) bool { return has(g, id, func(c Control) bool { return c.Value == want }) }); err == nil {
			return nil
		}
	}
	return err
}

// pieces parts a text into runs of ASCII and single other characters.
func pieces(text string) (out []string) {
	run := ""
	for _, r := range text {
		if r < 128 {
			run += string(r)
			continue
		}
		if run != "" {
			out = append(out, run)
		}
		run, out = "", append(out, string(r))
	}
	if run != "" {
		out = append(out, run)
	}
	return out
}

func has(g Glance, id string, is func(Control) bool) bool {
	for _, c := range g.Controls {
		if c.ID == id && is(c) {
			return true
		}
	}
	return false
}

// Key presses keys, named as xdotool names them (ctrl+l, Return).
func (h *Hands) Key(names ...string) error {
	if err := h.xdo(append([]string{"key"}, names...)...); err != nil {
		return err
	}
	return h.fresh()
}

func (h *Hands) xdo(args ...string) error {
	if b, err := h.xdotool(args...); err != nil {
		return fmt.Errorf("xdotool %s: %v: %s", args[0], err, b)
	}
	return nil
}

// xdotool runs in a locale that knows Chinese: else it neither reads titles nor types.
func (h *Hands) xdotool(args ...string) ([]byte, error) {
	cmd := exec.CommandContext(h.ctx, "xdotool", args...)
	cmd.Env = append(os.Environ(), "LANG=C.UTF-8", "LC_ALL=C.UTF-8")
	return cmd.CombinedOutput()
}

// Shot takes a picture of the window, once it has settled.
func (h *Hands) Shot(name string) (string, error) {
	time.Sleep(400 * time.Millisecond)
	h.shots++
	file := fmt.Sprintf("%02d-%s.png", h.shots, name)
	path := filepath.Join(h.Out, file)
	if b, err := exec.CommandContext(h.ctx, "scrot", "--overwrite", "--autoselect", fmt.Sprintf("0,0,%d,%d", h.wide, h.high), path).CombinedOutput(); err != nil {
		return "", fmt.Errorf("scrot: %v: %s", err, b)
	}
	return file, nil
}

// Size makes the window that large, in pixels.
func (h *Hands) Size(wide, high int) error {
	if err := h.xdo("windowsize", "--sync", h.Window, strconv.Itoa(wide), strconv.Itoa(high)); err != nil {
		return err
	}
	h.wide, h.high = wide, high
	time.Sleep(500 * time.Millisecond)
	return nil
}

// Row gives the row of a list that is labelled so, once it is there.
func (h *Hands) Row(prefix, label string) (id string, err error) {
	_, err = h.Until("a row of “"+label+"”", func(g Glance) bool {
		for _, c := range g.Controls {
			if strings.HasPrefix(c.ID, prefix) && c.Label == label && c.Enabled && !g.Busy {
				id = c.ID
				return true
			}
		}
		return false
	})
	return id, err
}

// Shows tells whether a control is on the screen now.
func (h *Hands) Shows(id string) bool {
	g, ok := h.Look()
	return ok && has(g, id, func(Control) bool { return true })
}

// Settle waits for a control and then for the work behind it to end.
func (h *Hands) Settle(id string) error {
	if _, err := h.Find(id); err != nil {
		return err
	}
	return h.fresh()
}
