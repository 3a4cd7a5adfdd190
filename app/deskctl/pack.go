package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"casedesk/assets"
	"casedesk/cases"
	"casedesk/cases/rules"
)

type packCall struct {
	Check    packCheckCall    `cmd:"" help:"Check a rule pack and run its stories."`
	Book     packBookCall     `cmd:"" help:"Print rulesets as pages for the committee, one HTML file each."`
	Sign     packSignCall     `cmd:"" help:"Sign a pack with the demo's root."`
	Publish  packPublishCall  `cmd:"" help:"Give a signed pack to a sample library, which hands it out."`
	Take     packTakeCall     `cmd:"" help:"Keep a signed pack that came as a file, for an office without a network."`
	Rehearse packRehearseCall `cmd:"" help:"Judge all closed cases of a store again by a new or changed pack."`
	Activate packActivateCall `cmd:"" help:"Put a version that the store has into use, after its rehearsal was seen."`
	List     packListCall     `cmd:"" help:"List the versions that a store has."`
}

type packCheckCall struct {
	Dir string `arg:"" type:"existingdir" help:"A pack's folder, beside the packs it refers to; or the folder that holds them all."`
}

// Run answers what was found; any complaint or failed story makes it no.
func (c packCheckCall) Run(t *terminal) error {
	cal, err := assets.Calendar()
	if err != nil {
		return err
	}
	report := rules.Report{Failed: []rules.Failure{}, Unhit: []string{}}
	for _, pack := range packsIn(c.Dir) {
		fsys, dir, err := packFolder(pack)
		if err != nil {
			return err
		}
		one, err := rules.Check(fsys, dir, cal)
		if failed := t.complaints(err); len(failed) > 0 {
			one.Failed, err = failed, nil
		}
		if err != nil {
			return err
		}
		report.Rules, report.Stories, report.Passed = report.Rules+one.Rules, report.Stories+one.Stories, report.Passed+one.Passed
		report.Failed, report.Unhit = append(report.Failed, one.Failed...), append(report.Unhit, one.Unhit...)
	}
	if err := t.answer(report); err != nil {
		return err
	}
	if !report.OK() {
		return errNo
	}
	return nil
}

// packsIn gives the folder itself, or the packs right below one that is none.
func packsIn(dir string) []string {
	if _, err := os.Stat(filepath.Join(dir, "pack.yaml")); err == nil {
		return []string{dir}
	}
	below, err := filepath.Glob(filepath.Join(dir, "*", "pack.yaml"))
	if err != nil || len(below) == 0 {
		return []string{dir} // it is said what it lacks
	}
	for i, file := range below {
		below[i] = filepath.Dir(file)
	}
	return below
}

// packFolder gives the folder that a pack lies in beside others, and its name there.
func packFolder(name string) (fs.FS, string, error) {
	dir, err := filepath.Abs(name)
	if err != nil {
		return nil, "", cases.Fail(cases.NotFound, "file.open", "file", name).Because(err)
	}
	return os.DirFS(filepath.Dir(dir)), filepath.Base(dir), nil
}

// complaints says each complaint about packs with its place, source line and
// caret, and gives them as failures; none where err is of another kind.
func (t *terminal) complaints(err error) (failed []rules.Failure) {
	var found rules.Complaints
	if !errors.As(err, &found) {
		return nil
	}
	for _, c := range found {
		where := fmt.Sprintf("%s:%d:%d", c.File, c.Line, c.Column)
		failed = append(failed, rules.Failure{Where: where, What: t.words.Say(c.Key, c.Args...)})
		fmt.Fprintf(t.errs, "%s: %s\n%s\n", where, t.words.Say(c.Key, c.Args...), c.Excerpt())
	}
	return failed
}
