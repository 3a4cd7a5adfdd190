package cases

import "strconv"

// NumberBlock is a run of document numbers leased to one device, for one series
// and year. It ends with its year; a number is final the moment it is used.
type NumberBlock struct {
	Office ID     `json:"office"`
	Device ID     `json:"device"`
	Series string `json:"series"` // 机关代字 + 文种, 示例住建修决
	Year   int    `json:"year"`
	From   int    `json:"from"`
	To     int    `json:"to"` // the last number, inclusive
}

// Format writes a 文号: 示例住建修决〔2026〕7号, without leading zeros (GB/T
// 9704-2012 7.2.5).
func (b NumberBlock) Format(n int) string {
	return b.Series + "〔" + strconv.Itoa(b.Year) + "〕" + strconv.Itoa(n) + "号"
}

// Holds tells whether n lies in the block.
func (b NumberBlock) Holds(n int) bool { return n >= b.From && n <= b.To }
