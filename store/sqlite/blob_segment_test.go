package sqlite

import (
	"bytes"
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"casedesk/cases"
)

// longScan is so many bytes that look like no others; it tells the largest heap that it saw
// while it was read.
type longScan struct {
	left, seen int64
	most       uint64
	state      [32]byte
}

func (s *longScan) Read(b []byte) (int, error) {
	if s.left == 0 {
		return 0, io.EOF
	}
	n := int(min(int64(len(b)), s.left, 32))
	s.state = sha256.Sum256(s.state[:])
	copy(b[:n], s.state[:])
	s.left -= int64(n)
	if s.seen += int64(n); s.seen>>20 != (s.seen-int64(n))>>20 {
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		s.most = max(s.most, m.HeapAlloc)
	}
	return n, nil
}

// A large scan goes in, out and over to another desk with flat memory.
func TestALargeScanNeedsLittleMemory(t *testing.T) {
	size := int64(24 << 20)
	if os.Getenv("CASEDESK_SOAK") != "" {
		size = 200 << 20
	}
	ctx, w := context.Background(), newWorld(t)
	s, other := w.desk(windowID, clerkID), w.desk(authorityID, handlerID)
	runtime.GC()
	var before runtime.MemStats
	runtime.ReadMemStats(&before)
	in := &longScan{left: size}
	hash, key, n, err := s.PutBlob(ctx, in)
	if err != nil || n != size {
		t.Fatalf("%d bytes, %v", n, err)
	}
	sealed, err := s.OpenBlob(ctx, hash)
	must(t, err)
	defer sealed.Close()
	must(t, other.SaveBlob(ctx, hash, sealed))
	out, err := other.ReadBlob(ctx, hash, key)
	must(t, err)
	defer out.Close()
	again := &longScan{left: size}
	ours, theirs := make([]byte, 32), make([]byte, 32)
	for at := int64(0); at < size; at += 32 {
		if _, err := io.ReadFull(out, theirs); err != nil {
			t.Fatal(err)
		}
		if _, err := io.ReadFull(again, ours); err != nil || !bytes.Equal(ours, theirs) {
			t.Fatalf("other bytes at %d", at)
		}
	}
	if n, err := out.Read(ours); n != 0 || err != io.EOF {
		t.Errorf("more came: %d, %v", n, err)
	}
	most := max(in.most, again.most) - before.HeapAlloc
	t.Logf("%d MiB with %d KiB of heap", size>>20, most>>10)
	if int64(most) > 20<<20 {
		t.Errorf("%d MiB of heap for a scan of %d", most>>20, size>>20)
	}
}

// A segment that was changed, moved, doubled or left out, and an end that is missing,
// is damage; nothing of the segments from there on comes out.
func TestEachSegmentIsHeldToItsPlace(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	plain := make([]byte, 5*segmentSize+100)
	rand.Read(plain)
	hash, key, _, err := s.PutBlob(ctx, bytes.NewReader(plain))
	must(t, err)
	whole, err := s.BlobSealed(ctx, hash)
	must(t, err)
	part := func(n int) []byte { return whole[n*segmentSize : min((n+1)*segmentSize, len(whole))] }
	join := func(parts ...[]byte) []byte { return bytes.Join(parts, nil) }
	changed := bytes.Clone(whole)
	changed[3*segmentSize+7] ^= 1
	for name, bad := range map[string][]byte{
		"a bit":             changed,
		"two in turn":       join(part(0), part(2), part(1), part(3), part(4), part(5)),
		"one twice":         join(part(0), part(1), part(1), part(2), part(3), part(4), part(5)),
		"one left out":      join(part(0), part(1), part(3), part(4), part(5)),
		"the end":           whole[:5*segmentSize],
		"part of the end":   whole[:len(whole)-1],
		"all but the first": part(0),
		"all":               {},
		"something after":   join(whole, []byte{0}),
	} {
		t.Run(name, func(t *testing.T) {
			must(t, writeFile(s.store.dir, s.store.blobPath(hash), bad))
			r, err := s.ReadBlob(ctx, hash, key)
			if err == nil {
				var got []byte
				if got, err = io.ReadAll(r); !bytes.HasPrefix(plain, got) {
					t.Error("bytes came out that never went in")
				}
				r.Close()
			}
			wants(t, err, cases.Damaged, "store.blob_damaged")
		})
	}
}

