//! RFC 3339 text and forms close to it, and HTTP-date text.

use std::fmt;

use jiff_core::civil::{Date, UnixEpochDay};

use super::{Timestamp, TimestampError};

const SECONDS_PER_DAY: i64 = 86_400;

// RFC 9110, section 5.6.7; the order is that of jiff-core's numbers.
const WEEKDAYS: [&str; 7] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

/// Parses the `date-time` production of RFC 3339, section 5.6, and the forms of ISO 8601 that
/// `FromStr` of [`Timestamp`] lists.
pub(super) fn parse_iso8601(text: &str) -> Result<Timestamp, TimestampError> {
    let (seconds, nanoseconds) = Scanner(text.as_bytes())
        .iso8601()
        .ok_or(TimestampError::InvalidText)?;
    Timestamp::new(seconds, nanoseconds)
}

/// Parses the `IMF-fixdate` production of RFC 9110, section 5.6.7.
pub(super) fn parse_http_date(text: &str) -> Result<Timestamp, TimestampError> {
    let seconds = http_date_seconds(text).ok_or(TimestampError::InvalidText)?;
    let timestamp = Timestamp::new(seconds, 0)?;
    // The format has only one spelling of a moment, so this also checks what was skipped.
    match timestamp.to_http_date() == text {
        true => Ok(timestamp),
        false => Err(TimestampError::InvalidText),
    }
}

fn http_date_seconds(text: &str) -> Option<i64> {
    let mut words = text.split([' ', ':']).skip(1);
    let day = words.next()?.parse().ok()?;
    let name = words.next()?;
    let (month, _) = (1..).zip(MONTHS).find(|(_, month)| *month == name)?;
    let mut number = || words.next()?.parse().ok();
    let midnight = midnight(number()?, month, day)?;
    Some(midnight + seconds_of_day(number()?, number()?, number()?)?)
}

pub(super) fn write_rfc3339(timestamp: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let date = epoch_day(timestamp)?.to_date();
    write!(
        f,
        "{:04}-{:02}-{:02}T",
        date.year(),
        date.month(),
        date.day()
    )?;
    write_clock(timestamp, f)?;
    match timestamp.nanoseconds {
        0 => {}
        n if n % 1_000_000 == 0 => write!(f, ".{:03}", n / 1_000_000)?,
        n if n % 1_000 == 0 => write!(f, ".{:06}", n / 1_000)?,
        n => write!(f, ".{n:09}")?,
    }
    f.write_str("Z")
}

/// Displays a timestamp as an HTTP-date.
pub(super) struct HttpDate(pub(super) Timestamp);

impl fmt::Display for HttpDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let day = epoch_day(self.0)?;
        let date = day.to_date();
        let weekday = name(&WEEKDAYS, day.weekday().to_sunday_zero_offset())?;
        let month = name(&MONTHS, date.month() - 1)?;
        write!(
            f,
            "{weekday}, {:02} {month} {:04} ",
            date.day(),
            date.year()
        )?;
        write_clock(self.0, f)?;
        f.write_str(" GMT")
    }
}

fn write_clock(timestamp: Timestamp, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let second = timestamp.seconds.rem_euclid(SECONDS_PER_DAY);
    write!(
        f,
        "{:02}:{:02}:{:02}",
        second / 3600,
        second / 60 % 60,
        second % 60
    )
}

/// Returns the day of a timestamp since the epoch. It never fails, since every `Timestamp` lies
/// within the years of jiff-core.
fn epoch_day(timestamp: Timestamp) -> Result<UnixEpochDay, fmt::Error> {
    let day = i32::try_from(timestamp.seconds.div_euclid(SECONDS_PER_DAY));
    UnixEpochDay::new(day.map_err(|_| fmt::Error)?).map_err(|_| fmt::Error)
}

fn name<'a>(names: &[&'a str], index: i8) -> Result<&'a str, fmt::Error> {
    usize::try_from(index)
        .ok()
        .and_then(|index| names.get(index))
        .copied()
        .ok_or(fmt::Error)
}

