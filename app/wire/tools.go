// Package wire joins the real parts into a desk: store, rules, calendar, press.
// The programs under app share it; nothing else imports it.
package wire

import (
	"crypto/rand"
	"crypto/x509"
	"io"
	"os"
	"path/filepath"
	"time"

	"github.com/google/uuid"

	"casedesk/app/office"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
	"casedesk/forms/letter"
	"casedesk/forms/pdf"
	"casedesk/store/sqlite"
)

// Tools are the parts that every desk shares; they never change once loaded.
type Tools struct {
	Book     *rules.Book
	Calendar cases.Calendar
	Press    pdf.Press
	Now      func() time.Time // nil means time.Now
	Random   io.Reader        // nil means crypto/rand
}

// Load reads rule packs, calendar, fonts and wording from what ships.
func Load() (Tools, error) { return LoadWith("") }

// The files that an office may put into a folder of its own fonts.
const (
	OfficeSong  = "song.ttf"  // 仿宋_GB2312: body
	OfficeTitle = "title.ttf" // 方正小标宋: red head and titles
	OfficeRare  = "rare.ttf"  // characters that no shipped font has
)

// LoadWith is Load with an office's own licensed fonts, those of the three that lie
// in the folder; "" for none. It refuses a folder without any (NotFound,
// wire.fonts) and what is no TrueType font (Unsupported, letter.font).
func LoadWith(fonts string) (Tools, error) {
	var t Tools
	faces, rare, err := fontsIn(fonts)
	if err != nil {
		return t, err
	}
	if t.Book, err = rules.Load(assets.Packs()); err != nil {
		return t, err
	}
	if t.Calendar, err = assets.Calendar(); err != nil {
		return t, err
	}
	if t.Press.Wording, err = letter.LoadWording(assets.Wording()); err != nil {
		return t, err
	}
	t.Press.Fonts, err = pdf.NewLibrary(faces, rare...)
	return t, err
}

func fontsIn(fonts string) (pdf.Faces, []pdf.Source, error) {
	faces, shipped := pdf.Standard(assets.Font), pdf.Rare(assets.Font)
	if fonts == "" {
		return faces, shipped, nil
	}
	read := func(name string) []byte {
		b, _ := os.ReadFile(filepath.Join(fonts, name)) // any of them may be missing
		return b
	}
	song, title, rare := read(OfficeSong), read(OfficeTitle), read(OfficeRare)
	if song == nil && title == nil && rare == nil {
		return nil, nil, cases.Fail(cases.NotFound, "wire.fonts", "folder", filepath.Base(fonts))
	}
	if rare != nil {
		shipped = append(shipped, pdf.OfficeRare(rare))
	}
	return faces.Office(song, title), shipped, nil
}

// Desk makes the desk of a signed-in account, with the packs in use at its store.
func (t Tools) Desk(s *sqlite.Session) (office.Desk, error) {
	book, err := t.BookOf(s.Store())
	if err != nil {
		return office.Desk{}, err
	}
	d := office.Desk{
		Store: s, Judge: judge{book, t.Calendar}, Calendar: t.Calendar, Directory: s.Store().Directory(),
		Now: t.Now, Random: t.Random, NewID: newID,
	}
	if d.Now == nil {
		d.Now = time.Now
	}
	if d.Random == nil {
		d.Random = rand.Reader
	}
	var ok bool
	if d.Office, d.Account, ok = d.Directory.OfficeOf(s.Account()); !ok {
		return d, cases.Fail(cases.Forbidden, "wire.account")
	}
	root, err := x509.ParseCertificate(s.Store().Root())
	if err != nil {
		return d, cases.Fail(cases.Damaged, "wire.root").Because(err)
	}
	press := t.Press
	press.Root = root
	d.Press = press
	d.Key, err = s.LetterSigner()
	return d, err
}

// BookOf gives the packs in use at a store: what ships, unless somebody activated
// another version there.
func (t Tools) BookOf(s *sqlite.Store) (*rules.Book, error) {
	h, err := ShelfOf(s)
	if err != nil {
		return nil, err
	}
	if active, err := h.Active(); err != nil || len(active) == 0 {
		return t.Book, err
	}
	return h.Book()
}

func newID() (cases.ID, error) {
	id, err := uuid.NewV7()
	return cases.ID(id), err
}

// judge is the engine with its packs and calendar.
type judge struct {
	book *rules.Book
	cal  cases.Calendar
}

// Assess judges one record.
func (j judge) Assess(f cases.Facts, on cases.Date) (cases.Verdict, error) {
	return rules.Assess(j.book, f, on, j.cal)
}
