// Package rules judges records by rule packs: law written down as data.
//
// A pack is a folder of YAML files (pack, articles, severity, criteria, clocks,
// objection, transition) and its own test stories. Load reads and proves all
// packs of a file system and compiles them once; Assess turns the facts of one
// record into a verdict that names every rule tried, the value given and the
// article behind it. Conditions are a closed language over the facts declared in
// package cases: nothing can be computed that a reader of the table cannot see.
// No legal figure stands in Go code.
package rules
