package cases

import "slices"

// ClockRun is one running deadline with the law behind it: where it started, how
// long it is, its lawful stops and extensions, and the day recorded as its end.
type ClockRun struct {
	ID          string      `json:"id"`             // C-ACCEPT, C-DECIDE …
	Rule        string      `json:"rule,omitempty"` // row of the rule pack, SZ-REP-T
	Period      Period      `json:"period"`
	From        Date        `json:"from"`
	Due         Date        `json:"due,omitzero"` // zero where no figure is known, or while it stands still
	Provisional bool        `json:"provisional,omitempty"`
	Verified    bool        `json:"verified"`
	Ruleset     string      `json:"ruleset"`
	Title       string      `json:"title"` // the instrument by full name and number
	Article     string      `json:"article,omitempty"`
	Extend      Period      `json:"extend,omitzero"`    // the most that the text lets it grow; none: no figure known
	Approver    string      `json:"approver,omitempty"` // who must approve that, as the text says
	Stops       []Stop      `json:"stops,omitempty"`    // lawful stops, the last perhaps still open
	Extended    []Extension `json:"extended,omitempty"` // in the order they were made
}

// Extension is one lawful lengthening of a clock, said before its day passes.
type Extension struct {
	By       Period `json:"by"`
	Reason   string `json:"reason"`
	Approver string `json:"approver,omitempty"` // who approved it, as the text demands
	On       Date   `json:"on"`
}

// StartClock starts the clock that a rule sets, on the day the rule counts from.
// Without a known figure or day it has no end.
func StartClock(rule ClockRule, cal Calendar) ClockRun {
	run := ClockRun{
		ID: rule.Clock, Rule: rule.ID, Period: rule.Period, From: rule.From.Date, Verified: rule.Verified, Ruleset: rule.Ruleset,
		Title: rule.Title, Article: string(rule.Article), Extend: rule.Extend, Approver: string(rule.Approver),
	}
	if rule.Known && !run.From.IsZero() {
		run = run.counted(cal)
	}
	return run
}

// Count gives every day of the clock with its stops and extensions. An extension
// is counted from the day that was the last until then.
func (r ClockRun) Count(cal Calendar) Deadline {
	d := Due(r.From, r.Period, cal, r.Stops)
	for _, e := range r.Extended {
		if d.Due.IsZero() {
			return d
		}
		more := Due(d.Due, e.By, cal, r.Stops)
		more.Ledger = append(d.Ledger, more.Ledger[1:]...)
		more.Provisional = more.Provisional || d.Provisional
		if more.Reason == nil {
			more.Reason = d.Reason
		}
		d = more
	}
	return d
}

// counted records the end that counting gives now.
func (r ClockRun) counted(cal Calendar) ClockRun {
	d := r.Count(cal)
	r.Due, r.Provisional = d.Due, d.Provisional
	return r
}

// Longer gives the clock after an extension. It refuses one without a reason,
// without the approver that the text demands, after the last day, or longer than
// the text allows; a text that names a figure allows it once.
func (r ClockRun) Longer(e Extension, cal Calendar) (ClockRun, error) {
	if err := r.mayGrow(e); err != nil {
		return r, err
	}
	r.Extended = append(slices.Clip(r.Extended), e)
	return r.counted(cal), nil
}

func (r ClockRun) mayGrow(e Extension) error {
	switch {
	case e.Reason == "":
		return Fail(Invalid, "decide.extend_reason")
	case r.Approver != "" && e.Approver == "":
		return Fail(Invalid, "decide.extend_approver", "approver", r.Approver)
	case r.Due.IsZero():
		return Fail(Conflict, "decide.extend_clock")
	case e.On.After(r.Due):
		return Fail(Invalid, "decide.extend_late", "day", r.Due.String())
	case e.By.Check() != nil || e.By.N == 0:
		return Fail(Invalid, "decide.extend_length")
	case r.Extend.N > 0 && (len(r.Extended) > 0 || e.By.Unit != r.Extend.Unit || e.By.N > r.Extend.N):
		return Fail(Invalid, "decide.extend_most", "n", itoa(r.Extend.N), "unit", string(r.Extend.Unit))
	}
	return nil
}

// Pause stops the clock for a lawful reason: neither this day nor the day it goes
// on again counts, as no day counts on which a period begins (民法典 art. 201).
func (r ClockRun) Pause(on Date, reason string) (ClockRun, error) {
	switch {
	case reason == "":
		return r, Fail(Invalid, "decide.pause_reason")
	case r.paused() || r.Due.IsZero():
		return r, Fail(Conflict, "decide.pause_clock")
	case on.Before(r.From) || on.After(r.Due):
		return r, Fail(Invalid, "decide.pause_late", "day", r.Due.String())
	}
	r.Stops, r.Due, r.Provisional = append(slices.Clip(r.Stops), Stop{From: on, Reason: reason}), Date{}, false
	return r, nil
}

// Resume lets the clock go on; its end is counted anew.
func (r ClockRun) Resume(on Date, cal Calendar) (ClockRun, error) {
	if !r.paused() {
		return r, Fail(Conflict, "decide.resume_clock")
	}
	r.Stops = slices.Clone(r.Stops)
	last := &r.Stops[len(r.Stops)-1]
	if on.Before(last.From) {
		return r, Fail(Invalid, "decide.resume_early", "day", last.From.String())
	}
	last.To = on
	return r.counted(cal), nil
}

// paused tells whether the clock stands still.
func (r ClockRun) paused() bool { return len(r.Stops) > 0 && r.Stops[len(r.Stops)-1].To.IsZero() }
