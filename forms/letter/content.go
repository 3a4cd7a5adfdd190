package letter

import (
	"slices"
	"strconv"
	"strings"

	"casedesk/cases"
)

// content is what a record puts into a letter: values for places, rows for
// lists, and which conditions hold.
type content struct {
	values map[string]string
	lists  map[string][][]string
	holds  map[string]bool
}

// blankContent has every place, list and condition that there is, empty.
func blankContent() content {
	c := content{map[string]string{}, map[string][][]string{}, map[string]bool{}}
	for _, k := range []string{
		"number", "receipt", "party", "code", "matter", "record", "doc", "body", "decided", "content", "received",
		"accepted", "to", "request", "due", "period", "clock_law", "law", "class", "from", "free", "outcome",
		"finding", "earliest", "account", "phone", "address", "ruleset", "article", "you", "we", "document", "effects_line",
		"marked_on", "unmarked_on", "extended", "extend_reason", "extend_law", "old_due", "new_due", "remedy", "question",
		"granted_on", "grant_line", "doubted_on", "doubt_facts", "told_on", "said", "revoke_law",
		// of sheets only
		"office", "on", "party_kind", "party_id", "party_phone", "party_address", "chief", "chief_or_line", "agent", "agent_id",
		"agent_phone", "agent_until", "agent_as", "statement", "violation", "breach", "fine", "confiscated",
		"public_until", "shortest_until", "longest_until", "first_day", "route", "route_why", "maker", "reviewer", "signer",
		"proposal_line", "proposed_on", "review_line", "reviewed_on", "decided_outcome", "decided_on", "items", "sheets", "slip_title",
	} {
		c.values[k] = ""
	}
	for _, k := range []string{"papers", "missing", "refusal_grounds", "grounds", "criteria", "effects", "claims", "items", "findings", "asked", "doubt_grounds", "follows",
		"claim_rows", "gap_rows", "ground_gap_rows", "clock_rows", "day_rows", "criteria_rows", "index_rows", "letter_rows"} {
		c.lists[k] = nil
	}
	for _, k := range []string{"due", "no_due", "free", "earliest", "no_earliest", "repair", "objection", "marked", "was_marked", "check", "findings", "has_papers", "by_item", "whole", "question", "window",
		"judged", "not_judged", "remedy", "extension", "new_due", "no_new_due", "person", "gap", "no_gap", "grounds", "first_day", "no_first_day", "days",
		"heard_said", "not_heard_said", "follows"} {
		c.holds[k] = false
	}
	return c
}

// compiler fills a content from an order; the first trouble stays in err.
type compiler struct {
	w   Wording
	o   cases.LetterOrder
	c   content
	err error
}

func (w Wording) contentOf(o cases.LetterOrder) (content, error) {
	k := &compiler{w: w, o: o, c: blankContent()}
	k.basics()
	k.papers()
	k.clock()
	k.extension()
	k.judgement()
	k.decision()
	k.revocation()
	return k.c, k.err
}

// say gives a term, remembering the first that is missing.
func (k *compiler) say(key string) string {
	t, err := k.w.term(key)
	if err != nil && k.err == nil {
		k.err = err
	}
	return t
}

func (k *compiler) basics() {
	c, v := k.o.Case, k.c.values
	r := c.Record
	v["number"], v["receipt"] = k.o.Number, c.Number
	v["party"], v["code"] = c.Party.Name, c.Party.Code
	v["you"], v["we"] = k.say("you.organisation"), k.say("we.authority")
	if c.Party.Kind == cases.PartyPerson {
		v["you"] = k.say("you.person")
	}
	if k.o.Office.Kind == cases.Window {
		v["we"], k.c.holds["window"] = k.say("we.window"), true
	}
	if c.Matter != "" { // a slip for the way has none
		v["matter"] = k.say("matter." + string(c.Matter))
	}
	v["doc"], v["body"], v["content"] = dash(r.DocNumber), dash(r.Body), dash(r.Content)
	v["decided"], v["received"], v["accepted"] = dash(r.DecidedOn.Chinese()), c.ReceivedOn.Chinese(), c.AcceptedOn.Chinese()
	v["record"], v["document"] = recordLine(r), documentLine(r)
	v["to"], v["account"] = k.o.To.Name, handler(k.o)
	v["phone"], v["address"] = k.o.Office.Phone, k.o.Office.Address
	k.c.holds["repair"], k.c.holds["objection"], k.c.holds["marked"] = c.Matter == cases.Repair, c.Matter == cases.Objection, c.Marked
	k.c.holds["was_marked"] = !c.MarkedOn.IsZero()
	var requests []string
	for _, claim := range c.Claims {
		request := k.say("request." + claim.Request)
		k.c.lists["claims"] = append(k.c.lists["claims"], []string{k.claim(claim) + "。请求" + request + "。"})
		if !slices.Contains(requests, request) {
			requests = append(requests, request)
		}
	}
	v["request"] = strings.Join(requests, "、")
}

