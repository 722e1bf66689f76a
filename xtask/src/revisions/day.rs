//! Calendar days in UTC.

use std::time::SystemTime;

use anyhow::{Context, Result};
use codegen::problem::visible;
use toml::value::{Date, Datetime};

/// Parses a day such as `2016-11-28`.
pub(crate) fn parse_day(text: &str) -> Result<Date> {
    let day = match text.parse() {
        Ok(Datetime {
            date,
            time: None,
            offset: None,
        }) => date,
        _ => None,
    };
    day.with_context(|| format!("`{}` is not a date such as 2016-11-28", visible(text)))
}

/// Returns `true` if a day has not begun according to the system's clock.
pub(crate) fn is_in_future(day: Date) -> bool {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    let days = now.unwrap_or_default().as_secs() / (24 * 60 * 60);
    days_after_epoch(day) > days as i64
}

/// Returns the number of days since 1970-01-01. Years begin in March here, so that a leap day is the
/// last day of its year.
fn days_after_epoch(day: Date) -> i64 {
    let [year, month, day] = [day.year.into(), day.month.into(), day.day.into()];
    let (year, month): (i64, i64) = match month {
        1 | 2 => (year - 1, month + 9),
        _ => (year, month - 3),
    };
    let leap_days = year / 4 - year / 100 + year / 400;
    365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
}
