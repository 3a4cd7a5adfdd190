package demo

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"time"

	"casedesk/app/office"
	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// Done reports one step of the main job.
type Done struct {
	Step string `json:"step"`
	OK   bool   `json:"ok"`
	Case string `json:"case"`
	File string `json:"file"`
}

// Player plays the main job on the stores that Make made. A step that an
// earlier run finished is reported and left alone.
type Player struct {
	Tools  wire.Tools
	Dir    string
	URL    string
	Report func(Done)
	Wait   time.Duration // how long to keep trying a library that is down

	desks map[string]office.Desk // folder/role
}

// Play plays a repair and an objection from import to archive and exports the
// letters, in clear, to Dir/out.
func (p *Player) Play(ctx context.Context) error {
	p.desks = map[string]office.Desk{}
	for _, folder := range Folders() {
		store, err := sqlite.Open(ctx, filepath.Join(p.Dir, folder), sqlite.Options{Now: p.Tools.Now})
		if err != nil {
			return err
		}
		defer store.Close()
		if err := p.signIn(ctx, folder, store); err != nil {
			return err
		}
	}
	if err := p.importSamples(ctx); err != nil {
		return err
	}
	for _, s := range []script{repairScript(), objectionScript()} {
		if err := p.run(ctx, s); err != nil {
			return err
		}
	}
	return nil
}

// signIn signs every account of a store in: the demo is alone on the machine.
func (p *Player) signIn(ctx context.Context, folder string, store *sqlite.Store) error {
	o := store.Doorplate()
	for _, a := range o.Accounts {
		session, err := store.Unlock(ctx, a.ID, PassPhrase)
		if err != nil {
			return err
		}
		d, err := p.Tools.Desk(session)
		if err != nil {
			return err
		}
		p.desks[folder+"/"+string(a.Roles[0])] = d
	}
	return nil
}

// sync syncs both stores: what the window sent reaches the authority, and back.
func (p *Player) sync(ctx context.Context) error {
	for _, who := range []string{"window/clerk", "authority/clerk", "window/clerk"} {
		if err := p.syncOne(ctx, p.desks[who].Store.(*sqlite.Session)); err != nil {
			return err
		}
	}
	return nil
}

// syncOne keeps trying while the library is down: that is not the desk's trouble.
func (p *Player) syncOne(ctx context.Context, s *sqlite.Session) error {
	for end := time.Now().Add(p.Wait); ; {
		_, err := p.Tools.Sync(ctx, s, p.URL)
		if cases.KindOf(err) != cases.Unreachable || time.Now().After(end) {
			return err
		}
		select {
		case <-ctx.Done():
			return errors.Join(err, ctx.Err())
		case <-time.After(200 * time.Millisecond):
		}
	}
}

// export writes the letters of a case in clear below Dir/out.
func (p *Player) export(ctx context.Context, d office.Desk, c cases.Case) error {
	out := filepath.Join(p.Dir, "out")
	if err := os.MkdirAll(out, 0o700); err != nil {
		return cases.Fail(cases.NotFound, "demo.write").Because(err)
	}
	for _, l := range c.Letters {
		b, err := d.LetterBytes(ctx, l)
		if err != nil {
			return err
		}
		name := filepath.Join(out, string(c.Matter)+"-"+l.Letter+".pdf")
		if err := wire.WriteFile(name, b); err != nil {
			return err
		}
		p.Report(Done{Step: "verify", OK: p.verifies(b), Case: c.ID.String(), File: name})
	}
	return nil
}
