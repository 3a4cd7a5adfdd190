package takeout

import (
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"unicode"

	"casedesk/cases"
)

// fileLine is one letter or piece of evidence.
type fileLine struct {
	Case   cases.ID   `json:"case"`
	Number string     `json:"number"` // of the letter; of the case for evidence
	What   string     `json:"what"`   // letter, evidence
	Sort   string     `json:"sort,omitempty"`
	Title  string     `json:"title,omitempty"`
	Blob   cases.Hash `json:"blob"` // as the event names it
	Path   string     `json:"path,omitempty"`
	Size   int64      `json:"size,omitempty"`
	SHA256 cases.Hash `json:"sha256,omitzero"`
	Reason string     `json:"reason,omitempty"` // why it is not here
}

// filesOf writes the letters and the evidence of a case.
func (r *run) filesOf(ctx context.Context, c cases.Case) error {
	room := roomOf(c)
	for i, l := range c.Letters {
		line := fileLine{Case: c.ID, Number: l.Number, What: "letter", Sort: l.Letter, Blob: l.Blob}
		line.Path = fmt.Sprintf("letters/%s/%02d-%s-%s.pdf", room, i+1, safe(l.Letter), safe(l.Number))
		if err := r.file(ctx, line, l.Key); err != nil {
			return err
		}
	}
	for i, e := range c.Evidence {
		line := fileLine{Case: c.ID, Number: c.Number, What: "evidence", Sort: e.Paper, Title: e.Name, Blob: e.Blob}
		line.Path = fmt.Sprintf("evidence/%s/%03d-%s%s", room, i+1, safe(e.Name), ending(e))
		if err := r.file(ctx, line, e.Key); err != nil {
			return err
		}
	}
	return nil
}

// file writes one file; one that is not here whole is named with the reason.
func (r *run) file(ctx context.Context, line fileLine, key []byte) error {
	b, err := r.s.Blob(ctx, line.Blob, key)
	switch cases.KindOf(err) {
	case cases.NotFound, cases.Damaged:
		line.Path, line.Reason = "", cases.KeyOf(err)
		r.taken.Missing++
		return r.files.add(line)
	}
	if err != nil {
		return err
	}
	line.Size, line.SHA256 = int64(len(b)), sha256.Sum256(b)
	r.taken.Files++
	if err := r.put(line.Path, b); err != nil {
		return err
	}
	return r.files.add(line)
}

// roomOf names a case's folder by its number, and by the end of its ID, since
// nothing keeps two offices from one number.
func roomOf(c cases.Case) string {
	id := c.ID.String()
	return safe(c.Number) + "~" + id[len(id)-6:]
}

// longest is how many characters of a name stay: file systems take 255 bytes.
const longest = 48

// safe makes a name that Windows, FAT and Linux take, and that leads nowhere else.
func safe(name string) string {
	out := strings.Map(func(c rune) rune {
		if unicode.IsControl(c) || strings.ContainsRune(`\/:*?"<>|~`, c) || !unicode.IsPrint(c) {
			return '_'
		}
		return c
	}, name)
	if runes := []rune(out); len(runes) > longest {
		out = string(runes[:longest])
	}
	if out = strings.Trim(out, " ."); out == "" {
		return "_"
	}
	return out
}

// ending gives what a piece of evidence's name lacks.
func ending(e cases.EvidenceAct) string {
	for media, end := range map[string]string{"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"} {
		if e.Media == media && !strings.HasSuffix(strings.ToLower(e.Name), end) {
			return end
		}
	}
	return ""
}
