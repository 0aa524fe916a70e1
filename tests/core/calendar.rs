//! The laws of dates, terms, benefit years and periods, held against the calendar of another library.
#![cfg(not(target_arch = "wasm32"))]

use std::fmt::Display;

use jiff::{ToSpan, civil};
use jiuzhu::calendar::{BenefitYear, Date, NotADate, Period, Term};
use proptest::prelude::*;

const FIRST: civil::Date = civil::date(1900, 1, 1);
const LAST: civil::Date = civil::date(2199, 12, 31);
/// From the first day to the last.
const DAYS: i32 = 109_572;

/// Both say the same of something.
#[track_caller]
fn check(law: &str, of: impl Display, ours: impl Display, theirs: impl Display) {
    assert_eq!(ours.to_string(), theirs.to_string(), "{law}: {of}");
}

/// A day of the other calendar, as a date.
fn date(day: civil::Date) -> Date {
    let part = |number: i8| u8::try_from(number).unwrap();
    Date::new(u16::try_from(day.year()).unwrap(), part(day.month()), part(day.day())).unwrap()
}

/// The day that is so many days after the first.
fn nth(number: i32) -> civil::Date {
    FIRST.checked_add(number.days()).unwrap()
}

fn days_between(one: civil::Date, other: civil::Date) -> i32 {
    one.until(other).unwrap().get_days()
}

/// The day of this month that has the number, or the month's last.
fn in_month(year: i16, month: i8, day: i8) -> civil::Date {
    let first = civil::date(year, month, 1);
    first.with().day(day.min(first.days_in_month())).build().unwrap()
}

/// Any day, the ends of months as often as all others.
fn day() -> impl Strategy<Value = civil::Date> {
    let any = (0..=DAYS).prop_map(nth);
    prop_oneof![
        any.clone(),
        any.clone().prop_map(civil::Date::last_of_month),
        any.prop_map(civil::Date::first_of_month)
    ]
}

/// A period of a few weeks, and a day near it.
fn near() -> impl Strategy<Value = (civil::Date, civil::Date, civil::Date)> {
    (300..DAYS - 300, 1..40, -3..43)
        .prop_map(|(first, long, at)| (nth(first), nth(first + long), nth(first + at)))
}

/// 每一天都有：every day is a date, says what it is, is written and read, and follows the day before.
#[test]
fn every_day_is_a_date() {
    assert_eq!(nth(DAYS), LAST);
    assert_eq!(Date::EARLIEST, date(FIRST));
    let mut before: Option<Date> = None;
    for day in (0..=DAYS).map(nth) {
        let ours = date(day);
        check(
            "its parts",
            day,
            format!("{}-{}-{}", ours.year(), ours.month(), ours.day()),
            day.strftime("%Y-%-m-%-d"),
        );
        check("written", day, ours, day);
        check("serialised", day, serde_json::to_string(&ours).unwrap(), format!("\"{day}\""));
        check("read", day, day.to_string().parse::<Date>().unwrap(), day);
        let quarter = (day.month() + 2) / 3;
        check("its quarter", day, ours.quarter(), quarter);
        check("the quarter's end", day, ours.quarter_end(), in_month(day.year(), quarter * 3, 31));
        if let Some(before) = before {
            assert!(before < ours, "{before} comes before {ours}");
            check("one day on", day, before.days_until(ours), 1);
        }
        before = Some(ours);
    }
}

