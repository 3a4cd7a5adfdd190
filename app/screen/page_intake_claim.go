package screen

import (
	"strconv"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	"casedesk/cases"
)

// intakeClaims is what an objection says is wrong, one part after another: why,
// where, what it says now and should say, and what is asked for.
type intakeClaims struct {
	room  Room
	p     *present.Intake
	now   []present.ClaimLine
	made  []*claimPart
	count int
	root  *fyne.Container
}

// claimPart holds the widgets of one claim.
type claimPart struct {
	grounds, places, requests *Options
	shown, claimed, on        *Entry
	root                      fyne.CanvasObject
}

func newIntakeClaims(room Room, p *present.Intake) *intakeClaims {
	return &intakeClaims{room: room, p: p, count: -1, root: Stack(0)}
}

func (c *intakeClaims) object() fyne.CanvasObject { return c.root }

// show puts the claims into the widgets and tells whether there are more or
// fewer than before.
func (c *intakeClaims) show(claims []present.ClaimLine) (other bool) {
	c.now = claims
	for i, l := range claims {
		if i == len(c.made) {
			c.made = append(c.made, c.make(i, l))
		}
		m := c.made[i]
		for o, options := range map[*Options][]present.Option{m.grounds: l.Grounds, m.places: l.Places, m.requests: l.Requests} {
			if _, chosen := choicesOf(c.room, options); o.Chosen() != chosen {
				o.SetChosen(chosen)
			}
		}
		m.shown.SetText(l.Shown)
		m.claimed.SetText(l.Claimed)
		m.on.SetText(l.On)
		m.on.Hidden = !l.Dated
	}
	if len(claims) == c.count {
		return false
	}
	c.count = len(claims)
	add := NewButton("intake.claim.add", Secondary, c.room.Say("intake.claim_add"), c.p.AddClaim).WithIcon("plus").AsSmall()
	c.root.Objects = []fyne.CanvasObject{CardHead(c.room.Say("intake.claims"), c.room.Say("intake.claims_note"), add)}
	if len(claims) == 0 {
		c.root.Add(Inset(72, 0, 0, 0, NewEmpty("file-search", c.room.Say("intake.claims_none"), c.room.Say("intake.claims_none_note"))))
	}
	for _, m := range c.made[:len(claims)] {
		c.root.Add(m.root)
	}
	c.root.Refresh()
	return true
}

func (c *intakeClaims) make(i int, l present.ClaimLine) *claimPart {
	say, id := c.room.Say, "intake.claim."+strconv.Itoa(i)
	group := func(part string, options []present.Option) *Options {
		choices, _ := choicesOf(c.room, options)
		return NewOptions(id+"."+part, false, func(value string) { c.p.SetClaim(i, part, value) }, choices...)
	}
	entry := func(part, label string) *Entry {
		e := NewLongEntry(id+"."+part, say(label), 2).InForm()
		e.OnChanged = func(s string) {
			if i >= len(c.now) {
				return
			}
			if l := c.now[i]; part == "shown" && s != l.Shown || part == "claimed" && s != l.Claimed || part == "on" && s != l.On {
				c.p.SetClaim(i, part, s) // else the presenter put it there
			}
		}
		return e
	}
	m := &claimPart{grounds: group("ground", l.Grounds), places: group("field", l.Places), requests: group("request", l.Requests),
		shown: entry("shown", "intake.claim_shown"), claimed: entry("claimed", "intake.claim_claimed"), on: entry("on", "intake.claim_day")}
	named := func(key string, o *Options) fyne.CanvasObject {
		return Stack(4, NewText(say(key), Caption, T2, false), o)
	}
	head := NewHeadRow(12)
	head.Set(say("intake.claim_n", cases.Arg{Name: "n", Value: strconv.Itoa(i + 1)}), "", "", Neutral)
	drop := NewButton(id+".drop", Quiet, say("intake.claim_drop"), func() { c.p.DropClaim(i) }).AsSmall()
	parts := []fyne.CanvasObject{named("intake.claim_ground", m.grounds), named("intake.claim_field", m.places),
		Stack(10, m.shown, m.claimed, m.on, named("intake.claim_request", m.requests), Row(8, drop))}
	body := Columns(12, []float32{Share(1), Share(1), Share(1)}, parts...)
	if largeType() {
		body = Stack(12, parts...)
	}
	m.root = Stack(0, head, Pad(12, body))
	return m
}
