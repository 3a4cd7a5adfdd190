package cases

// Use is one look at personal data: whose, which fields, what for. Numbers and
// names are never in it.
type Use struct {
	Case    ID       `json:"case,omitzero"`    // zero where it was no case
	Number  string   `json:"number,omitempty"` // 收件号 or 文号, so that the log can be read
	Fields  []string `json:"fields"`           // keys of the fields seen: party.id_number, letter.L8 …
	Purpose string   `json:"purpose"`          // one of the program's short list, work for opening a case
	At      int64    `json:"at"`               // milliseconds since 1970
}

// ReadAct 查阅: cases were opened, or numbers shown that are hidden otherwise.
// One event may hold several looks.
type ReadAct struct {
	Uses []Use `json:"uses"`
}

// PrintedAct 打印.
type PrintedAct struct {
	Uses []Use `json:"uses"`
}

// ExportedAct 导出: data left the program as a file.
type ExportedAct struct {
	Uses []Use  `json:"uses"`
	Form string `json:"form"` // pdf, csv
}

// Kind names the act.
func (ReadAct) Kind() Kind     { return KindRead }
func (PrintedAct) Kind() Kind  { return KindPrinted }
func (ExportedAct) Kind() Kind { return KindExported }

// IsAccess tells whether an act says who saw data, or who changed the rules by which
// the machine is kept. Such acts stand in the book of their device: its ID is in the
// place of the case, so that the header does not tell whose data it was, and cases do
// not grow by being read.
func IsAccess(k Kind) bool {
	switch k {
	case KindRead, KindPrinted, KindExported, KindPolicy, KindRoles:
		return true
	}
	return false
}

// UsesOf gives the looks that an act logs, or the change of the rules as one, none for
// any other act.
func UsesOf(a Act) []Use {
	switch a := a.(type) {
	case ReadAct:
		return a.Uses
	case PrintedAct:
		return a.Uses
	case ExportedAct:
		return a.Uses
	case PolicyAct:
		return []Use{{Fields: a.Changed(), Purpose: "policy", At: a.At}}
	case RolesAct:
		return []Use{{Fields: a.Changed(), Purpose: "roles", At: a.At}}
	}
	return nil
}
