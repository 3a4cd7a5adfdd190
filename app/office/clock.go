package office

import (
	"context"

	"casedesk/cases"
)

// Extend 延期: a clock of the case grows by a period, before its day passes. Who
// approved it must be said where the text demands it.
func (d Desk) Extend(ctx context.Context, id cases.ID, clock string, by cases.Period, reason, approver string) (cases.Case, error) {
	return d.turn(ctx, id, clock, func(run cases.ClockRun) (cases.Act, error) {
		old := run.Due
		run, err := run.Longer(cases.Extension{By: by, Reason: reason, Approver: approver, On: d.Today()}, d.Calendar)
		return cases.ExtendedAct{Clock: run, Old: old, Reason: reason, On: d.Today()}, err
	})
}

// Pause 中止: a clock of the case stands still from today, for a lawful reason.
func (d Desk) Pause(ctx context.Context, id cases.ID, clock, reason string) (cases.Case, error) {
	return d.turn(ctx, id, clock, func(run cases.ClockRun) (cases.Act, error) {
		run, err := run.Pause(d.Today(), reason)
		return cases.PausedAct{Clock: run, On: d.Today()}, err
	})
}

// Resume 恢复: a clock that stands still goes on after today.
func (d Desk) Resume(ctx context.Context, id cases.ID, clock string) (cases.Case, error) {
	return d.turn(ctx, id, clock, func(run cases.ClockRun) (cases.Act, error) {
		run, err := run.Resume(d.Today(), d.Calendar)
		return cases.ResumedAct{Clock: run, On: d.Today()}, err
	})
}

// turn does one act on a running clock of the case.
func (d Desk) turn(ctx context.Context, id cases.ID, clock string, act func(cases.ClockRun) (cases.Act, error)) (cases.Case, error) {
	c, err := d.Store.Case(ctx, id)
	if err != nil {
		return c, err
	}
	for _, run := range c.Clocks {
		if run.ID != clock {
			continue
		}
		wish, err := act(run)
		if err != nil {
			return c, err
		}
		return d.write(ctx, c, wish)
	}
	return c, cases.Fail(cases.Conflict, "decide.extend_clock")
}