// A file that an earlier program sealed as one piece is read as before.
func TestAFileInOnePieceIsStillRead(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	plain, key := []byte("一份旧扫描件"), bytes.Repeat([]byte{7}, 32)
	sealed := sealOnePiece(t, key, plain)
	hash := cases.Hash(sha256.Sum256(sealed))
	must(t, s.SaveBlob(ctx, hash, bytes.NewReader(sealed)))
	if got, err := s.Blob(ctx, hash, key); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%q, %v", got, err)
	}
	sealed[len(sealed)-1] ^= 1
	must(t, writeFile(s.store.dir, s.store.blobPath(hash), sealed))
	_, err := s.Blob(ctx, hash, key)
	wants(t, err, cases.Damaged, "store.blob_damaged")
}

// torn breaks off after so many bytes.
type torn struct {
	*bytes.Reader
	from, left int64
}

func (r *torn) Seek(to int64, whence int) (int64, error) {
	r.from = to
	return r.Reader.Seek(to, whence)
}

func (r *torn) Read(b []byte) (int, error) {
	if r.left == 0 {
		return 0, cases.Fail(cases.Unreachable, "sync.down")
	}
	n, err := r.Reader.Read(b[:min(int64(len(b)), r.left)])
	r.left -= int64(n)
	return n, err
}

// A transfer that breaks off goes on at a segment, also after the program ended; what
// was spoilt meanwhile is found at the end and thrown away.
func TestATransferGoesOnAtASegment(t *testing.T) {
	ctx, w := context.Background(), newWorld(t)
	s := w.desk(windowID, clerkID)
	plain := make([]byte, 5*segmentSize)
	rand.Read(plain)
	hash, key, _, err := s.PutBlob(ctx, bytes.NewReader(plain))
	must(t, err)
	sealed, err := s.BlobSealed(ctx, hash)
	must(t, err)
	dir := w.create(authorityID)
	st := w.open(dir)
	other := w.signIn(st, handlerID)
	wants(t, other.SaveBlob(ctx, hash, &torn{bytes.NewReader(sealed), 0, 3*segmentSize + 77}), cases.Unreachable, "sync.down")
	must(t, st.Close())
	st = w.open(dir)
	other = w.signIn(st, handlerID)
	rest := &torn{bytes.NewReader(sealed), 0, 1 << 40}
	must(t, other.SaveBlob(ctx, hash, rest))
	if rest.from != 3*segmentSize {
		t.Errorf("it went on at %d", rest.from)
	}
	if got, err := other.Blob(ctx, hash, key); err != nil || !bytes.Equal(got, plain) {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	second := cases.Hash{9}
	wants(t, other.SaveBlob(ctx, second, &torn{bytes.NewReader(sealed), 0, segmentSize}), cases.Unreachable, "sync.down")
	wants(t, other.SaveBlob(ctx, second, &torn{bytes.NewReader(sealed), 0, 1 << 40}), cases.Damaged, "store.blob_damaged")
	if left, _ := filepath.Glob(filepath.Join(dir, blobFolder, partFiles+"*")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
	must(t, other.SaveBlob(ctx, hash, bytes.NewReader(sealed))) // the same once more
}

func sealOnePiece(t *testing.T, key, plain []byte) []byte {
	t.Helper()
	block, err := aes.NewCipher(key)
	must(t, err)
	aead, err := cipher.NewGCM(block)
	must(t, err)
	nonce := make([]byte, aead.NonceSize())
	return aead.Seal(nonce, nonce, plain, nil)
}
