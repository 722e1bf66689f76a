//! Conversions to and from other time types: `From` if every value fits, otherwise `TryFrom`.

use std::time::{Duration, SystemTime};

use super::{Timestamp, TimestampError};

const NANOSECONDS_PER_SECOND: u32 = 1_000_000_000;

/// Fails outside the years 0001 to 9999.
impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let (duration, is_before_epoch) = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => (after, false),
            Err(error) => (error.duration(), true),
        };
        let seconds = i64::try_from(duration.as_secs()).map_err(|_| TimestampError::OutOfRange)?;
        match (is_before_epoch, duration.subsec_nanos()) {
            (false, nanoseconds) => Self::new(seconds, nanoseconds),
            (true, 0) => Self::new(-seconds, 0),
            (true, nanoseconds) => Self::new(-seconds - 1, NANOSECONDS_PER_SECOND - nanoseconds),
        }
    }
}

/// Fails outside the range of the operating system's clock: before 1601 on Windows, never on Unix.
impl TryFrom<Timestamp> for SystemTime {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let seconds = Duration::from_secs(timestamp.seconds.unsigned_abs());
        let whole = if timestamp.seconds < 0 {
            Self::UNIX_EPOCH.checked_sub(seconds)
        } else {
            Self::UNIX_EPOCH.checked_add(seconds)
        };
        whole
            .and_then(|time| time.checked_add(Duration::from_nanos(timestamp.nanoseconds.into())))
            .ok_or(TimestampError::OutOfRange)
    }
}

/// Fails before the year 1.
#[cfg(feature = "jiff")]
impl TryFrom<jiff::Timestamp> for Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: jiff::Timestamp) -> Result<Self, Self::Error> {
        // Before the epoch jiff counts a fraction backward, with a negative sign.
        let seconds = timestamp.as_second();
        match u32::try_from(timestamp.subsec_nanosecond()) {
            Ok(nanoseconds) => Self::new(seconds, nanoseconds),
            Err(_) => Self::new(
                seconds - 1,
                NANOSECONDS_PER_SECOND - timestamp.subsec_nanosecond().unsigned_abs(),
            ),
        }
    }
}

/// Fails in the last 26 hours of the year 9999, which jiff keeps for time zones.
#[cfg(feature = "jiff")]
impl TryFrom<Timestamp> for jiff::Timestamp {
    type Error = TimestampError;

    fn try_from(timestamp: Timestamp) -> Result<Self, Self::Error> {
        let nanoseconds =
            i32::try_from(timestamp.nanoseconds).map_err(|_| TimestampError::OutOfRange)?;
        Self::new(timestamp.seconds, nanoseconds).map_err(|_| TimestampError::OutOfRange)
    }
}

/// Fails outside the years 0001 to 9999. A leap second becomes the second after it.
#[cfg(feature = "chrono")]
impl<Zone: chrono::TimeZone> TryFrom<chrono::DateTime<Zone>> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: chrono::DateTime<Zone>) -> Result<Self, Self::Error> {
        // chrono counts a leap second as a second nanosecond range after second 59.
        let nanoseconds = time.timestamp_subsec_nanos();
        Self::new(
            time.timestamp() + i64::from(nanoseconds / NANOSECONDS_PER_SECOND),
            nanoseconds % NANOSECONDS_PER_SECOND,
        )
    }
}

#[cfg(feature = "chrono")]
impl From<Timestamp> for chrono::DateTime<chrono::Utc> {
    fn from(timestamp: Timestamp) -> Self {
        // Neither sum overflows: chrono reaches beyond the year 262,000.
        Self::UNIX_EPOCH
            + chrono::TimeDelta::seconds(timestamp.seconds)
            + chrono::TimeDelta::nanoseconds(timestamp.nanoseconds.into())
    }
}

/// Fails outside the years 0001 to 9999.
#[cfg(feature = "time")]
impl TryFrom<time::OffsetDateTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: time::OffsetDateTime) -> Result<Self, Self::Error> {
        Self::new(time.unix_timestamp(), time.nanosecond())
    }
}

#[cfg(feature = "time")]
impl From<Timestamp> for time::OffsetDateTime {
    fn from(timestamp: Timestamp) -> Self {
        // Neither sum overflows: time reaches from the year -9999 to 9999.
        Self::UNIX_EPOCH
            + time::Duration::seconds(timestamp.seconds)
            + time::Duration::nanoseconds(timestamp.nanoseconds.into())
    }
}
