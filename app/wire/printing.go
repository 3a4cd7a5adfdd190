package wire

import (
	"context"

	"casedesk/app/office"
)

// Printers lists the system's printers, the default one first; none where the
// system has no printing.
func Printers(ctx context.Context) ([]office.Printer, error) { return systemPrinters(ctx) }
