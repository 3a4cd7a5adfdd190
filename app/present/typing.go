package present

import (
	"bytes"
	"context"
	"encoding/json"
	"slices"
	"time"

	"casedesk/cases"
)

// typedForm is what somebody has typed and chosen on the page of one act: the body
// of its draft, and a step of its undo.
type typedForm struct {
	Choice string            `json:"choice,omitempty"`
	Ticks  []string          `json:"ticks,omitempty"`
	Words  map[string]string `json:"words,omitempty"`
}

// typedVersion is the form of a typedForm and of an inquiry's draft.
const typedVersion = 1

// Typing keeps what is typed on one page about one case: on the disk within a
// second, back when the page opens again, undone and redone step by step. It
// never touches the record.
type Typing struct {
	// Saved is told when the draft was last kept: 草稿已存 10:41:07.
	Saved func(Words)

	s       Session
	desk    Desk
	form    string
	of      cases.ID
	id      cases.ID // of the draft; zero while nothing was typed
	asked   []byte   // as it lies on the disk, or will in a moment
	waiting []cases.Draft
	saving  bool
	steps   steps
	write   func() any         // the form as it is
	read    func([]byte) error // puts a form back
	show    func()
}

func newTyping(desk Desk, s Session, write func() any, read func([]byte) error, show func()) *Typing {
	return &Typing{Saved: func(Words) {}, s: s, desk: desk, write: write, read: read, show: show}
}

// draftOf finds the draft of a form about a case among the account's.
func (t *Typing) draftOf(form string, of cases.ID) (cases.Draft, error) {
	drafts, err := t.s.Store.Drafts(context.Background(), t.s.Work.Account.ID)
	for _, d := range drafts {
		if err == nil && d.Form == form && d.Case == of {
			return d, nil
		}
	}
	return cases.Draft{}, err
}

// begin starts from the untouched page, and puts back what was typed before.
func (t *Typing) begin(form string, of cases.ID, d cases.Draft) error {
	t.form, t.of, t.id = form, of, cases.ID{}
	t.steps.begin(t.write())
	t.asked = t.steps.now
	if d.ID.IsZero() {
		return nil
	}
	if d.Version != typedVersion {
		return cases.Fail(cases.TooNew, "draft.version")
	}
	t.id = d.ID
	if err := t.read(d.Body); err != nil {
		return cases.Fail(cases.Damaged, "draft.body").Because(err)
	}
	t.steps.note(t.write())
	t.asked = t.steps.now
	return nil
}

// noted looks at the page after every change.
func (t *Typing) noted() {
	if !t.of.IsZero() {
		t.steps.note(t.write())
	}
}

// Keep writes the draft if something changed since it was last written; the screen's
// timer calls it several times a second.
func (t *Typing) Keep(now time.Time) {
	if t.of.IsZero() || bytes.Equal(t.asked, t.steps.now) {
		return
	}
	if t.id.IsZero() {
		id, err := t.s.Work.NewID()
		if err != nil {
			return // there is no chance to be had now; the next tick asks again
		}
		t.id = id
	}
	t.asked = t.steps.now
	t.queue(cases.Draft{ID: t.id, Account: t.s.Work.Account.ID, Form: t.form, Version: typedVersion, Case: t.of, Body: t.asked, Saved: now.UnixMilli()})
}

// leave keeps what the page holds before another case comes to it.
func (t *Typing) leave() {
	if t.of.IsZero() {
		return
	}
	t.Keep(t.s.Work.Now())
	t.of, t.id = cases.ID{}, cases.ID{}
}

// queue writes drafts one after the other, so that an older one never comes last;
// a draft without a body is dropped.
func (t *Typing) queue(d cases.Draft) {
	i := slices.IndexFunc(t.waiting, func(w cases.Draft) bool { return w.ID == d.ID })
	if i >= 0 {
		t.waiting[i] = d
	} else {
		t.waiting = append(t.waiting, d)
	}
	t.next()
}

func (t *Typing) next() {
	if t.saving || len(t.waiting) == 0 {
		return
	}
	d := t.waiting[0]
	t.waiting = slices.Clone(t.waiting[1:])
	t.saving = true
	t.desk.Do(func() func() {
		ctx := context.Background()
		var err error
		if d.Body == nil {
			err = t.s.Store.DropDraft(ctx, d.ID)
		} else {
			err = t.s.Store.SaveDraft(ctx, d)
		}
		return func() {
			t.saving = false
			t.told(d, err)
			t.next()
		}
	})
}

// told says what became of a draft; one that was not kept is tried again.
func (t *Typing) told(d cases.Draft, err error) {
	switch {
	case d.Body == nil: // one that could not be dropped is offered again, and harms nothing
	case err != nil:
		t.Saved(Explain(err))
		if t.id == d.ID {
			t.asked = nil
		}
	default:
		t.Saved(Say("draft.saved", "time", time.UnixMilli(d.Saved).In(china).Format("15:04:05")))
	}
}

// Undo takes the last change on the page back and tells whether there was one.
func (t *Typing) Undo() bool { return t.back(t.steps.undo()) }

// Redo does it again.
func (t *Typing) Redo() bool { return t.back(t.steps.redo()) }

func (t *Typing) back(body []byte) bool {
	if body == nil || t.read(body) != nil {
		return false
	}
	t.show()
	return true
}

// done drops the draft: the act is in the record now.
func (t *Typing) done() {
	id := t.id
	t.of, t.id = cases.ID{}, cases.ID{}
	if !id.IsZero() {
		t.queue(cases.Draft{ID: id})
	}
}

// typed puts a page's choices into a form.
func typed(choices []Option, grounds []GroundLine, words ...string) typedForm {
	f := typedForm{}
	for _, v := range chosen(choices) {
		f.Choice = v
	}
	for _, g := range ticked(grounds) {
		f.Ticks = append(f.Ticks, g.Code)
	}
	for i := 0; i+1 < len(words); i += 2 {
		if words[i+1] != "" {
			f.Words = put(f.Words, words[i], words[i+1])
		}
	}
	return f
}

func put(m map[string]string, key, value string) map[string]string {
	if m == nil {
		m = map[string]string{}
	}
	m[key] = value
	return m
}

func readTyped(body []byte) (f typedForm, err error) {
	err = json.Unmarshal(body, &f)
	return f, err
}

// tickedAs ticks the grounds that a form names.
func tickedAs(list []GroundLine, f typedForm) []GroundLine {
	out := slices.Clone(list)
	for i := range out {
		out[i].Chosen = slices.Contains(f.Ticks, out[i].Ground.Code)
	}
	return out
}

// items puts the choices and words about each claim into a form.
func (f typedForm) items(list []ItemLine) typedForm {
	for i, it := range list {
		for _, v := range chosen(it.Options) {
			f.Words = put(f.Words, "item."+itoa(i), v)
		}
		if it.Text != "" {
			f.Words = put(f.Words, "item_text."+itoa(i), it.Text)
		}
	}
	return f
}

// itemsAs chooses and writes about each claim what a form says.
func itemsAs(list []ItemLine, f typedForm) []ItemLine {
	out := slices.Clone(list)
	for i := range out {
		out[i].Options = choose(out[i].Options, f.Words["item."+itoa(i)])
		out[i].Text = f.Words["item_text."+itoa(i)]
	}
	return out
}
