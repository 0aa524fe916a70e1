//! 步骤的说法：one sentence for each executed step, made from its figures.

use super::amounts::{Day, Shares, unit};
use super::report::{Citation, Step};
use crate::assess::{Executed, Taken, Truth};
use crate::calendar::Date;
use crate::case::Case;
use crate::money::{Amount, Denomination, Remainder, Rounding};
use crate::policy::{self, BaseFrom, Id, Keeps, Phase, Policy, Program, Quantity, Source};
use crate::say::{Say, say, shown};

/// 步骤的话：put together when somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepText<'a> {
    policy: &'a Policy,
    program: &'a Program,
    executed: Executed<'a>,
    /// The day of the bill it was done on, where there are several, and its number, where several are of that day.
    bill: Option<(Date, Option<usize>)>,
    /// What insurance paid on that bill, where only all of it together is known.
    insured: Option<Amount>,
    /// Whether a share is taken of what it comes to: then it is costs, and no assistance, that it limits.
    of_costs: bool,
}

/// A step in words, and the one after it.
pub(super) fn step<'a>(
    policy: &'a Policy,
    case: &Case,
    program: &'a Program,
    executed: Executed<'a>,
    next: Option<&Executed<'a>>,
) -> Step<'a> {
    let bill = case.bills.iter().find(|bill| Some(bill.position) == executed.bill);
    let insured = bill.and_then(|bill| bill.insured);
    let bill = bill.filter(|_| case.bills.len() > 1);
    let of_day = |day| case.bills.iter().filter(|other| other.date == day).count();
    let bill = bill.map(|bill| (bill.date, (of_day(bill.date) > 1).then_some(bill.position + 1)));
    let of_costs = next.is_some_and(|next| {
        next.bill == executed.bill && matches!(next.taken, Taken::Ratio(..) | Taken::Band(..))
    });
    Step {
        op: op(&executed.taken),
        result: executed.result.into(),
        citation: citation(policy, executed.citation),
        text: StepText { policy, program, executed, bill, insured, of_costs },
    }
}

fn op(taken: &Taken<'_>) -> &'static str {
    match taken {
        Taken::Base(..) | Taken::Sum(_) | Taken::Spread => "base",
        Taken::Deduct(..) | Taken::PaidOnBills(_) | Taken::Received(_) => "deduct",
        Taken::Threshold { .. } => "threshold",
        Taken::Ratio(..) => "ratio",
        Taken::Band(..) => "band",
        Taken::Fixed(_) => "fixed",
        Taken::PerUnit(..) => "per-unit",
        Taken::TopUp(..) => "top-up",
        Taken::Cap(..) | Taken::Pool(..) | Taken::Used(_) => "cap",
        Taken::Discretion(..) => "discretion",
        Taken::BestOf(..) => "best-of",
        Taken::Round | Taken::RoundTo(_) => "round",
        Taken::Exclude(..) => "exclude",
    }
}

/// A citation in the contract's shape.
pub(super) fn citation(policy: &Policy, cited: Option<Id<policy::Citation>>) -> Option<Citation<'_>> {
    let cited = policy.get(cited?)?;
    let source = policy.get(cited.source)?;
    Some(Citation {
        of: Some((cited, 0)),
        document: &source.name,
        article: &cited.article,
        summary: &cited.summary,
        from: cited.from,
        until: cited.until,
        checked_on: Some(cited.checked_on.unwrap_or(policy.checked_on)),
        confidence: crate::vocabulary::Member::id(cited.confidence.unwrap_or(source.confidence)),
    })
}

impl StepText<'_> {
    /// On which bill it was done, and whether it surely was.
    fn open(&self, text: &mut String) {
        match self.bill {
            Some((date, None)) => say!(text; Day(date), "的单据："),
            Some((date, Some(number))) => say!(text; "第 ", number, " 张单据（", Day(date), "）："),
            None => {}
        }
        if !self.executed.surely {
            text.push_str("要不要算这一步还不清楚：");
        }
    }

    /// What others pay is taken off.
    fn less_others(&self, text: &mut String, less: &[(Quantity, Amount)], result: &Amount) {
        let insurance = |part: Quantity| matches!(part, Quantity::Basic | Quantity::Critical);
        let both = less.iter().filter(|(part, _)| insurance(*part)).count() > 1;
        let insured = self.insured.filter(|_| both);
        let before = text.len();
        if let Some(insured) = insured {
            say!(text; "，减去医保和大病一共报的 ", insured);
        }
        for (part, value) in less.iter().filter(|(_, value)| !value.is_zero()) {
            if insured.is_none() || !insurance(*part) {
                say!(text; "，减去", part, " ", value);
            }
        }
        if text.len() > before {
            say!(text; "，剩下 ", result);
        }
    }
}

