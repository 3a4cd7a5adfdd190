package intake

import (
	"os"
	"strings"
	"testing"
)

func TestHeadersMetOnGovernmentPages(t *testing.T) {
	data, err := os.ReadFile("testdata/header_variants.tsv")
	if err != nil {
		t.Fatal(err)
	}
	known := headerFields()
	for line := range strings.Lines(string(data)) {
		cells := strings.Split(line, "\t")
		if strings.HasPrefix(line, "#") || len(cells) < 2 {
			continue
		}
		want, _, _ := strings.Cut(cells[0], " ")
		if got := columnOf(cells[1], known); got != want {
			t.Errorf("%q means %q, want %s", cells[1], got, want)
		}
	}
}

func TestHeadersOfBothTemplates(t *testing.T) {
	known := headerFields()
	for header, want := range map[string]string{
		"CF_XDR_MC": "party_name", "cf_xdr_shxym": "credit_code", "CF_NR_FK": "fine", "CF_GSJZQ": "public_until", "CF_WSH": "punish_code", "CF_XZJG": "punish_org", "CF_CFLB1": "punish_category", "DFBM": "area_code",
		"行政相对人代码_2(工商注册号)": "registration_code", "行政相对人代码_3（组织机构代码）": "organization_code", "行政相对人代码_4(税务登记号)": "tax_code", "行政相对人代码_5（事业单位证书号）": "institution_code",
		"罚款金额（万元）": "fine", "罚款金额(元)": "fine", "没收违法所得、没收非法财物的金额（万元）": "confiscated", "*行政相对人名称：": "party_name", "行政处罚 机关": "punish_org", "法定代表人（负责人）": "legal_rep",
		"行政处罚决定书文号（必填）": "punish_code", "处罚机关统一社会信用代码": "punish_org_code", "数据来源单位统一社会信用代码": "source_code", "行攻相对人名称": "party_name", "公示截止曰期": "public_until",
		"处罚有效期自": "valid_from", "行政许可决定书文号": "", "许可机关": "", "序号": "", "": "", "联系电话": "", "党组织统一社会信用": "",
	} {
		if got := columnOf(header, known); got != want {
			t.Errorf("%q means %q, want %q", header, got, want)
		}
	}
}

func TestEveryHeaderMeansOneField(t *testing.T) {
	owner := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(headerTable)) {
		words := strings.Fields(line)
		for _, h := range words[1:] {
			key := squeeze(foldHeader(h))
			if other := owner[key]; other != "" && other != words[0] {
				t.Errorf("%s stands for %s and %s", h, other, words[0])
			}
			owner[key] = words[0]
		}
	}
}

// A slip of the pen must never turn a header into another field's.
func TestOneSlipNeverChangesTheField(t *testing.T) {
	known := headerFields()
	var headers []string
	for h := range known {
		headers = append(headers, h)
	}
	for _, header := range headers { // every slip there is: chance found the odd one once in ten runs
		h := []rune(header)
		for at := range h {
			for _, instead := range []string{"", "错"} {
				slip := string(h[:at]) + instead + string(h[at+1:])
				if got := columnOf(slip, known); got != "" && got != known[header] && known[squeeze(slip)] == "" {
					t.Errorf("%s, a slip for %s, is taken for %s", slip, header, got)
				}
			}
		}
	}
}
