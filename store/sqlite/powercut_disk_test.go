package sqlite

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
)

// change is one thing that the disk was told, in the order in which it was.
type change struct {
	kind string // write, truncate, sync, delete; whole: a file that was renamed into place
	file string
	off  int64
	b    []byte
}

// trace is a disk that remembers all it was told since the store was opened.
type trace struct {
	mu    sync.Mutex
	all   []change
	start map[string][]byte // the files as they were then
}

func (d *trace) add(c change) {
	d.mu.Lock()
	defer d.mu.Unlock()
	c.file = filepath.Base(c.file)
	d.all = append(d.all, c)
}

func (d *trace) now() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.all)
}

func (d *trace) Wrote(file string, off int64, b []byte) {
	d.add(change{"write", file, off, slices.Clone(b)})
}
func (d *trace) Truncated(file string, size int64) { d.add(change{"truncate", file, size, nil}) }
func (d *trace) Synced(file string)                { d.add(change{"sync", file, 0, nil}) }
func (d *trace) Deleted(file string)               { d.add(change{"delete", file, 0, nil}) }

// held is one file on a disk: what is there to stay, and what may still be lost.
type held struct {
	sure    []byte
	exists  bool
	pending []change
}

// apply does a change to a file's bytes.
func (h *held) apply(c change) {
	switch c.kind {
	case "write":
		h.exists = true
		if need := int(c.off) + len(c.b); need > len(h.sure) {
			h.sure = append(h.sure, make([]byte, need-len(h.sure))...)
		}
		copy(h.sure[c.off:], c.b)
	case "truncate":
		if int(c.off) <= len(h.sure) {
			h.sure = h.sure[:c.off]
		} else {
			h.sure = append(h.sure, make([]byte, int(c.off)-len(h.sure))...)
		}
	case "delete":
		h.sure, h.exists = nil, false
	}
}

// cutAt gives the files as a disk may hold them when the power fails after the first
// n changes: what was synced is there; of the rest some is, some is not, in whatever
// order, and some sectors of a write without the others. A disk that lies takes no
// notice of syncs.
func (d *trace) cutAt(n int, chance *rand.Rand, lies bool) map[string][]byte {
	files := map[string]*held{}
	for name, b := range d.start {
		files[name] = &held{sure: slices.Clone(b), exists: true}
	}
	for _, c := range d.all[:n] {
		h := files[c.file]
		if h == nil {
			h = &held{}
			files[c.file] = h
		}
		switch {
		case c.kind == "whole":
			h.sure, h.exists = c.b, true
		case c.kind == "sync" && !lies:
			for _, p := range h.pending {
				h.apply(p)
			}
			h.pending = nil
		case c.kind != "sync":
			h.pending = append(h.pending, c)
		}
	}
	left := map[string][]byte{}
	for name, h := range files {
		h.lose(chance)
		if h.exists {
			left[name] = h.sure
		}
	}
	return left
}

// lose settles what becomes of the pending changes.
func (h *held) lose(chance *rand.Rand) {
	const sector = 512
	mode := chance.IntN(4) // nothing came, all came, the first ones came, any came
	upTo := chance.IntN(len(h.pending) + 1)
	for i, c := range h.pending {
		switch {
		case mode == 0, mode == 2 && i > upTo, mode == 3 && chance.IntN(2) == 0:
			continue
		case c.kind == "write" && (mode == 3 || mode == 2 && i == upTo): // torn
			for at := 0; at < len(c.b); at += sector {
				if chance.IntN(2) == 0 {
					h.apply(change{"write", c.file, c.off + int64(at), c.b[at:min(at+sector, len(c.b))]})
				}
			}
		default:
			h.apply(c)
		}
	}
	h.pending = nil
}

// layOut writes files into an empty folder.
func layOut(dir string, files map[string][]byte) error {
	if err := os.MkdirAll(filepath.Join(dir, blobFolder), 0o700); err != nil {
		return err
	}
	for name, b := range files {
		to := filepath.Join(dir, name)
		if len(name) == 64 { // a sealed file, by its hash
			to = filepath.Join(dir, blobFolder, name[:2], name)
			if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
				return err
			}
		}
		if err := os.WriteFile(to, b, 0o600); err != nil {
			return err
		}
	}
	return nil
}
