// Package screen draws what the presenters publish: one thin Fyne view for each
// of them, built from the parts in this package. It holds no behaviour, no words
// and no goroutine; words come from the caller, who has them from assets.Words.
//
// Sizes follow two rules. Lengths of the page (gaps, column widths, padding) are
// plain pixels. Whatever holds type (control heights, icons, badges) is
// multiplied by the text factor with em, so that large text never loses its room.
package screen
