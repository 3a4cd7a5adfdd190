package letter

import (
	"crypto/sha256"
	"slices"
	"strings"

	"casedesk/cases"
)

// Glyph is the picture of a character that no font has. Mark stands in the letter's
// texts where the picture is printed; the hash names the picture in the record.
type Glyph struct {
	Mark   string     `json:"mark"`
	PNG    []byte     `json:"png"`
	SHA256 cases.Hash `json:"sha256,omitzero"`
}

// Map gives the letter with every printed text as f gives it; f is called in the
// order in which the texts stand.
func (l Letter) Map(f func(string) string) Letter {
	all := func(list []string) []string {
		out := make([]string, len(list))
		for i, s := range list {
			out[i] = f(s)
		}
		return out
	}
	l.Head, l.Number, l.Title, l.Addressee = f(l.Head), f(l.Number), f(l.Title), f(l.Addressee)
	l.Paragraphs = slices.Clone(l.Paragraphs)
	for i := range l.Paragraphs {
		p := &l.Paragraphs[i]
		p.Label, p.Text = f(p.Label), f(p.Text)
		if p.Table == nil {
			continue
		}
		t := *p.Table
		if len(t.Head) > 0 {
			t.Head = all(t.Head)
		}
		t.Rows = slices.Clone(t.Rows)
		for k, row := range t.Rows {
			t.Rows[k] = all(row)
		}
		p.Table = &t
	}
	if len(l.Attachments) > 0 {
		l.Attachments = all(l.Attachments)
	}
	l.Signature, l.Note, l.Contact = f(l.Signature), f(l.Note), f(l.Contact)
	l.CopyTo, l.PrintedBy, l.QRCaption = f(l.CopyTo), f(l.PrintedBy), f(l.QRCaption)
	return l
}

// drawn puts in the pictures that the letter's texts ask for, in the order in which
// they are first named.
func (l Letter) drawn(glyphs []cases.Glyph) Letter {
	at := map[string]int{}
	var order []cases.Glyph
	n := 0
	l.Map(func(s string) string {
		for _, g := range glyphs {
			if _, seen := at[g.Mark]; !seen && strings.Contains(s, g.Mark) {
				at[g.Mark] = n
				order = append(order, g)
				n++
			}
		}
		return s
	})
	for _, g := range order {
		l.Glyphs = append(l.Glyphs, Glyph{g.Mark, g.PNG, sha256.Sum256(g.PNG)})
	}
	return l
}
