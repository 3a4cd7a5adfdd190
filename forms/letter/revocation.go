package letter

import (
	"slices"
	"strings"

	"casedesk/cases"
)

// revocation puts in what a grant under doubt has come to: what the party was told,
// what it said, and, once it is signed, what follows.
func (k *compiler) revocation() {
	c, v := k.o.Case, k.c.values
	k.c.holds["not_heard_said"] = true
	if c.Doubt == nil {
		return
	}
	v["granted_on"] = c.Decision.On.Chinese()
	v["grant_line"] = v["granted_on"]
	if l, ok := c.Letter(string(cases.LetterGrant)); ok {
		v["grant_line"] = l.Number + "（" + v["granted_on"] + "）"
	}
	v["doubted_on"], v["doubt_facts"] = c.Doubt.On.Chinese(), c.Doubt.Facts
	k.c.lists["doubt_grounds"] = k.grounds(c.Doubt.Grounds)
	if h := c.Hearing; h != nil {
		v["told_on"], v["said"] = h.ToldOn.Chinese(), h.Said
		k.c.holds["heard_said"], k.c.holds["not_heard_said"] = h.Said != "", h.Said == ""
	}
	if c.Revocation == nil || c.Proposal == nil {
		return
	}
	v["outcome"], v["from"] = k.say("outcome."+string(cases.Revoke)), c.Revocation.From.Chinese()
	v["revoke_law"] = k.instruments(c.Proposal.Grounds)
	effects := make([]string, len(c.Revocation.Effects))
	for i, e := range c.Revocation.Effects {
		effects[i] = k.say("effect." + e)
	}
	v["effects_line"] = strings.Join(effects, "，")
	k.follows(c.Revocation.Follows)
}

// instruments names what the grounds rest on, each once; an article only where it was read.
func (k *compiler) instruments(gs []cases.Ground) string {
	var all []string
	for _, g := range gs {
		if l := k.law(g.Title, g.Article, g.Verified); l != "" && !slices.Contains(all, l) {
			all = append(all, l)
		}
	}
	return strings.Join(all, "、")
}

// follows lists the consequences besides the state that the decision itself restores.
// The last day stands there only where figure and text were read (design.md §5).
func (k *compiler) follows(ps []cases.Provision) {
	for _, p := range ps {
		if p.Kind == "state" {
			continue
		}
		line := p.Term + "。"
		switch {
		case p.Start != "" && p.Verified && !p.Until.IsZero():
			line = p.Term + "，至" + p.Until.Chinese() + "止。"
		case p.Start != "":
			line = p.Term + "，" + k.say("as_ruled") + "。"
		}
		article := ""
		if p.Verified {
			article = string(p.Article)
		}
		k.c.lists["follows"] = append(k.c.lists["follows"], []string{k.based(line, p.Title, article)})
	}
	k.c.holds["follows"] = len(k.c.lists["follows"]) > 0
}
