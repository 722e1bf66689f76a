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

    /// Returns the current day according to the system's clock.
    pub(crate) fn today() -> Self {
        let since_epoch = SystemTime::now()
            .duration_since(SystemTime::UNIX_EPOCH)
            .unwrap_or_default();
        Self::after_epoch(since_epoch.as_secs() / (24 * 60 * 60))
    }

    /// Returns the day that is `days` days after 1970-01-01. Years begin in March here, so that a
    /// leap day is the last day of its year.
    pub(super) fn after_epoch(days: u64) -> Self {
        const DAYS_OF_400_YEARS: u64 = 146_097;
        // From 0000-03-01.
        let days = days + 719_468;
        let (era, day) = (days / DAYS_OF_400_YEARS, days % DAYS_OF_400_YEARS);
        let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
        let day = day - (365 * year + year / 4 - year / 100);
        let month = (5 * day + 2) / 153;
        let day = day - (153 * month + 2) / 5 + 1;
        let (month, next_year) = if month < 10 {
            (month + 3, 0)
        } else {
            (month - 9, 1)
        };
        let year = era * 400 + year + next_year;
        Self {
            year: u16::try_from(year).unwrap_or(u16::MAX),
            month: month as u8,
            day: day as u8,
        }
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
