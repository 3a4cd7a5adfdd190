package cases

import "slices"

// UndoRule says whether one act may be taken back, by whom and until when. It is
// never deleted: a later event takes it back, and the history shows both.
type UndoRule struct {
	Kind    Kind
	SameDay bool // only on the day it was done
}

// undoRules lists every act that may be taken back, always by the account that
// did it, while it is the case's last and no letter has been issued since. What
// is signed (不予受理, 延期, 签发), told or served to somebody, or was carried out
// in the world (标注, 停示, 解除) is not in it: that is changed by law, not by a key.
var undoRules = []UndoRule{
	{KindAskedMore, true},
	{KindCompleted, true},
	{KindJudged, false},
	{KindForwarded, true},
	{KindAccepted, true},
	{KindChecked, false},
	{KindProposed, false},
	{KindReviewed, true},
	{KindDoubted, true},
	{KindHeard, true},
	{KindArchived, true},
	{KindWithdrawn, true},
	{KindUndone, true},
}

// UndoRuleOf finds whether acts of this kind may be taken back.
func UndoRuleOf(k Kind) (UndoRule, bool) {
	i := slices.IndexFunc(undoRules, func(r UndoRule) bool { return r.Kind == k })
	if i < 0 {
		return UndoRule{}, false
	}
	return undoRules[i], true
}

// UndoneAct 更正: the actor takes back the last act, which was his own. Taking
// this act back again does that act anew.
type UndoneAct struct {
	Event  Hash   `json:"event"` // what is taken back
	Done   Kind   `json:"done"`  // its kind
	Reason string `json:"reason,omitempty"`
	On     Date   `json:"on"`
}

// Kind names the act.
func (UndoneAct) Kind() Kind { return KindUndone }

// Undo gives the act that takes back the last one on the case, or why this hand
// cannot.
func Undo(c Case, reason string, by Hand) (UndoneAct, error) {
	last, ok := c.last()
	if !ok {
		return UndoneAct{}, Fail(Conflict, "undo.nothing")
	}
	a := UndoneAct{Event: last.Event, Done: last.Kind, Reason: reason, On: by.Today}
	_, err := Decide(c, a, by)
	return a, err
}

// last is the act at the case's head.
func (c Case) last() (Happening, bool) {
	i := slices.IndexFunc(c.Past, func(p Happening) bool { return p.Event == c.Head })
	if i < 0 {
		return Happening{}, false
	}
	return c.Past[i], true
}

// mayUndo tells whether the case's last act is the one named and may be taken back.
func mayUndo(c Case, a UndoneAct) error {
	last, ok := c.last()
	if !ok || last.Event != a.Event || last.Kind != a.Done {
		return Fail(Conflict, "undo.not_last")
	}
	if _, may := UndoRuleOf(last.Kind); !may || c.before == nil {
		return Fail(Forbidden, "undo.never", "kind", string(last.Kind))
	}
	since := c.Past[slices.Index(c.Past, last)+1:]
	if slices.ContainsFunc(since, func(p Happening) bool { return p.Kind == KindLetter }) {
		return Fail(Conflict, "undo.letter")
	}
	return nil
}

// ownUndo tells whether the case's last act was this account's own.
func ownUndo(c Case, me ID) error {
	if last, ok := c.last(); ok && last.Actor != me {
		return Fail(Forbidden, "undo.other")
	}
	return nil
}

// soundUndo tells whether it is not too late, on a case that mayUndo has passed.
func soundUndo(c Case, today Date) error {
	last, _ := c.last()
	if rule, _ := UndoRuleOf(last.Kind); rule.SameDay && DayIn(last.At.Time()) != today {
		return Fail(Forbidden, "undo.late", "kind", string(last.Kind))
	}
	return nil
}

// undone gives the case as it was before its last act, with all that has come in
// since. Whoever prepared it stays one of its makers.
func undone(c Case, e Event, a UndoneAct) (Case, error) {
	if err := mayUndo(c, a); err != nil {
		return c, err
	}
	if err := ownUndo(c, e.Header.Actor); err != nil {
		return c, err
	}
	after := c.before.clipped() // the act that is taken back grew the same lists
	after.Evidence, after.Letters, after.Conflicts = c.Evidence, c.Letters, c.Conflicts
	after.Hands.Makers = c.Hands.Makers
	since := slices.Clone(c.Past[len(after.Past):])
	since[0].Undone = true // the act itself; what stands behind it only came in meanwhile
	after.Past = append(after.Past, append(since, happening(e, after.State))...)
	after.Head, after.before = e.Hash, &c
	return after, nil
}

// Before gives the case as it was before the act at its head, nil where that
// cannot be taken back: for whoever keeps a case instead of adding it up again.
func (c Case) Before() *Case { return c.before }

// WithBefore gives the case with what Before gave of it.
func (c Case) WithBefore(b *Case) Case {
	c.before = b
	return c
}
