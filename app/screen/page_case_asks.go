package screen

import (
	"fyne.io/fyne/v2"

	"casedesk/app/present"
)

// caseAsks is the card of the facts that a person sets for the selected
// condition, and those that belong to none.
type caseAsks struct {
	room  Room
	p     *present.Criteria
	root  *fyne.Container
	made  map[string]*caseQuestion
	shown string
	order []string
}

func newCaseAsks(room Room, p *present.Criteria) *caseAsks {
	return &caseAsks{room: room, p: p, root: Stack(0), made: map[string]*caseQuestion{}}
}

func (a *caseAsks) first() fyne.Focusable {
	for _, k := range a.order {
		if f := a.made[k].first(); f != nil {
			return f
		}
	}
	return nil
}

// show asks what the selected condition needs; with nothing selected, all.
func (a *caseAsks) show(v present.CriteriaView) {
	var list []present.Question
	for i, r := range v.Rows {
		if v.Selected < 0 || v.Selected == i {
			list = append(list, r.Questions...)
		}
	}
	own := len(list)
	list = append(list, v.Others...)
	names := ""
	for _, k := range list {
		names += k.Key + " "
	}
	if names != a.shown {
		a.shown = names
		a.build(list, own)
	}
	for _, k := range list {
		a.made[k.Key].show(k)
	}
}

func (a *caseAsks) build(list []present.Question, own int) {
	a.root.Objects, a.order = nil, nil
	if len(list) == 0 {
		return
	}
	card := Stack(12)
	seen := map[string]bool{}
	for i, k := range list {
		if i == own {
			card.Add(NewText(a.room.Say("criteria.others"), Body, T1, true))
		} else if i == 0 {
			card.Add(NewText(a.room.Say("criteria.asks"), Body, T1, true))
		}
		if seen[k.Key] {
			continue
		}
		seen[k.Key] = true
		if a.made[k.Key] == nil {
			a.made[k.Key] = a.question(k)
		}
		a.order = append(a.order, k.Key)
		card.Add(captioned(a.room.In(k.Title), a.made[k.Key].root))
	}
	a.root.Objects = []fyne.CanvasObject{Card(12, card)}
}

func (a *caseAsks) question(k present.Question) *caseQuestion {
	q := newCaseQuestion(a.room, "criteria.answer."+k.Key)
	q.across = true
	q.pick = func(v string) { a.p.Mark(k.Key, v) }
	q.typed = func(s string) { a.p.Answer(k.Key, s) }
	return q
}

// scan asks for the file of a paper and puts it into the case.
func (c *caseCriteria) scan(paper string) {
	c.room.Pick(nil, func(f PickedFile) { c.p.AddEvidence(paper, f.Name, f.Media, f) })
}
