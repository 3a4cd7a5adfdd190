package screen

import (
	"image/color"
	"math"
	"testing"
)

// luminance is WCAG 2.1's relative luminance.
func luminance(c color.Color) float64 {
	n := color.NRGBAModel.Convert(c).(color.NRGBA)
	f := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*f(n.R) + 0.7152*f(n.G) + 0.0722*f(n.B)
}

func contrast(a, b color.Color) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

// Text is readable on every ground it stands on, and the edge of a control can
// be seen on every ground, in both themes.
func TestThemeContrast(t *testing.T) {
	page := []Token{Bg, Side, Surf, Alt, AccS}
	for _, dark := range []bool{false, true} {
		th := NewTheme(dark, 100)
		check := func(least float64, fore Token, grounds ...Token) {
			for _, g := range grounds {
				if got := contrast(th.Color(fore, 0), th.Color(g, 0)); got < least {
					t.Errorf("dark %v: %s on %s is %.2f, needs %.1f", dark, fore, g, got, least)
				}
			}
		}
		for _, ink := range []Token{T1, T2, Acc} {
			check(4.5, ink, append(page, Gry)...)
		}
		check(4.5, T3, append(page, Gry)...)
		check(4.5, Red, Surf, Bg, Alt, AccS, RedS)
		check(4.5, Amb, Surf, Bg, Alt, AccS, AmbS)
		check(4.5, Grn, Surf, Bg, Alt, AccS, GrnS)
		check(4.5, OnAcc, AccF, RedF)
		check(4.5, T1, AccD, RedS, AmbS, GrnS)
		check(4.5, OnToast, ToastF)
		check(4.5, ToastLink, ToastF)
		check(4.5, Ink, Paper)
		check(4.5, OnChart, ChartDay, ChartLate, ChartStop)
		check(3, Line2, Surf, Bg, Side, Alt, AccS)
		check(3, Acc, append(page, Desk)...)
	}
}

func TestThemeScalesTypeNotPage(t *testing.T) {
	small, large := NewTheme(false, 100), NewTheme(false, 200)
	if small.Size("text") != 13 || large.Size("text") != 26 {
		t.Errorf("body is %v and %v", small.Size("text"), large.Size("text"))
	}
	if small.Size("padding") != large.Size("padding") {
		t.Error("padding grows with the text")
	}
	if _, _, _, a := small.Color("no such name", 0).RGBA(); a != 0 {
		t.Error("an unknown colour shows")
	}
}
