// Package sample makes up cases: any number of them, the same for one seed, with
// the skew of real ones in names, sorts, states and days. Nobody in them exists.
package sample

import (
	"encoding/binary"
	"fmt"
	"iter"
	"math/rand/v2"
	"strings"
	"time"

	"casedesk/cases"
)

// Plan says what cases to make up.
type Plan struct {
	Cases  int
	Seed   uint64
	Office cases.ID     // it receives and holds them
	Short  string       // the office's 机关代字, at the front of every 收件号
	Hands  []cases.Role // the roles there are accounts for; without a Signer nothing is closed but by 撤回
	Today  time.Time    // the last case comes on that day, a thousand a day before it
	// Long is how many papers the first case holds besides: it makes one very long
	// case. 0 makes none.
	Long int
}

// Case is one made-up case.
type Case struct {
	ID   cases.ID
	Acts []Act
}

// Act is one act with the role of the account that does it, and when.
type Act struct {
	By   cases.Role
	At   time.Time
	Does cases.Act
}

const aDay = 1000 // cases received in one day

// maker draws cases one after the other.
type maker struct {
	plan Plan
	r    *rand.Rand
	v    vocabulary
	full bool // all three hands are there
}

// All makes the cases of a plan, the earliest first.
func (p Plan) All() iter.Seq[Case] {
	return func(yield func(Case) bool) {
		m := maker{plan: p, r: rand.New(rand.NewPCG(p.Seed, 1)), v: newVocabulary()}
		has := map[cases.Role]bool{}
		for _, role := range p.Hands {
			has[role] = true
		}
		m.full = has[cases.Reviewer] && has[cases.Signer]
		for n := range p.Cases {
			if !yield(m.one(n)) {
				return
			}
		}
	}
}

// one makes case n.
func (m *maker) one(n int) Case {
	age := (m.plan.Cases - 1 - n) / aDay
	at := m.plan.Today.AddDate(0, 0, -age).Add(time.Duration(n%aDay) * time.Second)
	c := Case{ID: m.id(at)}
	c.add(cases.Clerk, at, m.received(n, at))
	if n == 0 {
		for i := range m.plan.Long {
			c.add(cases.Clerk, at, cases.EvidenceAct{Name: fmt.Sprintf("缴款凭证第%d页", i+1), Paper: "PROOF", Media: "image/jpeg", Size: 180_000})
		}
	}
	switch x := m.r.Float64(); {
	case age > 60 && x < 0.995, x < 0.1:
		m.end(&c, at)
	case x < 0.55: // still at the counter
	case x < 0.65:
		c.add(cases.Clerk, at, cases.AskedMoreAct{Missing: []cases.Paper{{Code: "PROOF", Name: "履行义务证明"}}, On: cases.DayIn(at)})
	default:
		m.work(&c, at, age)
	}
	return c
}

func (c *Case) add(by cases.Role, at time.Time, does cases.Act) {
	c.Acts = append(c.Acts, Act{by, at, does})
}

// id makes a UUID of version 7.
func (m *maker) id(at time.Time) (id cases.ID) {
	binary.BigEndian.PutUint64(id[:], uint64(at.UnixMilli())<<16)
	binary.BigEndian.PutUint16(id[6:], uint16(m.r.Uint32()))
	binary.BigEndian.PutUint64(id[8:], m.r.Uint64())
	id[6], id[8] = id[6]&0x0f|0x70, id[8]&0x3f|0x80
	return id
}

