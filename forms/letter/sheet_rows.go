package letter

import (
	"slices"
	"strconv"
	"strings"

	"casedesk/cases"
)

// gap lists what the rules still miss: the condition, what would meet it, and the
// first day on which the answer can be yes. A value that nobody verified says so.
func (k *compiler) gap(o cases.SheetOrder) {
	if o.Case.Matter != "" && o.Sort == cases.SheetGap {
		k.c.values["slip_title"] = k.say("slip." + string(o.Case.Matter))
	}
	j := o.Case.Judgement
	if j == nil {
		return
	}
	r, ok := j.Chosen()
	if !ok {
		return
	}
	if o.Case.Matter == cases.Objection {
		k.groundGap(r)
		return
	}
	papers := map[string]string{}
	for _, m := range r.Missing {
		if papers[m.Criterion] != "" {
			papers[m.Criterion] += "、"
		}
		papers[m.Criterion] += m.Term
	}
	n := 0
	for _, c := range r.Criteria {
		if c.State == cases.Met {
			continue
		}
		n++
		why := plain(c.Why)
		if !c.Verified {
			why = opened(why, k.say("open"))
		}
		k.c.lists["gap_rows"] = append(k.c.lists["gap_rows"], []string{strconv.Itoa(n), c.Term, why, dash(papers[c.ID])})
	}
	k.c.holds["gap"], k.c.holds["no_gap"] = n > 0, n == 0
	if !r.Earliest.IsZero() {
		day := r.Earliest.Chinese()
		if !r.Verified {
			day += k.say("open")
		}
		k.c.values["first_day"], k.c.holds["first_day"] = day, true
	}
	k.c.holds["no_first_day"] = r.Earliest.IsZero()
}

// groundGap says of each ground of an objection how it stands, and why: an objector
// lacks no paper that a rule asks for, but wants to know what was found.
func (k *compiler) groundGap(r cases.RulesetVerdict) {
	for i, c := range r.Criteria {
		why := plain(c.Why)
		if !c.Verified {
			why = opened(why, k.say("open"))
		}
		k.c.lists["ground_gap_rows"] = append(k.c.lists["ground_gap_rows"], []string{strconv.Itoa(i + 1), c.Term, why, k.say("ground_state." + string(c.State))})
	}
	k.c.holds["grounds"] = len(r.Criteria) > 0
}

// clocks lists the running clocks and, for those in working days, every day with
// the reason why it counts or not.
func (k *compiler) clocks(o cases.SheetOrder) {
	for i, run := range o.Case.Clocks {
		name := k.say("clock." + run.ID)
		due := run.Due.Chinese()
		if run.Provisional {
			due += k.say("provisional")
		}
		if !run.Verified { // nobody compared its length with the official text: no day stands on it
			due = k.say("open")
		}
		period := strconv.Itoa(run.Period.N) + k.say("unit."+string(run.Period.Unit))
		if run.Period.N == 0 {
			period = k.say("at_once")
		}
		k.c.lists["clock_rows"] = append(k.c.lists["clock_rows"], []string{
			name, period, run.From.Chinese(), dash(due), k.law(run.Title, run.Article, run.Verified)})
		if i < len(o.Ledgers) && run.Period.Unit == cases.Workdays && run.Verified {
			k.days(name, o.Ledgers[i].Ledger)
		}
	}
	k.c.holds["days"] = len(k.c.lists["day_rows"]) > 0
}

func (k *compiler) days(name string, ledger cases.Ledger) {
	n := 0
	for _, d := range ledger {
		count := "—"
		if d.Counted {
			n++
			count = strconv.Itoa(n)
		}
		why := k.say("why." + string(d.Why))
		if d.Name != "" {
			why += "（" + d.Name + "）"
		}
		k.c.lists["day_rows"] = append(k.c.lists["day_rows"], []string{name, d.Day.Chinese() + k.weekday(d.Day), count, why})
	}
}

