//go:build !migrated_fynedo

package main

// migrated is false in the build that looks for touches of the window from
// other goroutines (make threads): Fyne then checks each one.
const migrated = false
