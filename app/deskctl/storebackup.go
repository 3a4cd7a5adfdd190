package main

import (
	"time"

	"casedesk/app/wire"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

type storeBackupCall struct {
	Dir  string `arg:"" type:"path" help:"The store's folder."`
	To   string `required:"" type:"path" help:"The folder that backups go to; files are kept there once for all of them."`
	As   string `required:"" help:"Account name."`
	Keep int    `help:"How many backups stay there, the newest; 0 keeps all."`
}

// Run makes a backup; it is opened again and checked before it counts.
func (c storeBackupCall) Run(t *terminal) error {
	if c.Keep < 0 {
		return cases.Fail(cases.Invalid, "deskctl.keep")
	}
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	b, err := s.Backup(t, sqlite.Backups{Dir: c.To, Keep: c.Keep}, nil)
	if err != nil {
		return err
	}
	return t.answer(struct {
		Backup  string       `json:"backup"`
		At      time.Time    `json:"at"`
		Tested  time.Time    `json:"tested"`
		Events  int          `json:"events"`
		Cases   int          `json:"cases"`
		Files   int          `json:"files"`
		Copied  int          `json:"copied"`
		Bytes   int64        `json:"bytes"`
		Missing []cases.Hash `json:"missing"`
		Epoch   uint32       `json:"epoch"`
		Seq     uint64       `json:"seq"`
		Last    cases.Hash   `json:"last"`
	}{b.Dir, b.At.UTC(), b.Tested.UTC(), b.Events, b.Cases, b.Files, b.Copied, b.Bytes, append([]cases.Hash{}, b.Missing...), b.Epoch, b.Seq, b.Last})
}

type storeRestoreCall struct {
	Backup string `arg:"" type:"path" help:"A backup, or the folder that holds several: the newest is taken."`
	Dir    string `arg:"" type:"path" help:"The new store's folder, absent or empty."`
	As     string `required:"" help:"Account name."`
}

// Run puts a backup back, in a new epoch of the device's log.
func (c storeRestoreCall) Run(t *terminal) error {
	pass, err := t.passPhrase()
	if err != nil {
		return err
	}
	r, err := sqlite.Restore(t, c.Backup, c.Dir, sqlite.Options{Now: t.now, Keyring: wire.Keyring()}, func(st *sqlite.Store) (*sqlite.Session, error) {
		id, err := accountOf(st, c.As)
		if err != nil {
			return nil, err
		}
		return st.Unlock(t, id, pass)
	})
	if err != nil {
		return err
	}
	return t.answer(struct {
		Dir    string    `json:"dir"`
		From   string    `json:"from"`
		At     time.Time `json:"at"`
		Events int       `json:"events"`
		Cases  int       `json:"cases"`
		Files  int       `json:"files"`
		Epoch  uint32    `json:"epoch"`
	}{c.Dir, r.From, time.UnixMilli(r.At).UTC(), r.Events, r.Cases, r.Files, r.Epoch})
}

type storeVerifyCall struct {
	Dir string `arg:"" type:"path" help:"The store's folder."`
	As  string `required:"" help:"Account name: its pass phrase opens the sealed file; the proof itself uses public keys only."`
}

// Run proves the chains of the device's log; a chain that does not hold is no.
func (c storeVerifyCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	proved, err := s.ProveChains(t)
	if err != nil {
		return err
	}
	type epoch struct {
		Epoch  uint32     `json:"epoch"`
		Events int        `json:"events"`
		Seq    uint64     `json:"seq"`
		Last   cases.Hash `json:"last"`
		Valid  bool       `json:"valid"`
		Reason string     `json:"reason"`
	}
	out, valid := []epoch{}, true
	for _, p := range proved {
		e := epoch{p.Epoch, p.Events, p.Seq, p.Last, p.Trouble == nil, ""}
		if p.Trouble != nil {
			e.Reason, valid = t.words.Sentence(p.Trouble), false
		}
		out = append(out, e)
	}
	err = t.answer(struct {
		Device cases.ID `json:"device"`
		Valid  bool     `json:"valid"`
		Epochs []epoch  `json:"epochs"`
	}{s.Store().Device(), valid, out})
	if err == nil && !valid {
		return errNo
	}
	return err
}
