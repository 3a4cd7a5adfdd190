package screen_test

import (
	"os"
	"strings"
	"testing"

	"casedesk/app/present"
	"casedesk/cases"
)

// Everything is exported sealed by two equal pass phrases; in clear it is asked once more,
// and a no writes nothing.
func TestEverythingIsExportedOnItsPage(t *testing.T) {
	c := newPerson(t, counter(), cases.Reviewer)
	c.over()
	to := t.TempDir()
	c.to(present.PageTakeOut)
	c.press("takeout.way.open")
	c.fill("takeout.dir", to)
	c.press("takeout.begin")
	c.shot("takeout-sure")
	c.chord("Esc")
	if left, _ := os.ReadDir(to); len(left) != 0 {
		t.Errorf("a no writes %v", left)
	}
	c.press("takeout.way.pass")
	c.secret("takeout.pass", "十二个字以上的一个口令句")
	c.secret("takeout.again", "十二个字以上的一个口令")
	c.chord("Ctrl+Enter")
	if !strings.Contains(texts(c.win), "两次写的不一样") {
		t.Errorf("two that differ: %s", texts(c.win))
	}
	c.write("句")
	c.shot("takeout-typed")
	c.chord("Ctrl+Enter")
	if all := texts(c.win); !strings.Contains(all, "导出完成") || !strings.Contains(all, ".tar.age") || c.must("takeout.pass").Value != "" {
		t.Errorf("done: %s", all)
	}
	c.shot("takeout-done")
	for _, percent := range []string{"150", "200"} {
		c.sit("zh-Hans", map[string]int{"150": 150, "200": 200}[percent], 768)
		c.to(present.PageTakeOut)
		c.shot("takeout-" + percent)
	}
}
