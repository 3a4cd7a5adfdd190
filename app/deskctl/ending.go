package main

import (
	"time"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

type storeRetentionCall struct {
	Dir string `arg:"" type:"path" help:"The store's folder."`
	As  string `required:"" help:"Account name: 安全管理员 or 签发人."`
}

// endLine is one file that is over; nothing in it is personal.
type endLine struct {
	Case     cases.ID        `json:"case"`
	Number   string          `json:"number"`
	State    cases.State     `json:"state"`
	Received cases.Date      `json:"received"`
	Ended    cases.Date      `json:"ended"`
	Register string          `json:"register"`
	Until    *cases.Date     `json:"until"` // null: no verified period is known
	Due      bool            `json:"due"`
	Reason   string          `json:"reason"`
	Ground   cases.EndGround `json:"ground,omitempty"`
	Basis    string          `json:"basis,omitempty"`
	Holds    []string        `json:"holds"`
}

// Run answers a line a file that is over, with the last day of keeping where a
// verified rule gives one; none is proposed without.
func (c storeRetentionCall) Run(t *terminal) error {
	s, done, err := t.signIn(c.Dir, c.As)
	if err != nil {
		return err
	}
	defer done()
	rules, err := assets.Retention()
	if err != nil {
		return err
	}
	office, _ := s.Store().Directory().Office(s.Store().Office())
	return s.Endings(t, func(l sqlite.EndLine) error {
		line := endLine{Case: l.Case, Number: l.Number, State: l.State, Received: l.Received, Ended: l.Ended, Register: l.Register,
			Reason: t.words.Say("ending.unverified"), Holds: []string{}}
		if until, by, known := cases.KeptUntil(rules, office.City, l.Ended); known {
			line.Until, line.Due = &until, until.Before(t.today())
			line.Reason = by.Title + by.Article
		}
		for _, h := range l.Ending.Holds {
			line.Holds = append(line.Holds, h.Basis)
		}
		if a := l.Ending.Asked; a != nil {
			line.Ground, line.Basis = a.Ground, a.Basis
		}
		return t.answer(line)
	})
}

type storeDestroyCall struct {
	Dir     string          `arg:"" type:"path" help:"The store's folder."`
	As      string          `required:"" help:"Account name: 安全管理员 to ask for it, 签发人 to confirm."`
	Case    string          `required:"" help:"The case's id."`
	Confirm bool            `help:"Grant what another person asked for. It cannot be taken back."`
	Ground  cases.EndGround `help:"retention, request or order." enum:"retention,request,order," default:""`
	Basis   string          `help:"The paper that it rests on, by name and number; nothing personal."`
	Until   string          `help:"With retention: the last day of keeping by the office's own table."`
}

// Run asks for the destruction of a case's file, or grants it.
func (c storeDestroyCall) Run(t *terminal) error {
	if c.Confirm {
		return t.end(c.Dir, c.As, c.Case, cases.DestroyedAct{On: t.today()})
	}
	act := cases.EndAskedAct{Ground: c.Ground, Basis: c.Basis, On: t.today()}
	if c.Until != "" {
		if err := act.Until.UnmarshalText([]byte(c.Until)); err != nil {
			return cases.Fail(cases.Invalid, "ending.until").Because(err)
		}
	}
	return t.end(c.Dir, c.As, c.Case, act)
}

type storeHoldCall struct {
	Dir     string `arg:"" type:"path" help:"The store's folder."`
	As      string `required:"" help:"Account name of a 安全管理员."`
	Case    string `required:"" help:"The case's id."`
	Basis   string `required:"" help:"The paper that asks for it, by name and number; nothing personal."`
	Release bool   `help:"End the hold instead."`
}

// Run keeps a case's file from being destroyed, or lets it go.
func (c storeHoldCall) Run(t *terminal) error {
	if c.Release {
		return t.end(c.Dir, c.As, c.Case, cases.ReleasedAct{Basis: c.Basis, On: t.today()})
	}
	return t.end(c.Dir, c.As, c.Case, cases.HeldAct{Basis: c.Basis, On: t.today()})
}

// end records an act about a case's file and tells what became of it, and which
// backups still hold what was destroyed.
func (t *terminal) end(dir, account, of string, act cases.Act) error {
	id, err := cases.ParseID(of)
	if err != nil {
		return err
	}
	s, done, err := t.signIn(dir, account)
	if err != nil {
		return err
	}
	defer done()
	if err := s.End(t, id, act); err != nil {
		return err
	}
	out := struct {
		Case       cases.ID `json:"case"`
		Number     string   `json:"number"`
		Register   string   `json:"register"`
		OldBackups []string `json:"old_backups"`
	}{Case: id, OldBackups: []string{}}
	err = s.Endings(t, func(l sqlite.EndLine) error {
		if l.Case == id {
			out.Number, out.Register = l.Number, l.Register
		}
		return nil
	})
	if err != nil {
		return err
	}
	if act.Kind() == cases.KindDestroyed {
		old, err := s.OldBackups(t, time.UnixMilli(t.now().UnixMilli()))
		if err != nil {
			return err
		}
		out.OldBackups = append(out.OldBackups, old...)
	}
	return t.answer(out)
}
