package main

import (
	"context"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"casedesk/app/demo"
	"casedesk/app/play/hands"
)

// onScreen starts the window on the virtual screen of `make test`. A developer
// without a screen sees what was not run; CI without one fails.
func onScreen(t *testing.T, args ...string) *hands.Hands {
	t.Helper()
	if os.Getenv("DISPLAY") == "" {
		if os.Getenv("CI") == "true" {
			t.Fatal("no DISPLAY: run the tests with `make test`")
		}
		t.Log("no DISPLAY: the window was not driven; `make test` brings a screen")
		return nil
	}
	program := desktop(t)
	ctx, stop := context.WithTimeout(t.Context(), 2*time.Minute)
	watch, shots := filepath.Join(t.TempDir(), "watch.json"), t.TempDir()
	cmd := exec.CommandContext(ctx, program, append([]string{"-watch", watch, "-cache", t.TempDir()}, args...)...)
	var said strings.Builder
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		stop()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		stop()
		_ = cmd.Wait() // it was killed
		if strings.Contains(said.String(), "panic") {
			t.Error(said.String())
		}
	})
	h := hands.New(ctx, watch, shots, 20*time.Second)
	h.PID = cmd.Process.Pid
	check(t, h.Begin())
	return h
}

// sees waits until something is true of the screen.
func sees(t *testing.T, h *hands.Hands, what string, good func(hands.Glance) bool) hands.Glance {
	t.Helper()
	g, err := h.Until(what, good)
	check(t, err)
	return g
}

func control(g hands.Glance, id string) hands.Control {
	for _, c := range g.Controls {
		if c.ID == id {
			return c
		}
	}
	return hands.Control{}
}

func on(page string) func(hands.Glance) bool {
	return func(g hands.Glance) bool { return g.Screen == page && !g.Busy }
}

func signIn(t *testing.T, h *hands.Hands) {
	t.Helper()
	check(t, h.Click("signin.account.0"))
	check(t, h.WriteSecret("signin.pass", demo.PassPhrase))
	check(t, h.Key("Return"))
	sees(t, h, "the workbench", on("workbench"))
}

func storeList(dir string) string {
	return filepath.Join(dir, "window") + "," + filepath.Join(dir, "authority")
}