impl Say for StepText<'_> {
    fn say(&self, text: &mut String) {
        let Self { policy, program, executed, .. } = self;
        self.open(text);
        let result = &executed.result;
        match &executed.taken {
            Taken::Base(Some(from), start, less) => {
                say!(text; from, " ", start);
                self.less_others(text, less, result);
            }
            Taken::Base(None, start, _) => {
                text.push_str(base_name(policy, program));
                if start.exact().is_some() {
                    say!(text; " ", start);
                } else {
                    say!(text; "还没有填，先按 ", start, " 估");
                }
            }
            Taken::Sum(count) => say!(text; count, " 张单据合计 ", result),
            Taken::Spread => say!(text; "扣完还有 ", result),
            Taken::Deduct(off, _, Some(name)) => say!(text; "减去", name, " ", off, "，剩下 ", result),
            Taken::Deduct(off, phase, None) => {
                say!(text; "减去", phase, "的门槛费（起付标准）", off, "，剩下 ", result);
            }
            Taken::Threshold { at, inclusive, keeps, reached } => {
                let (before, after) = if *inclusive { ("达到 ", "（含）") } else { ("超过 ", "") };
                say!(text; "要", before, at, after, "才算");
                match (reached, keeps) {
                    (Truth::Yes, Keeps::Whole) => say!(text; "，已经够了，全部算进去：", result),
                    (Truth::Yes, Keeps::Excess) => say!(text; "，只算超出的部分：", result),
                    (Truth::No, _) => text.push_str("，还不够"),
                    (Truth::Unknown, _) => say!(text; "，够不够还不确定：", result),
                }
            }
            Taken::Ratio((low, high), before) => {
                let share = Shares(low, high);
                say!(text; "按 ", share, " 算：", before, " × ", share, " = ", result);
            }
            Taken::Band(parts, marginal) => {
                text.push_str(if *marginal { "分段算：" } else { "按所在的一段算：" });
                let mut between = "";
                for (part, (low, high)) in parts {
                    say!(text; between, part, " × ", Shares(low, high));
                    between = " + ";
                }
                say!(text; if parts.is_empty() { "" } else { " = " }, result);
            }
            Taken::Fixed(value) => {
                say!(text; "定额 ", value);
                together(text, value, result);
            }
            Taken::PerUnit(each, (least, most), at_most, counted) => {
                let unit = unit(*counted);
                say!(text; "每", unit.strip_prefix('个').unwrap_or(unit), " ", each, "，");
                if least != most {
                    say!(text; least, " 到 ");
                }
                say!(text; most, " ", unit);
                if let Some(limit) = at_most {
                    say!(text; "（最多 ", limit, " ", unit, "）");
                }
                let own = Amount::between(each.min().repeated(*least), each.max().repeated(*most));
                say!(text; "：", own);
                together(text, &own, result);
            }
            Taken::TopUp(share, of, whole, paid) => {
                say!(text; "补到", of, "的 ", share, "：", whole, " × ", share);
                say!(text; "，减去已经报的 ", paid, "，还要补 ", result);
            }
            Taken::Cap(limit, phase, before) => {
                limited(text, limit, (*phase, self.of_costs), before);
                if before.max() <= limit.min() {
                    text.push_str("没有超过");
                } else {
                    say!(text; if executed.surely { "超过的部分不算，只算 " } else { "算下来 " }, result);
                }
            }
            Taken::Pool(pool, before) => {
                let held = if result == before { "没有超过" } else { "超过了" };
                say!(text; "几个项目共用“", policy.name(*pool), "”，", held, "，算 ", result);
            }
            Taken::Used(used) => say!(text; "今年给别的单据领过 ", used, "，从一年的限额里减掉"),
            Taken::Discretion(low, high, decided_by, before) => {
                say!(text; before, " 的 ", low, " 到 ", high, "，具体由", decided_by, "定：", result);
            }
            Taken::BestOf(name, among) => {
                say!(text; among, " 种待遇里取高的一种（就高不就低，不相加）：", name, "，", result);
            }
            Taken::RoundTo(rounding) => {
                rounded(text, *rounding);
                say!(text; "：", result);
            }
            Taken::Round => say!(text; "四舍五入到分：", result),
            Taken::PaidOnBills(value) => say!(text; "单据上已经减掉救助 ", value, "，还剩 ", result),
            Taken::Received(value) => say!(text; "今年已经领过 ", value, "，还剩 ", result),
            Taken::Exclude(other, exclusion) => {
                say!(text; exclusion.text, "。这里按“", policy.name(*other), "”发，这一项不再发");
            }
        }
    }
}

shown!(StepText<'_>);

/// How far a limit may go that does not hold says nothing.
fn limited(text: &mut String, limit: &Amount, (phase, of_costs): (Phase, bool), before: &Amount) {
    if limit.min() == limit.max() || before.max() >= limit.max() {
        say!(text; phase, if of_costs { "的费用最多算 " } else { "最多 " }, limit, "，");
    } else if before.max() <= limit.min() {
        say!(text; phase, "的限额不低于 ", Amount::exactly(limit.min()), "，");
    } else {
        say!(text; phase, "最多多少还不确定，");
    }
}

fn rounded(text: &mut String, Rounding { to, how }: Rounding) {
    let to = match to {
        Denomination::Yuan => "元",
        Denomination::Jiao => "角",
        Denomination::Fen => "分",
    };
    match how {
        Remainder::HalfUp => say!(text; "四舍五入到", to),
        Remainder::HalfEven => say!(text; "算到", to, "，正好一半的取双数"),
        Remainder::Dropped => say!(text; to, "以下的不要"),
    }
}

/// What is added comes to more together with what was there before.
fn together(text: &mut String, own: &Amount, result: &Amount) {
    if own != result {
        say!(text; "，和前面的一共 ", result);
    }
}

/// What an amount that is no bill's is called.
fn base_name<'a>(policy: &'a Policy, program: &Program) -> &'a str {
    let BaseFrom::Amount(source) = &program.base.from else { return "" };
    match source {
        Source::Fact(fact, _) => policy.name(*fact),
        Source::Parameter(parameter, ..) => policy.name(*parameter),
        Source::Given(_) | Source::OfBill(_) => "定额",
    }
}
