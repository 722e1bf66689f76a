//! Marks: the properties of a member that a row of a table can have besides name and type.
//!
//! A row of [`structure!`](crate::structure!) or [`tagged_union!`](crate::tagged_union!) ends with
//! its marks: [`sensitive`] first, then at most one of [`float`], [`date_time`] and [`http_date`]. An
//! enum of [`open_enum!`](crate::open_enum!) can be [`sensitive`]. An exception of
//! [`service_error!`](crate::service_error!) can have a [`sensitive_message`], and be [`retryable`] or
//! mean [`throttling`].
#![allow(non_camel_case_types, reason = "a mark reads as a word of the row")]

use std::fmt::{self, Debug};

use crate::ErrorResponse;

/// Hides the value in `Debug` output, so that it does not reach logs
/// ([`sensitive` trait](https://smithy.io/2.0/spec/documentation-traits.html#sensitive-trait)).
#[derive(Debug)]
pub enum sensitive {}

/// Writes the floats of the value as the protocol does, at any depth in lists and maps: those that
/// JSON has no number for as the strings `NaN`, `Infinity` and `-Infinity`
/// ([shape serialization](https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html#shape-serialization)).
/// `serde_json` alone writes them as null.
#[derive(Debug)]
pub enum float {}

/// Writes the timestamps of the value as RFC 3339 text in UTC, at any depth in lists and maps
/// ([`timestampFormat` trait](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait)).
#[derive(Debug)]
pub enum date_time {}

/// Writes the timestamps of the value as HTTP-dates, without fractions of a second, at any depth in
/// lists and maps
/// ([`timestampFormat` trait](https://smithy.io/2.0/spec/protocol-traits.html#timestampformat-trait)).
#[derive(Debug)]
pub enum http_date {}

/// Marks the exception's message as sensitive: neither `Debug` nor `Display` of the response shows
/// it.
#[must_use]
pub fn sensitive_message(response: ErrorResponse) -> ErrorResponse {
    response.without_message()
}

/// Marks the exception as retryable: another attempt may succeed
/// ([`retryable` trait](https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait)).
#[must_use]
pub fn retryable(response: ErrorResponse) -> ErrorResponse {
    response.with_retry(false)
}

/// Marks the exception as throttling: another attempt may succeed after a while
/// ([`retryable` trait](https://smithy.io/2.0/spec/behavior-traits.html#retryable-trait),
/// `throttling`).
#[must_use]
pub fn throttling(response: ErrorResponse) -> ErrorResponse {
    response.with_retry(true)
}

/// All marks of a row, as a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be the marks of one row",
    note = "`sensitive` comes first, then at most one of `float`, `date_time` and `http_date`"
)]
pub trait Marks {
    /// The mark for the format of the value; `()` without one.
    type Format;

    /// Whether `Debug` hides the value.
    const SENSITIVE: bool;
}

macro_rules! marks {
    ($($marks:ty: $format:ty, $sensitive:literal;)*) => {$(
        impl Marks for $marks {
            type Format = $format;
            const SENSITIVE: bool = $sensitive;
        }
    )*};
}

marks! {
    (): (), false;
    (float,): float, false;
    (date_time,): date_time, false;
    (http_date,): http_date, false;
    (sensitive,): (), true;
    (sensitive, float): float, true;
    (sensitive, date_time): date_time, true;
    (sensitive, http_date): http_date, true;
}

/// A placeholder for a sensitive member in `Debug` output, so that it does not reach logs: its own
/// output is `<redacted>`.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Redacted;

impl Debug for Redacted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("<redacted>")
    }
}

/// What `Debug` shows of values with marks.
#[doc(hidden)]
pub mod shown {
    use super::{Debug, Marks, Redacted};

    /// Returns what is shown of a value.
    pub fn required<M: Marks, T: Debug>(value: &T) -> &dyn Debug {
        if M::SENSITIVE { &Redacted } else { value }
    }

    /// Returns what is shown of an optional value: whether it is present.
    pub fn optional<M: Marks, T: Debug>(value: &Option<T>) -> &dyn Debug {
        match value {
            Some(_) if M::SENSITIVE => &Some(Redacted),
            _ => value,
        }
    }
}

/// Expands to the documentation that a mark adds to its member.
#[doc(hidden)]
#[macro_export]
macro_rules! __mark {
    (sensitive) => {
        " Sensitive."
    };
    (date_time) => {
        " Sent as RFC 3339 text."
    };
    (http_date) => {
        " Sent as an HTTP date."
    };
    ($mark:ident) => {
        ""
    };
}
