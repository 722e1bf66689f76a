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
pub(super) fn parse_iso8601(text: &str) -> Option<(i64, u32)> {
    let (date, time) = match text.split_once(['T', 't', ' ']) {
        Some((date, time)) => (date, Some(time)),
        None => (text, None),
    };
    let is_extended = date.contains('-');
    let [year, month, day] = numbers(date, [4, 2, 2], if is_extended { "-" } else { "" })?;
    let midnight = midnight(year, month, day)?;
    let Some(time) = time else {
        return is_extended.then_some((midnight, 0));
    };
    let (clock, offset) = time.split_at(time.find(['Z', 'z', '+', '-']).unwrap_or(time.len()));
    let (seconds, nanoseconds) = clock_and_fraction(clock, if is_extended { ":" } else { "" })?;
    Some((midnight + seconds - seconds_east(offset)?, nanoseconds))
}

/// Parses `19:00:59.257`, `19:00:59` or `19:00` as the seconds and nanoseconds of a day.
fn clock_and_fraction(text: &str, separator: &str) -> Option<(i64, u32)> {
    if let Some([hour, minute]) = numbers(text, [2, 2], separator) {
        return Some((seconds_of_day(hour, minute, 0)?, 0));
    }
    let (clock, nanoseconds) = match text.split_once('.') {
        Some((clock, digits)) => (clock, nanoseconds(digits)?),
        None => (text, 0),
    };
    let [hour, minute, second] = numbers(clock, [2, 2, 2], separator)?;
    Some((seconds_of_day(hour, minute, second)?, nanoseconds))
}

/// Parses the digits of a fraction of a second. Those after the ninth are dropped.
fn nanoseconds(digits: &str) -> Option<u32> {
    let is_fraction = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    is_fraction.then(|| format!("{digits:0<9.9}").parse().ok())?
}

/// Parses `+01:00`, `+0100`, `Z` or nothing.
fn seconds_east(offset: &str) -> Option<i64> {
    let sign = match offset.get(..1) {
        None => return Some(0),
        Some("+") => 1,
        Some("-") => -1,
        Some(_) => return (offset.len() == 1).then_some(0),
    };
    let separator = if offset.contains(':') { ":" } else { "" };
    let [hours, minutes] = numbers(offset.get(1..)?, [2, 2], separator)?;
    Some(sign * seconds_of_day(hours, minutes, 0)?)
}

/// Parses numbers of exactly so many digits, with the separator between them.
fn numbers<const N: usize>(text: &str, digits: [usize; N], separator: &str) -> Option<[u32; N]> {
    let mut numbers = [0; N];
    let mut rest = text;
    for (index, (number, digits)) in numbers.iter_mut().zip(digits).enumerate() {
        if index > 0 {
            rest = rest.strip_prefix(separator)?;
        }
        let (text, behind) = rest.split_at_checked(digits)?;
        let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
        *number = text.parse().ok().filter(|_| is_number)?;
        rest = behind;
    }
    rest.is_empty().then_some(numbers)
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
