package cases

import "testing"

// A window prints forms and slips, never an approval sheet; a sheet about what has
// not happened is refused.
func TestWhoMayPrintWhichSheet(t *testing.T) {
	window := Office{Name: "窗口", Powers: []Power{MayReceive}}
	authority := Office{Name: "单位", Powers: []Power{MayReceive, MayAccept, MayDecide}}
	proposed := Case{Matter: Repair, Past: []Happening{{Kind: KindReceived}, {Kind: KindProposed}}}
	for _, c := range []struct {
		sort SheetSort
		c    Case
		o    Office
		key  string
	}{
		{SheetRepair, Case{Matter: Repair}, window, ""},
		{SheetRepair, Case{Matter: Objection}, window, "sheet.early"},
		{SheetObjection, Case{Matter: Objection}, window, ""},
		{SheetReferral, Case{}, window, ""},
		{SheetDeadlines, Case{Matter: Repair}, window, "sheet.early"},
		{SheetService, proposed, authority, "sheet.early"},
		{SheetApproval, proposed, window, "sheet.power"},
		{SheetApproval, proposed, authority, ""},
		{SheetFileCover, proposed, window, ""},
		{"S9", proposed, authority, "sheet.sort"},
	} {
		if err := MayPrint(c.sort, c.c, c.o); KeyOf(err) != c.key {
			t.Errorf("%s by %s: %v, want %q", c.sort, c.o.Name, err, c.key)
		}
	}
}
