//! 追问的列：a cell as the answer to a question of the policy.

use super::column::plain;
use super::{amount, day};
use crate::case::FactValue;
use crate::document::cell::Cell;
use crate::money::Yuan;
use crate::policy::{FactKind, FactQuestion, Id, Policy};

/// The answer; none where the cell holds none.
#[must_use]
pub fn read(policy: &Policy, fact: Id<FactQuestion>, cell: Cell<'_>) -> Option<FactValue> {
    let question = policy.get(fact)?;
    let told = plain(cell.text);
    if told.is_empty() {
        return None;
    }
    match &question.kind {
        FactKind::YesNo => match told.as_str() {
            "是" | "有" | "1" | "true" | "yes" | "√" => Some(FactValue::Flag(true)),
            "否" | "无" | "没有" | "不是" | "0" | "false" | "no" | "×" => Some(FactValue::Flag(false)),
            _ => None,
        },
        FactKind::Choice(options) => {
            let place =
                options.iter().position(|option| plain(&option.id) == told || plain(&option.text) == told);
            place.and_then(|place| u8::try_from(place).ok()).map(FactValue::Choice)
        }
        FactKind::Number(least, most) => {
            let number = told.parse().ok().filter(|number| (least..=most).contains(&number));
            number.map(FactValue::Number)
        }
        FactKind::Amount(most) => {
            let fen = amount::read(cell, false).ok().flatten().and_then(|fen| u64::try_from(fen).ok())?;
            Some(Yuan::fen(fen)).filter(|amount| amount <= most).map(FactValue::Amount)
        }
        FactKind::Date | FactKind::Month => day::read(cell).ok().flatten().map(FactValue::Date),
    }
}
