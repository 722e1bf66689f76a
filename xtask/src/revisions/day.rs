//! Calendar days.

use std::fmt;
use std::str::FromStr;
use std::time::SystemTime;

use anyhow::{Context, Error, Result};
use codegen::problem::visible;

/// A calendar day in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    year: u16,
    month: u8,
    day: u8,
}

impl Day {
    /// Creates a day. Returns `None` if the year, the month or the day is out of range (February 30
    /// is accepted).
    pub(crate) fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let possible =
            (1..=9999).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
        possible.then_some(Self { year, month, day })
    }

    /// Parses a text such as `2016-11-28`, in which leading zeros may be missing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        Self::new(
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
            parts.next()?.parse().ok()?,
        )
    }

    /// Returns `true` if the day has not begun according to the system's clock.
    pub(crate) fn is_in_future(self) -> bool {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
        let days = now.unwrap_or_default().as_secs() / (24 * 60 * 60);
        self.days_after_epoch() > days as i64
    }

    /// Returns the number of days since 1970-01-01. Years begin in March here, so that a leap day is
    /// the last day of its year.
    fn days_after_epoch(self) -> i64 {
        let [year, month, day] = [self.year.into(), self.month.into(), self.day.into()];
        let (year, month): (i64, i64) = match month {
            1 | 2 => (year - 1, month + 9),
            _ => (year, month - 3),
        };
        let leap_days = year / 4 - year / 100 + year / 400;
        365 * year + leap_days + (153 * month + 2) / 5 + day - 1 - 719_468
    }
}

impl FromStr for Day {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let day = Self::parse(text).filter(|day| day.to_string() == text);
        day.with_context(|| format!("`{}` is not a date such as 2016-11-28", visible(text)))
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "{:04}-{:02}-{:02}",
            self.year, self.month, self.day
        )
    }
}
