//go:build !windows

package wire

import (
	"bytes"
	"context"
	"fmt"
	"os/exec"
	"slices"
	"strings"

	"casedesk/app/office"
)

// cups prints through the system's lp and lpstat, whoever made them (CUPS on
// Linux). The file goes down a pipe, so that no copy of it lies in a folder of ours.
type cups struct{ name string }

// Name is what the system calls the printer.
func (c cups) Name() string { return c.name }

// Print hands the file over; lp answers once the print system has it on its own disk.
func (c cups) Print(ctx context.Context, pdf []byte, title string) (string, error) {
	cmd := exec.CommandContext(ctx, "lp", "-d", c.name, "-t", title)
	cmd.Env = append(cmd.Environ(), "LC_ALL=C")
	cmd.Stdin = bytes.NewReader(pdf)
	var said, faults bytes.Buffer
	cmd.Stdout, cmd.Stderr = &said, &faults
	if err := cmd.Start(); err != nil {
		return "", fmt.Errorf("%w: %w", office.ErrNotTaken, err)
	}
	if err := cmd.Wait(); err != nil {
		if cmd.ProcessState.Exited() { // lp itself says that it could not
			return "", fmt.Errorf("%w: %s", office.ErrNotTaken, firstLine(faults.String()))
		}
		return "", err // cut off: the print system may have it
	}
	return jobOf(said.String()), nil
}

// jobOf reads “request id is NAME-12 (1 file(s))”.
func jobOf(said string) string {
	_, rest, _ := strings.Cut(said, "request id is ")
	job, _, _ := strings.Cut(rest, " ")
	return strings.TrimSpace(job)
}

func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return line
}

// systemPrinters asks lpstat; without it there are none.
func systemPrinters(ctx context.Context) ([]office.Printer, error) {
	if _, err := exec.LookPath("lpstat"); err != nil {
		return nil, nil
	}
	ask := func(flag string) string {
		cmd := exec.CommandContext(ctx, "lpstat", flag)
		cmd.Env = append(cmd.Environ(), "LC_ALL=C")
		out, _ := cmd.Output() // it fails where the system has no printer yet
		return string(out)
	}
	names := strings.Fields(ask("-e"))
	if _, first, ok := strings.Cut(ask("-d"), "destination: "); ok {
		if i := slices.Index(names, strings.TrimSpace(first)); i > 0 {
			names[0], names[i] = names[i], names[0]
		}
	}
	var all []office.Printer
	for _, name := range names {
		all = append(all, cups{name})
	}
	return all, nil
}
