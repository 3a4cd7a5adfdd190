//go:build migrated_fynedo

package main

// migrated says that every touch of the window goes through fyne.Do; Fyne then
// leaves its thread checks out.
const migrated = true
