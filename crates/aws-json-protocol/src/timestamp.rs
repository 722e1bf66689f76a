//! Moments in time.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

mod convert;
mod text;
mod wire;

/// A moment in time in UTC, precise to the nanosecond, in the years 0001 to 9999.
///
/// Those are the years that RFC 3339 and HTTP-date have digits for. A leap second counts as the
/// second after it, as in POSIX.
///
/// # On the wire
///
/// A timestamp is written as epoch seconds, the default of the protocol: a JSON integer, or a
/// number with a fraction of at most six digits. Members that are marked
/// [`date_time`](crate::mark::date_time) or [`http_date`](crate::mark::http_date) are written as
/// text. Smithy asks writers for milliseconds at most; the microseconds that services send are
/// kept, so that a saved response reads back unchanged.
///
/// It is read from epoch seconds, as a number or text, from the forms of RFC 3339 and ISO 8601 that
/// [`FromStr`](#impl-FromStr-for-Timestamp) lists, or from HTTP-date text, whatever format the
/// model specifies. Any other text and any moment outside those years is an error, since a
/// substitute would invent or lose data. A number with a fraction is rounded to the nearest
/// microsecond: a JSON number is read as an `f64`, which is no more precise at today's dates, and
/// less precise from the year 2106 on.
///
/// ```
/// use aws_json_protocol::Timestamp;
///
/// let joined: Timestamp = serde_json::from_str("1482951659.257")?;
/// assert_eq!(joined.to_string(), "2016-12-28T19:00:59.257Z");
/// assert_eq!(joined, serde_json::from_str("\"2016-12-28T20:00:59.257000+01:00\"")?);
/// assert_eq!(serde_json::to_string(&joined)?, "1482951659.257");
/// # Ok::<(), serde_json::Error>(())
/// ```
///
/// # Other time types
///
/// Conversions to and from [`SystemTime`](std::time::SystemTime) are always available; those to and
/// from `jiff::Timestamp`, `chrono::DateTime` and `time::OffsetDateTime` need the features `jiff`,
/// `chrono` and `time`.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanoseconds: u32,
}

impl Timestamp {
    /// 1970-01-01T00:00:00Z, also the default.
    pub const UNIX_EPOCH: Self = Self {
        seconds: 0,
        nanoseconds: 0,
    };
    /// 0001-01-01T00:00:00Z.
    pub const MIN: Self = Self {
        seconds: -62_135_596_800,
        nanoseconds: 0,
    };
    /// 9999-12-31T23:59:59.999999999Z.
    pub const MAX: Self = Self {
        seconds: 253_402_300_799,
        nanoseconds: 999_999_999,
    };

    /// Creates the moment that is `seconds` after the epoch, or before it if negative, plus
    /// `nanoseconds`.
    ///
    /// # Errors
    ///
    /// Returns [`InvalidNanoseconds`](TimestampError::InvalidNanoseconds) from 1,000,000,000
    /// nanoseconds on, and [`OutOfRange`](TimestampError::OutOfRange) outside [`MIN`](Self::MIN) to
    /// [`MAX`](Self::MAX).
    pub const fn new(seconds: i64, nanoseconds: u32) -> Result<Self, TimestampError> {
        if nanoseconds >= 1_000_000_000 {
            Err(TimestampError::InvalidNanoseconds(nanoseconds))
        } else if seconds < Self::MIN.seconds || seconds > Self::MAX.seconds {
            Err(TimestampError::OutOfRange)
        } else {
            Ok(Self {
                seconds,
                nanoseconds,
            })
        }
    }

    /// Creates the moment that is so many nanoseconds after the epoch, or before it if negative.
    fn from_nanoseconds(nanoseconds: i128) -> Result<Self, TimestampError> {
        const PER_SECOND: i128 = 1_000_000_000;
        let seconds = i64::try_from(nanoseconds.div_euclid(PER_SECOND));
        let nanoseconds = u32::try_from(nanoseconds.rem_euclid(PER_SECOND));
        match (seconds, nanoseconds) {
            (Ok(seconds), Ok(nanoseconds)) => Self::new(seconds, nanoseconds),
            _ => Err(TimestampError::OutOfRange),
        }
    }

    /// Parses an HTTP-date, in the form of RFC 9110 that is still written today (IMF-fixdate), such
    /// as `Wed, 28 Dec 2016 19:00:59 GMT`.
    ///
    /// # Errors
    ///
    /// Returns [`InvalidText`](TimestampError::InvalidText) for any other text, such as one with a
    /// fraction (as Smithy asks), another letter case, or a day of the week that is not the date's.
    pub fn from_http_date(text: &str) -> Result<Self, TimestampError> {
        text::parse_http_date(text)
    }

    /// Returns the whole seconds since the epoch; negative before it.
    #[must_use]
    pub const fn seconds(self) -> i64 {
        self.seconds
    }

    /// Returns the nanoseconds after [`seconds`](Self::seconds), counted forward even before the
    /// epoch: always less than 1,000,000,000.
    #[must_use]
    pub const fn nanoseconds(self) -> u32 {
        self.nanoseconds
    }

    /// Formats the moment as an HTTP-date, without its fraction of a second.
    #[must_use]
    pub fn to_http_date(self) -> String {
        text::HttpDate(self).to_string()
    }
}

/// Formats the moment as RFC 3339 text in UTC, with as few digits of a fraction (none, 3, 6 or 9)
/// as lose nothing.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        text::write_rfc3339(*self, f)
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Parses RFC 3339 text with any offset, `2016-12-28T19:00:59.257+01:00`, and forms of ISO 8601
/// that services and tools write instead:
///
/// - with a space instead of the `T`, which RFC 3339 allows, too, and Python's `str` prints;
/// - without the seconds;
/// - with an offset such as `+0100`, or without one, which means UTC;
/// - compact, `20161228T190059Z`;
/// - a date alone, `2016-12-28`, for its first second in UTC.
///
/// Digits of a fraction after the ninth are dropped.
impl FromStr for Timestamp {
    type Err = TimestampError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let parsed = text::parse_iso8601(text).ok_or(TimestampError::InvalidText);
        parsed.and_then(|(seconds, nanoseconds)| Self::new(seconds, nanoseconds))
    }
}

/// The reason that a value is not a [`Timestamp`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TimestampError {
    /// The moment is outside the range from [`Timestamp::MIN`] to [`Timestamp::MAX`], or outside
    /// that of the target of a conversion, or is not a number (NaN).
    OutOfRange,
    /// This many nanoseconds are a second or more.
    InvalidNanoseconds(u32),
    /// The text has another format, or names a day or an hour that does not exist.
    InvalidText,
}

// Written by hand: thiserror would add a procedural macro to every build of a generated crate.
impl fmt::Display for TimestampError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OutOfRange => write!(f, "outside {} to {}", Timestamp::MIN, Timestamp::MAX),
            Self::InvalidNanoseconds(nanoseconds) => {
                write!(f, "{nanoseconds} nanoseconds, expected less than 1000000000")
            }
            Self::InvalidText => f.write_str(
                "expected RFC 3339 (2016-12-28T19:00:59Z) or an HTTP-date (Wed, 28 Dec 2016 19:00:59 GMT)",
            ),
        }
    }
}

impl Error for TimestampError {}
