package wire

import (
	"context"
	"time"

	"casedesk/app/office"
	"casedesk/assets"
	"casedesk/cases"
	"casedesk/store/sqlite"
)

// Endings lists the files that are over, the oldest first, with how long a verified rule
// keeps them, for whoever lists or grants destructions.
func (c Care) Endings(ctx context.Context) ([]office.Ended, error) {
	rules, err := assets.Retention()
	if err != nil {
		return nil, err
	}
	here, _ := c.s.Store().Directory().Office(c.s.Store().Office())
	var out []office.Ended
	err = c.s.Endings(ctx, func(l sqlite.EndLine) error {
		e := office.Ended{Case: l.Case, Number: l.Number, State: l.State, Received: l.Received, Ended: l.Ended, Register: l.Register, Ending: l.Ending}
		if until, by, known := cases.KeptUntil(rules, here.City, l.Ended); known {
			e.Until, e.By = until, by.Title+by.Article
		}
		out = append(out, e)
		return nil
	})
	return out, err
}

// End records an act about a case's file.
func (c Care) End(ctx context.Context, id cases.ID, act cases.Act) error {
	return c.s.End(ctx, id, act)
}

// OldBackups names the backups beside the last one that were made before a time.
func (c Care) OldBackups(ctx context.Context, before time.Time) ([]string, error) {
	return c.s.OldBackups(ctx, before)
}
