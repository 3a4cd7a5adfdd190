package present

import "casedesk/cases"

// clockAllowed tells why this hand may not do an act on the clocks of a case at
// all, whatever it would fill in, or nil.
func (s Session) clockAllowed(id ActionID, c cases.Case) error {
	_, err := cases.Decide(c, clockTrial(id, c), s.Work.Hand())
	switch cases.KeyOf(err) {
	case "decide.power", "decide.role", "decide.state", "decide.holder", "decide.own_sign", "role.clash":
		return err
	}
	return nil
}

// clockTrial is an act of the kind, for what Decide looks at before the clock itself.
func clockTrial(id ActionID, c cases.Case) cases.Act {
	var run cases.ClockRun
	if len(c.Clocks) > 0 {
		run = c.Clocks[0]
	}
	switch id {
	case ActPause:
		return cases.PausedAct{Clock: run}
	case ActResume:
		return cases.ResumedAct{Clock: run}
	}
	return cases.ExtendedAct{Clock: run, Old: run.Due}
}

// clockActions lists what can be done to a running clock, and what cannot with the
// reason; an office that has nothing to do with such acts is shown none.
func (s Session) clockActions(c cases.Case, run cases.ClockRun) (out []Action) {
	for _, id := range []ActionID{ActExtend, ActPause, ActResume} {
		a := Action{ID: id, Name: Say(under("action", string(id))), Kind: clockTrial(id, c).Kind(), Opens: true}
		if s.foreign(a) {
			continue
		}
		stands := run.Due.IsZero() && len(run.Stops) > 0
		if stands != (id == ActResume) {
			continue // only what stands still goes on, and only what runs can be stopped or grow
		}
		a.Why = s.clockAllowed(id, c)
		if cases.KeyOf(a.Why) == "decide.state" {
			continue // not now, whoever asks
		}
		if a.Why == nil && run.Due.IsZero() && !stands {
			a.Why = cases.Fail(cases.Conflict, "clockact.no_figure")
		}
		if a.Why == nil && id != ActResume && s.Work.Today().After(run.Due) {
			a.Why = cases.Fail(cases.Invalid, map[ActionID]string{ActExtend: "decide.extend_late", ActPause: "decide.pause_late"}[id], "day", run.Due.String())
		}
		a.Enabled = a.Why == nil
		out = append(out, a)
	}
	return out
}

// ClockStop is one lawful stop of a clock; To is zero while it stands still.
type ClockStop struct {
	From, To cases.Date
	Reason   string
}

// ClockGrowth is one extension: the end before and after it, and who approved it.
type ClockGrowth struct {
	Was, Now         cases.Date
	By               Words
	Reason, Approver string
	On               cases.Date
}

// growths gives each extension with the day that was the last until then.
func (s Session) growths(run cases.ClockRun) (out []ClockGrowth) {
	for i, e := range run.Extended {
		before, after := run, run
		before.Extended, after.Extended = run.Extended[:i], run.Extended[:i+1]
		out = append(out, ClockGrowth{
			Was: before.Count(s.Work.Calendar).Due, Now: after.Count(s.Work.Calendar).Due, Reason: e.Reason, Approver: e.Approver, On: e.On,
			By: Say("clockact.by", "n", itoa(e.By.N)).With("unit", under("unit", string(e.By.Unit))),
		})
	}
	return out
}

// MovedClock is a clock of a case whose recorded end is no longer what counting gives,
// and who must be told.
type MovedClock struct {
	Case     cases.ID
	Number   string
	Party    string
	Name     Words
	Was, Now cases.Date
	Note     Words // 暂定 before or after
	Tell     []Words
}

// recounted lists the clocks of a case that end on another day by the calendar in use.
func (s Session) recounted(c cases.Case) (out []MovedClock) {
	if closed(c.State) {
		return nil
	}
	for _, m := range cases.Recount(c.Clocks, s.Work.Calendar) {
		line := MovedClock{Case: c.ID, Number: c.Number, Party: c.Party.Name, Name: Say(under("clock", m.Clock.ID)), Was: m.Clock.Due, Now: m.Now.Due}
		switch {
		case m.Now.Provisional && !m.Clock.Provisional:
			line.Note = Say("recount.open")
		case m.Clock.Provisional && !m.Now.Provisional:
			line.Note = Say("recount.sure")
		}
		line.Tell = []Words{Say("recount.applicant", "name", c.Party.Name)}
		for _, id := range []cases.ID{c.Holder, c.Asker} {
			if !id.IsZero() && id != s.Work.Office.ID {
				line.Tell = append(line.Tell, Say("recount.office", "name", s.officeName(id)))
			}
		}
		out = append(out, line)
	}
	return out
}
