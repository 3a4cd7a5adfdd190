package main

import (
	"encoding/json"
	"os"
	"path/filepath"
)

// summary is what a played main job leaves behind, out/summary.json.
type summary struct {
	OK      bool     `json:"ok"`
	Problem string   `json:"problem,omitempty"`
	Seconds float64  `json:"seconds"`
	Steps   []step   `json:"steps"`
	Letters []string `json:"letters"`
}

// step is one thing a person did, with its picture and the events it made.
type step struct {
	Name       string   `json:"name"`
	Screenshot string   `json:"screenshot,omitempty"`
	Events     []string `json:"events,omitempty"`
}

func (s summary) save(dir string) error {
	b, err := json.MarshalIndent(s, "", " ")
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, "summary.json"), append(b, '\n'), 0o644)
}
