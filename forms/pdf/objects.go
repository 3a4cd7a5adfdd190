package pdf

import (
	"bytes"
	"errors"
	"slices"
	"strconv"
)

var errShape = errors.New("pdf: not a file of the expected shape")

// objectsOf parts a plain PDF file (one cross-reference table, no updates) into
// its objects without "n 0 obj" and "endobj", and gives the numbers of catalog
// and information. Object i of the result is object i of the file.
func objectsOf(in []byte) (objs [][]byte, root, info int, err error) {
	xref, offsets, trailer, err := crossReference(in)
	if err != nil {
		return nil, 0, 0, err
	}
	sorted := slices.Clone(offsets[1:])
	slices.Sort(sorted)
	sorted = append(sorted, xref)
	objs = make([][]byte, len(offsets))
	for i := 1; i < len(offsets); i++ {
		k, _ := slices.BinarySearch(sorted, offsets[i]+1) // the next object
		if k >= len(sorted) {
			return nil, 0, 0, errShape
		}
		body, ok := bytes.CutPrefix(in[offsets[i]:sorted[k]], []byte(strconv.Itoa(i)+" 0 obj\n"))
		end := bytes.LastIndex(body, []byte("endobj"))
		if !ok || end < 0 {
			return nil, 0, 0, errShape
		}
		objs[i] = bytes.TrimSuffix(body[:end], []byte("\n"))
	}
	root, info = number(trailer, "/Root "), number(trailer, "/Info ")
	if root < 1 || root >= len(objs) || info < 1 || info >= len(objs) {
		return nil, 0, 0, errShape
	}
	return objs, root, info, nil
}

// crossReference reads the table that startxref points to: its place, the
// objects' offsets (index 0 unused) and the trailer dictionary.
func crossReference(in []byte) (xref int, offsets []int, trailer []byte, err error) {
	i := bytes.LastIndex(in, []byte("startxref\n"))
	if i < 0 {
		return 0, nil, nil, errShape
	}
	xref = number(in[i:], "startxref\n")
	if xref <= 0 || xref >= i {
		return 0, nil, nil, errShape
	}
	table, ok := bytes.CutPrefix(in[xref:i], []byte("xref\n0 "))
	if !ok {
		return 0, nil, nil, errShape
	}
	count, rest, ok := bytes.Cut(table, []byte("\n"))
	n, err := strconv.Atoi(string(count))
	if !ok || err != nil || n < 2 || n > len(rest)/20 {
		return 0, nil, nil, errShape
	}
	offsets = make([]int, n)
	for k := 1; k < n; k++ {
		at, err := strconv.Atoi(string(rest[20*k : 20*k+10]))
		if err != nil || at <= 0 || at >= xref {
			return 0, nil, nil, errShape
		}
		offsets[k] = at
	}
	trailer, ok = bytes.CutPrefix(rest[20*n:], []byte("trailer\n"))
	if !ok {
		return 0, nil, nil, errShape
	}
	return xref, offsets, trailer, nil
}

// number reads the decimal number behind the first key in b, or -1.
func number(b []byte, key string) int {
	i := bytes.Index(b, []byte(key))
	if i < 0 {
		return -1
	}
	b = b[i+len(key):]
	end := 0
	for end < len(b) && end < 10 && b[end] >= '0' && b[end] <= '9' {
		end++
	}
	n, err := strconv.Atoi(string(b[:end]))
	if err != nil {
		return -1
	}
	return n
}

// streamOf gives the bytes of a stream object whose dictionary names its length.
func streamOf(obj []byte) ([]byte, bool) {
	n := number(obj, "/Length ")
	_, data, ok := bytes.Cut(obj, []byte(">>\nstream\n"))
	if !ok || n < 0 || n > len(data) {
		return nil, false
	}
	return data[:n], true
}
