package main

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"
)

func TestStoreExport(t *testing.T) {
	t.Parallel()
	top := copied(t)
	store, to := filepath.Join(top, "authority"), filepath.Join(t.TempDir(), "导出")
	type made struct {
		To                   string
		Cases, Events, Files int
		Unreadable, Missing  int
		Manifest             string
	}
	got := one[made](t, desk("", "store", "export", store, "--to", to, "--as", signer))
	if got.Cases == 0 || got.Events == 0 || got.Files == 0 || got.Missing+got.Unreadable != 0 || len(got.Manifest) != 64 {
		t.Errorf("%+v", got)
	}
	table, err := os.ReadFile(filepath.Join(to, "queue", "000001.csv"))
	if err != nil || !bytes.HasPrefix(table, []byte("\ufeff收件号,事项,")) || bytes.Count(table, []byte("\r\n")) != got.Cases+1 {
		t.Errorf("the table: %.80s, %v", table, err)
	}
	oneSentence(t, "there already", desk("", "store", "export", store, "--to", to, "--as", signer), "导出")
	oneSentence(t, "a clerk", desk("", "store", "export", filepath.Join(top, "window"), "--to", to+"2", "--as", windowClerk), "整体导出")
	oneSentence(t, "no pass phrase", desk("", "store", "export", store, "--to", to+"2", "--sealed", "--as", signer), "CASEDESK_EXPORT_PASSPHRASE_FILE")
}
