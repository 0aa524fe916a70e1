//! 没算的理由：why a row is set aside, in few bytes; the sentence is made when somebody reads it.

use serde::{Deserialize, Serialize};

use crate::document::cell::RowFault;
use crate::say::{Say, say, shown};

/// 没算的一行.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// The table's place among those read.
    pub table: u16,
    /// The column at fault, from 0; none where it is the whole row.
    pub column: Option<u16>,
    /// 行号.
    pub row: u32,
    /// Why.
    pub why: Why,
}

/// 为什么没算.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[allow(missing_docs, reason = "each one's sentence says what it is")]
pub enum Why {
    Title,
    Head,
    NoHead,
    NotMapped,
    Subtotal,
    Signature,
    Unreadable(RowFault),
    CellError,
    IdMissing,
    IdDestroyed,
    IdMasked,
    IdLength,
    IdChecksum,
    IdBirth,
    DateMissing,
    DateOnlyMonth,
    DateNotReal,
    DateAfterEstimate,
    DateOutsidePolicy,
    DateBeforeBirth,
    StayReversed,
    AmountNotRead,
    AmountTooLarge,
    AmountNegative,
    TotalMissing,
    ScopeOverTotal,
    PaymentsOverTotal,
    PaidWithoutInsurance,
    CareUnknown,
    IdentityUnknown,
    InsuranceUnknown,
    NothingPaid,
    /// With the row it repeats, and whether that is in another table.
    Duplicate(u32, bool),
    /// With the row it takes back, or that takes it back, and whether that is in another table.
    Reversed(u32, bool),
    TooManyRows,
    OtherYear,
    OutOfOrder,
    Internal,
}

impl Why {
    /// Whether it is no fault: what belongs to a sheet but is no person's row.
    #[must_use]
    pub fn is_furniture(self) -> bool {
        matches!(self, Self::Title | Self::Head | Self::Subtotal | Self::Signature)
    }

    /// The sentence without the row that it names, where it names one.
    #[must_use]
    pub fn in_general(self) -> Option<&'static str> {
        match self {
            Self::Duplicate(..) => Some("和别的行是同一笔（同一人），只算一次"),
            Self::Reversed(..) => Some("一正一负的冲销，都不算"),
            _ => None,
        }
    }

    /// Whether the person's sums lack something because of it.
    #[must_use]
    pub fn leaves_a_gap(self) -> bool {
        !self.is_furniture() && !matches!(self, Self::Duplicate(..) | Self::Reversed(..) | Self::OtherYear)
    }
}

impl Say for Why {
    fn say(&self, text: &mut String) {
        text.push_str(match self {
            Self::Title => "表的标题",
            Self::Head => "表头",
            Self::NoHead => "这一页没有认出表头：第一行要写清各列是什么，至少有身份证号",
            Self::NotMapped => "这一页不在列的对应里：要算它，选上这一页（--sheet），或者重新认一遍列",
            Self::Subtotal => "小计、合计",
            Self::Signature => "名单下面的签字、说明",
            Self::Unreadable(RowFault::Undecodable) => "这一行有读不出的字：多半是编码坏了，重新导出",
            Self::Unreadable(RowFault::OpenQuote) => "这一行的引号没有配对，分不清各列",
            Self::Unreadable(RowFault::CellTooLong) => "有一格太长，超过了表格能有的长度",
            Self::Unreadable(RowFault::TooManyColumns) => "这一行的列太多，不像名单",
            Self::CellError => "这一格是公式的错误（如 #VALUE!）：改成数或者文字",
            Self::IdMissing => "没有身份证号：补上",
            Self::IdDestroyed => "身份证号被表格软件改坏了（最后几位变成 0，或者变成科学记数）：从原始系统重新导出，这一列设成文本",
            Self::IdMasked => "身份证号有几位被遮住了：要完整的",
            Self::IdLength => "身份证号不是 18 位（老证 15 位）：核对",
            Self::IdChecksum => "身份证号的校验位不对，多半有一位写错：核对",
            Self::IdBirth => "身份证号里的出生日期不是真实的日期：核对",
            Self::DateMissing => "没有出院（就诊、结算）日期：补上",
            Self::DateOnlyMonth => "日期只有月份，没有日：补上",
            Self::DateNotReal => "不是真实的日期：改成 2026-03-15 这样",
            Self::DateAfterEstimate => "日期在测算那天以后：核对",
            Self::DateOutsidePolicy => "这一天不归这份政策管：用那时的政策包另算",
            Self::DateBeforeBirth => "日期在出生以前：核对身份证号和日期",
            Self::StayReversed => "出院在入院以前：核对",
            Self::AmountNotRead => "读不出金额：只写数",
            Self::AmountTooLarge => "金额太大，不像一张单据的",
            Self::AmountNegative => "金额是负数，又没有找到它冲销的那一行：核对",
            Self::TotalMissing => "没有总费用：补上",
            Self::ScopeOverTotal => "政策范围内费用比总费用多：核对",
            Self::PaymentsOverTotal => "各方付的加起来比总费用多：核对",
            Self::PaidWithoutInsurance => "写着没有参保，又有医保报销：核对",
            Self::CareUnknown => "分不出是住院、门诊还是门诊慢特病：补上，或者在列的对应里写明这个说法是哪一种",
            Self::IdentityUnknown => "不认得这种救助身份：在列的对应里写明它是哪一种",
            Self::InsuranceUnknown => "不认得这种参保类别：在列的对应里写明它是哪一种",
            Self::NothingPaid => "没有发放的金额",
            Self::Duplicate(row, elsewhere) => {
                return say!(text; "和", other_table(*elsewhere), "第 ", row, " 行是同一笔（同一人），只算一次");
            }
            Self::Reversed(row, elsewhere) => {
                return say!(text; "和", other_table(*elsewhere), "第 ", row, " 行一正一负，是冲销，都不算");
            }
            Self::TooManyRows => "同一个身份证号的行太多，不像一个人的",
            Self::OtherYear => "是别的年度的，和这个人最近的年度不在一起算",
            Self::Internal => "程序自己出错，这个人没有算：请把这一行（遮住姓名、证号）报给作者",
            Self::OutOfOrder => "没有按身份证号排好：先排序，或者不用 --sorted",
        });
    }
}

shown!(Why);

fn other_table(elsewhere: bool) -> &'static str {
    if elsewhere { "另一张表的" } else { "" }
}
