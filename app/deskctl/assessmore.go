package main

import (
	"strings"

	"casedesk/app/present"
	"casedesk/cases"
	"casedesk/cases/rules"
)

// more adds the table, the trial and the nearest flips that were asked for.
func (c assessCall) more(out *assessed, book *rules.Book, f cases.Facts, on cases.Date, cal cases.Calendar) error {
	if c.Table {
		out.Table = rules.Table(&out.Verdict, book.Pack)
	}
	if len(c.WhatIf) == 0 && len(c.Also) > 0 {
		return cases.Fail(cases.Invalid, "whatif.flag", "value", c.Also[0])
	}
	if len(c.WhatIf) > 0 {
		var changes []rules.Change
		for _, s := range append(c.WhatIf, c.Also...) {
			change, err := rules.ParseChange(s)
			if err != nil {
				return err
			}
			changes = append(changes, change)
		}
		trial, err := rules.WhatIf(book, f, on, cal, changes...)
		if err != nil {
			return err
		}
		out.WhatIf = &trial
	}
	if !c.Flip {
		return nil
	}
	var err error
	out.Flip, err = flips(out, book, f, on, cal)
	return err
}

// flips looks for the nearest other outcome under the ruleset proposed, or, where
// none is, under each that covers the record.
func flips(out *assessed, book *rules.Book, f cases.Facts, on cases.Date, cal cases.Calendar) ([]rules.Flips, error) {
	list := []rules.Flips{}
	for _, r := range out.Rulesets {
		if p := string(out.Proposed.Ruleset); p != "" && p != r.ID {
			continue
		}
		for _, goal := range []string{rules.FlipOutcome, rules.FlipClass} {
			if goal == rules.FlipClass && f.Matter == string(cases.Objection) {
				continue // a class says nothing about an objection
			}
			x, err := rules.Nearest(book, f, on, cal, r.ID, goal)
			if err != nil {
				return nil, err
			}
			list = append(list, x)
		}
	}
	return list, nil
}

// assessed answers as JSON, or, in words, the verdict and below it each thing asked
// for in a form of its own; a table alone takes the place of the verdict.
func (t *terminal) assessed(out assessed) error {
	if !t.text || out.Table == nil && out.WhatIf == nil && out.Flip == nil {
		return t.answer(out)
	}
	var b strings.Builder
	if out.Table != nil {
		t.lawyers(&b, out.Table)
	}
	if out.WhatIf != nil {
		t.trial(&b, out.WhatIf)
	}
	for _, f := range out.Flip {
		t.flips(&b, f)
	}
	return t.put([]byte(b.String()))
}

// lawyers prints the trace as one table a ruleset and part.
func (t *terminal) lawyers(b *strings.Builder, rows []rules.TableRow) {
	say := t.words.Say
	head := []string{say("lawyer.rule"), say("lawyer.condition"), say("lawyer.given"), say("lawyer.result"), say("lawyer.article"), say("lawyer.source"), say("lawyer.verified")}
	for i := 0; i < len(rows); {
		first := rows[i]
		lines := [][]string{head}
		for ; i < len(rows) && rows[i].Ruleset == first.Ruleset && rows[i].Part == first.Part; i++ {
			lines = append(lines, t.lawyersRow(rows[i]))
		}
		b.WriteString(first.Ruleset + "  " + first.Title + "  " + say("lawyer.part."+first.Part) + "\n")
		columns(b, []int{20, 44, 30, 8, 12, 30, 16}, lines)
		b.WriteByte('\n')
	}
}

func (t *terminal) lawyersRow(r rules.TableRow) []string {
	say := t.words.Say
	result := say("trace." + string(r.Result))
	if r.Fired {
		result = "▶ " + result
	}
	article, checked := string(r.Article), say("law.unverified")
	if article == "" {
		article = "—"
	}
	if r.Verified {
		checked = say("law.verified")
		if !r.LastChecked.IsZero() {
			checked += " " + r.LastChecked.String()
		}
	}
	return []string{r.Rule, r.Condition, r.Given, result, article, r.Source, checked}
}

// trial prints what was supposed and what moves.
func (t *terminal) trial(b *strings.Builder, x *rules.Trial) {
	say := t.words.Say
	b.WriteString(say("whatif.title") + "\n" + say("whatif.note_terminal") + "\n")
	for _, c := range x.Changes {
		b.WriteString("  " + c.Term + "：" + c.Was + " → " + c.Now + "  [" + say("nature."+string(c.Nature)) + "]\n")
	}
	if len(x.Moves) == 0 {
		b.WriteString(say("whatif.still") + "\n")
		return
	}
	lines := [][]string{{say("lawyer.ruleset"), say("whatif.what"), say("whatif.before"), say("whatif.after"), say("lawyer.rule"), say("lawyer.article")}}
	for _, m := range x.Moves {
		what, was, now := present.MoveWords(m)
		name := what.In(say)
		if m.Term != "" {
			name += "：" + m.Term
		}
		article := string(m.Article)
		if !m.Verified {
			article = say("law.unverified")
		}
		lines = append(lines, []string{m.Ruleset, name, was.In(say), now.In(say), m.Row, article})
	}
	columns(b, []int{10, 40, 24, 24, 22, 12}, lines)
	b.WriteByte('\n')
}

// flips prints the smallest changes, what can be done first; what is said there is
// not said again.
func (t *terminal) flips(b *strings.Builder, f rules.Flips) {
	t.found(b, f, "doable", f.Doable)
	if f.Doable.Size == 0 || f.Doable.Size != f.Smallest.Size || f.Doable.Count != f.Smallest.Count {
		t.found(b, f, "supposed", f.Smallest)
	}
}

func (t *terminal) found(b *strings.Builder, f rules.Flips, sort string, found rules.Found) {
	say := func(key, name, value string) string { return t.words.Say(key, cases.Arg{Name: name, Value: value}) }
	key := "flip." + sort
	if found.Size == 0 {
		key += "_none"
	}
	b.WriteString(t.words.Say(key, cases.Arg{Name: "goal", Value: t.words.Say("flip.goal." + f.Goal)}, cases.Arg{Name: "n", Value: itoa(found.Size)}, cases.Arg{Name: "ruleset", Value: f.Ruleset}) + "\n")
	for _, x := range found.Flips {
		if sort == "supposed" && x.Doable() {
			continue
		}
		then := say("flip.then_class", "class", x.Then)
		if f.Goal == rules.FlipOutcome {
			then = t.words.Say("flip.then." + x.Then)
		}
		parts := make([]string, len(x.Changes))
		for i, c := range x.Changes {
			parts[i] = c.Term + "：" + c.Was + " → " + c.Now + " [" + t.words.Say("nature."+string(c.Nature)) + "]"
			if c.Paper != "" {
				parts[i] += "（" + string(c.Paper) + "）"
			}
		}
		b.WriteString("  · " + strings.Join(parts, "；") + "；" + then + "\n")
	}
	switch {
	case found.Size == 0 && f.ClassOpen:
		b.WriteString("  " + t.words.Say("flip.class_first") + "\n")
	case found.None:
		b.WriteString("  " + t.words.Say("flip.none") + "\n")
	case found.Size == 0:
		b.WriteString("  " + say("flip.bound", "n", itoa(found.Searched)) + "\n")
	case found.Searched < found.Size:
		b.WriteString("  " + say("flip.not_whole", "n", itoa(found.Searched)) + "\n")
	case found.Count > len(found.Flips):
		b.WriteString("  " + say("flip.more", "n", itoa(found.Count-len(found.Flips))) + "\n")
	}
}
