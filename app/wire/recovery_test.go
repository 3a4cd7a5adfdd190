package wire

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"casedesk/cases"
	"casedesk/forms/letter"
)

// The sheet bears the code as it opens the store, each group by itself, on one page,
// and who is no administrator makes none.
func TestTheRecoverySheetBearsTheCode(t *testing.T) {
	w := newWorld(t)
	code := "0ABC-1DEF-2GHJ-3KMN-4PQR-5STV-6WXY-7Z89"
	o := w.stores[cases.Window].Doorplate()
	sheet, err := w.tools.Press.Recovery(letter.RecoveryOrder{Office: o, On: cases.MustDate("2026-11-25"), Device: w.stores[cases.Window].Device(), By: "示例管理员", Code: code})
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "sheet.pdf")
	if err := os.WriteFile(file, sheet, 0o600); err != nil {
		t.Fatal(err)
	}
	w.save("R", sheet)
	cmd := exec.Command("pdftotext", "-layout", file, "-")
	text, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, group := range append(strings.Split(code, "-"), o.Name, "存放地点") {
		if !strings.Contains(string(text), group) {
			t.Errorf("%q is not on the sheet: %s", group, text)
		}
	}
	if bytes.Count(text, []byte("\f")) != 1 {
		t.Error("it takes more than a page")
	}
	s, err := w.stores[cases.Window].Unlock(context.Background(), o.Accounts[0].ID, pass)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if got, _, err := w.tools.RecoverySheet(context.Background(), s); got != "" || cases.KeyOf(err) != "store.not_admin" {
		t.Errorf("a clerk made %q, %v", got, err)
	}
	if _, err := w.tools.Press.Recovery(letter.RecoveryOrder{Office: o, Code: "0ABC"}); cases.KeyOf(err) != "letter.code" {
		t.Errorf("a cut code: %v", err)
	}
}
