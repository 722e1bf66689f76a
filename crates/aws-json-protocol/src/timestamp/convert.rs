//! Conversions to and from other time types: `From` if every value fits, otherwise `TryFrom`.

use std::time::{Duration, SystemTime};

use super::{Timestamp, TimestampError};

/// Fails outside the years 0001 to 9999.
impl TryFrom<SystemTime> for Timestamp {
    type Error = TimestampError;

    fn try_from(time: SystemTime) -> Result<Self, Self::Error> {
        let nanoseconds = |duration: Duration| i128::try_from(duration.as_nanos());
        let nanoseconds = match time.duration_since(SystemTime::UNIX_EPOCH) {
            Ok(after) => nanoseconds(after),
            Err(error) => nanoseconds(error.duration()).map(|before| -before),
        };
        Self::from_nanoseconds(nanoseconds.map_err(|_| TimestampError::OutOfRange)?)
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
        Self::from_nanoseconds(timestamp.as_nanosecond())
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
            time.timestamp() + i64::from(nanoseconds / 1_000_000_000),
            nanoseconds % 1_000_000_000,
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
        Self::from_nanoseconds(time.unix_timestamp_nanos())
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
