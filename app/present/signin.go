package present

import (
	"slices"

	"casedesk/cases"
)

// Place is one local store on this machine: one office's desk.
type Place struct {
	Office cases.Office
	Device string     // name of the machine
	Found  []Finding  // what the start-up check found
	Second []cases.ID // accounts that bring a second factor
	Shut   []cases.ID // accounts that an administrator shut out
	Tries  int        // wrong pass phrases in a row that cost no waiting
}

// Finding is one line of the start-up check.
type Finding struct {
	Tone   Tone
	Title  Words
	Detail Words
}

// Tone is one of the few meanings of colour, in the order the screens draw them.
type Tone uint8

// The tones.
const (
	Neutral Tone = iota
	Info
	Warn
	Bad
	Good
)

// Unlock opens a store for an account; stick is the file of a second factor or its
// folder. The error has kind Locked when the pass phrase is wrong; after the place's
// tries in a row the store makes the account wait.
type Unlock func(store int, account cases.ID, pass, stick string) (Session, error)

// SignInView is what the sign-in page shows.
type SignInView struct {
	Places   []PlaceLine
	Place    int // chosen, -1 for none
	Accounts []AccountLine
	Account  int // chosen, -1 for none
	Found    []Finding
	Sample   bool // 演示
	Today    cases.Date
	Time     string // 08:25
	HasPass  bool
	Second   bool  // the chosen account brings a second factor
	Forgot   bool  // what to do without a pass phrase is shown
	Left     Words // tries left after a wrong pass phrase
	Busy     bool
	CanEnter bool
	Problem  error
}

// PlaceLine is one office to choose.
type PlaceLine struct {
	Name   string
	Powers Words // office.window: 只收件不决定
	Device string
	Sample bool
}

// AccountLine is one account to choose.
type AccountLine struct {
	ID    cases.ID
	Name  string
	Roles []Words
	Shut  bool
}

// SignIn presents the page before everything else.
type SignIn struct {
	Changed func(SignInView)
	Opened  func(Session) // called once the store is open

	line   errand
	now    func() (cases.Date, string)
	places []Place
	unlock Unlock
	pass   string
	stick  string
	tries  map[cases.ID]int // wrong ones of this sitting
	view   SignInView
}

// NewSignIn offers the stores of this machine; the first one is chosen.
func NewSignIn(desk Desk, now func() (cases.Date, string), places []Place, unlock Unlock) *SignIn {
	p := &SignIn{Changed: func(SignInView) {}, Opened: func(Session) {}, line: errand{desk: desk}, now: now, places: places, unlock: unlock, tries: map[cases.ID]int{}}
	p.view.Today, p.view.Time = now()
	p.view.Place, p.view.Account = -1, -1
	p.Reload(places)
	return p
}

// Reload offers the stores as their doors are now: accounts come and go. Who was
// chosen stays chosen.
func (p *SignIn) Reload(places []Place) {
	chosen := cases.ID{}
	if p.view.Account >= 0 {
		chosen = p.view.Accounts[p.view.Account].ID
	}
	p.places, p.view.Places = places, nil
	for _, place := range places {
		p.view.Places = append(p.view.Places, PlaceLine{
			Name: place.Office.Name, Powers: officeLine(place.Office), Device: place.Device, Sample: place.Office.Sample,
		})
	}
	p.choosePlace(max(p.view.Place, 0))
	for i, a := range p.view.Accounts {
		if a.ID == chosen {
			p.view.Account = i
		}
	}
}

// View gives the page as it is.
func (p *SignIn) View() SignInView { return p.view }

// ChoosePlace chooses an office; its accounts are offered.
func (p *SignIn) ChoosePlace(i int) {
	p.choosePlace(i)
	p.show()
}

func (p *SignIn) choosePlace(i int) {
	if i < 0 || i >= len(p.places) || p.view.Busy {
		return
	}
	o := p.places[i].Office
	p.view.Place, p.view.Account, p.view.Accounts = i, -1, nil
	p.view.Found, p.view.Sample = p.places[i].Found, o.Sample
	p.view.Problem, p.view.Left = nil, Words{}
	for _, a := range o.Accounts {
		line := AccountLine{ID: a.ID, Name: a.Name, Shut: slices.Contains(p.places[i].Shut, a.ID)}
		for _, r := range a.Roles {
			line.Roles = append(line.Roles, Say(under("role", string(r))))
		}
		p.view.Accounts = append(p.view.Accounts, line)
	}
	if len(o.Accounts) == 1 {
		p.view.Account = 0
	}
}

// ChooseAccount chooses an account of the office.
func (p *SignIn) ChooseAccount(i int) {
	if i < 0 || i >= len(p.view.Accounts) || p.view.Busy {
		return
	}
	p.view.Account = i
	p.view.Problem, p.view.Left = nil, Words{}
	p.show()
}

// Tick looks at the clock and shows the page again when the minute has changed.
func (p *SignIn) Tick() {
	today, clock := p.now()
	if today != p.view.Today || clock != p.view.Time {
		p.view.Today, p.view.Time = today, clock
		p.show()
	}
}

// Type takes the pass phrase as it is typed; it is not part of the view.
func (p *SignIn) Type(pass string) {
	p.pass = pass
	p.view.Problem = nil
	p.show()
}

// Plug names the file or folder of the second factor.
func (p *SignIn) Plug(path string) {
	p.stick, p.view.Problem = path, nil
	p.show()
}

// Forgot shows or hides what to do without a pass phrase.
func (p *SignIn) Forgot() {
	p.view.Forgot = !p.view.Forgot
	p.show()
}

// Enter opens the store with the chosen account and the pass phrase.
func (p *SignIn) Enter() {
	if !p.ready() {
		return
	}
	p.view.Busy, p.view.Problem = true, nil
	p.show()
	place, account, pass, stick := p.view.Place, p.view.Accounts[p.view.Account].ID, p.pass, ""
	if p.view.Second {
		stick = p.stick
	}
	p.line.ask(func() func() {
		s, err := p.unlock(place, account, pass, stick)
		return func() {
			p.pass, p.view.Busy = "", false
			if err != nil {
				p.view.Problem, p.view.Left = err, p.wrong(account, err)
				p.show()
				return
			}
			delete(p.tries, account)
			p.stick = ""
			p.show()
			p.Opened(s)
		}
	})
}

func (p *SignIn) ready() bool { return p.view.Account >= 0 && p.pass != "" && !p.view.Busy }

func (p *SignIn) show() {
	p.view.HasPass, p.view.CanEnter, p.view.Second = p.pass != "", p.ready(), false
	if p.view.Account >= 0 {
		p.view.Second = slices.Contains(p.places[p.view.Place].Second, p.view.Accounts[p.view.Account].ID)
	}
	p.Changed(p.view)
}

// wrong counts a wrong pass phrase and says how many tries are left; the store
// itself says how long to wait once there are none.
func (p *SignIn) wrong(account cases.ID, err error) Words {
	if cases.KeyOf(err) != "store.pass_phrase" {
		return Words{}
	}
	p.tries[account]++
	if left := p.places[p.view.Place].Tries - p.tries[account]; left > 0 {
		return Say("signin.left", "n", itoa(left))
	}
	return Words{}
}

// officeLine says what the office may do: 只收件不决定 or 可作决定.
func officeLine(o cases.Office) Words {
	if o.May(cases.MayDecide) {
		return Say("office.decides")
	}
	return Say("office.receives")
}
