// Package assets holds all data that ships with the programs.
package assets

import (
	_ "embed" // the fonts stand in the program file itself
	"unsafe"
)

// The names of the shipped fonts, as Font takes them.
const (
	UIRegular  = "NotoSansSC-Regular.ttf"  // screens; 黑体 in letters
	UISemiBold = "NotoSansSC-SemiBold.ttf" // screens; bold 黑体
	SerifBody  = "NotoSerifSC-Regular.ttf" // body of letters, in place of 仿宋
	SerifTitle = "NotoSerifSC-Bold.ttf"    // red heads and titles, in place of 小标宋
	KaiRegular = "LXGWWenKai-Regular.ttf"  // 楷体; rare characters
	RareA      = "HanaMinA-rare.ttf.zst"   // the rarest characters, compressed: Ext B and
	RareB      = "HanaMinB-rare.ttf.zst"   // compatibility forms; Ext B to F
)

//go:embed fonts/NotoSansSC-Regular.ttf
var uiRegular string

//go:embed fonts/NotoSansSC-SemiBold.ttf
var uiSemiBold string

//go:embed fonts/NotoSerifSC-Regular.ttf
var serifBody string

//go:embed fonts/NotoSerifSC-Bold.ttf
var serifTitle string

//go:embed fonts/LXGWWenKai-Regular.ttf
var kaiRegular string

//go:embed fonts/HanaMinA-rare.ttf.zst
var rareA string

//go:embed fonts/HanaMinB-rare.ttf.zst
var rareB string

// FontNames lists the shipped fonts in a fixed order.
func FontNames() []string {
	return []string{UIRegular, UISemiBold, SerifBody, SerifTitle, KaiRegular, RareA, RareB}
}

// Font gives the bytes of a shipped font, or nil for an unknown name. The bytes
// are the program's own read-only pages: nothing is copied, a page is read from
// disk when it is first looked at, and writing to them stops the program.
func Font(name string) []byte {
	switch name {
	case UIRegular:
		return view(uiRegular)
	case UISemiBold:
		return view(uiSemiBold)
	case SerifBody:
		return view(serifBody)
	case SerifTitle:
		return view(serifTitle)
	case KaiRegular:
		return view(kaiRegular)
	case RareA:
		return view(rareA)
	case RareB:
		return view(rareB)
	}
	return nil
}

// view shows a string's bytes without copying 15 MB for each font.
func view(s string) []byte { return unsafe.Slice(unsafe.StringData(s), len(s)) }
