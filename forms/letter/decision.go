package letter

import (
	"strings"

	"casedesk/cases"
)

// judgement puts in what the rules found for the ruleset a person chose.
func (k *compiler) judgement() {
	k.c.values["class"], k.c.values["law"] = "—", ""
	k.c.holds["not_judged"] = true
	if k.o.Case.Judgement == nil {
		return
	}
	r, ok := k.o.Case.Judgement.Chosen()
	if !ok {
		return
	}
	k.c.values["class"] = dash(string(r.ClassTerm))
	k.c.values["law"] = k.law(r.Title, "", r.Verified)
	k.c.holds["judged"], k.c.holds["not_judged"] = true, false
	for _, c := range r.Criteria {
		k.c.lists["criteria"] = append(k.c.lists["criteria"], []string{k.criterion(c, r.Title)})
	}
	if r.Earliest.After(k.o.On) && r.Verified {
		k.c.values["earliest"] = r.Earliest.Chinese()
		k.c.holds["earliest"] = true
	}
	k.c.holds["no_earliest"] = !k.c.holds["earliest"]
}

// criterion says how one condition came out. What a met condition rests on is
// said only where days or figures are behind it; a figure whose text nobody has
// compared yet is never named as what the law says (design.md §5).
func (k *compiler) criterion(c cases.Criterion, title string) string {
	state := "state."
	if k.o.Case.Matter == cases.Objection {
		state = "ground_state."
	}
	line := c.Term + "：" + k.say(state+string(c.State)) + "。"
	figures := strings.ContainsAny(c.Why, "0123456789")
	switch {
	case figures && !c.Verified:
		line += k.say("unverified")
	case figures || c.State != cases.Met:
		line += plain(c.Why)
	}
	if c.Verified && c.Article != "" {
		line = k.based(line, title, string(c.Article))
	}
	return line
}

// decision puts in what the three hands decided. Outcome words come from the
// decision alone, never from anybody's typing.
func (k *compiler) decision() {
	c, v := k.o.Case, k.c.values
	if c.Check != nil {
		v["finding"] = k.say("finding." + c.Check.Finding)
		k.c.holds["check"] = true
	}
	k.items()
	k.inquiry()
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
	effects := make([]string, len(c.Decision.Effects))
	for i, e := range c.Decision.Effects {
		effects[i] = k.say("effect." + e)
		k.c.lists["effects"] = append(k.c.lists["effects"], []string{effects[i] + "。"})
	}
	v["effects_line"] = strings.Join(effects, "，")
	k.c.holds["whole"] = len(c.Decision.Effects) > 0 && len(c.Decision.Items) == 0 // else each item says its own
}

// inquiry lists the claims that the providing unit is asked about.
func (k *compiler) inquiry() {
	q := k.o.Case.Inquiry
	if q == nil {
		return
	}
	for _, i := range q.Claims {
		if i < len(k.o.Case.Claims) {
			k.c.lists["asked"] = append(k.c.lists["asked"], []string{k.claim(k.o.Case.Claims[i]) + "。"})
		}
	}
	k.c.values["question"], k.c.holds["question"] = q.Question, q.Question != ""
}

// items says of each claim what was found, and how it ends where the decision
// speaks of each.
func (k *compiler) items() {
	c := k.o.Case
	for i, claim := range c.Claims {
		f := c.ItemFindingOn(i)
		if f.Finding == "" {
			continue
		}
		line := k.say("ground."+claim.Ground) + "：" + k.say("item_finding."+string(f.Finding)) + "。"
		if f.Source != "" {
			said, _ := fill(k.say("source_says"), map[string]string{"value": f.Source})
			line += said + "。"
		}
		k.c.lists["findings"] = append(k.c.lists["findings"], []string{line})
	}
	k.c.holds["findings"] = len(k.c.lists["findings"]) > 0
	if c.Decision == nil {
		return
	}
	for _, it := range c.Decision.Items {
		claim := c.Claims[it.Claim]
		line := k.say("ground." + claim.Ground)
		if claim.Shown != "" {
			line += "：现记载“" + claim.Shown + "”"
		}
		line += "。处理：" + k.say("outcome."+string(it.Outcome))
		if it.Value != "" {
			line += "为“" + it.Value + "”"
		}
		k.c.lists["items"] = append(k.c.lists["items"], []string{line + "。"})
	}
	k.c.holds["by_item"] = len(c.Decision.Items) > 0
}

func (k *compiler) free(text string) {
	k.c.values["free"] = text
	k.c.holds["free"] = text != ""
}

func (k *compiler) grounds(gs []cases.Ground) (rows [][]string) {
	for _, g := range gs {
		article := ""
		if g.Verified {
			article = g.Article
		}
		rows = append(rows, []string{k.based(plain(g.Text), g.Title, article)})
	}
	return rows
}

// based ends a sentence with the instrument that it rests on.
func (k *compiler) based(sentence, title, article string) string {
	if title == "" {
		return sentence
	}
	return strings.TrimSuffix(sentence, "。") + "，" + k.say("basis") + k.law(title, article, true) + "。"
}
