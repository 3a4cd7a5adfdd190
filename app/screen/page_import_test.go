package screen_test

import (
	"context"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	. "casedesk/app/screen"
)

// A file is looked at first and nothing of it kept; then its good rows are taken
// once, however often it is read.
func TestImportLooksBeforeItTakes(t *testing.T) {
	c := newClerk(t)
	path := filepath.Join(t.TempDir(), "sheet.csv")
	bad := "示例坏行有限公司,法人及非法人组织,91440300MA9X00185H,示例建罚〔2026〕992号,未设围挡,未设围挡,某条例,罚款,罚款一万元,1.000000,2026-13-01,深圳市示例区住房和建设局\n"
	must(t, os.WriteFile(path, []byte(sheetHead+sheetRow+bad), 0o600))
	c.shell.Go(Route{Page: present.PageImport})
	kept := func() int {
		found, err := c.store.FindRecords(context.Background(), "示例", 9)
		must(t, err)
		return len(found)
	}
	c.write(path)
	c.key(fyne.KeyReturn)
	if k := c.must("import.row.1"); kept() != 0 || k.Label == "" {
		t.Errorf("kept %d, first row set aside: %+v", kept(), k)
	}
	c.chord("Ctrl+Enter")
	if kept() != 1 {
		t.Errorf("kept %d", kept())
	}
	if _, still := c.sees("import.take"); still {
		t.Error("what was taken can be taken again")
	}
	c.press("import.go_intake")
	if c.shell.Route().Page != present.PageIntake {
		t.Error("no way on to a new case")
	}
}

func TestImportRefusesInOneSentence(t *testing.T) {
	c := newClerk(t)
	c.shell.Go(Route{Page: present.PageImport})
	c.write(filepath.Join(t.TempDir(), "none.csv"))
	c.press("import.read")
	if _, shown := c.sees("import.take"); shown {
		t.Error("a file that is not there can be taken")
	}
	if !c.must("import.read").Enabled {
		t.Error("one cannot try another file")
	}
}
