package cases

// Policy is what an office settled about the care of one machine's store. No law sets
// these figures; what ships is a proposal (assets/policy.json).
type Policy struct {
	Idle   int       `json:"idle"`   // minutes without a key or a move of the pointer until the screen is covered
	Tries  int       `json:"tries"`  // wrong pass phrases in a row that cost no waiting
	Reveal int       `json:"reveal"` // seconds that a hidden number stays in sight
	Second SecondFor `json:"second"` // who signs in with a second factor besides
	Late   int       `json:"late"`   // days without a backup until a warning
}

// Settled is a policy with who settled it last and when.
type Settled struct {
	Policy
	By ID    `json:"by,omitzero"`  // zero: nobody yet, it is what ships
	At int64 `json:"at,omitempty"` // milliseconds since 1970
}

// SecondFor says who must have a second factor.
type SecondFor string

// The three answers.
const (
	SecondNobody    SecondFor = "nobody"
	SecondKeepers   SecondFor = "keepers" // 系统管理员, 安全管理员, 审计员
	SecondEverybody SecondFor = "everybody"
)

// Span is the least and the most that a figure of a policy may be.
type Span struct{ Least, Most int }

// Holds tells whether a figure lies in the span.
func (s Span) Holds(n int) bool { return n >= s.Least && n <= s.Most }

// Spans gives what each figure may be: it keeps a slip of the hand from switching a lock off or shutting people out.
func (Policy) Spans() (idle, tries, reveal, late Span) {
	return Span{1, 60}, Span{3, 10}, Span{5, 120}, Span{1, 90}
}

// Fits tells which figure is out of its span (Invalid, policy.span), or nil.
func (p Policy) Fits() error {
	idle, tries, reveal, late := p.Spans()
	for _, f := range []struct {
		n  int
		in Span
	}{{p.Idle, idle}, {p.Tries, tries}, {p.Reveal, reveal}, {p.Late, late}} {
		if !f.in.Holds(f.n) {
			return Fail(Invalid, "policy.span", "least", itoa(f.in.Least), "most", itoa(f.in.Most))
		}
	}
	switch p.Second {
	case SecondNobody, SecondKeepers, SecondEverybody:
		return nil
	}
	return Fail(Invalid, "policy.second_who")
}

// MustSecond tells whether the account has to sign in with a second factor.
func (p Policy) MustSecond(a Account) bool {
	return p.Second == SecondEverybody || p.Second == SecondKeepers && !a.IsHand()
}
