package screen_test

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"github.com/skip2/go-qrcode"

	. "casedesk/app/screen"
	"casedesk/app/wire"
	"casedesk/cases"
)

// A photo of a letter is held against the record: the window says that the code agrees
// and whose letter it is; another picture is refused in words.
func TestAPhotoOfALetterIsHeldAgainstTheRecord(t *testing.T) {
	c, _ := busy(t, 12)
	ctx := context.Background()
	number := strings.TrimPrefix(c.rows()[0].ID, "queue.")
	found, err := c.store.Find(ctx, number, 40)
	must(t, err)
	x, act, err := c.session.Work.Issue(ctx, found[0].Row.Case, cases.LetterReceipt)
	must(t, err)
	code, err := qrcode.Encode(codeOf(t, act), qrcode.Medium, 400)
	must(t, err)
	c.session.Codes = wire.Codes{}
	photo := code
	c.pick = func(kinds []string, got func(PickedFile)) {
		got(PickedFile{Name: "照片.png", Media: "image/png", Reader: bytes.NewReader(photo)})
	}
	c.sit("zh-Hans", 100, 768)
	c.chord("F9")
	c.picture("scan-empty")
	c.press("scan.from_picture")
	c.picture("scan-picture")
	if shown := texts(c.win); !strings.Contains(shown, "图片上的码与留存的记录一致") || !strings.Contains(shown, act.Number) || !strings.Contains(shown, x.Party.Name) {
		t.Errorf("shown:\n%s", shown)
	}
	photo, err = qrcode.Encode("https://example.gov.cn/v/1", qrcode.Medium, 400)
	must(t, err)
	c.press("scan.from_picture")
	c.picture("scan-picture-other")
	if shown := texts(c.win); !strings.Contains(shown, "这不是本程序出具的文书的码") {
		t.Errorf("shown:\n%s", shown)
	}
	c.chord("Esc")
}
