// Package central is the central library's store (中心库): the same tables and
// statements on an embedded SQLite file and on PostgreSQL.
//
// Every write takes one lock, the single row of the table library, and holds it
// to the commit. Positions and feed numbers are given out under that lock, so a
// reader that sees number n sees every number below n: a committed prefix, never
// one with a hole that is filled later.
//
// The feed is the order in which an office may see things. An event enters the
// feed of each office that shares its case; when an office is given a case's
// key later, the key and all earlier events enter that office's feed then. So a
// cursor is one number, and nothing is ever behind it.
package central
