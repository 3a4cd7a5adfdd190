// Package replica is the sync protocol between a desk and the central library
// (中心库): the wire types of both ends and the client.
//
// Messages, all over HTTP; {…} is JSON:
//
//	POST  /v1/enrol        Enrol -> Enrolment; the only call without a device key
//	GET   /v1/directory    ?have=N -> Published, empty when N is the newest version
//	POST  /v1/push         a sealed Batch -> Answer
//	GET   /v1/pull         ?cursor=… -> a zstd Page
//	POST  /v1/numbers      Lease -> cases.NumberBlock
//	HEAD  /v1/blobs/{hash} -> Upload-Offset, Upload-Complete
//	PATCH /v1/blobs/{hash} Upload-Offset, Upload-Length, bytes -> Upload-Offset
//	GET   /v1/blobs/{hash} -> bytes; Range is understood
//	GET   /v1/health       -> Health
//
// Promises:
//
//   - An envelope is sent as it is stored; neither end encodes it again.
//   - A desk's log goes up in order and without a gap. What the library holds
//     already is compared by hash and answered with the same receipts, so any
//     message may be lost, doubled or sent again. The same place in the log with
//     another hash is a fork (sync.fork): nothing is taken.
//   - One record that the library refuses is set aside with its reason, keeps its
//     place in the log by its hash, and the rest go on.
//   - A cursor shows committed prefixes only: what stands before it never grows.
//   - A device sees the cases that its office wrote to or was given the key of.
//     An office that is given a key later sees the case from its first event on.
//   - The library accepts or refuses; it never merges and never reads a body.
//   - Blobs are named by the SHA-256 of their sealed bytes, go up in pieces, and
//     exist only once the whole has that hash.
//
// Every request is signed with the device's key over method, path with query,
// hash of the body, time and nonce; every batch is signed besides, so that it
// proves itself whatever gateway it went through. Receipts and the directory are
// signed by the library's root, which the device keeps from its enrolment.
package replica
