package screen_test

import (
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"casedesk/app/present"
	. "casedesk/app/screen"
	"casedesk/cases"
)

// open goes to a page of the sidebar.
func (c *clerk) to(p present.PageID) {
	c.Helper()
	c.shell.Go(Route{Page: p})
	c.settle()
	c.shot(string(p))
}

// shot keeps a picture where CASEDESK_SHOTS asks for them.
func (c *clerk) shot(name string) {
	dir := os.Getenv("CASEDESK_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	must(c.T, err)
	defer f.Close()
	must(c.T, png.Encode(f, c.win.Canvas().Capture()))
}

// secret types into a field that nobody can read.
func (c *clerk) secret(id, text string) {
	c.Helper()
	c.press(id)
	c.write(text)
}

func (c *clerk) pages() (out []string) {
	for _, k := range Controls(c.win.Canvas()) {
		if id, ok := strings.CutPrefix(k.ID, "nav."); ok && k.Kind == "nav" {
			out = append(out, id)
		}
	}
	return out
}

// The keeper of the machine backs it up, asks for an account and has a PIN; a folder
// that is not there is said with what was not harmed.
func TestTheSystemKeepersPages(t *testing.T) {
	c := newPerson(t, counter(), cases.Admin)
	if got := c.pages(); !slices.Equal(got, []string{"people", "backup", "policy", "sync", "me"}) {
		t.Errorf("pages: %v", got)
	}
	c.to(present.PageBackup)
	if !strings.Contains(texts(c.win), "还没有做过备份") {
		t.Error("nothing warns of a missing backup")
	}
	to := filepath.Join(t.TempDir(), "stick")
	must(t, os.WriteFile(to, nil, 0o600)) // a file where the folder should be
	c.fill("backup.dir", to)
	c.press("backup.now")
	if all := texts(c.win); !strings.Contains(all, "都没有受影响") {
		t.Errorf("a folder that is none: %s", all)
	}
	c.shot("backup-broken")
	must(t, os.Remove(to))
	c.press("backup.save")
	c.press("backup.now")
	if !strings.Contains(texts(c.win), "试恢复通过") {
		t.Errorf("backed up: %s", texts(c.win))
	}
	c.must("backup.row.0")
	c.to(present.PageBackup)
	if strings.Contains(texts(c.win), "请尽快备份") {
		t.Error("a fresh backup is called late")
	}
	c.to(present.PagePeople)
	c.fill("people.name", "孟小禾")
	c.press("people.role.clerk", "people.role.auditor", "people.apply")
	if !strings.Contains(texts(c.win), "互相抵触") {
		t.Error("roles that clash are taken")
	}
	c.press("people.role.auditor", "people.apply", "people.row.0")
	c.fill("people.folder", t.TempDir())
	c.press("people.write")
	if all := texts(c.win); !strings.Contains(all, "孟小禾") || !strings.Contains(all, "申请已写出") {
		t.Errorf("asked for: %s", all)
	}
	c.shot("people-asked")
	c.to(present.PagePolicy)
	if _, ok := c.sees("policy.save"); ok {
		t.Error("the system keeper settles the rules")
	}
	c.to(present.PageMe)
	c.secret("me.pin", "8642")
	c.secret("me.pin_again", "8643")
	c.press("me.pin_set")
	if c.store.HasPIN() || !strings.Contains(texts(c.win), "两次写的不一样") {
		t.Error("two that differ are taken")
	}
	c.shell.Go(Route{Page: present.PageSync})
	c.settle()
	c.to(present.PageMe)
	c.secret("me.pin", "8642")
	c.secret("me.pin_again", "8642")
	c.press("me.pin_set")
	if !c.store.HasPIN() {
		t.Error("there is no PIN")
	}
	c.shot("me-pin")
	c.sit("en", 200, 768)
	for _, p := range []present.PageID{present.PageBackup, present.PagePeople, present.PageMe} {
		c.shell.Go(Route{Page: p})
		c.settle()
		c.shot(string(p) + "-200")
	}
	c.cover("en")
	c.shot("cover-200")
}

// The keeper of the rules settles them; once everybody needs a second factor, who has
// none sees the own page only, and all others after it was added.
func TestTheSecurityKeepersPages(t *testing.T) {
	c := newPerson(t, counter(), cases.Security)
	if got := c.pages(); !slices.Equal(got, []string{"policy", "people", "archive", "sync", "me"}) {
		t.Errorf("pages: %v", got)
	}
	c.to(present.PagePolicy)
	c.press("policy.idle")
	c.key(fyne.KeyEnd)
	c.key(fyne.KeyBackspace)
	c.write("99")
	if k := c.must("policy.idle"); k.Trouble == "" {
		t.Error("99 minutes are taken")
	}
	c.key(fyne.KeyBackspace)
	c.key(fyne.KeyBackspace)
	c.write("10")
	c.press("policy.second.everybody", "policy.save")
	if c.session.Policy.Idle != 10 || c.session.Policy.Second != cases.SecondEverybody {
		t.Errorf("settled: %+v; %s", c.session.Policy, texts(c.win))
	}
	c.shot("policy-saved")
	c.to(present.PagePeople)
	if _, ok := c.sees("people.apply"); ok {
		t.Error("the security keeper adds accounts")
	}
	c.sit("zh-Hans", 100, 768)
	if got := c.pages(); !slices.Equal(got, []string{"me"}) {
		t.Errorf("without the second factor: %v", got)
	}
	c.to(present.PageMe)
	c.fill("me.folder", t.TempDir())
	c.secret("me.stick_pass", "示例口令-2026")
	c.press("me.plug")
	if !c.session.Door.Second() {
		t.Errorf("no second factor: %s", texts(c.win))
	}
	c.sit("zh-Hans", 100, 768)
	if got := c.pages(); len(got) != 5 {
		t.Errorf("with the second factor: %v", got)
	}
}

// A clerk binds the pass phrase to this machine and lets it go again; a wrong pass
// phrase changes nothing.
func TestAnAccountIsBoundToItsMachineOnItsPage(t *testing.T) {
	c := newClerk(t)
	c.to(present.PageMe)
	for _, story := range []struct {
		pass  string
		bound bool
		says  string
	}{
		{"falsch", false, "不对"}, {"示例口令-2026", true, "口令只在这台电脑有效"}, {"示例口令-2026", false, "已不再限定"},
	} {
		c.secret("me.bind_pass", story.pass)
		c.press("me.bind")
		if got := c.session.Door.Machine(); got != story.bound || !strings.Contains(texts(c.win), story.says) {
			t.Errorf("with %s: bound %v: %s", story.pass, got, texts(c.win))
		}
		c.shot("me-bound-" + story.says)
		if story.bound == false && story.pass == "falsch" {
			c.shell.Go(Route{Page: present.PageSync}) // what was typed goes when the page is left
			c.settle()
			c.to(present.PageMe)
		}
	}
	for _, percent := range []int{125, 150, 200} {
		c.sit("zh-Hans", percent, 768)
		c.to(present.PageMe)
		c.shot("me-" + strconv.Itoa(percent))
	}
}
