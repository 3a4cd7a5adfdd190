package pagecipher

import (
	"bytes"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"unsafe"

	"modernc.org/libc"
	lib "modernc.org/sqlite/lib"
	"pgregory.net/rapid"
)

// handle is a file opened as SQLite opens it.
type handle struct {
	tls   *libc.TLS
	pFile uintptr
	buf   uintptr
}

const handleRoom = 64 << 10

func openHandle(t testing.TB, v *VFS, name string, flags int32) (handle, int32) {
	t.Helper()
	tls := libc.NewTLS()
	own := at[lib.Tsqlite3_vfs](v.own)
	h := handle{tls, libc.Xcalloc(tls, 1, libc.Tsize_t(own.FszOsFile)), libc.Xcalloc(tls, 1, handleRoom)}
	cname := libc.Xcalloc(tls, 1, libc.Tsize_t(len(name)+8)) // SQLite ends a file's name with several zeros
	copy(bytesAt(cname, len(name)), name)
	rc := xOpen(tls, v.own, cname, h.pFile, flags|lib.SQLITE_OPEN_READWRITE|lib.SQLITE_OPEN_CREATE, 0)
	t.Cleanup(func() {
		if at[fileHead](h.pFile).methods != 0 {
			xClose(tls, h.pFile)
		}
		for _, p := range []uintptr{h.pFile, h.buf, cname} {
			libc.Xfree(tls, p)
		}
		tls.Close()
	})
	return h, rc
}

func (h handle) write(b []byte, off int64) int32 {
	copy(bytesAt(h.buf, handleRoom), b)
	rc := xWrite(h.tls, h.pFile, h.buf, int32(len(b)), off)
	if !bytes.Equal(bytesAt(h.buf, len(b)), b) {
		panic("a write changed what SQLite holds")
	}
	return rc
}

func (h handle) read(n int, off int64) ([]byte, int32) {
	for i := range bytesAt(h.buf, n) {
		bytesAt(h.buf, n)[i] = 0xEE
	}
	rc := xRead(h.tls, h.pFile, h.buf, int32(n), off)
	return bytes.Clone(bytesAt(h.buf, n)), rc
}

func (h handle) size() int64 {
	var size int64
	p := libc.Xmalloc(h.tls, libc.Tsize_t(unsafe.Sizeof(size)))
	defer libc.Xfree(h.tls, p)
	xFileSize(h.tls, h.pFile, p)
	return *at[int64](p)
}

func mountFor(t testing.TB, c Config) *VFS {
	t.Helper()
	if c.Key == nil {
		c.Key = make([]byte, KeySize)
	}
	v, err := Mount(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := v.Close(); err != nil {
			t.Error(err)
		}
	})
	return v
}

// SQLite may write anywhere, of any length, and cut; what it reads is what a
// plain file would hold, with the last unit filled up.
func TestAFileHoldsWhatWasWritten(t *testing.T) {
	for name, flags := range map[string]int32{"journal": lib.SQLITE_OPEN_MAIN_JOURNAL, "wal": lib.SQLITE_OPEN_WAL, "temporary": lib.SQLITE_OPEN_TEMP_JOURNAL} {
		v, dir := mountFor(t, Config{}), t.TempDir()
		t.Run(name, func(t *testing.T) {
			n := 0
			rapid.Check(t, func(r *rapid.T) {
				n++
				file := filepath.Join(dir, string(rune('a'+n%26)))
				os.Remove(file)
				h, rc := openHandle(t, v, file, flags)
				if rc != lib.SQLITE_OK {
					r.Fatal(rc)
				}
				defer xClose(h.tls, h.pFile)
				model(r, h, files.get(at[fileHead](h.pFile).number).layout)
			})
		})
	}
}