/// The rest of a text. Every method takes its part off the front, or returns `None`.
struct Scanner<'a>(&'a [u8]);

impl Scanner<'_> {
    fn iso8601(mut self) -> Option<(i64, u32)> {
        let year = self.number(4)?;
        let is_extended = self.one_of(b"-").is_some();
        let month = self.number(2)?;
        if is_extended {
            self.one_of(b"-")?;
        }
        let day = self.number(2)?;
        let midnight = midnight(year, month, day)?;
        if is_extended && self.0.is_empty() {
            return Some((midnight, 0));
        }
        self.one_of(b"Tt ")?;
        let (clock, nanoseconds) = self.clock_and_fraction(is_extended)?;
        let offset = self.offset()?;
        self.0
            .is_empty()
            .then_some((midnight + clock - offset, nanoseconds))
    }

    /// Takes `19:00:59.257`, `19:00` or, in the compact form, `190059.257`.
    fn clock_and_fraction(&mut self, is_extended: bool) -> Option<(i64, u32)> {
        let hour = self.number(2)?;
        if is_extended {
            self.one_of(b":")?;
        }
        let minute = self.number(2)?;
        let has_second = match is_extended {
            true => self.one_of(b":").is_some(),
            false => self.0.first().is_some_and(u8::is_ascii_digit),
        };
        let (second, nanoseconds) = match has_second {
            true => (self.number(2)?, self.fraction()?),
            false => (0, 0),
        };
        Some((seconds_of_day(hour, minute, second)?, nanoseconds))
    }

    /// Takes `.257` or nothing, as nanoseconds.
    fn fraction(&mut self) -> Option<u32> {
        if self.one_of(b".").is_none() {
            return Some(0);
        }
        let digits = self
            .0
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        let kept = digits.min(9);
        let scale = (kept..9).fold(1, |scale, _| scale * 10);
        let number = self.number(kept)?;
        self.bytes(digits - kept)?;
        (digits > 0).then_some(number * scale)
    }

    /// Takes `Z`, `+01:00`, `+0100` or nothing, as seconds east of UTC.
    fn offset(&mut self) -> Option<i64> {
        if self.0.is_empty() {
            return Some(0);
        }
        let sign = match self.one_of(b"Zz+-")? {
            b'+' => 1,
            b'-' => -1,
            _ => return Some(0),
        };
        let hours = self.number(2)?;
        let _colon = self.one_of(b":");
        let minutes = self.number(2)?;
        (hours < 24 && minutes < 60).then(|| sign * i64::from(hours * 3600 + minutes * 60))
    }

    /// Takes a number of exactly `digits` digits, at most nine.
    fn number(&mut self, digits: usize) -> Option<u32> {
        self.bytes(digits)?.iter().try_fold(0, |number, byte| {
            byte.is_ascii_digit()
                .then(|| number * 10 + u32::from(byte - b'0'))
        })
    }

    fn one_of(&mut self, allowed: &[u8]) -> Option<u8> {
        let (&first, rest) = self.0.split_first()?;
        allowed.contains(&first).then(|| {
            self.0 = rest;
            first
        })
    }

    fn bytes(&mut self, count: usize) -> Option<&[u8]> {
        let (bytes, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(bytes)
    }
}

fn seconds_of_day(hour: u32, minute: u32, second: u32) -> Option<i64> {
    // A leap second, 60, becomes the first of the next minute.
    (hour < 24 && minute < 60 && second <= 60)
        .then(|| i64::from(hour * 3600 + minute * 60 + second))
}

/// Returns the first second of a day, since the epoch; `None` if the calendar has no such day.
fn midnight(year: u32, month: u32, day: u32) -> Option<i64> {
    let date = Date::new(
        year.try_into().ok()?,
        month.try_into().ok()?,
        day.try_into().ok()?,
    )
    .ok()?;
    Some(i64::from(date.to_unix_epoch_day().day()) * SECONDS_PER_DAY)
}
