package wire

import (
	"context"
	"path/filepath"
	"strings"

	"casedesk/app/office"
	"casedesk/app/takeout"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// TakeOut takes all data of the session's store out in an open format (see package
// takeout), for a reviewer or signer alone. That it happens stands in the device's chain as an
// export of personal data before the first byte is written. Progress tells how many
// cases of how many are done; ending ctx stops it and leaves nothing.
//
// It refuses with Forbidden who may not, with Conflict a target that is there, with
// Invalid a target inside the store, and with Exhausted one that cannot be written.
func (t Tools) TakeOut(ctx context.Context, s *sqlite.Session, w takeout.Wish, words assets.Words, progress func(done, total int)) (takeout.Taken, error) {
	d, err := t.Desk(s)
	if err != nil {
		return takeout.Taken{}, err
	}
	if err := d.Account.Must(cases.DutyTakeOut); err != nil {
		return takeout.Taken{}, err
	}
	if w.To, err = filepath.Abs(w.To); err != nil || inside(w.To, s.Store().Folder()) {
		return takeout.Taken{}, cases.Fail(cases.Invalid, "takeout.inside").Because(err)
	}
	form := "open"
	if w.Sealed() {
		form = "age"
	}
	act := cases.ExportedAct{Form: form, Uses: []cases.Use{{Fields: []string{"all"}, Purpose: "takeout", At: d.Now().UnixMilli()}}}
	if err := s.LogAccess(ctx, act); err != nil {
		return takeout.Taken{}, err
	}
	return takeout.Write(ctx, s, w, words, d.Now(), progress)
}

// inside tells whether a path lies in a folder.
func inside(path, folder string) bool {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return true
	}
	part, err := filepath.Rel(folder, path)
	return err == nil && part != ".." && !strings.HasPrefix(part, ".."+string(filepath.Separator))
}

// Taker takes all data of one session's store out, for the window.
type Taker struct {
	Tools   Tools
	Session *sqlite.Session
}

// TakeOut is Tools.TakeOut; the table for people is in Chinese.
func (t Taker) TakeOut(ctx context.Context, w office.TakeWish, progress func(done, total int)) (office.Taken, error) {
	words, err := assets.LoadWords("zh-Hans")
	if err != nil {
		return office.Taken{}, err
	}
	got, err := t.Tools.TakeOut(ctx, t.Session, takeout.Wish(w), words, progress)
	return office.Taken{Path: got.Path, Cases: got.Cases, Unreadable: got.Unreadable, Files: got.Files, Missing: got.Missing, Bytes: got.Bytes}, err
}