func TestAClerkSignsInLooksRoundAndLocks(t *testing.T) {
	dir, url := demoStores(t)
	h := onScreen(t, "-stores", storeList(dir), "-central", url)
	if h == nil {
		return
	}
	sees(t, h, "the accounts to have the keyboard", func(g hands.Glance) bool { return control(g, "signin.account.0").Focused })
	check(t, h.Key("1"))
	sees(t, h, "the first account and the pass phrase asked for", func(g hands.Glance) bool {
		return control(g, "signin.account.0").Chosen && control(g, "signin.pass").Focused && !control(g, "signin.enter").Enabled
	})
	check(t, h.WriteSecret("signin.pass", "falsch"))
	check(t, h.Key("Return"))
	sees(t, h, "a sentence with the tries left", func(g hands.Glance) bool {
		pass := control(g, "signin.pass")
		return !g.Busy && pass.Focused && strings.Contains(pass.Trouble, "还可再试 4 次")
	})
	check(t, h.WriteSecret("signin.pass", demo.PassPhrase))
	check(t, h.Key("Return"))
	small := control(sees(t, h, "the workbench", on("workbench")), "workbench.search")

	for range 4 {
		check(t, h.Key("ctrl+equal"))
	}
	sees(t, h, "twice the text", func(g hands.Glance) bool { return control(g, "workbench.search").H >= 2*small.H-2 })
	for range 4 {
		check(t, h.Key("ctrl+minus"))
	}
	sees(t, h, "the text as it was", func(g hands.Glance) bool { return control(g, "workbench.search").H == small.H })

	if light := picture(t, h); light < 150 {
		t.Errorf("light is %d of 255 bright", light)
	}
	check(t, h.Key("F11"))
	sees(t, h, "a dark window", func(hands.Glance) bool { return picture(t, h) <= 100 })

	check(t, h.Key("F1"))
	sees(t, h, "the key sheet over the page", func(g hands.Glance) bool { return control(g, "workbench.search").ID == "" })
	check(t, h.Key("Escape"))
	sees(t, h, "the page again", func(g hands.Glance) bool { return control(g, "workbench.search").Enabled })

	check(t, h.Write("workbench.search", "shenz"))
	check(t, h.Key("ctrl+l"))
	sees(t, h, "the cover, and nothing else", func(g hands.Glance) bool {
		return g.Screen == "cover" && !g.Busy && control(g, "cover.secret").Focused && control(g, "workbench.search").ID == "" && control(g, "nav.sync").ID == ""
	})
	sees(t, h, "the key dropped", func(g hands.Glance) bool { return control(g, "cover.enter").Label == "解锁" })
	if shots := os.Getenv("CASEDESK_SHOTS"); shots != "" {
		check(t, os.CopyFS(shots, os.DirFS(h.Out)))
	}
	check(t, h.WriteSecret("cover.secret", demo.PassPhrase))
	check(t, h.Key("Return"))
	sees(t, h, "the workbench as it was, the keyboard in the search", func(g hands.Glance) bool {
		search := control(g, "workbench.search")
		return g.Screen == "workbench" && search.Focused && search.Value == "shenz"
	})

	check(t, h.Key("ctrl+l"))
	check(t, h.Click("cover.other"))
	sees(t, h, "sign-in with the same account, the pass phrase asked for", func(g hands.Glance) bool {
		return g.Screen == "signin" && control(g, "signin.account.0").Chosen && control(g, "signin.pass").Focused
	})
	check(t, h.WriteSecret("signin.pass", demo.PassPhrase))
	check(t, h.Key("Return"))
	sees(t, h, "the workbench", on("workbench"))
}

// picture gives the mean brightness of the window, 0 to 255; one colour all over
// is no picture.
func picture(t *testing.T, h *hands.Hands) int {
	t.Helper()
	name, err := h.Shot("window")
	check(t, err)
	f, err := os.Open(filepath.Join(h.Out, name))
	check(t, err)
	defer f.Close()
	img, err := png.Decode(f)
	check(t, err)
	colours, sum, n := map[color.Gray]bool{}, 0, 0
	for y := img.Bounds().Min.Y; y < img.Bounds().Max.Y; y += 3 {
		for x := img.Bounds().Min.X; x < img.Bounds().Max.X; x += 3 {
			c := color.GrayModel.Convert(img.At(x, y)).(color.Gray)
			colours[c], sum, n = true, sum+int(c.Y), n+1
		}
	}
	if len(colours) < 10 {
		t.Errorf("only %d colours are on the window", len(colours))
	}
	return sum / n
}

// A library that answers rubbish takes nothing away from the desk.
func TestTheDeskWorksWithoutALibrary(t *testing.T) {
	dir, _ := demoStores(t)
	h := onScreen(t, "-stores", storeList(dir), "-central", rubbish(t))
	if h == nil {
		return
	}
	signIn(t, h)
	offline := func(g hands.Glance) bool { return !g.Busy && control(g, "nav.connection").Label == "没有连上" }
	sees(t, h, "the tile to say that nothing answered", offline)
	check(t, h.Click("nav.sync"))
	sees(t, h, "the sync page", on("sync"))
	check(t, h.Key("ctrl+n"))
	sees(t, h, "a new intake", on("intake"))
	check(t, h.Click("nav.workbench"))
	sees(t, h, "the workbench", on("workbench"))
	check(t, h.Write("workbench.search", "shenzhen"))
	sees(t, h, "the tile as it was", offline)
	sees(t, h, "what was typed", func(g hands.Glance) bool { return control(g, "workbench.search").Value == "shenzhen" })
}
