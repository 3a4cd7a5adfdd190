package wire

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/windows"

	"casedesk/app/office"
)

// shell prints through the print verb of the program that opens PDF files. It
// takes only a file, so one stands in the account's temporary folder for a minute.
type shell struct{}

// Name is a word for the default printer, which the verb uses.
func (shell) Name() string { return "Windows" }

// Print asks the shell; that it took the file is all it says.
func (shell) Print(_ context.Context, pdf []byte, _ string) (string, error) {
	dir, err := os.MkdirTemp("", "casedesk-print-*")
	if err != nil {
		return "", fmt.Errorf("%w: %w", office.ErrNotTaken, err)
	}
	file := filepath.Join(dir, "letter.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		os.RemoveAll(dir)
		return "", fmt.Errorf("%w: %w", office.ErrNotTaken, err)
	}
	time.AfterFunc(time.Minute, func() { os.RemoveAll(dir) })
	verb, _ := windows.UTF16PtrFromString("print")
	path, err := windows.UTF16PtrFromString(file)
	if err == nil {
		err = windows.ShellExecute(0, verb, path, nil, nil, windows.SW_HIDE)
	}
	if err != nil {
		return "", fmt.Errorf("%w: %w", office.ErrNotTaken, err)
	}
	return "", nil
}

func systemPrinters(context.Context) ([]office.Printer, error) {
	return []office.Printer{shell{}}, nil
}
