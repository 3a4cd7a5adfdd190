package intake

import "strings"

// headerTable gives, for each field of the import, the headers that mean it: the
// 2018 template with its codes, the template before it, and what is met on
// government pages. Marks, blanks and widths do not count.
const headerTable = `
party_name 行政相对人名称 行政相对人 相对人名称 处罚相对人 被处罚人 被处罚人名称 被处罚单位 当事人 当事人名称 被处罚当事人 企业名称 单位名称 被处罚企业名称 被处罚的自然人姓名或单位名称 CF_XDR_MC CF_XDR
party_kind 行政相对人类别 相对人类别 行政相对人类型 CF_XDR_LB CFXDRLX
credit_code 统一社会信用代码 行政相对人统一社会信用代码 社会信用代码 统一信用代码 统一代码 行政相对人代码 行政相对人代码1 行政相对人代码1统一社会信用代码 行政相对人代码_1统一社会信用代码 公司统一社会信用代码 CF_XDR_SHXYM 行政相对人代码统一社会信用代码
registration_code 工商注册号 工商登记码 工商登记号 营业执照注册号 CF_XDR_GSZC CF_XDR_GSDJ 注册号
organization_code 组织机构代码 行政相对人代码2 行政相对人代码2组织机构代码 CF_XDR_ZZJG CF_XDR_ZDM
tax_code 税务登记号 纳税人识别号 纳税识别码 纳税人识别码 纳税识别号 行政相对人代码3 统一社会信用代码纳税人识别码 CF_XDR_SWDJ 税务登记证号
credit_code_or_tax_code 行政相对人统一社会信用代码纳税人识别号 统一社会信用代码纳税人识别号 纳税人识别号统一社会信息代码 纳税人识别号统一社会信用代码 社会信用代码纳税人识别号 纳税人识别号或统一社会信用代码
institution_code 事业单位证书号 CF_XDR_SYDW
social_org_code 社会组织登记证号 CF_XDR_SHZZ
legal_rep 法定代表人 法人代表 法人代表人 法定代表人姓名 法定代表人或负责人 法定代表人主要负责人 法定代表人负责人 负责人 主要负责人 CF_FRDB CF_FR CF_FDDB
legal_rep_id_type 法定代表人证件类型 CF_FR_ZJLX
legal_rep_id 法定代表人证件号码 法定代表人身份证号 CF_FR_ZJHM CF_FR_SFZH
id_type 自然人证件类型 证件类型 CF_XDR_ZJLX
id_number 自然人证件号码 居民身份证号 身份证号 身份证号码 居民身份证号码 公民身份号码 证件号码 行政相对人代码4 CF_XDR_ZJHM CF_XDR_SFZ
punish_code 行政处罚决定书文号 行政处罚决定文书号 行政处罚文书号 行政处罚决定书号 税务行政处罚决定书文号 行政处罚决定文号 处罚决定书文号 处罚文号 文号 决定书文号 决定文书号 行政处罚决定书编号 处罚决定书编号 CF_WSH
case_name 处罚名称 案件名称 CF_CFMC
illegal_type 违法行为类型 违法类型 CF_WFXW
illegal_facts CF_SY 违法事实 主要违法事实 主要违法违规事实案由 主要违法违规事实 违法行为
punish_reason 处罚事由 案由 事由 出发事由 
punish_basis 处罚依据 行政处罚依据 法律依据 CF_YJ
punish_category 处罚类别 处罚种类 行政处罚种类 行政处罚类别 罚款类别 处罚类别1 CF_CFLB CF_CFLB1
punish_category_2 处罚类别2 CF_CFLB2
punish_content 处罚内容 行政处罚内容 行政处罚决定 处罚结果 行政处罚结果 CF_NR CF_JG
fine 罚款金额 罚款金额万元 罚款金额元 罚款数额 罚款 罚款万元 罚款元 CF_NR_FK
confiscated 没收违法所得没收非法财物的金额 没收违法所得没收非法财物的金额万元 没收违法所得没收非法财物金额 没收违法所得没收非法财物金额万元 没收金额 没收金额万元 没收违法所得金额 没收违法所得金额万元 没收违法所得金额元 没收违法所得 没收非法财物的金额 CF_NR_WFFF
licence 暂扣或吊销证照名称及编号 暂扣或吊销证照名称 CF_NR_ZKDX
punish_date 处罚决定日期 处罚日期 作出处罚决定的日期 作出行政处罚决定日期 行政处罚决定日期 处罚决定时间 决定日期 作出处罚决定日期 作出行政处罚日期 处罚决定书日期 CF_JDRQ CF_JDSJ
valid_until 处罚有效期 有效期 处罚有效期止 CF_YXQ
valid_from 处罚有效期自 处罚有效期起 有效期自 有效期起
public_until 公示截止期 公示截止日期 公示截止时间 CF_GSJZQ
public_period 公示期限 公示期
punish_org 处罚机关 行政处罚机关 处罚机关名称 行政处罚的机关名称 处罚作出机关 作出处罚机关 作出处罚决定机关名称 作出行政处罚决定机关名称 作出处罚决定的机关 处罚单位 处罚决定机关 CF_CFJG CF_XZJG
punish_org_code 处罚机关统一社会信用代码 处罚机关代码 CF_CFJGDM
source 数据来源单位 数据来源 来源单位 CF_SJLY
source_code 数据来源单位统一社会信用代码 数据来源单位代码 CF_SJLYDM
field 所属领域 处罚领域 领域 行业领域 监管领域
remark 备注 BZ
status 当前状态 状态 CF_ZT
area_code 地方编码 地区编码 DFBM
update 数据更新录入日期 数据更新时间戳 数据更新日期 更新日期 录入日期 SJC
`

// headerFields gives the table as a map from a squeezed header to its field.
func headerFields() map[string]string {
	fields := map[string]string{}
	for line := range strings.Lines(strings.TrimSpace(headerTable)) {
		words := strings.Fields(line)
		for _, header := range words[1:] {
			fields[squeeze(foldHeader(header))] = words[0]
		}
	}
	return fields
}
