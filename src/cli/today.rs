//! 按哪一天：as told, or today's by the clock of the machine, in Beijing.

use std::time::{SystemTime, UNIX_EPOCH};

use super::exit::Failure;
use crate::calendar::Date;
use crate::roster::of_serial;

/// The day that was told, or else today.
pub(super) fn as_of(told: Option<&str>) -> Result<Date, Failure> {
    match told {
        Some(text) => text
            .parse()
            .map_err(|_| Failure::Usage(format!("--as-of 不能写 {text}：要写成 2026-03-15 这样的真实日期"))),
        None => today().ok_or_else(|| Failure::Usage("这台机器的日期读不出：用 --as-of 写明按哪一天".into())),
    }
}

/// Today, which spreadsheets count from 1970 on by this number.
fn today() -> Option<Date> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let days = (seconds + 8 * 3_600) / 86_400;
    of_serial(25_569 + u32::try_from(days).ok()?)
}
