//! 说法：what lists write for an identity, an insurance, a kind of care, folded into the closed words.

use super::column::plain;
use super::mapping::Folds;
use super::reason::Why;
use crate::policy::{DiseaseSet, FactKind, FactQuestion, Id, Policy};
use crate::vocabulary::{Care, Category, Insurance, Level, Member, Place, SetOf};

/// 身份, as a list tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Identity {
    /// 身份.
    pub categories: SetOf<Category>,
    /// 监测认定的种类, by the id of the option.
    pub monitored: Option<&'static str>,
}

/// What a piece of an identity's name says, the more telling first.
const IDENTITIES: &[(&str, &[Category], Option<&str>)] = &[
    ("低保边缘", &[Category::SubsistenceMargin], None),
    ("边缘家庭", &[Category::SubsistenceMargin], None),
    ("边缘户", &[Category::SubsistenceMargin], None),
    ("返贫致贫", &[Category::RelapseRisk], Some("returned")),
    ("脱贫不稳定", &[Category::RelapseRisk], Some("unstable")),
    ("边缘易致贫", &[Category::RelapseRisk], Some("edge")),
    ("突发严重困难", &[Category::RelapseRisk], Some("sudden")),
    ("监测", &[Category::RelapseRisk], None),
    ("易返贫", &[Category::RelapseRisk], None),
    ("因病致贫", &[Category::IllnessImpoverished], None),
    ("刚性支出", &[Category::RigidExpenditure], None),
    ("支出型困难", &[Category::RigidExpenditure], None),
    ("事实无人抚养", &[Category::UnattendedChild], None),
    ("孤儿", &[Category::Orphan], None),
    ("五保", &[Category::ExtremePoverty, Category::FiveGuarantee], None),
    ("特困", &[Category::ExtremePoverty], None),
    ("低保", &[Category::SubsistenceAllowance], None),
    ("最低生活保障", &[Category::SubsistenceAllowance], None),
    ("低收入", &[Category::LowIncome], None),
    ("建档立卡", &[Category::RegisteredPoor], None),
    ("脱贫", &[Category::RegisteredPoor], None),
    ("重度残疾", &[Category::SeverelyDisabled], None),
    ("优抚", &[Category::EntitledGroup], None),
    ("残疾军人", &[Category::DisabledSoldier], None),
    ("伤残军人", &[Category::DisabledSoldier], None),
    ("离休", &[Category::RetiredCadre], None),
    ("百岁", &[Category::Centenarian], None),
];

const NOBODY: [&str; 9] = [
    "普通居民",
    "一般居民",
    "其他参保居民",
    "普通参保居民",
    "普通人员",
    "一般人员",
    "非救助对象",
    "无",
    "普通群众",
];

/// 身份; none where the cell says nothing.
///
/// # Errors
/// [`Why::IdentityUnknown`] for a name that is none of the known ones.
pub fn identity(text: &str, folds: &Folds) -> Result<Option<Identity>, Why> {
    let mut told = Identity { categories: SetOf::EMPTY, monitored: None };
    let mut any = false;
    for piece in pieces(text).map(plain) {
        if piece.is_empty() || piece == "--" || piece == "-" {
            continue;
        }
        any = true;
        if let Some(ids) = folds.identity.iter().find(|(name, _)| plain(name) == piece).map(|(_, ids)| ids) {
            for id in ids {
                let category = Category::from_id(id).ok_or(Why::IdentityUnknown)?;
                told.categories = told.categories.with(category);
            }
        } else if NOBODY.contains(&piece.as_str()) {
            told.categories = told.categories.with(Category::General);
        } else {
            let known = IDENTITIES.iter().find(|(name, ..)| piece.contains(name));
            let denied =
                ["非", "不是", "退出", "取消", "计生", "原"].iter().any(|word| piece.starts_with(word));
            let (_, categories, monitored) = known.filter(|_| !denied).ok_or(Why::IdentityUnknown)?;
            told.categories = categories.iter().copied().fold(told.categories, SetOf::with);
            told.monitored = told.monitored.or(*monitored);
        }
    }
    Ok(any.then(|| Identity { categories: without_general(told.categories), ..told }))
}

/// The identities that one cell names.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    text.split(['、', '，', ',', '；', ';', '/', '+', '|', ' '])
}

/// The words of a cell that nobody knows, where that is why its row was set aside.
#[must_use]
pub fn unknown(why: Why, text: &str, folds: &Folds) -> Vec<String> {
    match why {
        Why::IdentityUnknown => {
            pieces(text).filter(|piece| identity(piece, folds).is_err()).map(str::to_owned).collect()
        }
        Why::CareUnknown | Why::InsuranceUnknown if !text.is_empty() => vec![text.to_owned()],
        _ => Vec::new(),
    }
}

/// Whoever has an identity is not one of the others.
#[must_use]
pub fn without_general(held: SetOf<Category>) -> SetOf<Category> {
    let general = SetOf::EMPTY.with(Category::General);
    if held == general { held } else { held.words().filter(|word| *word != Category::General).collect() }
}

/// 参保; none where the cell says nothing.
///
/// # Errors
/// [`Why::InsuranceUnknown`] for a name that is none of the known ones.
pub fn insurance(text: &str, folds: &Folds) -> Result<Option<Insurance>, Why> {
    let known = &[
        (Insurance::Employee, &["职工", "310"][..]),
        (Insurance::Resident, &["居民", "新农合", "合作医疗", "城居", "390"]),
        (Insurance::None, &["未参保", "没有参保", "无", "停保", "断保"]),
    ];
    one(text, known, &folds.insurance).map_err(|()| Why::InsuranceUnknown)
}

