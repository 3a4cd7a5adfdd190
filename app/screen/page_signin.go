package screen

import (
	"strconv"
	"strings"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/assets"
)

// SignIn is the page before everything else: at the left what this machine is
// and what was found on it, at the right who signs in.
type SignIn struct {
	// Later runs f once the key that is being pressed is over: a digit that chooses
	// an account must not become the first letter of the pass phrase.
	Later    func(f func())
	words    assets.Words
	p        *present.SignIn
	root     *fyne.Container
	machine  *fyne.Container
	places   *Options
	accounts *Options
	pass     *Entry
	stick    *Entry
	second   *fyne.Container // holds the stick's field for who needs one
	help     *fyne.Container // what to do without a pass phrase
	enter    *Button
	clock    *Text
	below    *Scroll // holds the machine when the text is large
	place    int
	shown    bool
}

// NewSignIn draws the presenter; hint is shown below the fields of a sample
// store, "" for none.
func NewSignIn(words assets.Words, p *present.SignIn, hint string) *SignIn {
	s := &SignIn{Later: func(f func()) { f() }, words: words, p: p, place: -1, machine: Stack(16)}
	s.clock = NewText("", Body, T2, false)
	s.places = NewOptions("signin.place", true, func(id string) { n, _ := strconv.Atoi(id); p.ChoosePlace(n) })
	s.accounts = NewOptions("signin.account", false, func(id string) { n, _ := strconv.Atoi(id); p.ChooseAccount(n); s.Later(s.pass.Focus) })
	s.pass = NewSecret("signin.pass", words.Say("signin.pass"))
	s.pass.Tall = true
	s.pass.OnChanged = p.Type
	s.pass.OnSubmitted = func(string) { p.Enter() }
	s.enter = NewButton("signin.enter", Primary, words.Say("signin.enter"), p.Enter).WithKeys("Enter")
	s.enter.Tall = true
	s.stick = stickField(words, "signin.stick", p.Plug, p.Enter)
	s.second, s.help = Stack(0), Stack(0)
	if hint != "" {
		s.pass.Hint = hint
	}
	s.root = s.build()
	p.Changed = s.show
	p.Type("") // the entry is empty, whatever was typed before
	return s
}

// Object is what the window shows.
func (s *SignIn) Object() fyne.CanvasObject { return s.root }

func (s *SignIn) build() *fyne.Container {
	w := s.words
	who := []fyne.CanvasObject{
		Stack(4, NewText(w.Say("signin.title"), Title, T1, true), s.clock),
		Stack(6, NewText(w.Say("signin.place"), Caption, T2, false), s.places),
		Stack(6, NewText(w.Say("signin.account"), Caption, T2, false), s.accounts),
	}
	body := s.beside(who)
	if current().Factor >= 1.5 {
		body = s.large(who)
	}
	status := NewStatusBar()
	status.SetLeft("shield-check", w.Say("signin.logged"))
	status.SetHints(Hint{[]string{"Enter"}, w.Say("signin.enter")}, Hint{[]string{"Ctrl", "="}, w.Say("keys.larger")}, Hint{[]string{"F11"}, w.Say("keys.dark")})
	return Lines(0, []float32{Share(1), em(24)}, body, status)
}

// way leads to what can be done without a pass phrase.
func (s *SignIn) way() fyne.CanvasObject {
	return Stack(8, NewButton("signin.forgot", Quiet, s.words.Say("signin.forgot"), s.p.Forgot), s.help)
}

// stickField asks for the second factor: its file, or the folder it lies in.
func stickField(words assets.Words, id string, plug func(string), enter func()) *Entry {
	e := NewEntry(id, words.Say("signin.stick")).Placeholder(words.Say("signin.stick_ghost"))
	e.Tall, e.Hint = true, words.Say("signin.stick_hint")
	e.OnChanged = plug
	e.OnSubmitted = func(string) { enter() }
	return e
}

// machineSide is the left of the pages before everything else.
func machineSide(w assets.Words, machine fyne.CanvasObject) fyne.CanvasObject {
	head := SpreadRow(12, []float32{0, Share(1)}, Mark(40),
		Stack(2, NewText(w.Say("app.name"), Title, T1, true), NewName(w.Say("app.long"), Body, T2, false)))
	return Layer(NewFill(Side), Inset(60, 32, 32, 64,
		Lines(0, []float32{0, Share(1), 0}, Stack(48, head, machine), Space(1, 1), NewName(w.Say("signin.foot"), Caption, T3, false))))
}

// beside puts the machine at the left and the whole form at the right.
func (s *SignIn) beside(who []fyne.CanvasObject) *fyne.Container {
	left := machineSide(s.words, s.machine)
	right := Layer(NewFill(Surf), Centre(em(360), Stack(20, append(who, Stack(12, s.pass, s.second), s.enter, s.way())...)))
	return Columns(0, []float32{520, 1, Share(1)}, left, VLine(), right)
}

