//! 词汇：the closed sets that packs, answers and results share: identities, insurance, kinds of care, places,
//! levels, and the kinds and states of programmes. Each word has one id and one Chinese name.

pub(crate) mod fields;
mod set;

pub use set::{Member, SetOf};

/// Declares a closed set of words: the enum, all of its members, and each one's id and Chinese name.
macro_rules! words {
    ($(#[$doc:meta])* $set:ident { $($(#[$word_doc:meta])* $word:ident = $id:literal, $name:literal;)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(missing_docs, reason = "each word's Chinese name says what it is")]
        pub enum $set { $($(#[$word_doc])* $word),+ }

        impl Member for $set {
            const ALL: &'static [Self] = &[$(Self::$word),+];
            const IDS: &'static [&'static str] = &[$($id),+];
            const NAMES: &'static [&'static str] = &[$($name),+];

            fn place(self) -> u8 {
                self as u8
            }
        }
    };
}

words! {
    /// 救助对象类别：the identities that a person can hold (`person.categories`).
    Category {
        ExtremePoverty = "extreme-poverty", "特困人员";
        FiveGuarantee = "five-guarantee", "农村五保对象";
        ThreeWithouts = "three-withouts", "城镇“三无”人员";
        Orphan = "orphan", "孤儿";
        UnattendedChild = "unattended-child", "事实无人抚养儿童";
        SubsistenceAllowance = "subsistence-allowance", "低保对象";
        SubsistenceMargin = "subsistence-margin", "低保边缘家庭成员";
        LowIncome = "low-income", "城乡低收入家庭成员";
        RigidExpenditure = "rigid-expenditure", "刚性支出困难家庭成员";
        IllnessImpoverished = "illness-impoverished", "因病致贫重病患者";
        RelapseRisk = "relapse-risk", "防止返贫监测对象";
        RegisteredPoor = "registered-poor", "建档立卡贫困人口";
        EntitledGroup = "entitled-group", "重点优抚对象";
        SeverelyDisabled = "severely-disabled", "重度残疾人（一、二级）";
        Centenarian = "centenarian", "百岁老人";
        RetiredCadre = "retired-cadre", "离休人员";
        DisabledSoldier = "disabled-soldier", "一至六级残疾军人";
        ElderlyLowPension = "elderly-low-pension", "六十周岁以上低养老金老人";
        ReducedWorker = "reduced-worker", "六十年代精减退职老职工";
        ReturnedYouth = "returned-youth", "因公（病）致残返城知青";
        LivingHardship = "living-hardship", "生活困难补助人员";
        /// Never combined with another identity.
        General = "general", "其他参保居民";
    }
}

words! {
    /// 户口：whether the family is registered in town or in the country.
    Residence {
        Urban = "urban", "城镇户口";
        Rural = "rural", "农村户口";
    }
}

words! {
    /// 基本医保：which basic insurance the person is in.
    Insurance {
        Resident = "resident", "居民医保（含新农合、城镇居民医保）";
        Employee = "employee", "职工医保";
        None = "none", "没有参保";
    }
}

words! {
    /// 就医类型：what kind of care a bill is for.
    Care {
        Inpatient = "inpatient", "住院";
        Outpatient = "outpatient", "普通门诊";
        ChronicOutpatient = "chronic-outpatient", "门诊慢特病";
    }
}

words! {
    /// 医疗机构级别.
    Level {
        Village = "village", "村卫生室";
        Township = "township", "乡镇卫生院（一级）";
        County = "county", "县级医院（二级）";
        City = "city", "市级医院（三级）";
        Province = "province", "省级医院（三级）";
    }
}

words! {
    /// 就医地点：inside the scheme's own area, outside with referral or registration, outside without.
    Place {
        Local = "local", "本地";
        Referred = "referred", "外地，办过转诊或备案";
        Unreferred = "unreferred", "外地，没办转诊或备案";
    }
}

words! {
    /// 省内、省外：whether care is within the scheme's own province.
    Province {
        Same = "same", "在本省";
        Other = "other", "在外省";
    }
}

words! {
    /// 就医地点和省份 together, of which no place of the scheme's own area lies in another province.
    Spot {
        Local = "local", "本地";
        Referred = "referred", "本省的外地，办过转诊或备案";
        Unreferred = "unreferred", "本省的外地，没办转诊或备案";
        ReferredAway = "referred-away", "外省，办过转诊或备案";
        UnreferredAway = "unreferred-away", "外省，没办转诊或备案";
    }
}

words! {
    /// 领过的救助是给哪些单据的：the bills that are told, or others of the year.
    PaidFor {
        Listed = "listed", "填进来的这些单据";
        Other = "other", "今年别的单据";
    }
}

words! {
    /// 救助项目种类.
    ProgramKind {
        Enrolment = "enrolment", "资助参保";
        Outpatient = "outpatient", "门诊救助";
        Inpatient = "inpatient", "住院救助";
        MajorIllness = "major-illness", "重特大疾病救助";
        Temporary = "temporary", "临时救助";
        Insurance = "insurance", "医疗保险";
        TopUp = "top-up", "补差救助";
        Allowance = "allowance", "补贴";
    }
}

words! {
    /// 政策状态.
    PolicyStatus {
        InForce = "in-force", "现行";
        Historical = "historical", "历史";
        Framework = "framework", "国家框架";
    }
}

words! {
    /// 可信度：how surely a figure is known.
    Confidence {
        Official = "A", "已核对原文";
        SecondHand = "B", "二手资料";
        Unchecked = "C", "未核对原文";
    }
}

words! {
    /// 材料形式.
    DocumentForm {
        Original = "original", "原件";
        Copy = "copy", "复印件";
        Either = "either", "原件或复印件";
    }
}

words! {
    /// 办理方式.
    RouteKind {
        OneStop = "one-stop", "一站式结算";
        OnApplication = "on-application", "依申请";
    }
}

words! {
    /// 申请书上的内容：what the person tells for the letter.
    Told {
        Name = "name", "姓名";
        Sex = "sex", "性别";
        Ethnicity = "ethnicity", "民族";
        Birth = "birth", "出生年月";
        IdNumber = "id_number", "身份证号";
        Address = "address", "住址";
        Phone = "phone", "联系电话";
        HouseholdSize = "household_size", "家庭人口";
        Occupation = "occupation", "职业";
        PatientName = "patient_name", "患者姓名";
        Relation = "relation", "患者是申请人的";
        PatientDiedOn = "patient_died_on", "患者病故日期";
        CoApplicantName = "co_applicant_name", "共同申请人";
        CoApplicantRelation = "co_applicant_relation", "共同申请人是申请人的";
        IllSince = "ill_since", "患病时间";
        Hospitals = "hospitals", "就诊医院";
        Course = "course", "治疗经过";
        MonthlyCost = "monthly_cost", "每月药费";
        Income = "income", "收入来源";
        Debts = "debts", "欠债";
        Hardship = "hardship", "困难情况";
        /// 是, where the amounts are only remembered.
        Approximate = "approximate", "金额只记得大概";
        /// One sign for each bill in the order of the answers, `?` where its day is not known.
        Undated = "undated", "日期记不清的单据";
    }
}

impl Spot {
    /// Those of these places that lie in these provinces.
    #[must_use]
    pub fn of(places: SetOf<Place>, provinces: SetOf<Province>) -> SetOf<Self> {
        let same = if provinces.has(Province::Same) { places.bits() } else { 0 };
        let other = if provinces.has(Province::Other) { places.bits() >> 1 << 3 } else { 0 };
        SetOf::from_bits(same | other).unwrap_or(SetOf::ALL)
    }

    /// Those that it can be by what was told.
    #[must_use]
    pub fn told(place: Option<Place>, province: Option<Province>) -> SetOf<Self> {
        let places = place.map_or(SetOf::ALL, |place| SetOf::EMPTY.with(place));
        Self::of(places, province.map_or(SetOf::ALL, |province| SetOf::EMPTY.with(province)))
    }

    /// The places of these spots, whichever province they lie in.
    #[must_use]
    pub fn places(spots: SetOf<Self>) -> SetOf<Place> {
        SetOf::from_bits(spots.bits() & 7 | spots.bits() >> 3 << 1).unwrap_or(SetOf::ALL)
    }
}

impl ProgramKind {
    /// Whether what it pays reaches the family after care and so counts in the total: neither what insurance pays,
    /// nor a premium paid to the insurance fund on the family's behalf.
    #[must_use]
    pub fn counts_in_total(self) -> bool {
        !matches!(self, Self::Insurance | Self::Enrolment)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check<T: Member + std::fmt::Debug + PartialEq>() {
        for &word in T::ALL {
            assert_eq!(T::from_id(word.id()), Some(word));
            assert_eq!(T::ALL.iter().filter(|other| other.name() == word.name()).count(), 1, "{word:?}");
        }
        assert_eq!(T::from_id(""), None);
    }

    #[test]
    fn every_word_has_one_id_and_one_name() {
        check::<Category>();
        check::<Residence>();
        check::<Insurance>();
        check::<Care>();
        check::<Level>();
        check::<Place>();
        check::<Province>();
        check::<Spot>();
        check::<ProgramKind>();
        check::<PolicyStatus>();
        check::<Confidence>();
        check::<DocumentForm>();
        check::<RouteKind>();
        check::<Told>();
    }
}
