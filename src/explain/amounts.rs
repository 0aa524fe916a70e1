//! 金额的写法.

use crate::calendar::Date;
use crate::lean::cut;
use crate::money::{Amount, Ratio, Yuan};
use crate::policy::{Phase, Quantity, Unit};
use crate::say::{Say, said, say, shown};

/// `3,240 元`, or `500.50 到 1,000 元`.
impl Say for Amount {
    fn say(&self, text: &mut String) {
        let (least, most) = (self.min().to_fen(), self.max().to_fen());
        if least != most {
            say!(text; least.grouped(), " 到 ");
        }
        say!(text; most.grouped(), " 元");
    }
}

shown!(Amount);

/// `65%`, or `60% 到 70%`.
pub(super) struct Shares<'a>(pub &'a Ratio, pub &'a Ratio);

impl Say for Shares<'_> {
    fn say(&self, text: &mut String) {
        let Self(low, high) = self;
        if low != high {
            say!(text; low, " 到 ");
        }
        high.say(text);
    }
}

/// `2015年3月15日`.
pub(crate) struct Day(pub Date);

impl Say for Day {
    fn say(&self, text: &mut String) {
        say!(text; self.0.year(), "年", self.0.month(), "月", self.0.day(), "日");
    }
}

/// As people say it, the official term in brackets.
impl Say for Quantity {
    fn say(&self, text: &mut String) {
        text.push_str(match self {
            Self::Total => "总费用",
            Self::InScope => "医保认的费用（政策范围内费用）",
            Self::Basic => "医保报的",
            Self::Critical => "大病保险报的",
            Self::Waived => "医院减免的",
            Self::Other => "其他补助、赔付",
            Self::Assistance => "已有的救助",
        });
    }
}

/// The span of a limit.
impl Say for Phase {
    fn say(&self, text: &mut String) {
        text.push_str(match self {
            Self::Bill => "每次",
            Self::Month => "每月",
            Self::Quarter => "每季",
            Self::Year => "一年",
        });
    }
}

/// A unit as it is counted.
#[must_use]
pub fn unit(unit: Unit) -> &'static str {
    match unit {
        Unit::Month => "个月",
        Unit::Day => "天",
        Unit::Room => "间",
        Unit::Person => "人",
    }
}

/// 大写金额, as official papers write it.
///
/// ```
/// use jiuzhu::explain::capitals;
/// assert_eq!(capitals("15863.46".parse()?), "人民币壹万伍仟捌佰陆拾叁元肆角陆分");
/// assert_eq!(capitals("10050.00".parse()?), "人民币壹万零伍拾元整");
/// assert_eq!(capitals("0.05".parse()?), "人民币伍分");
/// assert_eq!(capitals("1000.05".parse()?), "人民币壹仟元零伍分");
/// # Ok::<(), jiuzhu::money::MoneyError>(())
/// ```
///
/// # Source
/// 《会计基础工作规范》第五十二条：到元或角的写“整”，有分的不写；连续的零只写一个.
#[must_use]
pub fn capitals(value: Yuan) -> String {
    let plain = said!(value);
    let (whole, fen) = cut(&plain, b'.').unwrap_or((&plain, "00"));
    let whole = if whole == "0" { "" } else { whole };
    let mut text = String::from("人民币");
    let mut zero = false;
    let mut group_written = false;
    for (at, digit) in whole.chars().enumerate() {
        let place = whole.len() - 1 - at;
        if digit == '0' {
            zero = true;
        } else {
            if zero && !text.ends_with("人民币") {
                text.push('零');
            }
            zero = false;
            group_written = true;
            say!(&mut text; capital(digit), ["", "拾", "佰", "仟"].get(place % 4).copied().unwrap_or(""));
        }
        if place % 4 == 0 && place > 0 {
            if group_written {
                text.push_str(["", "万", "亿", "万亿"].get(place / 4).unwrap_or(&""));
            }
            group_written = false;
        }
    }
    if !whole.is_empty() {
        text.push('元');
    }
    let mut parts = fen.chars();
    let (tenth, hundredth) = (parts.next().unwrap_or('0'), parts.next().unwrap_or('0'));
    if tenth != '0' {
        say!(&mut text; capital(tenth), "角");
    } else if whole.is_empty() && hundredth == '0' {
        text.push_str("零元");
    } else if !whole.is_empty() && hundredth != '0' {
        text.push('零');
    }
    if hundredth == '0' {
        text.push('整');
    } else {
        say!(&mut text; capital(hundredth), "分");
    }
    text
}

fn capital(digit: char) -> char {
    let names = ['零', '壹', '贰', '叁', '肆', '伍', '陆', '柒', '捌', '玖'];
    digit.to_digit(10).and_then(|digit| names.get(digit as usize)).copied().unwrap_or('零')
}
