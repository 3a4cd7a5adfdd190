// Command desktop is the clerk's window: a Fyne client on the local store.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"casedesk/app/wire"
	"casedesk/assets"
)

// options are what the command line says.
type options struct {
	stores  []string
	central string
	lang    string
	watch   string
	cache   string
	fonts   string
	disable string
	width   int
	height  int
}

func main() {
	o, err := parse(os.Args[1:])
	if err == nil {
		err = run(o)
	}
	if err != nil {
		words, bad := assets.LoadWords(o.lang)
		if bad != nil {
			fmt.Fprintln(os.Stderr, err)
		} else {
			fmt.Fprintln(os.Stderr, words.Sentence(err))
		}
		os.Exit(2)
	}
}

func parse(args []string) (options, error) {
	var o options
	f := flag.NewFlagSet("desktop", flag.ExitOnError)
	stores := f.String("stores", "", "folders of local stores, separated by commas")
	f.StringVar(&o.central, "central", "", "`URL` of the central library; without it the desk works offline")
	f.StringVar(&o.lang, "lang", "zh-Hans", "language of the screen: zh-Hans or en")
	f.StringVar(&o.watch, "watch", "", "write what is on the screen to this `FILE`, for end-to-end runs")
	f.StringVar(&o.disable, "disable", "", "keep the control with this `ID` disabled, with -watch: an end-to-end run must notice")
	f.StringVar(&o.cache, "cache", "", "`DIR` for what can be made again")
	f.StringVar(&o.fonts, "fonts", "", "`DIR` with the office's own fonts for letters: song.ttf (仿宋_GB2312), title.ttf (小标宋), rare.ttf (what no shipped font has)")
	f.IntVar(&o.width, "width", 1366, "width of the window")
	f.IntVar(&o.height, "height", 768, "height of the window")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	if o.cache == "" {
		dir, err := os.UserCacheDir()
		if err != nil {
			return o, err
		}
		o.cache = filepath.Join(dir, "casedesk")
	}
	for _, s := range strings.Split(*stores, ",") {
		if s != "" {
			o.stores = append(o.stores, s)
		}
	}
	return o, nil
}

// metadata is FyneApp.toml in code, for a built program does not find the file;
// a test holds the two equal.
func metadata() fyne.AppMetadata {
	return fyne.AppMetadata{
		ID: "cn.casedesk.desk", Name: "Casedesk", Version: "0.1.0", Build: 1,
		Icon: fyne.NewStaticResource("app.png", assets.AppIcon()), Migrations: map[string]bool{"fyneDo": migrated},
	}
}

// run opens the stores and the window, and ends when the window is closed.
func run(o options) error {
	tools, err := wire.LoadWith(o.fonts)
	if err != nil {
		return err
	}
	desks, err := openStores(o.stores)
	if err != nil {
		return err
	}
	defer desks.close()
	app.SetMetadata(metadata())
	a := app.NewWithID(metadata().ID)
	w, err := newWindow(a, o, tools, desks)
	if err != nil {
		return err
	}
	w.win.ShowAndRun()
	w.close()
	return nil
}
