package pdf

import (
	"fmt"
	"html"
	"strings"

	"casedesk/forms/letter"
)

// The sources that other engines make the same letter of: the same text, faces,
// sizes and margins. They have no QR code and no attached record, so they do less.

// block is one paragraph of a letter as any engine sets it.
type peerBlock struct {
	role   string // style: head, number, title, plain, body, hei, kai, right
	text   string
	indent bool
}

func peerBlocks(l letter.Letter) (out []peerBlock) {
	add := func(role, text string, indent bool) { out = append(out, peerBlock{role, text, indent}) }
	add("head", l.Head, false)
	add("number", l.Number, false)
	add("title", strings.ReplaceAll(l.Title, "\n", ""), false)
	add("plain", l.Addressee, false)
	for _, p := range l.Paragraphs {
		switch p.Kind {
		case letter.Heading1:
			add("hei", p.Text, true)
		case letter.Heading2:
			add("kai", p.Text, true)
		default:
			add("body", p.Label+p.Text, true)
		}
	}
	for i, a := range l.Attachments {
		add("body", fmt.Sprintf("附件%d：%s", i+1, a), true)
	}
	add("right", l.Signature, false)
	add("right", l.Date.Chinese(), false)
	add("body", l.Contact, true)
	return out
}

// Faces, sizes in points and places of the roles.
var peerRoles = map[string]struct {
	font   string
	weight int
	size   float64
	align  string
}{
	"head":   {"Noto Serif SC", 700, 36, "center"},
	"number": {"Noto Serif SC", 400, 15.75, "center"},
	"title":  {"Noto Serif SC", 700, 22, "center"},
	"plain":  {"Noto Serif SC", 400, 15.75, "justify"},
	"body":   {"Noto Serif SC", 400, 15.75, "justify"},
	"hei":    {"Noto Sans SC", 600, 15.75, "justify"},
	"kai":    {"LXGW WenKai", 400, 15.75, "justify"},
	"right":  {"Noto Serif SC", 400, 15.75, "right"},
}

func typstSource(l letter.Letter) string {
	var b strings.Builder
	b.WriteString("#set page(paper: \"a4\", margin: (top: 37mm, bottom: 35mm, left: 28mm, right: 26mm))\n" +
		"#set text(lang: \"zh\", region: \"cn\")\n#set par(justify: true, leading: 13.9pt, spacing: 13.9pt)\n")
	quote := strings.NewReplacer(`\`, `\\`, `"`, `\"`)
	for _, x := range peerBlocks(l) {
		r := peerRoles[x.role]
		text := fmt.Sprintf("#text(font: (%q, \"LXGW WenKai\"), weight: %d, size: %gpt)[%s#\"%s\"]",
			r.font, r.weight, r.size, map[bool]string{true: "#h(2em)"}[x.indent], quote.Replace(x.text))
		if r.align != "justify" {
			text = "#align(" + r.align + ")[" + text + "]"
		}
		b.WriteString(text + "\n\n")
	}
	return b.String()
}

func htmlSource(l letter.Letter) string {
	var b strings.Builder
	b.WriteString("<!DOCTYPE html><html lang=zh-CN><meta charset=utf-8><style>@page{size:A4;margin:37mm 26mm 35mm 28mm}" +
		"p{margin:0;line-height:29.6pt;text-align:justify}.in{text-indent:2em}\n")
	for name, r := range peerRoles {
		fmt.Fprintf(&b, ".%s{font-family:%q,\"LXGW WenKai\";font-weight:%d;font-size:%gpt;text-align:%s}\n", name, r.font, r.weight, r.size, r.align)
	}
	b.WriteString(".head{line-height:50pt}</style>\n")
	for _, x := range peerBlocks(l) {
		fmt.Fprintf(&b, "<p class=\"%s%s\">%s</p>\n", x.role, map[bool]string{true: " in"}[x.indent], html.EscapeString(x.text))
	}
	return b.String()
}

func odtSource(l letter.Letter) string {
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.text"><office:automatic-styles>
<style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="210mm" fo:page-height="297mm"
 fo:margin-top="37mm" fo:margin-bottom="35mm" fo:margin-left="28mm" fo:margin-right="26mm"/></style:page-layout>
`)
	align := map[string]string{"center": "center", "right": "end", "justify": "justify"}
	for name, r := range peerRoles {
		for _, in := range []string{"", "in"} {
			indent := 0.0
			if in != "" {
				indent = 2 * r.size
			}
			weight := map[bool]string{true: "bold", false: "normal"}[r.weight > 400]
			fmt.Fprintf(&b, `<style:style style:name="%s%s" style:family="paragraph"><style:paragraph-properties fo:text-align="%s" fo:text-indent="%gpt" fo:line-height="29.6pt"/>`+
				`<style:text-properties style:font-family-asian="%s" fo:font-family="%s" style:font-size-asian="%gpt" fo:font-size="%gpt" style:font-weight-asian="%s" fo:font-weight="%s"/></style:style>`+"\n",
				name, in, align[r.align], indent, r.font, r.font, r.size, r.size, weight, weight)
		}
	}
	b.WriteString(`</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4"/></office:master-styles><office:body><office:text>` + "\n")
	for _, x := range peerBlocks(l) {
		fmt.Fprintf(&b, "<text:p text:style-name=\"%s%s\">%s</text:p>\n", x.role, map[bool]string{true: "in"}[x.indent], html.EscapeString(x.text))
	}
	b.WriteString("</office:text></office:body></office:document>\n")
	return b.String()
}
