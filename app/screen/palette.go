package screen

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// palette is the only place with colours. Contrasts are proved in theme_test.go.
func palette() map[Token]pair {
	return map[Token]pair{
		Bg: {0xF3F5F8, 0x14171B}, Side: {0xEDF0F4, 0x101316}, Surf: {0xFFFFFF, 0x1B1F25}, Alt: {0xF7F8FA, 0x20252C},
		Line: {0xDFE3E9, 0x323943}, Line2: {0x7F8896, 0x7A8696},
		T1: {0x171C24, 0xE8EBEF}, T2: {0x444D5B, 0xB9C0CB}, T3: {0x5E6775, 0x98A2B0},
		Acc: {0x1D4F91, 0x93B8F2}, AccF: {0x1D4F91, 0x2F5FA8}, OnAcc: {0xFFFFFF, 0xFFFFFF}, AccS: {0xE6EEF9, 0x223247}, AccD: {0xC6D8F0, 0x2C4668},
		Red: {0xA8201A, 0xF5A19A}, RedS: {0xFBE9E7, 0x3C2221}, RedF: {0xA8201A, 0xA3332C},
		Amb: {0x7A4B00, 0xE8BC6C}, AmbS: {0xFBF0D9, 0x382B15}, Grn: {0x17633A, 0x84D0A1}, GrnS: {0xE3F3E9, 0x183024},
		Gry: {0xE8EBF0, 0x2A3038}, Desk: {0xE1E5EB, 0x0F1215}, Paper: {0xFFFFFF, 0xFFFFFF}, Ink: {0x171C24, 0x171C24}, Faint: {0xE8EBF0, 0xE8EBF0},
		ToastF: {0x232A34, 0x2A3038}, OnToast: {0xFFFFFF, 0xE8EBEF}, ToastLink: {0x9CC0F5, 0x93B8F2}, Veil: {0x171C24, 0x000000},
		ChartDay: {0xD59A2E, 0xD59A2E}, ChartSoon: {0x1D4F91, 0x1D4F91}, ChartLate: {0x8FB0DC, 0x8FB0DC}, ChartStop: {0xC9CFD8, 0xC9CFD8},
		OnChart: {0x171C24, 0x171C24},
	}
}

// fyneNames says which token stands behind each colour name of Fyne's widgets.
// Fyne's own input border is off: it lies between pixels, and Entry draws its own.
func fyneNames() map[fyne.ThemeColorName]Token {
	return map[fyne.ThemeColorName]Token{
		theme.ColorNameBackground: Bg, theme.ColorNameOverlayBackground: Bg, theme.ColorNameMenuBackground: Surf,
		theme.ColorNameInputBackground: Surf, theme.ColorNameInputBorder: none, theme.ColorNameSeparator: Line,
		theme.ColorNameForeground: T1, theme.ColorNamePlaceHolder: T3, theme.ColorNameDisabled: T3,
		theme.ColorNamePrimary: Acc, theme.ColorNameHyperlink: Acc, theme.ColorNameForegroundOnPrimary: OnAcc,
		theme.ColorNameButton: Surf, theme.ColorNameDisabledButton: Gry, theme.ColorNameHover: Gry, theme.ColorNamePressed: Gry,
		theme.ColorNameSelection: AccS, theme.ColorNameFocus: Acc, theme.ColorNameHeaderBackground: Alt,
		theme.ColorNameError: Red, theme.ColorNameWarning: Amb, theme.ColorNameSuccess: Grn,
		theme.ColorNameForegroundOnError: OnAcc, theme.ColorNameForegroundOnWarning: OnAcc, theme.ColorNameForegroundOnSuccess: OnAcc,
		theme.ColorNameScrollBar: Line2, theme.ColorNameScrollBarBackground: none,
	}
}
