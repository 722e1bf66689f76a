//! How timestamps travel in JSON.

use serde::de::{Deserialize, Deserializer};
use serde::ser::{Serialize, Serializer};

use super::{Timestamp, TimestampError, text};
use crate::formatted::{Formatted, SerializeAs};
use crate::from_document::deserialize_document;
use crate::{DecodeError, Document, FromDocument, Number};

const MICROSECONDS_PER_SECOND: i64 = 1_000_000;

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fraction = i64::from(self.nanoseconds / 1_000);
        // Dividing a whole number rounds once only, so that the shortest text of the result has no
        // more digits than the fraction.
        let value = (self.seconds * MICROSECONDS_PER_SECOND + fraction) as f64
            / MICROSECONDS_PER_SECOND as f64;
        // From the year 2255 on an f64 can round up into the next second, even into the year 10000.
        if fraction == 0 || value.floor() > self.seconds as f64 {
            serializer.serialize_i64(self.seconds)
        } else {
            serializer.serialize_f64(value)
        }
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize_document(deserializer)
    }
}

/// Accepts all formats: the JSON value says which one it is.
impl FromDocument for Timestamp {
    fn from_document(document: Document) -> Result<Self, DecodeError> {
        match &document {
            Document::String(text) => from_text(text),
            Document::Number(number) => from_number(number),
            _ => {
                let expected = "a timestamp: epoch seconds, RFC 3339 text or HTTP-date text";
                return Err(DecodeError::unexpected(expected, &document));
            }
        }
        .map_err(DecodeError::timestamp)
    }
}

fn from_text(text: &str) -> Result<Timestamp, TimestampError> {
    match text.parse() {
        Err(TimestampError::InvalidText) => Timestamp::from_http_date(text),
        parsed => parsed,
    }
}

fn from_number(number: &Number) -> Result<Timestamp, TimestampError> {
    match (number.as_i64(), number.as_f64()) {
        (Some(seconds), _) => Timestamp::new(seconds, 0),
        (None, Some(seconds)) => from_epoch_seconds(seconds),
        (None, None) => Err(TimestampError::OutOfRange),
    }
}

/// Rounds to the nearest microsecond.
fn from_epoch_seconds(seconds: f64) -> Result<Timestamp, TimestampError> {
    if seconds.is_nan() {
        return Err(TimestampError::OutOfRange);
    }
    // The cast saturates, and i64::MAX microseconds are out of range.
    let microseconds = (seconds * MICROSECONDS_PER_SECOND as f64).round() as i64;
    let fraction = microseconds.rem_euclid(MICROSECONDS_PER_SECOND);
    let nanoseconds = u32::try_from(fraction * 1_000).map_err(|_| TimestampError::OutOfRange)?;
    Timestamp::new(
        microseconds.div_euclid(MICROSECONDS_PER_SECOND),
        nanoseconds,
    )
}

/// Timestamps to be written as RFC 3339 text in UTC.
///
/// ```
/// use aws_json_protocol::Timestamp;
/// use aws_json_protocol::timestamp::date_time;
///
/// let moments = vec![Timestamp::UNIX_EPOCH];
/// assert_eq!(serde_json::to_string(&date_time(&moments))?, r#"["1970-01-01T00:00:00Z"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[must_use]
pub fn date_time<T: TimestampShape>(value: &T) -> Formatted<'_, DateTime, T> {
    Formatted::new(value)
}

/// Timestamps to be written as HTTP-dates, without fractions of a second.
#[must_use]
pub fn http_date<T: TimestampShape>(value: &T) -> Formatted<'_, HttpDate, T> {
    Formatted::new(value)
}

/// What [`date_time`] and [`http_date`] can write: a [`Timestamp`], and options, lists and maps of
/// what they can write.
pub trait TimestampShape: SerializeAs<DateTime> + SerializeAs<HttpDate> {}

impl<T: SerializeAs<DateTime> + SerializeAs<HttpDate>> TimestampShape for T {}

/// The format that [`date_time`] writes.
#[derive(Debug)]
pub enum DateTime {}

/// The format that [`http_date`] writes.
#[derive(Debug)]
pub enum HttpDate {}

impl SerializeAs<DateTime> for Timestamp {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl SerializeAs<HttpDate> for Timestamp {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&text::HttpDate(*self))
    }
}