// weekday gives the day of the week in brackets.
func (k *compiler) weekday(d cases.Date) string {
	return k.say("weekday." + strconv.Itoa(int(d.Weekday())))
}

// file puts in what the papers of the file say: the hands, the outcome, and every
// paper in the order in which it came.
func (k *compiler) file(o cases.SheetOrder) {
	c, v := o.Case, k.c.values
	name := func(id cases.ID) string {
		for _, a := range o.People {
			if a.ID == id {
				return a.Name
			}
		}
		return ""
	}
	if n := len(c.Hands.Makers); n > 0 {
		v["maker"] = name(c.Hands.Makers[n-1])
	}
	v["reviewer"], v["signer"] = name(c.Hands.Reviewer), name(c.Hands.Signer)
	if p := c.Proposal; p != nil {
		lines := []string{k.say("outcome."+string(p.Outcome)) + "。"}
		for _, g := range k.grounds(p.Grounds) {
			lines = append(lines, g[0])
		}
		v["proposal_line"], v["proposed_on"] = lined(append(lines, p.Text)), p.On.Chinese()
	}
	if r := c.Review; r != nil {
		said := k.say("reviewed.no")
		if r.Approved {
			said = k.say("reviewed.yes")
		}
		v["review_line"], v["reviewed_on"] = lined([]string{said + "。", r.Text}), r.On.Chinese()
	}
	switch { // while a grant is looked into nobody has signed that
	case c.Revocation != nil:
		v["decided_outcome"], v["decided_on"] = k.say("outcome."+string(cases.Revoke)), c.Revocation.On.Chinese()
	case c.Decision != nil && c.Doubt == nil:
		v["decided_outcome"], v["decided_on"] = k.say("outcome."+string(c.Decision.Outcome)), c.Decision.On.Chinese()
	}
	k.criteriaRows()
	k.index(c, o.Beside)
}

// lined joins what is not empty, a line each.
func lined(parts []string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), "\n")
}

// criteriaRows are the conditions as the approval sheet shows them.
func (k *compiler) criteriaRows() {
	if k.o.Case.Judgement == nil {
		return
	}
	r, _ := k.o.Case.Judgement.Chosen()
	state := "state."
	if k.o.Case.Matter == cases.Objection {
		state = "ground_state."
	}
	for _, c := range r.Criteria {
		why := plain(c.Why)
		if !c.Verified {
			why = opened(why, k.say("open"))
		}
		k.c.lists["criteria_rows"] = append(k.c.lists["criteria_rows"], []string{c.Term, k.say(state + string(c.State)), why})
	}
}

// index lists the papers handed in, the scans and the letters, as the file holds them;
// a receipt beside one letter speaks of that one.
func (k *compiler) index(c cases.Case, beside string) {
	add := func(title, number, day, pages string) {
		n := strconv.Itoa(len(k.c.lists["index_rows"]) + 1)
		k.c.lists["index_rows"] = append(k.c.lists["index_rows"], []string{n, title, number, day, pages})
	}
	for _, p := range c.Papers {
		add(p.Name, "—", c.ReceivedOn.Chinese(), pages(p.Pages))
	}
	for _, e := range c.Evidence {
		add(e.Name+"（"+k.say("evidence")+"）", "—", "—", "—")
	}
	sheets := 0
	for _, l := range c.Letters {
		add(k.say("letter."+l.Letter), l.Number, l.On.Chinese(), strconv.Itoa(l.Pages))
		sheets += l.Pages
		if beside != "" && l.Number != beside {
			continue
		}
		k.c.lists["letter_rows"] = append(k.c.lists["letter_rows"], []string{k.say("letter." + l.Letter), l.Number, l.On.Chinese(), "", ""})
	}
	for _, p := range c.Papers {
		sheets += p.Pages
	}
	k.c.values["items"], k.c.values["sheets"] = strconv.Itoa(len(k.c.lists["index_rows"])), strconv.Itoa(sheets)
}
