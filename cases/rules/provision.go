package rules

import "casedesk/cases"

// provisions lists what the rulesets in force on the day of filing say beside
// class, criteria and clocks, the special ruleset before the general one.
func (j *judge) provisions() {
	var room [24]standing
	found := room[:0]
	for _, i := range j.book.special {
		if !j.reach[i].applies {
			continue
		}
		p := j.book.packs[i]
		for k := range p.provisions {
			if row := &p.provisions[k]; j.stands(row) {
				found = append(found, standing{p, row})
			}
		}
	}
	j.out.Provisions = make([]cases.Provision, len(found))
	for i, s := range found {
		j.out.Provisions[i] = j.provision(s.p, s.row)
	}
}

// standing is a provision that applies, with its pack.
type standing struct {
	p   *Pack
	row *provision
}

// stands tells whether a provision applies; a ground to refuse with a time of its
// own stands until that is over.
func (j *judge) stands(row *provision) bool {
	if row.when.eval(&j.x) != cases.TriYes {
		return false
	}
	if row.part != "refusal" || row.start < 0 {
		return true
	}
	from, last := j.until(row)
	return !from.IsZero() && (last.IsZero() || !j.on.After(last))
}

func (j *judge) provision(p *Pack, row *provision) cases.Provision {
	out := row.answer
	out.Verified = row.cite.verified() && p.sure(j.filed)
	out.From.Date, out.Until.Date = j.until(row)
	return out
}

// until gives the first and the last day of a provision; both are the zero day
// where the start or the figure is not known.
func (j *judge) until(row *provision) (from, last cases.Date) {
	if row.start < 0 || !j.x.Has(row.start) {
		return from, last
	}
	from = dateOf(j.x.N[row.start])
	if !row.known {
		return from, last
	}
	if row.part == "remedy" { // a right to act is not lost on a day of rest (民法典 art. 203)
		period := row.period
		period.Rolls = true
		last, _ = cases.DueDay(from, period, j.cal)
		return from, last
	}
	return from, addPeriod(from, row.period)
}

// pastRetention tells whether the record may no longer be shown to the public at
// all: the most special ruleset that says how long answers. Of its rows the latest
// last day counts (a breach that went on is counted from its end). A figure that
// nobody has read leaves the answer to the general ruleset; where no ruleset sets
// a limit, none is over.
func (j *judge) pastRetention() cases.Tri {
	unread := false
	for _, i := range j.book.special {
		p := j.book.packs[i]
		if !p.InForce(j.on) || p.covers.eval(&j.x) != cases.TriYes {
			continue
		}
		last, verified, found := j.shownUntil(p)
		if !found {
			continue
		}
		if !last.IsZero() {
			j.retentionVerified = verified
			return cases.TriOf(j.on.After(last))
		}
		unread = true
	}
	if unread {
		return cases.TriUnknown
	}
	return cases.TriNo
}

func (j *judge) shownUntil(p *Pack) (latest cases.Date, verified, found bool) {
	for i := range p.provisions {
		row := &p.provisions[i]
		if row.kind != "shown" || row.when.eval(&j.x) != cases.TriYes {
			continue
		}
		found = true
		if _, last := j.until(row); last.After(latest) {
			latest, verified = last, row.cite.verified() && p.sure(j.on)
		}
	}
	return latest, verified, found
}