func (m *maker) received(n int, at time.Time) cases.ReceivedAct {
	party := m.party()
	body, series, _ := strings.Cut(m.v.often(m.r, "body"), ":")
	on := cases.DayIn(at)
	fine := int64(1+m.r.IntN(60)) * 1000
	decided := at.AddDate(0, -3-m.r.IntN(24), 0)
	a := cases.ReceivedAct{
		Number: fmt.Sprintf("%s%s-1-%04d", m.plan.Short, at.Format("20060102"), n%aDay+1), Matter: cases.Repair, Office: m.plan.Office, Party: party,
		Record: cases.Record{Party: party.Name, PartyKind: party.Kind, Body: "示例区" + body, Fine: cases.Fen(fine * 100), Sample: true,
			DocNumber: fmt.Sprintf("%s〔%d〕%d号", series, decided.Year(), 1+m.r.IntN(9000)), DecidedOn: cases.DayIn(decided),
			Content: fmt.Sprintf("罚款 %d %03d 元", fine/1000, fine%1000)},
		Papers: []cases.Paper{{Code: "APPLY", Name: "申请表", Original: true, Pages: 2}}, On: on,
	}
	if m.r.IntN(4) == 0 {
		a.Matter = cases.Objection
		a.Claims = []cases.Claim{{Ground: "expired", Request: "stop"}}
	}
	return a
}

// party is a company in six of ten cases, a sole trader in two, a person in two.
func (m *maker) party() cases.Party {
	switch x := m.r.IntN(10); {
	case x < 6:
		return cases.Party{Kind: cases.PartyOrganisation, Name: m.v.firm(m.r), Code: uscc(m.r, "91"), Chief: m.v.person(m.r)}
	case x < 8:
		return cases.Party{Kind: cases.PartySoleTrader, Name: m.v.shop(m.r), Code: uscc(m.r, "92"), Chief: m.v.person(m.r)}
	}
	return cases.Party{Kind: cases.PartyPerson, Name: m.v.person(m.r), IDNumber: resident(m.r, m.plan.Today)}
}

// clock is a running deadline that ends some days from the day of plan.
func (m *maker) clock(at time.Time, id string, days int) []cases.ClockRun {
	return []cases.ClockRun{{ID: id, From: cases.DayIn(at), Due: cases.DayIn(at.AddDate(0, 0, days)), Ruleset: "R36", Title: "《信用修复管理办法》"}}
}

// end closes a case: most are withdrawn, because a whole way through three hands
// is nine events and would make the store mostly of these.
func (m *maker) end(c *Case, at time.Time) {
	on := cases.DayIn(at)
	if x := m.r.Float64(); !m.full || x < 0.92 {
		c.add(cases.Clerk, at, cases.WithdrawnAct{Reason: "另行申请", On: on})
		return
	} else if x < 0.98 {
		c.add(cases.Signer, at, cases.DeclinedAct{Grounds: []cases.Ground{{Code: "NOT-OURS", Text: "不由本单位认定"}}, On: on})
	} else {
		m.work(c, at, 0)
		m.decide(c, at)
	}
	c.add(cases.Clerk, at, cases.NotifiedAct{Way: "counter", On: on})
	c.add(cases.Clerk, at, cases.ServedAct{Way: "counter", Receiver: "本人", On: on})
	c.add(cases.Clerk, at, cases.ArchivedAct{On: on})
}

// work accepts a case; its clock ends between five days ago and a month from now.
func (m *maker) work(c *Case, at time.Time, age int) {
	if !m.full {
		return
	}
	days := max(age-5+m.r.IntN(36), 1)
	c.add(cases.Clerk, at, cases.AcceptedAct{Clocks: m.clock(at, "C-DECIDE", days), On: cases.DayIn(at)})
}

func (m *maker) decide(c *Case, at time.Time) {
	on := cases.DayIn(at)
	c.add(cases.Clerk, at, cases.JudgedAct{Facts: cases.Facts{Matter: "repair"}, Ruleset: "R36", Class: "R36.GENERAL", Reason: "罚款数额由人认定",
		Verdict: cases.Verdict{On: on, Proposed: cases.Proposal{Ruleset: "R36"}, Repairable: cases.TriYes}})
	c.add(cases.Clerk, at, cases.ProposedAct{Outcome: cases.Granted, On: on})
	c.add(cases.Reviewer, at, cases.ReviewedAct{Approved: true, On: on})
	c.add(cases.Signer, at, cases.DecidedAct{Outcome: cases.Granted, Effects: []string{"stop_publishing"}, From: on, On: on})
}
