package rules

import (
	"io/fs"
	"os"
	"testing"
	"testing/fstest"
)

// overlay gives the shipped packs with another severity table in one of them.
func overlay(t *testing.T, pack, severity string) fs.FS {
	t.Helper()
	out := fstest.MapFS{}
	root := os.DirFS("../../assets/packs")
	err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(root, name)
		out[name] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	out[pack+"/severity.yaml"] = &fstest.MapFile{Data: []byte(severity)}
	return out
}
