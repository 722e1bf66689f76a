//! Timestamps in messages.

use std::borrow::Cow;
use std::str::FromStr;

use serde::de::Error;
use serde::ser::{Serialize, Serializer};

use super::{Timestamp, TimestampError, text};
use crate::__deserialize;
use crate::decode::{Decode, Numeral, problem};
use crate::format::SerializeAs;
use crate::mark::{date_time, http_date};

const MICROSECONDS_PER_SECOND: i64 = 1_000_000;

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fraction = i64::from(self.nanoseconds / 1_000);
        // Dividing a whole number rounds only once, so that the shortest text of the result has no
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

/// Accepts all formats: the value determines which one it is.
impl Decode for Timestamp {
    const SHAPE: &'static str = "a timestamp: epoch seconds, RFC 3339 text or HTTP-date text";

    fn text<E: Error>(text: Cow<'_, str>) -> Result<Self, E> {
        let formats = [Self::from_str, Self::from_http_date, from_numeric_text];
        let parsed = (formats.iter().map(|parse| parse(&text)))
            .find(|parsed| *parsed != Err(TimestampError::InvalidText));
        parsed
            .unwrap_or(Err(TimestampError::InvalidText))
            .map_err(invalid)
    }

    fn number<E: Error>(number: Numeral<'_>) -> Result<Self, E> {
        from_number(number).map_err(invalid)
    }
}

__deserialize! { Timestamp }

fn invalid<E: Error>(error: TimestampError) -> E {
    problem(format_args!("invalid timestamp: {error}"))
}

/// Reads epoch seconds from text.
fn from_numeric_text(text: &str) -> Result<Timestamp, TimestampError> {
    let is_number = text.starts_with(|first: char| first == '-' || first.is_ascii_digit())
        && text.ends_with(|last: char| last.is_ascii_digit());
    match is_number && text.parse::<f64>().is_ok() {
        true => from_number(Numeral::Text(text)),
        false => Err(TimestampError::InvalidText),
    }
}

fn from_number(number: Numeral<'_>) -> Result<Timestamp, TimestampError> {
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
    Timestamp::from_nanoseconds(i128::from(microseconds) * 1_000)
}

impl SerializeAs<date_time> for Timestamp {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl SerializeAs<http_date> for Timestamp {
    fn serialize_as<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&text::HttpDate(*self))
    }
}
