package main

import (
	"context"

	"casedesk/app/present"
	"casedesk/app/wire"
	"casedesk/assets"
	"casedesk/cases/rules"
	"casedesk/store/sqlite"
)

// packShelf is the shelf of a session's store as the window shows it.
type packShelf struct {
	tools   wire.Tools
	session *sqlite.Session
}

// Versions lists what ships and what the shelf keeps.
func (p packShelf) Versions(context.Context) ([]present.PackVersion, error) {
	h, err := wire.ShelfOf(p.session.Store())
	if err != nil {
		return nil, err
	}
	kept, err := h.Kept()
	if err != nil {
		return nil, err
	}
	active, err := h.Active()
	if err != nil {
		return nil, err
	}
	var out []present.PackVersion
	for _, pack := range p.tools.Book.Packs() {
		out = append(out, present.PackVersion{Ruleset: pack.ID, Title: pack.FullTitle(), Hash: pack.Hash, From: pack.From, To: pack.To,
			Shipped: true, Active: active[pack.ID].Hash == ""})
	}
	signer := h.Signer()
	for _, b := range kept {
		v := present.PackVersion{Ruleset: b.Ruleset, Hash: b.Hash, Made: b.On, Correction: b.Correction, Signer: signer}
		if a := active[b.Ruleset]; a.Hash == b.Hash {
			v.Active, v.By, v.Since = true, a.By, a.On
		}
		if pack, ok := h.Pack(b.Ruleset, b.Hash); ok {
			v.Title, v.From, v.To = pack.FullTitle(), pack.From, pack.To
		} else if pack, ok := beside(kept, b); ok {
			v.Title, v.From, v.To = pack.FullTitle(), pack.From, pack.To
		}
		out = append(out, v)
	}
	return out, nil
}

// beside reads a version among the others kept, where it is not sound beside what
// ships alone.
func beside(kept []rules.Bundle, b rules.Bundle) (*rules.Pack, bool) {
	set := []rules.Bundle{}
	for _, o := range kept {
		if o.Ruleset != b.Ruleset {
			set = append(set, o)
		}
	}
	fsys, err := rules.Overlaid(assets.Packs(), append(set, b)...)
	if err != nil {
		return nil, false
	}
	book, err := rules.Load(fsys)
	if err != nil {
		return nil, false
	}
	return book.Pack(b.Ruleset)
}

// Ready tells what versions change, and whether they may be put into use together.
func (p packShelf) Ready(_ context.Context, hashes []string) ([]rules.PackChanges, error) {
	return p.tools.Ready(p.session, hashes)
}

// Rehearse judges the closed cases again by these versions.
func (p packShelf) Rehearse(ctx context.Context, hashes []string, each func(present.RehearsedCase) error) (present.RehearsalSum, error) {
	r, err := p.tools.RehearseKept(ctx, p.session, hashes, wire.Watch{Each: func(one wire.Rehearsed) error { return each(present.RehearsedCase(one)) }})
	return present.RehearsalSum{Cases: r.Cases, Judged: r.Judged, Changed: r.Changed, Rows: r.Rows, Seen: r.Seen}, err
}

// Activate puts the versions into use, all or none.
func (p packShelf) Activate(ctx context.Context, hashes []string, seen string) error {
	_, err := p.tools.Activate(ctx, p.session, hashes, seen)
	return err
}
