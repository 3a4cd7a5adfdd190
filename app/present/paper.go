package present

import (
	"strconv"

	"casedesk/cases"
)

// PaperLine is one paper that may be handed in.
type PaperLine struct {
	Code     string
	Name     string // in Chinese, as the receipt prints it
	Article  string // only where it was checked
	FromPack bool   // the rules ask for it
	Verified bool
	Given    bool
	Original bool
	Pages    string // as typed
	Fault    error
}

// askPapers asks the rules which papers the case needs, beside those every case has.
func (p *Intake) askPapers() {
	c := cases.Case{
		Matter: p.form.matter(), Record: p.form.record(p.s.Work.Today()), ReceivedOn: p.s.Work.Today(),
		Party: p.party(), Claims: p.claims(),
	}
	base := p.basePapers()
	p.papers = base
	p.rules.ask(func() func() {
		v, err := p.s.Work.Look(c, p.s.Work.StartFacts(c))
		return func() {
			if err != nil {
				p.view.Problem = err // the papers every case has can still be ticked
			} else {
				p.papers = append(base[:len(base):len(base)], packPapers(v)...)
			}
			p.show()
		}
	})
}

// basePapers are the papers of every case of this matter.
func (p *Intake) basePapers() []PaperLine {
	codes := []string{"application", "identity"}
	if p.form.Fields["agent.who"] == "agent" {
		codes = append(codes, "mandate")
	}
	if p.form.matter() == cases.Objection {
		codes = append(codes, "proof", "screenshot")
	}
	var out []PaperLine
	for _, code := range codes {
		out = append(out, PaperLine{Code: code, Name: p.s.Chinese(under("paper", code)), Verified: true})
	}
	return out
}

// packPapers are the papers that the proposed ruleset asks for, each once.
func packPapers(v cases.Verdict) []PaperLine {
	r, ok := (cases.JudgedAct{Verdict: v}).Chosen()
	if !ok {
		return nil
	}
	var out []PaperLine
	seen := map[string]bool{}
	for _, m := range r.Missing {
		if seen[m.Paper] {
			continue
		}
		seen[m.Paper] = true
		line := PaperLine{Code: m.Paper, Name: m.Term, FromPack: true, Verified: m.Verified}
		if m.Verified {
			line.Article = string(m.Article)
		}
		out = append(out, line)
	}
	return out
}

// paperLines puts the form's marks on the papers.
func (f intakeForm) paperLines(papers []PaperLine) []PaperLine {
	out := append([]PaperLine(nil), papers...)
	for i := range out {
		for _, m := range f.Papers {
			if m.Code != out[i].Code {
				continue
			}
			out[i].Given, out[i].Original, out[i].Pages = m.Given, m.Original, m.Pages
			if _, err := strconv.Atoi(m.Pages); m.Pages != "" && err != nil {
				out[i].Fault = cases.Fail(cases.Invalid, "intake.pages")
			}
		}
	}
	return out
}

// SetPaper marks a paper as handed in or not, as an original or a copy, and
// takes its pages as typed.
func (p *Intake) SetPaper(code string, given, original bool, pages string) {
	mark := paperForm{code, given, original, pages}
	for i := range p.form.Papers {
		if p.form.Papers[i].Code == code {
			p.form.Papers[i] = mark
			p.touched()
			return
		}
	}
	p.form.Papers = append(p.form.Papers, mark)
	p.touched()
}

// given gives the papers that were handed in.
func (p *Intake) given() []cases.Paper {
	out := []cases.Paper{}
	for _, l := range p.form.paperLines(p.papers) {
		if l.Given {
			n, _ := strconv.Atoi(l.Pages) // a number that cannot be read was said on the page
			out = append(out, cases.Paper{Code: l.Code, Name: l.Name, Original: l.Original, Pages: max(0, n)})
		}
	}
	return out
}
