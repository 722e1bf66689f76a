//! The members of an object, read one after the other.

use std::borrow::Cow;
use std::mem;

use serde::de::{Error, IgnoredAny, MapAccess};

use super::visitor::{Place, next_name};
use super::{Decode, inside, problem, with_room};
use crate::Document;

/// What is wrong with an object without a required member.
const MISSING: &str = "a required member is missing";

/// The members of an object, each of which must be taken before the next: first its name, then its
/// value.
pub struct Members<'de, A> {
    object: A,
    name: Cow<'de, str>,
}

impl<'de, A: MapAccess<'de>> Members<'de, A> {
    /// Returns the members of an object.
    pub fn new(object: A) -> Self {
        let name = Cow::Borrowed("");
        Self { object, name }
    }

    /// Moves to the next member; returns `false` at the end.
    pub fn advance(&mut self) -> Result<bool, A::Error> {
        match next_name(&mut self.object)? {
            None => Ok(false),
            Some(name) => {
                self.name = name;
                Ok(true)
            }
        }
    }

    /// Returns the member's name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Takes the member's name.
    pub(crate) fn take_name(&mut self) -> Cow<'de, str> {
        mem::take(&mut self.name)
    }

    /// Reads the member's value into its place, which becomes empty if it is null.
    pub fn value<T: Decode>(&mut self, place: &mut Option<T>) -> Result<(), A::Error> {
        let read = self.object.next_value_seed(Place(place));
        read.map_err(|error| inside(format_args!(".{}", self.name()), error))
    }

    /// Reads the value of a member with several names into its place. A null under one name does not
    /// replace a value under another.
    pub fn alias<T: Decode>(&mut self, place: &mut Option<T>) -> Result<(), A::Error> {
        let before = place.take();
        self.value(place)?;
        if place.is_none() {
            *place = before;
        }
        Ok(())
    }

    /// Reads the member's value into the place of its union, which becomes empty if it is null.
    pub fn variant<T: Decode, U>(
        &mut self,
        place: &mut Option<U>,
        variant: fn(T) -> U,
    ) -> Result<(), A::Error> {
        with_room(Option::default, |value| {
            self.value(value)?;
            put_variant(place, value, variant);
            Ok(())
        })
    }

    /// Reads the name and the value of a member that no row names into the place of its union.
    pub fn unknown<U>(
        &mut self,
        place: &mut Option<U>,
        variant: fn(String, Document) -> U,
    ) -> Result<(), A::Error> {
        let mut value = None;
        self.value(&mut value)?;
        *place = value.map(|value| variant(self.name().to_owned(), value));
        Ok(())
    }

    /// Skips a member that no row names.
    pub fn skip(&mut self) -> Result<(), A::Error> {
        self.object.next_value::<IgnoredAny>().map(|_| ())
    }
}

fn put_variant<T, U>(place: &mut Option<U>, value: &mut Option<T>, variant: fn(T) -> U) {
    *place = value.take().map(variant);
}

/// Returns the value of a member that must be present.
pub fn required<T, E: Error>(name: &'static str, value: Option<T>) -> Result<T, E> {
    value.ok_or_else(|| inside(format_args!(".{name}"), problem(MISSING)))
}

/// Returns the value of a member that a service should have sent, or its zero value if it is absent.
///
/// A service may stop sending a required member that an older client still expects. Smithy has the
/// client fill in a zero value instead of failing
/// ([client error correction](https://smithy.io/2.0/spec/aggregate-types.html#client-error-correction)).
///
/// A server reads strictly: no service sent it the value.
pub fn zero<T: Default, E: Error>(name: &'static str, value: Option<T>) -> Result<T, E> {
    #[cfg(feature = "server")]
    if super::strict::is_strict() {
        return required(name, value);
    }
    let _ = name;
    Ok(value.unwrap_or_default())
}

/// Returns the path of the required member whose absence is the error, if it is one.
#[cfg(feature = "server")]
pub(crate) fn missing_member(error: &serde_json::Error) -> Option<String> {
    let text = error.to_string();
    let (path, _) = text
        .strip_prefix("at $.")?
        .split_once(&format!(": {MISSING}"))?;
    Some(path.to_owned())
}
