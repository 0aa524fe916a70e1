//! 人的叫法：what documents call the identities.

use super::lexed::{has, with};
use crate::lean::put_in_order;
use crate::vocabulary::{Category, Member};

/// The identities that words name, each once.
pub(super) fn categories(people: &str) -> Vec<&'static str> {
    let mut rest = people.to_owned();
    let mut found: Vec<&'static str> = Vec::new();
    for (name, id) in all_names() {
        if has(&rest, name) {
            rest = with(&rest, name, "，");
            found.push(id);
        }
    }
    in_order(&found)
}

/// Identities in the order of all, each once.
pub(super) fn in_order(ids: &[&str]) -> Vec<&'static str> {
    Category::ALL.iter().map(|word| word.id()).filter(|id| ids.contains(id)).collect()
}

/// Every name of every identity, the longest first: 低保边缘 is not 低保 as well.
pub(super) fn all_names() -> Vec<(&'static str, &'static str)> {
    let mut names: Vec<(&str, &'static str)> =
        Category::ALL.iter().map(|word| (word.name(), word.id())).collect();
    names.extend(Category::ALL.iter().map(|word| (word.id(), word.id())));
    names.extend(
        Category::ALL.iter().flat_map(|word| aliases(word.id()).iter().map(|alias| (*alias, word.id()))),
    );
    put_in_order(&mut names, |(name, _)| core::cmp::Reverse(name.len()));
    names
}

/// The name of an identity, without the remark in brackets behind it, which may have in it what divides names.
pub(super) fn category(id: &str) -> String {
    word::<Category>(id)
}

/// The same of any word.
pub(super) fn word<T: Member>(id: &str) -> String {
    plain(T::from_id(id).map_or(id, |word| word.name()))
}

#[inline(never)]
fn plain(name: &str) -> String {
    let plain = name.strip_suffix('）').and_then(|name| name.rsplit_once('（'));
    plain.map_or(name, |(name, _)| name).to_owned()
}

/// What documents call an identity.
pub(super) fn aliases(id: &str) -> &'static [&'static str] {
    match id {
        "extreme-poverty" => &["特困"],
        "five-guarantee" => &["五保"],
        "three-withouts" => &["三无"],
        "orphan" => &["孤儿"],
        "unattended-child" => &["事实无人抚养"],
        "subsistence-allowance" => &["低保"],
        "subsistence-margin" => &["低保边缘", "边缘家庭"],
        "low-income" => &["低收入"],
        "rigid-expenditure" => &["刚性支出", "支出型"],
        "illness-impoverished" => &["因病致贫"],
        "relapse-risk" => &["监测对象", "返贫监测", "易返贫", "脱贫不稳定", "边缘易致贫", "突发严重困难"],
        "registered-poor" => &["建档立卡", "脱贫人口"],
        "entitled-group" => &["优抚"],
        "severely-disabled" => &["重残", "重度残疾"],
        "centenarian" => &["百岁"],
        "retired-cadre" => &["离休"],
        "disabled-soldier" => &["残疾军人"],
        "elderly-low-pension" => &["低养老金"],
        "reduced-worker" => &["精减退职", "精简退职"],
        "returned-youth" => &["返城知青"],
        "living-hardship" => &["生活困难补助"],
        "general" => &["其他参保"],
        _ => &[],
    }
}
