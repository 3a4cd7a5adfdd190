package present

import "casedesk/cases"

// Option is one thing to choose; nothing is chosen beforehand where a person decides.
type Option struct {
	Value   string
	Name    Words
	Note    Words
	Chosen  bool
	Advised bool // the program's proposal (建议); never chosen by it
}

// choose marks the option of a value; an unknown value marks none.
func choose(list []Option, value string) []Option {
	out := append([]Option(nil), list...)
	for i := range out {
		out[i].Chosen = out[i].Value == value && value != ""
	}
	return out
}

// toggle turns one option of several on or off.
func toggle(list []Option, value string) []Option {
	out := append([]Option(nil), list...)
	for i := range out {
		if out[i].Value == value {
			out[i].Chosen = !out[i].Chosen
		}
	}
	return out
}

func chosen(list []Option) []string {
	var out []string
	for _, o := range list {
		if o.Chosen {
			out = append(out, o.Value)
		}
	}
	return out
}

// GroundLine is one ground that can be ticked.
type GroundLine struct {
	Ground  cases.Ground
	Text    Words // the pack's words
	Chosen  bool
	Advised bool
}

func ticked(list []GroundLine) []cases.Ground {
	var out []cases.Ground
	for _, g := range list {
		if g.Chosen {
			out = append(out, g.Ground)
		}
	}
	return out
}

func tick(list []GroundLine, i int) []GroundLine {
	out := append([]GroundLine(nil), list...)
	if i >= 0 && i < len(out) {
		out[i].Chosen = !out[i].Chosen
	}
	return out
}

// packGrounds gives the grounds of refusal that the recorded verdict lists.
// The article is named only where its text was checked.
func packGrounds(c cases.Case) []GroundLine {
	if c.Judgement == nil {
		return nil
	}
	r, ok := c.Judgement.Chosen()
	if !ok {
		return nil
	}
	var out []GroundLine
	for _, f := range r.Refusals {
		g := cases.Ground{Code: f.ID, Text: f.Term, Ruleset: r.ID, Title: r.Title, Verified: f.Verified}
		if f.Verified {
			g.Article = string(f.Article)
		}
		out = append(out, GroundLine{Ground: g, Text: Plain(f.Term)})
	}
	return out
}
