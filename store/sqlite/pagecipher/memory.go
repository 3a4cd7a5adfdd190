package pagecipher

import "unsafe"

// What SQLite hands over are addresses outside Go's memory, in SQLite's or in
// this package's own; the collector neither moves nor frees what lies there.

// at is what lies at an address.
func at[T any](address uintptr) *T { return *(**T)(unsafe.Pointer(&address)) }

// bytesAt is n bytes at an address.
func bytesAt(address uintptr, n int) []byte { return unsafe.Slice(at[byte](address), n) }

// call is the function at an address, as the driver's translation of C has it.
func call[F any](address uintptr) F { return *(*F)(unsafe.Pointer(&struct{ uintptr }{address})) }

// offer writes a function's address where C looks for it. It must be one of the
// package's own functions, never a closure, which the collector would take.
func offer[F any](where *uintptr, f F) { *(*F)(unsafe.Pointer(where)) = f }
