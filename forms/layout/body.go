package layout

import (
	"strings"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// bodyBlocks sets the letter's paragraphs and the list of its attachments.
func bodyBlocks(m Measure, l letter.Letter) ([]block, error) {
	var bs []block
	if l.Addressee != "" {
		bs = append(bs, lineBlocks(Break(m, Song, l.Addressee, 0, 0, textWidth), Song)...)
	}
	for _, p := range l.Paragraphs {
		more, err := paragraph(m, p)
		if err != nil {
			return nil, err
		}
		bs = append(bs, more...)
	}
	bs = append(bs, attachments(m, l.Attachments)...)
	for i, lines := len(bs)-1, 0; i >= 0 && lines < 2; i-- {
		bs[i].keep = true // a page with signature and date holds words of the letter too
		lines += len(bs[i].items)
	}
	return bs, nil
}

// typed makes of text as people type it, on any system, what a line can hold.
func typed(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ").Replace(text)
}

// paragraph sets one paragraph of any kind.
func paragraph(m Measure, p letter.Paragraph) ([]block, error) {
	p.Text = typed(p.Text)
	switch p.Kind {
	case letter.Body, letter.Heading1, letter.Heading2, letter.Heading3:
		return running(m, p), nil
	case letter.List:
		return item(m, p), nil
	case letter.Free:
		return marked(m, p), nil
	case letter.Facts, letter.Papers:
		return table(m, p.Table)
	case letter.Fields:
		return fields(m, p.Table)
	case letter.Signing:
		return signing(m, p.Table)
	case letter.Small:
		return small(m, p.Text), nil
	}
	return nil, cases.Fail(cases.Invalid, "letter.paragraph", "kind", string(p.Kind))
}

// running sets body text and headings: first line indented two characters.
func running(m Measure, p letter.Paragraph) []block {
	role := Song
	switch p.Kind {
	case letter.Heading1:
		role = Hei
	case letter.Heading2:
		role = Kai
	}
	var bs []block
	for _, text := range strings.Split(p.Text, "\n") {
		bs = append(bs, unwidowed(lineBlocks(Break(m, role, text, 2000, 0, textWidth), role))...)
	}
	if p.Kind != letter.Body {
		for i := range bs {
			bs[i].keep = true
		}
	}
	return bs
}

// item sets a list item: its label two characters in, the text hanging beside it.
func item(m Measure, p letter.Paragraph) []block {
	hang := 2000
	for _, r := range p.Label {
		hang += m.Advance(Song, r)
	}
	hang = (hang + 300 + 499) / 500 * 500
	bs := unwidowed(lineBlocks(Break(m, Song, strings.ReplaceAll(p.Text, "\n", ""), hang, hang, textWidth), Song))
	if len(bs) > 0 && p.Label != "" {
		bs[0].items = append(bs[0].items, plainItem(Song, p.Label, left+2*column, 0, bodySize))
	}
	return bs
}

// marked sets a person's own words: a label, a bar at the side, 楷体.
func marked(m Measure, p letter.Paragraph) []block {
	var bs []block
	if p.Label != "" {
		bs = lineBlocks(Break(m, Hei, p.Label, 2000, 2000, textWidth), Hei)
		for i := range bs {
			bs[i].keep = true
		}
	}
	for _, text := range strings.Split(p.Text, "\n") {
		bs = append(bs, unwidowed(lineBlocks(Break(m, Kai, text, 4000, 2000, textWidth), Kai))...)
	}
	for i := range bs {
		bar := Item{Kind: Rule, X: left + column, Y: -(pitch - em) / 2, W: 0.6, H: pitch, Color: Grey}
		bs[i].items = append(bs[i].items, bar)
	}
	return bs
}

// attachments sets 附件说明: a blank line, then the names without end marks,
// turned lines under the first character of the name (7.3.4).
func attachments(m Measure, names []string) []block {
	var bs []block
	for i, name := range names {
		lead := letter.WordAttachments
		if i > 0 {
			lead = ""
		}
		number := ""
		if len(names) > 1 {
			number = itoa(i+1) + "."
		}
		at := 2000 + 3000 // behind 附件：
		hang := at
		for _, r := range number {
			hang += m.Advance(Song, r)
		}
		set := lineBlocks(Break(m, Song, name, hang, hang, textWidth), Song)
		if len(set) == 0 {
			continue
		}
		set[0].items = append(set[0].items, plainItem(Song, number, left+float64(at)*em/1000, 0, bodySize))
		if lead != "" {
			set[0].items = append(set[0].items, plainItem(Song, lead, left+2*column, 0, bodySize))
		}
		bs = append(bs, set...)
	}
	if len(bs) > 0 {
		bs = append([]block{{rows: 1, keep: true}}, bs...)
	}
	return bs
}

// unwidowed keeps the first two and the last two blocks of a paragraph or table on
// one page, so that no line stands alone.
func unwidowed(bs []block) []block {
	if n := len(bs); n > 1 {
		bs[0].keep, bs[n-2].keep = true, true
	}
	return bs
}

// lineBlocks makes one block of each line of body size.
func lineBlocks(ls []Line, role Role) []block {
	bs := make([]block, len(ls))
	for i, l := range ls {
		bs[i] = block{rows: 1, items: []Item{bodyItem(l, role, left, 0, wide, bodySize, true)}}
	}
	return bs
}