// claim says what one item of an objection is about.
func (k *compiler) claim(claim cases.Claim) string {
	line := k.say("ground." + claim.Ground)
	if claim.Shown != "" || claim.Claimed != "" {
		line += "：现记载“" + dash(claim.Shown) + "”，主张“" + dash(claim.Claimed) + "”"
	}
	return line
}

// handler names who has worked on the case: on a decision or a revocation the person
// who proposed it, for the one who issues it is the one who signs.
func handler(o cases.LetterOrder) string {
	rule, _ := cases.LetterRuleOf(o.Sort)
	proposed := rule.Kind == cases.KindDecided || rule.Kind == cases.KindRevoked
	for i := len(o.Case.Past) - 1; i >= 0 && proposed; i-- {
		if p := o.Case.Past[i]; p.Kind == cases.KindProposed && !p.Undone {
			if a, ok := o.Office.Account(p.Actor); ok {
				return a.Name
			}
		}
	}
	return o.Account.Name
}

// recordLine names a record in a sentence: by its 文号 where it has one.
func recordLine(r cases.Record) string {
	switch {
	case r.DocNumber != "":
		return "“" + r.DocNumber + "”行政处罚信息"
	case r.Violation != "":
		return r.DecidedOn.Chinese() + "“" + r.Violation + "”行政处罚信息"
	}
	return r.DecidedOn.Chinese() + "行政处罚信息"
}

// documentLine names the deciding document with its day, for a table.
func documentLine(r cases.Record) string {
	switch {
	case r.DocNumber == "":
		return dash(r.DecidedOn.Chinese())
	case r.DecidedOn.IsZero():
		return r.DocNumber
	}
	return r.DocNumber + "（" + r.DecidedOn.Chinese() + "）"
}

func (k *compiler) papers() {
	for i, p := range k.o.Case.Papers {
		form := k.say("copy")
		if p.Original {
			form = k.say("original")
		}
		k.c.lists["papers"] = append(k.c.lists["papers"], []string{strconv.Itoa(i + 1), p.Name, form, pages(p.Pages)})
	}
	k.c.holds["has_papers"] = len(k.o.Case.Papers) > 0
	for i, p := range k.o.Case.Missing {
		k.c.lists["missing"] = append(k.c.lists["missing"], []string{strconv.Itoa(i + 1), p.Name})
	}
}

func pages(n int) string {
	if n == 0 {
		return "—"
	}
	return strconv.Itoa(n)
}

func dash(s string) string {
	if s == "" {
		return "—"
	}
	return s
}

// clock puts the due day in, but only of a clock whose text was checked and
// whose calendar is known (design.md §5). What is to be done at once has no day.
func (k *compiler) clock() {
	v := k.c.values
	k.c.holds["no_due"] = true
	for _, run := range k.o.Case.Clocks {
		if !run.Verified || run.Provisional || run.Due.IsZero() || run.Period.N == 0 {
			continue
		}
		if k.o.Sort == cases.LetterForward && run.ID != cases.ClockAccept {
			continue // the slip asks for the acceptance, nothing later
		}
		v["due"] = run.Due.Chinese()
		v["period"] = strconv.Itoa(run.Period.N) + k.say("unit."+string(run.Period.Unit))
		v["clock_law"] = k.law(run.Title, run.Article, true)
		k.c.holds["due"], k.c.holds["no_due"] = true, false
		return
	}
}

// extension puts in why and how far the deadline was moved; the new day only where
// the clock was checked and its calendar is known.
func (k *compiler) extension() {
	v := k.c.values
	v["remedy"], k.c.holds["remedy"] = k.o.Remedy, k.o.Remedy != ""
	v["marked_on"], v["unmarked_on"] = k.o.Case.MarkedOn.Chinese(), k.o.Case.UnmarkedOn.Chinese()
	a := k.o.Case.Extension
	k.c.holds["no_new_due"] = true
	if a == nil {
		return
	}
	v["extended"], v["extend_reason"], k.c.holds["extension"] = a.On.Chinese(), a.Reason, true
	if a.Clock.Verified && !a.Clock.Provisional && !a.Clock.Due.IsZero() {
		v["extend_law"] = k.law(a.Clock.Title, a.Clock.Article, true)
		v["old_due"], v["new_due"] = a.Old.Chinese(), a.Clock.Due.Chinese()
		k.c.holds["new_due"], k.c.holds["no_new_due"] = true, false
	}
}

// law cites an instrument, with its article only where that was verified.
func (k *compiler) law(title, article string, verified bool) string {
	if !verified || article == "" {
		return title
	}
	s, _ := fill(k.say("article"), map[string]string{"ruleset": title, "article": article})
	return s
}
