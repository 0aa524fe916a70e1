//! 日期与年度：real dates, benefit years, periods of validity and deadlines counted in months.
//!
//! The core reads no clock: the day of the estimate is an answer.

use core::str::FromStr;

use serde::{Serialize, Serializer};

use crate::lean::number;
use crate::say::{Say, say, shown};

/// 日期：a real day of the Gregorian calendar, from 1900 to 2199.
///
/// ```
/// use jiuzhu::calendar::Date;
/// let discharged: Date = "2015-03-15".parse()?;
/// assert_eq!(discharged.plus_months(3).to_string(), "2015-06-15");
/// assert_eq!("2015-08-31".parse::<Date>()?.plus_months(3).to_string(), "2015-11-30");
/// # Ok::<(), jiuzhu::calendar::NotADate>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// 医保年度：twelve months from the first of a month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct BenefitYear {
    first: Date,
}

/// 有效期：the days from `from` on, up to but without `until`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Date,
    /// The first day after the last; none while no end is known.
    pub until: Option<Date>,
}

/// 期间：so many months, and so many days after them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    /// 个月.
    pub months: u16,
    /// 天.
    pub days: u16,
}

/// 31: the days of the longest month.
pub(crate) const DAYS_IN_MONTH: i64 = 31;

/// The days of a year of such months.
pub(crate) const DAYS_IN_YEAR: i64 = 12 * DAYS_IN_MONTH;

/// The text is no real date written as `YYYY-MM-DD`.
///
/// ```
/// use jiuzhu::calendar::Date;
/// let wrong = "2023-02-29".parse::<Date>().map_err(|wrong| wrong.to_string());
/// assert_eq!(wrong, Err("不是真实的日期：要写成 年-月-日，比如 2026-03-15，从 1900 年到 2199 年".into()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NotADate;

impl Date {
    /// The first day of 1900, before which no rule looks.
    pub const EARLIEST: Self = Self { year: 1900, month: 1, day: 1 };

    /// A date from its parts.
    ///
    /// # Errors
    /// [`NotADate`] for a day that the calendar lacks, or a year outside 1900–2199.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, NotADate> {
        let real = (1900..2200).contains(&year)
            && (1..=12).contains(&month)
            && (1..=days_in_month(year, month)).contains(&day);
        if real { Ok(Self { year, month, day }) } else { Err(NotADate) }
    }

    /// 年.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// 月, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// 日, 1 to 31.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The last day of a term of `months` that begins with this day: the same day of the month it reaches, or that
    /// month's last day where it lacks it.
    ///
    /// # Source
    /// 民法典 第二百零一条、第二百零二条.
    #[must_use]
    pub fn plus_months(self, months: u16) -> Self {
        Self::at_place(self.place() + i64::from(months) * DAYS_IN_MONTH)
    }

    /// The last day of a term that begins with this day, which is not counted itself.
    ///
    /// ```
    /// use jiuzhu::calendar::{Date, Term};
    /// let discharged: Date = "2026-03-15".parse()?;
    /// assert_eq!(discharged.plus(Term::days(90)).to_string(), "2026-06-13");
    /// # Ok::<(), jiuzhu::calendar::NotADate>(())
    /// ```
    #[must_use]
    pub fn plus(self, term: Term) -> Self {
        let (reached, days) = (self.plus_months(term.months), i32::from(term.days));
        let mut place = reached.place() + i64::from(term.days);
        while reached.days_until(Self::at_place(place)) < days {
            place += 1;
        }
        Self::at_place(place)
    }

    /// The next time the calendar shows this month and day, counting from this day itself.
    #[must_use]
    pub fn next_yearly(self, month: u8, day: u8) -> Self {
        let is_over = (self.month, self.day) > (month, day);
        Self::in_year(self.year + u16::from(is_over), month, day)
    }

    /// This month and day of a year; the month's last day, where that year lacks it.
    pub(crate) fn in_year(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day: day.min(days_in_month(year, month)) }
    }

    /// The last day of this day's quarter of the calendar year.
    #[must_use]
    pub fn quarter_end(self) -> Self {
        let month = self.quarter() * 3;
        Self { month, day: days_in_month(self.year, month), ..self }
    }

    /// The quarter of the calendar year, 1 to 4.
    #[must_use]
    pub fn quarter(self) -> u8 {
        (self.month - 1) / 3 + 1
    }

    /// Its place in a count that gives every month as many days as the longest.
    pub(crate) fn place(self) -> i64 {
        (i64::from(self.year) * 12 + i64::from(self.month) - 1) * DAYS_IN_MONTH + i64::from(self.day) - 1
    }

    /// The day at a place in that count; the last of the month, where that is shorter, and never before the earliest.
    pub(crate) fn at_place(place: i64) -> Self {
        let (months, year) = (place / DAYS_IN_MONTH, place / DAYS_IN_YEAR);
        let year = u16::try_from(year).unwrap_or_default();
        let month = u8::try_from(months % 12 + 1).unwrap_or(1);
        let day = u8::try_from(place % DAYS_IN_MONTH + 1).unwrap_or(1);
        Self::in_year(year, month, day).max(Self::EARLIEST)
    }

    /// Days from `self` to `other`; negative when `other` is earlier.
    #[must_use]
    pub fn days_until(self, other: Self) -> i32 {
        other.day_number() - self.day_number()
    }

    /// Days since the last of February of the year 0, by the calendar's 400-year cycle.
    fn day_number(self) -> i32 {
        let (year, month) = if self.month > 2 {
            (i32::from(self.year), i32::from(self.month) - 3)
        } else {
            (i32::from(self.year) - 1, i32::from(self.month) + 9)
        };
        365 * year + year / 4 - year / 100 + year / 400 + (153 * month + 2) / 5 + i32::from(self.day)
    }
}