// large keeps the button in sight when the text is large: who at the left, the
// pass phrase at the right, and what was found on the machine below it.
func (s *SignIn) large(who []fyne.CanvasObject) *fyne.Container {
	s.below = NewScroll(Inset(24, 32, 24, 32, Stack(32, Stack(20, s.pass, s.second, s.enter, s.way()), s.machine)))
	left := Layer(NewFill(Surf), NewScroll(Inset(24, 32, 24, 32, Stack(16, who...))))
	return Columns(0, []float32{Share(1), 1, Share(1)}, left, VLine(), Layer(NewFill(Side), s.below))
}

// Focus gives the keyboard to the pass phrase, or to the accounts while none is
// chosen; the page must be the content of c.
func (s *SignIn) Focus(c fyne.Canvas) {
	to := s.pass.Focusable()
	if s.accounts.Chosen() == "" {
		to = s.accounts.Focusable()
	}
	if to != nil {
		c.Focus(to)
	}
}

func (s *SignIn) show(v present.SignInView) {
	s.clock.SetWords(s.words.Say("signin.clock", arg("year", v.Today.String()[:4]), arg("month", monthOf(v.Today)), arg("day", dayOf(v.Today)), arg("time", v.Time)))
	if !s.shown {
		s.places.SetChoices(s.placeChoices(v))
		s.shown = true
	}
	if v.Place != s.place {
		s.place = v.Place
		s.accounts.SetChoices(s.accountChoices(v))
		s.machineLines(v)
	}
	if v.Place >= 0 {
		s.places.SetChosen(strconv.Itoa(v.Place))
	}
	if v.Account >= 0 {
		s.accounts.SetChosen(strconv.Itoa(v.Account))
	}
	if !v.HasPass && s.pass.Text() != "" {
		s.pass.SetText("")
	}
	only(s.second)
	only(s.help)
	if v.Second {
		only(s.second, s.stick)
	}
	if v.Forgot {
		only(s.help, NewParagraph(s.words.Say("signin.forgot_note"), Caption, T2))
	}
	trouble := ""
	if v.Problem != nil {
		trouble = present.Explain(v.Problem).In(s.words.Say)
		if !v.Left.IsZero() {
			trouble = v.Left.In(s.words.Say)
		}
	}
	s.pass.SetTrouble(trouble)
	s.enter.SetEnabled(v.CanEnter)
	label := "signin.enter"
	if v.Busy {
		label = "signin.opening"
	}
	s.enter.SetLabel(s.words.Say(label))
	s.root.Refresh()
}

func (s *SignIn) placeChoices(v present.SignInView) (out []Choice) {
	for i, p := range v.Places {
		out = append(out, Choice{ID: strconv.Itoa(i), Label: p.Name, Detail: p.Powers.In(s.words.Say)})
	}
	return out
}

func (s *SignIn) accountChoices(v present.SignInView) (out []Choice) {
	for i, a := range v.Accounts {
		var roles []string
		for _, r := range a.Roles {
			roles = append(roles, r.In(s.words.Say))
		}
		if a.Shut {
			roles = []string{s.words.Say("signin.shut")}
		}
		out = append(out, Choice{ID: strconv.Itoa(i), Label: a.Name, Detail: strings.Join(roles, " · "), Off: a.Shut})
	}
	return out
}

// machineLines says what this machine is and what the start-up check found.
func (s *SignIn) machineLines(v present.SignInView) {
	s.machine.Objects = nil
	s.machine.Add(NewText(s.words.Say("signin.machine"), Caption, T2, false))
	if v.Place >= 0 {
		p := v.Places[v.Place]
		s.machine.Add(findingLine("building-2", Neutral, p.Name, p.Powers.In(s.words.Say)))
	}
	for _, f := range v.Found {
		s.machine.Add(findingLine(findingIcon(f.Tone), toneOf(f.Tone), f.Title.In(s.words.Say), f.Detail.In(s.words.Say)))
	}
	if v.Sample {
		s.machine.Add(findingLine("flask-conical", Warn, s.words.Say("frame.sample"), s.words.Say("signin.sample")))
	}
	s.machine.Refresh()
	if s.below != nil {
		s.below.Relayout()
	}
}

func findingIcon(t present.Tone) string {
	if icon := map[present.Tone]string{present.Good: "shield-check", present.Warn: "triangle-alert", present.Bad: "circle-x"}[t]; icon != "" {
		return icon
	}
	return "info"
}

func findingLine(icon string, tone Tone, title, detail string) fyne.CanvasObject {
	text := Stack(2, NewName(title, Body, T1, true), NewParagraph(detail, Caption, T2))
	return Columns(12, []float32{em(18), Share(1)}, Inset(2, 0, 0, 0, NewState(icon, "", tone, Body)), text)
}
