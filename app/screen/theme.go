package screen

import (
	"image/color"
	"math"
	"sync"

	"casedesk/assets"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// A Token names a colour of the design; views name tokens, never colours.
type Token = fyne.ThemeColorName

// The tokens: surfaces, lines, text, the accent and the three signals.
const (
	Bg        Token = "bg"        // page
	Side      Token = "side"      // sidebar, status bar
	Surf      Token = "surf"      // cards, inputs
	Alt       Token = "alt"       // group heads, totals
	Line      Token = "line"      // hairlines; never the only edge of a control
	Line2     Token = "line2"     // borders of inputs, buttons, radios
	T1        Token = "t1"        // text
	T2        Token = "t2"        // secondary text
	T3        Token = "t3"        // captions
	Acc       Token = "acc"       // links, chosen, focus ring
	AccF      Token = "accf"      // primary button, today
	OnAcc     Token = "onacc"     // text on AccF
	AccS      Token = "accs"      // selected row, chosen option
	AccD      Token = "accd"      // a counted day that is past
	Red       Token = "red"       // wrong or late
	RedS      Token = "reds"      // its tint
	RedF      Token = "redf"      // its fill
	Amb       Token = "amb"       // waiting or unsure
	AmbS      Token = "ambs"      // its tint
	Grn       Token = "grn"       // done
	GrnS      Token = "grns"      // its tint
	Gry       Token = "gry"       // neutral pill, day not counted, skeleton
	Desk      Token = "desk"      // behind a paper preview
	Paper     Token = "paper"     // paper is white in every theme
	Ink       Token = "ink"       // print on paper
	Faint     Token = "faint"     // lines on paper that stand for print to come
	ToastF    Token = "toastf"    // toast fill
	OnToast   Token = "ontoast"   // text on a toast
	ToastLink Token = "toastlink" // undo on a toast
	Veil      Token = "veil"      // behind a dialog
	ChartDay  Token = "chartday"  // chart: due today
	ChartSoon Token = "chartsoon" // chart: due in three days
	ChartLate Token = "chartlate" // chart: due later
	ChartStop Token = "chartstop" // chart: stopped
	OnChart   Token = "onchart"   // text on the light chart fills
	none      Token = "none"      // draws nothing
)

// pair is a colour in the light and in the dark theme, as 0xRRGGBB.
type pair struct{ light, dark uint32 }

// Theme is the look of the program: light or dark, at a text factor.
type Theme struct {
	Dark   bool
	Factor float32 // 1, 1.25, 1.5 or 2

	base    fyne.Theme
	colours map[Token]pair
	regular fyne.Resource
	bold    fyne.Resource
	mu      sync.Mutex // guards icons
	icons   map[iconKey]fyne.Resource
}

// NewTheme makes the theme; percent is the text size: 100, 125, 150 or 200.
func NewTheme(dark bool, percent int) *Theme {
	return &Theme{
		Dark: dark, Factor: float32(percent) / 100, base: theme.DefaultTheme(), colours: palette(),
		regular: fyne.NewStaticResource(assets.UIRegular, assets.Font(assets.UIRegular)),
		bold:    fyne.NewStaticResource(assets.UISemiBold, assets.Font(assets.UISemiBold)),
		icons:   map[iconKey]fyne.Resource{},
	}
}

// With returns a theme that shares the fonts of t.
func (t *Theme) With(dark bool, percent int) *Theme {
	return &Theme{Dark: dark, Factor: float32(percent) / 100, base: t.base, colours: t.colours,
		regular: t.regular, bold: t.bold, icons: map[iconKey]fyne.Resource{}}
}

// TextSteps lists the text sizes in per cent that Ctrl = and Ctrl − walk through.
func TextSteps() []int { return []int{100, 125, 150, 200} }

// Font gives one of the two faces; Fyne's own symbol face stays.
func (t *Theme) Font(s fyne.TextStyle) fyne.Resource {
	switch {
	case s.Symbol:
		return t.base.Font(s)
	case s.Bold:
		return t.bold
	}
	return t.regular
}

// Icon gives Fyne's own icons, which only its file dialogs use.
func (t *Theme) Icon(n fyne.ThemeIconName) fyne.Resource { return t.base.Icon(n) }

// Color looks a token or one of Fyne's own names up; the variant of the desktop
// is ignored, for the clerk chooses.
func (t *Theme) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	if n == none || n == theme.ColorNameShadow {
		return color.Transparent
	}
	if own, ok := fyneNames()[n]; ok {
		n = own
	}
	p, ok := t.colours[n]
	if !ok {
		return color.Transparent
	}
	v := p.light
	if t.Dark {
		v = p.dark
	}
	a := uint8(0xFF)
	if n == Veil {
		a = 0x66
	}
	return color.NRGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), a}
}

// Size gives Fyne's sizes at the text factor.
func (t *Theme) Size(n fyne.ThemeSizeName) float32 {
	f := t.Factor
	switch n {
	case theme.SizeNameText:
		return 13 * f
	case theme.SizeNameCaptionText:
		return 12 * f
	case theme.SizeNameSubHeadingText:
		return 15 * f
	case theme.SizeNameHeadingText:
		return 20 * f
	case theme.SizeNamePadding, theme.SizeNameInputRadius, theme.SizeNameScrollBarSmall, theme.SizeNameScrollBarRadius:
		return 4
	case theme.SizeNameInnerPadding:
		return float32(math.Round(float64(4 * f)))
	case theme.SizeNameInlineIcon:
		return 16 * f
	case theme.SizeNameSeparatorThickness, theme.SizeNameInputBorder:
		return 1
	case theme.SizeNameSelectionRadius:
		return 0
	case theme.SizeNameScrollBar:
		return 10
	}
	return t.base.Size(n)
}

// current is the theme in use; a foreign theme (only in a bare test) gives ours.
func current() *Theme {
	if t, ok := theme.Current().(*Theme); ok {
		return t
	}
	return NewTheme(false, 100)
}

// tint gives the colour of a token now.
func tint(n Token) color.Color { return current().Color(n, 0) }

// em gives n pixels times the text factor, whole.
func em(n float32) float32 { return round(n * current().Factor) }

func round(n float32) float32 { return float32(math.Round(float64(n))) }