func model(r *rapid.T, h handle, l layout) {
	var want []byte
	up := func(size int64) int64 { return l.seen(l.needed(size)) } // to a whole unit
	grow := func(to int) {
		if more := int(up(int64(to))) - len(want); more > 0 {
			want = append(want, make([]byte, more)...)
		}
	}
	draw := func(what string, most int) int {
		return rapid.OneOf(rapid.IntRange(0, most), rapid.SampledFrom([]int{0, 24, 32, 56, 512, 1024, 4096, 4128, 4152, 8248})).Draw(r, what)
	}
	r.Repeat(map[string]func(*rapid.T){
		"write": func(*rapid.T) {
			off, n := draw("off", 20_000), max(draw("n", 10_000), 1)
			b := bytes.Repeat([]byte{byte(rapid.IntRange(1, 255).Draw(r, "byte"))}, n)
			if rc := h.write(b, int64(off)); rc != lib.SQLITE_OK {
				r.Fatalf("write: %d", rc)
			}
			grow(off + n)
			copy(want[off:], b)
		},
		"cut": func(*rapid.T) {
			if n := min(draw("size", 20_000), len(want)); xTruncate(h.tls, h.pFile, int64(n)) == lib.SQLITE_OK {
				want = want[:up(int64(n))]
			}
		},
		"read": func(*rapid.T) {
			off, n := draw("off", 25_000), max(draw("n", 10_000), 1)
			got, rc := h.read(n, int64(off))
			expect, code := make([]byte, n), int32(lib.SQLITE_OK)
			if off < len(want) {
				copy(expect, want[off:])
			}
			if off+n > len(want) {
				code = lib.SQLITE_IOERR_SHORT_READ
			}
			if rc != code || !bytes.Equal(got, expect) {
				r.Fatalf("read %d at %d of %d: code %d", n, off, len(want), rc)
			}
		},
		"": func(*rapid.T) {
			if h.size() != int64(len(want)) {
				r.Fatalf("%d bytes, not %d", h.size(), len(want))
			}
		},
	})
}

// A frame that was acknowledged is not touched by what comes after it, not even
// by the same bytes written once more.
func TestAFrameLiesInSectorsOfItsOwn(t *testing.T) {
	file := filepath.Join(t.TempDir(), "x-wal")
	if err := os.WriteFile(strings.TrimSuffix(file, "-wal"), nil, 0o600); err != nil { // it lends the WAL its mode
		t.Fatal(err)
	}
	h, rc := openHandle(t, mountFor(t, Config{}), file, lib.SQLITE_OPEN_WAL)
	if rc != lib.SQLITE_OK {
		t.Fatal(rc)
	}
	h.write(bytes.Repeat([]byte{1}, walHead), 0)
	for n := range int64(5) {
		before, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		at := walHead + n*frameSize
		h.write(bytes.Repeat([]byte{2}, frameHead), at)
		h.write(bytes.Repeat([]byte{3}, pageSize), at+frameHead)
		after, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(before, after[:len(before)]) || len(after)%sectorSize != 0 {
			t.Errorf("frame %d wrote over what was there", n)
		}
	}
}

// A database has pages of 4096 bytes or none.
func TestOtherPagesAreRefused(t *testing.T) {
	h, rc := openHandle(t, mountFor(t, Config{}), filepath.Join(t.TempDir(), "x.db"), lib.SQLITE_OPEN_MAIN_DB)
	if rc != lib.SQLITE_OK {
		t.Fatal(rc)
	}
	for _, w := range [][2]int{{512, 0}, {8192, 0}, {4096, 512}, {1, 4096}} {
		if rc := h.write(make([]byte, w[0]), int64(w[1])); rc != lib.SQLITE_IOERR_WRITE {
			t.Errorf("%d bytes at %d: %d", w[0], w[1], rc)
		}
	}
	if h.size() != 0 {
		t.Error("something was written")
	}
}

func TestReadingAndWritingPagesMakesNoGarbage(t *testing.T) {
	if runtime.GOOS == "windows" {
		return // the VFS below makes two small ones a page there
	}
	for name, c := range map[string]Config{"Adiantum": {}, "SM4": {Kind: SM4}, "proved": {Proved: true}, "SM4 proved": {Kind: SM4, Proved: true}} {
		h, rc := openHandle(t, mountFor(t, c), filepath.Join(t.TempDir(), "x.db"), lib.SQLITE_OPEN_MAIN_DB)
		if rc != lib.SQLITE_OK {
			t.Fatal(rc)
		}
		once := func() {
			xWrite(h.tls, h.pFile, h.buf, pageSize, 3*pageSize)
			xRead(h.tls, h.pFile, h.buf, pageSize, 3*pageSize)
		}
		if n := testing.AllocsPerRun(200, once); n != 0 {
			t.Errorf("%s: %v allocations for a page", name, n)
		}
	}
}

// Where a write began beyond the end of the file there is a hole, which SQLite
// must see as zeros.
func TestAHoleReadsAsZeros(t *testing.T) {
	h, rc := openHandle(t, mountFor(t, Config{}), filepath.Join(t.TempDir(), "x.db"), lib.SQLITE_OPEN_MAIN_DB)
	if rc != lib.SQLITE_OK {
		t.Fatal(rc)
	}
	h.write(bytes.Repeat([]byte{7}, pageSize), 5*pageSize)
	if got, rc := h.read(pageSize, 2*pageSize); rc != lib.SQLITE_OK || !bytes.Equal(got, make([]byte, pageSize)) {
		t.Errorf("%d, %x…", rc, got[:8])
	}
}
