package present

import (
	"context"
	"time"
)

// CoverView is what the page shows that lies over everything while nobody is there. It
// holds nothing of any case.
type CoverView struct {
	Why      Words // who covered the screen: the minutes, or a hand
	Kept     Words // nothing was closed
	Person   string
	Roles    []Words
	Lines    []Finding // what was kept, what waits, what goes on
	ByPIN    bool      // a PIN is asked for, else the pass phrase
	HasPIN   bool      // one can go back to the PIN
	Second   bool      // the pass phrase wants the second factor besides
	Closing  bool      // the key is still being dropped
	Busy     bool
	CanEnter bool
	HasTyped bool
	Forgot   bool // what to do without PIN and pass phrase is shown
	Problem  error
}

// Cover presents the page over a session that goes on when its person comes back.
type Cover struct {
	Changed   func(CoverView)
	Uncovered func()
	// Behind runs work once everything under way is done, so that no draft is cut off;
	// the desk gives up waiting after a while.
	Behind func(work func() (done func()))

	s     Session
	line  errand
	typed string
	stick string
	view  CoverView
}

// NewCover makes the page; idle tells that nobody covered it by hand.
func NewCover(desk Desk, s Session, idle bool) *Cover {
	p := &Cover{Changed: func(CoverView) {}, Uncovered: func() {}, Behind: desk.Do, s: s, line: errand{desk: desk}}
	p.view.Why, p.view.Kept = Say("cover.asked"), Say("cover.kept")
	if idle {
		p.view.Why = Say("cover.idle", "n", itoa(s.Policy.Idle))
	}
	p.view.Person = s.Work.Account.Name
	for _, r := range s.Work.Account.Roles {
		p.view.Roles = append(p.view.Roles, Say(under("role", string(r))))
	}
	p.view.HasPIN = s.Door.HasPIN()
	p.view.ByPIN, p.view.Second = p.view.HasPIN, s.Door.Second()
	return p
}

// View gives the page as it is.
func (p *Cover) View() CoverView { return p.view }

// Begin counts what was kept, then drops the key. Drafts were written before.
func (p *Cover) Begin() {
	p.view.Closing = true
	p.view.Lines = []Finding{{Tone: Warn, Title: Say("cover.closing"), Detail: Say("cover.closing_note")}}
	p.show()
	p.Behind(func() func() {
		lines := p.kept()
		_ = p.s.Door.Cover() // the keys are gone whatever it says of the files
		lines = append(lines, Finding{Good, Say("cover.dropped", "time", clockSeconds(p.s.Work.Now())), Say("cover.dropped_note")})
		return func() {
			p.view.Closing, p.view.Lines = false, lines
			p.show()
		}
	})
}

// kept says what is on the disk and what waits.
func (p *Cover) kept() (out []Finding) {
	ctx := context.Background()
	if p.s.Work.Account.IsHand() {
		if drafts, err := p.s.Store.Drafts(ctx, p.s.Work.Account.ID); err == nil {
			out = append(out, Finding{Good, Say("cover.drafts", "n", itoa(len(drafts)), "time", clockSeconds(p.s.Work.Now())), Say("cover.drafts_note")})
		}
		out = append(out, Finding{Neutral, Say("cover.prints"), Say("cover.prints_note")})
	}
	if state, err := p.s.Store.Sending(ctx); err == nil {
		tone := Neutral
		if state.Unsent > 0 {
			tone = Warn
		}
		out = append(out, Finding{tone, Say("cover.unsent", "n", itoa(state.Unsent)), Say("cover.unsent_note")})
	}
	return out
}

// Type takes PIN or pass phrase as it is typed; it is not part of the view.
func (p *Cover) Type(text string) {
	p.typed, p.view.Problem = text, nil
	p.show()
}

// Plug names the file or folder of the second factor.
func (p *Cover) Plug(path string) {
	p.stick = path
	p.show()
}

// BySecret goes from PIN to pass phrase and back.
func (p *Cover) BySecret(pin bool) {
	if p.view.Busy || pin && !p.view.HasPIN {
		return
	}
	p.typed, p.view.ByPIN, p.view.Problem = "", pin, nil
	p.show()
}

// Forgot shows or hides what to do without PIN and pass phrase.
func (p *Cover) Forgot() {
	p.view.Forgot = !p.view.Forgot
	p.show()
}

// Enter uncovers.
func (p *Cover) Enter() {
	if !p.ready() {
		return
	}
	p.view.Busy, p.view.Problem = true, nil
	p.show()
	byPIN, typed, stick := p.view.ByPIN, p.typed, p.stick
	p.line.ask(func() func() {
		err := p.uncover(byPIN, typed, stick)
		return func() {
			p.typed, p.view.Busy, p.view.Problem = "", false, err
			if err == nil {
				p.Uncovered()
				return
			}
			if p.view.HasPIN = p.s.Door.HasPIN(); !p.view.HasPIN {
				p.view.ByPIN = false // it is spent
			}
			p.show()
		}
	})
}

func (p *Cover) uncover(byPIN bool, typed, stick string) error {
	if byPIN {
		return p.s.Door.Uncover(context.Background(), typed)
	}
	return p.s.Door.Resume(context.Background(), typed, stick)
}

func (p *Cover) ready() bool { return p.typed != "" && !p.view.Busy && !p.view.Closing }

func (p *Cover) show() {
	p.view.CanEnter, p.view.HasTyped = p.ready(), p.typed != ""
	p.Changed(p.view)
}

func clockSeconds(t time.Time) string { return t.In(china).Format("15:04:05") }
