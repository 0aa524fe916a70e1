//! 列：what a column of a list can be, and what lists call it.

/// Declares the columns: each one's id in mapping files, its Chinese name, and what else lists call it.
macro_rules! columns {
    ($($(#[$doc:meta])* $column:ident = $id:literal, $name:literal, [$($alias:literal),*];)+) => {
        /// 一列是什么.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each column's Chinese name says what it is")]
        pub enum Column { $($(#[$doc])* $column),+ }

        impl Column {
            /// Every column.
            pub const ALL: &'static [Self] = &[$(Self::$column),+];
            const WORDS: &'static [(&'static str, &'static str, &'static [&'static str])] =
                &[$(($id, $name, &[$($alias),*])),+];
        }
    };
}

columns! {
    Id = "id", "身份证号", ["身份证", "身份证号码", "身份号码", "公民身份号码", "公民身份证号码", "证件号码", "证件号", "身份证件号码",
        "享受人身份证号", "申请人身份证", "社会保障号码", "社会保障号", "certno"];
    Name = "name", "姓名", ["享受人", "申请人姓名", "患者", "人员姓名", "psn_name"];
    HouseholderId = "householder_id", "户主身份证号", ["户主身份证", "户主身份证号码", "户主证件号码"];
    HouseholderName = "householder_name", "户主姓名", ["户主"];
    /// Several in one cell.
    MemberIds = "member_ids", "家庭成员身份证号", ["家庭成员身份证", "家庭成员身份证号码", "成员身份证号"];
    MemberNames = "member_names", "家庭成员姓名", ["家庭成员", "成员姓名"];
    Identity = "identity", "救助身份", ["身份类别", "救助对象类别", "救助对象类型", "救助类型", "救助类别", "人员类别", "特定救助对象类别名称",
        "社会救助类别", "困难类型", "贫困类型", "低保类型", "对象类别", "人员身份", "属别"];
    Insurance = "insurance", "参保类别", ["险种类型", "险种", "参保类型", "保险类型", "医保类别", "参保险种", "insutype"];
    Town = "town", "镇街", ["乡镇", "所属街道", "所属街", "街道", "乡镇街道", "镇", "所属乡镇", "乡", "地区"];
    Village = "village", "村（社区）", ["村", "社区", "村居委会", "社区村", "村组", "所属社区", "所属社", "所属村", "行政村", "村组社区",
        "村名", "居委会"];
    Phone = "phone", "联系电话", ["电话", "手机", "手机号", "联系方式"];
    SettlementId = "settlement_id", "结算编号", ["结算id", "结算单号", "结算号", "结算流水号", "流水号", "setl_id"];
    Hospital = "hospital", "医院", ["就诊医疗机构名称", "定点机构名称", "医疗机构名称", "医院名称", "就诊医院", "医疗机构", "定点医药机构名称"];
    Level = "level", "医院级别", ["医疗机构级别", "医院等级", "机构级别", "医疗机构等级"];
    RecognisedIn = "recognised_in", "认定地", ["救助地", "认定区县"];
    InsuredIn = "insured_in", "参保地", ["参保统筹区", "参保区县"];
    TreatedIn = "treated_in", "就诊地", ["就医地", "结算统筹区", "就诊区县"];
    Referral = "referral", "异地备案", ["转诊", "转诊备案", "异地就医备案", "是否转诊", "是否备案", "异地标志", "就医地点"];
    Care = "care", "医疗类别", ["医保就诊类别", "就诊类别", "就诊类型", "就医类别", "就医类型", "医疗救助类别", "诊疗类型", "med_type"];
    Disease = "disease", "病种", ["病种名称", "患病名称", "患病病种", "疾病名称", "诊断", "主要诊断", "出院诊断", "dise_name"];
    AdmittedOn = "admitted_on", "入院日期", ["入院时间", "住院日期", "就诊日期", "就诊时间", "就医日期", "begndate"];
    DischargedOn = "discharged_on", "出院日期", ["出院时间", "enddate"];
    SettledOn = "settled_on", "结算日期", ["结算时间", "报销日期", "setl_time"];
    Total = "total", "费用总额", ["总费用", "医疗费总额", "医疗总费用", "医疗费用总额", "费用总金额", "本次总费用", "住院总费用", "medfee_sumamt"];
    InScope = "in_scope", "政策范围内费用", ["符合医保报销金额", "符合政策范围金额", "符合范围金额", "政策范围内金额", "可报销总额", "可报销金额",
        "合规费用", "合规医疗费用", "医保范围内金额", "inscp_scp_amt", "符合基本医疗费用"];
    FullOwnPay = "full_own_pay", "全自费", ["全自费金额", "自费金额", "目录外费用", "fulamt_ownpay_amt", "医保范围外金额"];
    OverLimit = "over_limit", "超限价", ["超限价自费金额", "超限价金额", "overlmt_selfpay"];
    AdvanceSelfPay = "advance_self_pay", "先行自付", ["先行自付金额", "乙类先行自付", "preselfpay_amt"];
    Basic = "basic", "基本医保支付", ["基本医疗保险报销金额", "基本医保报销金额", "统筹基金", "统筹支付", "统筹基金支付", "基本医保支付金额", "基本统筹",
        "医保统筹基金支付", "基本医疗保险支付", "基本医保报销", "实际报销总额", "hifp_pay"];
    Critical = "critical", "大病保险支付", ["大病报销金额", "大病支出", "大病支付", "大病补充医疗保险支出", "大病保险支付金额", "居民大病基金", "职工大病基金",
        "大病保险", "大病保险报销", "城乡大病支付", "大病实际补偿额", "hifmi_pay"];
    LargeSum = "large_sum", "大额支付", ["大额报销金额", "大额支出", "大额补充医疗保险支出", "大额基金", "大额自付", "大额支付金额", "hifob_pay"];
    Waived = "waived", "医院减免", ["医疗机构减免", "医院减免金额", "医院负担金额", "hosp_part_amt"];
    OtherPaid = "other_paid", "其他补助", ["其他支付", "其他基金", "公务员补助", "公务员补助基金", "cvlserv_pay", "othfund_pay"];
    Charity = "charity", "扶贫济困", ["扶贫济困金额", "扶贫救助", "慈善救助"];
    Commercial = "commercial", "商业保险", ["渝快保", "渝快保支出金额", "惠民保", "商业健康保险", "补充保险支付"];
    Assistance = "assistance", "医疗救助", ["医疗救助金额", "救助金额", "医疗救助支付", "医疗救助金", "医疗救助基金", "救助金", "民政医疗救助", "民政救助补偿额",
        "医疗救助支出", "maf_pay"];
    TopUp = "top_up", "倾斜救助", ["倾斜救助金额", "倾斜补助", "倾斜救助支出", "再救助", "二次救助", "二次救助金额"];
    FundPaid = "fund_paid", "基金支付总额", ["基金支付总金额", "基金支付", "医保基金支付总额", "fund_pay_sumamt"];
    SelfPaid = "self_paid", "个人支付总额", ["个人支付总金额", "个人支付", "个人负担", "个人负担金额", "个人负担总额", "psn_part_amt"];
    Cash = "cash", "个人现金支付", ["个人现金支付金额", "个人现金", "现金支付", "现金", "cash_payamt"];
    Account = "account", "个人账户支付", ["个人账户支付金额", "个人账户", "账户支付", "acct_pay"];
    SharedAccount = "shared_account", "共济账户支付", ["共济账户", "账户共济支付", "acct_mulaid_pay"];
    SerialNumber = "serial_number", "序号", ["编号", "行号"];
}

impl Column {
    /// What mapping files call it.
    #[must_use]
    pub fn id(self) -> &'static str {
        self.words().0
    }

    /// The Chinese name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.words().1
    }

    /// The column that mapping files call so.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.id() == id)
    }

    /// The column that lists call so.
    #[must_use]
    pub fn of_head(head: &str) -> Option<Self> {
        let plain = plain(head);
        let named = |plain: &str| {
            Self::ALL.iter().copied().find(|column| {
                let (_, name, aliases) = column.words();
                self::plain(name) == plain || aliases.contains(&plain)
            })
        };
        named(&plain).or_else(|| {
            ["患者", "病人", "参保人", "参保人员", "救助对象", "人员", "对象", "本人", "本次", "实际"]
                .iter()
                .find_map(|before| plain.strip_prefix(before).filter(|rest| !rest.is_empty()).and_then(named))
        })
    }

    /// Whether it holds an amount of money.
    #[must_use]
    pub fn is_amount(self) -> bool {
        Self::AMOUNTS.contains(&self)
    }

    /// The columns that hold amounts.
    pub const AMOUNTS: [Self; 19] = [
        Self::Total,
        Self::InScope,
        Self::FullOwnPay,
        Self::OverLimit,
        Self::AdvanceSelfPay,
        Self::Basic,
        Self::Critical,
        Self::LargeSum,
        Self::Waived,
        Self::OtherPaid,
        Self::Charity,
        Self::Commercial,
        Self::Assistance,
        Self::TopUp,
        Self::FundPaid,
        Self::SelfPaid,
        Self::Cash,
        Self::Account,
        Self::SharedAccount,
    ];

    fn words(self) -> (&'static str, &'static str, &'static [&'static str]) {
        Self::WORDS.get(self as usize).copied().unwrap_or(("", "", &[]))
    }
}

/// A head without what is written in one way here and in another there: blanks, units, stars, brackets.
#[must_use]
pub fn plain(head: &str) -> String {
    let mut plain = String::with_capacity(head.len());
    for letter in head.chars() {
        match letter {
            '（' | '）' | '(' | ')' | '/' | '、' | '*' | '＊' | ':' | '：' | '【' | '】' | '[' | ']'
            | '“' | '”' => {}
            'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '０'..='９' => plain.push(narrow(letter).to_ascii_lowercase()),
            letter if letter.is_whitespace() => {}
            letter => plain.push(letter.to_ascii_lowercase()),
        }
    }
    for unit in ["单位元", "单位万元", "万元", "元", "必填"] {
        if let Some(rest) = plain.strip_suffix(unit)
            && !rest.is_empty()
        {
            plain.truncate(rest.len());
        }
    }
    plain
}

/// A full-width letter or digit as the one of ASCII; any other as it is.
#[must_use]
pub fn narrow(letter: char) -> char {
    match letter {
        '！'..='～' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        letter => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_what_lists_call_their_columns() {
        for (head, column) in [
            ("公民身份号码", Some(Column::Id)),
            (" 身份证号码 ", Some(Column::Id)),
            ("患者姓名", Some(Column::Name)),
            ("医疗费总额（元）", Some(Column::Total)),
            ("大病补充医疗保险支出(元)", Some(Column::Critical)),
            ("村(居)委会", Some(Column::Village)),
            ("所属街(道)", Some(Column::Town)),
            ("户主身份证号", Some(Column::HouseholderId)),
            ("入院时间", Some(Column::AdmittedOn)),
            ("备注", None),
            ("", None),
        ] {
            assert_eq!(Column::of_head(head), column, "{head}");
        }
        for column in Column::ALL {
            assert_eq!(Column::from_id(column.id()), Some(*column));
            assert_eq!(Column::of_head(column.name()), Some(*column), "{}", column.name());
        }
    }

    #[test]
    fn no_name_is_two_columns() {
        let mut seen = std::collections::BTreeMap::new();
        for column in Column::ALL {
            for name in column.words().2.iter().chain([&column.name()]) {
                assert_eq!(seen.insert(plain(name), column), None, "{name}");
            }
        }
    }
}