/// 就医类型; none where the cell says nothing.
///
/// # Errors
/// [`Why::CareUnknown`] for a name that is none of the known ones.
pub fn care(text: &str, folds: &Folds) -> Result<Option<Care>, Why> {
    let chronic = &["慢特", "特病", "门特", "慢病", "慢性病", "特殊疾病", "特殊病", "特药", "14"][..];
    let known = &[
        (Care::ChronicOutpatient, chronic),
        (Care::Inpatient, &["住院", "21", "22"]),
        (Care::Outpatient, &["门诊", "急诊", "11", "13"]),
    ];
    one(text, known, &folds.care).map_err(|()| Why::CareUnknown)
}

/// 医疗机构级别; none where it is not told, or the name fits several.
#[must_use]
pub fn level(text: &str, folds: &Folds) -> Option<Level> {
    let known = &[
        (Level::Village, &["村卫生室", "村级", "未定级"][..]),
        (Level::Township, &["乡镇", "一级", "卫生院", "社区"]),
        (Level::County, &["县", "二级"]),
        (Level::Province, &["省", "部属"]),
        (Level::City, &["市"]),
    ];
    one(text, known, &folds.level).ok().flatten()
}

/// 就医地点; none where it is not told, or not clearly.
#[must_use]
pub fn place(text: &str, folds: &Folds) -> Option<Place> {
    let known = &[
        (Place::Unreferred, &["未备案", "未转诊", "没办", "未办", "自行", "无备案", "非备案"][..]),
        (Place::Referred, &["备案", "转诊", "转院"]),
        (Place::Local, &["本地", "市内", "县内", "区内", "统筹区内", "本县", "本市", "本区"]),
    ];
    one(text, known, &folds.place).ok().flatten()
}

fn one<T: Member>(
    text: &str,
    known: &[(T, &[&str])],
    folds: &std::collections::BTreeMap<String, String>,
) -> Result<Option<T>, ()> {
    let piece = plain(text);
    if piece.is_empty() || piece == "--" || piece == "-" {
        return Ok(None);
    }
    if let Some((_, id)) = folds.iter().find(|(name, _)| plain(name) == piece) {
        return T::from_id(id).map(Some).ok_or(());
    }
    let says = |words: &[&str]| {
        words.iter().any(|word| {
            let code = word.bytes().all(|byte| byte.is_ascii_digit());
            if code { piece == **word } else { piece.contains(word) }
        })
    };
    known.iter().find(|(_, words)| says(words)).map(|(word, _)| Some(*word)).ok_or(())
}

/// 病种 of the policy's catalogue; none where none of them is named.
#[must_use]
pub fn diseases(text: &str, policy: &Policy, folds: &Folds) -> Option<DiseaseSet> {
    let told = plain(text);
    if told.is_empty() {
        return None;
    }
    let mut set = DiseaseSet::default();
    for (_, ids) in folds.disease.iter().filter(|(name, _)| told.contains(&plain(name))) {
        for place in ids.iter().filter_map(|id| policy.diseases.iter().position(|disease| disease.id == *id))
        {
            set = set.with(place);
        }
    }
    for (place, disease) in policy.diseases.iter().enumerate() {
        let name = plain(&disease.name);
        if told == name || (name.chars().count() >= 3 && told.contains(&name)) {
            set = set.with(place);
        }
    }
    (!set.is_empty()).then_some(set)
}

/// The fact that tells how somebody is monitored, and the place of the option.
#[must_use]
pub fn monitored(policy: &Policy, option: &str) -> Option<(Id<FactQuestion>, u8)> {
    let id = policy.fact("monitored_kind")?;
    let FactKind::Choice(options) = &policy.get(id)?.kind else { return None };
    let chosen = options.iter().position(|known| known.id == option)?;
    Some((id, u8::try_from(chosen).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folds_what_lists_write() {
        let folds = Folds {
            identity: [("建卡户".to_owned(), vec!["registered-poor".to_owned()])].into(),
            ..Folds::default()
        };
        let check = |text: &str, expected: Result<Option<&[&str]>, Why>| {
            let read = identity(text, &folds).map(|told| told.map(|told| told.categories.ids()));
            assert_eq!(read, expected.map(|ids| ids.map(<[&str]>::to_vec)), "{text}");
        };
        check("农村低保", Ok(Some(&["subsistence-allowance"])));
        check("城市最低生活保障对象", Ok(Some(&["subsistence-allowance"])));
        check("低保边缘家庭成员", Ok(Some(&["subsistence-margin"])));
        check("低保、重度残疾人", Ok(Some(&["subsistence-allowance", "severely-disabled"])));
        check("边缘易致贫户", Ok(Some(&["relapse-risk"])));
        check("建卡户", Ok(Some(&["registered-poor"])));
        check("普通居民", Ok(Some(&["general"])));
        check("", Ok(None));
        check("--", Ok(None));
        check("非低保", Err(Why::IdentityUnknown));
        check("其他", Err(Why::IdentityUnknown));
        assert_eq!(identity("突发严重困难户", &folds).unwrap().unwrap().monitored, Some("sudden"));
        assert_eq!(care("门诊慢特病", &folds), Ok(Some(Care::ChronicOutpatient)));
        assert_eq!(care("普通住院", &folds), Ok(Some(Care::Inpatient)));
        assert_eq!(care("购药", &folds), Err(Why::CareUnknown));
        assert_eq!(insurance("城乡居民基本医疗保险", &folds), Ok(Some(Insurance::Resident)));
        assert_eq!(level("三级甲等", &folds), None);
        assert_eq!(level("乡镇卫生院", &folds), Some(Level::Township));
        assert_eq!(place("异地已备案", &folds), Some(Place::Referred));
        assert_eq!(place("异地未备案", &folds), Some(Place::Unreferred));
    }
}
