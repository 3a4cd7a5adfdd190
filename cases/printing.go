package cases

import "slices"

// CopyName says which copy of a letter a printed one is.
type CopyName string

// The copies of a letter.
const (
	CopyOriginal  CopyName = "original"  // 正本
	CopyDuplicate CopyName = "duplicate" // 副本
	CopyFile      CopyName = "file"      // 存档联
	CopyReceipt   CopyName = "receipt"   // 送达回证: a sheet that goes with the letter and bears no number
)

// Sheet names the sheet that is printed for a copy of this name; "" where it is the
// letter itself.
func (n CopyName) Sheet() SheetSort {
	if n == CopyReceipt {
		return SheetService
	}
	return ""
}

// CopyState is how far a copy has come on its way to paper.
type CopyState string

// The states of a copy. Handing is told to the disk before the printer is told
// anything: a copy found so after a crash may lie in the tray.
const (
	CopyMade      CopyState = "made"      // 待打印
	CopyHanding   CopyState = "handing"   // 正在交打印机; after a crash: 可能在出纸盘
	CopySent      CopyState = "sent"      // 已交打印机
	CopyInHand    CopyState = "in_hand"   // 在手, seen by a person
	CopySpoiled   CopyState = "spoiled"   // 作废
	CopyCancelled CopyState = "cancelled" // 取消, never printed
)

// Copy is one line of the print ledger: one copy of an issued letter on paper, or
// on its way there. All copies of a letter are the same bytes under one number; a
// sheet that goes with it is a copy too, and made anew from the case.
type Copy struct {
	ID       ID
	Batch    ID // printed in one run
	Place    int
	Of       int // copies in the run
	Case     ID
	Letter   Hash // the event that issued it
	Sort     LetterSort
	Number   string // of the letter
	Name     CopyName
	Pages    int
	State    CopyState
	Printer  string // where it was sent
	Job      string // what the print system calls it
	Note     string // why it is spoiled
	Replaces ID     // the spoiled copy that it stands for
	By       ID     // the account that had it printed
	Changed  int64  // milliseconds since 1970
}

var copyMoves = map[CopyState][]CopyState{
	CopyMade:    {CopyHanding, CopyCancelled},
	CopyHanding: {CopySent, CopyInHand, CopySpoiled, CopyMade},
	CopySent:    {CopyInHand, CopySpoiled},
	CopyInHand:  {CopySpoiled},
}

// Move takes the copy to another state. A spoiled copy needs a reason. It refuses
// with Conflict what has no place: a cancelled copy is never printed, one in hand
// never sent again.
func (c Copy) Move(to CopyState, note string) (Copy, error) {
	if !slices.Contains(copyMoves[c.State], to) {
		return c, Fail(Conflict, "printing.state", "number", c.Number, "state", string(c.State))
	}
	if to == CopySpoiled && note == "" {
		return c, Fail(Invalid, "printing.reason", "number", c.Number)
	}
	c.State, c.Note = to, note
	return c, nil
}

// Uncertain tells whether nobody knows if the copy lies in a tray.
func (c Copy) Uncertain() bool { return c.State == CopyHanding }