impl BenefitYear {
    /// The benefit year that holds `date`, where years begin on the first of `first_month`; of no month, all days.
    #[must_use]
    pub fn of(date: Date, first_month: u8) -> Self {
        let year = if date.month < first_month { date.year - 1 } else { date.year };
        Self { first: Date { year, month: first_month.min(12), day: 1 } }
    }

    /// Whether `date` falls in it.
    #[must_use]
    pub fn holds(self, date: Date) -> bool {
        self.first.month == 0
            || (self.first <= date && date < Date { year: self.first.year + 1, ..self.first })
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> Date {
        self.first
    }
}

impl Period {
    /// Whether the rule holds on `date`.
    #[must_use]
    pub fn holds(&self, date: Date) -> bool {
        self.from <= date && self.until.is_none_or(|until| date < until)
    }

    /// Whether some day lies in both.
    #[must_use]
    pub fn overlaps(&self, other: &Self) -> bool {
        self.until.is_none_or(|until| other.from < until) && other.until.is_none_or(|until| self.from < until)
    }
}

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let [_, _, _, _, b'-', _, _, b'-', _, _] = text.as_bytes() else { return Err(NotADate) };
        // No part of a date is 0, so it stands for what is no number.
        let part = |from, to| text.get(from..to).and_then(number).unwrap_or(0);
        let small = |part| u8::try_from(part).unwrap_or(0);
        Self::new(u16::try_from(part(0, 4)).unwrap_or(0), small(part(5, 7)), small(part(8, 10)))
    }
}

impl Term {
    /// So many months.
    #[must_use]
    pub fn months(months: u16) -> Self {
        Self { months, days: 0 }
    }

    /// So many days.
    #[must_use]
    pub fn days(days: u16) -> Self {
        Self { months: 0, days }
    }
}

impl Say for Term {
    fn say(&self, text: &mut String) {
        match self.days {
            0 => say!(text; self.months, " 个月"),
            days => say!(text; days, " 天"),
        }
    }
}

impl Say for Date {
    fn say(&self, text: &mut String) {
        let before = |number| if number < 10 { "-0" } else { "-" };
        say!(text; self.year, before(self.month), self.month, before(self.day), self.day);
    }
}

impl Say for NotADate {
    fn say(&self, text: &mut String) {
        text.push_str("不是真实的日期：要写成 年-月-日，比如 2026-03-15，从 1900 年到 2199 年");
    }
}

shown!(Date, Term, NotADate);

impl core::error::Error for NotADate {}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.collect_str(self)
    }
}

fn days_in_month(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn reads_only_real_dates() {
        for text in ["2024-02-29", "1900-01-01", "2199-12-31"] {
            assert_eq!(date(text).to_string(), text);
        }
        for text in [
            "2023-02-29",
            "2024-13-01",
            "2024-00-10",
            "2024-1-1",
            "20240101",
            "2024-04-31",
            "1899-12-31",
            "２０２４-01-01",
            "",
        ] {
            assert_eq!(text.parse::<Date>(), Err(NotADate), "{text}");
        }
    }

    #[test]
    fn terms_end_on_the_same_day_number() {
        let check =
            |from: &str, months: u16, last: &str| assert_eq!(date(from).plus_months(months), date(last));
        check("2015-03-15", 3, "2015-06-15");
        check("2015-08-31", 3, "2015-11-30");
        check("2015-11-30", 3, "2016-02-29");
        check("2015-12-31", 2, "2016-02-29");
        check("2015-12-01", 1, "2016-01-01");
    }

    #[test]
    fn counts_days_across_leap_years() {
        let check = |from: &str, to: &str, days: i32| assert_eq!(date(from).days_until(date(to)), days);
        check("2015-06-15", "2015-06-15", 0);
        check("2016-02-28", "2016-03-01", 2);
        check("2015-01-01", "2016-01-01", 365);
        check("2016-01-01", "2015-12-31", -1);
        check("2000-01-01", "2100-01-01", 36525);
    }

    #[test]
    fn benefit_years_and_quarters() {
        let year = BenefitYear::of(date("2018-11-30"), 12);
        assert_eq!(year.first_day(), date("2017-12-01"));
        assert!(year.holds(date("2018-11-30")) && !year.holds(date("2018-12-01")));
        let all = BenefitYear::of(date("2018-11-30"), 0);
        assert!(all.holds(date("2017-01-31")) && all.holds(date("2019-12-31")));
        assert_eq!(date("2018-02-03").quarter_end(), date("2018-03-31"));
        assert_eq!(date("2018-12-20").next_yearly(12, 15), date("2019-12-15"));
    }

    #[test]
    fn periods_end_before_their_end() {
        let period = Period { from: date("2014-05-01"), until: Some(date("2019-01-01")) };
        assert!(period.holds(date("2018-12-31")) && !period.holds(date("2019-01-01")));
        let open = Period { from: date("2019-01-01"), until: None };
        assert!(!period.overlaps(&open) && open.overlaps(&open));
    }
}
