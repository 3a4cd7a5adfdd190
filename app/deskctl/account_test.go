package main

import (
	"os"
	"path/filepath"
	"testing"
)

// The demo has no administrator: whoever keeps the accounts is asked for by name, and
// nobody else sees or changes them.
func TestAccountsAreTheAdministrators(t *testing.T) {
	t.Parallel()
	on := []string{"--store", filepath.Join(copied(t), "window"), "--as", windowClerk}
	for name, args := range map[string][]string{
		"list": {"account", "list"}, "lock": {"account", "lock", "何嘉树"}, "unlock": {"account", "unlock", "何嘉树"},
		"add":   {"account", "add", "--name", "示例新人", "--role", "clerk", "--to", t.TempDir()},
		"role":  {"account", "role", "何嘉树", "--role", "signer", "--role", "reviewer", "--to", t.TempDir()},
		"reset": {"account", "reset", "何嘉树", "--to", t.TempDir()},
	} {
		oneSentence(t, name, desk("", append(args, on...)...))
	}
	window := filepath.Join(copied(t), "window")
	oneSentence(t, "a code for nobody", desk("", "store", "recovery", window, "--as", windowClerk), "--print")
	sheet := filepath.Join(t.TempDir(), "sheet.pdf")
	oneSentence(t, "a code for a clerk", desk("", "store", "recovery", window, "--as", windowClerk, "--out", sheet))
	if _, err := os.Stat(sheet); !os.IsNotExist(err) {
		t.Errorf("a sheet is left: %v", err)
	}
	oneSentence(t, "no such answer", desk("", append([]string{"account", "answer", filepath.Join(t.TempDir(), "x.json")}, on...)...))
	oneSentence(t, "no pass phrase", desk("", append([]string{"account", "take", "019b0000-0000-7000-8000-000000000001"}, on...)...), "CASEDESK_NEW_PASSPHRASE_FILE")
}
