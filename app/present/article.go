package present

import (
	"casedesk/cases"
	"casedesk/cases/rules"
)

// ArticleView is one place of a ruleset's text, as the law drawer shows it.
type ArticleView struct {
	Ruleset    string
	Title      string // of the ruleset
	Instrument string // 国家发展改革委令第36号
	Number     string // printed only where it was checked
	Paraphrase string
	Source     string
	From, To   cases.Date
	Verified   bool // 已核, else 待核实
	Checked    cases.Date
	Mark       Words // law.verified or law.unverified
}

// article finds a place of a ruleset's text; without the packs only the mark is known.
func (s Session) article(of *cases.Verdict, ruleset, cite string, verified bool) ArticleView {
	v := ArticleView{Ruleset: ruleset, Verified: verified, Mark: mark(verified)}
	p, ok := s.packOf(of, ruleset)
	if !ok {
		return v
	}
	v.Title, v.Instrument, v.From, v.To = p.Title, p.Number, p.From, p.To
	if a, ok := p.Article(cite); ok {
		v.Paraphrase, v.Source, v.Checked = a.Paraphrase, a.Source, a.LastChecked
		v.Verified, v.Mark = a.Verified, mark(a.Verified)
		if a.Verified {
			v.Number = a.Number
		}
	}
	return v
}

// packOf finds the pack that a verdict was made by: the one in use, or the
// version that the verdict names where it is another.
func (s Session) packOf(v *cases.Verdict, ruleset string) (*rules.Pack, bool) {
	if s.Book == nil {
		return nil, false
	}
	p, ok := s.Book.Pack(ruleset)
	if v == nil || s.Version == nil {
		return p, ok
	}
	for _, h := range v.PackHashes {
		if h.Ruleset != ruleset || ok && h.Hash == p.Hash {
			continue
		}
		if old, kept := s.Version(ruleset, h.Hash); kept {
			return old, true
		}
	}
	return p, ok
}

func mark(verified bool) Words {
	if verified {
		return Say("law.verified")
	}
	return Say("law.unverified")
}

// unverified lists the places that a judgement rests on and nobody has compared
// with the official text.
func (s Session) unverified(j cases.JudgedAct) []ArticleView {
	r, ok := j.Chosen()
	if !ok {
		return nil
	}
	var out []ArticleView
	seen := map[string]bool{}
	put := func(cite string) {
		if !seen[cite] {
			seen[cite] = true
			out = append(out, s.article(&j.Verdict, r.ID, cite, false))
		}
	}
	for _, t := range j.Verdict.Trace {
		if t.Ruleset == r.ID && t.Fired && !t.Verified && (t.Part == "class" || t.Part == "period") {
			put(t.Cite)
		}
	}
	for _, k := range r.Criteria {
		if !k.Verified {
			put(k.Cite)
		}
	}
	return out
}
