// Package letter turns a case and its verdict into a finished letter: every
// word that will be printed, and nothing about where it stands on the paper.
package letter

import "casedesk/cases"

// Format says how a letter is laid out: by one of the two layouts of GB/T 9704-2012, or as a sheet.
type Format string

// The formats.
const (
	RedHead Format = "red-head" // 文件格式: red head, number, red line; decisions
	Slip    Format = "slip"     // 信函格式 (§10.1): office name and double lines; window letters
	Sheet   Format = "sheet"    // a paper of the counter or the file: no 公文, so no red head, seal or 文号
)

// Kind says what a paragraph is, and so how it is set.
type Kind string

// The kinds of paragraph.
const (
	Body     Kind = "body"      // 3号 body, first line indented two characters
	Heading1 Kind = "heading-1" // 一、 in 黑体; kept with what follows
	Heading2 Kind = "heading-2" // （一） in 楷体; kept with what follows
	Heading3 Kind = "heading-3" // 1. in body type; kept with what follows
	List     Kind = "list"      // an item; Label is its number, turned lines hang under the text
	Free     Kind = "free"      // a person's own words, marked as such by Label and a bar at the side
	Facts    Kind = "facts"     // key–value table: Table without Head, two columns
	Papers   Kind = "papers"    // list of papers: Table with a Head, repeated on each page
	Fields   Kind = "fields"    // a form's fields: Table without Head, two or four columns; empty ones stay to be filled by hand
	Signing  Kind = "signing"   // boxes side by side to sign and stamp in: one cell of Table a box
	Small    Kind = "small"     // 五号: notices and remarks on a sheet
)

// Fixed words of GB/T 9704-2012 and of the marks on letters without effect.
// Letters are always Chinese, so these are not translated.
const (
	WordAttachments = "附件："
	WordCopies      = "抄送："
	WordPrinted     = "印发"
	WordDateLine    = "　　　　年　　月　　日"
	WordSpecimen    = "样张"
	WordSample      = "演示"
)

// Letter is a whole letter, ready to be laid out. It holds no case and no rule:
// the same Letter makes the same bytes.
type Letter struct {
	Format Format `json:"format"`
	// Head is the red head (发文机关标志) of a RedHead letter, the office's full
	// name for a Slip or Sheet. A newline parts the offices of a joint head.
	Head string `json:"head"`
	// Number is the 文号 (〔2026〕 in full brackets), or the 收件号 of a receipt
	// with its label. Empty on a specimen.
	Number string `json:"number,omitempty"`
	// Title stands centred; a newline parts its lines where the sense asks it.
	Title string `json:"title"`
	// Addressee is the 主送 line with its full-width colon.
	Addressee  string      `json:"addressee,omitempty"`
	Paragraphs []Paragraph `json:"paragraphs"`
	// Attachments are the names after 附件：, numbered when there is more than one.
	Attachments []string `json:"attachments,omitempty"`
	// Signature is the office that signs; empty on a form, which others sign.
	Signature string     `json:"signature,omitempty"`
	Date      cases.Date `json:"date"` // 成文日期; also the date inside the file
	// Seal leaves the place of a 42 mm seal over signature and date. The seal
	// itself is never drawn.
	Seal bool `json:"seal,omitempty"`
	// Note is the 附注, without its round brackets.
	Note string `json:"note,omitempty"`
	// Contact is the line with clerk, telephone and address, under the note.
	Contact string `json:"contact,omitempty"`
	// CopyTo, PrintedBy and PrintedOn make the 版记; all empty means none.
	CopyTo    string     `json:"copyTo,omitempty"`
	PrintedBy string     `json:"printedBy,omitempty"`
	PrintedOn cases.Date `json:"printedOn,omitzero"`
	// QR is the text of the QR code, at most 300 bytes; QRCaption stands under it.
	QR        string `json:"qr,omitempty"`
	QRCaption string `json:"qrCaption,omitempty"`
	// Record is the JSON attached as decision.json, byte for byte.
	Record []byte `json:"record,omitempty"`
	// Specimen prints 样张 on every page; a specimen has no number and cannot be signed.
	Specimen bool `json:"specimen,omitempty"`
	// Sample prints 演示 on every page: made from sample packs or by a sample office.
	Sample bool `json:"sample,omitempty"`
	// Glyphs are the pictures of characters that no font has.
	Glyphs []Glyph `json:"glyphs,omitempty"`
	// Wording is the version of the wording files the letter was compiled from.
	Wording string `json:"wording,omitempty"`
}

// Paragraph is one piece of a letter's body. A newline in Text starts a new
// paragraph of the same kind.
type Paragraph struct {
	Kind  Kind   `json:"kind"`
	Label string `json:"label,omitempty"` // number of a List item; name of a Free paragraph's author role
	Text  string `json:"text,omitempty"`
	Table *Table `json:"table,omitempty"` // for Facts and Papers
}

// Table is a table of short texts. Every row has as many cells as Widths; only a
// row of Fields may have fewer, and then its last cell takes the rest.
type Table struct {
	Head   []string   `json:"head,omitempty"`
	Widths []int      `json:"widths"` // shares of the text width
	Rows   [][]string `json:"rows"`
	// High is the least height of each row in lines of the table; none means one.
	High []int `json:"high,omitempty"`
}
