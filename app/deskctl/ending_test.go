package main

import (
	"path/filepath"
	"testing"
)

func TestStoreRetentionAndDestroy(t *testing.T) {
	t.Parallel()
	store := filepath.Join(copied(t), "authority")
	type line struct {
		Case, Number, Register string
		Until                  *string
		Due                    bool
		Reason                 string
	}
	for _, l := range lines[line](t, desk("", "store", "retention", store, "--as", signer)) {
		if l.Until != nil || l.Due || l.Reason == "" || l.Register != "" {
			t.Errorf("an unchecked period proposes something: %+v", l)
		}
	}
	id := "019b0000-0000-7000-8000-000000000001"
	oneSentence(t, "a clerk lists", desk("", "store", "retention", store, "--as", authorityClerk), "档案处置")
	oneSentence(t, "no such case", desk("", "store", "destroy", store, "--as", signer, "--case", id, "--confirm"))
	oneSentence(t, "an id", desk("", "store", "hold", store, "--as", signer, "--case", "x", "--basis", "函"))
	if s := desk("", "store", "destroy", store, "--as", signer, "--case", id, "--ground", "other"); s.code != 2 {
		t.Errorf("a ground that there is not: %+v", s)
	}
}
