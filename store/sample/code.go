package sample

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// The county that made-up codes name does not exist, so no code is anybody's.
const county = "440199"

const usccLetters = "0123456789ABCDEFGHJKLMNPQRTUWXY"

// uscc makes a unified social credit code whose check characters are right (GB
// 32100-2015, GB 11714); class is 91 for a company, 92 for a sole trader.
func uscc(r *rand.Rand, class string) string {
	org := "MA" + string(usccLetters[5+r.IntN(8)])
	for range 5 {
		org += string(usccLetters[r.IntN(len(usccLetters))])
	}
	sum := 0
	for i, weight := range [8]int{3, 7, 9, 10, 5, 8, 4, 2} {
		sum += strings.IndexByte("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ", org[i]) * weight
	}
	body := class + county + org + string("0X987654321"[sum%11])
	sum, weight := 0, 1
	for i := range len(body) {
		sum += strings.IndexByte(usccLetters, body[i]) * weight
		weight = weight * 3 % 31
	}
	return body + string(usccLetters[(31-sum%31)%31])
}

// resident makes a citizen's number with a right check character (GB 11643-1999);
// most are of people between 25 and 65.
func resident(r *rand.Rand, today time.Time) string {
	age := 18 + int(30*(r.Float64()+r.Float64()))
	born := today.AddDate(-age, 0, -r.IntN(365))
	body := fmt.Sprintf("%s%s%03d", county, born.Format("20060102"), r.IntN(1000))
	sum := 0
	for i := range len(body) {
		sum = (sum + int(body[i]-'0')) * 2 % 11
	}
	return body + string("0123456789X"[(12-sum)%11])
}