/// 没有的日子不算：what the other calendar lacks, and what lies outside the years, is no date.
#[test]
fn no_other_day_is_a_date() {
    let years = [0, 1, 1752, 4096, u16::MAX].into_iter().chain(1890..2210);
    let (months, days) = ((0..=14_u8).chain([12 + 128, 255]), (0..=33_u8).chain([31 + 128, 255]));
    for (year, month) in years.flat_map(|year| months.clone().map(move |month| (year, month))) {
        for day in days.clone() {
            let real = i8::try_from(month).and_then(|month| Ok((month, i8::try_from(day)?)));
            let theirs = i16::try_from(year).ok().zip(real.ok());
            let theirs = theirs.and_then(|(year, (month, day))| civil::Date::new(year, month, day).ok());
            let theirs = theirs.filter(|day| (FIRST..=LAST).contains(day));
            let ours = Date::new(year, month, day);
            assert_eq!(ours, theirs.map(date).ok_or(NotADate), "{year}-{month}-{day}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    /// 只认一种写法：a text is a date where the other calendar writes a day of its own just so.
    #[test]
    fn only_one_way_of_writing_is_read(day in day(), at in 0..12_usize, other in "[0-9/.: T+-]|\\PC", cut in any::<bool>(), numbers in "[0-9]{4}-[0-9]{2}-[0-9]{2}") {
        let mut letters: Vec<String> = day.to_string().chars().map(String::from).collect();
        if cut && at < letters.len() {
            letters.remove(at);
        }
        letters.insert(at.min(letters.len()), other);
        for text in [letters.concat(), numbers, letters.concat().chars().take(10).collect()] {
            let theirs = text.parse::<civil::Date>().ok();
            let theirs = theirs.filter(|day| (FIRST..=LAST).contains(day) && day.to_string() == text);
            prop_assert_eq!(text.parse::<Date>(), theirs.map(date).ok_or(NotADate), "{}", text);
        }
    }

    /// 期限按月计算：a term ends on the day of the same number, or on the month's last.
    #[test]
    fn terms_end_where_the_other_calendar_ends_them(day in day(), months in prop_oneof![0..36_u16, 0..1200_u16, any::<u16>(), Just(u16::MAX)]) {
        let theirs = day.checked_add(i32::from(months).months()).unwrap();
        check("a term", format!("{day} and {months} months"), date(day).plus_months(months), theirs);
        prop_assert_eq!(date(day).plus(Term::months(months)), date(day).plus_months(months));
    }

    /// 期限按天计算：the day it begins with is not counted.
    #[test]
    fn terms_of_days_end_so_many_days_later(day in day(), days in prop_oneof![0..100_u16, 0..4000_u16]) {
        let theirs = day.checked_add(i32::from(days).days()).unwrap();
        check("a term", format!("{day} and {days} days"), date(day).plus(Term::days(days)), theirs);
    }

    /// 天数：counted as the other calendar counts, forwards and backwards, and no later day comes before an earlier.
    #[test]
    fn days_are_counted_alike(one in day(), other in day()) {
        let (first, second) = (date(one), date(other));
        check("days", format!("{one} to {other}"), first.days_until(second), days_between(one, other));
        prop_assert_eq!(second.days_until(first), -first.days_until(second));
        prop_assert_eq!(first.cmp(&second), one.cmp(&other));
    }

    /// 每年的这一天：the first on or after the day, in this year or the next.
    #[test]
    fn the_next_yearly_day_is_the_first_to_come(from in day(), yearly in day(), month_end in any::<bool>()) {
        let (month, number) = (yearly.month(), if month_end { 31 } else { yearly.day() });
        let mut days = (from.year()..).map(|year| in_month(year, month, number));
        let theirs = days.find(|day| *day >= from).unwrap();
        let ours = date(from).next_yearly(u8::try_from(month).unwrap(), u8::try_from(number).unwrap());
        check("yearly", format!("{from}, each {month}-{number}"), ours, theirs);
    }

    /// 医保年度：it begins on the last first of its month, and holds the twelve months from there on.
    #[test]
    fn a_benefit_year_holds_its_twelve_months(day in day(), first_month in 1..=12_i8, other in day(), apart in -800..800_i32) {
        let first = in_month(day.year(), first_month, 1);
        let first = if first > day { first.checked_sub(1.year()).unwrap() } else { first };
        let end = first.checked_add(1.year()).unwrap();
        let ours = BenefitYear::of(date(day), u8::try_from(first_month).unwrap());
        check("first day", format!("{day}, year from {first_month}"), ours.first_day(), first);
        prop_assert!(ours.holds(date(day)));
        let near = nth((days_between(FIRST, day) + apart).clamp(0, DAYS));
        let edges = [first, end, end.yesterday().unwrap()].into_iter().chain(first.yesterday());
        for other in edges.chain([other, near]).filter(|other| (FIRST..=LAST).contains(other)) {
            check("holds", format!("{first}: {other}"), ours.holds(date(other)), (first..end).contains(&other));
        }
    }

    /// 有效期：from its first day up to the last before its end; two overlap where some day lies in both.
    #[test]
    fn a_period_holds_its_days((from, until, day) in near(), (other_from, other_until, _) in near(), shift in -40..40_i32, open in any::<(bool, bool)>()) {
        // The second period is brought near the first.
        let by = days_between(other_from, from) + shift;
        let moved = |day: civil::Date| day.checked_add(by.days()).unwrap();
        let (other_from, other_until) = (moved(other_from), moved(other_until));
        let end = |until: civil::Date, open: bool| (!open).then_some(until);
        let (until, other_until) = (end(until, open.0), end(other_until, open.1));
        let holds = |from: civil::Date, until: Option<civil::Date>, day: civil::Date| from <= day && until.is_none_or(|until| day < until);
        let ours = |from, until: Option<civil::Date>| Period { from: date(from), until: until.map(date) };
        let (one, other) = (ours(from, until), ours(other_from, other_until));
        let said = format!("{from} to {until:?}, {other_from} to {other_until:?}");
        for day in [Some(day), Some(from), until, from.yesterday().ok(), until.and_then(|until| until.yesterday().ok())].into_iter().flatten() {
            check("holds", format!("{said}: {day}"), one.holds(date(day)), holds(from, until, day));
        }
        // All ends that there are lie within these days.
        let mut days = (-120..=120).map(|apart| from.checked_add(apart.days()).unwrap());
        let both = days.any(|day| holds(from, until, day) && holds(other_from, other_until, day));
        check("overlap", &said, one.overlaps(&other), both);
        check("overlap, the other way round", &said, other.overlaps(&one), both);
    }
}
