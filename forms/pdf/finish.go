package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode/utf16"

	"github.com/klauspost/compress/zlib"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// attachedName is the name of the record inside the PDF.
const attachedName = "decision.json"

// specimenMark stands in the catalog of a specimen; Sign refuses such a file.
const specimenMark = "/CSDK_Specimen true"

// builder gathers the objects of the finished file; index 0 is unused.
type builder struct {
	lib  *Library
	objs [][]byte
}

// add appends an object and gives its number.
func (b *builder) add(obj []byte) int {
	b.objs = append(b.objs, obj)
	return len(b.objs) - 1
}

// stream makes a stream object; dict is its dictionary's other entries.
func (b *builder) stream(dict string, data []byte, compress bool) []byte {
	if compress {
		data = b.lib.compressed(data)
		dict += "/Filter/FlateDecode"
	}
	out := make([]byte, 0, len(dict)+len(data)+48)
	out = fmt.Appendf(out, "<<%s/Length %d>>\nstream\n", dict, len(data))
	out = append(out, data...)
	return append(out, "\nendstream"...)
}

// compressed deflates with a pooled writer.
func (lib *Library) compressed(data []byte) []byte {
	var out bytes.Buffer
	out.Grow(len(data)*3/4 + 64) // outlines shrink to about two thirds
	w, _ := lib.deflate.Get().(*zlib.Writer)
	if w == nil {
		w, _ = zlib.NewWriterLevel(&out, zlib.BestSpeed)
	} else {
		w.Reset(&out)
	}
	w.Write(data)
	w.Close()
	lib.deflate.Put(w)
	return out.Bytes()
}

// finish rewrites gofpdf's file: the letter's font instead of the stand-in,
// exact text mapping, metadata that is really linked, language, the attached
// record, an ID, a header of 1.7. It claims no PDF/A.
func finish(lib *Library, raw []byte, f *face, l letter.Letter) ([]byte, error) {
	objs, root, info, err := objectsOf(raw)
	if err != nil {
		return nil, cases.Fail(cases.Damaged, "letter.draw").Because(err)
	}
	b := &builder{lib: lib, objs: objs}
	for i := 1; i < len(objs); i++ {
		switch {
		case bytes.Contains(objs[i], []byte("/BaseFont /Helvetica")):
			b.objs[i] = b.font(f)
		case bytes.HasPrefix(objs[i], []byte("<</Length ")):
			if data, ok := streamOf(objs[i]); ok {
				b.objs[i] = b.stream("", data, true)
			}
		}
	}
	producer := RendererID(lib, l.Wording)
	date := moment(l.Date).Format("D:20060102150405-07'00'")
	title := strings.ReplaceAll(l.Title, "\n", "")
	b.objs[info] = fmt.Appendf(nil, "<</Title%s/Author%s/Producer%s/CreationDate(%s)/ModDate(%s)>>",
		hexText(title), hexText(l.Signature), hexText(producer), date, date)
	xmp := b.add(b.stream("/Type/Metadata/Subtype/XML", xmpPacket(l, title, producer), false))
	catalog := fmt.Sprintf("<</Type/Catalog/Pages 1 0 R/Lang(zh-CN)/Metadata %d 0 R"+
		"/ViewerPreferences<</DisplayDocTitle true>>/OpenAction[3 0 R/Fit]", xmp)
	if len(l.Record) > 0 {
		catalog += b.attach(l.Record, date)
	}
	if l.Specimen {
		catalog += specimenMark
	}
	b.objs[root] = []byte(catalog + ">>")
	return b.file(root, info), nil
}

// font adds the letter's font and gives the object that names it.
func (b *builder) font(f *face) []byte {
	small := f.m.bytes()
	sum := sha256.Sum256(small)
	tag := make([]byte, 6) // a subset's tag, six capitals
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := string(tag) + "+CasedeskLetter"
	file := b.add(b.stream(fmt.Sprintf("/Length1 %d", len(small)), small, true))
	desc := b.add(fmt.Appendf(nil, "<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-200 -300 1200 1100]"+
		"/ItalicAngle 0/Ascent %d/Descent %d/CapHeight 733/StemV 80/FontFile2 %d 0 R>>",
		name, squareTop, squareBottom, file))
	cid := b.add(fmt.Appendf(nil, "<</Type/Font/Subtype/CIDFontType2/BaseFont/%s"+
		"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"+
		"/FontDescriptor %d 0 R/CIDToGIDMap/Identity/DW 1000/W%s>>", name, desc, f.widths()))
	uni := b.add(b.stream("", f.toUnicode(), true))
	return fmt.Appendf(nil, "<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"+
		"/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, cid, uni)
}

// attach adds the record as an associated file and gives the catalog's entries.
func (b *builder) attach(record []byte, date string) string {
	ef := b.add(b.stream(fmt.Sprintf("/Type/EmbeddedFile/Subtype/application#2Fjson/Params<</Size %d/ModDate(%s)>>",
		len(record), date), record, true))
	spec := b.add(fmt.Appendf(nil, "<</Type/Filespec/F(%s)/UF(%s)/AFRelationship/Data/EF<</F %d 0 R/UF %d 0 R>>>>",
		attachedName, attachedName, ef, ef))
	return fmt.Sprintf("/Names<</EmbeddedFiles<</Names[(%s)%d 0 R]>>>>/AF[%d 0 R]", attachedName, spec, spec)
}

// file writes the objects with header, cross-reference and trailer.
func (b *builder) file(root, info int) []byte {
	var o bytes.Buffer
	size := 256
	for _, obj := range b.objs {
		size += len(obj) + 48
	}
	o.Grow(size)
	o.WriteString("%PDF-1.7\n%\xE2\xE3\xCF\xD3\n")
	at := make([]int, len(b.objs))
	for i := 1; i < len(b.objs); i++ {
		at[i] = o.Len()
		fmt.Fprintf(&o, "%d 0 obj\n%s\nendobj\n", i, b.objs[i])
	}
	id := sha256.Sum256(o.Bytes())
	xref := o.Len()
	fmt.Fprintf(&o, "xref\n0 %d\n0000000000 65535 f \n", len(b.objs))
	for i := 1; i < len(b.objs); i++ {
		fmt.Fprintf(&o, "%010d 00000 n \n", at[i])
	}
	fmt.Fprintf(&o, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%X><%X>]>>\nstartxref\n%d\n%%%%EOF\n",
		len(b.objs), root, info, id[:16], id[:16], xref)
	return o.Bytes()
}

// hexText writes a text string as UTF-16 with its mark.
func hexText(s string) string {
	b := []byte("<FEFF")
	for _, u := range utf16.Encode([]rune(s)) {
		b = fmt.Appendf(b, "%04X", u)
	}
	return string(append(b, '>'))
}

// xmpPacket writes the metadata, readable by people and archives.
func xmpPacket(l letter.Letter, title, producer string) []byte {
	esc := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace
	at := moment(l.Date).Format("2006-01-02T15:04:05-07:00")
	return []byte("<?xpacket begin=\"\ufeff\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n" +
		`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">` +
		`<dc:format>application/pdf</dc:format><dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + esc(title) +
		`</rdf:li></rdf:Alt></dc:title><dc:creator><rdf:Seq><rdf:li>` + esc(l.Signature) +
		`</rdf:li></rdf:Seq></dc:creator><xmp:CreateDate>` + at + `</xmp:CreateDate><xmp:ModifyDate>` + at +
		`</xmp:ModifyDate><pdf:Producer>` + esc(producer) + `</pdf:Producer></rdf:Description></rdf:RDF></x:xmpmeta>` +
		"\n<?xpacket end=\"w\"?>")
}
