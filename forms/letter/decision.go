package letter

import (
	"casedesk/cases"
)

// judgement puts in what the rules found for the ruleset a person chose.
func (k *compiler) judgement() {
	k.c.values["class"], k.c.values["law"] = "—", ""
	if k.o.Case.Judgement == nil {
		return
	}
	r, ok := k.o.Case.Judgement.Chosen()
	if !ok {
		return
	}
	k.c.values["class"] = dash(string(r.ClassTerm))
	k.c.values["law"] = k.law(r.Title, "", r.Verified)
	for _, c := range r.Criteria {
		line := c.Term + "：" + k.say("state."+string(c.State)) + "。" + c.Why
		if c.Verified && c.Article != "" {
			line += "（" + r.Title + string(c.Article) + "）"
		}
		k.c.lists["criteria"] = append(k.c.lists["criteria"], []string{line})
	}
	if !r.Earliest.IsZero() && r.Verified {
		k.c.values["earliest"] = r.Earliest.Chinese()
		k.c.holds["earliest"] = true
	}
	k.c.holds["no_earliest"] = !k.c.holds["earliest"]
}

// decision puts in what the three hands decided. Outcome words come from the
// decision alone, never from anybody's typing.
func (k *compiler) decision() {
	c, v := k.o.Case, k.c.values
	if c.Check != nil {
		v["finding"] = k.say("finding." + c.Check.Finding)
		k.c.holds["check"] = true
	}
	if c.Refusal != nil {
		k.c.lists["refusal_grounds"] = k.grounds(c.Refusal.Grounds)
		k.free(c.Refusal.Text)
	}
	if c.Decision == nil || c.Proposal == nil {
		return
	}
	v["outcome"] = k.say("outcome." + string(c.Decision.Outcome))
	v["from"] = c.Decision.From.Chinese()
	k.c.lists["grounds"] = k.grounds(c.Proposal.Grounds)
	k.free(c.Proposal.Text)
	for _, e := range c.Decision.Effects {
		k.c.lists["effects"] = append(k.c.lists["effects"], []string{k.say("effect."+e) + "。"})
	}
	k.c.holds["has_effects"] = len(c.Decision.Effects) > 0
}

func (k *compiler) free(text string) {
	k.c.values["free"] = text
	k.c.holds["free"] = text != ""
}

func (k *compiler) grounds(gs []cases.Ground) (rows [][]string) {
	for _, g := range gs {
		rows = append(rows, []string{g.Text + "（" + k.law(g.Title, g.Article, g.Verified) + "）。"})
	}
	return rows
}
