package cases

import "slices"

// soundExtension takes an extension only before its day has gone by, by no more
// than the text allows, and with the approver that the text demands; that the clock
// runs to that day, rests has seen.
func soundExtension(c Case, a ExtendedAct, by Hand) error {
	old, _ := c.clock(a.Clock.ID)
	n := len(old.Extended)
	if a.Reason == "" {
		return Fail(Invalid, "decide.extend_reason")
	}
	if len(a.Clock.Extended) != n+1 || !sameClock(old, a.Clock, n) {
		return Fail(Conflict, "decide.extend_clock")
	}
	e := a.Clock.Extended[n]
	if e.Reason != a.Reason || e.On != a.On {
		return Fail(Conflict, "decide.extend_clock")
	}
	if by.Today.After(a.Old) || !a.Clock.Due.After(a.Old) {
		return Fail(Invalid, "decide.extend_late", "day", a.Old.String())
	}
	return old.mayGrow(e)
}

// soundPause holds the clock that stands still against the one that ran.
func soundPause(c Case, a PausedAct, by Hand) error {
	old, ok := c.clock(a.Clock.ID)
	if !ok || len(a.Clock.Stops) == 0 {
		return Fail(Conflict, "decide.pause_clock")
	}
	if a.On.After(by.Today) {
		return Fail(Invalid, "decide.future", "day", a.On.String())
	}
	want, err := old.Pause(a.On, a.Clock.Stops[len(a.Clock.Stops)-1].Reason)
	if err != nil {
		return err
	}
	if !sameClock(want, a.Clock, len(old.Extended)) || len(a.Clock.Extended) != len(old.Extended) || !a.Clock.Due.IsZero() {
		return Fail(Conflict, "decide.pause_clock")
	}
	return nil
}

// soundResumption holds the clock that goes on against the one that stood still:
// only its stop has an end now, and its due day is known again.
func soundResumption(c Case, a ResumedAct, by Hand) error {
	old, ok := c.clock(a.Clock.ID)
	if !ok || !old.paused() {
		return Fail(Conflict, "decide.resume_clock")
	}
	if a.On.After(by.Today) {
		return Fail(Invalid, "decide.future", "day", a.On.String())
	}
	want, err := old.Resume(a.On, Calendar{})
	if err != nil {
		return err
	}
	if !sameClock(want, a.Clock, len(old.Extended)) || len(a.Clock.Extended) != len(old.Extended) || a.Clock.Due.IsZero() {
		return Fail(Conflict, "decide.resume_clock")
	}
	return nil
}

// sameClock tells whether two runs are one clock, whatever their end and their
// extensions after the first n.
func sameClock(a, b ClockRun, n int) bool {
	return a.ID == b.ID && a.Rule == b.Rule && a.Period == b.Period && a.From == b.From && a.Verified == b.Verified &&
		a.Ruleset == b.Ruleset && a.Article == b.Article && a.Extend == b.Extend && a.Approver == b.Approver &&
		slices.Equal(a.Stops, b.Stops) && len(b.Extended) >= n && slices.Equal(a.Extended, b.Extended[:n])
}
